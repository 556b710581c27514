"""RDF as expanded JSON-LD: no context, so nothing to fetch and no number whose letters could change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from ydkg.export._format import Format
from ydkg.export._triples import sorted_triples

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

FORMAT = Format(
    name="JSON-LD",
    extension="jsonld",
    media_type="application/ld+json",
    purpose=("expanded, without a context to fetch", "展开形式，无需获取上下文"),
    carries="rdf",
    order=3,
)


def write(triples: Iterable[Triple]) -> bytes:
    """Write triples as expanded JSON-LD.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The graph, in any order.

    Returns
    -------
    bytes
        UTF-8, sorted, in one line. The same bytes for the same triples.
    """
    return (serialize(sorted_triples(triples), format=RdfFormat.JSON_LD) or b"") + b"\n"
