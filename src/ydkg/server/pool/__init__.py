"""The pool: worker processes that share the graph, answer queries, and can be ended at any moment."""
