"""Labels and names: whether they agree with what is held, which can be seen without the document.

English labels are read by the readers of texts. Rules: ``label_agrees`` and ``modality`` (of records: numbers, units,
bounds, stages), ``name_agrees`` (of things: order of ends, days, periods, levels), ``read_from_name`` (what is read
from a name is not in it) and ``basis`` (what only a name suggests is not said to be read from it).
"""

from __future__ import annotations

import re
from datetime import date
from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING

from ydkg.errors import Named, problem
from ydkg.graph.schema import statements
from ydkg.graph.sources import documents_behind
from ydkg.graph.values import exact
from ydkg.language.quantity import number
from ydkg.language.reading.quantities import quantities
from ydkg.language.reading.times import printed_days, times
from ydkg.language.sentence.modality import modality_of
from ydkg.language.text import CHINESE, translatable
from ydkg.proof.finding import Rules
from ydkg.proof.named import LEVELS, in_order, is_named
from ydkg.proof.text import NAMES, names_of
from ydkg.vocab import GEO, ORG, PREFIXES, PROV, QUDT, RDFS, SCHEMA, SKOS, UNIT, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph

RULES = Rules()
_LABEL = RULES.saying("label_agrees", problem("mend the label or the part"))
_NAME = RULES.saying("name_agrees", problem("mend the name or the fact"))
#: A day of issue for labels, which have none.
_NO_DAY = date(1000, 12, 31)
#: Units that have one a year, and what a label says of such a number.
_ONCE = frozenset({UNIT.NUM, UNIT.M3, UNIT.TONNE})
_YEARLY = re.compile(r"\d[^.;,]{0,60}?\b(?:annually|(?:a|per|each|every) year(?! (?:ago|earlier|later|before|on)))\b")
_SLUGS = {"planned": YD.Planned, "underway": YD.Underway, "done": YD.Done}
#: A plan of five years, which its number dates.
_FIVE_YEARS = re.compile(r"\b\d{1,2}(?:st|nd|rd|th) Five-Year Plan\b")
_SPAN = re.compile(r"\b((?:19|20)\d\d)[-–—]((?:19|20)\d\d)\b")
#: Words by which a name that describes a thing says its level; of regions standards alone are told so.
_LEVELLED = {YD.NationalLevel: re.compile(r"\bnational\b"), YD.RegionalLevel: re.compile(r"\b[Rr]egional\b")}
_AT_LEVELS = (YD.Instrument, ORG.Organization, YD.Initiative, YD.Infrastructure)
#: Relations that a name suggests, and does not state.
_SUGGESTED = frozenset({GEO.sfOverlaps, SCHEMA.organizer, YD.connects, YD.jurisdiction, YD.regulates})
#: A word that says something, the letters of it that its forms share, and words that say nothing of what is measured.
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5
_COUNTING = frozenset({"numbe", "total", "cumul", "share", "year"})


@RULES.saying("modality", problem("mend yd:modality, or what says so"))
def _modalities(table: Graph) -> Iterator[tuple[str, str]]:
    for record in table.subjects(YD.Milestone):
        held, label = table.one(record, YD.modality), table.text(record, RDFS.label) or ""
        said = label.partition(": ")[2] or label
        # What has no word of a plan is told as done, but for what is announced.
        by_label = modality_of(said) or (YD.Done if said and "announced" not in said else None)
        by_slug = _SLUGS.get(record.rpartition("-")[2])
        for told, what in ((by_label, problem("label “{label}”", label=label)), (by_slug, problem("identifier"))):
            if held and told and held != told:
                pattern = translatable("its {what} says {said}, not {held}")
                yield record, problem(pattern, what=what, said=compact(told), held=compact(held))


@_LABEL
def _figures(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that a label has the number of its record, in the same unit and with the same bound."""
    for record in (*table.subjects(YD.Observation), *table.subjects(YD.Comparison)):
        label = table.text(record, RDFS.label) or ""
        unit, bound, word = (table.one(record, part) for part in (QUDT.hasUnit, YD.bound, YD.printedAs))
        value = exact(table.one(record, YD.value) or table.one(record, YD.statedChange) or "")
        if value is None or not label:
            continue
        label = re.sub(r" \([^()]*\)\Z", "", label)  # the page that it is of
        said = label.rpartition(": ")[2] or label
        read = [*quantities(said), *quantities(label, [(each.start, each.end) for each in times(label, _NO_DAY)])]
        there = [each for each in read if each.value == abs(value)]
        if not there and table.one(record, YD.baseline):
            continue  # A label tells of two values, and not of the change from one to the other.
        if not there:
            pattern = translatable("its label “{label}” does not have its number {number}")
            shown = Named(number(abs(value)), number(abs(value), CHINESE))
            yield record, problem(pattern, label=label, number=shown)
        elif unit and not any(_has_unit(unit, each.unit, label) for each in there):
            yield record, problem("its label “{label}” has another unit than {unit}", label=label, unit=compact(unit))
        elif bound and (bound, word) not in {(each.bound, each.word) for each in there}:
            printed, pattern = (
                there[0].word or there[0].bound,
                translatable("its label “{label}” says {printed}, not {bound}"),
            )
            yield record, problem(pattern, label=label, printed=compact(printed), bound=compact(word or bound))


def _has_unit(unit: str, read: str | None, label: str) -> bool:
    """Tell whether a number of a label is in a unit, or in that a year."""
    once = unit.removesuffix("-PER-YR")
    if unit in _ONCE and _YEARLY.search(label):
        return False
    return read in {None, unit, once}


@_LABEL
def _stages(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that a label has no words for another stage, where it has none for its own."""
    patterns = {}
    for stage in table.subjects(SKOS.Concept):
        label = table.text(stage, RDFS.label) if ydr("stages") in table.values(stage, SKOS.inScheme) else None
        if label:
            forms = "(?:e|es|ed|s|d|ing|ion)?" if re.fullmatch(r"\w+ed", label) else ""
            stem = re.sub(r"e?d\Z", "", label) if forms else label
            patterns[stage] = re.compile(rf"\b{re.escape(stem)}{forms}\b", re.IGNORECASE)
    for record in table.subjects(YD.Milestone):
        label, stage = table.text(record, RDFS.label) or "", table.one(record, YD.stage) or ""
        said = label.partition(": ")[2]
        there = [each for each, pattern in patterns.items() if pattern.search(said)]
        if there and stage in patterns and stage not in there:
            pattern = translatable("its label “{label}” says {said}, not {held}")
            yield record, problem(pattern, label=label, said=compact(there[0]), held=compact(stage))


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


@_NAME
def _ends(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that a journey's label names its origin first."""
    for journey in table.subjects(YD.Journey):
        label = table.text(journey, RDFS.label)
        origin, destination = (table.one(journey, end) or "" for end in (YD.origin, YD.destination))
        if label and not in_order(table, label, origin, destination):
            pattern = translatable("its label “{label}” names {destination} before {origin}, its origin")
            ends = {"destination": compact(destination), "origin": compact(origin)}
            yield journey, problem(pattern, label=label, **ends)


@_NAME
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


@_NAME
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


@_NAME
def _levels(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that a thing whose label says of which level it is has that level."""
    for thing, _ in table.pairs(YD.level):
        label, held = table.text(thing, RDFS.label) or "", table.values(thing, YD.level)
        said = [level for level, pattern in LEVELS.items() if pattern.search(label.lower())]
        if said and not set(said) & set(held):
            pattern = translatable("its label “{label}” says {said}, not {held}")
            yield thing, problem(pattern, label=label, said=compact(said[0]), held=compact(held[0]))


@_NAME
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


@_NAME
def _claims(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that the label of a claim says what it is the first of."""
    for claim in table.subjects(YD.FirstClaim):
        label, of = table.text(claim, RDFS.label) or "", table.text(claim, YD.claimedClass) or ""
        wanted, there = (set(_WORD.findall(text.lower())) for text in (of, label))
        if label and len(wanted & there) * 2 < len(wanted):
            yield claim, problem("its label “{label}” does not say what it is the first of, “{of}”", label=label, of=of)


@_NAME
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
