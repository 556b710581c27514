"""RDF as expanded JSON-LD: no context, so nothing to fetch and no number whose letters could change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, serialize

from ydkg.export.triples import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable


def write(triples: Iterable[Triple]) -> bytes:
    """Write triples as expanded JSON-LD, sorted, one line; UTF-8."""
    return (serialize(ordered(triples), format=RdfFormat.JSON_LD) or b"") + b"\n"
