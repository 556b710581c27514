"""Numbers, units and bounds as people write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ydkg.vocab import UNIT, YD
from ydkg.words.grammar import ordinal

_UNITS = {
    UNIT.PERCENT: "%",
    UNIT.KiloM: "km",
    UNIT.MIN: "minutes",
    UNIT.HR: "hours",
    UNIT.CCY_CNY: "yuan",
    UNIT.CCY_USD: "US dollars",
    UNIT.TONNE: "tonnes",
    UNIT["MicroGM-PER-M3"]: "µg/m³",
    UNIT["M3-PER-YR"]: "m³ a year",
    UNIT["NUM-PER-YR"]: "a year",
    UNIT.NUM: "",
    UNIT.UNITLESS: "",
    YD.PercentagePoint: "percentage points",
}
_UNITS_ZH = {
    UNIT.PERCENT: "%",
    UNIT.KiloM: "公里",
    UNIT.MIN: "分钟",
    UNIT.HR: "小时",
    UNIT.CCY_CNY: "元",
    UNIT.CCY_USD: "美元",
    UNIT.TONNE: "吨",
    UNIT["MicroGM-PER-M3"]: "微克/立方米",
    UNIT["M3-PER-YR"]: "立方米",
    UNIT["NUM-PER-YR"]: "",
    YD.PercentagePoint: "个百分点",
}
# Units whose year Chinese says before the number.
_YEARLY = frozenset({UNIT["M3-PER-YR"], UNIT["NUM-PER-YR"]})
# What units are called by themselves, where that is more than what follows a number.
_NAMES = {
    UNIT.NUM: ("number", "个数"),
    UNIT.UNITLESS: ("none", "无"),
    UNIT["NUM-PER-YR"]: ("number a year", "每年个数"),
    UNIT["M3-PER-YR"]: ("m³ a year", "立方米/年"),
}
_DIGITS_ZH = "零一二三四五六七八九十"
_BOUNDS_ZH = {YD.MoreThan: "超过", YD.LessThan: "近", YD.Approximately: "约"}
_MAGNITUDES_ZH = ((12, "万亿"), (8, "亿"), (4, "万"))
_BOUNDS = {YD.MoreThan: "more than", YD.LessThan: "nearly", YD.Approximately: "about", YD.Exactly: ""}
_MAGNITUDES = ((12, "trillion"), (9, "billion"), (6, "million"))
_THOUSAND = 1000
_MOST_DECIMALS = 3


def number(value: Decimal | str) -> str:
    """Write a number as a person would.

    Parameters
    ----------
    value : Decimal or str
        The number, or its stored form; a text that is no number is returned as it is.

    Returns
    -------
    str
        With thousands separated, or with a word of magnitude from a million up where that says the same number.

    Examples
    --------
    >>> number("170000000"), number("23.9"), number("46441"), number("1234567")
    ('170 million', '23.9', '46,441', '1,234,567')
    >>> number(Decimal(-4150)), number(Decimal("0.50"))
    ('−4,150', '0.5')
    """
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return str(value)
    if exact.is_zero() or not exact.is_finite():
        return str(exact.normalize())
    sign, size = ("−" if exact.is_signed() else ""), exact.copy_abs()
    for exponent, word in _MAGNITUDES:
        scaled = size.scaleb(-exponent)
        short = scaled < _THOUSAND or exponent == _MAGNITUDES[0][0]
        if scaled >= 1 and short and -int(_shortest(scaled).as_tuple().exponent) <= _MOST_DECIMALS:
            return f"{sign}{_shortest(scaled):,f} {word}"
    return f"{sign}{_shortest(size):,f}"


def _shortest(value: Decimal) -> Decimal:
    """Drop closing zeros after the point."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else Decimal(text)


def unit(iri: str | None) -> str:
    """Name a unit; empty for plain counts and where none is given, the local name for an unknown one."""
    if iri is None:
        return ""
    return _UNITS.get(iri, iri.rsplit("/", 1)[-1])


def unit_name(iri: str) -> tuple[str, str]:
    """Call a unit by itself, in English and Chinese.

    Examples
    --------
    >>> unit_name(UNIT.KiloM), unit_name(UNIT.UNITLESS)
    (('km', '公里'), ('none', '无'))
    """
    return _NAMES.get(iri) or (unit(iri), _UNITS_ZH.get(iri, unit(iri)))


def bound(iri: str | None) -> str:
    """Give the words that go before a number; empty where it is exact."""
    return _BOUNDS.get(iri or "", "")


def quantity(lexical: str, unit_iri: str | None, bound_iri: str | None = None) -> str:
    """Write a number with its bound and unit.

    Examples
    --------
    >>> quantity("3.34", UNIT.PERCENT, YD.MoreThan)
    'more than 3.34%'
    """
    named = unit(unit_iri)
    body = number(lexical) + (named if named == "%" else f" {named}" if named else "")
    before = bound(bound_iri)
    return f"{before} {body}" if before else body


def change(lexical: str, unit_iri: str | None, bound_iri: str | None = None) -> str:
    """Write a change with its sign.

    Examples
    --------
    >>> change("-12.5", UNIT.PERCENT), change("0.6", YD.PercentagePoint)
    ('−12.5%', '+0.6 percentage points')
    """
    signed = quantity(lexical, unit_iri)
    before = bound(bound_iri)
    signed = signed if lexical.startswith("-") else f"+{signed}"
    return f"{before} {signed}" if before else signed


def number_zh(value: str) -> str:
    """Write a number as Chinese does, by ten thousands.

    Examples
    --------
    >>> number_zh("29700000000"), number_zh("120000"), number_zh("7000"), number_zh("-12.5")
    ('297亿', '12万', '7,000', '−12.5')
    """
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if exact.is_zero() or not exact.is_finite():
        return str(exact.normalize())
    sign, size = ("−" if exact.is_signed() else ""), exact.copy_abs()
    for exponent, word in _MAGNITUDES_ZH:
        scaled = _shortest(size.scaleb(-exponent))
        if scaled >= 1 and -int(scaled.as_tuple().exponent) <= _MOST_DECIMALS:
            return f"{sign}{scaled:,f}{word}"
    return f"{sign}{_shortest(size):,f}"


def quantity_zh(lexical: str, unit_iri: str | None, bound_iri: str | None = None) -> str:
    """Write a number in Chinese with its bound and unit.

    Examples
    --------
    >>> quantity_zh("80000000000", UNIT.CCY_USD), quantity_zh("3.34", UNIT.PERCENT, YD.MoreThan)
    ('800亿美元', '超过3.34%')
    """
    return _before_zh(unit_iri, bound_iri) + number_zh(lexical) + _UNITS_ZH.get(unit_iri or "", "")


def _before_zh(unit_iri: str | None, bound_iri: str | None) -> str:
    """Give what Chinese says before a number: that it is yearly, and its bound."""
    return ("每年" if unit_iri in _YEARLY else "") + _BOUNDS_ZH.get(bound_iri or "", "")


def fraction(numerator: str, denominator: str, bound_iri: str | None = None) -> tuple[str, str]:
    """Write a fraction with its bound, in English and Chinese.

    Examples
    --------
    >>> fraction("1", "3", YD.MoreThan), fraction("4", "10"), fraction("7", "25")
    (('more than 1 in 3', '超过三分之一'), ('4 in 10', '十分之四'), ('7 in 25', '25分之7'))
    """
    parts = [int(part) for part in (denominator, numerator) if part.isdecimal()]
    small = len(parts) == 2 and max(parts) < len(_DIGITS_ZH)  # noqa: PLR2004 - above and below the line
    named = [_DIGITS_ZH[part] for part in parts] if small else [denominator, numerator]
    shown = f"{quantity(numerator, None, bound_iri)} in {denominator}"
    return shown, _before_zh(None, bound_iri) + "分之".join(named)


def rank(value: str) -> tuple[str, str]:
    """Write a place in an order, in English and Chinese.

    Examples
    --------
    >>> rank("5"), rank("5.5")
    (('5th', '第5名'), ('5.5', '5.5'))
    """
    return (ordinal(int(value)), f"第{value}名") if value.isdecimal() else (number(value), number_zh(value))


def change_zh(lexical: str, unit_iri: str | None, bound_iri: str | None = None) -> str:
    """Write a change in Chinese with its sign.

    Examples
    --------
    >>> change_zh("0.6", YD.PercentagePoint)
    '+0.6个百分点'
    """
    sign = "" if lexical.startswith("-") else "+"
    return _before_zh(unit_iri, bound_iri) + sign + number_zh(lexical) + _UNITS_ZH.get(unit_iri or "", "")
