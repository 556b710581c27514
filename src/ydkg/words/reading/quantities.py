"""Quantities: numbers with their unit and bound, as a text prints them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.vocab import PREFIXES, UNIT, YD
from ydkg.words.reading.numerals import Numeral, numerals
from ydkg.words.reading.spans import Spans
from ydkg.words.reading.tables import folded, table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

_PACKAGE = "ydkg.words.reading"
#: Letters behind digits that are a magnitude only where money or a counted thing says so.
_LETTERS = re.compile(r"(?<=\d)(k|K|m|mn|mln|M|b|bn|bln|B|tn|trn)\Z")
_POWERS = {"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "bln": 9, "tn": 12, "trn": 12}
_PEOPLE = re.compile(r"[ -](?!of\b|long\b|wide\b|high\b|tall\b|deep\b|in\b|and\b|from\b|to\b|above\b|below\b)[a-z]+")


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


class _Unit(NamedTuple):
    iri: str
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    led: re.Pattern[str] | None


#: How many characters a unit before its number has at most.
_LONGEST_BEFORE = 24


class _Bound(NamedTuple):
    iri: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    inside: re.Pattern[str] | None


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
    return [_quantity(plain, numeral) for numeral in numerals(text) if not spans.touches((numeral.start, numeral.end))]


def _quantity(text: str, numeral: Numeral) -> Quantity:
    start, end, unit, value, unknown = numeral.start, numeral.end, None, numeral.value, False
    if money := next(
        (
            (one.iri, found)
            for one in _units()
            if one.before and (found := one.before.search(text, max(0, start - _LONGEST_BEFORE), start))
        ),
        None,
    ):
        unit, start = money[0], money[1].start()
    letters = _LETTERS.search(text[numeral.start : numeral.end])
    known = None if unit else _after(text, start, end)
    if letters and not unit and known is None and not _PEOPLE.match(text, end):
        # Without money or a thing that is counted, the letter is a unit: 350m are metres, 5k is no number at all.
        value = value.scaleb(-_POWERS[letters.group(1).lower()])
        known = (PREFIXES["unit"] + "M", end) if letters.group(1) == "m" else None
    if known:
        unit, end = known
    elif found := _unknown().match(text, end):
        unknown, end = True, found.end()
    counter = _counted().match(text, end) if unit is None and not unknown else None
    if counter:
        end = counter.end()
    bound, start, end = _bound(text, start, end, numeral)
    return Quantity(start, end, numeral, value, unit, bound, counter.group() if counter else "", unknown)


def _after(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Give the unit that is printed after a number, and where it ends."""
    for unit in _units():
        if unit.led and not unit.led.search(text, max(0, start - _LONGEST_BEFORE), start):
            continue
        if unit.after and (found := unit.after.match(text, end)):
            return unit.iri, found.end()
    return None


def _bound(text: str, start: int, end: int, numeral: Numeral | None) -> tuple[str, int, int]:
    """Give the bound of a number, and where it starts and ends with the words that say so."""
    before = text[max(0, start - 40) : start]
    for bound in _bounds():
        if found := bound.before.search(before):
            return bound.iri, start - len(before) + found.start(), end
    for bound in _bounds():
        if found := bound.after.match(text, end):
            return bound.iri, start, found.end()
        if numeral and (found := bound.after.match(text, numeral.end)):
            return bound.iri, start, max(end, found.end())
        if numeral and bound.inside and bound.inside.search(text[numeral.start : numeral.end]):
            return bound.iri, start, end
    return YD.Exactly, start, end


def bound_around(before: str, after: str) -> str:
    """Give the bound that the words around a number give it.

    Parameters
    ----------
    before, after : str
        The words before and after it.

    Returns
    -------
    str
        IRI; that of an exact value where no word says another.
    """
    lead = re.sub(r"(?:[A-Z]{1,2})?[$€£¥]\s?\Z", "", folded(before))
    if re.search(r"\bbetween (?:[^,;]{1,25} and )?\Z", lead, re.IGNORECASE):
        return YD.LessThan if lead.rstrip().endswith("and") else YD.MoreThan
    return _bound(lead + folded(after), len(lead), len(lead), None)[0]


def known_units() -> list[str]:
    """List the units that a text may print.

    Returns
    -------
    list of str
        IRIs, sorted; those of plain numbers among them.
    """
    return sorted({unit.iri for unit in _units()} | {UNIT.NUM, UNIT["NUM-PER-YR"], UNIT.UNITLESS})


def iri_of(name: str) -> str:
    """Give the IRI of a prefixed name of a table.

    Parameters
    ----------
    name : str
        Such as ``unit:PERCENT``.

    Returns
    -------
    str
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@cache
def _units() -> tuple[_Unit, ...]:
    found = []
    for row in table(_PACKAGE, "units")["unit"]:
        forms = [rf"[ -]?(?:{row['en']})"] if "en" in row else []
        forms += [rf" ?[多余]?(?:{row['zh']})"] if "zh" in row else []
        after = re.compile("|".join(forms)) if forms else None
        before = re.compile(rf"(?:{row['before']})\Z") if "before" in row else None
        led = re.compile(rf"(?:{row['led_zh']})\Z") if "led_zh" in row else None
        found.append(_Unit(iri_of(row["iri"]), after, before, led))
    # "HK$" before "$": the longest sign that fits.
    return tuple(sorted(found, key=lambda unit: unit.iri == PREFIXES["unit"] + "CCY_USD"))


@cache
def _bounds() -> tuple[_Bound, ...]:
    return tuple(
        _Bound(
            iri_of(row["iri"]),
            re.compile(
                rf"(?:\b(?:{row['before']})(?: (?:the|a|an|just|only|all))?[ (]|(?:{row['before_zh']})(?:了|达|到|为|有)?)\Z",
                re.IGNORECASE,
            ),
            re.compile(rf"(?:{row['after']})|(?:{row['after_zh']})", re.IGNORECASE),
            re.compile(row["inside_zh"]) if "inside_zh" in row else None,
        )
        for row in table(_PACKAGE, "bounds")["bound"]
    )


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"[多余]?(?:{table(_PACKAGE, 'units')['counted']['zh']})")


@cache
def _unknown() -> re.Pattern[str]:
    row = table(_PACKAGE, "units")["unknown"]
    return re.compile(rf"[ -]?(?:{row['en']})|[多余]?(?:{row['zh']})")


@cache
def yearly() -> re.Pattern[str]:
    """Give the pattern of what makes a number one of a year.

    Returns
    -------
    re.Pattern[str]
    """
    row = table(_PACKAGE, "units")["rate"]
    return re.compile(f"{row['en']}|{row['zh']}", re.IGNORECASE)
