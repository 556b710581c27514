"""What the RDF writers share: triples and quads in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Triple


def sorted_triples(triples: Iterable[Triple]) -> list[Triple]:
    """Sort triples by their N-Triples form, each once.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    list of pyoxigraph.Triple
        Sorted by subject, predicate, object; may be empty.
    """
    lines = {f"{triple.subject} {triple.predicate} {triple.object}": triple for triple in triples}
    return [lines[line] for line in sorted(lines)]


def sorted_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Sort quads by their graph, then by their N-Triples form, each once.

    Parameters
    ----------
    quads : iterable of pyoxigraph.Quad

    Returns
    -------
    list of pyoxigraph.Quad
        The default graph first; may be empty.
    """
    lines = {
        (getattr(quad.graph_name, "value", ""), f"{quad.subject} {quad.predicate} {quad.object}"): quad
        for quad in quads
    }
    return [lines[line] for line in sorted(lines)]
