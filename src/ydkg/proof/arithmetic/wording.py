"""Numbers, quantities and intervals in words, for computations that a person can follow."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from ydkg.words import quantity as words

if TYPE_CHECKING:
    from ydkg.proof.arithmetic.interval import Interval
    from ydkg.proof.arithmetic.quantity import Quantity

_PRINTED_WHOLE = 6
_PRINTED = 4


def to_digits(value: Decimal, digits: int, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Round a number to so many digits, from the first that is no zero.

    Parameters
    ----------
    value : Decimal
    digits : int
    rounding : str

    Returns
    -------
    Decimal

    Examples
    --------
    >>> to_digits(Decimal("83.1325"), 3, ROUND_FLOOR)
    Decimal('83.1')
    """
    return Context(prec=digits, rounding=rounding).plus(value)


def amount(value: Decimal, unit_iri: str, *, signed: bool = False) -> str:
    """Write a number with its unit, and with a plus where it is signed and above zero.

    Parameters
    ----------
    value : Decimal
    unit_iri : str
        Its IRI.
    signed : bool
        Whether it is a change.

    Returns
    -------
    str
        A few words.
    """
    return words.quantity(value, unit_iri, signed=signed)


def said(quantity: Quantity, *, signed: bool = False) -> str:
    """Write a quantity with its bound before it and, where it was converted, as it was stated behind it.

    Parameters
    ----------
    quantity : Quantity
    signed : bool
        Whether it is a change.

    Returns
    -------
    str
        A few words.
    """
    written = bounded(quantity.value, quantity.unit, quantity.bound, signed=signed)
    stated = quantity.original
    return written if stated is None else f"{written} ({amount(stated.value, stated.unit, signed=signed)})"


def bounded(value: Decimal, unit_iri: str, bound: str, *, signed: bool = False) -> str:
    """Write a number with its unit and its bound.

    Parameters
    ----------
    value : Decimal
    unit_iri : str
        Its IRI.
    bound : str
        The IRI of its bound.
    signed : bool
        Whether it is a change.

    Returns
    -------
    str
        A few words.
    """
    return words.quantity(value, unit_iri, bound, signed=signed)


def span(interval: Interval, unit_iri: str, *, signed: bool = False) -> str:
    """Write what an interval holds; ends with many digits are rounded outwards, so that it stays true.

    Parameters
    ----------
    interval : Interval
    unit_iri : str
        Its IRI.
    signed : bool
        Whether it is a change.

    Returns
    -------
    str
        A few words.

    Examples
    --------
    >>> from ydkg.proof.arithmetic.interval import above
    >>> from ydkg.vocab import UNIT
    >>> span(above(Decimal("83.1325301")), UNIT.PERCENT, signed=True)
    'more than +83.13%'
    """
    low, high = interval.lower, interval.upper
    # An end that had to be rounded itself stands for one number.
    if to_digits(low, _PRINTED_WHOLE) == to_digits(high, _PRINTED_WHOLE):
        near = to_digits(low, _PRINTED)
        whole = interval.is_point() and to_digits(low, _PRINTED_WHOLE) == low
        return amount(low, unit_iri, signed=signed) if whole else f"about {amount(near, unit_iri, signed=signed)}"
    down, up = _short(low, ROUND_FLOOR), _short(high, ROUND_CEILING)
    if low.is_infinite() and high.is_infinite():
        return "any number"
    if high.is_infinite():
        before = "more than " if interval.lower_open or down != low else "at least "
        return before + amount(down, unit_iri, signed=signed)
    if low.is_infinite():
        before = "less than " if interval.upper_open or up != high else "at most "
        return before + amount(up, unit_iri, signed=signed)
    return f"between {amount(down, unit_iri, signed=signed)} and {amount(up, unit_iri, signed=signed)}"


def _short(end: Decimal, rounding: str) -> Decimal:
    if end.is_infinite() or to_digits(end, _PRINTED_WHOLE) == end:
        return end
    return to_digits(end, _PRINTED, rounding)
