"""Values with what they measure, and how a text compares them: what the rules for figures find."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.vocab import PREFIXES, UNIT, YD

if TYPE_CHECKING:
    from ydkg.words.reading.quantities import Quantity
    from ydkg.words.reading.times import Time

METRE = PREFIXES["unit"] + "M"
LENGTHS = frozenset(
    {
        UNIT.KiloM,
        METRE,
        YD.Mu,
        *(PREFIXES["unit"] + name for name in ("KiloM2", "M2", "HA", "AC", "MI", "FT", "FT2", "MI2")),
    }
)
DURATIONS = frozenset({UNIT.MIN, UNIT.HR, *(PREFIXES["unit"] + name for name in ("DAY", "WK", "MO", "YR"))})
COUNTS = frozenset({UNIT.NUM, UNIT["NUM-PER-YR"]})
SHARES = frozenset({UNIT.PERCENT, YD.PercentagePoint})


class Figure(NamedTuple):
    """A value of a metric.

    Attributes
    ----------
    quantity : Quantity
        As it is printed.
    start, end : int
        The run of words that states it.
    metric : tuple of int
        Start and end of the words that say what is measured; equal where none do.
    unit, status : str
        IRIs.
    kind : str
        IRI of the kind of measure.
    time : Time or None
        Its period.
    ranked : tuple of int
        Of a rank, start and end of what it is a rank in; equal otherwise.
    rule : str
        Kind and name of the rule.
    """

    quantity: Quantity
    start: int
    end: int
    metric: tuple[int, int]
    unit: str
    status: str
    kind: str
    time: Time | None
    ranked: tuple[int, int]
    rule: str


class Change(NamedTuple):
    """How a value compares with another.

    Attributes
    ----------
    start, end : int
        The run of words that states it.
    current : Figure
    baseline, target : Figure or None
    amount : Quantity or None
        The change that is stated.
    rises : bool
        Whether it is a rise; of an outcome, whether it is ahead.
    against : str
        ``before``, ``nation``, ``target`` or empty: what it is compared with, where no second value is given.
    time : Time or None
        The period of what it is compared with.
    rule : str
        Kind and name of the rule.
    """

    start: int
    end: int
    current: Figure
    baseline: Figure | None
    target: Figure | None
    amount: Quantity | None
    rises: bool
    against: str
    time: Time | None
    rule: str
