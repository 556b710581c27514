"""The graph on the web: a SPARQL endpoint, a page for every thing, a workbench."""
