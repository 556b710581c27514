"""Verification: whether every fact has the evidence that the contract wants, and positions and digests hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.errors import problem
from ydkg.graph.canonical import statement_iri
from ydkg.graph.passages import offset
from ydkg.graph.schema import RECORDS
from ydkg.graph.table import Table, identifier
from ydkg.proof.agreement import agreement
from ydkg.proof.citations import agreed, citations, judgements
from ydkg.proof.compared import compared
from ydkg.proof.finding import WARNING, Finding
from ydkg.proof.fragments import fragments
from ydkg.proof.labels import labels
from ydkg.proof.linked import linked
from ydkg.proof.naming import naming
from ydkg.proof.positions import placed, positions
from ydkg.proof.words.counted import counted
from ydkg.proof.words.dated import dated
from ydkg.proof.words.listed import listed
from ydkg.proof.words.named import named
from ydkg.proof.words.omitted import omitted
from ydkg.proof.words.printed import printed
from ydkg.proof.words.related import related
from ydkg.proof.words.worded import worded
from ydkg.vocab import (
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
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.graph.table import MemoryTable

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
_OWN = PREFIXES["ydr"]


def verify(table: MemoryTable, *sources: Source) -> list[Finding]:
    """Find what does not lead to its source as it should.

    Parameters
    ----------
    table : MemoryTable
        The data, literals to the letter: what documents state and what registers add.
    *sources : Source
        The texts that are at hand. Without them, only what can be known from the data is checked.

    Returns
    -------
    list of Finding
        Sorted by entity; empty where all is well.
    """
    rules = (
        _nameless,
        positions,
        _statements,
        _records,
        _entities,
        _edges,
        citations,
        agreed,
        judgements,
        agreement,
        labels,
        naming,
        compared,
        linked,
    )
    findings = [finding for rule in rules for finding in rule(table)]
    for source in sources:
        findings += [*placed(table, source), *fragments(table, source)]
        for rule_of_words in (
            () if source.is_chinese else (printed, dated, named, worded, related, omitted, listed, counted)
        ):
            findings += rule_of_words(table, source)
        if source.is_chinese:
            message = problem(
                "its words are Chinese, which the rules on words do not read: only positions and digests were compared"
            )
            findings.append(Finding(source.document, message, "language", severity=WARNING))
    return sorted(set(findings), key=lambda f: (f.entity, f.rule, f.message, f.offset or 0))


def _nameless(table: MemoryTable) -> Iterator[Finding]:
    """Find blank nodes, which nobody can cite."""
    for triple in table.nameless():
        message = problem("{fact} has a blank node; give it an IRI", fact=_said(triple))
        yield Finding(identifier(triple.subject), message, "identifier")


def _statements(table: Table) -> Iterator[Finding]:
    for statement in table.subjects(RDF.Statement):
        start = offset(table, statement)
        parts = [table.all(statement, p) for p in (RDF.subject, RDF.predicate, RDF.object)]
        kinds = (NamedNode, NamedNode, NamedNode | Literal)
        if not all(len(part) == 1 and isinstance(part[0], kind) for part, kind in zip(parts, kinds, strict=True)):
            yield Finding(statement, problem("needs one subject, one predicate and one object"), "statement", start)
            continue
        (subject,), (predicate,), (value,) = parts
        triple = Triple(subject, predicate, value)  # type: ignore[arg-type]
        if value not in table.all(identifier(subject), identifier(predicate)):
            yield Finding(
                statement,
                problem("states what the graph does not hold: {fact}", fact=_said(triple)),
                "statement",
                start,
            )
        if statement != statement_iri(triple):
            message = problem(
                "its IRI should be {wanted}, by the digest of its triple", wanted=compact(statement_iri(triple))
            )
            yield Finding(statement, message, "identifier", start)
        yield from _evidence(table, statement)


def _evidence(table: Table, subject: str) -> Iterator[Finding]:
    """Check that a record or statement comes from passages, or from a register with a confidence."""
    sources = table.values(subject, PROV.wasDerivedFrom)
    if not sources:
        yield Finding(subject, problem("has no prov:wasDerivedFrom; name the passage that states it"), "evidence")
    for source in sources:
        kinds = table.types(source)
        if YD.Register in kinds:
            if len(table.values(subject, YD.confidence)) != 1:
                yield Finding(subject, problem("comes from a register and needs one yd:confidence"), "confidence")
        elif YD.Passage not in kinds:
            yield Finding(
                subject, problem("comes from {source}, no passage or register", source=compact(source)), "evidence"
            )


def _records(table: Table) -> Iterator[Finding]:
    for record in table.subjects():
        if RECORDS.isdisjoint(table.types(record)):
            continue
        yield from _evidence(table, record)
        if [term.language for term in table.all(record, RDFS.label) if isinstance(term, Literal)] != ["en"]:
            yield Finding(record, problem("needs one rdfs:label in English"), "label", offset(table, record))


def _entities(table: Table) -> Iterator[Finding]:
    for entity in table.subjects():
        if not _is_entity(table, entity):
            continue
        if not table.values(entity, YD.mentionedIn) and not table.values(entity, PROV.wasDerivedFrom):
            yield Finding(entity, problem("is neither mentioned in a passage nor derived from one"), "evidence")


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
                message = problem(
                    "{fact} has no statement; add {wanted} with its passage",
                    fact=_said(triple),
                    wanted=compact(statement_iri(triple)),
                )
                yield Finding(subject, message, "evidence", offset(table, subject))


def _said(triple: Triple) -> str:
    value = triple.object
    written = compact(value.value) if isinstance(value, NamedNode) else str(value)
    return f"{compact(triple.predicate.value)} {written}"
