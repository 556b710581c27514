"""Known words: what of the document's words the graph holds anyway, as names, titles and figures."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.proof.words.printed import ANY_UNIT, numbers
from ydkg.proof.words.spans import NAMES
from ydkg.vocab import DCTERMS, YD

if TYPE_CHECKING:
    from ydkg.graph.source import Source
    from ydkg.graph.table import Table

_NAMES = (*NAMES, DCTERMS.title, YD.shortName)
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
    values = _values(table)
    for value, start, end in numbers(source.text):
        if value in values:
            unit = ANY_UNIT.match(source.text, end)
            found.add((start, end))
            found.add((start, _word_end(source.text, unit.end()) if unit else end))
    return sorted(found)


def _values(table: Table) -> set[Decimal]:
    """Collect the numbers that the data have, positions aside."""
    found = set()
    for subject in table.subjects():
        for predicate, terms in table.of(subject).items():
            for term in terms if predicate not in _POSITIONS else ():
                try:
                    found.add(Decimal(getattr(term, "value", "")))
                except InvalidOperation:
                    continue
    return found


def _word_end(text: str, at: int) -> int:
    """Go to the end of the word of which a position is in the middle."""
    rest = re.compile(r"\w*").match(text, at)
    return rest.end() if rest else at
