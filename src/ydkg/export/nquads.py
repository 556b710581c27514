"""RDF with the graph of each triple, as N-Quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from ydkg.export._format import Format
from ydkg.export._triples import sorted_quads
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

FORMAT = Format(
    name="N-Quads",
    extension="nq",
    media_type="application/n-quads",
    purpose=translatable("every triple with the file that it is from, as a graph; to load"),
    carries="dataset",
    order=2,
)


def write(quads: Iterable[Quad]) -> bytes:
    """Write quads as N-Quads.

    Parameters
    ----------
    quads : iterable of pyoxigraph.Quad

    Returns
    -------
    bytes
        UTF-8; a quad a line, sorted by graph, subject, predicate and object, each once.
    """
    return serialize(sorted_quads(quads), format=RdfFormat.N_QUADS) or b""
