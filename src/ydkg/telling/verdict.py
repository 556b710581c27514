"""Verdicts: how a figure stands to its target or baseline, as the document says, or by intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.proof.arithmetic.quantity import observed
from ydkg.proof.arithmetic.verdict import BETTER, EQUAL, WORSE, outcomes, standings
from ydkg.telling.text import NOTHING, Text, joined
from ydkg.vocab import YD
from ydkg.words.units import common_unit

if TYPE_CHECKING:
    from collections.abc import Collection

    from ydkg.proof.arithmetic.quantity import Quantity
    from ydkg.telling.reading import Reading

#: In the order in which they are said.
_KEYS = {
    YD.AheadOfTarget: "ahead",
    YD.OnTarget: "on",
    YD.BehindTarget: "behind",
    BETTER: "improved",
    EQUAL: "unchanged",
    WORSE: "worsened",
}
_ALONE = {
    "ahead": Text("ahead of target", "优于目标"),
    "on": Text("on target", "达到目标"),
    "behind": Text("behind target", "落后于目标"),
    "improved": Text("better than baseline", "优于基准"),
    "unchanged": Text("as the baseline", "与基准持平"),
    "worsened": Text("worse than baseline", "劣于基准"),
}
_AMONG = {
    "ahead": Text("ahead of", "优于"),
    "on": Text("on", "达到"),
    "behind": Text("behind", "落后于"),
    "improved": Text("better than", "优于"),
    "unchanged": Text("as", "持平于"),
    "worsened": Text("worse than", "劣于"),
}
_TARGETS = frozenset(("ahead", "on", "behind"))
_HOPED = Text("expected to be {verdict}", "预期{verdict}")
_BOUNDED = {
    YD.MoreThan: Text("{what} is a lower bound", "{what}为下限"),
    YD.LessThan: Text("{what} is an upper bound", "{what}为上限"),
    YD.Approximately: Text("{what} is approximate", "{what}为约数"),
}
_SIDES = Text("the figure", "数据"), Text("the target", "目标"), Text("the baseline", "基准")


class Verdict(NamedTuple):
    """What is to be said of a comparison; false where nothing is.

    Attributes
    ----------
    key : str
        ``ahead``, ``on``, ``behind``, ``improved``, ``unchanged``, ``worsened``; ``open`` where the bounds of the
        figures leave more than one of them possible; ``hoped`` of what is not yet so; empty for none.
    text : Text
        In words.
    stated : bool
        Whether the document says so, else it follows from the figures.
    """

    key: str
    text: Text
    stated: bool

    def __bool__(self) -> bool:
        return bool(self.key)


NONE = Verdict("", NOTHING, stated=False)


def stated_verdict(reading: Reading, outcome: str) -> Verdict:
    """Tell a verdict that the document states.

    Parameters
    ----------
    reading : Reading
        The graph.
    outcome : str
        IRI of it.

    Returns
    -------
    Verdict
        In the ontology's words.
    """
    return Verdict(_KEYS.get(outcome, "on"), reading.naming.name(outcome), stated=True)


def computed_verdict(reading: Reading, current: str, other: str, *, target: bool, hoped: bool = False) -> Verdict:
    """Tell how a figure stands to another one by what their words leave possible.

    Parameters
    ----------
    reading : Reading
        The graph.
    current, other : str
        IRIs of the figure, and of its target or baseline.
    target : bool
        Whether the other is a target.
    hoped : bool
        Whether the figure is not yet so.

    Returns
    -------
    Verdict
        `NONE` where a value is missing, units do not measure the same, or neither way is better.
    """
    direction = reading.table.one(reading.table.one(current, YD.metric) or "", YD.direction)
    pair = in_one_unit(reading, current, other)
    if pair is None or direction not in {YD.HigherIsBetter, YD.LowerIsBetter}:
        return NONE
    value, aim = pair
    possible = (
        outcomes(value.reading(), aim, direction) if target else standings(value.reading(), aim.reading(), direction)
    )
    keys = [key for name, key in _KEYS.items() if name in possible]
    text = _said(keys, value, aim)
    if hoped:
        return Verdict("hoped", _HOPED.form(verdict=text), stated=False)
    return Verdict(keys[0] if len(keys) == 1 else "open", text, stated=False)


def in_one_unit(reading: Reading, first: str, second: str) -> tuple[Quantity, Quantity] | None:
    """Read two figures in the smaller of their units.

    Parameters
    ----------
    reading : Reading
        The graph.
    first, second : str
        IRIs of observations.

    Returns
    -------
    tuple of Quantity, or None
        None where one is damaged, or they do not measure the same.
    """
    one, other = observed(reading.table, first), observed(reading.table, second)
    unit = common_unit(one.unit, other.unit) if one and other else None
    if one is None or other is None or unit is None:
        return None
    pair = one.within_unit(unit), other.within_unit(unit)
    return (pair[0], pair[1]) if pair[0] and pair[1] else None


def _said(keys: Collection[str], value: Quantity, aim: Quantity) -> Text:
    """Say which outcomes are possible, and where there are several, which bound leaves them open."""
    if len(keys) == 1:
        return _ALONE[next(iter(keys))]
    target = not _TARGETS.isdisjoint(keys)
    *before, last = (_AMONG[key] for key in keys)
    said = joined([joined(before, ", ", "、"), last], " or ", "或")
    noun = Text(" target", "目标") if target else Text(" the baseline", "基准")
    sides = zip((value, aim), (_SIDES[0], _SIDES[1 if target else 2]), strict=True)
    why = [_BOUNDED[side.bound].form(what=name) for side, name in sides if side.bound in _BOUNDED]
    return joined([joined([said, noun], "", ""), joined(why, " and ", "，")], ": ", "：")
