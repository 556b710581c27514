"""Positions: whether documents, passages, mentions and fragments are where they say, and have their digests.

Rules: ``digest``, ``length``, ``metadata``, ``passage``, ``offsets``, ``identifier``, ``sentence`` and ``mention``;
with the text ``words``, ``sentence`` and ``fragment``. References: WICG, URL Fragment Text Directives (Scroll to Text
Fragment), section 3.5.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.directive import ends_of
from ydkg.graph.sources import DIGEST, passage_iri, span
from ydkg.language.text import translatable
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.text import names_of
from ydkg.vocab import DCTERMS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph
    from ydkg.proof.text import CitedText

RULES, OF_TEXT = Rules(), Rules()


@RULES.add
def _documents(table: Graph) -> Iterator[Finding]:
    for document in table.subjects(YD.Document):
        cited = bool(table.values(document, YD.pageKind))
        if not cited and not DIGEST.fullmatch(table.one(document, YD.textDigest) or ""):
            yield Finding(document, problem("yd:textDigest is not one lower-case hex SHA-256"), "digest")
        if not cited and (table.number(document, YD.textLength) or 0) <= 0:
            yield Finding(document, problem("yd:textLength is not one positive whole number"), "length")
        yield from (
            Finding(document, problem("{wanted} is missing", wanted=compact(wanted)), "metadata")
            for wanted in (DCTERMS.title, DCTERMS.issued, DCTERMS.source, DCTERMS.publisher)
            if not table.values(document, wanted) and not (cited and wanted == DCTERMS.issued)
        )


@RULES.add
def _passages(table: Graph) -> Iterator[Finding]:
    for passage in _in_texts(table):
        document = table.one(passage, YD.inDocument)
        start, end = table.number(passage, YD.start), table.number(passage, YD.end)
        if document is None or start is None or end is None:
            yield Finding(passage, problem("needs one yd:inDocument, one yd:start and one yd:end"), "passage", start)
            continue
        length = table.number(document, YD.textLength) or 0
        if not 0 <= start < end <= length:
            message = problem(
                "{start} to {end} is no run of characters of a text of {length}; mend yd:start or yd:end",
                start=str(start),
                end=str(end),
                length=str(length),
            )
            yield Finding(passage, message, "offsets", start)
        wanted = passage_iri(document, start, end)
        if passage != wanted:
            yield Finding(passage, problem("its IRI should be {wanted}", wanted=compact(wanted)), "identifier", start)
        if not DIGEST.fullmatch(table.one(passage, YD.textDigest) or ""):
            yield Finding(passage, problem("yd:textDigest is not one lower-case hex SHA-256"), "digest", start)


def _in_texts(table: Graph) -> list[str]:
    """List the passages of texts that are at hand."""
    cited = set(table.subjects(YD.Citation))
    return [passage for passage in table.subjects(YD.Passage) if passage not in cited]


@RULES.add
def _sentences(table: Graph) -> Iterator[Finding]:
    for passage in _in_texts(table):
        sentence = table.one(passage, YD.inSentence)
        start, end = table.number(passage, YD.start), table.number(passage, YD.end)
        if sentence is None or YD.Sentence not in table.types(sentence):
            yield Finding(passage, problem("needs one yd:inSentence that is a yd:Sentence"), "sentence", start)
            continue
        first, last = table.number(sentence, YD.start), table.number(sentence, YD.end)
        if None in (start, end, first, last):
            continue
        if not (first <= start and end <= last):  # type: ignore[operator]
            message = problem("is not within its sentence {sentence}", sentence=compact(sentence))
            yield Finding(passage, message, "sentence", start)


@RULES.add
def _mentions(table: Graph) -> Iterator[Finding]:
    for entity in table.subjects():
        digests = {sha256(name.encode()).hexdigest() for name in names_of(table, entity)}
        for passage in table.values(entity, YD.mentionedIn):
            if table.one(passage, YD.textDigest) not in digests:
                pattern = translatable("{passage} does not hold any of its names; mend the passage or add the name")
                message = problem(pattern, passage=compact(passage))
                yield Finding(entity, message, "mention", table.number(passage, YD.start))


def _spans_of(text: CitedText) -> Iterator[tuple[str, int, int]]:
    """Go through the passages of a text: IRI, start and end."""
    for passage in text.table.subjects(YD.Passage):
        document, start, end = span(text.table, passage) or ("", 0, 0)
        if document == text.source.document:
            yield passage, start, end


@OF_TEXT.add
def _placed(text: CitedText) -> Iterator[Finding]:
    """Check positions and digests against the document's text."""
    table, source = text.table, text.source
    sentences = set(source.sentences)
    for passage, start, end in _spans_of(text):
        if table.one(passage, YD.textDigest) != sha256(source.text[start:end].encode()).hexdigest():
            yield Finding(passage, problem("the document has other words there than its digest says"), "words", start)
        if source.sentence(start, end)[:2] not in sentences:
            yield Finding(passage, problem("crosses the end of a sentence; split it"), "sentence", start)
        if YD.Sentence in table.types(passage) and (start, end) not in sentences:
            message = problem("is called a sentence, but the document has none just there")
            yield Finding(passage, message, "words", start)


@OF_TEXT.add
def _fragments(text: CitedText) -> Iterator[Finding]:
    """Find fragments by which a browser would mark other words than those of their passage, or none."""
    table, source = text.table, text.source
    low = _small(source.text)
    for passage, start, end in _spans_of(text):
        for fragment in table.values(passage, YD.fragment):
            # All that it may mark: several runs where its words are not the only ones.
            ends = ".*?".join(re.escape(_small(part)) for part in ends_of(fragment))
            found = re.finditer(rf"(?=({ends}))", low, re.DOTALL) if ends else ()
            marked = sorted(match.span(1) for match in found)
            if len(marked) != 1:
                pattern = translatable("yd:fragment “{fragment}” marks {count} runs of the text; it has to mark one")
                yield Finding(passage, problem(pattern, fragment=fragment, count=str(len(marked))), "fragment", start)
                continue
            # Names that are around a passage mark all of it, and nothing beyond its sentence.
            around = _holds(marked[0], (start, end)) and _holds(source.sentence(start, end)[:2], marked[0])
            if not (around or _holds((start, end), marked[0])):
                first, last = map(str, marked[0])
                pattern = translatable("yd:fragment “{fragment}” marks {start} to {end}, outside its passage")
                message = problem(pattern, fragment=fragment, start=first, end=last)
                yield Finding(passage, message, "fragment", start)


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _small(text: str) -> str:
    """Write a text in small letters, as long as it was: letters whose small form is longer stay."""
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)
