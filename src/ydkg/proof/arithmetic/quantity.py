"""Quantities: a printed number with its unit, its bound and its last printed digit, read as an interval."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ydkg.language.units import factor, measure_word
from ydkg.proof.arithmetic.interval import Interval, above, at_least, at_most, point, ratio, rounding_interval, under
from ydkg.vocab import QUDT, UNIT, YD

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph

#: The bounds that leave all numbers on one side possible, as intervals from a number on.
THRESHOLDS = {YD.MoreThan: above, YD.AtLeast: at_least, YD.LessThan: under, YD.AtMost: at_most}
BOUNDS = (YD.Exactly, *THRESHOLDS, YD.Approximately)
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
#: More digits than any document prints.
MANY = 50
_ZERO, _ONE = Decimal(0), Decimal(1)
#: The words of magnitude, largest first, and how many decimals a document prints before one.
_MAGNITUDES = tuple(Decimal(10) ** exponent for exponent in (12, 9, 6))
_DECIMALS_BEFORE_A_MAGNITUDE = 2


@dataclass(frozen=True)
class StatedQuantity:
    """Hold a printed number and what it says of the true one."""

    value: Decimal
    unit: str
    bound: str
    step: Decimal
    exact: Interval
    original: StatedQuantity | None = None
    counter: str = field(default="", compare=False)
    change: bool = False
    fraction: tuple[str, str] | None = None
    word: str | None = None

    @property
    def wording(self) -> str:
        """The word that is printed, else the bound; an IRI."""
        return self.word or self.bound

    def reading(self) -> Interval:
        """Return what the words say of the true number."""
        if self.change and self.value < 0:
            return -replace(self, value=-self.value, exact=-self.exact).reading()
        if side := THRESHOLDS.get(self.bound):
            return side(self.exact.lower if self.bound in {YD.MoreThan, YD.AtLeast} else self.exact.upper)
        if self.bound == YD.Approximately:
            return rounding_interval(self.value, max(self.step, last_digit(self.value)))
        return self.exact

    def allowed(self) -> Interval:
        """Return the true numbers that are still possible if an exact number was rounded to its last printed digit.

        A threshold ("over 7,600") is not rounded, so that its allowed numbers are those of `reading`.
        """
        return rounding_interval(self.value, self.step) if self.bound == YD.Exactly and self.step else self.reading()

    def rounded(self, step: Decimal) -> Interval:
        """Return the true numbers of which the words are right after rounding to a step; a threshold is not rounded."""
        half, reading = rounding_interval(self.value, step), self.reading()
        if self.bound in THRESHOLDS:
            return reading
        return Interval(min(half.lower, reading.lower), max(half.upper, reading.upper))

    def within_unit(self, unit: str) -> StatedQuantity | None:
        """Return the same quantity in another unit; None if it does not convert there without rounding."""
        if unit == self.unit:
            return self
        times = factor(self.unit, unit)
        if times is None:
            return None
        value, step = ((point(number) * point(times)).lower for number in (self.value, self.step))
        exact = self.exact * point(times)
        original = self.original or self
        return replace(self, value=value, unit=unit, step=step, exact=exact, original=original, fraction=None)

    def digits(self) -> int:
        """Return how many digits it was printed with, from the first that is no zero; `MANY` if it was not rounded."""
        stated = self.original or self
        if not stated.step:
            return MANY
        return max(1, stated.value.adjusted() - stated.step.adjusted() + 1) if stated.value else 1


def observed(table: Graph, observation: str) -> StatedQuantity | None:
    """Read an observation; None if value, unit or bound is missing, double or damaged."""
    value = _decimal(table.one(observation, YD.value))
    unit, bound = table.one(observation, QUDT.hasUnit), table.one(observation, YD.bound)
    if value is None or unit is None or bound not in BOUNDS:
        return None
    word = table.one(observation, YD.printedAs)
    numerator, denominator = table.number(observation, YD.numerator), table.number(observation, YD.denominator)
    if numerator is not None and denominator:
        parts = str(numerator), str(denominator)
        return StatedQuantity(
            value,
            unit,
            bound,
            ratio(1, denominator).upper,
            ratio(numerator, denominator),
            fraction=parts,
            word=word,
        )
    metric = table.one(observation, YD.metric) or ""
    ranked = table.one(metric, YD.measureKind) == YD.Rank
    counter = measure_word(table, metric)
    return replace(printed(value, unit, bound, ranked=ranked), counter=counter, word=word)


def stated_change(table: Graph, comparison: str) -> StatedQuantity | None:
    """Read the change that a comparison states; None if it states none, or it is damaged."""
    value = _decimal(table.one(comparison, YD.statedChange))
    unit, bound = table.one(comparison, QUDT.hasUnit), table.one(comparison, YD.bound) or YD.Exactly
    if value is None or unit is None or bound not in BOUNDS:
        return None
    return replace(printed(value, unit, bound), change=True, word=table.one(comparison, YD.printedAs))


def printed(value: Decimal, unit: str, bound: str, *, ranked: bool = False) -> StatedQuantity:
    """Return the quantity that a printed number stands for.

    The graph keeps numbers without closing zeros after the point and with magnitude words worked in. A number of
    a million or more is taken to be printed with its largest magnitude word where at most two decimals stand before
    that, any other with all the digits that it has.

    >>> [f"{printed(Decimal(n), UNIT.KiloM, YD.Exactly).step:f}" for n in ("83.3", "4150", "29700000000", "1234567")]
    ['0.1', '1', '100000000', '1']
    """
    shortest = last_digit(value)
    magnitude = next((each for each in _MAGNITUDES if value.copy_abs() >= each), _ONE)
    step = min(shortest, magnitude if shortest >= magnitude.scaleb(-_DECIMALS_BEFORE_A_MAGNITUDE) else _ONE)
    counted = step == _ONE and bound == YD.Exactly and (ranked or unit == UNIT.NUM)
    return StatedQuantity(value, unit, bound, _ZERO if counted else step, point(value))


def last_digit(value: Decimal) -> Decimal:
    """Return what a one in the last digit of a number that is no zero is worth; one for zero; a power of ten.

    >>> f"{last_digit(Decimal(4150)):f}", f"{last_digit(Decimal('83.30')):f}"
    ('10', '0.1')
    """
    if not value:
        return _ONE
    digits = value.as_tuple()
    zeros = len(digits.digits) - len("".join(map(str, digits.digits)).rstrip("0"))
    return _ONE.scaleb(int(digits.exponent) + zeros)


def _decimal(lexical: str | None) -> Decimal | None:
    """Read a decimal; None if the text is no decimal in digits."""
    return Decimal(lexical) if lexical is not None and _DECIMAL.match(lexical) else None
