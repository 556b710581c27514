"""Moments: when a figure holds, and the run of days from one figure to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.errors import Named
from ydkg.proof.triple import link, text, typed
from ydkg.vocab import PREFIXES, RDF, RDFS, XSD, YD, ydr
from ydkg.words.days import day
from ydkg.words.language import CHINESE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from ydkg.graph.table import Table

_YEAR = re.compile(r"[0-9]{4}\Z")


@dataclass(frozen=True)
class Moment:
    """Hold when a figure holds: in a period, as of a day, or at a time that is not stated.

    Parameters
    ----------
    period : str, optional
        The period's IRI.
    as_of : str, optional
        The day of the document, as YYYY-MM-DD.
    label : str
        It in words; empty where neither is given.
    definition : tuple of pyoxigraph.Triple
        What defines the period, where the graph does not yet.
    """

    period: str | None = None
    as_of: str | None = None
    label: str = ""
    definition: tuple[Triple, ...] = ()


def moment(table: Table, observation: str) -> Moment:
    """Return when an observation holds.

    Parameters
    ----------
    table : Table
        The graph.
    observation : str
        Its IRI.

    Returns
    -------
    Moment
        Equal for two observations just if they name the same period or the same day, or neither names any.
    """
    period, as_of = table.one(observation, YD.period), table.one(observation, YD.asOf)
    return Moment(period, as_of, _label(table, period, as_of))


def in_period(table: Table, period: str | None) -> Moment:
    """Return the moment of a period; one that is not stated for None.

    Parameters
    ----------
    table : Table
    period : str or None

    Returns
    -------
    Moment
    """
    return Moment(period, None, _label(table, period, None))


def run(table: Table, earlier: str, later: str) -> Moment:
    """Return the run of days from the moment of one observation to that of another.

    Parameters
    ----------
    table : Table
        The graph.
    earlier, later : str
        The observations' IRIs.

    Returns
    -------
    Moment
        The moment of both where it is one. Otherwise a period from the first day of the earlier to the last of the
        later one – a new one if the graph has none of that IRI – or no moment where one of these days is not known.
    """
    first, last = moment(table, earlier), moment(table, later)
    if first == last:
        return first
    start = table.one(first.period or "", YD.firstDay)
    end = table.one(last.period, YD.lastDay) if last.period else last.as_of
    if first.period is None or start is None or end is None or end < start:
        return Moment()
    ending = last.period.removeprefix(PREFIXES["ydr"] + "period-") if last.period else end
    period = f"{first.period}-to-{ending}"
    if table.has(period):
        return in_period(table, period)
    label = f"{first.label} to {end if last.period is None else last.label}"
    bases = {table.one(side, YD.periodBasis) if side else None for side in (first.period, last.period)}
    years = [table.one(side or "", YD.edtf) or "" for side in (first.period, last.period)]
    edtf = "/".join(years if all(_YEAR.match(year) for year in years) else (start, end))
    definition = (
        link(period, RDF.type, YD.Period),
        text(period, RDFS.label, label),
        *_chinese(table, period, first, last, end),
        typed(period, YD.firstDay, start, XSD.date),
        typed(period, YD.lastDay, end, XSD.date),
        typed(period, YD.edtf, edtf, XSD.string),
        link(period, YD.periodBasis, YD.Stated if bases == {YD.Stated} else YD.Resolved),
    )
    return Moment(period, None, label, definition)


def named(table: Table, iri: str) -> Named:
    """Call a thing.

    Parameters
    ----------
    table : Table
        The graph.
    iri : str
        The thing.

    Returns
    -------
    Named
        Its label; its local name where it has none.
    """
    return Named(table.text(iri, RDFS.label) or iri.removeprefix(ydr("")), table.text(iri, RDFS.label, "zh-hans"))


def _chinese(table: Table, period: str, first: Moment, last: Moment, end: str) -> Iterator[Triple]:
    """Call a run of days in Chinese, where its ends have Chinese names."""
    starts = named(table, first.period or "").chinese
    ends = named(table, last.period).chinese if last.period else day(end, CHINESE)
    if starts and ends:
        yield text(period, RDFS.label, f"{starts}至{ends}", "zh-hans")


def _label(table: Table, period: str | None, as_of: str | None) -> str:
    if period is not None:
        return named(table, period)
    return f"as of {as_of}" if as_of else ""
