"""Parts of a year in English: seasons, quarters, halves, ends, fiscal years."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ydkg.language.reading.resolved import ResolvedTime, ended, month_of, months_of, months_on, year_of, years_off

if TYPE_CHECKING:
    from ydkg.language.reading.resolved import Reader

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 12)}
_COUNTS_TEXT = "one two three four five six seven eight nine ten eleven twelve"
#: Numbers of quarters and months in words.
_COUNTS = {word: place for place, word in enumerate(_COUNTS_TEXT.split(), start=1)}
#: Parts of the patterns: months, years, what leads to a deadline.
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|(?:JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEP(?:T(?:EMBER)?)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b)"
)
YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d|s\b)"
WHICH = rf"(?:{YEAR}(?![-/]\d\d(?!\d))|(?:this|last|next|the\ (?:current|previous|following|same)|the)\ (?:fiscal\ |financial\ |calendar\ )?year\b)"
OF = rf"(?:,?\ (?:of\ |in\ )?(?P<year>{WHICH}))"
COUNT = rf"(?:{'|'.join(_COUNTS)}|\d{{1,2}})"
BY = r"(?P<by>\b(?:[Bb]y|[Bb]efore|[Uu]ntil|[Tt]ill|[Uu]p\ to|[Aa]s\ (?:of|at)|[Nn]o\ later\ than|[Tt]hrough)\ (?:the\ )?)?"
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


def _season(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read a season."""
    year, stated = year_of(match["year"], issued)
    first, last = _SEASONS[match["s"].lower()]
    return months_of(year, first, last, stated, bool(match["by"]))


def _quarter(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read a quarter."""
    year, stated = year_of(match["year"], issued)
    said = (match["q"] or "").lower()
    number = int(said) if said.isdecimal() else _NTH[said]
    year = ended(year, 3 * number, stated, match, issued)
    return months_of(year, 3 * number - 2, 3 * number, stated, bool(match["by"]))


def _half(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read half a year."""
    year, stated = year_of(match["year"], issued)
    second = (match["h"] or "").lower() in {"second", "2nd", "h2"}
    year = ended(year, 12 if second else 6, stated, match, issued)
    return months_of(year, 7 if second else 1, 12 if second else 6, stated, bool(match["by"]))


def _first_of_year(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read the first quarters or months of a year."""
    year, stated = year_of(match["year"], issued)
    return months_of(year, 1, count_of(match["n"]) * (3 if match["unit"].startswith("quarter") else 1), stated)


def _end_of(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read the end, middle or start of a year or month; without "by" it is that part of it."""
    said, part = match["year"] or match["year2"], match["part"].lower()
    year, stated = year_of(said, issued)
    ends = re.search("end|close|late", part) is not None
    if match["m"]:
        month = month_of(match["m"])
        if not said and month > issued.month:
            year += years_off(match, month, issued)
        return months_of(year, month, month, stated, ends or bool(match["by"]))
    by = ends or part.startswith("mid") or bool(match["by"])
    return months_of(year, 1, 12 if ends else 6 if part.startswith("mid") else 3, stated, by)


def fiscal_of(text: str, first: int, last: int, *, by: bool = False) -> ResolvedTime | None:
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
    ResolvedTime or None
        None where they do not follow each other, and where the text does not say when the year begins.
    """
    month = _fiscal_month(text)
    if month is None or last != first + 1:
        return None
    end = date(last, month, 1) - timedelta(days=1)
    return ResolvedTime(None if by else date(first, month, 1), end, stated=True, deadline=by)


@lru_cache(maxsize=4)
def _fiscal_month(text: str) -> int | None:
    """Tell in which month the fiscal years of a text begin."""
    if (begins := _BEGINS.search(text)) and (month := month_of(begins["m"])):
        return month
    if (ends := _ENDS.search(text)) and (month := month_of(ends["m"])):
        return month % 12 + 1
    named = [(len(re.findall(pattern, text)), month) for month, pattern in _FISCAL]
    count, month = max(named, key=lambda each: each[0])
    return month if count else None


def _fiscal(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read a fiscal year, or several."""
    year = int(match["fy"]) + (2000 if len(match["fy"]) == 2 else 0)
    by = bool(match["by"] or match["end"])
    starts = len(_BY_START.findall(match.string)) > 1
    first = int(match["from"] or (year if starts else year - 1))
    if spent := fiscal_of(match.string, first, year + (starts and not match["from"]), by=by):
        return spent
    return ResolvedTime(
        None if by else date(first if match["from"] else year, 1, 1), date(year, 12, 31), stated=True, deadline=by
    )


def _this_fiscal(match: re.Match[str], issued: date) -> ResolvedTime | None:
    """Read a fiscal year that is told from the day of issue: "the current financial year", "last fiscal year"."""
    month = _fiscal_month(match.string)
    if month is None:
        return None
    year = year_of(match.group(), issued)[0] - (issued.month < month)
    spent = fiscal_of(match.string, year, year + 1, by=bool(match["by"]))
    return spent and spent._replace(stated=False)


def _named_quarter(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read a quarter that is called by its last month: "the September quarter 2024"."""
    last = month_of(match["m"])
    year, stated = year_of(match["year"] or match["year2"], issued)
    year -= not stated and last > issued.month
    end = months_of(year, last, last, stated)
    return end._replace(first=end.first and months_on(end.first, -2))


def _short_part(match: re.Match[str], issued: date) -> ResolvedTime:
    """Read "9M 2024", "1H24", "3Q 2024", "Q1-Q3 2024"."""
    given = match.groupdict()
    year, stated = (2000 + int(given["yy"]), True) if given.get("yy") else year_of(given.get("year"), issued)
    number, size = int(match["n"]), {"M": 1, "Q": 3, "H": 6}[match["unit"]]
    first = 1 if size == 1 else size * (number - 1) + 1
    return months_of(year, first, min(12, size * int(given.get("until") or number)), stated)


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
    return int(said) if said and said.isdecimal() else _COUNTS.get((said or "").lower(), 0)


#: Patterns, and what reads each.
RULES: tuple[tuple[str, Reader], ...] = (
    (
        rf"{BY}\b(?:[Tt]he\ )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|final|last(?=[ -]quarter\ of))[ -]quarter\b{OF}?",
        _quarter,
    ),
    (rf"{BY}\bQ(?P<q>[1-4])(?:,?\ (?:of\ )?(?P<year>{WHICH}))?\b", _quarter),
    (rf"\b(?P<unit>Q)(?P<n>[1-4])(?:-|\ to\ )Q(?P<until>[1-4])(?:,?\ (?:of\ )?(?P<year>{WHICH}))?\b", _short_part),
    (
        rf"\b(?P<n>[1-4](?=[HQ])|\d{{1,2}}(?=M))(?P<unit>[MHQ])(?:\ (?:of\ )?(?P<year>{WHICH})|(?P<yy>\d\d)(?!\d))",
        _short_part,
    ),
    (
        rf"\b(?:[Tt]he\ )?(?P<m>{MONTH})(?:\ (?P<year>{YEAR}))?[ -]quarter\b(?:(?:\ of)?\ (?P<year2>{WHICH}))?",
        _named_quarter,
    ),
    (
        rf"\b(?:(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or)\ )?the\ (?:(?P<count>{COUNT})\ years|decade)\ (?:to|ending(?:\ in)?|ended|up\ to)\ (?P<year>{YEAR})",
        # "the three years to 2026", "the decade to 2023"
        lambda match, _: ResolvedTime(
            date(int(match["year"]) + 1 - (count_of(match["count"]) or 10), 1, 1),
            date(int(match["year"]), 12, 31),
            stated=True,
        ),
    ),
    (rf"{BY}\b(?P<year>{YEAR})\ ?Q(?P<q>[1-4])\b", _quarter),
    (rf"{BY}\b(?:[Tt]he\ )?(?P<h>first|second|1st|2nd)[ -]half\ of\ (?P<year>{WHICH})", _half),
    (rf"{BY}\bH(?P<h>[12])\ (?P<year>{WHICH})", _half),
    (
        r"(?:\b(?:[Ii]n|[Dd]uring|[Ff]or|[Oo]ver)\ (?:the\ )?)(?P<h>first|second|H1|H2)(?:(?<=H\d)|[ -]half)\b(?!\ (?:of|(?:19|20)\d\d))(?P<year>)(?P<by>)",
        _half,
    ),
    (
        r"\b(?:[Tt]he\ )?(?P<h>first|second|H[12])(?:(?<=H\d)|[ -]half)(?=(?:\ of)?\ (?:the\ )?(?:fiscal|financial|FY|(?:19|20)\d\d[-/]\d\d\b))(?P<year>)(?P<by>)",
        _half,
    ),
    (
        rf"(?:\b(?:[Ii]n|[Dd]uring|[Oo]ver|[Ff]or)\ )?\b(?:[Tt]he\ )?[Ff]irst\ (?P<n>{COUNT})\ (?P<unit>quarters|months)(?!\ (?:of\ (?:its|their|operation)|after|since|following)){OF}?",
        _first_of_year,
    ),
    (
        rf"\b(?:[Ii]n|[Dd]uring|[Oo]ver|[Ff]or|and)\ (?:the\ )?(?P<n>{COUNT})\ (?P<unit>months)\ of\ (?P<year>{WHICH})",
        _first_of_year,
    ),
    (rf"\b(?P<n>{COUNT})\ (?P<unit>months)\ (?P<year>{YEAR})", _first_of_year),
    (
        (
            rf"{BY}\b(?P<part>end|beginning|start|middle|close)\ of\ (?:the\ )?(?:(?P<m>{MONTH}){OF}?|"
            rf"(?P<year2>{WHICH}|year\b))"
        ),
        _end_of,
    ),
    (
        rf"{BY}\b(?P<part>[Ee]nd|[Mm]id|[Ee]arly|[Ll]ate)[- ](?:(?P<m>{MONTH}){OF}?|(?P<year2>{YEAR}))",
        _end_of,
    ),
    (
        rf"{BY}\b(?:the\ )?(?P<part>year-end|year's\ end|end\ of\ the\ year)(?P<m>)\b(?:\ (?P<year>{YEAR}))?(?P<year2>)",
        _end_of,
    ),
    (
        rf"{BY}(?P<end>\b(?:the\ )?end\ of\ )?\b(?:[Tt]he\ )?(?:[Ff]iscal\ (?:[Yy]ears?\ )?|[Ff]inancial\ [Yy]ears?\ |FY[\ -]?)(?:(?P<from>(?:19|20)\d\d)(?:[-/]|\ (?:to|through)\ ))?(?P<fy>(?:20)?\d\d)\b(?!\ years)",
        _fiscal,
    ),
    (
        rf"{BY}(?P<end>\b(?:the\ )?end\ of\ )?\b(?:[Tt]he\ )?(?P<from>(?:19|20)\d\d)[-/](?P<fy>(?:20)?\d\d)\ (?:fiscal|financial)\ years?\b",
        _fiscal,
    ),
    (
        rf"{BY}\b(?:[Tt]his|[Ll]ast|[Nn]ext|the\ (?:current|past|last|previous|next))\ (?:fiscal|financial)\ year\b",
        _this_fiscal,
    ),
    (
        rf"{BY}\b(?:[Tt]he\ )?(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\ (?:of\ )?(?P<year>{YEAR})",
        _season,
    ),
    (
        rf"{BY}\b(?P<year>[Tt]his|[Nn]ext|[Ll]ast)\ (?P<s>spring|summer|autumn|fall|winter)\b(?!\ (?:in|of)\b)",
        _season,
    ),
)
