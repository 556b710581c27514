"""Times in English: the patterns, and what each reads."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from ydkg.words.reading.relative import day_of_month, same, stretch, this_month, today
from ydkg.words.reading.resolved import (
    Reading,
    day_of,
    is_ahead,
    month_of,
    months_of,
    nearer_year,
    plan_period,
    year_of,
    years_off,
)
from ydkg.words.reading.year_parts import (
    COUNTS,
    count_of,
    end_of,
    first_of_year,
    fiscal,
    fiscal_of,
    half,
    named_quarter,
    quarter,
    season,
    short_part,
    this_fiscal,
    this_quarter,
    year_end,
    years_up_to,
)

if TYPE_CHECKING:
    from ydkg.words.reading.resolved import Reader

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|(?:JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEP(?:T(?:EMBER)?)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b)"
)
YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d|s\b)"
WHICH = rf"(?:{YEAR}(?![-/]\d\d(?!\d))|(?:this|last|next|the\ (?:current|previous|following|same)|the)\ (?:fiscal\ |financial\ |calendar\ )?year\b)"
OF = rf"(?:,?\ (?:of\ |in\ )?(?P<year>{WHICH}))"
_COUNT = rf"(?:{'|'.join(COUNTS)}|\d{{1,2}})"
BY = r"(?P<by>\b(?:[Bb]y|[Bb]efore|[Uu]ntil|[Tt]ill|[Uu]p\ to|[Aa]s\ (?:of|at)|[Nn]o\ later\ than|[Tt]hrough)\ (?:the\ )?)?"
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\d|,\d|\.\d|%)"


#: From this day on a month is reported of as one that has ended.
_MONTH_ENDS = 25
#: The first months of a year, with the year.
_FIRST_MONTHS = re.compile(rf"\b(?P<n>{_COUNT})\ months\ (?:of\ )?(?P<year>{WHICH})", re.VERBOSE)


def day(match: re.Match[str], issued: date) -> Reading | None:
    """Read a day.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading or None
    """
    given = match.groupdict()
    year, stated = year_of(given.get("year"), issued)
    month = int(given["m"]) if (given["m"] or "").isdecimal() else month_of(given["m"])
    year += 0 if given.get("year") else nearer_year(match, month, int(given["d"]), issued)
    return day_of(year, month, int(given["d"]), stated, bool(given.get("by")))


def _day_range(match: re.Match[str], issued: date) -> Reading | None:
    year, stated = year_of(match["year"], issued)
    ends = [day_of(year, month_of(match["m"]), int(match[part]), stated) for part in ("d", "e")]
    return Reading(ends[0].first, ends[1].last, stated) if ends[0] and ends[1] else None


def _long_range(match: re.Match[str], issued: date) -> Reading | None:
    """Read the days from one to another of two months: "from 23 June to 31 October 2024"."""
    given = match.groupdict()
    year, stated = year_of(given["year"] or given["before"], issued)
    months = [month_of(given[part]) for part in ("m", "n")]
    if not stated and not is_ahead(match) and months[1] > issued.month:
        year -= 1
    first_year = year_of(given["before"], issued)[0] if given["before"] else year - (months[0] > months[1])
    ends = [
        day_of(of, month, int(given[day]), stated)
        for of, month, day in ((first_year, months[0], "d"), (year, months[1], "e"))
    ]
    return Reading(ends[0].first, ends[1].last, stated) if ends[0] and ends[1] else None


def _up_to(match: re.Match[str], issued: date) -> Reading | None:
    """Read the months that end with one: "the three months to June", "the year ended 31 March 2025"."""
    year, stated = year_of(match["year"], issued)
    month = month_of(match["m"] or match["n"])
    if not match["year"]:
        year += years_off(match, month, issued)
    count = {"year": 12, "half": 6, "quarter": 3}[match["unit"].lower()] if match["unit"] else count_of(match["count"])
    start = year * 12 + month - count
    if not 0 < count <= 12:
        return None
    return Reading(date(start // 12, start % 12 + 1, 1), months_of(year, month, month, stated).last, stated)


def _months_again(match: re.Match[str], issued: date) -> Reading | None:
    """Read "in nine months" in a text that says of which year: "the economy in nine months of 2024"."""
    count = count_of(match["n"])
    years = [each["year"] for each in _FIRST_MONTHS.finditer(match.string) if count_of(each["n"]) == count]
    return months_of(year_of(years[0], issued)[0], 1, count, stated=False) if years else None


def _past_months(match: re.Match[str], issued: date) -> Reading | None:
    """Read "in the past nine months", where those are the months of the year that have ended."""
    count = count_of(match["n"])
    ended = issued.month - (issued.day < _MONTH_ENDS)
    return months_of(issued.year, 1, count, stated=False) if count == ended > 2 else None


def _decade(match: re.Match[str], issued: date) -> Reading:
    """Read the end of the decade: of the twenties 2030, as plans have it."""
    return months_of((issued.year // 10 + 1) * 10, 1, 12, stated=False, by=True)


def _month_range(match: re.Match[str], issued: date) -> Reading | None:
    year, stated = year_of(match["year"] or match["before"], issued)
    first_year = year_of(match["before"], issued)[0] if match["before"] else year
    first, last = month_of(match["m"]), month_of(match["n"])
    if first_year == year and first > last:
        first_year -= 1
    elif not match["year"] and not match["before"]:
        moved = years_off(match, last, issued)
        year, first_year = year + moved, first_year + moved
    return Reading(date(first_year, first, 1), date(year, last, monthrange(year, last)[1]), stated)


def _one_month(match: re.Match[str], issued: date) -> Reading | None:
    year, stated = year_of(match["year"], issued)
    month = month_of(match["m"])
    if not match["year"] and "next" not in match.group():
        year += years_off(match, month, issued)
    by = bool(match["by"]) and "hrough" not in match["by"]
    return months_of(year, month, month, stated, by)


def years(match: re.Match[str], issued: date) -> Reading | None:
    """Read years from one to another.

    Parameters
    ----------
    match : re.Match[str]
    issued : date
        The day of issue.

    Returns
    -------
    Reading or None
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
    return Reading(None if by else date(first, 1, 1), date(last, 12, 31), True, by) if first < last else None


def _short_years(match: re.Match[str], issued: date) -> Reading | None:
    """Read a fiscal year without its century, "in 17-18", where the text says of which country it is."""
    return fiscal_of(match.string, 2000 + int(match["a"]), 2000 + int(match["c"]))


def _printed(match: re.Match[str], issued: date) -> Reading | None:
    """Read a day in figures: "31/10/2024", "10/31/2024"; not one that could be either."""
    one, two = int(match["d"]), int(match["m"])
    return day_of(int(match["year"]), min(one, two), max(one, two), stated=True) if max(one, two) > 12 else None


def _one_year(match: re.Match[str], issued: date) -> Reading | None:
    year, stated = year_of(match["year"], issued)
    if match["same"] or re.search("previous|preceding", match["year"]):
        relative = 12 if re.search("previous|preceding", match["year"]) else 0
        return Reading(date(year, 1, 1), date(year, 12, 31), stated, same=True, relative=relative)
    by = bool(match["by"]) and "hrough" not in match["by"]
    return months_of(year, 1, 12, stated, by)


def _since(match: re.Match[str], issued: date) -> Reading:
    year, stated = year_of(match["year"], issued)
    if match["m"]:
        return Reading(date(year, month_of(match["m"]), 1), None, stated)
    return Reading(date(year, 1, 1), None, stated)


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


#: A pattern and what reads it; the longest that starts first at a place counts.
RULES: list[tuple[re.Pattern[str], Reader]] = [
    (re.compile(pattern, re.VERBOSE), reader)
    for pattern, reader in (
        (rf"{BY}(?<![\d.])(?P<year>(?:19|20)\d\d)[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}})(?![\d.])", day),
        (rf"{BY}(?<![\d.])(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<year>(?:19|20)\d\d)(?![\d.]\d)", day),
        (r"(?<![\d/])(?P<d>[0-3]?\d)/(?P<m>[0-3]?\d)/(?P<year>(?:19|20)\d\d)(?!\d)", _printed),
        (rf"{BY}\b{_D}(?:\ of)?\ (?P<m>{MONTH}){OF}?", day),
        (rf"{BY}\b(?P<m>{MONTH})\ {_D}{OF}?", day),
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
                rf"\b(?:[Ff]or\ )?(?:[Tt]he\ )?(?:(?P<count>{_COUNT})(?:\ months|-month\ period)|(?:fiscal\ |financial\ )?(?P<unit>year|half|quarter))\ (?:ended|ending|to)\ (?:in\ |on\ |(?:the\ )?end[- ](?:of\ )?)?"
                rf"(?:(?P<n>{MONTH})\ \d{{1,2}}(?!\d)|(?:\d{{1,2}}\ )?(?P<m>{MONTH})){OF}?"
            ),
            _up_to,
        ),
        (
            rf"\b(?:[Ii]n|[Dd]uring|[Ff]or|[Oo]ver)\ the\ (?P<count>{_COUNT})\ months\ to\ (?:the\ end\ of\ )?(?P<m>{MONTH})(?P<n>)(?P<unit>){OF}?",
            _up_to,
        ),
        (rf"{BY}\b(?:the\ )?(?:end|turn|close)\ of\ (?:the|this)\ decade\b", _decade),
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
        (
            rf"{BY}\b(?:[Tt]he\ )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|final|last(?=[ -]quarter\ of))[ -]quarter\b{OF}?",
            quarter,
        ),
        (rf"{BY}\bQ(?P<q>[1-4])(?:,?\ (?:of\ )?(?P<year>{WHICH}))?\b", quarter),
        (rf"\b(?P<unit>Q)(?P<n>[1-4])(?:-|\ to\ )Q(?P<until>[1-4])(?:,?\ (?:of\ )?(?P<year>{WHICH}))?\b", short_part),
        (
            rf"\b(?P<n>[1-4](?=[HQ])|\d{{1,2}}(?=M))(?P<unit>[MHQ])(?:\ (?:of\ )?(?P<year>{WHICH})|(?P<yy>\d\d)(?!\d))",
            short_part,
        ),
        (
            rf"\b(?:[Tt]he\ )?(?P<m>{MONTH})(?:\ (?P<year>{YEAR}))?[ -]quarter\b(?:(?:\ of)?\ (?P<year2>{WHICH}))?",
            named_quarter,
        ),
        (r"\b(?:[Tt]he\ )?(?P<which>[Tt]his|[Ll]ast|[Nn]ext|current)\ quarter\b(?!\ of)", this_quarter),
        (
            rf"\b(?:(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or)\ )?the\ (?:(?P<count>{_COUNT})\ years|decade)\ (?:to|ending(?:\ in)?|ended|up\ to)\ (?P<year>{YEAR})",
            years_up_to,
        ),
        (rf"{BY}\b(?P<year>{YEAR})\ ?Q(?P<q>[1-4])\b", quarter),
        (rf"{BY}\b(?:[Tt]he\ )?(?P<h>first|second|1st|2nd)[ -]half\ of\ (?P<year>{WHICH})", half),
        (rf"{BY}\bH(?P<h>[12])\ (?P<year>{WHICH})", half),
        (
            r"(?:\b(?:[Ii]n|[Dd]uring|[Ff]or|[Oo]ver)\ (?:the\ )?)(?P<h>first|second|H1|H2)(?:(?<=H\d)|[ -]half)\b(?!\ (?:of|(?:19|20)\d\d))(?P<year>)(?P<by>)",
            half,
        ),
        (
            r"\b(?:[Tt]he\ )?(?P<h>first|second|H[12])(?:(?<=H\d)|[ -]half)(?=(?:\ of)?\ (?:the\ )?(?:fiscal|financial|FY|(?:19|20)\d\d[-/]\d\d\b))(?P<year>)(?P<by>)",
            half,
        ),
        (
            rf"(?:\b(?:[Ii]n|[Dd]uring|[Oo]ver|[Ff]or)\ )?\b(?:[Tt]he\ )?[Ff]irst\ (?P<n>{_COUNT})\ (?P<unit>quarters|months)(?!\ (?:of\ (?:its|their|operation)|after|since|following)){OF}?",
            first_of_year,
        ),
        (
            rf"\b(?:[Ii]n|[Dd]uring|[Oo]ver|[Ff]or|and)\ (?:the\ )?(?P<n>{_COUNT})\ (?P<unit>months)\ of\ (?P<year>{WHICH})",
            first_of_year,
        ),
        (rf"\b(?P<n>{_COUNT})\ (?P<unit>months)\ (?P<year>{YEAR})", first_of_year),
        (rf"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or)\ the\ (?:past|last)\ (?P<n>{_COUNT})\ months\b", _past_months),
        (
            rf"\b(?:[Ii]n|[Dd]uring|[Oo]ver|[Ff]or)\ (?:the\ )?(?P<n>{_COUNT})\ months\b(?!\ (?:of|to|end))",
            _months_again,
        ),
        (
            (
                rf"{BY}\b(?P<part>end|beginning|start|middle|close)\ of\ (?:the\ )?(?:(?P<m>{MONTH}){OF}?|"
                rf"(?P<year2>{WHICH}|year\b))"
            ),
            lambda match, issued: end_of(_renamed(match), issued),
        ),
        (
            rf"{BY}\b(?P<part>[Ee]nd|[Mm]id|[Ee]arly|[Ll]ate)[- ](?:(?P<m>{MONTH}){OF}?|(?P<year2>{YEAR}))",
            lambda match, issued: end_of(_renamed(match), issued),
        ),
        (rf"{BY}\b(?:the\ )?(?:year-end|year's\ end|end\ of\ the\ year)\b(?:\ (?P<year>{YEAR}))?", year_end),
        (
            rf"{BY}(?P<end>\b(?:the\ )?end\ of\ )?\b(?:[Tt]he\ )?(?:[Ff]iscal\ (?:[Yy]ears?\ )?|[Ff]inancial\ [Yy]ears?\ |FY[\ -]?)(?:(?P<from>(?:19|20)\d\d)(?:[-/]|\ (?:to|through)\ ))?(?P<fy>(?:20)?\d\d)\b(?!\ years)",
            fiscal,
        ),
        (
            rf"{BY}(?P<end>\b(?:the\ )?end\ of\ )?\b(?:[Tt]he\ )?(?P<from>(?:19|20)\d\d)[-/](?P<fy>(?:20)?\d\d)\ (?:fiscal|financial)\ years?\b",
            fiscal,
        ),
        (
            rf"{BY}\b(?:[Tt]his|[Ll]ast|[Nn]ext|the\ (?:current|past|last|previous|next))\ (?:fiscal|financial)\ year\b",
            this_fiscal,
        ),
        (
            r"(?:(?<=\b[Ii]n\ )|(?<=\b[Ff]or\ )|(?<=\bof\ ))(?P<a>[0-4]\d)[-/](?P<c>\d\d)(?!\d|[.,]\d|%|\ ?(?:years|percent|per))",
            _short_years,
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
        (
            rf"{BY}\b(?:[Tt]he\ )?(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\ (?:of\ )?(?P<year>{YEAR})",
            season,
        ),
        (
            rf"{BY}\b(?P<year>[Tt]his|[Nn]ext|[Ll]ast)\ (?P<s>spring|summer|autumn|fall|winter)\b(?!\ (?:in|of)\b)",
            season,
        ),
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
        (r"\b(?:[Tt]he\ )?(?P<d>\d{1,2})(?:st|nd|rd|th)\ of\ (?P<which>this|last|next)\ month\b", day_of_month),
        (
            (
                r"\b(?:[Tt]he\ )?(?:same|similar|corresponding)\ (?:periods?|time|months?|quarter)\b(?:(?:\ of)?\ (?:a\ year\ (?:earlier|ago|before)|the\ (?:previous|preceding)\ year))?"
                rf"|\b(?P<count>an?|{_COUNT})\ (?:year|quarter|month)s?\ (?:earlier|ago|previously|before(?!\ (?:the|its?|their)\b))"
                r"|\bthe\ (?:year|quarter|month)\ before\b|\b(?:[Yy]ear|[Qq]uarter|[Mm]onth)[- ](?:on|over|to)[- ](?:year|quarter|month)\b"
                r"|\b(?:[Yy][Oo][Yy]|[Qq][Oo][Qq]|[Mm][Oo][Mm]|y/y|q/q|m/m)\b|\bon\ a\ (?:month|quarter)ly\ basis\b"
                rf"|\b(?:the\ )?(?:previous|preceding|prior)\ (?:quarter|month|period|{_COUNT}\ months)\b"
            ),
            same,
        ),
        (
            r"\b(?:[Ii]n|[Dd]uring|[Ff]or|[Oo]ver)\ (?:the|that)\ (?:(?:review(?:ed)?|reporting)\ )?(?:half|quarter|month|period)\b(?:\ (?:under\ review|in\ question))?(?!\ (?:of|to|in|from|before|after|end|between|when|since|under)\b|\ [A-Z\d])",
            stretch,
        ),
        (r"\b(?:[Tt]oday|[Yy]esterday)\b", today),
        (r"\b(?:[Tt]his|[Ll]ast)\ month\b", this_month),
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
            stretch,
        ),
    )
]
