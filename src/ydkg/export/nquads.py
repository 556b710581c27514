"""RDF with the graph of each triple, as N-Quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from ydkg.graph.sorting import Sorting

FORMAT = Format(
    name="N-Quads",
    extension="nq",
    media_type="application/n-quads",
    purpose=translatable("every triple with the file that it is from, as a graph; to load"),
    carries="dataset",
    order=2,
)


def pieces(quads: Iterable[Quad], ordered: Sorting) -> Iterator[bytes]:
    """Write quads as lines.

    Parameters
    ----------
    quads : iterable of pyoxigraph.Quad
        Read once.
    ordered : Sorting

    Yields
    ------
    bytes
        A line each in UTF-8, sorted, each once. The same bytes for the same quads.
    """
    for line in ordered(f"{quad} ." for quad in quads):
        yield f"{line}\n".encode()
