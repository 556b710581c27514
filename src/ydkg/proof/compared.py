"""Compared things: whether a comparison sets like against like, which can be seen without the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.passages import offset
from ydkg.proof.finding import Finding
from ydkg.vocab import DCTERMS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.table import Table

RULE = "compared"
_WHOLES = (DCTERMS.isPartOf, SCHEMA.superEvent)


def compared(table: Table) -> Iterator[Finding]:
    """Find comparisons of a thing with itself, with what it is part of, or of two things at two times.

    Parameters
    ----------
    table : Table
        The data.

    Yields
    ------
    Finding
        Of the rule ``compared``.
    """
    for record in table.subjects(YD.Comparison):
        current = table.one(record, YD.current) or ""
        if message := _elsewhere(table, record, current) or _at_two_times(table, record, current):
            yield Finding(record, message, RULE, offset(table, record), fix=problem("mend what it is compared with"))


def _elsewhere(table: Table, record: str, current: str) -> str:
    """Say what is wrong with what a comparison names instead of a value; empty where nothing is."""
    about, period = table.one(current, YD.about), table.one(current, YD.period)
    other, then = table.one(record, YD.baselineAbout), table.one(record, YD.baselinePeriod)
    if about is None or (other is None and then is None):
        return ""
    once = bool(table.values(about, YD.editionNumber))  # of what happens again, the time before may be meant
    if other in {None, about} and (then == period if then else once):
        return problem("sets {thing} against itself at the same time", thing=compact(about))
    if any(other in table.values(about, whole) for whole in _WHOLES):
        return problem(
            "sets {thing} against {whole}, which it is part of", thing=compact(about), whole=compact(other or "")
        )
    return ""


def _at_two_times(table: Table, record: str, current: str) -> str:
    """Say which two things are compared at two times; empty where it is one thing, or one time."""
    about = table.one(current, YD.about)
    for side in (YD.baseline, YD.target):
        value = table.one(record, side) or ""
        other = table.one(value, YD.about)
        if not about or not other or about == other:
            continue
        times = [table.one(each, YD.period) or table.one(each, YD.inEdition) for each in (current, value)]
        if side == YD.target or times[0] is None or times[0] != times[1]:
            return problem(
                "sets {thing} against another thing at another time, {other}",
                thing=compact(about),
                other=compact(other),
            )
    return ""
