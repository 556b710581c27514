"""The page of a thing, a record, a passage or a document, and its part of the graph as RDF."""
