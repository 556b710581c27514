"""Verification: whether every fact has the evidence that the contract wants, and positions and digests hold."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.graph.canonical import statement_iri
from ydkg.graph.passages import offset, passage_iri
from ydkg.graph.schema import RECORDS
from ydkg.graph.table import MemoryTable, Table, identifier
from ydkg.proof.agreement import agreement
from ydkg.proof.citations import citations, judgements
from ydkg.proof.finding import WARNING, Finding
from ydkg.proof.labels import labels
from ydkg.proof.words.counted import counted
from ydkg.proof.words.dated import dated
from ydkg.proof.words.listed import listed
from ydkg.proof.words.named import named
from ydkg.proof.words.omitted import omitted
from ydkg.proof.words.printed import printed
from ydkg.proof.words.worded import worded
from ydkg.vocab import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    YD,
    compact,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ydkg.graph.source import Source

#: Facts about these are metadata or definitions of ours, which need no evidence.
_DEFINITIONS = frozenset(
    {
        YD.Document, YD.Passage, YD.Register, YD.Metric, YD.Period, YD.StageForm, ORG.Role, SKOS.ConceptScheme,
        PROV.Activity, PROV.Agent, RDF.Statement, YD.Judgement,
    }
)  # fmt: skip
_FREE = frozenset(
    {
        RDF.type,
        RDFS.label,
        FOAF.name,
        SKOS.altLabel,
        YD.shortName,
        SKOS.hiddenLabel,
        SKOS.definition,
        SKOS.editorialNote,
        SKOS.inScheme,
        OWL.differentFrom,
        PROV.wasDerivedFrom,
        YD.mentionedIn,
        YD.isGroup,
        YD.listComplete,
        YD.orderInDocument,
    }
)
_NAMES = (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, FOAF.name)
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_OWN = PREFIXES["ydr"]


def verify(triples: Iterable[Triple], *sources: Source) -> list[Finding]:
    """Find what does not lead to its source as it should.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The data: what documents state and what registers add.
    *sources : Source
        The texts that are at hand. Without them, only what can be known from the data is checked.

    Returns
    -------
    list of Finding
        Sorted by entity; empty where all is well.
    """
    triples = list(triples)
    table = MemoryTable(triples)
    rules = (
        _documents,
        _passages,
        _sentences,
        _mentions,
        _statements,
        _records,
        _entities,
        _edges,
        citations,
        judgements,
        agreement,
        labels,
    )
    findings = [*_nameless(triples), *(finding for rule in rules for finding in rule(table))]
    for source in sources:
        findings += _words(table, source)
        for rule_of_words in () if source.is_chinese else (printed, dated, named, worded, omitted, listed, counted):
            findings += rule_of_words(table, source)
        if source.is_chinese:
            message = (
                "its words are Chinese, which the rules on words do not read: only positions and digests were compared"
            )
            findings.append(Finding(source.document, message, "language", severity=WARNING))
    return sorted(set(findings), key=lambda f: (f.entity, f.rule, f.message))


def _nameless(triples: Iterable[Triple]) -> Iterator[Finding]:
    """Find blank nodes, which nobody can cite."""
    for triple in triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            named = triple.subject.value if isinstance(triple.subject, NamedNode) else str(triple.subject)
            yield Finding(named, f"{_said(triple)} has a blank node; give it an IRI", "identifier")


def _documents(table: Table) -> Iterator[Finding]:
    for document in table.subjects(YD.Document):
        cited = bool(table.values(document, YD.pageKind))
        if not cited and not _DIGEST.match(table.one(document, YD.textDigest) or ""):
            yield Finding(document, "yd:textDigest is not one lower-case hex SHA-256", "digest")
        if not cited and (table.number(document, YD.textLength) or 0) <= 0:
            yield Finding(document, "yd:textLength is not one positive whole number", "length")
        yield from (
            Finding(document, f"{compact(wanted)} is missing", "metadata")
            for wanted in (DCTERMS.title, DCTERMS.issued, DCTERMS.source, DCTERMS.publisher)
            if not table.values(document, wanted) and not (cited and wanted == DCTERMS.issued)
        )


def _passages(table: Table) -> Iterator[Finding]:
    for passage in _in_texts(table):
        document = table.one(passage, YD.inDocument)
        start, end = table.number(passage, YD.start), table.number(passage, YD.end)
        if document is None or start is None or end is None:
            yield Finding(passage, "needs one yd:inDocument, one yd:start and one yd:end", "passage", start)
            continue
        length = table.number(document, YD.textLength) or 0
        if not 0 <= start < end <= length:
            message = f"{start} to {end} is no run of characters of a text of {length}; mend yd:start or yd:end"
            yield Finding(passage, message, "offsets", start)
        wanted = passage_iri(document, start, end)
        if passage != wanted:
            yield Finding(passage, f"its IRI should be {compact(wanted)}", "identifier", start)
        if not _DIGEST.match(table.one(passage, YD.textDigest) or ""):
            yield Finding(passage, "yd:textDigest is not one lower-case hex SHA-256", "digest", start)


def _in_texts(table: Table) -> list[str]:
    """List the passages of texts that are at hand."""
    cited = set(table.subjects(YD.Citation))
    return [passage for passage in table.subjects(YD.Passage) if passage not in cited]


def _sentences(table: Table) -> Iterator[Finding]:
    for passage in _in_texts(table):
        sentence = table.one(passage, YD.inSentence)
        start, end = table.number(passage, YD.start), table.number(passage, YD.end)
        if sentence is None or YD.Sentence not in table.types(sentence):
            yield Finding(passage, "needs one yd:inSentence that is a yd:Sentence", "sentence", start)
            continue
        first, last = table.number(sentence, YD.start), table.number(sentence, YD.end)
        if None in (start, end, first, last):
            continue
        if not (first <= start and end <= last):  # type: ignore[operator]
            yield Finding(passage, f"is not within its sentence {compact(sentence)}", "sentence", start)


def _mentions(table: Table) -> Iterator[Finding]:
    for entity in table.subjects():
        names = {sha256(name.encode()).hexdigest() for p in _NAMES for name in table.values(entity, p)}
        for passage in table.values(entity, YD.mentionedIn):
            if table.one(passage, YD.textDigest) not in names:
                message = f"{compact(passage)} does not hold any of its names; mend the passage or add the name"
                yield Finding(entity, message, "mention", table.number(passage, YD.start))


def _statements(table: Table) -> Iterator[Finding]:
    for statement in table.subjects(RDF.Statement):
        start = offset(table, statement)
        parts = [table.all(statement, p) for p in (RDF.subject, RDF.predicate, RDF.object)]
        if [len(part) for part in parts] != [1, 1, 1] or any(isinstance(part[0], BlankNode) for part in parts):
            yield Finding(statement, "needs one subject, one predicate and one object", "statement", start)
            continue
        (subject,), (predicate,), (value,) = parts
        triple = Triple(subject, predicate, value)  # type: ignore[arg-type]
        if value not in table.all(identifier(subject), identifier(predicate)):
            yield Finding(statement, f"states what the graph does not hold: {_said(triple)}", "statement", start)
        if statement != statement_iri(triple):
            message = f"its IRI should be {compact(statement_iri(triple))}, by the digest of its triple"
            yield Finding(statement, message, "identifier", start)
        yield from _evidence(table, statement)


def _evidence(table: Table, subject: str) -> Iterator[Finding]:
    """Check that a record or statement comes from passages, or from a register with a confidence."""
    sources = table.values(subject, PROV.wasDerivedFrom)
    if not sources:
        yield Finding(subject, "has no prov:wasDerivedFrom; name the passage that states it", "evidence")
    for source in sources:
        kinds = table.types(source)
        if YD.Register in kinds:
            if len(table.values(subject, YD.confidence)) != 1:
                yield Finding(subject, "comes from a register and needs one yd:confidence", "confidence")
        elif YD.Passage not in kinds:
            yield Finding(subject, f"comes from {compact(source)}, no passage or register", "evidence")


def _records(table: Table) -> Iterator[Finding]:
    for record in table.subjects():
        if RECORDS.isdisjoint(table.types(record)):
            continue
        yield from _evidence(table, record)
        if [term.language for term in table.all(record, RDFS.label) if isinstance(term, Literal)] != ["en"]:
            yield Finding(record, "needs one rdfs:label in English", "label", offset(table, record))


def _entities(table: Table) -> Iterator[Finding]:
    for entity in table.subjects():
        if not _is_entity(table, entity):
            continue
        if not table.values(entity, YD.mentionedIn) and not table.values(entity, PROV.wasDerivedFrom):
            yield Finding(entity, "is neither mentioned in a passage nor derived from one", "evidence")


def _is_entity(table: Table, subject: str) -> bool:
    if not (RECORDS | _DEFINITIONS).isdisjoint(table.types(subject)):
        return False
    schemes = table.values(subject, SKOS.inScheme)
    return not schemes or f"{_OWN}focus-areas" in schemes or bool(table.values(subject, YD.mentionedIn))


def _edges(table: Table) -> Iterator[Finding]:
    for subject in table.subjects():
        if not _is_entity(table, subject):
            continue
        facts = [(predicate, term) for predicate, terms in table.of(subject).items() for term in terms]
        for predicate, value in facts:
            if isinstance(value, BlankNode):
                continue
            triple = Triple(NamedNode(subject), NamedNode(predicate), value)
            if predicate not in _FREE and not table.has(statement_iri(triple)):
                message = f"{_said(triple)} has no statement; add {compact(statement_iri(triple))} with its passage"
                yield Finding(subject, message, "evidence", offset(table, subject))


def _words(table: Table, source: Source) -> Iterator[Finding]:
    """Check positions and digests against the document's text."""
    sentences = set(source.sentences)
    for passage in table.subjects(YD.Passage):
        start, end = table.number(passage, YD.start), table.number(passage, YD.end)
        if table.one(passage, YD.inDocument) != source.document or start is None or end is None:
            continue
        if table.one(passage, YD.textDigest) != sha256(source.text[start:end].encode()).hexdigest():
            yield Finding(passage, "the document has other words there than its digest says", "words", start)
        if source.sentence(start, end)[:2] not in sentences:
            yield Finding(passage, "crosses the end of a sentence; split it", "sentence", start)
        if YD.Sentence in table.types(passage) and (start, end) not in sentences:
            yield Finding(passage, "is called a sentence, but the document has none just there", "words", start)


def _said(triple: Triple) -> str:
    value = triple.object
    written = compact(value.value) if isinstance(value, NamedNode) else str(value)
    return f"{compact(triple.predicate.value)} {written}"
