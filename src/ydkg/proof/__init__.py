"""Is it so? Checks of the graph against its own rules and against the document that it comes from."""
