"""Spans: where a document names things, where facts come from, and what is set aside."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.names import LEVELS
from ydkg.graph.sources import span
from ydkg.vocab import DCTERMS, PROV, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

#: What names a thing, in any way.
NAMES = tuple(chain.from_iterable(LEVELS))


class Span(NamedTuple):
    """A run of characters: start and end in code points from 0."""

    start: int
    end: int

    def within(self, others: Iterable[tuple[int, int]]) -> bool:
        """Tell whether it lies within one of several others."""
        return any(start <= self.start and self.end <= end for start, end in others)

    def meets(self, others: Iterable[tuple[int, int]]) -> bool:
        """Tell whether it has a character in common with one of several others."""
        return any(start < self.end and self.start < end for start, end in others)


def names_of(table: Graph, thing: str) -> list[str]:
    """List what a thing is called; by the order of `NAMES`."""
    return [name for part in NAMES for name in table.values(thing, part)]


def spans(table: Graph, source: Source, subject: str) -> list[Span]:
    """Find the passages of the document that something comes from; in the order of the document; may be empty."""
    return sorted(at for passage in table.values(subject, PROV.wasDerivedFrom) for at in _found(table, source, passage))


def _found(table: Graph, source: Source, passage: str) -> list[Span]:
    """Give the place of a passage of a document; none where it is of another."""
    document, start, end = span(table, passage) or ("", 0, 0)
    return [Span(start, end)] if document == source.document else []


def words(table: Graph, source: Source, subject: str) -> str:
    """Return the words of the passages that something comes from, one a line; empty if there are none."""
    return "\n".join(source.words(*at) for at in spans(table, source, subject))


def sentences_around(table: Graph, source: Source, subject: str) -> str:
    """Return the sentences around the passages that something comes from, one a line; empty if there are none."""
    return "\n".join(source.sentence(*at)[2] for at in spans(table, source, subject))


def mentions(table: Graph, source: Source) -> dict[str, list[Span]]:
    """Find where each thing is named; by thing, those alone that have a mention."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for thing in table.subjects():
        for passage in table.values(thing, YD.mentionedIn):
            found[thing] += _found(table, source, passage)
    return dict(found)


def longest(places: Iterable[Span]) -> list[Span]:
    """List the places that are not within another; in the order of the document.

    >>> longest([Span(2, 5), Span(0, 5), Span(0, 3), Span(7, 9)])
    [Span(start=0, end=5), Span(start=7, end=9)]
    """
    found: list[Span] = []
    for at in sorted(places, key=lambda at: (at.start, -at.end)):
        if not found or at.end > found[-1].end:
            found.append(at)
    return found


def aside(table: Graph, source: Source) -> list[Span]:
    """List what the data set aside in the document, in the order of the table."""
    return [at for passage in table.subjects(YD.SetAside) for at in _found(table, source, passage)]


def titles(table: Graph, source: Source) -> list[Span]:
    """List where the document prints its own title, in its order."""
    printed = (re.finditer(re.escape(title), source.text) for title in table.values(source.document, DCTERMS.title))
    return [Span(*match.span()) for found in printed for match in found]
