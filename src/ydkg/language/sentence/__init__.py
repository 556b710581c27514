"""The rules by which a draft reads a text: each module finds one kind of thing and knows nothing of RDF."""
