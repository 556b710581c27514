"""Times in English: the patterns, and what each reads."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from ydkg.language.reading.resolved import (
    PAST,
    ResolvedTime,
    day_of,
    is_ahead,
    month_of,
    months_of,
    plan_period,
    sentence_around,
    year_of,
    years_off,
)
from ydkg.language.reading.year_parts import BY, COUNT, MONTH, OF, WHICH, YEAR, count_of, fiscal_of

if TYPE_CHECKING:
    from ydkg.language.reading.resolved import Reader

_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\d|,\d|\.\d|%)"
#: From this day on a month is reported of as one that has ended.
_MONTH_ENDS = 25
#: The first months of a year, with the year.
_FIRST_MONTHS = re.compile(rf"\b(?P<n>{COUNT})\ months\ (?:of\ )?(?P<year>{WHICH})", re.VERBOSE)


def _day(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read a day."""
    year, stated = year_of(match["year"], issued)
    month, day = int(match["m"]) if match["m"].isdecimal() else month_of(match["m"]), int(match["d"])
    if not match["year"]:
        # What is awaited lies ahead, what was done behind.
        ahead = is_ahead(match)
        if (month, day) < (issued.month, issued.day):
            year += ahead
        elif (month, day) > (issued.month, issued.day) and not ahead and PAST.search(sentence_around(match)):
            year -= 1
    return day_of(year, month, day, stated, bool(match["by"]))


def _day_range(match: re.Match[str], issued: date) -> ResolvedTime | None:
    year, stated = year_of(match["year"], issued)
    ends = [day_of(year, month_of(match["m"]), int(match[part]), stated) for part in ("d", "e")]
    return ResolvedTime(ends[0].first, ends[1].last, stated) if ends[0] and ends[1] else None


def _long_range(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read the days from one to another of two months: "from 23 June to 31 October 2024"."""
    year, stated = year_of(match["year"] or match["before"], issued)
    months = [month_of(match[part]) for part in ("m", "n")]
    if not stated and not is_ahead(match) and months[1] > issued.month:
        year -= 1
    first_year = year_of(match["before"], issued)[0] if match["before"] else year - (months[0] > months[1])
    ends = [
        day_of(of, month, int(match[day]), stated)
        for of, month, day in ((first_year, months[0], "d"), (year, months[1], "e"))
    ]
    return ResolvedTime(ends[0].first, ends[1].last, stated) if ends[0] and ends[1] else None


def _up_to(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read the months that end with one: "the three months to June", "the year ended 31 March 2025"."""
    year, stated = year_of(match["year"], issued)
    month = month_of(match["m"] or match["n"])
    if not match["year"]:
        year += years_off(match, month, issued)
    count = {"year": 12, "half": 6, "quarter": 3}[match["unit"].lower()] if match["unit"] else count_of(match["count"])
    start = year * 12 + month - count
    if not 0 < count <= 12:
        return None
    return ResolvedTime(date(start // 12, start % 12 + 1, 1), months_of(year, month, month, stated).last, stated)


def _months_again(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read "in nine months" in a text that says of which year: "the economy in nine months of 2024"."""
    count = count_of(match["n"])
    years = [each["year"] for each in _FIRST_MONTHS.finditer(match.string) if count_of(each["n"]) == count]
    return months_of(year_of(years[0], issued)[0], 1, count, stated=False) if years else None


def _past_months(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read "in the past nine months", where those are the months of the year that have ended."""
    count = count_of(match["n"])
    ended = issued.month - (issued.day < _MONTH_ENDS)
    return months_of(issued.year, 1, count, stated=False) if count == ended > 2 else None


def _month_range(match: re.Match[str], issued: date) -> ResolvedTime | None:
    year, stated = year_of(match["year"] or match["before"], issued)
    first_year = year_of(match["before"], issued)[0] if match["before"] else year
    first, last = month_of(match["m"]), month_of(match["n"])
    if first_year == year and first > last:
        first_year -= 1
    elif not match["year"] and not match["before"]:
        moved = years_off(match, last, issued)
        year, first_year = year + moved, first_year + moved
    return ResolvedTime(date(first_year, first, 1), date(year, last, monthrange(year, last)[1]), stated)


def _one_month(match: re.Match[str], issued: date) -> ResolvedTime | None:
    year, stated = year_of(match["year"], issued)
    month = month_of(match["m"])
    if not match["year"] and "next" not in match.group():
        year += years_off(match, month, issued)
    by = bool(match["by"]) and "hrough" not in match["by"]
    return months_of(year, month, month, stated, by)


def years(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read years from one to another.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    ResolvedTime or None
    """
    given = match.groupdict()
    first = int(given["a"])
    last = int(given["b"]) if given["b"] else first // 100 * 100 + int(given["c"])
    by = bool(given.get("due"))
    until = int(given.get("d") or first)
    spent = None if given["b"] else fiscal_of(match.string, first, last, by=by)
    ends = fiscal_of(match.string, until, until + 1) if given.get("d") else spent
    if spent and ends:
        return spent._replace(last=ends.last)
    last = until + 1 if given.get("d") else last
    return ResolvedTime(None if by else date(first, 1, 1), date(last, 12, 31), True, by) if first < last else None


def _one_year(match: re.Match[str], issued: date) -> ResolvedTime | None:
    year, stated = year_of(match["year"], issued)
    if match["same"] or re.search("previous|preceding", match["year"]):
        relative = 12 if re.search("previous|preceding", match["year"]) else 0
        return ResolvedTime(date(year, 1, 1), date(year, 12, 31), stated, same=True, relative=relative)
    by = bool(match["by"]) and "hrough" not in match["by"]
    return months_of(year, 1, 12, stated, by)


def _since(match: re.Match[str], issued: date) -> ResolvedTime:
    year, stated = year_of(match["year"], issued)
    if match["m"]:
        return ResolvedTime(date(year, month_of(match["m"]), 1), None, stated)
    return ResolvedTime(date(year, 1, 1), None, stated)


def _day_of_month(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read "the 29th of this month", and of the last or the next."""
    month = issued.year * 12 + issued.month - 1 + {"last": -1, "this": 0, "next": 1}[match["which"]]
    return day_of(month // 12, month % 12 + 1, int(match["d"]), stated=False)


#: Patterns, and what reads each.
RULES: tuple[tuple[str, Reader], ...] = (
    (rf"{BY}(?<![\d.])(?P<year>(?:19|20)\d\d)[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}})(?![\d.])", _day),
    (rf"{BY}(?<![\d.])(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<year>(?:19|20)\d\d)(?![\d.]\d)", _day),
    # "31/10/2024", "10/31/2024"; not one that could be either.
    (r"(?P<by>)(?<![\d/])(?P<d>1[3-9]|[23]\d)/(?P<m>[0-3]?\d)/(?P<year>(?:19|20)\d\d)(?!\d)", _day),
    (r"(?P<by>)(?<![\d/])(?P<m>[0-3]?\d)/(?P<d>1[3-9]|[23]\d)/(?P<year>(?:19|20)\d\d)(?!\d)", _day),
    (rf"{BY}\b{_D}(?:\ of)?\ (?P<m>{MONTH}){OF}?", _day),
    (rf"{BY}\b(?P<m>{MONTH})\ {_D}{OF}?", _day),
    (rf"\b(?P<m>{MONTH})\ (?P<d>\d{{1,2}})(?:-|\ to\ )(?P<e>\d{{1,2}})\b(?:,?\ (?P<year>{YEAR}))?", _day_range),
    (rf"\b(?P<d>\d{{1,2}})(?:-|\ to\ )(?P<e>\d{{1,2}})\ (?P<m>{MONTH})\b(?:,?\ (?P<year>{YEAR}))?", _day_range),
    (
        rf"(?:\b(?:[Ff]rom|[Bb]etween)\ )?\b{_D}\ (?P<m>{MONTH})(?:\ (?P<before>{YEAR}))?(?:\ (?:to|through|until|and)\ |\ ?-\ ?)(?P<e>\d{{1,2}})(?:st|nd|rd|th)?\ (?P<n>{MONTH}){OF}?",
        _long_range,
    ),
    (
        rf"(?:\b(?:[Ff]rom|[Bb]etween)\ )?\b(?P<m>{MONTH})\ {_D}(?:,?\ (?P<before>{YEAR}))?(?:\ (?:to|through|until|and)\ |\ ?-\ ?)(?P<n>{MONTH})\ (?P<e>\d{{1,2}})\b{OF}?",
        _long_range,
    ),
    (
        (
            rf"\b(?:[Ff]or\ )?(?:[Tt]he\ )?(?:(?P<count>{COUNT})(?:\ months|-month\ period)|(?:fiscal\ |financial\ )?(?P<unit>year|half|quarter))\ (?:ended|ending|to)\ (?:in\ |on\ |(?:the\ )?end[- ](?:of\ )?)?"
            rf"(?:(?P<n>{MONTH})\ \d{{1,2}}(?!\d)|(?:\d{{1,2}}\ )?(?P<m>{MONTH})){OF}?"
        ),
        _up_to,
    ),
    (
        rf"\b(?:[Ii]n|[Dd]uring|[Ff]or|[Oo]ver)\ the\ (?P<count>{COUNT})\ months\ to\ (?:the\ end\ of\ )?(?P<m>{MONTH})(?P<n>)(?P<unit>){OF}?",
        _up_to,
    ),
    (
        rf"{BY}\b(?:the\ )?(?:end|turn|close)\ of\ (?:the|this)\ decade\b",
        # Of the twenties 2030, as plans have it.
        lambda _, issued: months_of((issued.year // 10 + 1) * 10, 1, 12, stated=False, by=True),
    ),
    (
        r"(?:\b[Tt]he\ )?[\"“]?\b(?P<n>\d{1,2})th\ Five-Year\ Plan[\"”]?(?:\ (?:period|\(FYP\)\ period))?(?!\ ?\()",
        plan_period,
    ),
    (
        (
            rf"(?:\b(?:[Ff]rom|[Bb]etween)\ )?\b(?P<m>{MONTH})(?:\ (?P<before>{YEAR}))?(?:\ (?:to|through|until|and)\ |-)"
            rf"(?P<n>{MONTH}){OF}?"
        ),
        _month_range,
    ),
    (rf"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or)\ the\ (?:past|last)\ (?P<n>{COUNT})\ months\b", _past_months),
    (
        rf"\b(?:[Ii]n|[Dd]uring|[Oo]ver|[Ff]or)\ (?:the\ )?(?P<n>{COUNT})\ months\b(?!\ (?:of|to|end))",
        _months_again,
    ),
    (
        r"(?:(?<=\b[Ii]n\ )|(?<=\b[Ff]or\ )|(?<=\bof\ ))(?P<a>[0-4]\d)[-/](?P<c>\d\d)(?!\d|[.,]\d|%|\ ?(?:years|percent|per))",
        # A fiscal year without its century, where the text says of which country it is.
        lambda match, _: fiscal_of(match.string, 2000 + int(match["a"]), 2000 + int(match["c"])),
    ),
    (
        rf"(?P<due>(?:\b[Bb](?:y|efore)\ )?(?:the\ )?end\ of\ (?:the\ )?|\b[Bb](?:y|efore)\ )?\b(?:[Ff]rom\ |[Bb]etween\ )?(?P<a>{YEAR})(?:[-/](?P<c>\d\d)(?:\ (?:to|and|through)\ (?P<d>(?:19|20)\d\d)[-/]\d\d)?|(?:-|/|\ to\ |\ and\ |\ through\ )(?P<b>(?:19|20)\d\d))\b(?![-.,]?\d|%|\ ?(?:per\b|million|billion))",
        years,
    ),
    (
        rf"\b[Ss]ince\ (?:(?:its|their|the)\ (?:launch|start|inception|opening|creation|foundation|establishment|introduction)\ in\ )?(?:(?P<m>{MONTH})\ )?(?P<year>{YEAR}|last\ year|this\ year)(?![-/]\d\d)",
        _since,
    ),
    (r"\b[Yy]ear[- ]to[- ]date\b(?P<year>)(?P<m>)", _since),
    (rf"\b[Ss]ince\ (?P<m>{MONTH})(?P<year>)\b(?!\ \d)", _since),
    (rf"{BY}\b(?P<m>{MONTH}){OF}", _one_month),
    (
        rf"{BY}(?:(?<=\bin\ )|(?<=\bIn\ )|(?<=\bsince\ )|(?<=\bof\ )|(?<=\bby\ )|(?<=\blast\ )|(?<=\bnext\ )|(?<=\bthis\ )|(?<=\bfor\ )|(?<=\bto\ )|(?<=\bthrough\ )|(?<=\buntil\ )|(?<=\bBy\ ))(?P<m>{MONTH})(?P<year>)\b",
        _one_month,
    ),
    (
        (
            rf"{BY}(?P<same>\b(?:the\ )?(?:same|similar|corresponding)\ (?:periods?|time|months?|quarter)(?:\ (?:of|in|a|the))?\ (?:the\ )?)?(?:\b(?:[Tt]he\ )?(?:full\ |calendar\ )?year\ )?"
            rf"(?<![\w.,/$€£¥-])(?P<year>{YEAR})(?![\w/-]\w|\.\d|,\d)(?!\ (?:yuan|dollars|euros?|people|km|homes|jobs|MW|tonnes|tons|students|companies|hectares|acres))"
        ),
        _one_year,
    ),
    (
        (
            rf"{BY}(?P<same>\b(?:the\ )?(?:same|similar|corresponding)\ (?:periods?|time|months?|quarter)(?:\ (?:of|in))?\ )?"
            r"\b(?P<year>(?:[Tt]his|[Ll]ast|[Nn]ext|(?:the|The)\ (?:current|previous|preceding|following|past\ calendar))\ (?:fiscal\ |financial\ |calendar\ )?year)\b"
        ),
        _one_year,
    ),
    (r"\b[Ff]or\ the\ (?P<year>year)\b(?!\ (?:19|20)\d\d)(?P<by>)(?P<same>)", _one_year),
    (r"\b(?:[Ii]n|[Dd]uring|[Ff]or)\ (?P<year>that\ (?:same\ )?year)\b(?P<by>)(?P<same>)", _one_year),
    (r"\b(?:[Tt]he\ )?(?P<d>\d{1,2})(?:st|nd|rd|th)\ of\ (?P<which>this|last|next)\ month\b", _day_of_month),
)
