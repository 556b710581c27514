"""Facts in words: the values of a subject, and records and statements as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from ydkg.graph.names import number_order
from ydkg.graph.values import in_language
from ydkg.language.grammar import capitalized
from ydkg.telling.milestones import Milestone
from ydkg.telling.sources import NOWHERE, Evidence
from ydkg.telling.text import NOTHING
from ydkg.telling.thing import SKIPPED, tell_value
from ydkg.vocab import PROV, SKOS, UNIT, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.graph import Term
    from ydkg.server.thing.telling import Part, Telling


class PageFact(NamedTuple):
    """A fact in words."""

    words: list[Part]  # a sentence, or a value
    other: str = ""  # IRI of the thing that it leads to; empty of a value
    iri: str = ""  # of the record or statement; empty where the fact has none
    kind: str = ""  # of a milestone ``Done``, ``Underway`` or ``Planned``; of what only follows the graph that has it
    note: str = ""  # what the editors note
    confidence: str = ""  # how well a register supports it
    evidence: Evidence = NOWHERE  # where it is written
    basis: str = ""  # what it was read from where the words do not state it


class Heading(NamedTuple):
    """Facts under a heading; the number of all of them, where not all are told."""

    title: str
    facts: list[PageFact]
    total: int = 0


def values(telling: Telling, iri: str, skipped: frozenset[str] = SKIPPED) -> list[Heading]:
    """Tell the plain values of a subject, and the terms that it leads to, by property."""
    graph = telling.graph

    def told_here(term: Term) -> bool:
        return graph.apart or not (isinstance(term, NamedNode) and term.value in graph.lookup)

    return [
        Heading(capitalized(telling.pick(graph.reading.naming.property(predicate))), facts)
        for predicate, terms in graph.stated.properties(iri).items()
        if predicate not in skipped
        and (facts := values_of(telling, iri, predicate, filter(told_here, in_language(terms, telling.lang))))
    ]


def values_of(telling: Telling, iri: str, predicate: str, terms: Iterable[Term]) -> list[PageFact]:
    """Tell the values that a subject has for a property, with what the statement of each says of it."""
    graph, facts = telling.graph, []
    for term in terms:
        if getattr(term, "value", "") == UNIT.UNITLESS:
            continue
        value = tell_value(graph.reading, iri, NOTHING, predicate, term)
        link = term.value if isinstance(term, NamedNode) else ""
        told = graph.record(link) if link else None
        facts.append(
            PageFact(
                [telling.part(telling.pick(told.sentence if told else value.text), link or value.link)],
                iri=ydr(value.id) if value.id else "",
                note=telling.pick(value.note),
                confidence=telling.pick(value.confidence),
                evidence=value.evidence,
                basis=telling.pick(value.basis),
            )
        )
    return facts


def by_words(fact: PageFact) -> str:
    """Give what puts facts into an order that a reader can follow; its words, numbers among them by size."""
    return number_order("".join(part.text for part in fact.words))


def fact_of(telling: Telling, iri: str) -> PageFact:
    """Tell a record, a statement or a thing in a sentence with its own sources."""
    words, record = telling.tell(iri), telling.graph.record(iri)
    if any(part.iri == iri for part in words):
        return PageFact(words)
    kind = record.modality if isinstance(record, Milestone) else ""
    reading, sources = telling.graph.reading, telling.graph.table.iris(iri, PROV.wasDerivedFrom)
    said = (reading.text(iri, SKOS.note), reading.term(iri, YD.confidence), reading.term(iri, YD.basis))
    note, confidence, basis = map(telling.pick, said)
    return PageFact(words, "", iri, kind, note, confidence, reading.library.evidence(sources), basis)
