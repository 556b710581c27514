"""Verdicts: how a figure stands to its target or baseline, as the document says, or by intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.proof.arithmetic.quantity import observed
from ydkg.proof.arithmetic.verdict import BETTER, EQUAL, WORSE, outcomes, standings
from ydkg.telling.text import COLON, NOTHING, Text, joined, say
from ydkg.vocab import YD
from ydkg.words.language import translatable
from ydkg.words.units import common_unit

if TYPE_CHECKING:
    from ydkg.proof.arithmetic.quantity import StatedQuantity
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
#: What a comparison can come to, in words of the catalogue.
OUTCOMES = {
    "ahead": translatable("ahead of target"),
    "on": translatable("on target"),
    "behind": translatable("behind target"),
    "improved": translatable("better than baseline"),
    "unchanged": translatable("as the baseline"),
    "worsened": translatable("worse than baseline"),
}
#: What can be said, by what is possible.
_WORDS: dict[tuple[str, ...], str] = {
    **{(key,): words for key, words in OUTCOMES.items()},
    ("ahead", "on"): translatable("ahead of or on target"),
    ("ahead", "behind"): translatable("ahead of or behind target"),
    ("on", "behind"): translatable("on or behind target"),
    ("ahead", "on", "behind"): translatable("ahead of, on or behind target"),
    ("improved", "unchanged"): translatable("as the baseline or better"),
    ("improved", "worsened"): translatable("better or worse than baseline"),
    ("unchanged", "worsened"): translatable("as the baseline or worse"),
    ("improved", "unchanged", "worsened"): translatable("better than, as or worse than baseline"),
}
_BOUNDED = {
    YD.MoreThan: translatable("{figure} is a lower bound"),
    YD.LessThan: translatable("{figure} is an upper bound"),
    YD.Approximately: translatable("{figure} is approximate"),
}


class Verdict(NamedTuple):
    """What is to be said of a comparison; false where nothing is."""

    key: str
    text: Text  # in words
    stated: bool  # whether the document says so, else it follows from the figures

    def __bool__(self) -> bool:
        return bool(self.key)


NONE = Verdict("", NOTHING, stated=False)


def tell_verdict(reading: Reading, outcome: str, current: str, other: str, *, target: bool, hoped: bool) -> Verdict:
    """Tell how a figure stands to another one: as the document states, else by what their words leave possible."""
    if outcome:
        return Verdict(_KEYS.get(outcome, "on"), reading.naming.name(outcome), stated=True)
    direction = reading.table.one(reading.table.one(current, YD.metric) or "", YD.direction)
    pair = in_one_unit(reading, current, other)
    if pair is None or direction not in {YD.HigherIsBetter, YD.LowerIsBetter}:
        return NONE
    value, aim = pair
    possible = (
        outcomes(value.reading(), aim, direction) if target else standings(value.reading(), aim.reading(), direction)
    )
    keys = tuple(key for name, key in _KEYS.items() if name in possible)
    text = say(_WORDS[keys])
    if len(keys) > 1:
        # Which bounds leave it open.
        names = translatable("the figure"), translatable("the target") if target else translatable("the baseline")
        sides = [(side.bound, name) for side, name in zip(pair, names, strict=True) if side.bound in _BOUNDED]
        why = joined([say(_BOUNDED[bound], figure=say(name)) for bound, name in sides], Text(" and ", "，"))
        text = joined([text, why], COLON)
    if hoped:
        return Verdict("hoped", say(translatable("expected to be {verdict}"), verdict=text), stated=False)
    return Verdict(keys[0] if len(keys) == 1 else "open", text, stated=False)


def in_one_unit(reading: Reading, first: str, second: str) -> tuple[StatedQuantity, StatedQuantity] | None:
    """Read two figures in the smaller of their units; None where one is damaged, or they do not measure the same."""
    one, other = observed(reading.table, first), observed(reading.table, second)
    unit = common_unit(one.unit, other.unit) if one and other else None
    if one is None or other is None or unit is None:
        return None
    pair = one.within_unit(unit), other.within_unit(unit)
    return (pair[0], pair[1]) if pair[0] and pair[1] else None
