"""Positions: whether documents, passages and mentions are where they say, and have the digests that they say."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.passages import DIGEST, passage_iri, span
from ydkg.proof.finding import Finding
from ydkg.proof.words.spans import NAMES
from ydkg.vocab import DCTERMS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table


def positions(table: Table) -> Iterator[Finding]:
    """Find what is wrong with documents, passages, sentences and mentions, as far as the data show it.

    Parameters
    ----------
    table : Table
        The data.

    Yields
    ------
    Finding
        Of the rules ``digest``, ``length``, ``metadata``, ``passage``, ``offsets``, ``identifier``, ``sentence`` and
        ``mention``.
    """
    for rule in (_documents, _passages, _sentences, _mentions):
        yield from rule(table)


def _documents(table: Table) -> Iterator[Finding]:
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


def _passages(table: Table) -> Iterator[Finding]:
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


def _in_texts(table: Table) -> list[str]:
    """List the passages of texts that are at hand."""
    cited = set(table.subjects(YD.Citation))
    return [passage for passage in table.subjects(YD.Passage) if passage not in cited]


def _sentences(table: Table) -> Iterator[Finding]:
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
            yield Finding(
                passage, problem("is not within its sentence {sentence}", sentence=compact(sentence)), "sentence", start
            )


def _mentions(table: Table) -> Iterator[Finding]:
    for entity in table.subjects():
        names = {sha256(name.encode()).hexdigest() for p in NAMES for name in table.values(entity, p)}
        for passage in table.values(entity, YD.mentionedIn):
            if table.one(passage, YD.textDigest) not in names:
                message = problem(
                    "{passage} does not hold any of its names; mend the passage or add the name",
                    passage=compact(passage),
                )
                yield Finding(entity, message, "mention", table.number(passage, YD.start))


def placed(table: Table, source: Source) -> Iterator[Finding]:
    """Check positions and digests against the document's text.

    Parameters
    ----------
    table : Table
        The data.
    source : Source
        The document; what comes from others is left alone.

    Yields
    ------
    Finding
        Of the rules ``words`` and ``sentence``.
    """
    sentences = set(source.sentences)
    for passage in table.subjects(YD.Passage):
        document, start, end = span(table, passage) or ("", 0, 0)
        if document != source.document:
            continue
        if table.one(passage, YD.textDigest) != sha256(source.text[start:end].encode()).hexdigest():
            yield Finding(passage, problem("the document has other words there than its digest says"), "words", start)
        if source.sentence(start, end)[:2] not in sentences:
            yield Finding(passage, problem("crosses the end of a sentence; split it"), "sentence", start)
        if YD.Sentence in table.types(passage) and (start, end) not in sentences:
            yield Finding(
                passage, problem("is called a sentence, but the document has none just there"), "words", start
            )
