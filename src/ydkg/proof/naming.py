"""Naming: whether names and labels agree with what is held of things, which can be seen without the document.

The labels are English; the word lists are those of `ydkg.proof.words`. Rules: ``read_from_name`` (what a thing is named
after, or was read from its name, is not in it), ``basis`` (what only the name of a thing suggests is not said to be
read from it) and ``name_agrees`` (ends of journeys, days of events, years of plans and records, levels, what claims are
of, metrics; years and levels that a name says are asked for where the document's other things have theirs).
"""

from __future__ import annotations

import re
from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.errors import problem
from ydkg.graph.graph import identifier
from ydkg.graph.schema import RECORDS, statements
from ydkg.graph.sources import documents_behind
from ydkg.language.reading.times import printed_days
from ydkg.language.text import translatable
from ydkg.proof.finding import Rules
from ydkg.proof.words.dated import YEAR
from ydkg.proof.words.named import is_named
from ydkg.proof.words.related import LEVELS, in_order
from ydkg.proof.words.spans import NAMES, names_of
from ydkg.vocab import GEO, ORG, PREFIXES, PROV, QUDT, RDF, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph

RULES = Rules()
_AGREES = RULES.saying("name_agrees", problem("mend the name or the fact"))
#: A plan of five years, which its number dates.
_FIVE_YEARS = re.compile(r"\b\d{1,2}(?:st|nd|rd|th) Five-Year Plan\b")
#: Words by which a name that describes a thing says its level; of regions standards alone are told so.
_LEVELLED = {YD.NationalLevel: re.compile(r"\bnational\b"), YD.RegionalLevel: re.compile(r"\b[Rr]egional\b")}
_AT_LEVELS = (YD.Instrument, ORG.Organization, YD.Initiative, YD.Infrastructure)
_SPAN = re.compile(r"\b((?:19|20)\d\d)[-–—]((?:19|20)\d\d)\b")
#: How far from a record a year may be held that its label prints: in itself, in what it links, in what that links.
_FAR = 3
#: Relations that a name suggests, and does not state.
_SUGGESTED = frozenset({GEO.sfOverlaps, SCHEMA.organizer, YD.connects, YD.jurisdiction, YD.regulates})
_WHERE = frozenset({PROV.wasDerivedFrom, YD.mentionedIn, RDF.type})
#: A word that says something: what a claim is of has several.
_WORD = re.compile(r"[a-z]{4,}")
#: The letters of a word that its forms share, and words of metrics that say nothing of what is measured.
_STEM = 5
_COUNTING = frozenset({"numbe", "total", "cumul", "share", "year"})


@RULES.saying("read_from_name", problem("mend the link, or take yd:FromName off its statement"))
def _read_from_names(table: Graph) -> Iterator[tuple[str, str, str]]:
    """Check that what a thing is named after, and what was read from its name, is in it: a line joins such cities."""
    known = {name for part in NAMES for _, term in table.pairs(part) if (name := getattr(term, "value", ""))}
    for statement, thing, predicate, value in statements(table):
        after = predicate == YD.namedAfter
        if not (after or table.one(statement, YD.basis) == YD.FromName) or not value.startswith(PREFIXES["ydr"]):
            continue
        called, within = names_of(table, thing), after
        for name in called if after else ():
            # Its runs are looked up among names, however many of those there are.
            runs = {name[start:end] for start, end in combinations(range(len(name) + 1), 2)}
            around = sorted((runs & known) - {*called}, key=len, reverse=True)
            for part in names_of(table, value):
                # A part that stands only within a longer name of another thing is not in it.
                longer = (each for each in around if part in each and part != each)
                left = reduce(lambda text, each: text.replace(each, ""), longer, name)
                within = within and part.lower() not in left.lower()
        if within or not is_named(table, value, "\n".join(called)):
            pattern = translatable("{relation} {value} is not in its name")
            yield thing, problem(pattern, relation=compact(predicate), value=compact(value)), statement


@RULES.saying("basis", problem("say so on the statement: yd:basis yd:FromName"))
def _suggested(table: Graph) -> Iterator[tuple[str, str, str]]:
    """Check that what has no other evidence than the name of a thing is said to be read from it: whom a body is for."""
    for statement, thing, predicate, _ in statements(table):
        if predicate in _SUGGESTED and table.one(statement, YD.basis) != YD.FromName:
            evidence = _digests(table, statement, PROV.wasDerivedFrom)
            if evidence and evidence <= _digests(table, thing, YD.mentionedIn):
                yield thing, problem("only its name suggests its {relation}", relation=compact(predicate)), statement


def _digests(table: Graph, entity: str, part: str) -> set[str]:
    return {digest for passage in table.values(entity, part) for digest in table.values(passage, YD.textDigest)}


@_AGREES
def _ends(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that a journey's label names its origin first."""
    for journey in table.subjects(YD.Journey):
        label = table.text(journey, RDFS.label)
        origin, destination = (table.one(journey, end) or "" for end in (YD.origin, YD.destination))
        if label and in_order(table, label, origin, destination) is False:
            pattern = translatable("its label “{label}” names {destination} before {origin}, its origin")
            ends = {"destination": compact(destination), "origin": compact(origin)}
            yield journey, problem(pattern, label=label, **ends)


@_AGREES
def _days(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that an event has the day that its name prints, and that who took part in one has that of the event."""
    for event in table.subjects(SCHEMA.Event):
        printed = printed_days(table.text(event, RDFS.label) or "")
        if printed and not table.values(event, SCHEMA.startDate):
            yield event, problem("its name prints the day {day}, but it has no schema:startDate", day=str(min(printed)))
    for record in table.subjects(YD.Participation):
        event = table.one(record, YD.event) or ""
        days = {str(day) for day in printed_days(table.text(record, RDFS.label) or "")}
        held = [*table.values(event, SCHEMA.startDate), *map(str, printed_days("\n".join(names_of(table, event))))]
        if days and days.isdisjoint(held):
            yield record, problem("its label prints the day {day}, on which its event was not", day=min(days))


@_AGREES
def _plans(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that the period of an initiative with years in its name is of these years."""
    recorded = _recorded(table, YD.period)
    for plan in table.subjects(YD.Initiative):
        label, periods = table.text(plan, RDFS.label) or "", table.iris(plan, YD.period)
        printed = _SPAN.search(label)
        held = {tuple((table.one(period, end) or "")[:4] for end in (YD.firstDay, YD.lastDay)) for period in periods}
        expected = held or not recorded.isdisjoint(documents_behind(table, plan))
        if printed and expected and printed.groups() not in held:
            pattern = translatable("its name prints the years {years}, which no yd:period of it has")
            yield plan, problem(pattern, years=printed.group())
        elif expected and not held and (dated := _FIVE_YEARS.search(label)):
            yield plan, problem("its name says {words}, but it has no yd:period", words=dated.group())


@_AGREES
def _years(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that the years in a record's label are held of it, or of what it links."""
    for record in sorted({record for kind in RECORDS for record in table.subjects(kind)}):
        label = table.text(record, RDFS.label) or ""
        printed = set(YEAR.findall(label))
        if printed and (others := printed - set(YEAR.findall(" ; ".join(_said(table, record))))):
            pattern = translatable("its label “{label}” prints {year}, which is not held of it")
            yield record, problem(pattern, label=label, year=min(others))


def _said(table: Graph, record: str) -> Iterator[str]:
    """Yield the literals of a record, but its label, of what it links, and of the documents that it comes from."""
    passages = table.iris(record, PROV.wasDerivedFrom)
    documents = sorted({document for passage in passages for document in table.values(passage, YD.inDocument)})
    of_documents = (term for document in documents for terms in table.properties(document).values() for term in terms)
    yield from (term.value.replace("-", " ") for term in of_documents if isinstance(term, Literal))
    seen, nodes = {record, *documents}, [record]
    for _ in range(_FAR):
        linked = []
        for node in nodes:
            for predicate, terms in table.properties(node).items():
                if predicate in _WHERE or (node == record and predicate == RDFS.label):
                    continue
                for term in terms:
                    if isinstance(term, Literal):
                        yield term.value.replace("-", " ")
                    elif identifier(term) not in seen:
                        seen.add(identifier(term))
                        linked.append(identifier(term))
        nodes = linked


@_AGREES
def _levels(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that a thing whose label says of which level it is has that level."""
    for thing, _ in table.pairs(YD.level):
        label, held = table.text(thing, RDFS.label) or "", table.values(thing, YD.level)
        said = [level for level, pattern in LEVELS.items() if re.search(pattern, label, re.IGNORECASE)]
        if said and not set(said) & set(held):
            pattern = translatable("its label “{label}” says {said}, not {held}")
            yield thing, problem(pattern, label=label, said=compact(said[0]), held=compact(held[0]))


@_AGREES
def _unlevelled(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that a thing whose name describes it as national, or a standard as regional, has a level."""
    recorded = _recorded(table, YD.level)
    for level, worded in _LEVELLED.items():
        kinds = (YD.Standard,) if level == YD.RegionalLevel else _AT_LEVELS
        for thing in sorted({each for kind in kinds for each in table.subjects(kind)}):
            label = table.text(thing, RDFS.label) or ""
            expected = worded.search(label) and not recorded.isdisjoint(documents_behind(table, thing))
            if expected and not table.values(thing, YD.level):
                pattern = translatable("its label “{label}” says {said}, but it has no yd:level")
                yield thing, problem(pattern, label=label, said=compact(level))


def _recorded(table: Graph, property_: str) -> set[str]:
    """Give the documents of whose things a property is recorded, so that one without it lacks it."""
    stating = (statement for statement, _, predicate, _ in statements(table) if predicate == property_)
    return {document for statement in stating for document in documents_behind(table, statement)}


@_AGREES
def _claims(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that the label of a claim says what it is the first of."""
    for claim in table.subjects(YD.FirstClaim):
        label, of = table.text(claim, RDFS.label) or "", table.text(claim, YD.claimedClass) or ""
        wanted, there = (set(_WORD.findall(text.lower())) for text in (of, label))
        if label and len(wanted & there) * 2 < len(wanted):
            yield claim, problem("its label “{label}” does not say what it is the first of, “{of}”", label=label, of=of)


@_AGREES
def _metrics(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that no other metric of the unit has all the words that a figure's label shares with its own, and more."""
    metrics = {metric: _stems(table.text(metric, RDFS.label) or "") for metric in table.subjects(YD.Metric)}
    alike: dict[str | None, dict[frozenset[str], str]] = {}  # of metrics with the same words the first will do
    for metric, stems in metrics.items():
        alike.setdefault(table.one(metric, QUDT.hasUnit), {}).setdefault(stems, metric)
    for record in table.subjects(YD.Observation):
        metric, label = table.one(record, YD.metric) or "", table.text(record, RDFS.label) or ""
        said = _stems(f"{label} {table.text(table.one(record, YD.about) or '', RDFS.label) or ''}")
        own = metrics.get(metric, said) & said
        others = alike.get(table.one(metric, QUDT.hasUnit), {}) if label else {}
        for stems, other in others.items():
            if stems & said > own:
                pattern = translatable("its label “{label}” says {said}, not {held}")
                yield record, problem(pattern, label=label, said=compact(other), held=compact(metric))
                break


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower())) - _COUNTING
