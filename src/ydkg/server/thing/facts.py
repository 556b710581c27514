"""Facts in words: the values of a subject, records and statements as sentences, and what leads to a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from ydkg.graph.search import number_order
from ydkg.graph.values import in_language
from ydkg.proof.claims.judgements import judgements_of
from ydkg.telling.milestone import Milestone
from ydkg.telling.source import NOWHERE, Evidence
from ydkg.telling.text import NOTHING
from ydkg.telling.thing import SKIPPED, tell_value
from ydkg.vocab import ORG, PROV, RDF, SKOS, UNIT, YD, ydr
from ydkg.words.grammar import capitalized
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ydkg.graph.table import Term
    from ydkg.server.paging import Turn
    from ydkg.server.thing.telling import Part, Telling

# What leads to a term, under a heading that says more than the property's name turned round.
_BACK = {
    ORG.role: translatable("Who holds this post"),
    PROV.used: translatable("Used by"),
    PROV.wasDerivedFrom: translatable("What follows from it"),
    PROV.wasGeneratedBy: translatable("What it gave"),
    SKOS.inScheme: translatable("Its concepts"),
    YD.baselinePeriod: translatable("Compared with this period"),
    YD.inEdition: translatable("Figures of this edition"),
    YD.participantRole: translatable("Who took part so"),
    YD.period: translatable("Of this period"),
    YD.since: translatable("First since then"),
    YD.stage: translatable("What is at this stage"),
}
# What leads from a statement or a judgement to the two that it is of.
_ENDS = frozenset({RDF.subject, RDF.object})


class Fact(NamedTuple):
    """A fact in words.

    Attributes
    ----------
    words : list of Part
        A sentence, or a value.
    other : str
        IRI of the thing that it leads to; empty of a value.
    iri : str
        Of the record or statement; empty where the fact has none.
    kind : str
        Of a milestone ``Done``, ``Underway`` or ``Planned``; of what only follows the graph that has it.
    note, confidence : str
        What the editors note; how well a register supports it.
    evidence : Evidence
        Where it is written.
    basis : str
        What it was read from where the words do not state it.
    """

    words: list[Part]
    other: str = ""
    iri: str = ""
    kind: str = ""
    note: str = ""
    confidence: str = ""
    evidence: Evidence = NOWHERE
    basis: str = ""


class Heading(NamedTuple):
    """Facts under a heading; the number of all of them, where not all are told."""

    title: str
    facts: list[Fact]
    total: int = 0


def values(telling: Telling, iri: str, skipped: frozenset[str] = SKIPPED) -> list[Heading]:
    """Tell the plain values of a subject, and the terms that it leads to, by property.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    iri : str
        The subject.
    skipped : frozenset of str
        IRIs of properties that are told elsewhere.

    Returns
    -------
    list of Heading
        By IRI of the property; entities are left out where relations tell of them. May be empty.
    """
    book = telling.book
    chosen = {
        predicate: [
            term
            for term in in_language(terms, telling.lang)
            if book.apart or not (isinstance(term, NamedNode) and book.is_thing(term.value))
        ]
        for predicate, terms in book.stated.of(iri).items()
        if predicate not in skipped
    }
    return [
        Heading(capitalized(telling.pick(book.reading.naming.property(predicate))), facts)
        for predicate, terms in chosen.items()
        if (facts := values_of(telling, iri, predicate, terms))
    ]


def values_of(telling: Telling, iri: str, predicate: str, terms: Iterable[Term]) -> list[Fact]:
    """Tell the values that a subject has for a property, with what the statement of each says of it.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    iri, predicate : str
        IRIs of the subject and the property.
    terms : iterable of pyoxigraph term
        The values.

    Returns
    -------
    list of Fact
        In the order of the values. That a number has no unit goes without saying.
    """
    told = (term for term in terms if getattr(term, "value", "") != UNIT.UNITLESS)
    values = [(term, tell_value(telling.book.reading, iri, NOTHING, predicate, term)) for term in told]

    def words(term: Term, text: str) -> str:
        told = isinstance(term, NamedNode) and telling.book.record(term.value)
        return telling.pick(told.sentence) if told else text

    return [
        Fact(
            [
                telling.part(
                    words(term, telling.pick(value.text)), term.value if isinstance(term, NamedNode) else value.link
                )
            ],
            "",
            ydr(value.id) if value.id else "",
            "",
            telling.pick(value.note),
            telling.pick(value.confidence),
            value.evidence,
            telling.pick(value.basis),
        )
        for term, value in values
    ]


def used_by(telling: Telling, iri: str, turn: Turn, skipped: Collection[str] = ()) -> list[Heading]:
    """Tell what leads to a thing that is no entity, but for judgements: records and things, by the property that leads.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    iri : str
        Of a period, a role, a record, a passage or the like.
    turn : Turn
        How much of it is shown.
    skipped : collection of str
        IRIs of properties that are told elsewhere.

    Returns
    -------
    list of Heading
        May be empty.
    """
    groups: dict[str, list[str]] = {}
    for subject, predicate in sorted(telling.book.table.to(iri), key=lambda pair: pair[::-1]):
        if predicate not in {*skipped, *_ENDS} and not subject.startswith("_:"):
            groups.setdefault(predicate, []).append(subject)
    told = {predicate: [fact_of(telling, each) for each in turn.of(subjects)] for predicate, subjects in groups.items()}
    return [
        Heading(
            telling.say(_BACK[predicate]) if predicate in _BACK else telling.pick(telling.phrase(predicate).back),
            sorted(facts, key=by_words),
            len(groups[predicate]),
        )
        for predicate, facts in told.items()
        if facts
    ]


def judged(telling: Telling, iri: str) -> list[Fact]:
    """Tell what the editors judged of a record, and why.

    Parameters
    ----------
    telling : Telling
        The graph with judgements, in a language.
    iri : str
        The record.

    Returns
    -------
    list of Fact
        May be empty.
    """
    reading = telling.book.reading
    facts = [
        fact_of(telling, each)._replace(note=telling.pick(reading.text(each, SKOS.note)))
        for each in judgements_of(telling.book.table, iri)
    ]
    return sorted(facts, key=by_words)


def by_words(fact: Fact) -> str:
    """Give what puts facts into an order that a reader can follow.

    Parameters
    ----------
    fact : Fact

    Returns
    -------
    str
        Its words, numbers among them by size.
    """
    return number_order("".join(part.text for part in fact.words))


def fact_of(telling: Telling, iri: str) -> Fact:
    """Tell a record, a statement or a thing in a sentence with its own sources.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    iri : str
        Of any subject of the graph.

    Returns
    -------
    Fact
        Without sources where it is only named.
    """
    words, record = telling.tell(iri), telling.book.record(iri)
    if any(part.iri == iri for part in words):
        return Fact(words)
    kind = record.modality if isinstance(record, Milestone) else ""
    reading = telling.book.reading
    note, confidence, basis = (
        telling.pick(text)
        for text in (reading.text(iri, SKOS.note), reading.term(iri, YD.confidence), reading.term(iri, YD.basis))
    )
    return Fact(words, "", iri, kind, note, confidence, evidence_of(telling, iri), basis)


def evidence_of(telling: Telling, iri: str) -> Evidence:
    """Say where a record, a statement or a thing is written.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    iri : str
        Its IRI.

    Returns
    -------
    Evidence
        Passages and works that it is derived from.
    """
    return telling.book.reading.library.evidence(telling.book.table.iris(iri, PROV.wasDerivedFrom))
