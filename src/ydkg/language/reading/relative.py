"""Times said relative to others in both languages: the same period a year earlier, today, this month, the past years."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ydkg.language.reading.resolved import ResolvedTime, months_of, months_on
from ydkg.language.reading.year_parts import COUNT, count_of

if TYPE_CHECKING:
    from ydkg.language.reading.resolved import Reader

#: How many months the words for a stretch have.
_MONTHS_OF = {"year": 12, "quarter": 3, "month": 1, "年": 12, "季": 3, "月": 1}
_STRETCH = re.compile("year|quarter|month|[年月季]")


def _same(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read "a year earlier", "month on month", 同比, 环比: so many months before whichever is spoken of."""
    said = match.group()
    unit = _STRETCH.search(said.lower())
    before_it = said == "环比" or re.search(r"preceding period|(?:preceding|previous|prior) \w+ months", said)
    months = -1 if before_it else _MONTHS_OF[unit.group()] if unit else 12
    months *= count_of(match.groupdict().get("count")) or 1
    year = issued.year - months // 12
    if months % 12 or not date.min.year <= year <= date.max.year:
        return ResolvedTime(None, None, stated=False, same=True, relative=months)
    return ResolvedTime(date(year, 1, 1), date(year, 12, 31), stated=False, same=True, relative=months)


def _today(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read today and yesterday."""
    day = issued - timedelta(days=1 if match.group().lower() in {"yesterday", "昨日", "昨天"} else 0)
    return ResolvedTime(day, day, stated=False)


def _this_month(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read this month and the last."""
    last = issued.replace(day=1) - timedelta(days=1)
    month = last if re.search("[Ll]ast|上", match.group()) else issued
    return months_of(month.year, month.month, month.month, stated=False)


def _this_quarter(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read this quarter, the last and the next."""
    said = match["which"].lower()
    first = months_on(
        date(issued.year, (issued.month - 1) // 3 * 3 + 1, 1), {"last": -3, "上": -3, "next": 3}.get(said, 0)
    )
    return months_of(first.year, first.month, first.month + 2, stated=False)


def _stretch(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read a stretch of time that has no day."""
    return ResolvedTime(None, None, stated=False)


#: Patterns, and what reads each.
RULES: tuple[tuple[str, Reader], ...] = (
    (
        (
            r"\b(?:[Tt]he\ )?(?:same|similar|corresponding)\ (?:periods?|time|months?|quarter)\b(?:(?:\ of)?\ (?:a\ year\ (?:earlier|ago|before)|the\ (?:previous|preceding)\ year))?"
            rf"|\b(?P<count>an?|{COUNT})\ (?:year|quarter|month)s?\ (?:earlier|ago|previously|before(?!\ (?:the|its?|their)\b))"
            r"|\bthe\ (?:year|quarter|month)\ before\b|\b(?:[Yy]ear|[Qq]uarter|[Mm]onth)[- ](?:on|over|to)[- ](?:year|quarter|month)\b"
            r"|\b(?:[Yy][Oo][Yy]|[Qq][Oo][Qq]|[Mm][Oo][Mm]|y/y|q/q|m/m)\b|\bon\ a\ (?:month|quarter)ly\ basis\b"
            rf"|\b(?:the\ )?(?:previous|preceding|prior)\ (?:quarter|month|period|{COUNT}\ months)\b"
        ),
        _same,
    ),
    (
        r"\b(?:[Ii]n|[Dd]uring|[Ff]or|[Oo]ver)\ (?:the|that)\ (?:(?:review(?:ed)?|reporting)\ )?(?:half|quarter|month|period)\b(?:\ (?:under\ review|in\ question))?(?!\ (?:of|to|in|from|before|after|end|between|when|since|under)\b|\ [A-Z\d])",
        _stretch,
    ),
    (r"\b(?:[Tt]oday|[Yy]esterday)\b", _today),
    (r"\b(?:[Tt]his|[Ll]ast)\ month\b", _this_month),
    (r"\b(?:[Tt]he\ )?(?P<which>[Tt]his|[Ll]ast|[Nn]ext|current)\ quarter\b(?!\ of)", _this_quarter),
    (
        (
            r"\b(?:(?:[Oo]ver|[Ii]n|[Dd]uring|[Ff]or|[Ww]ithin|[Tt]hroughout)\ )?(?:the\ )?(?!(?:following|previous|preceding)\ (?:year|month)\b|\w+\ (?:fiscal|financial|calendar)\ year)(?:past|last|next|coming|recent|previous|first|following)\ "
            r"(?:(?:\w+|\d+)(?:\ to\ \w+)?\ )?(?:years?|months?|decades?|weeks?|days?)\b(?!\ of\ )"
            r"|\b(?:\w+|\d+)\ (?:years?|months?|weeks?|days?|decades?)\ (?:ago|earlier|ahead\ of\ schedule)\b"
            r"|\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or)\ the\ (?:\w+|\d+)\ (?:months|years|weeks|quarters)\ to\b"
            r"|(?<!\btook\ )(?<!\btakes\ )(?<!\btake\ )(?<!\blasted\ )(?<!\blasts\ )(?<!\bspent\ )\b[Oo]ver"
            r"\ (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\ (?:years|months|weeks|days|decades)(?=[,.;]|\ and\b|\Z)"
            r"|(?<!\blast\ )(?<!\blasts\ )(?<!\blasted\ )\b(?:[Ww]ithin|[Ff]or)\ (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\ (?:years|months|weeks|days|decades)\b"
            r"|\b(?:[Tt]omorrow|[Nn]ext\ month|[Tt]his\ week|[Ll]ast\ week|[Nn]ext\ week|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
            r"|\b(?:the\ )?(?:19|20)\d0s\b|\b\d\d(?:st|nd|rd|th)\ century\b"
        ),
        _stretch,
    ),
    (
        r"[比较]?上年(?:同期)?|[比较]上个?月|[比较]?上一?季度?(?!度?[节会])|(?<![。；\n])同期(?!的?声)|同比|环比",
        _same,
    ),
    (r"今[日天]|昨[日天]", _today),
    (r"[本上]个?月", _this_month),
    (r"(?P<which>[本上])季度", _this_quarter),
    (
        (
            r"每年\d{1,2}月(?:\d{1,2}日|[份底初])?|(?:近|过去|未来|今后|最近|连续)(?:\d+|[一二两三四五六七八九十几]+)(?:年|个月|天|周)(?:来|内|间|多来)?|(?:(?<!\d)\d{1,3}|[一二两三四五六七八九十几]+)年(?:来|前|后|内|间)"
            r"|(?<!为期)(?<!期限)(?<!长达)(?<!缩短)(?<!延长)(?<!历时)(?<!工期)(?<!寿命)(?<![至到约近超逾达为\d.第〇零一二三四五六七八九十])(?:\d{1,2}|[一二两三四五六七八九十]{1,2})年(?=[\u4e00-\u9fff])(?![级代度轮初末底前后来内间期多以])|提前(?:\d+|[一二两三四五六七八九十半]+)(?:年|个月|天)|近年来?|(?:党的[一二三四五六七八九十]+大|改革开放|新中国成立|建[省市区国]|成立|开通|实施|运行|投产|开行|运营|启动|入[汛冬夏])以来|“?[十一二三四五六]+五”?(?:期间|时期|规划)"
        ),
        _stretch,
    ),
)
