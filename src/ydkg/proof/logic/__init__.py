"""Reasoning by the ontology: what follows, what clashes, and the view of the graph that a reasoner gets."""
