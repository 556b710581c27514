"""Write into a data file the fragments of its passages, made of words that the graph holds anyway."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.assets import DATA_FILES
from ydkg.graph.canonical import canonical_turtle, read_turtle
from ydkg.graph.directive import Directives
from ydkg.graph.source import Source, open_source
from ydkg.graph.table import MemoryTable, Table
from ydkg.proof.words.known import known_words
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Iterable

FRAGMENT, DIGEST = NamedNode(YD.fragment), NamedNode(YD.textDigest)


def fragments_of(table: Table, source: Source) -> list[Triple]:
    """Give the fragments of a document's passages.

    Parameters
    ----------
    table : Table
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
    table = MemoryTable(triple for triples in files.values() for triple in triples)
    source = open_source(table, Path(sys.argv[1]))
    document = NamedNode(source.document)
    for path, triples in files.items():
        if any((each.subject, each.predicate) == (document, DIGEST) for each in triples):
            path.write_text(rewritten(triples, fragments_of(table, source)), encoding="utf-8")


if __name__ == "__main__":
    main()
