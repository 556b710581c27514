"""Numbers, quantities and intervals in words, for computations that a person can follow."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from ydkg.errors import Message, Named, problem
from ydkg.language import quantity as words
from ydkg.language.text import CHINESE
from ydkg.proof.arithmetic.interval import Interval, point
from ydkg.vocab import YD

if TYPE_CHECKING:
    from ydkg.proof.arithmetic.quantity import StatedQuantity

_PRINTED_WHOLE = 6
_PRINTED = 4


def to_digits(value: Decimal, digits: int, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Round a number to so many digits, from the first that is no zero.

    >>> to_digits(Decimal("83.1325"), 3, ROUND_FLOOR)
    Decimal('83.1')
    """
    return Context(prec=digits, rounding=rounding).plus(value)


def quantity_words(quantity: StatedQuantity, *, signed: bool = False) -> Named | Message:
    """Write a quantity as it is stated, with its bound; where it was converted, as it was stated behind it."""

    def write(each: StatedQuantity, bound: str) -> Named:
        if each.fraction:
            return Named(words.fraction(*each.fraction, bound), words.fraction(*each.fraction, bound, CHINESE))
        return bounded(each.value, each.unit, bound, signed=signed, counter=each.counter)

    written = write(quantity, quantity.wording)
    if quantity.original is None:
        return written
    return problem("{amount} ({stated})", amount=written, stated=write(quantity.original, ""))


def bounded(
    value: Decimal, unit_iri: str, bound: str = "", *, signed: bool = False, computed: bool = False, counter: str = ""
) -> Named:
    """Write a number with its unit and its bound, and with a plus where it is signed and above zero; a few words."""
    return Named(
        words.quantity(value, unit_iri, bound, signed=signed, computed=computed),
        words.quantity(value, unit_iri, bound, CHINESE, signed=signed, computed=computed, counter=counter),
    )


def interval_words(interval: Interval, unit_iri: str, *, signed: bool = False, counter: str = "") -> Named | Message:
    """Write what an interval holds; ends with many digits are rounded outwards, so that it stays true; a few words.

    >>> from ydkg.proof.arithmetic.interval import above
    >>> from ydkg.vocab import UNIT
    >>> interval_words(above(Decimal("83.1325301")), UNIT.PERCENT, signed=True)
    'more than +83.13%'
    """
    shown = shortened(interval)
    low, high = shown.lower, shown.upper
    if low.is_infinite() and high.is_infinite():
        return problem("any number")
    least, most = (bounded(end, unit_iri, signed=signed, counter=counter) for end in (low, high))
    if shown.is_point():
        return least if shown == interval else problem("about {amount}", amount=least)
    if high.is_infinite():
        bound = YD.MoreThan if shown.lower_open else YD.AtLeast
        return bounded(low, unit_iri, bound, signed=signed, computed=True, counter=counter)
    if low.is_infinite():
        bound = YD.LessThan if shown.upper_open else YD.AtMost
        return bounded(high, unit_iri, bound, signed=signed, computed=True, counter=counter)
    return problem("between {least} and {most}", least=least, most=most)


def shortened(interval: Interval) -> Interval:
    """Round the ends of an interval that have many digits outwards, so that what it says stays true.

    >>> from ydkg.proof.arithmetic.interval import above, ratio
    >>> str(shortened(ratio(1, 3))), str(shortened(above(Decimal("83.1325301"))))
    ('[0.3333, 0.3333]', '(83.13, ∞)')
    """
    low, high = interval.lower, interval.upper
    whole = to_digits(low, _PRINTED_WHOLE)
    if whole == to_digits(high, _PRINTED_WHOLE):
        # An end that had to be rounded itself stands for one number.
        return interval if low == high == whole else point(to_digits(low, _PRINTED))
    down, up = _short(low, ROUND_FLOOR), _short(high, ROUND_CEILING)
    return Interval(down, up, interval.lower_open or down != low, interval.upper_open or up != high)


def _short(end: Decimal, rounding: str) -> Decimal:
    if end.is_infinite() or to_digits(end, _PRINTED_WHOLE) == end:
        return end
    return to_digits(end, _PRINTED, rounding)
