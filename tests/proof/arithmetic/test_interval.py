"""Intervals hold every true result, printed numbers become the right ones, units convert within a dimension."""

from __future__ import annotations

import operator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ydkg.language.quantity import number
from ydkg.language.units import common_unit, factor
from ydkg.proof.arithmetic.comparison import change_unit
from ydkg.proof.arithmetic.interval import INFINITY, Interval, above, point, ratio, rounding_interval
from ydkg.proof.arithmetic.quantity import StatedQuantity, interval_words, printed
from ydkg.vocab import UNIT, YD

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBERS = st.decimals(-(10**6), 10**6, places=4)
STEPS = st.sampled_from([Decimal(0), Decimal("0.01"), Decimal(1), Decimal(1000)])
OPERATIONS: list[Callable[..., object]] = [operator.add, operator.sub, operator.mul, operator.truediv]


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """Draw an interval, at times with open or infinite ends, and a true value in it."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    weight = Fraction(draw(st.integers(0, 8)), 8)
    inside = Fraction(low) * (1 - weight) + Fraction(high) * weight
    interval = Interval(
        -INFINITY if draw(st.booleans()) else low,
        INFINITY if draw(st.booleans()) else high,
        lower_open=weight != 0 and low < high and draw(st.booleans()),
        upper_open=weight != 1 and low < high and draw(st.booleans()),
    )
    return interval, inside


def holds(interval: Interval, number: Fraction) -> bool:
    """Tell by exact fractions whether an interval holds a number, open ends left out."""
    low = interval.lower.is_infinite() or (
        Fraction(interval.lower) < number or (Fraction(interval.lower) == number and not interval.lower_open)
    )
    high = interval.upper.is_infinite() or (
        number < Fraction(interval.upper) or (Fraction(interval.upper) == number and not interval.upper_open)
    )
    return low and high


@pytest.mark.parametrize("operation", OPERATIONS)
@given(first=intervals(), second=intervals())
def test_a_result_holds_what_true_values_give(
    operation: Callable[..., object], first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    """Whatever the true inputs are within their intervals, the true result is within the result's."""
    (a, x), (b, y) = first, second
    assert holds(a, x)
    assert holds(b, y)
    try:
        result = operation(a, b)
    except ZeroDivisionError:
        assert holds(b, Fraction(0))
        return
    assert isinstance(result, Interval)
    assert holds(result, operation(x, y))  # type: ignore[arg-type]


@given(intervals(), intervals())
def test_the_common_part_is_what_both_hold(first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]) -> None:
    """A number is in the common part just if it is in both; within another is what is all in common with it."""
    (a, x), (b, y) = first, second
    common = a.common(b)
    for value in (x, y):
        assert (common is not None and holds(common, value)) == (holds(a, value) and holds(b, value))
    assert a.within(b) == (common == a)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_ends_of_points_are_exact(a: Decimal, b: Decimal, c: Decimal) -> None:
    """Sums, differences and products of points are points: arithmetic loses no digit."""
    result = point(a) + point(b) - point(c) * point(a)
    assert result.is_point()
    assert Fraction(result.lower) == Fraction(a) + Fraction(b) - Fraction(c) * Fraction(a)


@given(NUMBERS, STEPS)
def test_rounding_is_undone_by_half_a_step(true: Decimal, step: Decimal) -> None:
    """What a number was before it was rounded lies within half a step of it."""
    rounded = true if not step else (true / step).to_integral_value() * step
    assert true in rounding_interval(rounded, step)


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_fraction_is_held(numerator: int, denominator: int) -> None:
    """A third is in its interval, though no decimal is one."""
    assert holds(ratio(numerator, denominator), Fraction(numerator, denominator))


@given(NUMBERS, st.sampled_from([YD.Exactly, YD.MoreThan, YD.LessThan, YD.AtLeast, YD.AtMost, YD.Approximately]))
def test_what_is_read_is_allowed_after_rounding(value: Decimal, bound: str) -> None:
    """Taking a number as rounded never rules out what its words say, and coarser rounding allows no less."""
    quantity = printed(value, UNIT.KiloM, bound)
    assert quantity.reading().within(quantity.allowed())
    assume(quantity.step)
    fine, coarse = quantity.rounded(quantity.step), quantity.rounded(quantity.step * 10)
    assert quantity.reading().within(fine)
    assert fine.within(coarse)


def test_an_interval_of_nothing_is_refused() -> None:
    """Ends in the wrong order, or one end that is left out, hold no number."""
    for ends in ((Decimal(2), Decimal(1), False), (Decimal(1), Decimal(1), True), (INFINITY, INFINITY, False)):
        with pytest.raises(ValueError, match="no number lies between"):
            Interval(ends[0], ends[1], lower_open=ends[2])


def test_bounds_are_kept() -> None:
    """Over 7,600 less 4,150 is over 3,450, and two lower bounds leave a quotient anywhere above zero."""
    assert above(Decimal(7600)) - point(Decimal(4150)) == above(Decimal(3450))
    assert above(Decimal(29700000000)) / above(Decimal(494000000)) == above(Decimal(0))
    assert above(Decimal(1)) - above(Decimal(1)) == Interval(-INFINITY, INFINITY)
    assert point(Decimal(27)) / above(Decimal(1)) == Interval(Decimal(0), Decimal(27), lower_open=True, upper_open=True)


@pytest.mark.parametrize(
    ("bound", "reading", "allowed"),
    [
        (YD.Exactly, "[1.9, 1.9]", "[1.85, 1.95]"),
        (YD.MoreThan, "(1.9, ∞)", "(1.9, ∞)"),
        (YD.LessThan, "(−∞, 1.9)", "(−∞, 1.9)"),
        (YD.AtLeast, "[1.9, ∞)", "[1.9, ∞)"),
        (YD.AtMost, "(−∞, 1.9]", "(−∞, 1.9]"),
        (YD.Approximately, "[1.85, 1.95]", "[1.85, 1.95]"),
    ],
)
def test_a_bound_gives_its_interval(bound: str, reading: str, allowed: str) -> None:
    """Each bound reads a printed number in its way; only a number without one may have been rounded."""
    quantity = printed(Decimal("1.9"), UNIT.UNITLESS, bound)
    assert (str(quantity.reading()), str(quantity.allowed())) == (reading, allowed)


@pytest.mark.parametrize(
    ("value", "step"),
    [
        ("83.3", "0.1"),
        ("4150", "1"),
        ("2", "1"),
        ("120000", "1"),
        ("80000000000", "1000000000"),
        ("29700000000", "100000000"),
        ("170000000", "1000000"),
        ("1234567", "1"),
        ("1234500", "1"),
        ("1234567.5", "0.1"),
        ("0", "1"),
        ("-12.50", "0.1"),
    ],
)
def test_the_last_printed_digit(value: str, step: str) -> None:
    """Decimals count as printed, and a word of magnitude is read out of millions and more."""
    assert printed(Decimal(value), UNIT.KiloM, YD.Exactly).step == Decimal(step)


def test_counts_and_ranks_are_not_rounded() -> None:
    """Nine cities are nine and rank 5 is 5, but 46 million people are rounded to the million."""
    assert printed(Decimal(9), UNIT.NUM, YD.Exactly).allowed() == point(Decimal(9))
    assert printed(Decimal(5), UNIT.UNITLESS, YD.Exactly, ranked=True).allowed() == point(Decimal(5))
    assert not printed(Decimal(46000000), UNIT.NUM, YD.Exactly).allowed().is_point()


def test_units_convert_within_their_dimension_only() -> None:
    """Two hours are 120 minutes; hours are no kilometres, yuan no dollars, percentage points no percentages."""
    hours = printed(Decimal(2), UNIT.HR, YD.MoreThan)
    minutes = hours.within_unit(UNIT.MIN)
    assert isinstance(minutes, StatedQuantity)
    assert (minutes.value, minutes.step, str(minutes.reading())) == (120, 60, "(120, ∞)")
    assert minutes.digits() == hours.digits() == 1
    assert hours.within_unit(UNIT.KiloM) is None
    assert common_unit(UNIT.MIN, UNIT.HR) == UNIT.MIN
    assert common_unit(UNIT.PERCENT, UNIT.UNITLESS) == UNIT.PERCENT
    assert factor(UNIT.UNITLESS, UNIT.PERCENT) == 100
    for other in (UNIT.CCY_USD, UNIT.NUM, "http://qudt.org/vocab/unit/FURLONG"):
        assert common_unit(UNIT.CCY_CNY, other) is None
    assert common_unit(UNIT.PERCENT, YD.PercentagePoint) is None
    assert change_unit(UNIT.PERCENT, YD.AbsoluteChange) == YD.PercentagePoint


def test_a_unit_that_is_not_known_is_compared_with_itself() -> None:
    """What is not in the table is a dimension of its own."""
    furlong = "http://qudt.org/vocab/unit/FURLONG"
    assert common_unit(furlong, furlong) == furlong


@given(NUMBERS)
def test_a_written_number_can_be_read_back(value: Decimal) -> None:
    """Writing a number for people loses no digit."""
    text = number(value).replace(",", "").replace("−", "-")
    digits, _, word = text.partition(" ")
    assert Decimal(digits) * (10**6 if word == "million" else 1) == value


@given(intervals())
def test_a_written_bound_stays_true(drawn: tuple[Interval, Fraction]) -> None:
    """Ends are rounded outwards for people, so that what is said of an interval holds."""
    interval, _ = drawn
    assume(not interval.is_point())
    for word, end in (("more than ", interval.lower), ("less than ", interval.upper)):
        text = interval_words(interval, UNIT.NUM)
        if text.startswith(word):
            said = Decimal(text.removeprefix(word).replace(",", "").replace("−", "-").replace(" million", "e6"))
            assert said <= end if word == "more than " else said >= end
