"""Agreement: whether what is written twice in different ways says the same, which can be seen without the document."""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.passages import offset
from ydkg.proof.finding import Finding
from ydkg.vocab import YD, compact
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.table import Table


_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")
_SIX_PLACES = Decimal("0.000001")


def agreement(table: Table) -> Iterator[Finding]:
    """Find records whose parts do not go together.

    Parameters
    ----------
    table : Table
        The data.

    Yields
    ------
    Finding
        Of the rules ``quotient`` (a fraction's value is not that of its parts), ``edtf`` (a period's notation has other
        days than its first and last) and ``nested_mentions`` (one thing is mentioned within a mention of itself, as
        happens when two things of one name are made one).
    """
    yield from _quotients(table)
    yield from _notations(table)
    yield from _nested(table)


def _quotients(table: Table) -> Iterator[Finding]:
    for record in table.subjects(YD.Observation):
        parts = (table.one(record, p) for p in (YD.numerator, YD.denominator, YD.value))
        try:
            numerator, denominator, value = (Decimal(part) for part in parts if part)
            quotient = (numerator / denominator).quantize(_SIX_PLACES)
        except (ValueError, InvalidOperation, ZeroDivisionError):  # Not a whole fraction, which the shapes look at.
            continue
        if value != quotient:
            message = problem(
                "{numerator}/{denominator} is {quotient}, not {value}; mend yd:value or its parts",
                numerator=str(numerator),
                denominator=str(denominator),
                quotient=f"{quotient.normalize():f}",
                value=str(value),
            )
            yield Finding(record, message, "quotient", offset(table, record))


def _notations(table: Table) -> Iterator[Finding]:
    for period in table.subjects(YD.Period):
        notation = table.one(period, YD.edtf)
        days = table.one(period, YD.firstDay), table.one(period, YD.lastDay)
        if notation and (read := _read(notation)) and read != days:
            first, last = (day or ".." for day in days)
            pattern = translatable("yd:edtf {notation} is not {first} to {last}; mend it or the days")
            message = problem(pattern, notation=notation, first=first, last=last)
            yield Finding(period, message, "edtf")


def _read(notation: str) -> tuple[str | None, str | None] | None:
    """Return the first and last day of a date or interval in the Extended Date/Time Format; None of what is neither.

    Examples
    --------
    >>> _read("2018-02"), _read("../2024-10-31"), _read("201X")
    (('2018-02-01', '2018-02-28'), (None, '2024-10-31'), None)
    """
    begins, _, ends = notation.partition("/")
    found: list[str | None] = []
    for last, point in enumerate((begins, ends or begins)):
        if point in {"", ".."}:
            found.append(None)
            continue
        match = _POINT.match(point)
        if not match or not 1 <= int(match[2] or 1) <= 12:  # noqa: PLR2004 - months
            return None
        year, month = match[1], match[2] or ("12" if last else "01")
        day = match[3] or (str(monthrange(int(year), int(month))[1]) if last else "01")
        found.append(f"{year}-{month}-{day}")
    return found[0], found[1]


def _nested(table: Table) -> Iterator[Finding]:
    for entity in table.subjects():
        spans = [
            (table.one(p, YD.inDocument) or "", start, end, p)
            for p in table.values(entity, YD.mentionedIn)
            if (start := table.number(p, YD.start)) is not None and (end := table.number(p, YD.end)) is not None
        ]
        for place, (document, start, end, passage) in enumerate(sorted(spans)):
            if any(d == document and s < end and start < e for d, s, e, _ in sorted(spans)[:place]):
                message = problem(
                    "{passage} lies within another mention of it; are these two things of one name?",
                    passage=compact(passage),
                )
                yield Finding(entity, message, "nested_mentions", start)
