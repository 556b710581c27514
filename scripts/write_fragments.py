"""Write into a data file the fragments of its passages, made of words that the graph holds anyway."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import DATA_FILES
from ydkg.graph.directive import Directives
from ydkg.graph.graph import Graph
from ydkg.graph.sources import Source, open_source
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.graph.values import exact
from ydkg.proof.words.printed import ANY_UNIT, numbers
from ydkg.proof.words.spans import NAMES
from ydkg.vocab import DCTERMS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

FRAGMENT, DIGEST = NamedNode(YD.fragment), NamedNode(YD.textDigest)
#: A unit, to the end of its last word.
_UNIT = re.compile(rf"(?:{ANY_UNIT.pattern})\w*")
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
            fragment = directives.of_spans(start, end, spans)
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
