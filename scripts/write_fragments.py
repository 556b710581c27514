"""Write into a data file the fragments of its passages, made of words that the graph holds anyway."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import DATA_FILES
from ydkg.graph.directive import GAP, MOST_WORDS, Directives
from ydkg.graph.graph import Graph
from ydkg.graph.sources import Source, open_source
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.graph.values import exact
from ydkg.language.reading.numerals import SCALES
from ydkg.proof.text import NAMES
from ydkg.vocab import DCTERMS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FRAGMENT, DIGEST = NamedNode(YD.fragment), NamedNode(YD.textDigest)
_COUNTED = """
    zero zeroth one first two second three third four fourth five fifth six sixth seven seventh eight eighth nine ninth
    ten tenth eleven eleventh twelve twelfth
"""
_WORDS = {word: place // 2 for place, word in enumerate(_COUNTED.split())}
#: Digits with their thousands separated, or a word; no part of a longer number, a name such as PM2.5, or a date.
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?|({'|'.join(_WORDS)})s?)"
    rf"(?!\w|[.,]\d)(?:\s({'|'.join(SCALES)})\b)?",
    re.IGNORECASE,
)
#: A unit, to the end of its last word.
_UNIT = re.compile(
    r"(?:\s?(?:%|per ?cent\b)|[\s-]percentage[\s-]point|[\s-](?:kilomet|km\b)|[\s-]min|[\s-]hour|\s(?:yuan|RMB)"
    r"|\s(?:US )?dollar|\s(?:metric )?ton|\smicrograms? per cubic met|\scubic met)\w*"
)
_POSITIONS = frozenset((YD.start, YD.end, YD.textLength))


def known_words(table: Graph, source: Source) -> list[tuple[int, int]]:
    """Find the words of a document that the graph holds anyway.

    Parameters
    ----------
    table : Graph
        The data.
    source : Source
        The document.

    Returns
    -------
    list of (int, int)
        Start and end of each place where a name, a title or a figure stands, a figure with its unit; sorted, they may
        overlap.
    """
    properties = (*NAMES, DCTERMS.title, YD.shortName)
    names = {term.value for each in properties for _, term in table.pairs(each) if isinstance(term, Literal)}
    found = {
        match.span()
        for name in names
        if name
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", source.text, re.IGNORECASE)
    }
    values = {
        exact(getattr(term, "value", ""))
        for subject in table.subjects()
        for predicate, terms in table.properties(subject).items()
        for term in (terms if predicate not in _POSITIONS else ())
    } - {None}
    for value, start, end in numbers(source.text):
        if value in values:
            found.add((start, end))
            if unit := _UNIT.match(source.text, end):
                found.add((start, unit.end()))
    return sorted(found)


def numbers(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Yield the numbers that a text prints, each with its start and end, in code points from 0."""
    for match in _NUMBER.finditer(text):
        digits, word, magnitude = match.groups()
        value = Decimal(digits.replace(",", "")) if digits else Decimal(_WORDS[word.lower()])
        yield value.scaleb(SCALES[magnitude.lower()]) if magnitude else value, match.start(), match.end()


class Lit(NamedTuple):
    """What a fragment marks: code points from 0, end exclusive; and the fragment itself."""

    start: int
    end: int
    fragment: str


def fragment_of(directives: Directives, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    """Mark a passage by some words only, such as names.

    Parameters
    ----------
    directives : Directives
        Those of the document.
    start, end : int
        Where the passage is, in code points; the end is exclusive.
    spans : iterable of (int, int)
        Start and end of each of the words.

    Returns
    -------
    str
        A fragment; empty where these words cannot mark it.
    """
    first, last = directives.sentence(start, end)
    usable = []
    for here, there in sorted(set(spans)):
        if first <= here < there <= last and directives.is_edge(here) and directives.is_edge(there):
            usable.append((here, there))
    found = [lit for lit in marking(directives, usable) if len(lit.fragment.split()) <= MOST_WORDS]
    inside = [lit for lit in found if start <= lit.start and lit.end <= end]
    around = [lit for lit in found if lit.start <= start and end <= lit.end]
    if inside:
        return max(inside, key=lambda lit: (lit.end - lit.start, -len(lit.fragment), -lit.start)).fragment
    return min(around, key=lambda lit: (lit.end - lit.start, len(lit.fragment)), default=Lit(0, 0, "")).fragment


def marking(directives: Directives, spans: Sequence[tuple[int, int]]) -> Iterator[Lit]:
    """List what words of one sentence can mark: alone, beside one another, and from one to another."""
    text, lowered = directives.text, directives.lowered
    for start, end in spans:
        alone = directives.is_once(start, end)
        if alone:
            yield Lit(start, end, text[start:end])
        for first, last in spans:
            if first < end:
                continue
            if not re.search(r"\w", text[end:first]) and directives.is_once(start, last):
                yield Lit(start, last, text[start:last])
            elif alone and lowered.find(lowered[first:last], end) == first:
                yield Lit(start, last, f"{text[start:end]}{GAP}{text[first:last]}")


def fragments_of(table: Graph, source: Source) -> list[Triple]:
    """Give the fragments of a document's passages.

    Parameters
    ----------
    table : Graph
        The data.
    source : Source
        The document.

    Returns
    -------
    list of pyoxigraph.Triple
        One a passage at most, sorted by passage; none of what no known words mark.
    """
    directives, spans = Directives(source), known_words(table, source)
    found = []
    for passage in table.subjects(YD.Passage):
        start, end = table.number(passage, YD.start), table.number(passage, YD.end)
        if table.one(passage, YD.inDocument) == source.document and start is not None and end is not None:
            fragment = fragment_of(directives, start, end, spans)
            found += [Triple(NamedNode(passage), FRAGMENT, Literal(fragment))] if fragment else []
    return found


def rewritten(triples: Iterable[Triple], found: Iterable[Triple]) -> str:
    """Write a data file with these fragments and no others, in canonical form."""
    return canonical_turtle([*(each for each in triples if each.predicate != FRAGMENT), *found])


def main() -> None:
    """Rewrite the data file that describes the document whose file is named on the command line."""
    if not sys.argv[1:]:
        sys.exit("usage: python scripts/write_fragments.py release.txt")
    files = {path: read_turtle(path) for path in DATA_FILES}
    table = Graph.from_triples(triple for triples in files.values() for triple in triples)
    source = open_source(table, Path(sys.argv[1]))
    document = NamedNode(source.document)
    for path, triples in files.items():
        if any((each.subject, each.predicate) == (document, DIGEST) for each in triples):
            path.write_text(rewritten(triples, fragments_of(table, source)), encoding="utf-8")


if __name__ == "__main__":
    main()
