"""Worker processes: they hold the graph, answer queries, and can be ended at any moment."""
