"""Times that a text gives: days, periods and deadlines, resolved against the day of issue where they name no year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ydkg.words.reading.numerals import characters
from ydkg.words.reading.tables import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    _Reader = Callable[[re.Match[str], date], "_Reading | None"]


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
    relative : bool
        Whether that is the year before it, whichever that is: "a year earlier".
    """

    start: int
    end: int
    first: date | None
    last: date | None
    stated: bool
    deadline: bool = False
    same: bool = False
    relative: bool = False

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


class _Reading(NamedTuple):
    first: date | None
    last: date | None
    stated: bool
    deadline: bool = False
    same: bool = False
    relative: bool = False


_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = {name[:3]: place for place, name in enumerate(_MONTH_NAMES.split(), start=1)}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_WHICH = rf"(?:{_YEAR}|(?:this|last|next|the\ (?:current|previous|following|same)|the)\ (?:fiscal\ |financial\ |calendar\ )?year\b)"
_OF = rf"(?:,?\ (?:of\ |in\ )?(?P<year>{_WHICH}))"
_BY = r"(?P<by>\b(?:[Bb]y|[Bb]efore|[Uu]ntil|[Tt]ill|[Uu]p\ to|[Aa]s\ (?:of|at)|[Nn]o\ later\ than|[Tt]hrough)\ (?:the\ )?)?"
_SINCE = re.compile(r"\b[Ss]ince (?:the )?\Z")
#: How far back, in characters, the period stands that another is "the same" as.
_FAR = 240
_FORWARD = re.compile(
    r"\b(?:will|to be|expected|expects?|plan\w*|aim\w*|set to|scheduled|due|target\w*|should|would)\b|将|力争|预计|计划|拟|目标|确保|争取"
)
_PAST = re.compile(r"\b(?:was|were|had|did|has|have|\w{2,}[^\We]ed)\b|已|了")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 12)}
_COUNTS = {
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
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


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
    >>> day = date(2024, 12, 4)
    >>> [each.edtf for each in times("in the third quarter of 2025, by the end of October, on May 1, this year", day)]
    ['2025-07-01/2025-09-30', '../2024-10-31', '2024-05-01', '2024']
    >>> [each.edtf for each in times("到2025年底前，今年上半年，2024年1—10月，截至10月底", day)]
    ['../2025-12-31', '2024-01-01/2024-06-30', '2024-01/2024-10', '../2024-10-31']
    """
    plain = folded(text)
    found = sorted(_read(plain, issued), key=lambda each: (each.start, -each.end))
    kept: list[Time] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            since = each.last and _SINCE.search(plain, max(0, each.start - 10), each.start)
            kept.append(_resolved(each._replace(last=None) if since and each.first else each, kept))
    return kept


def _read(text: str, issued: date) -> Iterator[Time]:
    for pattern, reader in _RULES:
        for match in pattern.finditer(text):
            if reading := reader(match, issued):
                yield Time(match.start(), match.end(), reading.first, reading.last, *reading[2:])


def _resolved(time: Time, before: list[Time]) -> Time:
    """Give the same period of another year its days, by the period that was named before."""
    model = next((each for each in reversed(before) if each.first and each.last and not each.same), None)
    if not time.same or time.last is None or model is None or model.first is None or model.last is None:
        return time
    if time.start - model.end > _FAR:
        return time
    shift = -1 if time.relative else time.last.year - model.last.year
    first, last = _moved(model.first, shift), _moved(model.last, shift)
    return time._replace(first=first, last=last, stated=False)


def _moved(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, monthrange(day.year + years, day.month)[1]))


def _year(said: str | None, issued: date) -> tuple[int, bool]:
    """Give the year that words name, and whether they name it by its number."""
    if found := re.search(r"(?:19|20)\d\d", said or ""):
        return int(found.group()), True
    if re.search(r"last|previous|去|上年", said or ""):
        return issued.year - 1, False
    if re.search(r"next|following|明", said or ""):
        return issued.year + 1, False
    if re.search("前年", said or ""):
        return issued.year - 2, False
    if (found := re.match(r"[〇零一二三四五六七八九]{4}", said or "")) is not None:
        return int(characters(found.group())), True
    return issued.year, False


def _month(name: str) -> int:
    return _MONTHS[name[:3].title()]


def _months(year: int, first: int, last: int, stated: bool, by: bool = False) -> _Reading:
    end = date(year, last, monthrange(year, last)[1])
    return _Reading(None if by else date(year, first, 1), end, stated, by)


def _of_day(year: int, month: int, day: int, stated: bool, by: bool = False) -> _Reading | None:
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    return _Reading(None if by else on, on, stated, by)


def _day(match: re.Match[str], issued: date) -> _Reading | None:
    given = match.groupdict()
    year, stated = _year(given.get("year"), issued)
    month = int(given["m"]) if (given["m"] or "").isdecimal() else _month(given["m"])
    year += 0 if given.get("year") else _nearer(match, month, int(given["d"]), issued)
    return _of_day(year, month, int(given["d"]), stated, bool(given.get("by")))


def _nearer(match: re.Match[str], month: int, day: int, issued: date) -> int:
    """Tell how many years a day without its year is off: what is awaited lies ahead, what was done behind."""
    ahead = _is_ahead(match)
    if (month, day) < (issued.month, issued.day):
        return 1 if ahead else 0
    past = (month, day) > (issued.month, issued.day) and not ahead and _PAST.search(_around(match)) is not None
    return -1 if past else 0


def _day_range(match: re.Match[str], issued: date) -> _Reading | None:
    year, stated = _year(match["year"], issued)
    ends = [_of_day(year, _month(match["m"]), int(match[part]), stated) for part in ("d", "e")]
    return _Reading(ends[0].first, ends[1].last, stated) if ends[0] and ends[1] else None


def _month_range(match: re.Match[str], issued: date) -> _Reading | None:
    year, stated = _year(match["year"] or match["before"], issued)
    first_year = _year(match["before"], issued)[0] if match["before"] else year
    first, last = _month(match["m"]), _month(match["n"])
    if first_year == year and first > last:
        first_year -= 1
    elif not match["year"] and not match["before"]:
        moved = _off(match, last, issued)
        year, first_year = year + moved, first_year + moved
    return _Reading(date(first_year, first, 1), date(year, last, monthrange(year, last)[1]), stated)


def _one_month(match: re.Match[str], issued: date) -> _Reading | None:
    year, stated = _year(match["year"], issued)
    month = _month(match["m"])
    if not match["year"] and "next" not in match.group():
        year += _off(match, month, issued)
    by = bool(match["by"]) and "hrough" not in match["by"]
    return _months(year, month, month, stated, by)


def _off(match: re.Match[str], month: int, issued: date) -> int:
    """Tell how many years a month is off: one to come is of the year before unless the sentence looks forward."""
    ahead = _is_ahead(match)
    if month > issued.month:
        return 0 if ahead else -1
    return 1 if month < issued.month and ahead and not _PAST.search(_around(match)) else 0


def _is_ahead(match: re.Match[str]) -> bool:
    """Tell whether the sentence around a time looks forward."""
    return _FORWARD.search(_around(match)) is not None


def _around(match: re.Match[str]) -> str:
    """Give the sentence around a time."""
    text = match.string
    start = max(text.rfind(sign, 0, match.start()) for sign in ("。", ". ", "\n"))
    ends = [at for sign in ("。", ". ", "\n") if (at := text.find(sign, match.end())) >= 0]
    return text[start + 1 : min(ends, default=len(text))]


def _season(match: re.Match[str], issued: date) -> _Reading:
    year, stated = _year(match["year"], issued)
    first, last = _SEASONS[match["s"].lower()]
    return _months(year, first, last, stated, bool(match["by"]))


def _quarter(match: re.Match[str], issued: date) -> _Reading:
    year, stated = _year(match["year"], issued)
    said = (match["q"] or "").lower()
    number = int(said) if said.isdecimal() else _NTH[said]
    return _months(year, 3 * number - 2, 3 * number, stated, bool(match["by"]))


def _half(match: re.Match[str], issued: date) -> _Reading:
    year, stated = _year(match["year"], issued)
    second = (match["h"] or "").lower() in {"second", "2"}
    return _months(year, 7 if second else 1, 12 if second else 6, stated, bool(match["by"]))


def _firsts(match: re.Match[str], issued: date) -> _Reading:
    year, stated = _year(match["year"], issued)
    count = int(match["n"]) if match["n"].isdecimal() else _COUNTS[match["n"].lower()]
    return _months(year, 1, count * (3 if match["unit"].startswith("quarter") else 1), stated)


def _end(match: re.Match[str], issued: date) -> _Reading:
    """Read the end, middle or start of a year or month; without "by" it is that part of it."""
    year, stated = _year(match["year"], issued)
    by = bool(match["by"])
    if match["m"]:
        month = _month(match["m"])
        if not match["year"] and month > issued.month and not _is_ahead(match):
            year -= 1
        if match["part"].lower().startswith(("end", "close", "late")):
            return _months(year, month, month, stated, by=True)
        return _months(year, month, month, stated, by)
    part = match["part"].lower()
    if part.startswith(("end", "close", "late")):
        return _months(year, 1, 12, stated, by=True)
    if part.startswith("mid"):
        return _months(year, 1, 6, stated, by=True)
    return _months(year, 1, 3, stated, by)


def _year_end(match: re.Match[str], issued: date) -> _Reading:
    year, stated = _year(match["year"], issued)
    return _months(year, 1, 12, stated, by=True)


def _fiscal(match: re.Match[str], issued: date) -> _Reading:
    year = int(match["fy"]) + (2000 if len(match["fy"]) == 2 else 0)
    first = int(match["from"] or year)
    if first < year - 1:
        return _Reading(date(first, 1, 1), date(year, 12, 31), stated=True)
    return _months(year, 1, 12, stated=True, by=bool(match["by"]))


def _years(match: re.Match[str], issued: date) -> _Reading | None:
    first = int(match["a"])
    last = int(match["b"]) if match["b"] else first // 100 * 100 + int(match.groupdict()["c"])
    return _Reading(date(first, 1, 1), date(last, 12, 31), stated=True) if first < last else None


def _one_year(match: re.Match[str], issued: date) -> _Reading | None:
    year, stated = _year(match["year"], issued)
    if match["same"] or re.search("previous|preceding", match["year"]):
        relative = re.search("previous|preceding", match["year"]) is not None
        return _Reading(date(year, 1, 1), date(year, 12, 31), stated, same=True, relative=relative)
    by = bool(match["by"]) and "hrough" not in match["by"]
    return _months(year, 1, 12, stated, by)


def _since(match: re.Match[str], issued: date) -> _Reading:
    year, stated = _year(match["year"], issued)
    if match["m"]:
        return _Reading(date(year, _month(match["m"]), 1), None, stated)
    return _Reading(date(year, 1, 1), None, stated)


def _same(match: re.Match[str], issued: date) -> _Reading:
    year = issued.year - 1
    return _Reading(date(year, 1, 1), date(year, 12, 31), stated=False, same=True, relative=True)


def _today(match: re.Match[str], issued: date) -> _Reading:
    day = issued - timedelta(days=1 if match.group().lower() in {"yesterday", "昨日", "昨天"} else 0)
    return _Reading(day, day, stated=False)


def _this_month(match: re.Match[str], issued: date) -> _Reading:
    last = issued.replace(day=1) - timedelta(days=1)
    month = last if re.search("last|上", match.group()) else issued
    return _months(month.year, month.month, month.month, stated=False)


def _stretch(match: re.Match[str], issued: date) -> _Reading:
    return _Reading(None, None, stated=False)


_YEAR_ZH = r"(?:(?P<year>(?:19|20)\d\d|[〇零一二三四五六七八九]{4}|今|去|明|本|当|前)年)"
_BY_ZH = r"(?P<by>截至|截止到?|(?<![高加长升降低少短大小展])[到至])?"
_BEFORE_ZH = r"(?P<before>之?前|以前|止)?"


def _day_zh(match: re.Match[str], issued: date) -> _Reading | None:
    year, stated = _year((match["year"] or "") + "年", issued)
    by = match["by"] in {"截至", "截止", "截止到"} or bool(match["before"])
    return _of_day(year, int(characters(match["m"])), int(characters(match["d"])), stated, by)


def _bare_day_zh(match: re.Match[str], issued: date) -> _Reading | None:
    """Read a day without its month: the last one before the day of issue, or that day."""
    day = int(match["d"])
    if day <= issued.day:
        return _of_day(issued.year, issued.month, day, stated=False)
    before = issued.replace(day=1) - timedelta(days=1)
    return _of_day(before.year, before.month, day, stated=False)


def _month_zh(match: re.Match[str], issued: date) -> _Reading | None:
    year, stated = _year((match["year"] or "") + "年", issued)
    first, last = int(characters(match["m"])), int(characters(match["n"] or match["m"]))
    if not 1 <= first <= last <= 12:
        return None
    by = bool(match["by"] or match["before"] or match["end"]) and not match["n"]
    if not match["year"] and first > issued.month and not _is_ahead(match):
        year -= 1
    return _months(year, first, last, stated, by)


def _part_zh(match: re.Match[str], issued: date) -> _Reading | None:
    year, stated = _year((match["year"] or "") + "年", issued)
    part, by = match["part"], bool(match["by"] or match["before"])
    if part in {"上半年", "下半年"}:
        return _months(year, 1 if part == "上半年" else 7, 6 if part == "上半年" else 12, stated, by)
    if found := re.match(r"前([二两三3])季度", part):
        return _months(year, 1, 9 if found.group(1) in "三3" else 6, stated)
    if found := re.match(r"前(\d+|[一二三四五六七八九十]+)个?月", part):
        return _months(year, 1, min(12, int(characters(found.group(1)))), stated)
    if found := re.match(r"第?([一二三四1-4])季度", part):
        number = int(characters(found.group(1)))
        return _months(year, 3 * number - 2, 3 * number, stated, by)
    ended = part.startswith("年末") and not (match["year"] or by)
    if ended and not _FORWARD.search(match.string, max(0, match.start() - 24), match.end() + 24):
        # "年末常住人口258万人": a communiqué gives what there was when the year before that of its issue ended.
        return _months(year if issued.month == 12 else year - 1, 1, 12, stated=False, by=True)
    if re.match(r"年?[底末]|年内", part):
        return _months(year, 1, 12, stated, by=True)
    return _months(year, 1, 3, stated, by)  # 年初


def _year_zh(match: re.Match[str], issued: date) -> _Reading:
    year, stated = _year(match["year"] + "年", issued)
    if match["same"]:
        return _Reading(date(year, 1, 1), date(year, 12, 31), stated, same=True)
    if match["since"]:
        return _Reading(date(year, 1, 1), None, stated)
    of_it = match.string[match.end() : match.end() + 1] == "的"  # "恢复到2019年的1.1倍" is no deadline.
    by = (match["by"] in {"截至", "截止", "到"} and not of_it) or bool(match["before"])
    return _months(year, 1, 12, stated, by)


_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\d|,\d|\.\d|%)"
_IN = r"(?:\b(?:[Ii]n|[Ss]ince|[Ff]rom|[Dd]uring|[Oo]f|[Ll]ast|[Nn]ext|[Tt]his|[Ff]or|[Bb]etween|[Uu]ntil|[Bb]y|[Tt]hrough|[Tt]o|[Ll]ate|[Ee]arly|[Ii]n\ (?:late|early|mid))\ )"
_RULES: list[tuple[re.Pattern[str], _Reader]] = [
    (re.compile(pattern, re.VERBOSE), reader)
    for pattern, reader in (
        (rf"{_BY}(?<![\d.])(?P<year>(?:19|20)\d\d)[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}})(?![\d.])", _day),
        (rf"{_BY}\b{_D}(?:\ of)?\ (?P<m>{_MONTH}){_OF}?", _day),
        (rf"{_BY}\b(?P<m>{_MONTH})\ {_D}{_OF}?", _day),
        (rf"\b(?P<m>{_MONTH})\ (?P<d>\d{{1,2}})(?:-|\ to\ )(?P<e>\d{{1,2}})\b(?:,?\ (?P<year>{_YEAR}))?", _day_range),
        (rf"\b(?P<d>\d{{1,2}})(?:-|\ to\ )(?P<e>\d{{1,2}})\ (?P<m>{_MONTH})\b(?:,?\ (?P<year>{_YEAR}))?", _day_range),
        (
            (
                rf"(?:\b(?:[Ff]rom|[Bb]etween)\ )?\b(?P<m>{_MONTH})(?:\ (?P<before>{_YEAR}))?(?:\ (?:to|through|until|and)\ |-)"
                rf"(?P<n>{_MONTH}){_OF}?"
            ),
            _month_range,
        ),
        (rf"{_BY}\b(?:[Tt]he\ )?(?P<q>first|second|third|fourth|final)[ -]quarter\b{_OF}?", _quarter),
        (rf"{_BY}\bQ(?P<q>[1-4])(?:,?\ (?:of\ )?(?:FY\ ?)?(?P<year>{_WHICH}))?\b", _quarter),
        (rf"{_BY}\b(?P<year>{_YEAR})\ ?Q(?P<q>[1-4])\b", _quarter),
        (rf"{_BY}\b(?:[Tt]he\ )?(?P<h>first|second)[ -]half\ of\ (?P<year>{_WHICH})", _half),
        (rf"{_BY}\bH(?P<h>[12])\ (?P<year>{_WHICH})", _half),
        (
            rf"\b(?:[Tt]he\ )?[Ff]irst\ (?P<n>{'|'.join(_COUNTS)}|\d{{1,2}})\ (?P<unit>quarters|months){_OF}?",
            _firsts,
        ),
        (
            (
                rf"{_BY}\b(?P<part>end|beginning|start|middle|close)\ of\ (?:the\ )?(?:(?P<m>{_MONTH}){_OF}?|(?:fiscal\ year\ |financial\ year\ |FY\ ?)?"
                rf"(?P<year2>{_WHICH}|year\b))"
            ),
            lambda match, issued: _end(_renamed(match), issued),
        ),
        (
            rf"{_BY}\b(?P<part>[Ee]nd|[Mm]id|[Ee]arly|[Ll]ate)[- ](?:(?P<m>{_MONTH}){_OF}?|(?P<year2>{_YEAR}))",
            lambda match, issued: _end(_renamed(match), issued),
        ),
        (rf"{_BY}\b(?:the\ )?(?:year-end|year's\ end|end\ of\ the\ year)\b(?:\ (?P<year>{_YEAR}))?", _year_end),
        (
            rf"{_BY}\b(?:[Tt]he\ )?(?:[Ff]iscal\ (?:[Yy]ears?\ )?|[Ff]inancial\ [Yy]ears?\ |FY\ ?)(?:(?P<from>(?:19|20)\d\d)(?:[-/]|\ (?:to|through)\ ))?(?P<fy>(?:20)?\d\d)\b",
            _fiscal,
        ),
        (
            rf"\b(?:[Ff]rom\ |[Bb]etween\ )?(?P<a>{_YEAR})(?:[-/](?P<c>\d\d)|(?:-|/|\ to\ |\ and\ |\ through\ )(?P<b>(?:19|20)\d\d))\b(?![-.,]?\d|%|\ ?(?:per|million|billion))",
            _years,
        ),
        (rf"\b[Ss]ince\ (?:(?P<m>{_MONTH})\ )?(?P<year>{_YEAR}|last\ year|this\ year)", _since),
        (rf"\b[Ss]ince\ (?P<m>{_MONTH})(?P<year>)\b(?!\ \d)", _since),
        (
            rf"{_BY}\b(?:[Tt]he\ )?(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\ (?:of\ )?(?P<year>{_YEAR})",
            _season,
        ),
        (rf"{_BY}\b(?P<m>{_MONTH}){_OF}", _one_month),
        (
            rf"{_BY}(?:(?<=\bin\ )|(?<=\bIn\ )|(?<=\bsince\ )|(?<=\bof\ )|(?<=\bby\ )|(?<=\blast\ )|(?<=\bnext\ )|(?<=\bthis\ )|(?<=\bfor\ )|(?<=\bto\ )|(?<=\bthrough\ )|(?<=\buntil\ )|(?<=\bBy\ ))(?P<m>{_MONTH})(?P<year>)\b",
            _one_month,
        ),
        (
            (
                rf"{_BY}(?P<same>\b(?:the\ )?(?:same|corresponding)\ (?:period|time|months?|quarter)(?:\ (?:of|in|a|the))?\ (?:the\ )?)?"
                rf"(?<![\w.,/$€£¥-])(?P<year>{_YEAR})(?![\w/-]\w|\.\d|,\d)(?!\ (?:yuan|dollars|euros?|people|km|homes|jobs|MW|tonnes|tons|students|companies|hectares|acres))"
            ),
            _one_year,
        ),
        (
            (
                rf"{_BY}(?P<same>\b(?:the\ )?(?:same|corresponding)\ (?:period|time|months?|quarter)(?:\ (?:of|in))?\ )?"
                r"\b(?P<year>(?:[Tt]his|[Ll]ast|[Nn]ext|(?:the|The)\ (?:current|previous|preceding|following|past\ calendar))\ (?:fiscal\ |financial\ |calendar\ )?year)\b"
            ),
            _one_year,
        ),
        (r"\b[Ff]or\ the\ (?P<year>year)\b(?P<by>)(?P<same>)", _one_year),
        (
            r"\b(?:[Tt]he\ )?same\ (?:period|time|months?|quarter)\b(?:\ (?:a\ year\ (?:earlier|ago|before)|the\ (?:previous|preceding)\ year))?|\b(?:a|one)\ year\ (?:earlier|before)\b|\bthe\ year\ before\b|\byear[- ](?:on|over)[- ]year\b",
            _same,
        ),
        (r"\b(?:[Tt]oday|[Yy]esterday)\b", _today),
        (r"\b(?:[Tt]his|[Ll]ast)\ month\b", _this_month),
        (
            (
                r"\b(?:(?:[Oo]ver|[Ii]n|[Dd]uring|[Ff]or|[Ww]ithin|[Tt]hroughout)\ )?(?:the\ )?(?:past|last|next|coming|recent|previous|first|following)\ "
                r"(?:(?:\w+|\d+)(?:\ to\ \w+)?\ )?(?:years?|months?|decades?|weeks?|days?)\b"
                r"|\b(?:\w+|\d+)\ (?:years?|months?|weeks?|days?|decades?)\ (?:ago|earlier|ahead\ of\ schedule)\b"
                r"|\b(?:[Oo]ver)\ (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\ (?:years|months|weeks|days|decades)(?=[,.;]|\Z)"
                r"|\b(?:[Ww]ithin|[Ff]or)\ (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\ (?:years|months|weeks|days|decades)\b"
                r"|\b(?:[Tt]omorrow|[Nn]ext\ month|[Tt]his\ week|[Ll]ast\ week|[Nn]ext\ week|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
                r"|\b(?:the\ )?(?:19|20)\d0s\b|\b\d\d(?:st|nd|rd|th)\ century\b"
            ),
            _stretch,
        ),
        (rf"{_BY_ZH}{_YEAR_ZH}?\ ?(?P<m>\d{{1,2}})\ ?月\ ?(?P<d>\d{{1,2}})\ ?日{_BEFORE_ZH}", _day_zh),
        (
            r"(?<![\d.,月第每满])(?<!\d[-至到])(?P<d>[12]?\d|3[01])日(?=[，、（]|[上下]午|晚|在|于|从|召|举|出|透|表|说|公|发|获|介|印|开|起[，。]|电|讯)",
            _bare_day_zh,
        ),
        (
            rf"{_BY_ZH}{_YEAR_ZH}?(?<![\d.])(?P<m>\d{{1,2}}|(?<![一二三四五六七八九十])(?:[一二三四五六七八九]|十[一二]?))(?:月?[-至到](?P<n>\d{{1,2}}))?月(?!\d|[光亮球])(?P<end>底|末)?份?{_BEFORE_ZH}",
            _month_zh,
        ),
        (
            rf"{_BY_ZH}(?:{_YEAR_ZH}|(?<![一二三四五六七八九十\d]))(?P<part>[上下]半年|前[二两三3]季度|前(?:\d+|[一二三四五六七八九十]+)个?月(?!份?底)|第?[一二三四1-4]季度|年?[底末](?=前|[，、建实完开达形投力确基全]|[^部])|(?:(?<=年)|年)初|年内){_BEFORE_ZH}",
            lambda match, issued: None if _is_loose(match) else _part_zh(match, issued),
        ),
        (r"(?P<a>(?:19|20)\d\d)年?[-至到](?P<b>(?:19|20)\d\d)年", _years),
        (rf"{_BY_ZH}{_YEAR_ZH}(?:(?P<same>同期)|(?P<since>以来|起))?(?:{_BEFORE_ZH}(?![年]))", _year_zh),
        (r"[比较]?上年(?:同期)?|同期(?!的?声)|同比|环比", _same),
        (r"今[日天]|昨[日天]", _today),
        (r"[本上]月", _this_month),
        (
            (
                r"(?:近|过去|未来|今后|最近|连续)(?:\d+|[一二两三四五六七八九十几]+)(?:年|个月|天|周)(?:来|内|间|多来)?|(?:\d+|[一二两三四五六七八九十几]+)年(?:来|前|后|内|间)"
                r"|(?<!为期)(?<!期限)(?<!长达)(?<!缩短)(?<!延长)(?<!历时)(?<!工期)(?<!寿命)(?<![至到约近超逾达为\d.第〇零一二三四五六七八九十])(?:\d{1,2}|[一二两三四五六七八九十]{1,2})年(?=[\u4e00-\u9fff])(?![级代度轮初末底前后来内间期多以])|提前(?:\d+|[一二两三四五六七八九十半]+)(?:年|个月|天)|近年来?|“?[十一二三四五六]+五”?(?:期间|时期|末|规划)"
            ),
            _stretch,
        ),
    )
]


def _is_loose(match: re.Match[str]) -> bool:
    """Tell whether a part of a year is only a syllable: 底 and 末 count after a year, or as 年底."""
    return match["part"] in {"底", "末", "初"} and not match["year"]


class _Renamed:
    """A match whose year stands in one of two groups."""

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match
        self.string = match.string
        self.start, self.end, self.group = match.start, match.end, match.group

    def __getitem__(self, name: str) -> str:
        given = self._match.groupdict()
        return (given.get("year") or given.get("year2") or "") if name == "year" else given.get(name) or ""


def _renamed(match: re.Match[str]) -> re.Match[str]:
    return _Renamed(match)  # type: ignore[return-value]
