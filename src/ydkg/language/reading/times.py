"""Times that a text gives: days, periods and deadlines, resolved against the day of issue where they name no year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from ydkg.language.reading import relative, times_chinese, times_english, year_parts
from ydkg.language.reading.resolved import months_on, period_before
from ydkg.language.reading.tables import folded

#: Patterns, and what reads each: of two that match the same words the first counts.
_RULES = [
    (re.compile(pattern, re.VERBOSE), reader)
    for module in (year_parts, times_english, times_chinese, relative)
    for pattern, reader in module.RULES
]
_SINCE = re.compile(r"\b[Ss]ince (?:the |last )?\Z")
_ONWARDS = re.compile(r" onwards?\b")
#: A fiscal year, and what stands between it and a part of it.
_FISCAL = re.compile(r"(?:[Tt]he )?(?:[Ff]iscal|[Ff]inancial|FY|(?:19|20)\d\d[-/]\d\d(?!\d))")
_OF = re.compile(r" (?:of |in )?(?:the )?")
#: What follows in a bracket up to its end.
CLOSED = re.compile(r"[^()]*\)")
#: How far back, in characters, the period stands that another is "the same" as.
_FAR = 240
#: The year that was named before, and the one after it.
_THAT_YEAR = re.compile(r"(?: of| in)? (?:that|the same) year\b|\bthe following year\b|[当同次翌]年")
_YEAR_AFTER = re.compile("following|[次翌]年")
#: The quarter or month that was spoken of: "during the quarter under review".
_UNDER_REVIEW = re.compile(r"(?:the|that) (?:\w+ )?(?P<unit>half|quarter|month|period)\b")
_MONTHS_IN = {"half": {6}, "quarter": {3}, "month": {1}, "period": {1, 3, 6, 9}}
#: All of a year, that is of the year that opens its sentence: "2014年，…全年完成…".
_ALL_YEAR = re.compile("全年")
_OPENS = re.compile(r"(?:\A|[。；\n]|\. )\s*(?:(?:[Ii]n|[Dd]uring) )?\Z")
#: A year that is told from the day of issue.
_YEAR_ITSELF = re.compile(r"\byear\b|\b[Tt]o-?day|[Yy]esterday|[今去明本前]年|[今昨][日天]|全年|[本上]月|month")
_WHOLE_YEAR = (1, 1, 12, 31)
#: A day of issue, where there is none, for what is not resolved against it.
_NO_DAY = date(1000, 12, 31)


class Time(NamedTuple):
    """A time as it is printed.

    Attributes
    ----------
    start, end : int
        Where it stands, with the word that makes it a deadline; code points from 0, end exclusive.
    first, last : date or None
        Its days; the first is None for "by", both for a stretch that has no day ("over the past year").
    stated : bool
        Whether the words name the year; else it was resolved against the day of issue.
    deadline : bool
        Whether it is one: "by", "until", "before", 截至, 前.
    same : bool
        Whether it is the period named before, of another year: "the same period of 2018".
    relative : int
        How many months before it that is, whichever it is: 12 for "a year earlier"; -1 for the period before it.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    stated: bool
    deadline: bool = False
    same: bool = False
    relative: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it is one day.

        Returns
        -------
        bool
        """
        return self.first is not None and self.first == self.last

    @property
    def edtf(self) -> str:
        """Write it in EDTF, the shortest way; empty for a stretch.

        Returns
        -------
        str
        """
        if self.last is None:
            return f"{self.first}/.." if self.first else ""
        if self.first is None:
            return f"../{self.last}"
        first, last = self.first, self.last
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
        whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
        if whole and (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if whole and not (first.month % 3 == 1 and last.month % 3 == 0):
            return f"{first:%Y-%m}/{last:%Y-%m}"
        return str(first) if first == last else f"{first}/{last}"


def times(text: str, issued: date) -> list[Time]:
    """Find the times that a text gives.

    Parameters
    ----------
    text : str
        English, Chinese, or both.
    issued : date
        The day of issue.

    Returns
    -------
    list of Time
        In the order of the text; none lies within another.

    Examples
    --------
    >>> from datetime import date
    >>> day = date(2024, 12, 4)
    >>> [each.edtf for each in times("in the third quarter of 2025, by the end of October, on May 1", day)]
    ['2025-07-01/2025-09-30', '../2024-10-31', '2024-05-01']
    >>> [each.edtf for each in times("到2025年底前，今年上半年，2024年1—10月，截至10月底", day)]
    ['../2025-12-31', '2024-01-01/2024-06-30', '2024-01/2024-10', '../2024-10-31']
    """
    plain = folded(text)
    found = [
        Time(match.start(), match.end(), reading.first, reading.last, *reading[2:])
        for pattern, reader in _RULES
        for match in pattern.finditer(plain)
        if (reading := reader(match, issued))
    ]
    kept: list[Time] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        last = kept[-1] if kept else None
        if last and each.start < last.end:
            continue
        if last and (part := _part_of(plain, last, each)):
            kept[-1] = part
            continue
        if last and last.last and each.start == last.end and not (each.first or each.last or each.same):
            kept[-1] = last._replace(end=each.end)  # "2012-2022年十年间": a stretch that says it once more.
            continue
        since = each.last and _SINCE.search(plain, max(0, each.start - 10), each.start)
        opens = since or _ONWARDS.match(plain, each.end)
        kept.append(_resolved(plain, each._replace(first=each.first or each.last, last=None) if opens else each, kept))
    return kept


def printed_days(text: str, issued: date | None = None) -> list[date]:
    """Find the days that a text prints as numbers: "today" is none.

    Parameters
    ----------
    text : str
    issued : date, optional
        The day of issue; without one, days whose year the text does not print are left out.

    Returns
    -------
    list of date
        In the order of the text.

    Examples
    --------
    >>> printed_days("on November 30, 2023, and on May 1")
    [datetime.date(2023, 11, 30)]
    """
    found = times(text, issued or _NO_DAY)
    printed = [each for each in found if each.is_day and any(map(str.isnumeric, text[each.start : each.end]))]
    return [each.first for each in printed if each.first and (issued or each.stated)]


def _part_of(text: str, first: Time, second: Time) -> Time | None:
    """Give a part of the year that is named right before it, or of the fiscal year that is named right behind it."""
    named = _FISCAL.match(text, second.start, second.end) and _OF.fullmatch(text, first.end, second.start)
    if named and not first.stated and first.first and first.last and second.first:
        # "the first half of the 2023-24 financial year": it begins where that does.
        begins = months_on(second.first, first.first.month - 1)
        ends = months_on(second.first, first.last.month) - timedelta(days=1)
        return first._replace(end=second.end, first=begins, last=ends, stated=True)
    year, part = first, second  # "this year between January and June"
    whole = _months(year) == _WHOLE_YEAR and _months(part) != _WHOLE_YEAR and not (year.same or part.same)
    if not whole or part.stated or part.is_day or not re.fullmatch(",? ?", text[year.end : part.start]):
        return None
    shift = year.last.year - part.last.year if year.last and part.last else 0
    return _shifted(part, shift)._replace(start=year.start, stated=year.stated) if part.first else None


def _resolved(text: str, time: Time, before: list[Time]) -> Time:
    """Give a time its days by one that was named before: the same period of another year, that year, the year after."""
    if time.first and time.last and not (time.stated or time.same):
        return _of_the_year_before(text, time, before)
    if not (time.first or time.last or time.same) and (said := _UNDER_REVIEW.search(text, time.start, time.end)):
        # The last one that was named and has so many months.
        for each in reversed(before):
            if each.first and each.last and not each.same and each.first.day == 1 and not each.is_day:
                length = (each.last.year - each.first.year) * 12 + each.last.month - each.first.month + 1
                if length in _MONTHS_IN[said["unit"]] and (each.last + timedelta(days=1)).day == 1:
                    return time._replace(first=each.first, last=each.last)
        return time
    spoken_of = (each for each in reversed(before) if each.first and each.last and not each.same)
    model = next((each for each in spoken_of if not CLOSED.match(text, each.end, time.start)), None)
    if not time.same or model is None or model.last is None or time.start - model.end > _FAR:
        return time
    found = period_before(model.first, model.last, time.relative, time.last) if time.last or time.relative else None
    return time._replace(first=found[0], last=found[1], stated=False) if found else time


def _of_the_year_before(text: str, time: Time, before: list[Time]) -> Time:
    """Give "that year", "the year after" and the same months again the year that was printed before."""
    said, behind = text[time.start : time.end], text[time.end : time.end + 16]
    printed = [each for each in before if each.stated and each.last and time.start - each.end <= _FAR]
    part = _months(time) != _WHOLE_YEAR and not (time.is_day or _YEAR_ITSELF.search(said))
    start = max(text.rfind(sign, 0, time.start) for sign in ("。", "；", "\n", ". ")) + 1
    if part or _ALL_YEAR.fullmatch(said):
        opens = (each for each in printed if each.start >= start and _months(each) == _WHOLE_YEAR)
        opening = next((each.last.year for each in opens if each.last and _OPENS.search(text, 0, each.start)), None)
        if opening:
            return _shifted(time, opening - time.last.year if time.last else 0)
    if said == "本年":  # "全年施工项目3个，其中本年新开工2个": that of the report.
        reported = [each for each in before if _ALL_YEAR.match(text, each.start) and time.start - each.end <= _FAR]
        return time._replace(first=reported[-1].first, last=reported[-1].last) if reported else time
    if _months(time) == _WHOLE_YEAR and not _THAT_YEAR.search(said):
        return time
    named = _THAT_YEAR.search(said) or _THAT_YEAR.match(behind)
    if named and printed and printed[-1].last:
        year = printed[-1].last.year + (_YEAR_AFTER.search(named.group()) is not None)
    elif (again := [each for each in printed if _months(each) == _months(time)]) and not _YEAR_ITSELF.search(said):
        year = again[-1].last.year if again[-1].last else 0
    else:
        return time
    return _shifted(time, year - time.last.year) if time.first and time.last else time


def _shifted(time: Time, years: int) -> Time:
    """Give a time so many years later."""
    first, last = (each and months_on(each, 12 * years) for each in (time.first, time.last))
    return time._replace(first=first, last=last)


def _months(time: Time) -> tuple[int, ...]:
    """Give the first and the last day of a time without their years."""
    return tuple(number for day in (time.first, time.last) if day for number in (day.month, day.day))
