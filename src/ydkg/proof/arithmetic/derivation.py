"""Derivations: computed observations as records, with what they come from and how they were computed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.errors import problem
from ydkg.graph.turtle import about, canonical_lexical, chinese, english
from ydkg.language.grammar import capitalized
from ydkg.language.text import CHINESE, translatable
from ydkg.proof.arithmetic.figure import named
from ydkg.proof.arithmetic.wording import bounded, to_digits
from ydkg.vocab import PROV, QB, QUDT, RDF, RDFS, SKOS, XSD, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Triple

    from ydkg.graph.graph import Graph
    from ydkg.proof.arithmetic.figure import Moment
    from ydkg.proof.arithmetic.interval import Interval
    from ydkg.proof.arithmetic.quantity import StatedQuantity

#: No quotient is given with fewer or with more digits than these.
_FEWEST, _MOST = 2, 6
_NOT_ACTUAL = problem("It is computed with a value that is expected or intended, not actual.")
#: What a computed figure is called besides, by the status of its inputs where that is not actual.
HOPED = {YD.Expected: translatable("expected"), YD.Intended: translatable("intended")}


@dataclass(frozen=True)
class Metric:
    """Hold the metric of a computed observation."""

    iri: str
    label: str
    definition: tuple[Triple, ...] = ()


@dataclass(frozen=True)
class Derivation:
    """Hold a computed observation."""

    slug: str
    metric: Metric
    moment: Moment
    about: str
    value: Decimal
    unit: str
    bound: str
    inputs: tuple[str, ...]
    words: str
    note: str = ""
    signed: bool = False
    status: str = ""


@dataclass(frozen=True, order=True)
class NotDerived:
    """Hold what was not computed."""

    wanted: str
    reason: str
    inputs: tuple[str, ...]


def combine(
    operation: Callable[..., Interval | None],
    *inputs: StatedQuantity,
    digits: int | None = None,
    least: Decimal | None = None,
) -> tuple[Decimal, str] | None:
    """Compute one number and its bound from several quantities, if one follows."""
    result = operation(*(quantity.reading() for quantity in inputs))
    if result is None:
        return None
    if not all(quantity.exact.is_point() for quantity in inputs):
        digits = digits or _MOST  # a fraction such as a third has no last digit
    bounds = {quantity.bound for quantity in inputs}
    if bounds <= {YD.Exactly, YD.Approximately}:
        central = operation(*(quantity.exact for quantity in inputs))
        if central is None:
            return None
        value = _kept(central.lower, digits if central.is_point() else digits or _MOST)
        exact = bounds == {YD.Exactly} and central.is_point() and value == central.lower
        return value, (YD.Exactly if exact else YD.Approximately)
    bottomless = result.lower.is_infinite() or result.lower == least
    if result.upper.is_infinite() and not bottomless:
        value = _kept(result.lower, digits, ROUND_FLOOR)
        return value, YD.AtLeast if value in result else YD.MoreThan
    if bottomless and not result.upper.is_infinite() and not result.is_point():
        value = _kept(result.upper, digits, ROUND_CEILING)
        return value, YD.AtMost if value in result else YD.LessThan
    return None


def triples_of(table: Graph, derivation: Derivation) -> list[Triple]:
    """Write a derivation as a record."""
    d = derivation
    observation, computation = ydr(f"observation-derived-{d.slug}"), ydr(f"computation-{d.slug}")
    what = ", ".join(filter(None, (capitalized(d.metric.label), named(table, d.about), d.moment.label)))
    hoped = HOPED.get(d.status, "")
    computed = f"computed and {hoped}" if hoped not in d.metric.label else "computed"
    label = f"{what}: {bounded(d.value, d.unit, d.bound, signed=d.signed, computed=True)}, {computed}"
    number = canonical_lexical(f"{d.value:f}", XSD.decimal)
    pairs: list[tuple[str, str | Literal]] = [
        (RDF.type, QB.Observation),
        (RDF.type, YD.Observation),
        (YD.metric, d.metric.iri),
        (YD.about, d.about),
        (QUDT.hasUnit, d.unit),
        (YD.bound, d.bound),
        (YD.valueStatus, YD.Derived),
        (PROV.wasGeneratedBy, computation),
        *((PROV.wasDerivedFrom, source) for source in d.inputs),
        (RDFS.label, english(label)),
        (YD.value, Literal(number, datatype=NamedNode(XSD.decimal))),
    ]
    if d.moment.period:
        pairs.append((YD.period, d.moment.period))
    if d.moment.as_of:
        pairs.append((YD.asOf, Literal(d.moment.as_of, datatype=NamedNode(XSD.date))))
    if notes := [note for note in (_NOT_ACTUAL if d.status else "", d.note) if note]:
        pairs.append((SKOS.editorialNote, english(" ".join(notes))))
        pairs.append((SKOS.editorialNote, chinese("".join(map(CHINESE.told, notes)))))
    computed_by = about(
        computation,
        (RDF.type, PROV.Activity),
        (RDFS.label, english(capitalized(d.words))),
        (RDFS.label, chinese(CHINESE.told(d.words))),
        *((PROV.used, source) for source in d.inputs),
    )
    return [*about(observation, *pairs), *computed_by, *d.metric.definition, *d.moment.definition]


def new_metric(
    table: Graph,
    iri: str,
    *,
    label: str,
    definition: str,
    unit: str,
    direction: str,
    kind: str,
    counter: str = "",
) -> Metric:
    """Return a metric for computed values, with its definition if the graph has none of that IRI."""
    if iri in table:
        return Metric(iri, label)
    defined = about(
        iri,
        (RDF.type, YD.Metric),
        *_in_both(RDFS.label, label),
        *_in_both(SKOS.definition, definition),
        (QUDT.hasUnit, unit),
        (YD.direction, direction),
        (YD.measureKind, kind),
        *([(YD.measureWord, chinese(counter))] if counter else []),
    )
    return Metric(iri, label, tuple(defined))


def _in_both(predicate: str, said: str) -> Iterator[tuple[str, Literal]]:
    """Say something in English and, where it has its Chinese, in Chinese."""
    yield predicate, english(said)
    if (told := CHINESE.told(said)) != said:
        yield predicate, chinese(told)


def _kept(value: Decimal, digits: int | None, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    return value if digits is None else to_digits(value, min(max(digits + 1, _FEWEST), _MOST), rounding)
