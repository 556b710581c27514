"""What people are told of a graph, once, as typed records in both languages; faces show them and compute none of it."""
