"""Derived figures: what follows from the stated ones by arithmetic, as records, and what does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.errors import Named, problem
from ydkg.graph.graph import Graph, is_iri
from ydkg.graph.turtle import about, canonical_lexical, chinese, english
from ydkg.language.grammar import capitalized
from ydkg.language.text import CHINESE, ENGLISH, translatable
from ydkg.language.units import measure_word, unit
from ydkg.proof.arithmetic.audit import audit
from ydkg.proof.arithmetic.comparison import (
    CONTRADICTS,
    StatedComparison,
    change,
    change_unit,
    combine,
    earlier_value,
    input_status,
    read_comparison,
    undo,
)
from ydkg.proof.arithmetic.interval import point
from ydkg.proof.arithmetic.quantity import (
    bounded,
    figures_by_measure,
    in_period,
    interval_words,
    named,
    quantity_words,
    run_of_days,
    stated_figures,
)
from ydkg.vocab import PROV, QB, QUDT, RDF, RDFS, SKOS, UNIT, XSD, YD, local_name, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from ydkg.proof.arithmetic.audit import AuditResult
    from ydkg.proof.arithmetic.interval import Interval
    from ydkg.proof.arithmetic.quantity import Moment, StatedFigure, StatedQuantity

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


_WANTED = (YD.metric, YD.about)
#: What the metric of a change is called, absolute and relative.
_CHANGES = {
    "change": (translatable("change in {name}"), translatable("relative change in {name}")),
    "distance": (
        translatable("distance in {name} from the target"),
        translatable("relative distance in {name} from the target"),
    ),
    "difference": (
        translatable("difference in {name} from {other}"),
        translatable("relative difference in {name} from {other}"),
    ),
}
#: What leads to things: a text in such a place, of which the shapes say so, is as good as none.
_LINKS = frozenset(
    {
        *_WANTED, YD.period, YD.baselineAbout, YD.baselinePeriod, YD.shareOf, YD.shareIn, YD.direction, QUDT.hasUnit,
    }
)  # fmt: skip
_ALL_OF_IT = Decimal(-100)


def derive(
    triples: Iterable[Triple], verdicts: Iterable[AuditResult] | None = None
) -> tuple[list[Triple], list[NotDerived]]:
    """Compute what follows from the stated figures.

    These follow: the value that a stated change leads back to, where it is not stated; the change between two stated
    values, where none of its kind is stated; a whole from a part and its share; a quotient of two running totals of one
    thing; the sum over the parts of a complete list. Bounds are carried over, and a quotient has no more digits than
    the least precise of its inputs.
    """
    if verdicts is None:
        triples = list(triples)
        verdicts = audit(triples)
    contradicted = {verdict.comparison for verdict in verdicts if verdict.verdict == CONTRADICTS}
    table = Graph.from_triples(t for t in triples if isinstance(t.object, NamedNode) or t.predicate.value not in _LINKS)
    results: list[Derivation | NotDerived] = []
    stated = stated_figures(table)
    by_measure = figures_by_measure(stated)
    for iri in table.subjects(YD.Comparison):
        read = read_comparison(table, iri, by_measure)
        observations = [each for each in (read.current_iri, read.baseline_iri) if each]
        reason = read.problem
        if not reason and iri in contradicted:
            reason = problem("what it states contradicts its values")
        elif not reason and not all(table.one(each, part) for each in observations for part in _WANTED):
            reason = problem("one of its observations lacks a metric or a thing that it is about")
        if reason or read.current is None:
            results.append(NotDerived(problem("anything from “{name}”", name=named(table, iri)), reason, (iri,)))
            continue
        if read.baseline is None:
            found = [_baseline(table, read, read.current)]
        else:
            # Of two stated values those changes of which none is stated; the percentage of a percentage misleads.
            absolute = unit(read.current.unit).dimension == "ratio" or table.values(iri, YD.target)
            kinds = (YD.AbsoluteChange,) if absolute else (YD.AbsoluteChange, YD.RelativeChange)
            wanting = (kind for kind in kinds if read.stated is None or read.kind != kind)
            found = [_change(table, read, read.current, read.baseline, kind) for kind in wanting]
        status = input_status(table, read)
        results += (replace(each, status=status) if isinstance(each, Derivation) else each for each in found)
    results += _wholes(table, stated)
    written = {triple for result in results if isinstance(result, Derivation) for triple in triples_of(table, result)}
    return sorted(written, key=str), sorted({result for result in results if isinstance(result, NotDerived)})


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
            divisor = fraction.positive()
            return amount * point(of) / divisor if divisor else None

        sides = problem(
            "{part} is {share} of the whole", part=quantity_words(part.quantity), share=quantity_words(share.quantity)
        )
        result = combine(over, part.quantity, counted, digits=part.quantity.digits(), least=Decimal(0))
        name = named(table, metric)
        if result is None:
            wanted = problem("{metric}, {name}", metric=name, name=named(table, whole))
            yield NotDerived(wanted, problem("{sides}: no side of it follows", sides=sides), (part.iri, share.iri))
            continue
        value, bound = result
        unit_of = part.quantity.unit
        yield Derivation(
            slug=f"{local_name(whole)}-{local_name(metric).removeprefix('metric-')}",
            metric=Metric(metric, name),
            moment=part.moment,
            about=whole,
            value=value,
            unit=unit_of,
            bound=bound,
            inputs=(part.iri, share.iri),
            words=problem("{sides}: {result}.", sides=sides, result=bounded(value, unit_of, bound, computed=True)),
        )


def _baseline(table: Graph, read: StatedComparison, current: StatedQuantity) -> Derivation | NotDerived:
    """Compute the value that a stated change leads back to."""
    stated, inputs = read.stated, (read.iri, read.current_iri)
    about, period = table.one(read.iri, YD.baselineAbout), table.one(read.iri, YD.baselinePeriod)
    wanted = problem("the value that “{name}” is compared with", name=named(table, read.current_iri))
    if stated is None:
        return NotDerived(wanted, problem("no change is stated in figures"), inputs)
    if about is None and period is None:
        return NotDerived(wanted, problem("it is not stated of what or when that value would be"), inputs)

    result = earlier_value(read)
    if result is None:
        sides = {"current": quantity_words(current), "change": quantity_words(stated, signed=True)}
        return NotDerived(wanted, problem("{current} and a change of {change} fix no side of it", **sides), inputs)
    about = about or table.one(read.current_iri, YD.about) or ""
    metric = table.one(read.current_iri, YD.metric) or ""
    return Derivation(
        slug=f"{local_name(read.iri).removeprefix('comparison-')}-baseline",
        metric=Metric(metric, named(table, metric)),
        moment=in_period(table, period),
        about=about,
        value=result[0],
        unit=current.unit,
        bound=result[1],
        inputs=inputs,
        words=problem(
            "{current} after a change of {change}: {before} before.",
            current=quantity_words(current),
            change=quantity_words(stated, signed=True),
            before=bounded(result[0], current.unit, result[1], computed=True),
        ),
        note=_left_open(undo(current.allowed(), stated.allowed(), read.kind), current.unit, result[1]),
    )


def _change(
    table: Graph, read: StatedComparison, current: StatedQuantity, baseline: StatedQuantity, kind: str
) -> Derivation | NotDerived:
    other, measure = read.baseline_iri or "", change_unit(current.unit, kind)
    inputs, relative = (read.iri, read.current_iri, other), kind == YD.RelativeChange

    def measured(later: Interval, earlier: Interval) -> Interval | None:
        return change(later, earlier, kind, current.unit)

    digits, least = (min(current.digits(), baseline.digits()), _ALL_OF_IT) if relative else (None, None)
    result = combine(measured, current, baseline, digits=digits, least=least)
    metric, word = _metric_of_change(table, read, relative=relative)
    ends = {"other": quantity_words(baseline), "current": quantity_words(current)}
    if result is None:
        name = named(table, read.iri)
        change_of = translatable("the change in “{name}”")
        wanted = problem(translatable("the relative change in “{name}”") if relative else change_of, name=name)
        return NotDerived(wanted, problem("from {other} to {current} fixes no side of it", **ends), inputs)
    ends["result"] = bounded(result[0], measure, result[1], signed=True, computed=True, counter=current.counter)
    if word.endswith("change"):
        words = problem("From {other} to {current}: {result}.", **ends)
    else:
        words = problem("Set against {other}, {current}: {result}.", **ends)
    return Derivation(
        slug=f"{local_name(read.iri).removeprefix('comparison-')}-{word}",
        metric=metric,
        moment=run_of_days(table, other, read.current_iri),
        about=table.one(read.current_iri, YD.about) or "",
        value=result[0],
        unit=measure,
        bound=result[1],
        inputs=inputs,
        words=words,
        note=_left_open(measured(current.allowed(), baseline.allowed()), measure, result[1], signed=True),
        signed=True,
    )


def _metric_of_change(table: Graph, read: StatedComparison, *, relative: bool) -> tuple[Metric, str]:
    """Return the metric of a change, and the word for it that its record's IRI ends with."""
    other = read.baseline_iri or ""
    metric = table.one(read.current_iri, YD.metric) or ""
    theirs, ours = table.one(other, YD.about) or "", table.one(read.current_iri, YD.about) or ""
    name, status = named(table, metric), input_status(table, read)
    word, other_name = "change", Named("")
    if table.values(read.iri, YD.target):
        word = "distance"
    elif theirs != ours:
        word, other_name = "difference", named(table, theirs)
    pattern = _CHANGES[word][relative]
    slug = f"{'relative-' if relative else ''}{word}"
    hoped = "-".join(filter(None, (HOPED.get(status), slug)))
    tail = f"-from-{local_name(theirs)}" if word == "difference" else ""
    unit_of_values = table.one(metric, QUDT.hasUnit) or table.one(read.current_iri, QUDT.hasUnit) or ""
    english = ENGLISH.gettext(pattern, name=name, other=other_name)
    chinese = CHINESE.gettext(pattern, name=name.chinese, other=other_name.chinese or other_name)
    made = new_metric(
        table,
        ydr(f"metric-{hoped}-in-{local_name(metric).removeprefix('metric-')}{tail}"),
        label=Named(
            f"{HOPED[status]} {english}" if status else english,
            f"{CHINESE.gettext(HOPED[status]) if status else ''}{chinese}" if name.chinese else "",
        ),
        definition=problem("One value of a metric less another, in percent of the other.")
        if relative
        else problem("One value of a metric less another, which it is compared with."),
        unit=change_unit(unit_of_values, YD.RelativeChange if relative else YD.AbsoluteChange),
        direction=table.one(metric, YD.direction) or YD.NoDirection,
        kind=YD.Rate if relative else YD.Increment,
        counter="" if relative else measure_word(table, metric),
    )
    return made, slug


def _left_open(possible: Interval | None, measure: str, bound: str, *, signed: bool = False) -> str:
    """Say what numbers the inputs' printed digits leave possible, where these are more than one."""
    if possible is None or possible.is_point() or bound not in {YD.Exactly, YD.Approximately}:
        return ""
    return problem(
        "If its inputs are rounded to their last printed digits, it is {span}.",
        span=interval_words(possible, measure, signed=signed),
    )
