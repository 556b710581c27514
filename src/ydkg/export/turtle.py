"""RDF as canonical Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.graph.canonical import canonical_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple


def write(triples: Iterable[Triple]) -> bytes:
    """Write triples in the canonical form of the data files; UTF-8."""
    return canonical_turtle(triples).encode()
