"""Known words: what of the document's words the graph holds anyway, as names, titles and figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.graph.values import exact
from ydkg.proof.words.printed import ANY_UNIT, numbers
from ydkg.proof.words.spans import NAMES
from ydkg.vocab import DCTERMS, YD

if TYPE_CHECKING:
    from ydkg.graph.source import Source
    from ydkg.graph.table import Table

_NAMES = (*NAMES, DCTERMS.title, YD.shortName)
#: A unit, to the end of its last word.
_UNIT = re.compile(rf"(?:{ANY_UNIT.pattern})\w*")
_POSITIONS = frozenset((YD.start, YD.end, YD.textLength))


def known_words(table: Table, source: Source) -> list[tuple[int, int]]:
    """Find the words of a document that the graph holds anyway.

    Parameters
    ----------
    table : Table
        The data.
    source : Source
        The document.

    Returns
    -------
    list of (int, int)
        Start and end of each place where a name, a title or a figure stands, a figure with its unit; sorted, they may
        overlap.
    """
    names = {term.value for each in _NAMES for _, term in table.pairs(each) if isinstance(term, Literal)}
    found = {
        match.span()
        for name in names
        if name
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", source.text, re.IGNORECASE)
    }
    said = (
        exact(getattr(term, "value", ""))
        for subject in table.subjects()
        for predicate, terms in table.of(subject).items()
        for term in (terms if predicate not in _POSITIONS else ())
    )
    values = set(said) - {None}
    for value, start, end in numbers(source.text):
        if value in values:
            found.add((start, end))
            if unit := _UNIT.match(source.text, end):
                found.add((start, unit.end()))
    return sorted(found)
