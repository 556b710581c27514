"""Years, months and days of what is printed, resolved against the day of issue where no year is."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.days import MONTHS
from ydkg.language.reading.numerals import characters

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[re.Match[str], date], "ResolvedTime | None"]


class ResolvedTime(NamedTuple):
    """What a rule reads of a time: as in `ydkg.language.reading.times.Time`, without its place."""

    first: date | None
    last: date | None
    stated: bool
    deadline: bool = False
    same: bool = False
    relative: int = 0


_FORWARD = re.compile(
    r"\b(?:will|to be|expected|expects?|hopes?|plan\w*|aim\w*|set to|scheduled|due|target\w*|should|would)\b|将|力争|预计|有望|计划|拟|目标|确保|争取"
)
#: A deed right before its time, whatever else the sentence plans.
_DONE_IN = re.compile(
    r"\b(?:began|(?<!be )(?<!is )(?<!are )(?:opened|started|commenced|launched)) (?:(?:work|operations?|service) )?(?:in|on|at) (?:the )?\Z"
)
PAST = re.compile(r"\b(?:was|were|had|did|has|have|said|\w{2,}[^\We]ed)\b|已|了")


def year_of(said: str | None, issued: date) -> tuple[int, bool]:
    """Give the year that words name, and whether they name it by its number.

    Parameters
    ----------
    said : str or None
    issued : date
        The day of issue.

    Returns
    -------
    int, bool
    """
    if found := re.search(r"(?:19|20)\d\d", said or ""):
        return int(found.group()), True
    if re.search(r"last|previous|去|上年", (said or "").lower()):
        return issued.year - 1, False
    if re.search(r"next|following|明", (said or "").lower()):
        return issued.year + 1, False
    if re.search("前年", said or ""):
        return issued.year - 2, False
    if (found := re.match(r"[〇零一二三四五六七八九]{4}", said or "")) is not None:
        return int(characters(found.group())), True
    return issued.year, False


def month_of(name: str) -> int:
    """Give the month of an English name.

    Parameters
    ----------
    name : str

    Returns
    -------
    int
        From 1; 0 of what is no name of a month.
    """
    return next((place for place, month in enumerate(MONTHS, start=1) if month[:3] == name[:3].title()), 0)


def months_of(year: int, first: int, last: int, stated: bool, by: bool = False) -> ResolvedTime:
    """Read whole months of a year.

    Parameters
    ----------
    year, first, last : int
    stated : bool
        Whether the year is printed.
    by : bool
        Whether it is a deadline.

    Returns
    -------
    ResolvedTime
    """
    end = date(year, last, monthrange(year, last)[1])
    return ResolvedTime(None if by else date(year, first, 1), end, stated, by)


def day_of(year: int, month: int, day: int, stated: bool, by: bool = False) -> ResolvedTime | None:
    """Read a day.

    Parameters
    ----------
    year, month, day : int
    stated : bool
        Whether the year is printed.
    by : bool
        Whether it is a deadline.

    Returns
    -------
    ResolvedTime or None
        None where there is no such day.
    """
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    return ResolvedTime(None if by else on, on, stated, by)


def plan_period(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read the time of a five-year plan: the fourteenth goes from 2021 to 2025.

    Parameters
    ----------
    match : re.Match[str]
        Its number in the group ``n``; a group ``end`` says that its end is meant, ``since`` the time since it began.
    issued : date
        The day of issue.

    Returns
    -------
    ResolvedTime
        Of one that goes on what is done since it began, unless the sentence looks forward.
    """
    given = match.groupdict()
    last = 1955 + 5 * int(characters(given["n"]))
    if given.get("end"):
        return months_of(last, 1, 12, stated=False, by=True)
    goes_on = given.get("since") or (last - 4 <= issued.year <= last and not is_ahead(match))
    return ResolvedTime(date(last - 4, 1, 1), None if goes_on else date(last, 12, 31), stated=False)


def months_on(day: date, months: int) -> date:
    """Give the same day of another month; the last one of it for the last of its month.

    Parameters
    ----------
    day : date
    months : int
        How many months later; below zero for earlier.

    Returns
    -------
    date

    Examples
    --------
    >>> months_on(date(2023, 9, 30), -1), months_on(date(2024, 2, 29), -12)
    (datetime.date(2023, 8, 31), datetime.date(2023, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if ends else min(day.day, last))


def period_before(first: date | None, last: date, months: int, until: date | None) -> tuple[date | None, date] | None:
    """Give the period so many months before another, or, for -1, the one of the same length before it.

    Parameters
    ----------
    first : date or None
        None for a time up to a day.
    last : date
    months : int
        As in `ydkg.language.reading.times.Time.relative`.
    until : date or None
        A day of the year that is meant, where ``months`` is 0.

    Returns
    -------
    tuple of date or None, date; or None
        None for the one before a period without a start.
    """
    months = months or (12 * (last.year - until.year) if until else 0)
    if months < 0:
        if first is None:
            return None
        months = (last.year - first.year) * 12 + last.month - first.month + 1
    return first and months_on(first, -months), months_on(last, -months)


def years_off(match: re.Match[str], month: int, issued: date) -> int:
    """Tell how many years a month is off: one to come is of the year before unless the sentence looks forward.

    Parameters
    ----------
    match : re.Match[str]
    month : int
    issued : date
        The day of issue.

    Returns
    -------
    int
    """
    ahead = is_ahead(match)
    if month > issued.month:
        return 0 if ahead else -1
    return 1 if month < issued.month and ahead and not PAST.search(sentence_around(match)) else 0


def ended(year: int, last: int, stated: bool, match: re.Match[str], issued: date) -> int:
    """Give the year of a part of a year that names none: one that has not ended is of the year before.

    Parameters
    ----------
    year : int
        That of the day of issue, or the one that is printed.
    last : int
        The last month of the part.
    stated : bool
        Whether the year is printed.
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    int
        The same year where it is printed, where the part has begun to end, and where the sentence looks forward.
    """
    said = stated or match.groupdict().get("year") or is_ahead(match)
    return year if said or last <= issued.month else year - 1


def is_ahead(match: re.Match[str]) -> bool:
    """Tell whether the sentence around a time looks forward.

    Parameters
    ----------
    match : re.Match[str]

    Returns
    -------
    bool
    """
    text = match.string
    told = (
        re.split("[，；。\\n]", text[max(0, match.start() - 40) : match.start()])[-1]
        + text[match.start() : match.end()]
    )
    told += re.split("[，；。\\n]", text[match.end() : match.end() + 40])[0]
    if _DONE_IN.search(text, max(0, match.start() - 40), match.start()) or (
        re.search("[已了]", told) and not _FORWARD.search(told)
    ):
        return False
    return _FORWARD.search(sentence_around(match)) is not None


def sentence_around(match: re.Match[str]) -> str:
    """Give the sentence around a time.

    Parameters
    ----------
    match : re.Match[str]

    Returns
    -------
    str
    """
    text = match.string
    start = max(text.rfind(sign, 0, match.start()) for sign in ("。", ". ", "\n"))
    ends = [at for sign in ("。", ". ", "\n") if (at := text.find(sign, match.end())) >= 0]
    return text[start + 1 : min(ends, default=len(text))]
