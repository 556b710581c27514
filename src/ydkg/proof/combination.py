"""Combinations of stated figures that no comparison sets side by side: wholes, quotients and sums."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import reduce
from itertools import permutations
from operator import add, mul, truediv
from typing import TYPE_CHECKING

from ydkg.proof.derivation import Derivation, Metric, Refusal, combine, new_metric
from ydkg.proof.interval import point
from ydkg.proof.moment import Moment, moment, named
from ydkg.proof.quantity import Quantity, observed
from ydkg.proof.wording import bounded, figure, said
from ydkg.vocab import DCTERMS, UNIT, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.proof.facts import Facts
    from ydkg.proof.interval import Interval

#: Metric of a share -> the metric of what it is a share of, and the thing that makes the whole. The graph does not say
#: it: a share's definition does, in words.
SHARES = {ydr("metric-trillion-yuan-city-share"): (ydr("metric-trillion-yuan-city-count"), ydr("china"))}
_MONEY = (UNIT.CCY_CNY, UNIT.CCY_USD)
_ADDITIVE = (YD.Count, YD.Stock, YD.Flow, YD.Cumulative, YD.Increment, YD.Length)


def wholes(facts: Facts) -> Iterator[Derivation | Refusal]:
    """Compute the whole from a part and its share, both of one thing at one time.

    Parameters
    ----------
    facts : Facts
        The graph. Shares given as fractions in words are taken.

    Yields
    ------
    Derivation or Refusal
        None where the whole is stated itself.
    """
    for share_iri in _stated(facts):
        metric, whole = SHARES.get(facts.one(share_iri, YD.metric) or "", ("", ""))
        share, parts = observed(facts, share_iri), facts.number(share_iri, YD.numerator)
        in_all = facts.number(share_iri, YD.denominator)
        when, about = moment(facts, share_iri), facts.one(share_iri, YD.about)
        for part_iri in _stated(facts) if metric and share and parts and in_all else []:
            part = observed(facts, part_iri)
            same = facts.one(part_iri, YD.about) == about and moment(facts, part_iri) == when
            if part is None or share is None or not same or facts.one(part_iri, YD.metric) != metric:
                continue
            if _already(facts, metric, whole, when):
                continue
            # So many of the parts: dividing by the whole number keeps a third exact.
            number = replace(share, value=Decimal(parts or 1), exact=point(Decimal(parts or 1)), step=Decimal(0))
            scaled = replace(part, exact=part.exact * point(Decimal(in_all or 1)))
            inputs, wanted = (part_iri, share_iri), f"{named(facts, metric)} of {named(facts, whole)}"
            result = combine(_over, scaled, number, digits=part.digits())
            if result is None:
                yield Refusal(wanted, "a part and a share that are bounded so fix no side of the whole", inputs)
                continue
            words = f"{said(part)} are {_share_words(share, parts, in_all)}"
            slug = f"{_slug(whole)}-{_slug(metric)}"
            yield _derivation(facts, slug, Metric(metric, named(facts, metric)), whole, when, part.unit, result, inputs, words)


def quotients(facts: Facts) -> Iterator[Derivation | Refusal]:
    """Divide a running total of money by another running total of the same thing at the same time.

    Parameters
    ----------
    facts : Facts
        The graph.

    Yields
    ------
    Derivation or Refusal
        Refused where the bounds fix no side of the quotient, or no unit of ours measures it.
    """
    totals = [o for o in _stated(facts) if _kind(facts, o) == YD.Cumulative]
    for above_iri, below_iri in permutations(totals, 2):
        money, count = observed(facts, above_iri), observed(facts, below_iri)
        about, when = facts.one(above_iri, YD.about), moment(facts, above_iri)
        if money is None or count is None or money.unit not in _MONEY or count.unit in _MONEY:
            continue
        if about is None or facts.one(below_iri, YD.about) != about or moment(facts, below_iri) != when:
            continue
        names = [named(facts, facts.one(o, YD.metric) or "") for o in (above_iri, below_iri)]
        slugs = [_slug(facts.one(o, YD.metric) or "").removeprefix("metric-") for o in (above_iri, below_iri)]
        label, inputs = " per ".join(names), (above_iri, below_iri)
        result = combine(_over, money, count, digits=min(money.digits(), count.digits()))
        sides = f"{said(money)} by {said(count)}"
        if result is None:
            yield Refusal(f"{label}, {named(facts, about)}", f"{sides}: such bounds fix no side of a quotient", inputs)
        elif count.unit != UNIT.NUM:
            yield Refusal(f"{label}, {named(facts, about)}", f"no unit measures it per {compact(count.unit)}", inputs)
        else:
            metric = new_metric(
                facts,
                ydr(f"metric-{'-per-'.join(slugs)}"),
                label=label,
                definition="One running total divided by another of the same thing.",
                unit=money.unit,
                direction=YD.NoDirection,
                kind=YD.Ratio,
            )
            slug = f"{_slug(about)}-{'-per-'.join(slugs)}"
            yield _derivation(facts, slug, metric, about, when, money.unit, result, inputs, f"{sides}")


def sums(facts: Facts) -> Iterator[Derivation | Refusal]:
    """Add one metric over the parts of a whole, if the list of parts is complete and each has its value.

    Parameters
    ----------
    facts : Facts
        The graph.

    Yields
    ------
    Derivation or Refusal
        Refused where the parts' values are of unlike things or times, or a part may be missing.
    """
    for whole in facts.subjects():
        for relation in (DCTERMS.hasPart, YD.investsIn):
            parts = facts.values(whole, relation)
            values = [o for o in _stated(facts) if facts.one(o, YD.about) in parts] if len(parts) > 1 else []
            if len(values) > 1:
                yield from _sum(facts, whole, parts, [v for v in values if _kind(facts, v) in _ADDITIVE])


def _sum(facts: Facts, whole: str, parts: list[str], values: list[str]) -> Iterator[Derivation | Refusal]:
    quantities = [quantity for value in values if (quantity := observed(facts, value))]
    metrics = sorted({facts.one(value, YD.metric) or "" for value in values})
    moments = {moment(facts, value) for value in values}
    inputs, wanted = tuple(values), f"a sum over the parts of “{named(facts, whole)}”"
    if len(values) < 2 or len(quantities) < len(values):
        return
    if len(metrics) > 1:
        yield Refusal(wanted, f"{' and '.join(named(facts, m) for m in metrics)} are unlike", inputs)
    elif len(moments) > 1 or len({quantity.unit for quantity in quantities}) > 1:
        yield Refusal(wanted, "the values are of several times or units", inputs)
    elif facts.one(whole, YD.listComplete) != "true" or {facts.one(v, YD.about) for v in values} != set(parts):
        yield Refusal(wanted, "a part, or its value, may be missing", inputs)
    elif len(values) == len(parts) and not _already(facts, metrics[0], whole, min(moments, key=str)):
        result = combine(_total, *quantities)
        if result is None:
            yield Refusal(wanted, "bounds of both kinds fix no side of a sum", inputs)
            return
        words = f"{' and '.join(said(quantity) for quantity in quantities)} together"
        slug = f"{_slug(whole)}-{_slug(metrics[0]).removeprefix('metric-')}-sum"
        when, metric = min(moments, key=str), Metric(metrics[0], named(facts, metrics[0]))
        yield _derivation(facts, slug, metric, whole, when, quantities[0].unit, result, inputs, words)
