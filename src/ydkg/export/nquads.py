"""RDF with the graph of each triple, as N-Quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph

from ydkg.export._format import Format
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from pyoxigraph import Quad

FORMAT = Format(
    name="N-Quads",
    extension="nq",
    media_type="application/n-quads",
    purpose=translatable("every triple with the file that it is from, as a graph; to load"),
    carries="dataset",
    order=2,
    lines=True,
)


def line(quad: Quad) -> str:
    """Write a quad as a line of N-Quads.

    Parameters
    ----------
    quad : pyoxigraph.Quad

    Returns
    -------
    str
        Without its line feed. All lines are sorted, each once.
    """
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else f" {quad.graph_name}"
    return f"{quad.subject} {quad.predicate} {quad.object}{graph} ."
