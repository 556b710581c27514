"""Times in Chinese: the patterns, and what each reads."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ydkg.language.reading.numerals import characters
from ydkg.language.reading.resolved import (
    ResolvedTime,
    day_of,
    ended,
    is_ahead,
    months_of,
    plan_period,
    sentence_around,
    year_of,
)
from ydkg.language.reading.times_english import years

if TYPE_CHECKING:
    from ydkg.language.reading.resolved import Reader

_YEAR_ZH = r"(?:(?P<year>(?:19|20)\d\d|[〇零一二三四五六七八九]{4}|今|去|明|本|[当同次翌]|前|上(?=年[底末]))(?:年|(?<=\d)(?=[上下]半年|前[二两三]季度)))"
_BY_ZH = r"(?P<by>截至|截止到?|(?<![高加长升降低少短大小展])[到至])?"
_BEFORE_ZH = r"(?P<before>之?前(?!后|\d)|以前|止)?"
_SINCE_ZH = r"(?P<since>以来|至今|起(?![点步动伏草止重]))?"
#: Thirds of a month.
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


def _day(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read a day, or the days from one to another: "2024年6月23日至10月31日"."""
    given = match.groupdict()
    year, stated = year_of((given["year"] or "") + "年", issued)
    by = given.get("by") in {"截至", "截止", "截止到"} or bool(given.get("before"))
    first = day_of(year, int(characters(given["m"])), int(characters(given["d"])), stated, by)
    if "e" not in given:
        return first
    last = day_of(int(given["until"] or year), int(given["n"] or given["m"]), int(given["e"]), stated)
    return ResolvedTime(first.first, last.last, stated) if first and last else None


def _bare_day(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read a day without its month: the last one before the day of issue, or that day."""
    day = int(match["d"])
    of = issued if day <= issued.day else issued.replace(day=1) - timedelta(days=1)
    return day_of(of.year, of.month, day, stated=False, by=bool(match["by"]))


def _month(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read a month, several, or a third of one: "11月中旬"."""
    year, stated = year_of((match["year"] or "") + "年", issued)
    first, last = int(characters(match["m"])), int(characters(match["n"] or match["m"]))
    if not 1 <= first <= last <= 12:
        return None
    by = bool(match["by"] or match["before"] or match["end"]) and not match["n"]
    if not match["year"] and last > issued.month and not is_ahead(match):
        year -= 1
    read = months_of(year, first, last, stated, by)
    if (third := match.groupdict().get("third")) and read.last:
        begins, ends = (read.last.replace(day=min(day, read.last.day)) for day in _THIRDS[third])
        return read._replace(first=None if by else begins, last=ends)
    return read._replace(last=None) if match["since"] and not by else read


def _part(match: re.Match[str], issued: date) -> ResolvedTime | None:
    year, stated = year_of((match["year"] or "") + "年", issued)
    part, by = match["part"], bool(match["by"] or match["before"])
    if part in {"底", "末", "初"} and not match["year"]:
        return None  # Only a syllable: these count after a year, or as 年底.
    if match["since"]:
        parts = {"一": 1, "二": 4, "三": 7, "四": 10, "下": 7}
        return ResolvedTime(date(year, parts.get(part.removeprefix("第")[0], 1), 1), None, stated)
    if part.endswith("年中"):
        return months_of(year, 1, 6, stated, by=True)
    if part in {"上半年", "下半年"}:
        return months_of(year, 1 if part == "上半年" else 7, 6 if part == "上半年" else 12, stated, by)
    if found := re.match(r"前([二两三3])季度", part):
        return months_of(year, 1, 9 if found.group(1) in "三3" else 6, stated)
    if found := re.match(r"前(\d+|[一二三四五六七八九十]+)个?月", part):
        return months_of(year, 1, min(12, int(characters(found.group(1)))), stated)
    if found := re.match(r"第?([一二三四首1-4])季", part):
        number = int(characters(found.group(1).replace("首", "一")))
        year = ended(year, 3 * number, stated, match, issued)
        return months_of(year, 3 * number - 2, 3 * number, stated, by or part.endswith("末"))
    if part == "全年":
        around = sentence_around(match)
        told = not stated and re.search("实现|完成|达", around) and not re.search("预计|力争|计划|预期|确保", around)
        if told and issued.month < 12:
            return months_of(issued.year - 1 if not match["year"] else year, 1, 12, stated)
        return months_of(ended(year, 12, stated, match, issued), 1, 12, stated)
    at_end = part.startswith("年末") and not (match["year"] or by)
    if at_end and not is_ahead(match):
        # "年末常住人口258万人": a communiqué gives what there was when the year before that of its issue ended.
        return months_of(year if issued.month == 12 else year - 1, 1, 12, stated=False, by=True)
    if re.match(r"年?[底末]|年内", part):
        return months_of(year, 1, 12, stated, by=True)
    return months_of(year, 1, 3, stated, by)  # 年初


def _year(match: re.Match[str], issued: date) -> ResolvedTime:
    year, stated = year_of(match["year"] + "年", issued)
    if match["same"]:
        return ResolvedTime(date(year, 1, 1), date(year, 12, 31), stated, same=True)
    if match["since"]:
        return ResolvedTime(date(year, 1, 1), None, stated)
    of_it = match.string[match.end() : match.end() + 1] == "的"  # "恢复到2019年的1.1倍" is no deadline.
    by = (match["by"] in {"截至", "截止", "到"} and not of_it) or bool(match["before"])
    return months_of(year, 1, 12, stated, by)


#: Patterns, and what reads each.
RULES: tuple[tuple[str, Reader], ...] = (
    (
        rf"{_BY_ZH}{_YEAR_ZH}?\ ?(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\ ?月\ ?(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\ ?日{_BEFORE_ZH}",
        _day,
    ),
    (
        rf"{_YEAR_ZH}?(?<![\d.])(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日?[-至到](?:(?P<until>20\d\d)年)?(?:(?P<n>\d{{1,2}})月)?(?P<e>\d{{1,2}})日",
        _day,
    ),
    (
        r"(?P<by>)(?<![\d.,月第每满])(?<!\d[-至到])(?P<d>[12]?\d|3[01])日(?=[，、（]|[上下]午|晚|在|于|从|召|举|出|透|表|说|公|发|获|介|印|开|起[，。]|电|讯)",
        _bare_day,
    ),
    (
        rf"{_BY_ZH}{_YEAR_ZH}?(?<![\d.])(?P<m>\d{{1,2}}|(?<![一二三四五六七八九十])(?:[一二三四五六七八九]|十[一二]?))(?:月?[-至到](?P<n>\d{{1,2}}))?月(?!\d|[光亮球])(?P<end>底|末)?份?{_BEFORE_ZH}{_SINCE_ZH}",
        _month,
    ),
    (
        rf"{_BY_ZH}{_YEAR_ZH}?(?<![\d.])(?P<m>\d{{1,2}})(?P<n>)月(?P<third>[上中下])旬(?P<end>){_BEFORE_ZH}(?P<since>)",
        _month,
    ),
    (r"(?P<by>截[至止]到?)(?P<d>\d{1,2})日", _bare_day),
    (
        rf"{_BY_ZH}(?:{_YEAR_ZH}|(?<![一二三四五六七八九十\d]))(?P<part>[上下]半年|前[二两三3]季度|前(?:\d+|[一二三四五六七八九十]+)个?月(?!份?底)|第?[一二三四1-4]季度末?|首季度?|第[一二三四]季(?!度)|年?[底末](?=前|[，、建实完开达形投力确基全]|[^部])|(?:(?<=年)|年)初|年?年中|(?<=年)中(?=[，、建实完开达形投前])|年内|全年(?![的累平最度目任计])){_BEFORE_ZH}{_SINCE_ZH}",
        _part,
    ),
    (r"(?P<a>(?:19|20)\d\d)[-/](?P<b>)(?P<c>\d\d)(?:(?:财政)?年度|[财学]年)", years),
    (r"(?P<a>(?:19|20)\d\d)[-/](?P<b>20\d\d)(?:(?:财政)?年度|[财学]年)", years),
    (r"(?P<a>(?:19|20)\d\d)年?[-至到](?P<b>(?:19|20)\d\d)年", years),
    (rf"{_BY_ZH}{_YEAR_ZH}(?:(?P<same>同期)|{_SINCE_ZH[:-1]})?(?:{_BEFORE_ZH}(?![年]))", _year),
    (r"到?“?(?P<n>十[一二三四五六])五”?(?:(?P<end>末)|(?P<since>以来))", plan_period),
    (r"“?(?P<n>[七八九]|十[一二三四五六]?)五”?(?:规划|计划)?(?:期间|时期)", plan_period),
)
