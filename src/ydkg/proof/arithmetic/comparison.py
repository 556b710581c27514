"""Comparisons: what is set against what, the change between the two, and how it stands to what is stated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.language.text import translatable
from ydkg.language.units import common_unit, unit
from ydkg.proof.arithmetic.interval import Interval, point
from ydkg.proof.arithmetic.quantity import MANY, StatedQuantity, last_digit, observed, stated_change, to_digits
from ydkg.vocab import UNIT, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ydkg.graph.graph import Graph
    from ydkg.proof.arithmetic.quantity import StatedFigure

#: No quotient is given with fewer or with more digits than these.
_FEWEST, _MOST = 2, 6
_KINDS = (YD.RelativeChange, YD.AbsoluteChange)
_ONE, _HUNDRED = point(Decimal(1)), point(Decimal(100))
#: Decimals that a hundredth has.
_HUNDREDTH = 2


@dataclass(frozen=True)
class StatedComparison:
    """Hold what a comparison sets against what."""

    iri: str
    current_iri: str = ""
    baseline_iri: str | None = None
    current: StatedQuantity | None = None
    baseline: StatedQuantity | None = None
    stated: StatedQuantity | None = None
    kind: str | None = None
    problem: str = ""


def read_comparison(table: Graph, iri: str, stated: Mapping[tuple[str, str], list[StatedFigure]]) -> StatedComparison:
    """Read a comparison and bring its values to one unit."""
    try:
        return _in_one_unit(_read(table, iri, stated))
    except _Unusable as reason:
        return StatedComparison(iri, problem=reason.args[0])


def input_status(table: Graph, read: StatedComparison) -> str:
    """Return the status of the compared observation that is not yet so; empty where there is none."""
    inputs = (table.one(iri, YD.valueStatus) for iri in (read.current_iri, read.baseline_iri) if iri)
    return next((status for status in inputs if status in {YD.Expected, YD.Intended}), "")


def change(current: Interval, baseline: Interval, kind: str, value_unit: str) -> Interval | None:
    """Compute the change from a baseline to a current value."""
    if kind == YD.AbsoluteChange:
        return current - baseline
    if not unit(value_unit).signed:
        # What cannot be negative and is something at all is above zero: "nearly 1,000" too.
        baseline = baseline.positive() or baseline
    if baseline.lower < 0 or Decimal(0) in baseline:
        return None
    return (current / baseline - _ONE) * _HUNDRED


def change_unit(value_unit: str, kind: str | None) -> str:
    """Return the unit of a change: percent, the value's own, or percentage points where that is percent; an IRI."""
    if kind == YD.RelativeChange:
        return UNIT.PERCENT
    return YD.PercentagePoint if value_unit == UNIT.PERCENT else value_unit


def undo(current: Interval, changed: Interval, kind: str | None) -> Interval | None:
    """Compute the baseline that a change leads from to a current value; None if no one follows."""
    if kind == YD.AbsoluteChange:
        return current - changed
    growth = _ONE + changed / _HUNDRED
    if current.positive() == current:
        growth = growth.positive() or growth  # what is above zero has not fallen by all of it
    return None if growth.lower < 0 or Decimal(0) in growth else current / growth


def earlier_value(read: StatedComparison) -> tuple[Decimal, str] | None:
    """Compute the number, and its bound, that a stated change leads back to; None if no one follows."""
    if read.current is None or read.stated is None:
        return None
    digits, least = None, None
    if read.kind == YD.RelativeChange:
        # A percentage of so many decimals fixes its factor to two more of them, and to the one in front.
        factor_digits = 1 + _HUNDREDTH - read.stated.step.adjusted() if read.stated.step else MANY
        digits, least = min(read.current.digits(), factor_digits), Decimal(0)
    return combine(
        lambda value, changed: undo(value, changed, read.kind), read.current, read.stated, digits=digits, least=least
    )


class _Unusable(Exception):  # noqa: N818 - never leaves this module
    """Say why nothing can be computed."""


def _read(table: Graph, iri: str, figures: Mapping[tuple[str, str], list[StatedFigure]]) -> StatedComparison:
    current_iri = table.one(iri, YD.current)
    current = observed(table, current_iri) if current_iri else None
    if current_iri is None or current is None:
        raise _Unusable(problem("the value that is compared is missing or damaged"))
    named = table.values(iri, YD.baseline) or table.values(iri, YD.target)
    about, period = table.one(iri, YD.baselineAbout), table.one(iri, YD.baselinePeriod)
    if not named and (about, period) != (None, None):
        # A comparison that names no value itself is with one that is stated elsewhere.
        measure = table.one(current_iri, YD.metric) or "", about or table.one(current_iri, YD.about) or ""
        named = [
            figure.iri
            for figure in figures.get(measure, [])
            if figure.iri != current_iri and figure.status != YD.Target and period in {None, figure.moment.period}
        ]
    if len(named) > 1:
        raise _Unusable(problem("more than one value is given for what it is compared with"))
    baseline_iri = named[0] if named else None
    baseline = observed(table, baseline_iri) if baseline_iri else None
    if baseline_iri and baseline is None:
        raise _Unusable(problem("the value that it is compared with is missing or damaged"))
    stated, kind = stated_change(table, iri), table.one(iri, YD.changeKind)
    if stated is None and table.values(iri, YD.statedChange):
        raise _Unusable(problem("the stated change is damaged or has no unit"))
    if stated is not None and kind not in _KINDS:
        raise _Unusable(problem("nothing says how the stated change is counted"))
    return StatedComparison(iri, current_iri, baseline_iri, current, baseline, stated, kind)


def _in_one_unit(read: StatedComparison) -> StatedComparison:
    """Convert both sides and the stated change to the smallest unit concerned."""
    current, baseline, stated = read.current, read.baseline, read.stated
    if current is None:
        return read
    shared = _shared(current.unit, baseline.unit) if baseline else current.unit
    if stated is not None and read.kind == YD.RelativeChange:
        stated = stated.within_unit(UNIT.PERCENT)
        if stated is None:
            raise _Unusable(problem("a relative change is counted in percent"))
    elif stated is not None:
        if stated.unit == UNIT.PERCENT:
            raise _Unusable(problem("a difference of percentages is counted in percentage points, not in percent"))
        shared = _shared(shared, UNIT.PERCENT if stated.unit == YD.PercentagePoint else stated.unit)
        measured = change_unit(shared, read.kind)
        if measured != stated.unit:
            converted = stated.within_unit(shared)
            stated = replace(converted, unit=measured) if converted else None
    return replace(
        read,
        current=current.within_unit(shared),
        baseline=baseline.within_unit(shared) if baseline else None,
        stated=stated,
    )


def _shared(first: str, second: str) -> str:
    shared = common_unit(first, second)
    if shared is None:
        said = translatable("{first} and {second} do not measure the same, so nothing follows")
        raise _Unusable(problem(said, first=compact(first), second=compact(second)))
    return shared


def combine(
    operation: Callable[..., Interval | None],
    *inputs: StatedQuantity,
    digits: int | None = None,
    least: Decimal | None = None,
) -> tuple[Decimal, str] | None:
    """Compute one number and its bound from several quantities, if one follows."""
    result = operation(*(quantity.reading() for quantity in inputs))
    if result is None:
        return None
    if not all(quantity.exact.is_point() for quantity in inputs):
        digits = digits or _MOST  # a fraction such as a third has no last digit
    bounds = {quantity.bound for quantity in inputs}
    if bounds <= {YD.Exactly, YD.Approximately}:
        central = operation(*(quantity.exact for quantity in inputs))
        if central is None:
            return None
        value = _kept(central.lower, digits if central.is_point() else digits or _MOST)
        exact = bounds == {YD.Exactly} and central.is_point() and value == central.lower
        return value, (YD.Exactly if exact else YD.Approximately)
    bottomless = result.lower.is_infinite() or result.lower == least
    if result.upper.is_infinite() and not bottomless:
        value = _kept(result.lower, digits, ROUND_FLOOR)
        return value, YD.AtLeast if value in result else YD.MoreThan
    if bottomless and not result.upper.is_infinite() and not result.is_point():
        value = _kept(result.upper, digits, ROUND_CEILING)
        return value, YD.AtMost if value in result else YD.LessThan
    return None


def _kept(value: Decimal, digits: int | None, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    return value if digits is None else to_digits(value, min(max(digits + 1, _FEWEST), _MOST), rounding)


AGREES = translatable("agrees")
AGREES_ROUNDED = translatable("agrees when rounded to the last printed digit")
AGREES_COARSELY = translatable("agrees only when rounded more coarsely")
AGREES_IN_DIRECTION = translatable("agrees in direction")
CONTRADICTS = translatable("contradicts")
NOT_STATED = translatable("no earlier value is stated")
OTHER_NOT_STATED = translatable("no value of the other is stated")
CANNOT_BE_TOLD = translatable("cannot be told")
VERDICTS = (
    AGREES,
    AGREES_ROUNDED,
    AGREES_COARSELY,
    AGREES_IN_DIRECTION,
    CONTRADICTS,
    NOT_STATED,
    OTHER_NOT_STATED,
    CANNOT_BE_TOLD,
)
#: The bounds of a target beyond which all is better.
_BETTER_SIDE = {YD.HigherIsBetter: (YD.MoreThan, YD.AtLeast), YD.LowerIsBetter: (YD.LessThan, YD.AtMost)}
#: How a value stands to another one.
BETTER, EQUAL, WORSE = "better", "equal", "worse"


def judge(stated: StatedQuantity, computed: Interval, possible: Interval, *, exact: bool) -> tuple[str, Decimal | None]:
    """Compare a stated change with a computed one."""
    if computed.within(stated.reading()):
        return AGREES, None
    printed = stated.rounded(stated.step)
    if computed.within(printed):
        return AGREES_ROUNDED, None
    if possible.common(printed):
        return (AGREES_ROUNDED if exact else CANNOT_BE_TOLD), None
    step = (stated.step or Decimal(1)).scaleb(1)
    while step <= last_digit(stated.value):
        if possible.common(stated.rounded(step)):
            return AGREES_COARSELY, step
        step = step.scaleb(1)
    return CONTRADICTS, None


def judge_outcome(stated: str, value: StatedQuantity, target: StatedQuantity, direction: str) -> str:
    """Compare a stated outcome with what a value and its target give; one of `VERDICTS`."""
    if _strict(target, direction) and stated == YD.OnTarget:
        stated = YD.AheadOfTarget  # past a threshold that is to be passed is on the target as well
    computed = outcomes(value.reading(), target, direction)
    if computed == {stated}:
        return AGREES
    if stated in computed:
        return CANNOT_BE_TOLD
    exact = value.bound == target.bound == YD.Exactly
    if exact and stated in outcomes(value.allowed(), target, direction, rounded=True):
        return AGREES_ROUNDED
    return CONTRADICTS


def outcomes(value: Interval, target: StatedQuantity, direction: str, *, rounded: bool = False) -> set[str]:
    """Return how a value can stand to a target."""
    passed, side = _strict(target, direction), _BETTER_SIDE.get(direction, ())
    aim = target.exact if target.bound in side else target.allowed() if rounded else target.reading()
    names = {BETTER: YD.AheadOfTarget, EQUAL: YD.BehindTarget if passed else YD.OnTarget, WORSE: YD.BehindTarget}
    return {names[each] for each in standings(value, aim, direction)}


def standings(value: Interval, other: Interval, direction: str) -> set[str]:
    """Return how a value can stand to another one.

    >>> from ydkg.proof.arithmetic.interval import above, point
    >>> sorted(standings(above(Decimal(40)), point(Decimal(42)), YD.HigherIsBetter))
    ['better', 'equal', 'worse']
    """
    if direction == YD.LowerIsBetter:
        value, other = -value, -other
    possible = {
        BETTER: value.upper > other.lower,
        EQUAL: value.common(other) is not None,
        WORSE: value.lower < other.upper,
    }
    return {name for name, holds in possible.items() if holds}


def _strict(target: StatedQuantity, direction: str) -> bool:
    """Tell whether a target is to be passed, not only reached."""
    return target.bound in {YD.MoreThan, YD.LessThan} and target.bound in _BETTER_SIDE.get(direction, ())
