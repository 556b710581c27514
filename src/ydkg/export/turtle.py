"""RDF as canonical Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

FORMAT = Format(
    name="Turtle",
    extension="ttl",
    media_type="text/turtle",
    purpose=translatable("as the data files are written; to read and to compare"),
    carries="rdf",
    order=1,
)


def write(triples: Iterable[Triple]) -> bytes:
    """Write triples in the canonical form of the data files.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    bytes
        UTF-8. The same bytes for the same triples.

    Raises
    ------
    TurtleError
        If there is a blank node, or a literal that is none of its datatype's.
    """
    from ydkg.graph.canonical import canonical_turtle  # noqa: PLC0415 - only who writes Turtle waits for it

    return canonical_turtle(triples).encode()
