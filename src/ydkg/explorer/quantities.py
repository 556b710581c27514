"""Numbers, units and bounds as people write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ydkg.vocab import UNIT, YD

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
_BOUNDS = {YD.MoreThan: "more than", YD.LessThan: "nearly", YD.Approximately: "about", YD.Exactly: ""}
_MAGNITUDES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_DECIMALS_KEPT = 3


def number(lexical: str) -> str:
    """Write a number for reading.

    Parameters
    ----------
    lexical : str
        A decimal in its stored form.

    Returns
    -------
    str
        With thousands separated, or with a word of magnitude from a million up where that says the same number.

    Examples
    --------
    >>> number("170000000"), number("23.9"), number("41000"), number("1234567")
    ('170 million', '23.9', '41,000', '1,234,567')
    """
    try:
        value = Decimal(lexical)
    except InvalidOperation:
        return lexical
    for size, word in _MAGNITUDES:
        scaled = value / size
        if abs(scaled) >= 1 and scaled == round(scaled, _DECIMALS_KEPT):
            return f"{scaled.normalize():,f} {word}".replace("-", "−")
    return f"{value:,f}".replace("-", "−")


def unit(iri: str | None) -> str:
    """Name a unit; empty for plain counts and where none is given, the local name for an unknown one."""
    if iri is None:
        return ""
    return _UNITS.get(iri, iri.rsplit("/", 1)[-1])


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
