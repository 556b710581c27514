"""Verification: whether every fact has the evidence that the contract wants, and positions and digests hold."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.errors import problem
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.schema import RECORDS
from ydkg.graph.sources import offset
from ydkg.graph.turtle import statement_iri
from ydkg.language.text import translatable
from ydkg.proof import agreement, citations, labels, linked, named, omitted, positions, reread
from ydkg.proof.finding import WARNING, Finding, Rules
from ydkg.proof.text import CitedText, Span
from ydkg.vocab import FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

#: Facts about these are records, or metadata or definitions of ours, which need no evidence.
_OTHERS = RECORDS | frozenset(
    {
        YD.Document, YD.Passage, YD.Register, YD.Metric, YD.Period, YD.StageForm, ORG.Role, SKOS.ConceptScheme,
        PROV.Activity, PROV.Agent, RDF.Statement, YD.Judgement,
    }
)  # fmt: skip
_FREE = frozenset(
    {
        RDF.type, RDFS.label, FOAF.name, SKOS.altLabel, YD.shortName, SKOS.hiddenLabel, SKOS.definition,
        SKOS.editorialNote, SKOS.inScheme, OWL.differentFrom, PROV.wasDerivedFrom, YD.mentionedIn, YD.isGroup,
        YD.listComplete, YD.orderInDocument,
    }
)  # fmt: skip
RULES = Rules()
#: What has rules on the data alone, on a text in any language, and on the words of English texts.
_OF_DATA = (positions, citations, agreement, labels, linked)
_OF_TEXT = (positions.OF_TEXT, reread.RULES)
_OF_ENGLISH = (named.RULES, omitted.RULES)


def verify(table: Graph, *sources: Source) -> list[Finding]:
    """Find what does not lead to its source as it should; sorted by entity; empty where all is well."""
    findings = [found for rule in chain(RULES, *(each.RULES for each in _OF_DATA)) for found in rule(table)]
    for source in sources:
        findings += _of_words(CitedText(table, source))
        if source.is_chinese:
            message = problem("its words are Chinese, in which names, lists and what is left out are not looked for")
            findings.append(Finding(source.document, message, "language", severity=WARNING))
    return sorted(set(findings), key=lambda f: (f.entity, f.rule, f.message, f.offset or 0))


def _of_words(text: CitedText) -> Iterator[Finding]:
    """Compare facts with the words of their text; of one fact what is found first: one fault shows in many ways."""
    told, places = set[tuple[str, int | None]](), list[Span]()
    for stated, _ in text.table.incoming(YD.FromReviewer, YD.basis):
        # What a person says otherwise than the words is no fault.
        subject = text.table.iri(stated, RDF.subject)
        told.add((subject, offset(text.table, stated)) if subject else (stated, None))
    for rule in chain(*_OF_TEXT, *(() if text.source.is_chinese else _OF_ENGLISH)):
        for found in rule(text):
            record = not RECORDS.isdisjoint(text.table.types(found.entity))
            key = found.entity, None if record else found.offset
            at = Span(found.offset or 0, (found.offset or 0) + 1)
            if key in told or (found.rule == "omitted" and at.meets(places)):
                continue
            told.add(key)
            if record:
                places += text.cited(found.entity)
            yield found


@RULES.add
def _nameless(table: Graph) -> Iterator[Finding]:
    """Find blank nodes, which nobody can cite."""
    for triple in table.triples():
        if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode):
            continue
        message = problem("{fact} has a blank node; give it an IRI", fact=_said(triple))
        yield Finding(identifier(triple.subject), message, "identifier")


@RULES.add
def _statements(table: Graph) -> Iterator[Finding]:
    for statement in table.subjects(RDF.Statement):
        start = offset(table, statement)
        parts = [table.objects(statement, p) for p in (RDF.subject, RDF.predicate, RDF.object)]
        kinds = (NamedNode, NamedNode, NamedNode | Literal)
        if not all(len(part) == 1 and isinstance(part[0], kind) for part, kind in zip(parts, kinds, strict=True)):
            yield Finding(statement, problem("needs one subject, one predicate and one object"), "statement", start)
            continue
        (subject,), (predicate,), (value,) = parts
        triple = Triple(subject, predicate, value)  # type: ignore[arg-type]
        if value not in table.objects(identifier(subject), identifier(predicate)):
            message = problem("states what the graph does not hold: {fact}", fact=_said(triple))
            yield Finding(statement, message, "statement", start)
        if statement != (wanted := statement_iri(triple)):
            message = problem("its IRI should be {wanted}, by the digest of its triple", wanted=compact(wanted))
            yield Finding(statement, message, "identifier", start)
        yield from _evidence(table, statement)


def _evidence(table: Graph, subject: str) -> Iterator[Finding]:
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
            message = problem("comes from {source}, no passage or register", source=compact(source))
            yield Finding(subject, message, "evidence")


@RULES.add
def _records(table: Graph) -> Iterator[Finding]:
    for record in table.subjects():
        if RECORDS.isdisjoint(table.types(record)):
            continue
        yield from _evidence(table, record)
        labels = [term.language for term in table.objects(record, RDFS.label) if isinstance(term, Literal)]
        if labels.count("en") != 1 or len(labels) > len(set(labels)):
            yield Finding(record, problem("needs one rdfs:label in English"), "label", offset(table, record))


@RULES.add
def _entities(table: Graph) -> Iterator[Finding]:
    """Find things without evidence, and facts about them without a statement."""
    for entity in table.subjects():
        if not _OTHERS.isdisjoint(table.types(entity)):
            continue
        mentioned, schemes = table.values(entity, YD.mentionedIn), table.values(entity, SKOS.inScheme)
        if schemes and ydr("focus-areas") not in schemes and not mentioned:
            continue
        if not mentioned and not table.values(entity, PROV.wasDerivedFrom):
            yield Finding(entity, problem("is neither mentioned in a passage nor derived from one"), "evidence")
        for predicate, terms in table.properties(entity).items():
            for value in terms if predicate not in _FREE else ():
                triple = Triple(NamedNode(entity), NamedNode(predicate), value)
                if not isinstance(value, BlankNode) and (wanted := statement_iri(triple)) not in table:
                    pattern = translatable("{fact} has no statement; add {wanted} with its passage")
                    message = problem(pattern, fact=_said(triple), wanted=compact(wanted))
                    yield Finding(entity, message, "evidence", offset(table, entity))


def _said(triple: Triple) -> str:
    value = triple.object
    written = compact(value.value) if isinstance(value, NamedNode) else str(value)
    return f"{compact(triple.predicate.value)} {written}"
