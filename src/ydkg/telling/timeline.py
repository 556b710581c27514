"""The timeline: what has happened, is under way and is planned, each between the days that are known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ydkg.telling.naming import iri_of
from ydkg.telling.text import NOTHING, Text
from ydkg.vocab import SCHEMA, YD, compact
from ydkg.words.days import began, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ydkg.graph.table import Table
    from ydkg.telling.figure import Figure
    from ydkg.telling.milestone import Milestone
    from ydkg.telling.relation import Relation
    from ydkg.telling.thing import Thing

Kind: TypeAlias = Literal["milestone", "event", "period", "figure", "post"]


class Entry(NamedTuple):
    """What stands on a timeline, or, without a day, beside it.

    Attributes
    ----------
    kind : str
        ``milestone``, ``figure``, ``post``: a record; ``event``: a thing with a day of its own; ``period``: one with a
        period.
    id : str
        Slug of the record, or of the thing.
    heading : Text
        Of a thing, that of the value that says when; else empty.
    things : tuple of str
        Slugs of what it is about.
    first, last : str
        ISO days between which it lies; empty where an end is open. Both are empty where no day is said.
    stated : bool
        Whether the day is only the one as of which it is stated.
    hoped : bool
        Whether it is planned, aimed at or expected: no deed.
    when : Text
        The same in words; may be empty.
    """

    kind: Kind
    id: str
    heading: Text
    things: tuple[str, ...]
    first: str
    last: str
    stated: bool
    hoped: bool
    when: Text

    @property
    def dated(self) -> bool:
        """Whether a day is said.

        Returns
        -------
        bool
        """
        return bool(self.first or self.last)


def tell_timeline(
    table: Table,
    things: Iterable[Thing],
    milestones: Iterable[Milestone],
    figures: Iterable[Figure],
    relations: Iterable[Relation],
) -> tuple[Entry, ...]:
    """Put what is told into time.

    Parameters
    ----------
    table : Table
    things, milestones, figures, relations : iterable
        What is told of it.

    Returns
    -------
    tuple of Entry
        By first and last day, then by kind and name; what has no day stands last. Relations without a day are left out.
    """
    found = [
        *(_of_milestone(table, each) for each in milestones),
        *(_of_figure(table, each) for each in figures),
        *(entry for each in things for entry in _of_thing(table, each)),
        *(_of_relation(each) for each in relations if each.date),
    ]
    return tuple(sorted(found, key=lambda each: (not each.dated, each.first or each.last, each.last, each[:2])))


def _of_milestone(table: Table, milestone: Milestone) -> Entry:
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
    return Entry("milestone", milestone.id, NOTHING, about, first, last, False, plan, when)  # noqa: FBT003 - fields


def _of_figure(table: Table, figure: Figure) -> Entry:
    first, last = _period(table, figure.period) if figure.period else ("", "")
    stated = ""
    if not (first or last or figure.edition):
        first = last = stated = known(table.one(iri_of(figure.id), YD.asOf))
    about = tuple(dict.fromkeys((figure.about, figure.metric)))
    hoped = figure.hoped or figure.state == "Target"
    return Entry("figure", figure.id, NOTHING, about, first, last, bool(stated), hoped, figure.when)


def _of_thing(table: Table, thing: Thing) -> Iterator[Entry]:
    """Give the days of a thing that has a day or a period of its own."""
    day = known(table.one(thing.iri, SCHEMA.startDate))
    for value in thing.values:
        if value.property == compact(SCHEMA.startDate):
            yield Entry("event", thing.id, value.heading, (thing.id,), day, day, False, False, value.text)  # noqa: FBT003 - fields
        elif value.property == compact(YD.period):
            days = _period(table, next(iter(table.iris(thing.iri, YD.period)), ""))
            yield Entry("period", thing.id, value.heading, (thing.id,), *days, False, False, value.text)  # noqa: FBT003 - fields


def _of_relation(relation: Relation) -> Entry:
    ends, day = (relation.subject, relation.object), known(relation.date)
    return Entry("post", relation.id, NOTHING, ends, day, day, True, False, relation.as_of)  # noqa: FBT003 - fields


def _period(table: Table, period: str) -> tuple[str, str]:
    """Give the first and the last day of a period."""
    return known(table.one(period, YD.firstDay)), known(table.one(period, YD.lastDay))
