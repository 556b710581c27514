"""RDF as N-Triples, one triple a line, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

    from ydkg.graph.sorting import Sorting

FORMAT = Format(
    name="N-Triples",
    extension="nt",
    media_type="application/n-triples",
    purpose=translatable("one triple a line, sorted; to load"),
    carries="rdf",
    order=2,
)


def pieces(triples: Iterable[Triple | Quad], ordered: Sorting) -> Iterator[bytes]:
    """Write triples, or quads, as lines."""
    for line in ordered(f"{each} ." for each in triples):
        yield f"{line}\n".encode()
