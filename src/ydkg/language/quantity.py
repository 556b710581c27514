"""Numbers with their bounds and units, fractions and ranks, as people write them in English and Chinese."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache

from ydkg.language.grammar import ordinal
from ydkg.language.reading.tables import table
from ydkg.language.text import ENGLISH, Language
from ydkg.language.units import UNITS, unit
from ydkg.vocab import UNIT, YD, expand

#: What a fall of more than a number is: a change to less than that below nought.
_OPPOSITE = {
    YD.MoreThan: YD.LessThan,
    YD.LessThan: YD.MoreThan,
    YD.AtLeast: YD.AtMost,
    YD.AtMost: YD.AtLeast,
}
_MAGNITUDES = {
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
}
# A word of magnitude stands where it leaves fewer than four digits before the point, and the greatest one anywhere.
_THOUSAND = 1000
_MOST_DECIMALS = 3
_DIGITS_ZH = "零一二三四五六七八九十"


def number(value: Decimal | str, language: Language = ENGLISH) -> str:
    """Write a number as a person would.

    >>> number("170000000"), number("23.9"), number("46441"), number("1234567"), number(Decimal(-4150)), number("-0.0")
    ('170 million', '23.9', '46,441', '1,234,567', '−4,150', '0')
    >>> from ydkg.language.text import CHINESE
    >>> [number(each, CHINESE) for each in ("29700000000", "120000", "46441", "-12.50")]
    ['297亿', '12万', '46441', '−12.5']
    """
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return str(value)
    if exact.is_zero():
        return "0"  # also where a difference of equal numbers has a sign
    if not exact.is_finite():
        return str(exact)
    sign, size = ("−" if exact.is_signed() else ""), exact.copy_abs()
    magnitudes = _MAGNITUDES[language.tag]
    for exponent, word in magnitudes:
        scaled = _shortest(size.scaleb(-exponent))
        short = language.chinese or scaled < _THOUSAND or exponent == magnitudes[0][0]
        if scaled >= 1 and short and -int(scaled.as_tuple().exponent) <= _MOST_DECIMALS:
            return f"{sign}{_digits(scaled, language)}{word}"
    return f"{sign}{_digits(_shortest(size), language)}"


def _digits(value: Decimal, language: Language) -> str:
    return f"{value:f}" if language.chinese else f"{value:,f}"


def _shortest(value: Decimal) -> Decimal:
    """Drop closing zeros after the point."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else Decimal(text)


def bound(iri: str | None, language: Language = ENGLISH, *, computed: bool = False, change: str = "") -> str:
    """Give the words that go before a number, of its bound or of the word that is printed; empty where it is exact."""
    if change.startswith(("-", "−")) and not computed:
        iri = _OPPOSITE.get(iri or "", iri)
    if change and iri == YD.LessThan:
        return language.choose("less than", "低于")
    return language.choose(*_written().get(iri or "", ("", "")))


@cache
def _written() -> dict[str, list[str]]:
    rows = table("ydkg.language.reading", "bounds")["bound"]
    return {expand(row.get("word", row["iri"])) or "": row["written"] for row in rows}


def quantity(
    value: Decimal | str,
    unit_iri: str | None,
    bound_iri: str | None = None,
    language: Language = ENGLISH,
    *,
    signed: bool = False,
    counter: str = "",
    computed: bool = False,
    yearly: bool = True,
) -> str:
    """Write a number with its bound and unit.

    >>> from ydkg.vocab import UNIT
    >>> from ydkg.language.text import CHINESE
    >>> quantity("3.34", UNIT.PERCENT, YD.MoreThan), quantity("3450", UNIT.KiloM, YD.MoreThan, signed=True)
    ('more than 3.34%', 'more than +3,450 km')
    >>> quantity("3450", UNIT.KiloM, YD.MoreThan, CHINESE, signed=True)
    '增加超过3450公里'
    >>> [quantity("-20", UNIT.PERCENT, YD.MoreThan, signed=True, computed=each) for each in (False, True)]
    ['less than −20%', 'more than −20%']
    >>> [quantity("1000", UNIT.NUM, each) for each in (YD.LessThan, YD.Nearly, YD.AtMost, YD.AtLeast)]
    ['less than 1,000', 'nearly 1,000', 'at most 1,000', 'at least 1,000']
    >>> quantity("-20", UNIT.PERCENT, YD.MoreThan, CHINESE, signed=True)
    '下降超过20%'
    >>> quantity("120000", UNIT["NUM-PER-YR"], YD.MoreThan, CHINESE, counter="个")
    '每年超过12万个'
    >>> quantity("0.60", YD.PercentagePoint, None, CHINESE, signed=True)
    '+0.6个百分点'
    >>> quantity("1", YD.PercentagePoint, YD.MoreThan), quantity("-1", UNIT.FT), quantity("1.5", UNIT.HR)
    ('more than 1 percentage point', '−1 foot', '1.5 hours')
    """
    known, written = unit(unit_iri or ""), number(value, language)
    before = bound(bound_iri, language, computed=computed, change=written if signed else "")
    plus = "+" if signed and written != "0" and not written.startswith("−") else ""
    if language.chinese:
        if signed and not computed and bound_iri in _OPPOSITE and written.startswith("−"):
            fall = "下降" if unit_iri == UNIT.PERCENT else "减少"
            before, written = f"{fall}{bound(bound_iri, language)}", written[1:]
        if plus and bound_iri in {YD.MoreThan, YD.AtLeast}:
            before, plus = f"{'增长' if unit_iri == UNIT.PERCENT else '增加'}{before}", ""
        return f"{known.before if yearly else ''}{before}{plus}{written}{known.chinese or counter}"
    space = "" if known.english in {"", "%"} else " "
    called = known.singular if unit_iri in UNITS and written in {"1", "−1"} else known.english
    return f"{before}{' ' if before else ''}{plus}{written}{space}{called}"


def fraction(numerator: str, denominator: str, bound_iri: str | None = None, language: Language = ENGLISH) -> str:
    """Write a fraction with its bound; in digits; in Chinese in characters up to ten.

    >>> from ydkg.language.text import CHINESE
    >>> fraction("1", "3", YD.MoreThan), fraction("1", "3", YD.MoreThan, CHINESE), fraction("7", "25", None, CHINESE)
    ('more than 1 in 3', '超过三分之一', '25分之7')
    """
    if not language.chinese:
        return f"{quantity(numerator, None, bound_iri)} in {denominator}"
    parts = [denominator, numerator]
    if all(part.isdecimal() and int(part) < len(_DIGITS_ZH) for part in parts):
        parts = [_DIGITS_ZH[int(part)] for part in parts]
    return bound(bound_iri, language) + "分之".join(parts)


def rank(value: str, language: Language = ENGLISH) -> str:
    """Write a place in an order.

    >>> from ydkg.language.text import CHINESE
    >>> rank("5"), rank("5", CHINESE), rank("5.5")
    ('5th', '第5位', '5.5')
    """
    if not value.isdecimal():
        return number(value, language)
    return f"第{value}位" if language.chinese else ordinal(int(value))
