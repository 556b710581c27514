"""RDF as N-Triples, one triple a line, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from ydkg.export._format import Format
from ydkg.export._triples import sorted_triples
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

FORMAT = Format(
    name="N-Triples",
    extension="nt",
    media_type="application/n-triples",
    purpose=translatable("one triple a line, sorted; to load"),
    carries="rdf",
    order=2,
)


def write(triples: Iterable[Triple]) -> bytes:
    """Write triples as N-Triples.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    bytes
        UTF-8; a triple a line, sorted, each once.
    """
    return serialize(sorted_triples(triples), format=RdfFormat.N_TRIPLES) or b""
