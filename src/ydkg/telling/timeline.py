"""The timeline: what has happened, is under way and is planned, between the days that are known of it; its axis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ydkg.language.days import began, known
from ydkg.telling.naming import iri_of
from ydkg.telling.text import NOTHING, Text
from ydkg.vocab import SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ydkg.graph.graph import Graph
    from ydkg.telling.figures import Figure
    from ydkg.telling.milestones import Milestone
    from ydkg.telling.relations import Relation
    from ydkg.telling.thing import Thing

Kind: TypeAlias = Literal["milestone", "event", "period", "figure", "post"]

#: The length of an axis.
LENGTH = 1000
# How many stretches there are at most, and how many years one may have.
_STRETCHES, _STEPS = 14, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class TimelineEntry(NamedTuple):
    """What stands on a timeline, or, without a day, beside it."""

    kind: Kind
    id: str  # slug of the record, or of the thing
    heading: Text  # of a thing, that of the value that says when; else empty
    things: tuple[str, ...]  # slugs of what it is about
    first: str
    last: str
    stated: bool = False  # whether the day is only the one as of which it is stated
    hoped: bool = False  # whether it is planned, aimed at or expected: no deed
    when: Text = NOTHING  # the same in words; may be empty

    @property
    def dated(self) -> bool:
        """Whether a day is said."""
        return bool(self.first or self.last)


class AxisStretch(NamedTuple):
    """A part of an axis: its year, or its first and last; its first and last ISO day; where it begins and ends."""

    label: str
    first: str
    last: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of `LENGTH`."""

    stretches: tuple[AxisStretch, ...] = ()  # one after another; none where nothing has a day

    def place(self, first: str, last: str) -> tuple[float, float]:
        """Place what lies between two days."""
        return self._at(first, over=0) if first else 0.0, self._at(last, over=1) if last else float(LENGTH)

    def _at(self, day: str, *, over: int) -> float:
        for stretch in self.stretches:
            if day <= stretch.last:
                begin, end = date.fromisoformat(stretch.first).toordinal(), date.fromisoformat(stretch.last).toordinal()
                share = (date.fromisoformat(day).toordinal() + over - begin) / (end + 1 - begin)
                return round(stretch.start + share * (stretch.end - stretch.start), 1)
        return float(LENGTH)


def tell_timeline(
    table: Graph,
    things: Iterable[Thing],
    milestones: Iterable[Milestone],
    figures: Iterable[Figure],
    relations: Iterable[Relation],
) -> tuple[TimelineEntry, ...]:
    """Put what is told into time."""
    found = [_of_milestone(table, each) for each in milestones]
    for figure in figures:
        first, last = _period(table, figure.period) if figure.period else ("", "")
        stated = ""
        if not (first or last or figure.edition):
            first = last = stated = known(table.one(iri_of(figure.id), YD.asOf))
        about = tuple(dict.fromkeys((figure.about, figure.metric)))
        hoped = figure.hoped or figure.state == "Target"
        found.append(TimelineEntry("figure", figure.id, NOTHING, about, first, last, bool(stated), hoped, figure.when))
    for thing in things:
        for value in thing.values:
            # A day or a period of its own.
            if value.property == compact(SCHEMA.startDate):
                day = known(table.one(thing.iri, SCHEMA.startDate))
                found.append(TimelineEntry("event", thing.id, value.heading, (thing.id,), day, day, when=value.text))
            elif value.property == compact(YD.period):
                days = _period(table, table.iri(thing.iri, YD.period))
                found.append(TimelineEntry("period", thing.id, value.heading, (thing.id,), *days, when=value.text))
    for relation in relations:
        if relation.date:
            day, ends = known(relation.date), (relation.subject, relation.object)
            found.append(TimelineEntry("post", relation.id, NOTHING, ends, day, day, stated=True, when=relation.as_of))
    return tuple(sorted(found, key=lambda each: (not each.dated, each.first or each.last, each.last, each[:2])))


def _of_milestone(table: Graph, milestone: Milestone) -> TimelineEntry:
    """Give the days of a milestone: a plan lies ahead of the day on which it was stated, a deed behind it."""
    iri, plan = iri_of(milestone.id), milestone.modality == "Planned"
    on, until, stated = (known(table.one(iri, each)) for each in (YD.on, YD.notAfter, YD.asOf))
    if on:
        first = last = on
    elif until and milestone.modality == "Done":
        last = min(until, stated or until)
        first = min(began(until), last)
    else:
        first, last = stated if stated <= until else "", until
    about, when = (milestone.about,), milestone.when or milestone.as_of
    return TimelineEntry("milestone", milestone.id, NOTHING, about, first, last, hoped=plan, when=when)


def _period(table: Graph, period: str) -> tuple[str, str]:
    """Give the first and the last day of a period."""
    return known(table.one(period, YD.firstDay)), known(table.one(period, YD.lastDay))


def plan_axis(entries: Collection[TimelineEntry]) -> Axis:
    """Plan an axis for what has a day, on which years are equally wide.

    >>> from ydkg.telling.text import NOTHING
    >>> days = ["2018-01-01", "2020-12-31", "2020-06-30"]
    >>> axis = plan_axis([TimelineEntry("event", "", NOTHING, (), day, day) for day in days])
    >>> [(each.label, each.start) for each in axis.stretches], axis.place("2020-07-01", "")
    ([('2018', 0.0), ('2019', 333.3), ('2020', 666.7)], (832.4, 1000.0))
    """
    years = sorted(int(day[:4]) for entry in entries for day in (entry.first, entry.last) if day)
    if not years:
        return Axis()
    step = next(each for each in _STEPS if years[-1] // each - years[0] // each < _STRETCHES)
    starts = range(years[0] // step * step, years[-1] + 1, step)
    places = [round(LENGTH * number / len(starts), 1) for number in range(len(starts) + 1)]
    found = []
    for start, (begin, end) in zip(starts, pairwise(places), strict=True):
        first, last = max(start, date.min.year), start + step - 1
        label = str(start) if step == 1 else f"{first}–{last}"
        found.append(AxisStretch(label, f"{first:04d}-01-01", f"{last:04d}-12-31", begin, end))
    return Axis(tuple(found))
