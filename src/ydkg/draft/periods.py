"""What periods are called, in English and in Chinese."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from ydkg.words.days import day as day_in_words
from ydkg.words.language import CHINESE

if TYPE_CHECKING:
    from datetime import date

_YEAR_END = 12
#: First and last month -> what such a part of a year is called in Chinese; a whole one is the year.
_PARTS_ZH = {(1, 3): "第一季度", (4, 6): "第二季度", (7, 9): "第三季度", (10, 12): "第四季度", (1, 9): "前三季度"}
_PARTS_ZH |= {(1, 6): "上半年", (7, 12): "下半年"}


def named(first: date | None, last: date | None) -> tuple[str, str]:  # noqa: PLR0911 - a case each
    """Give the slug and the label of a period.

    Parameters
    ----------
    first, last : date or None
        Its days; either may be missing.

    Returns
    -------
    (str, str)
        The label in English.

    Examples
    --------
    >>> from datetime import date
    >>> named(date(2024, 1, 1), date(2024, 9, 30)), named(None, date(2024, 10, 31))
    (('2024-q1-q3', 'first three quarters of 2024'), ('to-2024-10', 'up to the end of October 2024'))
    """
    if first is None and last is not None:
        if last.month == _YEAR_END:
            return f"to-{last.year}", f"up to the end of {last.year}"
        whole = last.day == monthrange(last.year, last.month)[1]
        if whole:
            return f"to-{last:%Y-%m}", f"up to the end of {_month(last)}"
        return f"to-{last}", f"up to {day_in_words(str(last))}"
    if first is None or last is None:
        return (f"from-{first}", f"since {day_in_words(str(first))}") if first else ("unknown", "no days stated")
    if first == last:
        return str(first), day_in_words(str(first))
    start, stop = first.day == 1, last.day == monthrange(last.year, last.month)[1]
    if not (start and stop):
        return f"{first}-to-{last}", f"{day_in_words(str(first))} to {day_in_words(str(last))}"
    if first.month == 1 and last.month == _YEAR_END:
        return (
            (str(first.year), str(first.year))
            if first.year == last.year
            else (f"{first.year}-to-{last.year}", f"{first.year} to {last.year}")
        )
    if first.year == last.year:
        return _within_year(first, last)
    names = f"{_month(first)} to {_month(last)}"
    return f"{first:%Y-%m}-to-{last:%Y-%m}", names


def named_zh(first: date | None, last: date | None) -> str:  # noqa: PLR0911 - a case each
    """Call a period in Chinese.

    Parameters
    ----------
    first, last : date or None
        Its days; either may be missing.

    Returns
    -------
    str
        Empty where neither is there.

    Examples
    --------
    >>> from datetime import date
    >>> named_zh(date(2024, 1, 1), date(2024, 9, 30)), named_zh(date(2024, 1, 1), date(2024, 10, 31))
    ('2024年前三季度', '2024年1—10月')
    >>> named_zh(None, date(2024, 10, 31)), named_zh(date(2023, 1, 1), date(2024, 12, 31))
    ('截至2024年10月底', '2023—2024年')
    """
    if last is None:
        return f"自{day_in_words(str(first), CHINESE)}起" if first else ""
    whole = last.day == monthrange(last.year, last.month)[1]
    if first is None:
        if not whole:
            return f"截至{day_in_words(str(last), CHINESE)}"
        return f"截至{last.year}年" + ("底" if last.month == _YEAR_END else f"{last.month}月底")
    if first == last:
        return day_in_words(str(first), CHINESE)
    if not (whole and first.day == 1):
        return f"{day_in_words(str(first), CHINESE)}至{day_in_words(str(last), CHINESE)}"
    year, span = f"{first.year}年", (first.month, last.month)
    if first.year == last.year:
        if span == (1, _YEAR_END):
            return year
        return year + (_PARTS_ZH.get(span) or (f"{span[0]}月" if span[0] == span[1] else f"{span[0]}—{span[1]}月"))
    return f"{first.year}—{last.year}年" if span == (1, _YEAR_END) else f"{year}{span[0]}月至{last.year}年{span[1]}月"


def _within_year(first: date, last: date) -> tuple[str, str]:
    """Give slug and label of whole months of one year."""
    year, span = first.year, (first.month, last.month)
    quarters = {(1, 3): 1, (4, 6): 2, (7, 9): 3, (10, 12): 4}
    words = ("first", "second", "third", "fourth")
    if span in quarters:
        return f"{year}-q{quarters[span]}", f"{words[quarters[span] - 1]} quarter of {year}"
    if span == (1, 9):
        return f"{year}-q1-q3", f"first three quarters of {year}"
    if span in {(1, 6), (7, 12)}:
        half = 1 if span[0] == 1 else 2
        return f"{year}-h{half}", f"{words[half - 1]} half of {year}"
    if first.month == last.month:
        return f"{first:%Y-%m}", _month(first)
    return f"{first:%Y-%m}-to-{last:%m}", f"{_month(first).partition(' ')[0]} to {_month(last)}"


def _month(day: date) -> str:
    return day_in_words(f"{day:%Y-%m}")
