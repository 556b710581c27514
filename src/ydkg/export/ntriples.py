"""RDF as N-Triples, one triple a line, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from pyoxigraph import Triple

FORMAT = Format(
    name="N-Triples",
    extension="nt",
    media_type="application/n-triples",
    purpose=translatable("one triple a line, sorted; to load"),
    carries="rdf",
    order=2,
    lines=True,
)


def line(triple: Triple) -> str:
    """Write a triple as a line of N-Triples.

    Parameters
    ----------
    triple : pyoxigraph.Triple

    Returns
    -------
    str
        Without its line feed. All lines are sorted, each once.
    """
    return f"{triple.subject} {triple.predicate} {triple.object} ."
