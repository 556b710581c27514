"""The audit of stated changes and outcomes: whether they follow from the values beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.graph.passages import offset
from ydkg.graph.table import MemoryTable, Table
from ydkg.proof.arithmetic.comparison import Comparison, change, change_unit, input_status, read_comparison, undo
from ydkg.proof.arithmetic.figure import figures_by_measure, stated_figures
from ydkg.proof.arithmetic.verdict import (
    AGREES,
    AGREES_COARSELY,
    AGREES_IN_DIRECTION,
    AGREES_ROUNDED,
    CANNOT_BE_TOLD,
    CONTRADICTS,
    NOT_STATED,
    OTHER_NOT_STATED,
    judge,
    judge_outcome,
    outcomes,
)
from ydkg.proof.arithmetic.wording import amount, said, span
from ydkg.proof.finding import ERROR, WARNING, Finding
from ydkg.proof.words.worded import rises
from ydkg.vocab import RDFS, YD
from ydkg.words.quantity import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from pyoxigraph import Triple

    from ydkg.proof.arithmetic.interval import Interval
    from ydkg.proof.arithmetic.quantity import Quantity

RULE = "arithmetic"
_SEVERITIES = {CONTRADICTS: ERROR, AGREES_COARSELY: WARNING}
_FIXES = {
    CONTRADICTS: "compare values, bounds, units and sign with their passages",
    AGREES_COARSELY: "keep the figure as printed, and say in a skos:editorialNote what the values give",
    CANNOT_BE_TOLD: "mend the record so that it can be computed",
}
_CHANGES = {"": "a change", YD.Expected: "an expected change", YD.Intended: "an intended change"}
_OUTCOMES = {
    YD.AheadOfTarget: "ahead of the target",
    YD.OnTarget: "on the target",
    YD.BehindTarget: "behind the target",
}


@dataclass(frozen=True)
class Verdict:
    """Hold what the audit says of one comparison or target.

    Parameters
    ----------
    comparison : str
        The IRI of the comparison, or of a target that nothing is compared with.
    label : str
        Its label.
    verdict : str
        One of `VERDICTS`.
    words : str
        The computation, in sentences.
    offset : int, optional
        Where in the document it was stated: the first character's position, from 0.
    severity : str
        ``ERROR``, ``WARNING``, or empty where there is nothing to act on.
    """

    comparison: str
    label: str
    verdict: str
    words: str
    offset: int | None = None
    severity: str = ""


def audit(triples: Iterable[Triple]) -> list[Verdict]:
    """Recompute every stated change and outcome from the values that the graph gives.

    A stated change *agrees* if it is right for every pair of true values that the bounds allow; *agrees when rounded to
    the last printed digit* if it is once the numbers are taken as rounded; *agrees only when rounded more coarsely* if
    rounding it to a larger power of ten, of which it is a multiple, can make it right; *contradicts* if nothing can;
    and *cannot be told* if the bounds allow it without showing it, or something is missing. A change that is stated
    without a figure (the record's label says "rose") *agrees in direction* or contradicts. Where the value of an
    earlier time, or of another thing, is not stated, the verdict is that.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The data.

    Returns
    -------
    list of Verdict
        One for each comparison – two where it gives both an outcome and a change – sorted by IRI, the outcome first;
        then one for each target that nothing is compared with, sorted by IRI.
    """
    table = MemoryTable(triples)
    verdicts: list[Verdict] = []
    compared: set[str] = set()
    by_measure = figures_by_measure(stated_figures(table))
    for iri in table.subjects(YD.Comparison):
        compared.update(table.values(iri, YD.target))
        verdicts += _verdicts(table, read_comparison(table, iri, by_measure))
    for target in table.subjects(YD.Observation):
        if table.one(target, YD.valueStatus) == YD.Target and target not in compared:
            verdicts.append(_verdict(table, target, CANNOT_BE_TOLD, "No value is set against this target."))
    return verdicts


def findings(verdicts: Iterable[Verdict]) -> list[Finding]:
    """Turn the verdicts that ask for something to be done into findings.

    Parameters
    ----------
    verdicts : iterable of Verdict
        From `audit`.

    Returns
    -------
    list of Finding
        Contradictions and damaged comparisons as errors, coarse rounding as warnings; sorted by entity.
    """
    found = [
        Finding(v.comparison, f"{v.verdict}: {v.words}", RULE, v.offset, v.severity, _FIXES[v.verdict])
        for v in verdicts
        if v.severity
    ]
    return sorted(found, key=lambda finding: (finding.entity, finding.message))


def _verdict(table: Table, iri: str, verdict: str, words: str, severity: str | None = None) -> Verdict:
    label = (table.values(iri, RDFS.label) or [iri])[0]
    chosen = _SEVERITIES.get(verdict, "") if severity is None else severity
    return Verdict(iri, label, verdict, words, offset(table, iri), chosen)


def _verdicts(table: Table, read: Comparison) -> Iterator[Verdict]:
    iri = read.iri
    if read.problem:
        yield _verdict(table, iri, CANNOT_BE_TOLD, f"{read.problem[0].upper()}{read.problem[1:]}.", ERROR)
        return
    aimed = bool(table.values(iri, YD.target))
    if aimed:
        direction = table.one(table.one(read.current_iri, YD.metric) or "", YD.direction)
        yield _verdict(table, iri, *_outcome(read, direction, table.one(iri, YD.statedOutcome)))
    if read.stated is not None or not aimed:
        yield _verdict(table, iri, *_change(table, read))


def _change(table: Table, read: Comparison) -> tuple[str, str]:
    """Judge a stated change; return the verdict and its words."""
    current, baseline, stated = read.current, read.baseline, read.stated
    if current is None or baseline is None:
        other = table.one(read.iri, YD.baselineAbout) or ""
        elsewhere = other != table.one(read.current_iri, YD.about) and YD.Place in table.types(other)
        return OTHER_NOT_STATED if elsewhere else NOT_STATED, _missing(read)
    kind = read.kind or YD.AbsoluteChange
    measured = change_unit(current.unit, kind)
    computed = change(current.reading(), baseline.reading(), kind, current.unit)
    sides = f"From {said(baseline)} to {said(current)}"
    if computed is None:
        return CANNOT_BE_TOLD, f"{sides} no percentage can be given: the first may be zero or less."
    sentence = f"{sides} is {_CHANGES[input_status(table, read)]} of {span(computed, measured, signed=True)}"
    if stated is None:
        return _direction(computed, rises(table.text(read.iri, RDFS.label) or ""), sentence)
    possible = change(current.allowed(), baseline.allowed(), kind, current.unit) or computed
    exact = current.bound == baseline.bound == YD.Exactly
    verdict, step = judge(stated, computed, possible, exact=exact)
    ending = {
        AGREES: "as it must be",
        AGREES_ROUNDED: f"which the printed digits leave open: {span(possible, measured, signed=True)}",
        CANNOT_BE_TOLD: "which the bounds allow but do not show",
        CONTRADICTS: "which no rounding of it makes right",
        AGREES_COARSELY: "",
    }[verdict]
    if step is not None:
        ending = f"right only to the nearest {number(step)}{_provided(stated, possible, step)}"
    return verdict, f"{sentence}; stated is {said(stated, signed=True)}, {ending}."


def _direction(computed: Interval, rising: bool | None, sentence: str) -> tuple[str, str]:  # noqa: FBT001 - as read
    """Judge a rise or a fall that is stated without a figure."""
    if rising is None:
        return CANNOT_BE_TOLD, f"{sentence}; no change is stated in figures."
    towards = computed if rising else -computed
    said = f"{sentence}; stated is a {'rise' if rising else 'fall'}, without a figure"
    if towards.upper <= 0:
        return CONTRADICTS, f"{said}, which it is not."
    agrees = towards.lower > 0 or (towards.lower == 0 and towards.lower_open)
    return (AGREES_IN_DIRECTION if agrees else CANNOT_BE_TOLD), f"{said}."


def _provided(stated: Quantity, possible: Interval, step: Decimal) -> str:
    """Say what has to hold besides, where not all that is possible rounds to the stated change."""
    rounded = stated.rounded(step)
    if possible.within(rounded):
        return ""
    ends = []
    if possible.upper > rounded.upper:
        ends.append(f"at most {amount(rounded.upper, stated.unit, signed=True)}")
    if possible.lower < rounded.lower:
        ends.append(f"at least {amount(rounded.lower, stated.unit, signed=True)}")
    return f", and only if the true change is {' and '.join(ends)}"


def _missing(read: Comparison) -> str:
    """Say what is not given, and what would follow."""
    current, stated = read.current, read.stated
    if current is None or stated is None:
        return "Neither a value to compare with nor a change is stated in figures."
    earlier = undo(current.reading(), stated.reading(), read.kind)
    follows = "no value follows" if earlier is None else f"{span(earlier, current.unit)} would follow"
    return (
        f"No value is stated for what {said(current)} is compared with; from a change of "
        f"{said(stated, signed=True)}, {follows}."
    )


def _outcome(read: Comparison, direction: str | None, stated: str | None) -> tuple[str, str]:
    """Judge a stated outcome; return the verdict and its words."""
    value, target = read.current, read.baseline
    if value is None or target is None:
        return CANNOT_BE_TOLD, "The target has no value."
    sides = f"{said(value)} against a target of {said(target)}"
    if direction not in {YD.HigherIsBetter, YD.LowerIsBetter}:
        return CANNOT_BE_TOLD, f"{sides}: whether more or less is better is not known."
    way = "higher is better" if direction == YD.HigherIsBetter else "lower is better"
    computed = outcomes(value.reading(), target, direction)
    sentence = f"{sides}, where {way}, is {' or '.join(_OUTCOMES[o] for o in sorted(computed))}"
    if stated not in _OUTCOMES:
        return CANNOT_BE_TOLD, f"{sentence}; no outcome is stated."
    verdict = judge_outcome(stated, value, target, direction)
    ending = {
        CANNOT_BE_TOLD: ", which the bounds allow but do not show",
        AGREES_ROUNDED: ", which the printed digits leave open",
    }
    return verdict, f"{sentence}; stated is {_OUTCOMES[stated]}{ending.get(verdict, '')}."
