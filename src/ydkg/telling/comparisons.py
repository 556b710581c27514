"""Comparisons: figures side by side, the change between them, and how they stand to target and baseline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from ydkg.graph.values import exact
from ydkg.language.grammar import capitalized
from ydkg.language.quantity import quantity
from ydkg.language.relation import measured_zh, spaced
from ydkg.language.text import CHINESE, translatable
from ydkg.language.units import common_unit, measure_word
from ydkg.proof.arithmetic.comparison import BETTER, EQUAL, WORSE, change_unit, outcomes, standings
from ydkg.proof.arithmetic.comparison import change as change_between
from ydkg.proof.arithmetic.quantity import observed, shortened
from ydkg.telling.chart import Chart, Plot, plan
from ydkg.telling.figures import (
    ROLES,
    Figure,
    Step,
    printed_bound,
    tell_change,
    tell_figure,
    tell_quantity,
    tell_time,
    timed_zh,
)
from ydkg.telling.naming import slug
from ydkg.telling.reading import ToldRecord
from ydkg.telling.text import COLON, NOTHING, Text, both, joined, same, say
from ydkg.vocab import QUDT, UNIT, YD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.proof.arithmetic.interval import Interval
    from ydkg.proof.arithmetic.quantity import StatedQuantity
    from ydkg.telling.figures import Role
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
    YD.AtLeast: translatable("{figure} is a lower bound"),
    YD.LessThan: translatable("{figure} is an upper bound"),
    YD.AtMost: translatable("{figure} is an upper bound"),
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


#: Units -> how what is measured in them rises and falls; what is counted or has a length or a price grows or shrinks.
_MOVES: Final = (
    ((UNIT.SEC, UNIT.MIN, UNIT.HR, UNIT.DAY, UNIT.WK, UNIT.MO, UNIT.YR), ("延长至", "缩短至")),
    ((UNIT.PERCENT, UNIT["MicroGM-PER-M3"], UNIT.UNITLESS, UNIT.DEG_C), ("升至", "降至")),
)


def _sentence_zh(reading: Reading, iri: str, named: Mapping[Role, str]) -> str:
    """Say a comparison in Chinese."""
    table, naming = reading.table, reading.naming
    outcome, about, period, unit, kind = (
        table.iri(iri, each)
        for each in (YD.statedOutcome, YD.baselineAbout, YD.baselinePeriod, QUDT.hasUnit, YD.changeKind)
    )
    current, baseline, target = named["current"], named["baseline"], named["target"]
    thing, metric = table.iri(current, YD.about), table.iri(current, YD.metric)
    names = measured_zh(naming.scope(thing).zh, naming.scope(metric).zh)
    now = timed_zh(reading, current, names)
    parts = [now]
    if baseline:
        onward, pair = "变为", in_one_unit(reading, baseline, current)
        if pair and pair[0].value != pair[1].value:
            moves = next((words for units, words in _MOVES if pair[1].unit in units), ("增至", "减至"))
            onward = moves[pair[1].value < pair[0].value]
        parts = [f"由{timed_zh(reading, baseline, names)}{onward}{now}"]
    if stated := table.text(iri, YD.statedChange):
        # What it is set against, where that is another time or another thing.
        against, of = "", table.iri(current, YD.period)
        if period and period != of:
            before = naming.name(period).zh
            year, mark, rest = before.partition("年")
            against = f"{year}年同期" if mark and rest and naming.name(of).zh.endswith(f"年{rest}") else before
        if about and about != thing:
            against += naming.scope(about).zh
        down, relative = stated.startswith("-"), kind == YD.RelativeChange
        size = quantity(
            stated.removeprefix("-"), unit, printed_bound(table, iri), CHINESE, counter=measure_word(table, metric)
        )
        moves = ("提升", "下降") if "个百分点" in size else ("增加", "减少")
        moved = (("增长", "下降") if relative else moves)[down]
        if not against:
            parts.append(f"文中称{moved}{size}")
        elif relative or re.search("[年期]", against):
            parts.append(f"比{against}{moved}{size}")
        else:
            parts.append(f"{'低' if down else '高'}于{against}{size}")
    verdict = naming.name(outcome).zh
    if target and verdict.endswith("目标") and table.iri(target, YD.valueStatus) == YD.Target:
        aim = f"{tell_time(reading, target).zh}目标{tell_quantity(reading, target).zh}"
        parts.append(f"{verdict.removesuffix('目标')}{aim}")
    else:
        parts += [f"目标为{timed_zh(reading, target, names, without=YD.Target)}"] if target else []
        parts += [verdict] if verdict else []
    return spaced(f"{names}：" + "，".join(parts))


#: Verdicts that hold by some amount.
_MEASURED = frozenset(("ahead", "behind", "improved", "worsened", "hoped"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(ToldRecord):
    """A comparison."""

    metric: str  # slugs of the metric and the thing of its current figure
    about: str
    steps: tuple[Step, ...]  # baseline, current, target: those that it names
    chart: Chart | None  # the steps on one scale; a share alone between none and all
    change: Text  # the stated change, with sign, bound and unit; may be empty
    computed: Text
    changed: float | None  # the stated change and the computed one as numbers to sort by
    differs: float | None  # where only bounds are known, one of these
    amount: Text  # by how much, by the figures, the verdict holds, with bound and unit; empty where that is not settled
    against: Text  # what a comparison without a second figure is set against; may be empty
    direction: str  # which way is better, as `ydkg.telling.chart.DIRECTIONS` has it; empty where neither is
    verdict: Verdict  # how the current figure stands to its target, else to its baseline

    @property
    def judged(self) -> Text:
        """The verdict and by how much, with a mark on what is computed; empty where there is no verdict."""
        if not self.verdict:
            return NOTHING
        if self.amount:
            return say(translatable("{verdict} by {amount}, computed"), verdict=self.verdict.text, amount=self.amount)
        text = self.verdict.text
        return text if self.verdict.stated else say(translatable("{verdict} (by the figures)"), verdict=text)

    def step(self, role: str) -> Figure | None:
        """Give the figure of a role; None where it names none."""
        return next((step.figure for step in self.steps if step.role == role), None)

    @property
    def full(self) -> Text:
        """Its sentence, with the verdict where that or its amount follows by the figures."""
        told = NOTHING if self.verdict.stated and not self.amount else self.judged
        return joined([self.sentence, told], Text("; ", "，"))


def tell_comparison(reading: Reading, iri: str) -> Comparison:
    """Tell a comparison."""
    table, named = reading.table, _named(reading, iri)
    parts = {role: tell_figure(reading, figure) for role, figure in named.items() if figure}
    several, steps = len({figure.about for figure in parts.values()}) > 1, []
    for role, figure in parts.items():
        hoped = role == "current" and figure.hoped
        when = figure.when if hoped or role == "target" else figure.circumstances
        title = figure.status if hoped else say(ROLES[role])
        steps.append(Step(role, title, figure, figure.about if several else "", when))
    current = parts.get("current")
    if current is None:
        named = dict.fromkeys(ROLES, "")  # nothing follows from the others
    now, target, baseline = named["current"], named["target"], named["baseline"]
    metric, hoped = table.iri(now, YD.metric), bool(current and current.hoped)
    outcome, direction = table.iri(iri, YD.statedOutcome), reading.direction(metric)
    verdict = tell_verdict(reading, outcome, now, target or baseline, target=bool(target), hoped=hoped)
    # By how much the figure differs from its baseline, else from its target, as far as bounds let it be told.
    found = _difference(reading, now, baseline or target)
    computed, ends = (_spanned(*found), (found[0].lower, found[0].upper)) if found else (NOTHING, ())
    if computed and current and current.hoped:
        computed = Text(f"{computed.en} ({current.status.en})", f"{computed.zh}（{current.status.zh}）")
    plots = [
        Plot(step.role, step.title, step.figure.value, step.figure.number, step.figure.unit, step.figure.bound,
             step.figure.hoped)
        for step in steps
        if step.figure.number is not None
    ]  # fmt: skip
    measure = reading.measure(metric)
    chart = plan(plots, direction, rank=measure == YD.Rank, share=measure == YD.Share)
    stated = exact(table.text(iri, YD.statedChange) or "")
    return Comparison(
        **reading.parts(iri, comparison_label),
        metric=slug(metric),
        about=current.about if current else "",
        steps=tuple(steps),
        chart=chart if len(plots) == len(steps) else None,
        change=tell_change(reading, iri),
        computed=computed,
        changed=None if stated is None else float(stated),
        differs=next((float(end) for end in ends if end.is_finite()), None),
        amount=_amount(reading, named, verdict),
        against=_against(reading, iri),
        direction=direction,
        verdict=verdict,
    )


def comparison_label(reading: Reading, iri: str) -> Text:
    """Make the label of a comparison: what is measured of what, from which value to which, and what is said of that."""
    naming, named = reading.naming, _named(reading, iri)
    about, metric = (reading.table.iri(named["current"], each) for each in (YD.about, YD.metric))
    if not (about and metric):
        return same(naming.name(iri).en)
    now, baseline, target = (tell_quantity(reading, named[role]).en for role in ("current", "baseline", "target"))
    said, change = now, tell_change(reading, iri)
    if baseline:
        said = f"from {baseline} to {now}"
    elif change:
        said = joined([change, _against(reading, iri)], Text(" against ", "")).en
    if target:
        said += f" against a target of {target}"
    of = f"{capitalized(naming.scope(about).en)}, {naming.scope(metric).en}"
    return Text(f"{of}: {said}", _sentence_zh(reading, iri, named))


def _named(reading: Reading, iri: str) -> dict[Role, str]:
    """Give the figures that a comparison names; IRIs by role, empty of a role that it does not have."""
    return {role: reading.table.iri(iri, YD[role]) for role in ROLES}


def _against(reading: Reading, iri: str) -> Text:
    """Say what a comparison without a second figure is set against; may be empty."""
    ends = (reading.table.iri(iri, each) for each in (YD.baselineAbout, YD.baselinePeriod))
    return joined(reading.naming.scope(end) for end in ends if end)


def _amount(reading: Reading, named: Mapping[Role, str], verdict: Verdict) -> Text:
    """Say by how much a figure is better or worse than what it is judged by."""
    if verdict.key not in _MEASURED:
        return NOTHING
    other = named["target"] if named["target"] or verdict.key in {"ahead", "behind"} else named["baseline"]
    found = _difference(reading, named["current"], other)
    if not found:
        return NOTHING
    interval, *measured = found
    size = interval if interval.lower >= 0 else -interval
    # Nothing, or more than nothing, is no amount.
    return _spanned(size, *measured, signed=False) if size.lower > 0 else NOTHING


def _difference(reading: Reading, current: str, other: str) -> tuple[Interval, str, str] | None:
    """Compute what a figure has more than another one, its unit and measure word; None where that cannot be told."""
    pair = in_one_unit(reading, current, other) if current and other else None
    if pair is None:
        return None
    value, reference = pair
    difference = change_between(value.reading(), reference.reading(), YD.AbsoluteChange, value.unit)
    counter = measure_word(reading.table, reading.table.one(current, YD.metric) or "")
    return (difference, change_unit(value.unit, YD.AbsoluteChange), counter) if difference else None


def _spanned(interval: Interval, unit: str, counter: str, *, signed: bool = True) -> Text:
    """Say what an interval of changes holds."""
    shown = shortened(interval)
    low, high = (
        NOTHING if end.is_infinite() else both(quantity, end, unit, signed=signed, counter=counter)
        for end in (shown.lower, shown.upper)
    )
    if shown.is_point():
        if shown != interval:
            return both(quantity, shown.lower, unit, YD.Approximately, signed=signed, counter=counter)
        return low if shown.lower else say(translatable("no change"))
    if low and high:
        return say(translatable("between {low} and {high}"), low=low, high=high)
    if not low and not high:
        return NOTHING
    end, bound = shown.upper, YD.LessThan if shown.upper_open else YD.AtMost
    if low:
        end, bound = shown.lower, YD.MoreThan if shown.lower_open else YD.AtLeast
    return both(quantity, end, unit, bound, signed=signed, counter=counter, computed=True)
