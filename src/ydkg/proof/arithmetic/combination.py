"""Combinations of stated figures that no comparison sets side by side: wholes, quotients and sums."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from itertools import permutations, product
from operator import add, truediv
from typing import TYPE_CHECKING

from ydkg.errors import Listed, problem
from ydkg.graph.graph import is_iri
from ydkg.proof.arithmetic.derivation import Derivation, Metric, NotDerived, combine, new_metric
from ydkg.proof.arithmetic.figure import named
from ydkg.proof.arithmetic.interval import point
from ydkg.proof.arithmetic.wording import bounded, quantity_words
from ydkg.vocab import DCTERMS, UNIT, YD, compact, local_name, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ydkg.graph.graph import Graph
    from ydkg.proof.arithmetic.figure import Moment, StatedFigure
    from ydkg.proof.arithmetic.interval import Interval

_MONEY = (UNIT.CCY_CNY, UNIT.CCY_USD)
_ADDITIVE = (YD.Count, YD.Stock, YD.Flow, YD.Cumulative, YD.Increment, YD.Length)


def combinations(table: Graph, stated: Sequence[StatedFigure]) -> Iterator[Derivation | NotDerived]:
    """Compute wholes from parts and their shares, quotients of running totals, and sums over the parts of a whole."""
    yield from _wholes(table, stated)
    yield from _quotients(table, stated)
    yield from _sums(table, stated)


def _wholes(table: Graph, stated: Iterable[StatedFigure]) -> Iterator[Derivation | NotDerived]:
    """Compute wholes from a part and its share, a fraction in words whose metric says of what and in what it is."""
    known = {(f.metric, f.about, f.moment): f for f in stated}
    for share in known.values():
        metric, whole = table.one(share.metric, YD.shareOf) or "", table.one(share.metric, YD.shareIn) or ""
        part = known.get((metric, share.about, share.moment))
        parts, in_all = table.number(share.iri, YD.numerator), table.number(share.iri, YD.denominator)
        if part is None or not parts or not in_all or not is_iri(whole) or (metric, whole, share.moment) in known:
            continue
        # Dividing by the fraction's own numbers, not by its quotient, keeps a third exact.
        number = Decimal(parts)
        counted = replace(share.quantity, value=number, unit=UNIT.NUM, step=Decimal(0), exact=point(number))
        of = Decimal(in_all)

        def over(amount: Interval, fraction: Interval, of: Decimal = of) -> Interval | None:
            return _quotient(amount * point(of), fraction)

        sides = problem(
            "{part} is {share} of the whole", part=quantity_words(part.quantity), share=quantity_words(share.quantity)
        )
        result = combine(over, part.quantity, counted, digits=part.quantity.digits(), least=Decimal(0))
        if result is None:
            wanted = problem("{metric}, {name}", metric=named(table, metric), name=named(table, whole))
            yield NotDerived(wanted, problem("{sides}: no side of it follows", sides=sides), (part.iri, share.iri))
            continue
        slug = f"{local_name(whole)}-{local_name(metric).removeprefix('metric-')}"
        measure = Metric(metric, named(table, metric))
        yield _derivation(slug, (measure, whole), result, inputs=(part, share), sides=sides)


def _quotients(table: Graph, stated: Iterable[StatedFigure]) -> Iterator[Derivation | NotDerived]:
    """Divide running totals of money by other running totals of the same thing at the same time."""
    together: dict[tuple[str, Moment], list[StatedFigure]] = defaultdict(list)
    for figure in stated:
        if figure.kind == YD.Cumulative and figure.status == YD.Actual:
            together[figure.about, figure.moment].append(figure)
    ordered = (pair for totals in together.values() for pair in permutations(totals, 2))
    for money, count in ordered:
        of_money, counted = money.quantity, count.quantity
        if of_money.unit not in _MONEY or counted.unit in _MONEY:
            continue
        label = problem("{money} per {count}", money=named(table, money.metric), count=named(table, count.metric))
        sides = problem("{money} divided by {count}", money=quantity_words(of_money), count=quantity_words(counted))
        wanted = problem("{metric}, {name}", metric=label, name=named(table, money.about))
        digits = min(of_money.digits(), counted.digits())
        result = combine(_quotient, of_money, counted, digits=digits, least=Decimal(0))
        if result is None or counted.unit != UNIT.NUM:
            if result is not None:
                per = compact(counted.unit)
                why = problem("{sides}: no unit of ours measures it per {unit}", sides=sides, unit=per)
            elif of_money.bound == counted.bound != YD.Exactly:
                why = problem("{sides}: the quotient of two such bounds can be any number above zero", sides=sides)
            else:
                why = problem("{sides}: no side of it follows", sides=sides)
            yield NotDerived(wanted, why, (money.iri, count.iri))
            continue
        slug = "-per-".join(local_name(figure.metric).removeprefix("metric-") for figure in (money, count))
        metric = new_metric(
            table,
            ydr(f"metric-{slug}"),
            label=label,
            definition=problem("One running total divided by another of the same thing."),
            unit=of_money.unit,
            direction=YD.NoDirection,
            kind=YD.Ratio,
        )
        slug = f"{local_name(money.about)}-{slug}"
        yield _derivation(slug, (metric, money.about), result, inputs=(money, count), sides=sides)


def _sums(table: Graph, stated: Iterable[StatedFigure]) -> Iterator[Derivation | NotDerived]:
    """Add one metric over the parts of a whole, if the list of parts is complete and each has its value."""
    by_thing: dict[str, list[StatedFigure]] = defaultdict(list)
    for figure in stated:
        if figure.kind in _ADDITIVE and figure.status == YD.Actual:
            by_thing[figure.about].append(figure)
    for whole, relation in product(table.subjects(), (DCTERMS.hasPart, YD.investsIn)):
        parts = table.values(whole, relation)
        addends = [figure for part in parts for figure in by_thing.get(part, [])]
        metrics = list(dict.fromkeys(figure.metric for figure in addends))
        if len(addends) <= 1 or not {f.metric for f in by_thing.get(whole, [])}.isdisjoint(metrics):
            continue
        sides = problem(
            "{addends} together", addends=Listed((quantity_words(figure.quantity) for figure in addends), " and ")
        )
        result = combine(lambda *addends: reduce(add, addends), *(figure.quantity for figure in addends))
        reason = None
        if len(metrics) > 1:
            unlike = Listed((named(table, metric) for metric in metrics), " and ")
            reason = problem("{metrics} are unlike things", metrics=unlike)
        elif len({(f.moment, f.quantity.unit) for f in addends}) > 1:
            reason = problem("the values are of several times or units")
        elif table.one(whole, YD.listComplete) != "true" or sorted(f.about for f in addends) != parts:
            reason = problem("a part, or its value, may be missing")
        if reason or result is None:
            reason = reason or problem("bounds of both kinds fix no side of a sum")
            wanted = problem("a sum over the parts of “{name}”", name=named(table, whole))
            if relation == YD.investsIn:
                wanted = problem("a sum over what “{name}” invests in", name=named(table, whole))
            why = problem("{sides}: {reason}", sides=sides, reason=reason)
            yield NotDerived(wanted, why, tuple(figure.iri for figure in addends))
            continue
        slug = f"{local_name(whole)}-{local_name(metrics[0]).removeprefix('metric-')}-sum"
        metric = Metric(metrics[0], named(table, metrics[0]))
        yield _derivation(slug, (metric, whole), result, inputs=addends, sides=sides)


def _derivation(
    slug: str,
    measure: tuple[Metric, str],
    result: tuple[Decimal, str],
    *,
    inputs: Sequence[StatedFigure],
    sides: str,
) -> Derivation:
    """Make a derivation of the time and in the unit of its first input."""
    (metric, about), (value, bound) = measure, result
    unit = inputs[0].quantity.unit
    return Derivation(
        slug=slug,
        metric=metric,
        moment=inputs[0].moment,
        about=about,
        value=value,
        unit=unit,
        bound=bound,
        inputs=tuple(figure.iri for figure in inputs),
        words=problem("{sides}: {result}.", sides=sides, result=bounded(value, unit, bound, computed=True)),
    )


def _quotient(first: Interval, second: Interval) -> Interval | None:
    """Divide by what counts something, which is above zero; None if it may be zero or less all the same."""
    divisor = second.positive()
    return truediv(first, divisor) if divisor else None
