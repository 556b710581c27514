"""The workbench: an editor for SPARQL with its answers."""
