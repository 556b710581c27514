"""Intervals of decimals: what can be said of a result when its inputs are known only within bounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)
_DIGITS = 60
_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
#: Lower ends are rounded down and upper ends up, so that a rounded result still holds every true one.
_DOWN = Context(prec=_DIGITS, rounding=ROUND_FLOOR, Emin=-999999, Emax=999999, traps=_TRAPS)
_UP = Context(prec=_DIGITS, rounding=ROUND_CEILING, Emin=-999999, Emax=999999, traps=_TRAPS)
_End = tuple[Decimal, bool]


@dataclass(frozen=True)
class Interval:
    """Hold all numbers between two ends.

    Results of arithmetic hold every number that the operation gives for numbers of the operands; where a quotient has
    too many digits, its ends are rounded outwards.

    R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis, SIAM 2009, chapters 2 and 3.

    >>> str(above(Decimal(7600)) - point(Decimal(4150)))
    '(3450, ∞)'
    """

    lower: Decimal
    upper: Decimal
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        if self.lower.is_nan() or self.upper.is_nan() or self.lower > self.upper:
            raise ValueError(f"no number lies between {self.lower} and {self.upper}")
        if self.lower == self.upper and (self.lower_open or self.upper_open or self.lower.is_infinite()):
            raise ValueError(f"no number lies between {self.lower} and itself, without it")
        object.__setattr__(self, "lower_open", self.lower_open or self.lower.is_infinite())
        object.__setattr__(self, "upper_open", self.upper_open or self.upper.is_infinite())

    def __str__(self) -> str:
        left = "−∞" if self.lower.is_infinite() else f"{self.lower:f}"
        right = "∞" if self.upper.is_infinite() else f"{self.upper:f}"
        return f"{'(' if self.lower_open else '['}{left}, {right}{')' if self.upper_open else ']'}"

    def __neg__(self) -> Interval:
        return Interval(self.upper.copy_negate(), self.lower.copy_negate(), self.upper_open, self.lower_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _DOWN.add(self.lower, other.lower),
            _UP.add(self.upper, other.upper),
            self.lower_open or other.lower_open,
            self.upper_open or other.upper_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        return self._combined(other, _product)

    def __truediv__(self, other: Interval) -> Interval:
        """Divide by an interval that does not hold zero; it may be an open end of it."""
        if _ZERO in other:
            raise ZeroDivisionError(f"{other} holds zero")
        if other.upper <= 0:
            return -self / -other
        return self._combined(other, _quotient)

    def __contains__(self, number: Decimal) -> bool:
        above_lower = number > self.lower or (number == self.lower and not self.lower_open)
        return above_lower and (number < self.upper or (number == self.upper and not self.upper_open))

    def _ends(self) -> tuple[_End, _End]:
        return (self.lower, self.lower_open), (self.upper, self.upper_open)

    def _combined(self, other: Interval, operation: Callable[[_End, _End, Context], _End]) -> Interval:
        """Take what an operation makes of the ends, the least and the greatest of it."""
        pairs = [(x, y) for x in self._ends() for y in other._ends()]
        low = min((operation(x, y, _DOWN) for x, y in pairs), key=lambda end: (end[0], end[1]))
        high = max((operation(x, y, _UP) for x, y in pairs), key=lambda end: (end[0], not end[1]))
        return _between(low, high)

    def is_point(self) -> bool:
        """Tell whether it holds one number only."""
        return self.lower == self.upper

    def within(self, other: Interval) -> bool:
        """Tell whether another interval holds all its numbers."""
        low = self.lower > other.lower or (self.lower == other.lower and (self.lower_open or not other.lower_open))
        high = self.upper < other.upper or (self.upper == other.upper and (self.upper_open or not other.upper_open))
        return low and high

    def common(self, other: Interval) -> Interval | None:
        """Return the numbers that are in both; None if there are none."""
        low = max(self._ends()[0], other._ends()[0])  # of equal ends, the open one is later
        high = min(self._ends()[1], other._ends()[1], key=lambda end: (end[0], not end[1]))
        if low[0] > high[0] or (low[0] == high[0] and (low[1] or high[1])):
            return None
        return _between(low, high)

    def positive(self) -> Interval | None:
        """Return its numbers above zero; None if there are none."""
        return self.common(above(_ZERO))


def point(number: Decimal) -> Interval:
    """Return the interval of one number."""
    return Interval(number, number)


def above(number: Decimal) -> Interval:
    """Return the numbers above a number."""
    return Interval(number, INFINITY, lower_open=True)


def under(number: Decimal) -> Interval:
    """Return the numbers under a number."""
    return Interval(-INFINITY, number, upper_open=True)


def at_least(number: Decimal) -> Interval:
    """Return a number and those above it."""
    return Interval(number, INFINITY)


def at_most(number: Decimal) -> Interval:
    """Return a number and those under it."""
    return Interval(-INFINITY, number)


def rounding_interval(number: Decimal, step: Decimal) -> Interval:
    """Return the numbers that give a number when they are rounded to a step.

    >>> str(rounding_interval(Decimal("83.3"), Decimal("0.1")))
    '[83.25, 83.35]'
    """
    half = _UP.divide(step, Decimal(2))
    return Interval(_DOWN.subtract(number, half), _UP.add(number, half))


def ratio(numerator: int, denominator: int) -> Interval:
    """Return the narrowest interval of ours that holds a fraction; of one number where the quotient ends.

    >>> str(ratio(2, 5))
    '[0.4, 0.4]'
    """
    return point(Decimal(numerator)) / point(Decimal(denominator))


def _between(low: _End, high: _End) -> Interval:
    return Interval(low[0], high[0], low[1], high[1])


def _product(x: _End, y: _End, context: Context) -> _End:
    """Multiply two ends; nothing times infinity is nothing, since infinite ends are never reached."""
    if x[0] == 0 or y[0] == 0:
        return _ZERO, not ((x[0] == 0 and not x[1]) or (y[0] == 0 and not y[1]))
    return context.multiply(x[0], y[0]), x[1] or y[1]


def _quotient(x: _End, y: _End, context: Context) -> _End:
    """Divide an end by one that is not below zero."""
    if x[0] == 0:
        return _ZERO, x[1]
    if y[0] == 0:  # an open end: the quotient grows without end
        return INFINITY.copy_sign(x[0]), True
    if y[0].is_infinite():  # it comes near to nothing; where x is infinite too, the other pairs hold what is larger
        return _ZERO, True
    return context.divide(x[0], y[0]), x[1] or y[1]
