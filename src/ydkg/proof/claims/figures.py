"""Figures side by side: how what several documents say of one metric of one thing stands to one another."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ydkg.proof.arithmetic.quantity import THRESHOLDS, StatedFigure, stated_figures
from ydkg.proof.claims.days import NO_DAYS, Days, document_of, told
from ydkg.proof.claims.judgements import Judgements
from ydkg.proof.claims.kinds import AGREES, DIFFERS, EDITION, NOT_COMPARABLE, OUTCOME, PERIOD, REFINES, SAME, Pair
from ydkg.vocab import DCTERMS, SCHEMA, YD

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph
    from ydkg.proof.arithmetic.quantity import StatedQuantity

_HOPED = frozenset((YD.Target, YD.Expected))


class _Claim(NamedTuple):
    figure: StatedFigure
    document: str
    told: Days
    held: Days
    #: Whether it is what stood before, of which no time is said.
    before: bool


def series(table: Graph, metric: str, about: str) -> list[str]:
    """List what is said of one metric of one thing."""
    found = (iri for iri, _ in table.incoming(about, YD.about) if metric in table.iris(iri, YD.metric))

    def order(iri: str) -> tuple[str, str, str]:
        said = told(table, iri)
        return _held(table, iri).last or table.one(iri, YD.asOf) or said.last, said.first, iri

    return sorted(found, key=order)


def pairs(table: Graph, about: str | None = None) -> list[Pair]:
    """Compare the figures of different documents on one metric of one thing, or of editions of one thing."""
    judged = Judgements(table)
    groups: defaultdict[tuple[str, str], list[_Claim]] = defaultdict(list)
    for figure in stated_figures(table):
        # Editions of one series of events are set side by side.
        of = table.one(figure.about, SCHEMA.superEvent) or figure.about
        before = any(
            not _held(table, iri) and not table.one(iri, YD.asOf) and table.incoming(iri, YD.baseline)
            for iri in (figure.iri, *judged.same[figure.iri])
        )
        document, when = document_of(table, figure.iri), told(table, figure.iri)
        groups[figure.metric, of].append(_Claim(figure, document, when, _held(table, figure.iri), before))
    found = set()
    for claims in groups.values():
        claims.sort(key=lambda claim: (claim.told.first, claim.figure.iri))
        for one, other in combinations(claims, 2):
            if one.document == other.document or about not in (None, one.figure.about, other.figure.about):
                continue
            first, second = one.figure.iri, other.figure.iri
            same_matter = second in judged.same[first]
            kind = NOT_COMPARABLE if judged.apart(first, second) else _kind(table, one, other, same_matter=same_matter)
            publishers = (set(table.iris(claim.document, DCTERMS.publisher)) for claim in (one, other))
            superseded = (
                kind in {DIFFERS, REFINES, AGREES}
                and other.told.after(one.told)
                and bool(set.intersection(*publishers))
            )
            found.add(Pair(first, second, kind, judged.between(first, second), superseded))
    for records in judged.not_comparable:
        if about is None or any(about in table.iris(record, YD.about) for record in records):
            first, second = sorted(records, key=lambda iri: (told(table, iri).first, iri))
            found.add(Pair(first, second, NOT_COMPARABLE, judged.between(first, second)))
    return sorted(found)


def _held(table: Graph, observation: str) -> Days:
    """Tell of which time a figure is by its words: its period, open where one end is not known; else nothing."""
    period = table.one(observation, YD.period)
    return Days(table.one(period, YD.firstDay) or "", table.one(period, YD.lastDay) or "") if period else NO_DAYS


def _kind(table: Graph, one: _Claim, other: _Claim, *, same_matter: bool) -> str:
    """Say how two figures stand to one another: of what, of when, hoped or so, and then by their numbers."""
    edition, other_edition = (table.one(claim.figure.iri, YD.inEdition) for claim in (one, other))
    if one.figure.about != other.figure.about or edition != other_edition:
        return EDITION
    numbers = _compare(one.figure.quantity, other.figure.quantity)
    if same_matter:
        return numbers
    if one.before != other.before or not _of_one_time(one, other):
        return PERIOD
    hoped, other_hoped = (claim.figure.status in _HOPED for claim in (one, other))
    if hoped != other_hoped:
        return OUTCOME if hoped else PERIOD
    thresholds = YD.Exactly not in {one.figure.quantity.bound, other.figure.quantity.bound} and numbers == REFINES
    if not (numbers == DIFFERS or thresholds) or one.held or other.held:
        return numbers
    # Without a time, they were told in different years, or are running ones of different days.
    days = [claim.figure.moment.as_of for claim in (one, other)]
    return PERIOD if (all(days) and days[0] != days[1]) or _year(one.told) != _year(other.told) else numbers


def _of_one_time(one: _Claim, other: _Claim) -> bool:
    """Tell whether two figures may be of one time."""
    if one.held and other.held:
        return one.held == other.held
    if not one.held and not other.held:
        return True
    dated, undated = (one, other) if one.held else (other, one)
    if undated.figure.moment.as_of:
        return False
    # What is not dated is of no time after it was told; of an earlier one only if it is the same number.
    if undated.told.last and dated.held.first > undated.told.last:
        return False
    return _compare(one.figure.quantity, other.figure.quantity) != DIFFERS or _year(dated.held) == _year(undated.told)


def _year(when: Days) -> str:
    return (when.last or when.first)[:4]


def _compare(one: StatedQuantity, other: StatedQuantity) -> str:
    """Compare two printed numbers.

    They are `SAME` where number, unit and bound are; `AGREES` where one says "about" or "nearly" and means the other;
    `REFINES` where one lies within what the other leaves open, or has more digits and lies less than one of the other's
    last digit away; else `DIFFERS`.

    >>> from decimal import Decimal
    >>> from ydkg.proof.arithmetic.quantity import printed
    >>> from ydkg.vocab import UNIT
    >>> def km(value, bound=YD.Exactly):
    ...     return printed(Decimal(value), UNIT.KiloM, bound)
    >>> _compare(km("163"), km("163.8")), _compare(km("163"), km("164"))
    ('refines', 'differs')
    >>> _compare(km("163"), km("163", YD.Approximately))
    'agrees as printed'
    """
    if one.unit != other.unit:
        converted = other.within_unit(one.unit)
        if converted is None:
            back = one.within_unit(other.unit)
            return _compare(back, other) if back else DIFFERS
        other = converted
    if one.exact == other.exact:
        bounds = {one.bound, other.bound}
        if len(bounds) == 1:
            return SAME
        # "About", "nearly" and "at most" name the number that they mean; "over" denies it.
        denied = {one.wording, other.wording} & {YD.MoreThan, YD.LessThan}
        return AGREES if YD.Exactly in bounds and not denied else DIFFERS
    return next((said for said in (_within(one, other), _within(other, one)) if said), DIFFERS)


def _within(fine: StatedQuantity, coarse: StatedQuantity) -> str:
    """Say how a number that says more stands to one that says less; empty where it contradicts it."""
    if coarse.bound == YD.Approximately:
        return AGREES if fine.exact.within(coarse.reading()) else ""
    if coarse.bound in THRESHOLDS:
        # A threshold says no more than another that lies within it.
        return REFINES if fine.reading().within(coarse.reading()) else ""
    near = abs(fine.value - coarse.value) < coarse.step
    return REFINES if fine.bound == YD.Exactly and fine.step < coarse.step and near else ""
