"""Times that a text gives: days, periods and deadlines, resolved against the day of issue where they name no year."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ydkg.words.reading import times_chinese, times_english
from ydkg.words.reading.moment import Time
from ydkg.words.reading.resolved import years_on
from ydkg.words.reading.tables import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

_SINCE = re.compile(r"\b[Ss]ince (?:the )?\Z")
#: How far back, in characters, the period stands that another is "the same" as.
_FAR = 240
#: The year that was named before, and the one after it.
_THAT_YEAR = re.compile(r"(?: of| in)? (?:that|the same) year\b|\bthe following year\b|[当同次翌]年")
_YEAR_AFTER = re.compile("following|[次翌]年")
#: A part of a year, or all of it, that is of the year that opens its Chinese sentence: "2014年，…全年完成…".
_PART_OF_YEAR = re.compile(
    r"全年|[上下]半年|第?[一二三四1-4]季度|前[二两三3]季度|前(?:\d+|[一二三四五六七八九十]+)个?月"
)
_OPENS_ZH = re.compile(r"(?:\A|[。；\n])\s*\Z")
#: A year that is told from the day of issue.
_YEAR_ITSELF = re.compile(r"\byear\b|\b[Tt]o-?day|[Yy]esterday|[今去明本前]年|[今昨][日天]|全年|[本上]月|month")
_WHOLE_YEAR = (1, 1, 12, 31)
#: A day of issue, where there is none, for what is not resolved against it.
_NO_DAY = date(1, 12, 31)


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
    found = sorted(_read(plain, issued), key=lambda each: (each.start, -each.end))
    kept: list[Time] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            since = each.last and _SINCE.search(plain, max(0, each.start - 10), each.start)
            kept.append(_resolved(plain, each._replace(last=None) if since and each.first else each, kept))
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


def _read(text: str, issued: date) -> Iterator[Time]:
    for pattern, reader in (*times_english.RULES, *times_chinese.RULES):
        for match in pattern.finditer(text):
            if reading := reader(match, issued):
                yield Time(match.start(), match.end(), reading.first, reading.last, *reading[2:])


def _resolved(text: str, time: Time, before: list[Time]) -> Time:
    """Give a time its days by one that was named before: the same period of another year, that year, the year after."""
    if time.first and time.last and not (time.stated or time.same):
        return _of_the_year_before(text, time, before)
    model = next((each for each in reversed(before) if each.first and each.last and not each.same), None)
    if not time.same or time.last is None or model is None or model.first is None or model.last is None:
        return time
    if time.start - model.end > _FAR:
        return time
    shift = -1 if time.relative else time.last.year - model.last.year
    first, last = years_on(model.first, shift), years_on(model.last, shift)
    return time._replace(first=first, last=last, stated=False)


def _of_the_year_before(text: str, time: Time, before: list[Time]) -> Time:
    """Give "that year", "the year after" and the same months again the year that was printed before."""
    said, behind = text[time.start : time.end], text[time.end : time.end + 16]
    printed = [each for each in before if each.stated and each.last and time.start - each.end <= _FAR]
    if _PART_OF_YEAR.fullmatch(said) and (opening := _opening_year(text, time, printed)):
        shift = opening - time.last.year if time.last else 0
        return time._replace(
            first=time.first and years_on(time.first, shift), last=time.last and years_on(time.last, shift)
        )
    if _months(time) == _WHOLE_YEAR and not _THAT_YEAR.search(said):
        return time
    named = _THAT_YEAR.search(said) or _THAT_YEAR.match(behind)
    if named and printed and printed[-1].last:
        year = printed[-1].last.year + (_YEAR_AFTER.search(named.group()) is not None)
    elif (again := [each for each in printed if _months(each) == _months(time)]) and not _YEAR_ITSELF.search(said):
        year = again[-1].last.year if again[-1].last else 0
    else:
        return time
    if not time.first or not time.last:
        return time
    shift = year - time.last.year
    return time._replace(first=years_on(time.first, shift), last=years_on(time.last, shift))


def _opening_year(text: str, time: Time, printed: list[Time]) -> int | None:
    """Give the year that opens the Chinese sentence of a time."""
    start = max(text.rfind(sign, 0, time.start) for sign in "。；\n") + 1
    opens = (each for each in printed if each.start >= start and _months(each) == _WHOLE_YEAR)
    return next((each.last.year for each in opens if each.last and _OPENS_ZH.search(text, 0, each.start)), None)


def _months(time: Time) -> tuple[int, ...]:
    """Give the first and the last day of a time without their years."""
    return tuple(number for day in (time.first, time.last) if day for number in (day.month, day.day))
