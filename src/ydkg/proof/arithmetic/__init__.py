"""Arithmetic of stated figures: intervals, comparisons recomputed, and what follows from what is stated."""
