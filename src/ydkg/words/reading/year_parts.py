"""Parts of a year in English: seasons, quarters, halves, ends, fiscal years."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from ydkg.words.reading.resolved import MONTHS, Reading, ended, month_of, months_of, months_on, year_of, years_off

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 12)}
#: Numbers of quarters and months in words.
COUNTS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
#: The month that a fiscal year begins in, and what a text says where it is so; what it says most often.
_FISCAL = (
    (4, r"₹|\bRs\b|\b[Cc]rore\b|\b[Ll]akh\b|\bIndian?\b|£|\bUK\b|\bBrit(?:ain|ish)\b|\b(?:Scot|Eng)land\b|\bWales\b"),
    (4, r"HK\$|\bHong Kong\b|\bSingapore\b|\bJapan(?:ese)?\b|\bCanad(?:a|ian)\b|\bSouth Africa"),
    (7, r"\bAustralian?\b|(?<![A-Z])A\$|\bNew Zealand\b|\bPakistan\b|\bBangladesh\b|\bKenya\b|\bUganda\b|\bEgypt"),
    (10, r"\bU\.?S\.? (?:Department|Congress|government)|\b[Ff]ederal (?:fiscal|budget|government)"),
)
#: "The fiscal year began on 1 July"; and where it ends.
_BEGINS = re.compile(
    r"(?:fiscal|financial) years?,?(?: which)? (?:begin|start|beg[au]n|run)\w*(?: from| on| in)? (?:1 )?(?P<m>[A-Z][a-z]{2,8})\b"
)
_ENDS = re.compile(
    r"(?:fiscal|financial) years?,?(?: which)? end(?:s|ed|ing)(?: on| in)? (?:\d\d? )?(?P<m>[A-Z][a-z]{2,8})\b"
)
#: Where a fiscal year is called by the year that it begins in.
_BY_START = re.compile(r"\bJapan(?:ese)?\b")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def season(match: re.Match[str], issued: date) -> Reading:
    """Read a season.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    year, stated = year_of(match["year"], issued)
    first, last = _SEASONS[match["s"].lower()]
    return months_of(year, first, last, stated, bool(match["by"]))


def quarter(match: re.Match[str], issued: date) -> Reading:
    """Read a quarter.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    year, stated = year_of(match["year"], issued)
    said = (match["q"] or "").lower()
    number = int(said) if said.isdecimal() else _NTH[said]
    year = ended(year, 3 * number, stated, match, issued)
    return months_of(year, 3 * number - 2, 3 * number, stated, bool(match["by"]))


def half(match: re.Match[str], issued: date) -> Reading:
    """Read half a year.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    year, stated = year_of(match["year"], issued)
    second = (match["h"] or "").lower() in {"second", "2nd", "h2"}
    year = ended(year, 12 if second else 6, stated, match, issued)
    return months_of(year, 7 if second else 1, 12 if second else 6, stated, bool(match["by"]))


def first_of_year(match: re.Match[str], issued: date) -> Reading:
    """Read the first quarters or months of a year.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    year, stated = year_of(match["year"], issued)
    return months_of(year, 1, count_of(match["n"]) * (3 if match["unit"].startswith("quarter") else 1), stated)


def end_of(match: re.Match[str], issued: date) -> Reading:
    """Read the end, middle or start of a year or month; without "by" it is that part of it.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    year, stated = year_of(match["year"], issued)
    by = bool(match["by"])
    if match["m"]:
        month = month_of(match["m"])
        if not match["year"] and month > issued.month:
            year += years_off(match, month, issued)
        if match["part"].lower().startswith(("end", "close", "late")):
            return months_of(year, month, month, stated, by=True)
        return months_of(year, month, month, stated, by)
    part = match["part"].lower()
    if part.startswith(("end", "close", "late")):
        return months_of(year, 1, 12, stated, by=True)
    if part.startswith("mid"):
        return months_of(year, 1, 6, stated, by=True)
    return months_of(year, 1, 3, stated, by)


def year_end(match: re.Match[str], issued: date) -> Reading:
    """Read the end of a year.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    year, stated = year_of(match["year"], issued)
    return months_of(year, 1, 12, stated, by=True)


def fiscal_of(text: str, first: int, last: int, *, by: bool = False) -> Reading | None:
    """Give the days of a fiscal year, where the text says of which country it is.

    Parameters
    ----------
    text : str
        The whole text.
    first, last : int
        The years that it begins and ends in.
    by : bool
        Whether it is a deadline.

    Returns
    -------
    Reading or None
        None where they do not follow each other, and where the text does not say when the year begins.
    """
    month = fiscal_month(text)
    if month is None or last != first + 1:
        return None
    end = date(last, month, 1) - timedelta(days=1)
    return Reading(None if by else date(first, month, 1), end, stated=True, deadline=by)


@lru_cache(maxsize=4)
def fiscal_month(text: str) -> int | None:
    """Tell in which month the fiscal years of a text begin.

    Parameters
    ----------
    text : str
        The whole text.

    Returns
    -------
    int or None
        From 1; what the text says of it goes before the country that it names most. None where it names none.
    """
    if (begins := _BEGINS.search(text)) and begins["m"][:3] in MONTHS:
        return MONTHS[begins["m"][:3]]
    if (ends := _ENDS.search(text)) and ends["m"][:3] in MONTHS:
        return MONTHS[ends["m"][:3]] % 12 + 1
    named = [(len(re.findall(pattern, text)), month) for month, pattern in _FISCAL]
    count, month = max(named, key=lambda each: each[0])
    return month if count else None


def fiscal(match: re.Match[str], issued: date) -> Reading:
    """Read a fiscal year, or several.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    year = int(match["fy"]) + (2000 if len(match["fy"]) == 2 else 0)
    by = bool(match["by"] or match["end"])
    starts = len(_BY_START.findall(match.string)) > 1
    first = int(match["from"] or (year if starts else year - 1))
    if spent := fiscal_of(match.string, first, year + (starts and not match["from"]), by=by):
        return spent
    return Reading(
        None if by else date(first if match["from"] else year, 1, 1), date(year, 12, 31), stated=True, deadline=by
    )


def this_fiscal(match: re.Match[str], issued: date) -> Reading | None:
    """Read a fiscal year that is told from the day of issue: "the current financial year", "last fiscal year".

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading or None
        None where the text does not say when the year begins.
    """
    month = fiscal_month(match.string)
    if month is None:
        return None
    year = year_of(match.group(), issued)[0] - (issued.month < month)
    spent = fiscal_of(match.string, year, year + 1, by=bool(match["by"]))
    return spent and spent._replace(stated=False)


def named_quarter(match: re.Match[str], issued: date) -> Reading:
    """Read a quarter that is called by its last month: "the September quarter 2024".

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    last = month_of(match["m"])
    year, stated = year_of(match["year"] or match["year2"], issued)
    year -= not stated and last > issued.month
    end = months_of(year, last, last, stated)
    return end._replace(first=end.first and months_on(end.first, -2))


def this_quarter(match: re.Match[str], issued: date) -> Reading:
    """Read this quarter, the last and the next.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    said = match["which"].lower()
    first = months_on(
        date(issued.year, (issued.month - 1) // 3 * 3 + 1, 1), {"last": -3, "上": -3, "next": 3}.get(said, 0)
    )
    return months_of(first.year, first.month, first.month + 2, stated=False)


def short_part(match: re.Match[str], issued: date) -> Reading:
    """Read "9M 2024", "1H24", "3Q 2024", "Q1-Q3 2024".

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    given = match.groupdict()
    year, stated = (2000 + int(given["yy"]), True) if given.get("yy") else year_of(given.get("year"), issued)
    number, size = int(match["n"]), {"M": 1, "Q": 3, "H": 6}[match["unit"]]
    first = 1 if size == 1 else size * (number - 1) + 1
    return months_of(year, first, min(12, size * int(given.get("until") or number)), stated)


def years_up_to(match: re.Match[str], issued: date) -> Reading:
    """Read the years that end with one: "the three years to 2026", "the decade to 2023".

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading
    """
    last = int(match["year"])
    return Reading(date(last - (count_of(match["count"]) or 10) + 1, 1, 1), date(last, 12, 31), stated=True)


def count_of(said: str | None) -> int:
    """Give the number that a word or figures say.

    Parameters
    ----------
    said : str or None

    Returns
    -------
    int
        Up to twelve in words; 0 where it is none.
    """
    return int(said) if said and said.isdecimal() else COUNTS.get((said or "").lower(), 0)
