"""From a new document to proposals, and from proposals that a person reviewed to a file of a collection."""
