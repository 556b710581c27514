"""Times that are said relative to others: the same period a year earlier, today, this month, the past years."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ydkg.words.reading.resolved import Reading, day_of, months_of
from ydkg.words.reading.year_parts import count_of

#: How many months the words for a stretch have.
_MONTHS_OF = {"year": 12, "quarter": 3, "month": 1, "年": 12, "季": 3, "月": 1}
_STRETCH = re.compile("year|quarter|month|[年月季]")


def same(match: re.Match[str], issued: date) -> Reading:
    """Read "a year earlier", "month on month", 同比, 环比: so many months before whichever is spoken of.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    said = match.group()
    unit = _STRETCH.search(said.lower())
    before_it = said == "环比" or re.search(r"preceding period|(?:preceding|previous|prior) \w+ months", said)
    months = -1 if before_it else _MONTHS_OF[unit.group()] if unit else 12
    months *= count_of(match.groupdict().get("count")) or 1
    year = issued.year - months // 12
    if months % 12 or not date.min.year <= year <= date.max.year:
        return Reading(None, None, stated=False, same=True, relative=months)
    return Reading(date(year, 1, 1), date(year, 12, 31), stated=False, same=True, relative=months)


def today(match: re.Match[str], issued: date) -> Reading:
    """Read today and yesterday.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    day = issued - timedelta(days=1 if match.group().lower() in {"yesterday", "昨日", "昨天"} else 0)
    return Reading(day, day, stated=False)


def this_month(match: re.Match[str], issued: date) -> Reading:
    """Read this month and the last.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    last = issued.replace(day=1) - timedelta(days=1)
    month = last if re.search("[Ll]ast|上", match.group()) else issued
    return months_of(month.year, month.month, month.month, stated=False)


def day_of_month(match: re.Match[str], issued: date) -> Reading | None:
    """Read "the 29th of this month", and of the last or the next.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading or None
        None where there is no such day.
    """
    month = issued.year * 12 + issued.month - 1 + {"last": -1, "this": 0, "next": 1}[match["which"]]
    return day_of(month // 12, month % 12 + 1, int(match["d"]), stated=False)


def stretch(match: re.Match[str], issued: date) -> Reading:
    """Read a stretch of time that has no day.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    return Reading(None, None, stated=False)
