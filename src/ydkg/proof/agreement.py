"""Agreement: whether what is written twice says the same, and what is compared is alike, by the data alone.

Rules: ``quotient`` (a fraction's value is not that of its parts), ``edtf`` (a period's notation has other days than its
first and last), ``nested_mentions`` (one thing is mentioned within a mention of itself, as happens when two things of
one name are made one) and ``compared`` (a thing is set against itself, against what it is part of, or against another
at another time).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.language.text import translatable
from ydkg.proof.claims.days import Days, days_of
from ydkg.proof.finding import Finding, Rules
from ydkg.vocab import DCTERMS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph

RULES = Rules()
_SIX_PLACES = Decimal("0.000001")


@RULES.saying("quotient")
def _quotients(table: Graph) -> Iterator[tuple[str, str]]:
    for record in table.subjects(YD.Observation):
        parts = (table.one(record, p) for p in (YD.numerator, YD.denominator, YD.value))
        try:
            numerator, denominator, value = (Decimal(part) for part in parts if part)
            quotient = (numerator / denominator).quantize(_SIX_PLACES)
        except (ValueError, InvalidOperation, ZeroDivisionError):  # Not a whole fraction, which the shapes look at.
            continue
        if value != quotient:
            said = {"numerator": str(numerator), "denominator": str(denominator), "value": str(value)}
            pattern = translatable("{numerator}/{denominator} is {quotient}, not {value}; mend yd:value or its parts")
            yield record, problem(pattern, **said, quotient=f"{quotient.normalize():f}")


@RULES.add
def _notations(table: Graph) -> Iterator[Finding]:
    for period in table.subjects(YD.Period):
        notation = table.one(period, YD.edtf)
        days = Days(table.one(period, YD.firstDay) or "", table.one(period, YD.lastDay) or "")
        if notation and days_of(notation) not in (None, days):
            first, last = (day or ".." for day in days)
            pattern = translatable("yd:edtf {notation} is not {first} to {last}; mend it or the days")
            yield Finding(period, problem(pattern, notation=notation, first=first, last=last), "edtf")


@RULES.add
def _nested(table: Graph) -> Iterator[Finding]:
    for entity in table.subjects():
        spans = sorted(
            (table.one(p, YD.inDocument) or "", start, end, p)
            for p in table.values(entity, YD.mentionedIn)
            if (start := table.number(p, YD.start)) is not None and (end := table.number(p, YD.end)) is not None
        )
        for place, (document, start, end, passage) in enumerate(spans):
            if any(d == document and s < end and start < e for d, s, e, _ in spans[:place]):
                pattern = translatable("{passage} lies within another mention of it; are these two things of one name?")
                yield Finding(entity, problem(pattern, passage=compact(passage)), "nested_mentions", start)


@RULES.saying("compared", problem("mend what it is compared with"))
def _compared(table: Graph) -> Iterator[tuple[str, str]]:
    for record in table.subjects(YD.Comparison):
        current = table.one(record, YD.current) or ""
        about = table.one(current, YD.about)
        if not about:
            continue
        # What it names instead of a value; of what happens again, the time before may be meant.
        other, then = table.one(record, YD.baselineAbout), table.one(record, YD.baselinePeriod)
        same_time = then == table.one(current, YD.period) if then else bool(table.values(about, YD.editionNumber))
        if (other or then) and other in {None, about} and same_time:
            yield record, problem("sets {thing} against itself at the same time", thing=compact(about))
            continue
        if any(other in table.values(about, whole) for whole in (DCTERMS.isPartOf, SCHEMA.superEvent)):
            pattern = translatable("sets {thing} against {whole}, which it is part of")
            yield record, problem(pattern, thing=compact(about), whole=compact(other or ""))
            continue
        for side in (YD.baseline, YD.target):
            value = table.one(record, side) or ""
            other = table.one(value, YD.about)
            times = [table.one(each, YD.period) or table.one(each, YD.inEdition) for each in (current, value)]
            at_one_time = side == YD.baseline and times[0] is not None and times[0] == times[1]
            if other not in {None, about} and not at_one_time:
                pattern = translatable("sets {thing} against another thing at another time, {other}")
                yield record, problem(pattern, thing=compact(about), other=compact(other))
                break
