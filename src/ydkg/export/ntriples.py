"""RDF as N-Triples, one triple a line, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, serialize

from ydkg.export.triples import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable


def write(triples: Iterable[Triple]) -> bytes:
    """Write triples as sorted N-Triples; UTF-8."""
    return serialize(ordered(triples), format=RdfFormat.N_TRIPLES) or b""
