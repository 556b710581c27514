"""The endpoint: the SPARQL 1.1 Protocol, its formats, and what it says of itself."""
