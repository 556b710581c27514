"""The graph as one interactive page that opens from disk."""
