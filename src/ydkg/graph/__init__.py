"""The graph itself: its files, their canonical form, and how it is asked."""
