"""Figures: the stated observations, each read once, when they hold, and the run of days from one to another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.errors import Named, problem
from ydkg.graph.turtle import about, chinese, english
from ydkg.language.days import day
from ydkg.language.text import CHINESE
from ydkg.proof.arithmetic.quantity import StatedQuantity, observed
from ydkg.vocab import PREFIXES, RDF, RDFS, XSD, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from ydkg.graph.graph import Graph

_YEAR = re.compile(r"[0-9]{4}\Z")


@dataclass(frozen=True)
class Moment:
    """Hold when a figure holds: in a period, as of a day, or at a time that is not stated."""

    period: str | None = None
    as_of: str | None = None
    label: str = ""
    definition: tuple[Triple, ...] = ()


def _moment(table: Graph, observation: str) -> Moment:
    """Tell when an observation holds: equal for two just if they name the same period or day, or neither names any."""
    period, as_of = table.one(observation, YD.period), table.one(observation, YD.asOf)
    if period is None and as_of:
        return Moment(None, as_of, f"as of {as_of}")
    return replace(in_period(table, period), as_of=as_of)


def in_period(table: Graph, period: str | None) -> Moment:
    """Return the moment of a period; one that is not stated for None."""
    return Moment(period, None, named(table, period) if period else "")


def run_of_days(table: Graph, earlier: str, later: str) -> Moment:
    """Return the run of days from the moment of one observation to that of another."""
    first, last = _moment(table, earlier), _moment(table, later)
    if first == last:
        return first
    start = table.one(first.period or "", YD.firstDay)
    end = table.one(last.period, YD.lastDay) if last.period else last.as_of
    if first.period is None or start is None or end is None or end < start:
        return Moment()
    ending = last.period.removeprefix(PREFIXES["ydr"] + "period-") if last.period else end
    period = f"{first.period}-to-{ending}"
    if period in table:
        return in_period(table, period)
    starts = named(table, first.period)
    ends = named(table, last.period) if last.period else Named(end, day(end, CHINESE))
    label = problem("{first} to {last}", first=starts, last=ends)
    bases = {table.one(side, YD.periodBasis) if side else None for side in (first.period, last.period)}
    years = [table.one(side or "", YD.edtf) or "" for side in (first.period, last.period)]
    edtf = "/".join(years if all(_YEAR.match(year) for year in years) else (start, end))
    definition = about(
        period,
        (RDF.type, YD.Period),
        (RDFS.label, english(label)),
        *([(RDFS.label, chinese(CHINESE.told(label)))] if starts.chinese and ends.chinese else []),
        (YD.firstDay, Literal(start, datatype=NamedNode(XSD.date))),
        (YD.lastDay, Literal(end, datatype=NamedNode(XSD.date))),
        (YD.edtf, Literal(edtf)),
        (YD.periodBasis, YD.Stated if bases == {YD.Stated} else YD.Resolved),
    )
    return Moment(period, None, label, tuple(definition))


def named(table: Graph, iri: str) -> Named:
    """Call a thing; its label; its local name where it has none."""
    return Named(table.text(iri, RDFS.label) or iri.removeprefix(ydr("")), table.text(iri, RDFS.label, "zh-hans"))


@dataclass(frozen=True)
class StatedFigure:
    """Hold one stated observation."""

    iri: str
    metric: str
    about: str
    status: str
    kind: str | None
    moment: Moment
    quantity: StatedQuantity


def stated_figures(table: Graph) -> list[StatedFigure]:
    """Read all observations that are stated, not computed; sorted by IRI; damaged ones are left out."""
    found = []
    for iri in table.subjects(YD.Observation):
        metric, about = table.one(iri, YD.metric), table.one(iri, YD.about)
        status, quantity = table.one(iri, YD.valueStatus), observed(table, iri)
        if metric and about and status and quantity and status != YD.Derived:
            kind = table.one(metric, YD.measureKind)
            found.append(StatedFigure(iri, metric, about, status, kind, _moment(table, iri), quantity))
    return found


def figures_by_measure(stated: Iterable[StatedFigure]) -> dict[tuple[str, str], list[StatedFigure]]:
    """Return figures by the IRIs of what they measure of what, each list in the order given."""
    found: dict[tuple[str, str], list[StatedFigure]] = {}
    for figure in stated:
        found.setdefault((figure.metric, figure.about), []).append(figure)
    return found
