"""Fragments: whether those of the data mark words of their passages, and no others, in the document's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.directive import ends_of
from ydkg.graph.passages import span
from ydkg.proof.finding import Finding
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table


def fragments(table: Table, source: Source) -> Iterator[Finding]:
    """Find fragments by which a browser would mark other words than those of their passage, or none.

    Parameters
    ----------
    table : Table
        The data.
    source : Source
        The document; what comes from others is left alone.

    Yields
    ------
    Finding
        Of the rule ``fragment``.

    References
    ----------
    WICG, URL Fragment Text Directives (Scroll to Text Fragment), section 3.5.
    """
    low = _small(source.text)
    for passage in table.subjects(YD.Passage):
        document, start, end = span(table, passage) or ("", 0, 0)
        if document != source.document:
            continue
        for fragment in table.values(passage, YD.fragment):
            marked = marked_by(fragment, low)
            if len(marked) != 1:
                message = problem(
                    "yd:fragment “{fragment}” marks {count} runs of the text; it has to mark one",
                    fragment=fragment,
                    count=str(len(marked)),
                )
                yield Finding(passage, message, "fragment", start)
                continue
            # Names that are around a passage mark all of it, and nothing beyond its sentence.
            around = _holds(marked[0], (start, end)) and _holds(source.sentence(start, end)[:2], marked[0])
            if not (around or _holds((start, end), marked[0])):
                message = problem(
                    "yd:fragment “{fragment}” marks {start} to {end}, outside its passage",
                    fragment=fragment,
                    start=str(marked[0][0]),
                    end=str(marked[0][1]),
                )
                yield Finding(passage, message, "fragment", start)


def marked_by(fragment: str, text: str) -> list[tuple[int, int]]:
    """List what a fragment may mark in a text.

    Parameters
    ----------
    fragment : str
        Words, or the first and the last of them with an ellipsis between them.
    text : str
        In small letters.

    Returns
    -------
    list of (int, int)
        Start and end in code points, sorted; several where the words are not the only ones, whether or not they are
        whole words.

    Examples
    --------
    >>> marked_by("Low … Bob", "ada low heads it; ada met bob")
    [(4, 29)]
    """
    words = ".*?".join(re.escape(_small(part)) for part in ends_of(fragment))
    found = re.finditer(rf"(?=({words}))", text, re.DOTALL) if words else ()
    return sorted(match.span(1) for match in found)


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _small(text: str) -> str:
    """Write a text in small letters, as long as it was: letters whose small form is longer stay."""
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)
