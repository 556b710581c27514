"""Passages of rows: which ones a row names, and the sentences around them."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.graph.source import documents_of
from ydkg.graph.turtle import about
from ydkg.vocab import PREFIXES, PROV, RDF, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.engine import Term
    from ydkg.graph.graph import Graph
    from ydkg.graph.source import Source

#: The digest of words: SHA-256 in hexadecimal digits.
DIGEST = re.compile("[0-9a-f]{64}")
_PASSAGE = re.compile(re.escape(PREFIXES["ydr"]) + r"(?:passage|citation)-[a-z0-9-]+")


def passage_iri(document: str, start: int, end: int) -> str:
    """Give the IRI that a passage has.

    >>> passage_iri("https://w3id.org/ydkg/id/notice-20250102", 0, 87)
    'https://w3id.org/ydkg/id/passage-notice-20250102-0-87'
    """
    return ydr(f"passage-{document.removeprefix(PREFIXES['ydr'])}-{start}-{end}")


def is_passage(iri: str) -> bool:
    """Tell whether an IRI is one of a passage, whatever the graph has."""
    return _PASSAGE.fullmatch(iri) is not None


def passages_in(row: Iterable[Term | None]) -> list[str]:
    """List the passages that a row names, in a column of their own or in a text that lists several."""
    found: dict[str, None] = {}
    for term in row:
        if isinstance(term, NamedNode | Literal):
            found.update(dict.fromkeys(_PASSAGE.findall(term.value)))
    return list(found)


def span(table: Graph, passage: str) -> tuple[str, int, int] | None:
    """Give a passage's document, start and end."""
    document = table.one(passage, YD.inDocument)
    start, end = table.number(passage, YD.start), table.number(passage, YD.end)
    return None if document is None or start is None or end is None else (document, start, end)


def place_of(graph: Graph, passage: str) -> tuple[int, int] | None:
    """Tell where a passage starts and ends in its document, in code points."""
    start, end = graph.number(passage, YD.start), graph.number(passage, YD.end)
    return None if start is None or end is None else (start, end)


def stated_in(table: Graph, subject: str, start: int) -> str | None:
    """Give the document in which a subject comes from a position."""
    passages = [subject, *table.values(subject, PROV.wasDerivedFrom), *table.values(subject, YD.mentionedIn)]
    known = (span(table, passage) for passage in passages)
    found = next((at[0] for at in known if at and at[1] == start), None)
    named = (each for each in documents_of(table) if subject.startswith(passage_iri(each, start, 0)[:-1]))
    return found or next(named, None)


def passages_of(table: Graph, subject: str) -> list[str]:
    """List what states a subject, or else what names it; IRIs of passages, and of registers; may be empty."""
    return table.values(subject, PROV.wasDerivedFrom) or table.values(subject, YD.mentionedIn)


def documents_behind(table: Graph, subject: str) -> set[str]:
    """Give the documents that a thing, a record or a statement is in."""
    passages = (passage for part in (YD.mentionedIn, PROV.wasDerivedFrom) for passage in table.values(subject, part))
    return {document for passage in passages for document in table.values(passage, YD.inDocument)}


def offset(table: Graph, subject: str) -> int | None:
    """Give the first position of the passages that a subject comes from."""
    starts = (table.number(passage, YD.start) for passage in passages_of(table, subject))
    return min((start for start in starts if start is not None), default=None)


class Quote(NamedTuple):
    """A sentence of a document: IRI, code points from 0 (end exclusive), and words."""

    document: str
    start: int
    end: int
    words: str


def sentences_behind(table: Graph, sources: Iterable[Source], passages: Iterable[str]) -> list[Quote]:
    """Return the sentences around some passages."""
    texts = {source.document: source for source in sources}
    spans = (span(table, passage) for passage in passages)
    return sorted({Quote(at[0], *texts[at[0]].sentence(at[1], at[2])) for at in spans if at and at[0] in texts})


def passage_triples(source: Source, start: int, end: int) -> list[Triple]:
    """Describe a run of characters of a document as a passage."""
    first, last, _ = source.sentence(start, end)
    described = about(
        passage_iri(source.document, start, end),
        (RDF.type, YD.Passage),
        (YD.inDocument, source.document),
        (YD.inSentence, passage_iri(source.document, first, last)),
        (YD.start, Literal(start)),
        (YD.end, Literal(end)),
        (YD.textDigest, Literal(sha256(source.words(start, end).encode()).hexdigest())),
    )
    return list(described)
