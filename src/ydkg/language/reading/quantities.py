"""Quantities: numbers with their unit and bound, as a text prints them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.reading.numerals import SHORT, Numeral, numerals
from ydkg.language.reading.spans import Spans
from ydkg.language.reading.tables import folded, table
from ydkg.vocab import PREFIXES, UNIT, YD, expand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

_UNITS = table("ydkg.language.reading", "units")
_COUNTED = re.compile(rf"[多余]?(?:{_UNITS['counted']['zh']})")
#: Units that no term stands for, behind a number and before it.
_UNKNOWN = re.compile(rf"[ -]?(?:{_UNITS['unknown']['en']})|[多余]?(?:{_UNITS['unknown']['zh']})")
_FOREIGN = re.compile(rf"(?:{_UNITS['unknown']['before']})\Z")
#: What makes a number one of a year.
YEARLY = re.compile(f"{_UNITS['rate']['en']}|{_UNITS['rate']['zh']}", re.IGNORECASE)
#: Letters behind digits that are a magnitude only where money or a counted thing says so.
_LETTERS = re.compile(r"(?<=\d)(k|K|m|mn|mln|M|b|bn|bln|B|tn|trn)\Z")
_PEOPLE = re.compile(r"[ -](?!of\b|long\b|wide\b|high\b|tall\b|deep\b|in\b|and\b|from\b|to\b|above\b|below\b)[a-z]+")
#: "增速高于全国1.2个百分点" is by how much, and no bound.
_COMPARES = re.compile("[高低多少大]于")
#: "22 percent above the $836 million": what follows is what it is compared with.
_BY_HOW_MUCH = re.compile(r"(?:%|per ?cent|points?|times) \Z")
#: "less than the 2.6 per cent growth": what it is compared with, too.
_THAN_THE = re.compile(r"\b(?:than|above|below) the [(]?\Z")
#: A ratio to one: "2.26：1".
_TO_ONE = re.compile(r"[:：∶]1(?![\d.:：∶%])")
#: Behind money: "€700 m".
_MILLIONS = re.compile(r" m\b(?![²³/])")
#: The parts of "6.2:35.7:58.1".
_RATIO_BEHIND = re.compile(r"[:：∶]\d")
_RATIO_AHEAD = re.compile(r"\d[:：∶]\Z")
_PER = re.compile(r"/[A-Za-z\u4e00-\u9fff]| per (?!year|annum|month|week|day|hour)[a-z]")


class Quantity(NamedTuple):
    """A number with its unit and bound.

    Attributes
    ----------
    start, end : int
        Where it stands, bound and unit included.
    numeral : Numeral
        The number.
    value : Decimal
        As it is stored: with its magnitude worked in.
    unit : str or None
        The unit's IRI; None where none is printed.
    bound : str
        The bound's IRI.
    word : str or None
        The IRI of the word that is printed, where that says more than the bound.
    counter : str
        The measure word that Chinese prints; empty otherwise.
    unknown : bool
        Whether it is printed in a unit that no term stands for.
    """

    start: int
    end: int
    numeral: Numeral
    value: Decimal
    unit: str | None
    bound: str
    counter: str = ""
    unknown: bool = False
    word: str | None = None


class _Unit(NamedTuple):
    iri: str
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    led: re.Pattern[str] | None


#: How many characters a unit before its number has at most.
_LONGEST_BEFORE = 24


class _Bound(NamedTuple):
    iri: str
    word: str | None
    before: re.Pattern[str]
    after: re.Pattern[str] | None
    inside: re.Pattern[str] | None


_EXACTLY = _Bound(YD.Exactly, None, re.compile(r"(?!)"), None, None)


def quantities(text: str, apart: Iterable[tuple[int, int]] = ()) -> list[Quantity]:
    """Find the quantities that a text prints.

    Parameters
    ----------
    text : str
        English, Chinese, or both.
    apart : iterable of tuple of int
        Spans that hold no quantity: dates, names.

    Returns
    -------
    list of Quantity
        In the order of the text. Ordinals are among them, without a unit.

    Examples
    --------
    >>> [f"{each.value:f} {(each.unit or '').rpartition('/')[2]}" for each in quantities("over €350m, 1.2m tonnes")]
    ['350000000 CCY_EUR', '1200000 TONNE']
    >>> [f"{each.value:f} {each.bound.rpartition('#')[2]}" for each in quantities("约1.2万亿元，逾3000公里，近九成")]
    ['1200000000000 Approximately', '3000 MoreThan', '0.9 LessThan']
    """
    plain, spans = folded(text), Spans(apart)
    # The money that a sign or word stands for which several countries print, by what the text says elsewhere.
    signs: dict[str, str] = {}
    for row in _UNITS["home"]:
        said = row["sign"] in text and all(re.search(each, text) for each in row["where"])
        if said and not ("unless" in row and re.search(row["unless"], text)):
            signs.setdefault(_sign(row["sign"]), expand(row["iri"]) or "")
    found: list[Quantity] = []
    for numeral in numerals(text):
        within = found and numeral.start < found[-1].end and found[-1].numeral.end <= numeral.start
        if not within and not spans.touches((numeral.start, numeral.end)):
            found.append(_quantity(plain, numeral, signs))
    return found


def _quantity(text: str, numeral: Numeral, signs: dict[str, str]) -> Quantity:
    start, end, unit, value, unknown = numeral.start, numeral.end, None, numeral.value, False
    if money := next(
        (
            (one.iri, found)
            for one in _units()
            if one.before and (found := one.before.search(text, max(0, start - _LONGEST_BEFORE), start))
        ),
        None,
    ):
        unit, start = signs.get(_sign(money[1].group()), money[0]), money[1].start()
        if millions := _MILLIONS.match(text, end):
            value, end = value.scaleb(6), millions.end()
    letters = _LETTERS.search(text[numeral.start : numeral.end])
    lead = max(0, start - _LONGEST_BEFORE)
    units = (
        (one.iri, found.end())
        for one in _units()
        if one.after
        and not (one.led and not one.led.search(text, lead, start))
        and (found := one.after.match(text, end))
    )
    known = None if unit else next(units, None)
    if letters and not unit and known is None and not _PEOPLE.match(text, end):
        # Without money or a thing that is counted, the letter is a unit: 350m are metres, 5k is no number at all.
        value = value.scaleb(-SHORT[letters.group(1)])
        known = (PREFIXES["unit"] + "M", end) if letters.group(1) == "m" else None
    if known and numeral.kind == "fraction" and "/CCY_" in known[0]:
        known = None  # "two in every three dollars"
    if known:
        unit, end = signs.get(_sign(text[end : known[1]]), known[0]), known[1]
    elif found := _UNKNOWN.match(text, end):
        unit, end = signs.get(_sign(found.group())), found.end()
        unknown = unit is None
    if unit is None and (sign := _FOREIGN.search(text, lead, start)):
        unit = signs.get(_sign(sign.group()))
        unknown, start = unit is None, sign.start() if unit else start
    one = _TO_ONE.match(text, end) if unit is None and numeral.kind == "number" and not unknown else None
    if one and not _RATIO_AHEAD.search(text, max(0, start - 2), start):
        return Quantity(start, one.end(), numeral, value, UNIT.UNITLESS, YD.Exactly)
    counter = _COUNTED.match(text, end) if unit is None and not unknown else None
    if counter:
        end = counter.end()
    # A number of a ratio, or whose unit is a part of one that no term stands for, is none that is known.
    of_ratio = numeral.kind == "number" and (
        _RATIO_BEHIND.match(text, numeral.end) or _RATIO_AHEAD.search(text, max(0, numeral.start - 2), numeral.start)
    )
    whole = unit is None or "/CCY_" in unit or unit in {UNIT.PERCENT, YD.PercentagePoint, UNIT.UNITLESS}
    unknown = unknown or bool(of_ratio or (not whole and _PER.match(text, end)))
    plainly, (bound, start, end) = start, _bound(text, start, end, numeral)
    if unit == YD.PercentagePoint and _COMPARES.match(text, start):
        bound, start = _EXACTLY, plainly
    counted = counter.group() if counter else ""
    return Quantity(start, end, numeral, value, unit, bound.iri, counted, unknown, bound.word)


def _bound(text: str, start: int, end: int, numeral: Numeral) -> tuple[_Bound, int, int]:
    """Give the bound of a number, and where it starts and ends with the words that say so."""
    before = text[max(0, start - 40) : start]
    ahead = [(found.start(), bound) for bound in _bounds() if (found := bound.before.search(before))]
    if ahead and not _THAN_THE.search(before):
        first, bound = min(ahead, key=lambda each: each[0])  # "no more than" begins before "more than".
        if not _BY_HOW_MUCH.search(before[:first]):
            return bound, start - len(before) + first, end
    for bound in _bounds():
        if found := bound.after and (bound.after.match(text, end) or bound.after.match(text, numeral.end)):
            return bound, start, max(end, found.end())
        if bound.inside and bound.inside.search(text[numeral.start : numeral.end]):
            return bound, start, end
    return _EXACTLY, start, end


def known_units() -> list[str]:
    """List the units that a text may print.

    Returns
    -------
    list of str
        IRIs, sorted; those of plain numbers among them.
    """
    return sorted({unit.iri for unit in _units()} | {UNIT.NUM, UNIT["NUM-PER-YR"], UNIT.UNITLESS})


@cache
def _units() -> tuple[_Unit, ...]:
    found = []
    rows = list(_UNITS["unit"])
    for code, (english, chinese, before) in _UNITS["money"].items():
        words = {"en": rf"{english}|{code}\b", "zh": chinese, "before": rf"(?:{before}|\b{code}) ?"}
        rows.append({"iri": f"unit:CCY_{code}", **words})
    for row in rows:
        # A word may have a capital: "1,247 Kilometres".
        english = re.sub(r"(?:(?<=^)|(?<=[|: ]))([a-z])(?=[a-z]{3})", r"(?i:\1)", row.get("en", ""))
        forms = [rf"[ -]?(?:{english})"] if english else []
        forms += [rf" ?[多余]?(?:{row['zh']})"] if "zh" in row else []
        after = (
            re.compile("|".join(forms), re.ASCII) if forms else None
        )  # "8GW光伏": a word of Latin letters ends there.
        before = re.compile(rf"(?:{row['before']})\Z") if "before" in row else None
        led = re.compile(rf"(?:{row['led']})\Z") if "led" in row else None
        found.append(_Unit(expand(row["iri"]) or "", after, before, led))
    return tuple(found)


@cache
def _bounds() -> tuple[_Bound, ...]:
    found = []
    for row in table("ydkg.language.reading", "bounds")["bound"]:
        english = rf"\b(?:{row['before']})(?: (?:the|a|an|just|only|all))?[ (]" if "before" in row else "(?!)"
        chinese = "(?!)"
        if "before_zh" in row:
            whole = r"(?:(?:全(?:国|省|市|区|县|球)|世界|\d{4}年|上年|去年|同期)的?)?"
            chinese = rf"(?:{row['before_zh']})(?:了|达|到|为|有)?{whole}"
        behind = [rf"(?:{row[key]})" for key in ("after", "after_zh") if key in row]
        found.append(
            _Bound(
                iri=expand(row["iri"]) or "",
                word=expand(row["word"]) if "word" in row else None,
                before=re.compile(rf"(?:{english}|{chinese})\Z", re.IGNORECASE),
                after=re.compile("|".join(behind), re.IGNORECASE) if behind else None,
                inside=re.compile(row["inside_zh"]) if "inside_zh" in row else None,
            )
        )
    return tuple(found)


def _sign(said: str) -> str:
    """Give a sign or word for money as the table has it: "Rs." as "rs", "Pesos" as "peso"."""
    return re.sub(r"(?<=\w{3})s\Z", "", said.strip(" -.").lower())
