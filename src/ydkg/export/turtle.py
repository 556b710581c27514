"""RDF as canonical Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from ydkg.graph.sorting import Sorting

FORMAT = Format(
    name="Turtle",
    extension="ttl",
    media_type="text/turtle",
    purpose=translatable("as the data files are written; to read and to compare"),
    carries="rdf",
    order=1,
)


def pieces(triples: Iterable[Triple], ordered: Sorting) -> Iterator[bytes]:
    """Write triples in the canonical form of the data files."""
    from ydkg.graph.canonical import canonical_pieces  # noqa: PLC0415 - only who writes Turtle waits for it

    for piece in canonical_pieces(triples, ordered):
        yield piece.encode()
