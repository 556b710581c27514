"""Verdicts: how a stated change or outcome stands to what the values beside it give."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ydkg.language.text import translatable
from ydkg.proof.arithmetic.quantity import last_digit
from ydkg.vocab import YD

if TYPE_CHECKING:
    from ydkg.proof.arithmetic.interval import Interval
    from ydkg.proof.arithmetic.quantity import StatedQuantity

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
