"""The audit of stated changes and outcomes: whether they follow from the values beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.errors import Listed, Named, problem
from ydkg.graph.graph import Graph
from ydkg.graph.sources import offset
from ydkg.language.grammar import capitalized
from ydkg.language.quantity import number
from ydkg.language.text import CHINESE, translatable
from ydkg.proof.arithmetic.comparison import (
    AGREES,
    AGREES_COARSELY,
    AGREES_IN_DIRECTION,
    AGREES_ROUNDED,
    CANNOT_BE_TOLD,
    CONTRADICTS,
    NOT_STATED,
    OTHER_NOT_STATED,
    StatedComparison,
    change,
    change_unit,
    earlier_value,
    input_status,
    judge,
    judge_outcome,
    outcomes,
    read_comparison,
    undo,
)
from ydkg.proof.arithmetic.quantity import bounded, figures_by_measure, interval_words, quantity_words, stated_figures
from ydkg.proof.finding import ERROR, WARNING, Finding
from ydkg.vocab import RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from ydkg.errors import Message

RULE = "arithmetic"
_SEVERITIES = {CONTRADICTS: ERROR, AGREES_COARSELY: WARNING}
_FIXES = {
    CONTRADICTS: translatable("compare values, bounds, units and sign with their passages"),
    AGREES_COARSELY: translatable("keep the figure as printed, and say in a skos:editorialNote what the values give"),
    CANNOT_BE_TOLD: translatable("mend the record so that it can be computed"),
}
#: By the status of what is compared, where that is not actual.
_CHANGES = {
    "": translatable("From {other} to {current} is a change of {change}"),
    YD.Expected: translatable("From {other} to {current} is an expected change of {change}"),
    YD.Intended: translatable("From {other} to {current} is an intended change of {change}"),
}
_ENDINGS = {
    AGREES: translatable("{sentence}; stated is {stated}, as it must be."),
    AGREES_ROUNDED: translatable("{sentence}; stated is {stated}, which the printed digits leave open: {possible}."),
    CANNOT_BE_TOLD: translatable("{sentence}; stated is {stated}, which the bounds allow but do not show."),
    CONTRADICTS: translatable("{sentence}; stated is {stated}, which no rounding of it makes right."),
    AGREES_COARSELY: translatable("{sentence}; stated is {stated}, right only to the nearest {step}."),
}
_OUTCOMES = {
    YD.AheadOfTarget: problem("ahead of the target"),
    YD.OnTarget: problem("on the target"),
    YD.BehindTarget: problem("behind the target"),
}


@dataclass(frozen=True)
class AuditResult:
    """Hold what the audit says of one comparison or target."""

    comparison: str
    label: str
    verdict: str
    words: str
    offset: int | None = None
    severity: str = ""


_RISES = re.compile(r"\b(?:increas|outpac|rose|rise|risen|grew|grow|up by|above|exceed|surpass)", re.IGNORECASE)
_FALLS = re.compile(r"\b(?:decreas|declin|fell|fall|dropp|reduc|cut|down by|below|less than)", re.IGNORECASE)


def audit(graph: Graph | Iterable[Triple]) -> list[AuditResult]:
    """Recompute every stated change and outcome from the values that the graph gives.

    A stated change *agrees* if it is right for every pair of true values that the bounds allow; *agrees when rounded to
    the last printed digit* if it is once the numbers are taken as rounded; *agrees only when rounded more coarsely* if
    rounding it to a larger power of ten, of which it is a multiple, can make it right; *contradicts* if nothing can;
    and *cannot be told* if the bounds allow it without showing it, or something is missing. A change that is stated
    without a figure (the record's label says "rose") *agrees in direction* or contradicts. Where the value of an
    earlier time, or of another thing, is not stated, the verdict is that.
    """
    table = graph if isinstance(graph, Graph) else Graph.from_triples(graph)
    verdicts: list[AuditResult] = []
    compared: set[str] = set()
    by_measure = figures_by_measure(stated_figures(table))
    for iri in table.subjects(YD.Comparison):
        read, aimed = read_comparison(table, iri, by_measure), table.values(iri, YD.target)
        compared.update(aimed)
        if read.problem:
            words = problem("{what}.", what=Named(capitalized(read.problem), CHINESE.told(read.problem)))
            verdicts.append(_verdict(table, iri, CANNOT_BE_TOLD, words, ERROR))
            continue
        if aimed:
            direction = table.one(table.one(read.current_iri, YD.metric) or "", YD.direction)
            verdicts.append(_verdict(table, iri, *_outcome(read, direction, table.one(iri, YD.statedOutcome))))
        if read.stated is not None or not aimed:
            verdicts.append(_verdict(table, iri, *_change(table, read)))
    alone = problem("No value is set against this target.")
    return verdicts + [
        _verdict(table, target, CANNOT_BE_TOLD, alone)
        for target in table.subjects(YD.Observation)
        if table.one(target, YD.valueStatus) == YD.Target and target not in compared
    ]


def findings(verdicts: Iterable[AuditResult]) -> list[Finding]:
    """Turn the verdicts that ask for something to be done into findings."""
    found = [
        Finding(
            v.comparison,
            problem("{verdict}: {words}", verdict=problem(v.verdict), words=v.words),
            RULE,
            v.offset,
            v.severity,
            _FIXES[v.verdict],
        )
        for v in verdicts
        if v.severity
    ]
    return sorted(found, key=lambda finding: (finding.entity, finding.message))


def _verdict(table: Graph, iri: str, verdict: str, words: str, severity: str | None = None) -> AuditResult:
    label = (table.values(iri, RDFS.label) or [iri])[0]
    chosen = _SEVERITIES.get(verdict, "") if severity is None else severity
    return AuditResult(iri, label, verdict, words, offset(table, iri), chosen)


def _change(table: Graph, read: StatedComparison) -> tuple[str, str]:
    """Judge a stated change; return the verdict and its words."""
    current, baseline, stated = read.current, read.baseline, read.stated
    if current is None or baseline is None:
        other = table.one(read.iri, YD.baselineAbout) or ""
        elsewhere = other != table.one(read.current_iri, YD.about) and YD.Place in table.types(other)
        return OTHER_NOT_STATED if elsewhere else NOT_STATED, _missing(read)
    kind = read.kind or YD.AbsoluteChange
    measured = change_unit(current.unit, kind)
    computed = change(current.reading(), baseline.reading(), kind, current.unit)
    sides = {"other": quantity_words(baseline), "current": quantity_words(current)}
    if computed is None:
        pattern = translatable("From {other} to {current} no percentage can be given: the first may be zero or less.")
        return CANNOT_BE_TOLD, problem(pattern, **sides)
    changed = interval_words(computed, measured, signed=True, counter=current.counter)
    sentence = problem(_CHANGES[input_status(table, read)], **sides, change=changed)
    if stated is None:
        # A rise or a fall may be stated without a figure.
        label = table.text(read.iri, RDFS.label) or ""
        rises, falls = (worded.search(label) is not None for worded in (_RISES, _FALLS))
        rising = None if rises == falls else rises
        if rising is None:
            return CANNOT_BE_TOLD, problem("{sentence}; no change is stated in figures.", sentence=sentence)
        towards = computed if rising else -computed
        agrees = towards.lower > 0 or (towards.lower == 0 and towards.lower_open)
        verdict = AGREES_IN_DIRECTION if agrees else CANNOT_BE_TOLD
        pattern = translatable("{sentence}; stated is {way}, without a figure.")
        if towards.upper <= 0:
            verdict = CONTRADICTS
            pattern = translatable("{sentence}; stated is {way}, without a figure, which it is not.")
        way = problem("a rise") if rising else problem("a fall")
        return verdict, problem(pattern, sentence=sentence, way=way)
    possible = change(current.allowed(), baseline.allowed(), kind, current.unit) or computed
    exact = current.bound == baseline.bound == YD.Exactly
    verdict, step = judge(stated, computed, possible, exact=exact)
    values: dict[str, object] = {
        "sentence": sentence,
        "stated": quantity_words(stated, signed=True),
        "possible": interval_words(possible, measured, signed=True, counter=current.counter),
        "step": number(step) if step is not None else "",
    }
    if step is not None and not possible.within(rounded := stated.rounded(step)):
        # What has to hold besides, where not all that is possible rounds to the stated change.
        most, least = (bounded(end, stated.unit, signed=True) for end in (rounded.upper, rounded.lower))
        needed = problem("between {least} and {most}", least=least, most=most)
        if possible.upper <= rounded.upper:
            needed = problem("at least {amount}", amount=least)
        elif possible.lower >= rounded.lower:
            needed = problem("at most {amount}", amount=most)
        pattern = translatable(
            "{sentence}; stated is {stated}, right only to the nearest {step}, and only if the true change is {needed}."
        )
        return verdict, problem(pattern, **values, needed=needed)
    return verdict, problem(_ENDINGS[verdict], **values)


def _missing(read: StatedComparison) -> Message:
    """Say what is not given, and what would follow."""
    current, stated = read.current, read.stated
    if current is None or stated is None:
        return problem("Neither a value to compare with nor a change is stated in figures.")
    earlier = undo(current.reading(), stated.reading(), read.kind)
    sides = {"current": quantity_words(current), "change": quantity_words(stated, signed=True)}
    if earlier is None:
        pattern = translatable(
            "No value is stated for what {current} is compared with; from a change of {change}, no value follows."
        )
        return problem(pattern, **sides)
    follows = earlier_value(read)  # as it is written where it is derived, if it is
    return problem(
        "No value is stated for what {current} is compared with; from a change of {change}, {earlier} would follow.",
        **sides,
        earlier=bounded(follows[0], current.unit, follows[1], computed=True, counter=current.counter)
        if follows
        else interval_words(earlier, current.unit, counter=current.counter),
    )


def _outcome(read: StatedComparison, direction: str | None, stated: str | None) -> tuple[str, str]:
    """Judge a stated outcome; return the verdict and its words."""
    value, target = read.current, read.baseline
    if value is None or target is None:
        return CANNOT_BE_TOLD, problem("The target has no value.")
    sides = {"value": quantity_words(value), "target": quantity_words(target)}
    if direction not in {YD.HigherIsBetter, YD.LowerIsBetter}:
        pattern = translatable("{value} against a target of {target}: whether more or less is better is not known.")
        return CANNOT_BE_TOLD, problem(pattern, **sides)
    way = problem("higher is better") if direction == YD.HigherIsBetter else problem("lower is better")
    computed = sorted(outcomes(value.reading(), target, direction))
    either = Listed((problem(_OUTCOMES[each]) for each in computed), " or ")
    pattern = translatable("{value} against a target of {target}, where {way}, is {outcome}")
    sentence = problem(pattern, **sides, way=way, outcome=either)
    if stated not in _OUTCOMES:
        return CANNOT_BE_TOLD, problem("{sentence}; no outcome is stated.", sentence=sentence)
    verdict = judge_outcome(stated, value, target, direction)
    ending = {
        CANNOT_BE_TOLD: translatable("{sentence}; stated is {stated}, which the bounds allow but do not show."),
        AGREES_ROUNDED: translatable("{sentence}; stated is {stated}, which the printed digits leave open."),
    }
    pattern = ending.get(verdict, translatable("{sentence}; stated is {stated}."))
    return verdict, problem(pattern, sentence=sentence, stated=_OUTCOMES[stated])
