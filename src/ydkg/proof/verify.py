"""Verification: whether every fact has the evidence that the contract wants, and positions and digests hold."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Triple

from ydkg.graph.canonical import statement_iri
from ydkg.proof.agreement import agreement
from ydkg.proof.facts import Facts
from ydkg.proof.finding import Finding
from ydkg.proof.words.dated import dated
from ydkg.proof.words.named import named
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

RECORDS = (ORG.Membership, YD.Participation, YD.Observation, YD.Comparison, YD.Milestone, YD.FirstClaim)
#: Facts about these are metadata or definitions of ours, which need no evidence.
_DEFINITIONS = (YD.Document, YD.Passage, YD.Register, YD.Metric, YD.Period, ORG.Role, SKOS.ConceptScheme, RDF.Statement)
_FREE = frozenset(
    {
        RDF.type,
        RDFS.label,
        FOAF.name,
        SKOS.altLabel,
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


def verify(triples: Iterable[Triple], source: Source | None = None) -> list[Finding]:
    """Find what does not lead to its source as it should.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The data: what the document states and what the registers add.
    source : Source, optional
        The document. Without it, only what can be known from the data is checked.

    Returns
    -------
    list of Finding
        Sorted by entity; empty where all is well.
    """
    facts = Facts(triples)
    rules = (
        _nameless,
        _documents,
        _passages,
        _sentences,
        _mentions,
        _statements,
        _records,
        _entities,
        _edges,
        agreement,
    )
    findings = [finding for rule in rules for finding in rule(facts)]
    if source is not None:
        for rule_of_words in (_words, printed, dated, named, worded):
            findings += rule_of_words(facts, source)
    return sorted(set(findings), key=lambda f: (f.entity, f.rule, f.message))


def _nameless(facts: Facts) -> Iterator[Finding]:
    """Find blank nodes, which nobody can cite."""
    for triple in facts.triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            named = triple.subject.value if isinstance(triple.subject, NamedNode) else str(triple.subject)
            yield Finding(named, f"{_said(triple)} has a blank node; give it an IRI", "identifier")


def _documents(facts: Facts) -> Iterator[Finding]:
    for document in facts.subjects(YD.Document):
        if not _DIGEST.match(facts.one(document, YD.textDigest) or ""):
            yield Finding(document, "yd:textDigest is not one lower-case hex SHA-256", "digest")
        if (facts.number(document, YD.textLength) or 0) <= 0:
            yield Finding(document, "yd:textLength is not one positive whole number", "length")
        yield from (
            Finding(document, f"{compact(wanted)} is missing", "metadata")
            for wanted in (DCTERMS.title, DCTERMS.issued, DCTERMS.source, DCTERMS.publisher)
            if not facts.values(document, wanted)
        )


def _passages(facts: Facts) -> Iterator[Finding]:
    for passage in facts.subjects(YD.Passage):
        document = facts.one(passage, YD.inDocument)
        start, end = facts.number(passage, YD.start), facts.number(passage, YD.end)
        if document is None or start is None or end is None:
            yield Finding(passage, "needs one yd:inDocument, one yd:start and one yd:end", "passage", start)
            continue
        length = facts.number(document, YD.textLength) or 0
        if not 0 <= start < end <= length:
            message = f"{start} to {end} is no run of characters of a text of {length}; mend yd:start or yd:end"
            yield Finding(passage, message, "offsets", start)
        wanted = f"{_OWN}passage-{document.removeprefix(_OWN)}-{start}-{end}"
        if passage != wanted:
            yield Finding(passage, f"its IRI should be {compact(wanted)}", "identifier", start)
        if not _DIGEST.match(facts.one(passage, YD.textDigest) or ""):
            yield Finding(passage, "yd:textDigest is not one lower-case hex SHA-256", "digest", start)


def _sentences(facts: Facts) -> Iterator[Finding]:
    for passage in facts.subjects(YD.Passage):
        sentence = facts.one(passage, YD.inSentence)
        start, end = facts.number(passage, YD.start), facts.number(passage, YD.end)
        if sentence is None or YD.Sentence not in facts.kinds(sentence):
            yield Finding(passage, "needs one yd:inSentence that is a yd:Sentence", "sentence", start)
            continue
        first, last = facts.number(sentence, YD.start), facts.number(sentence, YD.end)
        if None in (start, end, first, last):
            continue
        if not (first <= start and end <= last):  # type: ignore[operator]
            yield Finding(passage, f"is not within its sentence {compact(sentence)}", "sentence", start)


def _mentions(facts: Facts) -> Iterator[Finding]:
    for entity in facts.subjects():
        names = {sha256(name.encode()).hexdigest() for p in _NAMES for name in facts.values(entity, p)}
        for passage in facts.values(entity, YD.mentionedIn):
            if facts.one(passage, YD.textDigest) not in names:
                message = f"{compact(passage)} does not hold any of its names; mend the passage or add the name"
                yield Finding(entity, message, "mention", facts.number(passage, YD.start))


def _statements(facts: Facts) -> Iterator[Finding]:
    for statement in facts.subjects(RDF.Statement):
        offset = facts.offset(statement)
        parts = [facts.terms(statement, p) for p in (RDF.subject, RDF.predicate, RDF.object)]
        if [len(part) for part in parts] != [1, 1, 1]:
            yield Finding(statement, "needs one subject, one predicate and one object", "statement", offset)
            continue
        (subject,), (predicate,), (value,) = parts
        triple = Triple(subject, predicate, value)  # type: ignore[arg-type]
        if triple not in facts.triples:
            yield Finding(statement, f"states what the graph does not hold: {_said(triple)}", "statement", offset)
        if statement != statement_iri(triple):
            message = f"its IRI should be {compact(statement_iri(triple))}, by the digest of its triple"
            yield Finding(statement, message, "identifier", offset)
        yield from _evidence(facts, statement)


def _evidence(facts: Facts, subject: str) -> Iterator[Finding]:
    """Check that a record or statement comes from passages, or from a register with a confidence."""
    sources = facts.values(subject, PROV.wasDerivedFrom)
    if not sources:
        yield Finding(subject, "has no prov:wasDerivedFrom; name the passage that states it", "evidence")
    for source in sources:
        kinds = facts.kinds(source)
        if YD.Register in kinds:
            if len(facts.values(subject, YD.confidence)) != 1:
                yield Finding(subject, "comes from a register and needs one yd:confidence", "confidence")
        elif YD.Passage not in kinds:
            yield Finding(subject, f"comes from {compact(source)}, no passage or register", "evidence")


def _records(facts: Facts) -> Iterator[Finding]:
    for record in facts.subjects():
        if facts.kinds(record).isdisjoint(RECORDS):
            continue
        yield from _evidence(facts, record)
        if [term.language for term in facts.terms(record, RDFS.label) if not isinstance(term, NamedNode)] != ["en"]:
            yield Finding(record, "needs one rdfs:label in English", "label", facts.offset(record))


def _entities(facts: Facts) -> Iterator[Finding]:
    for entity in facts.subjects():
        if not _is_entity(facts, entity):
            continue
        if not facts.values(entity, YD.mentionedIn) and not facts.values(entity, PROV.wasDerivedFrom):
            yield Finding(entity, "is neither mentioned in a passage nor derived from one", "evidence")


def _is_entity(facts: Facts, subject: str) -> bool:
    kinds = facts.kinds(subject)
    if not kinds.isdisjoint(RECORDS) or not kinds.isdisjoint(_DEFINITIONS):
        return False
    schemes = facts.values(subject, SKOS.inScheme)
    return not schemes or f"{_OWN}focus-areas" in schemes or bool(facts.values(subject, YD.mentionedIn))


def _edges(facts: Facts) -> Iterator[Finding]:
    for subject in facts.subjects():
        if not _is_entity(facts, subject):
            continue
        for predicate, value in facts.of(subject):
            triple = Triple(NamedNode(subject), NamedNode(predicate), value)
            if predicate not in _FREE and not facts.has(statement_iri(triple)):
                message = f"{_said(triple)} has no statement; add {compact(statement_iri(triple))} with its passage"
                yield Finding(subject, message, "evidence", facts.offset(subject))


def _words(facts: Facts, source: Source) -> Iterator[Finding]:
    """Check positions and digests against the document's text."""
    sentences = set(source.sentences)
    for passage in facts.subjects(YD.Passage):
        start, end = facts.number(passage, YD.start), facts.number(passage, YD.end)
        if facts.one(passage, YD.inDocument) != source.document or start is None or end is None:
            continue
        if facts.one(passage, YD.textDigest) != sha256(source.text[start:end].encode()).hexdigest():
            yield Finding(passage, "the document has other words there than its digest says", "words", start)
        if source.sentence(start, end)[:2] not in sentences:
            yield Finding(passage, "crosses the end of a sentence; split it", "sentence", start)
        if YD.Sentence in facts.kinds(passage) and (start, end) not in sentences:
            yield Finding(passage, "is called a sentence, but the document has none just there", "words", start)


def _said(triple: Triple) -> str:
    value = triple.object
    written = compact(value.value) if isinstance(value, NamedNode) else str(value)
    return f"{compact(triple.predicate.value)} {written}"
