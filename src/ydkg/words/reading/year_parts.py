"""Parts of a year in English: seasons, quarters, halves, ends, fiscal years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ydkg.words.reading.resolved import Reading, ended, month_of, months_of, year_of, years_off

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 12)}
#: Numbers of quarters and months in words.
COUNTS = {
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
}
#: The month that a fiscal year begins in, and what a text says where it is so; the first that fits.
_FISCAL = (
    (4, r"₹|\b[Cc]rore\b|\b[Ll]akh\b|£|HK\$"),
    (7, r"(?<![A-Z])A\$|\bAustralian? "),
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


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
    second = (match["h"] or "").lower() in {"second", "2", "h2"}
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
    count = int(match["n"]) if match["n"].isdecimal() else COUNTS[match["n"].lower()]
    return months_of(year, 1, count * (3 if match["unit"].startswith("quarter") else 1), stated)


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
    month = next((month for month, pattern in _FISCAL if re.search(pattern, text)), None)
    if month is None or last != first + 1:
        return None
    end = date(last, month - 1, monthrange(last, month - 1)[1])
    return Reading(None if by else date(first, month, 1), end, stated=True, deadline=by)


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
    first = int(match["from"] or year)
    if spent := fiscal_of(match.string, first if match["from"] else year - 1, year, by=bool(match["by"])):
        return spent
    if first < year - 1 or (len(match["fy"]) == len("24") and match["from"]):
        return Reading(date(first, 1, 1), date(year, 12, 31), stated=True)
    return months_of(year, 1, 12, stated=True, by=bool(match["by"]))
