"""Comparisons: figures side by side, the change between them, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ydkg.graph.values import exact
from ydkg.proof.arithmetic.comparison import change as change_between
from ydkg.proof.arithmetic.comparison import change_unit
from ydkg.proof.arithmetic.wording import shortened
from ydkg.telling.chart import Chart, Plot, plan
from ydkg.telling.chinese import sentence_zh
from ydkg.telling.figure import ROLES, Figure, Step, tell_change
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.reading import ToldRecord
from ydkg.telling.text import NOTHING, Text, both, filled, joined, say
from ydkg.telling.verdict import Verdict, in_one_unit, tell_verdict
from ydkg.vocab import YD, ydr
from ydkg.words.grammar import capitalized
from ydkg.words.language import translatable
from ydkg.words.quantity import quantity
from ydkg.words.units import measure_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.proof.arithmetic.interval import Interval
    from ydkg.telling.figure import Role
    from ydkg.telling.reading import Reading

#: Verdicts that hold by some amount.
_MEASURED = frozenset(("ahead", "behind", "improved", "worsened", "hoped"))


@dataclass(frozen=True, slots=True)
class Comparison(ToldRecord):
    """A comparison."""

    metric: str  # slugs of the metric and the thing of its current figure
    about: str
    sentence: Text  # all of it
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


def tell_comparison(reading: Reading, iri: str, figures: Mapping[str, Figure]) -> Comparison:
    """Tell a comparison."""
    table, naming = reading.table, reading.naming
    named: dict[Role, str] = {role: table.iri(iri, YD[role]) for role in ROLES}
    parts = {role: figures[slug(each)] for role, each in named.items() if slug(each) in figures}
    several, steps = len({figure.about for figure in parts.values()}) > 1, []
    for role, figure in parts.items():
        hoped = role == "current" and figure.hoped
        when = figure.when if hoped or role == "target" else figure.circumstances
        title = figure.status if hoped else say(ROLES[role])
        steps.append(Step(role, title, figure, figure.about if several else "", when))
    current = parts.get("current")
    if current is None:
        named = dict.fromkeys(ROLES, "")  # nothing follows from the others
    outcome, about, period = (table.iri(iri, each) for each in (YD.statedOutcome, YD.baselineAbout, YD.baselinePeriod))
    metric = current.metric if current else ""
    direction = reading.direction(ydr(metric)) if metric else ""
    now, target, baseline = named["current"], named["target"], named["baseline"]
    hoped = bool(current and current.hoped)
    verdict = tell_verdict(reading, outcome, now, target or baseline, target=bool(target), hoped=hoped)
    # By how much the figure differs from its baseline, else from its target, as far as bounds let it be told.
    found = _difference(reading, now, baseline or target)
    computed, ends = (_spanned(*found), (found[0].lower, found[0].upper)) if found else (NOTHING, ())
    if computed and current and current.hoped:
        computed = Text(f"{computed.en} ({current.status.en})", f"{computed.zh}（{current.status.zh}）")
    plots = [
        Plot(role, title, each.value, each.number, each.unit, each.bound, each.hoped)
        for role, title, each, *_ in steps
        if each.number is not None
    ]
    measure = reading.measure(ydr(metric)) if metric else ""
    chart = plan(plots, direction, rank=measure == YD.Rank, share=measure == YD.Share)
    stated = exact(table.text(iri, YD.statedChange) or "")
    against = [naming.scope(each) for each in (about, period) if each]
    comparison = Comparison(
        *reading.parts(iri),
        metric,
        current.about if current else "",
        naming.stored(iri),
        tuple(steps),
        chart if len(plots) == len(steps) else None,
        tell_change(reading, iri),
        computed,
        None if stated is None else float(stated),
        next((float(end) for end in ends if end.is_finite()), None),
        _amount(reading, named, verdict),
        joined(against),
        direction,
        verdict,
    )
    if all(comparison.sentence):
        return comparison
    return replace(comparison, sentence=filled(comparison.sentence, comparison_label(reading, comparison)))


def comparison_label(reading: Reading, comparison: Comparison) -> Text:
    """Make the label of a comparison: what is measured of what, from which value to which, and what is said of that."""
    iri = iri_of(comparison.id)
    name = reading.naming.name(iri).en
    current = comparison.step("current")
    if current is None or not (current.about and current.metric):
        return Text(name, name)
    baseline, target = comparison.step("baseline"), comparison.step("target")
    of = [capitalized(reading.naming.scope(ydr(current.about)).en), reading.naming.scope(ydr(current.metric)).en]
    said = current.value.en
    if baseline:
        said = f"from {baseline.value.en} to {said}"
    elif comparison.change:
        said = joined([comparison.change, comparison.against], Text(" against ", "")).en
    if target:
        said += f" against a target of {target.value.en}"
    return Text(f"{', '.join(of)}: {said}", sentence_zh(reading, iri, comparison.steps))


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
    end, bound = (shown.lower, YD.MoreThan) if low else (shown.upper, YD.LessThan)
    return both(quantity, end, unit, bound, signed=signed, counter=counter, computed=True)
