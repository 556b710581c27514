"""The graph as nodes and edges: projection and layout."""
