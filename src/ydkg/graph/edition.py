"""Whether a text is a document of the graph: which of its sentences and passages are there, and where it differs."""

from __future__ import annotations

from bisect import bisect_right
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.outline import outlined
from ydkg.graph.passages import span
from ydkg.graph.source import sentences
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.graph import Graph


class Edition(NamedTuple):
    """A text beside a document of the graph."""

    document: str  # the document's IRI
    text: str  # the document's text, put together from the sentences, where it is whole to the letter; else empty
    held: int  # how many sentences of the document are in the text, and how many it has
    sentences: int
    proven: int  # how many passages of the document have their words there, and how many it has
    passages: int
    missing: tuple[int, ...]  # numbers of the sentences that are not there, from 1, in their order


class _Passage(NamedTuple):
    start: int
    end: int
    digest: str


class _Found(NamedTuple):
    """A sentence where it was found: its line, where in the line it begins, and its words."""

    line: int
    at: int
    words: str


def editions(table: Graph, lines: Sequence[str]) -> list[Edition]:
    """Compare a text with the documents of a graph, sentence by sentence, by their digests."""
    # The sentences of the text by their digests; a space that does not break stands for a plain one too.
    found: dict[str, _Found] = {}
    for line, text in enumerate(lines):
        for written in dict.fromkeys((text, text.replace("\xa0", " "))):
            for start, end in sentences(written):
                found.setdefault(_digest(words := written[start:end]), _Found(line, start, words))
    compared = [_compare(table, document, found, lines) for document in outlined(table)]
    return sorted(compared, key=lambda each: (-each.held / each.sentences, each.document))


def _compare(table: Graph, document: str, found: Mapping[str, _Found], lines: Sequence[str]) -> Edition:
    passages, numbered = list[_Passage](), list[_Passage]()
    for iri, _ in table.incoming(document, YD.inDocument):
        if place := span(table, iri):
            passages.append(_Passage(*place[1:], table.one(iri, YD.textDigest) or ""))
            if YD.Sentence in table.types(iri):
                numbered.append(passages[-1])
    numbered.sort()
    there = [found.get(each.digest) for each in numbered]
    starts = [each.start for each in numbered]
    proven = 0
    for start, end, digest in passages:
        at = bisect_right(starts, start) - 1
        sentence = there[at] if at >= 0 else None
        proven += bool(sentence and _digest(sentence.words[start - starts[at] : end - starts[at]]) == digest)
    missing = tuple(number for number, each in enumerate(there, 1) if each is None)
    held, text = [each for each in there if each], ""
    before: _Found | None = None
    for passage, sentence in zip(numbered, held, strict=True) if not missing else ():
        gap = passage.start - len(text)
        if before and gap > 0:
            # What is between two sentences of one line as it is there, between two lines a line break.
            between = lines[sentence.line][before.at + len(before.words) : sentence.at]
            text += between.replace("\xa0", " ") if before.line == sentence.line else "\n" * gap
        text, before = text + sentence.words, sentence
    whole = text if _digest(text) in table.values(document, YD.textDigest) else ""
    return Edition(document, whole, len(held), len(there), proven, len(passages), missing)


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()
