"""Figures: values with bound, unit, time and status, in words and as numbers, and the series that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ydkg.graph.values import exact
from ydkg.language.grammar import capitalized
from ydkg.language.quantity import fraction, quantity, rank
from ydkg.language.relation import measured_zh, spaced
from ydkg.language.text import translatable
from ydkg.language.units import measure_word
from ydkg.proof.claims.days import document_of
from ydkg.proof.claims.figures import series
from ydkg.telling.chart import Chart, Plot, plan
from ydkg.telling.naming import slug
from ydkg.telling.reading import ToldRecord
from ydkg.telling.text import NOTHING, Text, as_of, both, joined, same, say
from ydkg.vocab import QUDT, RDFS, UNIT, YD

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph
    from ydkg.telling.reading import Reading


Role: TypeAlias = Literal["baseline", "current", "target"]
_HOPED = frozenset((YD.Expected, YD.Intended))
#: What a thing or a set has as it is, and in no period: how long a way is, how many members there are.
TIMELESS = frozenset((YD.Length, YD.Count))
#: What the figures of a comparison are in it, in words of the catalogue.
ROLES: dict[Role, str] = {
    "baseline": translatable("baseline"),
    "current": translatable("current"),
    "target": translatable("target"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(ToldRecord):
    """An observation."""

    metric: str  # slugs of what it measures, and of what it is about
    about: str
    value: Text  # with bound and unit
    when: Text  # its period or edition, or as of which day, which may be empty
    undated: bool  # whether it has a period or a day that is not stated: what has none lacks none
    status: Text  # actual, target, expected, intended
    number: float | None  # the value, in its unit
    unit: str  # IRIs; empty where there is none
    bound: str
    period: str
    edition: str
    state: str  # ``Actual``, ``Target``, ``Expected``, ``Intended``; empty where it is not said
    hoped: bool  # whether it is not yet so
    chart: Chart | None  # of a share, between none and all

    @property
    def circumstances(self) -> Text:
        """When it holds, and its status where that does not go without saying."""
        return joined([self.when, NOTHING if self.state == "Actual" else self.status])


class Step(NamedTuple):
    """A figure of a comparison in the part that it has there, with what it is called: not yet so, what it is instead.

    ``about`` is the slug of its thing where the figures are of several, else empty; ``when`` has its time, and its
    status where neither title nor role tells it.
    """

    role: Role
    title: Text
    figure: Figure
    about: str
    when: Text


def tell_figure(reading: Reading, iri: str) -> Figure:
    """Tell an observation."""
    table = reading.table
    unit, bound, metric, about, status, period, edition = (
        table.iri(iri, each)
        for each in (QUDT.hasUnit, YD.bound, YD.metric, YD.about, YD.valueStatus, YD.period, YD.inEdition)
    )
    stated = exact(table.text(iri, YD.value) or "")
    number = None if stated is None else float(stated)
    value, when, kind = tell_quantity(reading, iri), tell_time(reading, iri), reading.measure(metric)
    hoped = status in _HOPED
    plots = []
    if number is not None:
        role: Role = "target" if status == YD.Target else "current"
        plots.append(Plot(role, say(ROLES[role]), value, number, unit, bound, hoped))
    return Figure(
        **reading.parts(iri, figure_label),
        metric=slug(metric),
        about=slug(about),
        value=value,
        when=when,
        undated=not when and kind not in TIMELESS,
        status=reading.naming.name(status),
        number=number,
        unit=unit,
        bound=bound,
        period=period,
        edition=edition,
        state=slug(status),
        hoped=hoped,
        chart=plan(plots, reading.direction(metric), share=kind == YD.Share),
    )


def figure_label(reading: Reading, iri: str) -> Text:
    """Make the label of an observation: what is measured of what, when, and the value."""
    table, naming = reading.table, reading.naming
    metric, about, state = (table.iri(iri, each) for each in (YD.metric, YD.about, YD.valueStatus))
    if not metric:
        return same(naming.name(iri).en)
    thing, measure, status = naming.scope(about), naming.scope(metric), naming.name(state).en
    # A period that was resolved says in its name how; a label says the period alone.
    when = naming.name(table.iri(iri, YD.period) or table.iri(iri, YD.inEdition)).en.partition(", ")[0]
    of = ", ".join(filter(None, (capitalized(thing.en), measure.en, when)))
    plain = state in {YD.Actual, ""} or status in measure.en
    value = tell_quantity(reading, iri).en
    # What is counted in a group of things is the things, unless more than one metric counts there.
    counted = table.iri(iri, QUDT.hasUnit) == UNIT.NUM and table.text(about, YD.isGroup) == "true"
    others = counted and any(
        table.one(figure, YD.metric) not in {metric, None} for figure, _ in table.incoming(about, YD.about)
    )
    alone = counted and not others and measure_word(table, metric)
    said = thing.zh if alone else measured_zh(thing.zh, measure.zh)
    # A year that the name says is not said again before the number.
    dated = timed_zh(reading, iri, said, yearly="年" not in measure.zh)
    return Text(f"{of}: {value if plain else f'{status} {value}'}", spaced(f"{said}：{dated}"))


def tell_time(reading: Reading, iri: str) -> Text:
    """Tell the period or edition of an observation, or as of which day it holds; may be empty."""
    table = reading.table
    named = reading.naming.name(table.iri(iri, YD.period) or table.iri(iri, YD.inEdition))
    return named or as_of(table.text(iri, YD.asOf) or "")


def tell_quantity(reading: Reading, iri: str, *, yearly: bool = True) -> Text:
    """Tell the value of an observation: a fraction as it is stated, a place in an order, or a number with its unit."""
    table = reading.table
    number = table.text(iri, YD.value)
    if number is None:
        return NOTHING
    unit, metric, bound = table.iri(iri, QUDT.hasUnit), table.iri(iri, YD.metric), printed_bound(table, iri)
    parts = tuple(table.text(iri, each) or "" for each in (YD.numerator, YD.denominator))
    if all(parts):
        return both(fraction, *parts, bound)
    if reading.measure(metric) == YD.Rank:
        return both(rank, number)
    counter = measure_word(table, metric)
    computed = YD.Derived in table.iris(iri, YD.valueStatus)
    return both(quantity, number, unit, bound, counter=counter, computed=computed, yearly=yearly)


def printed_bound(table: Graph, iri: str) -> str:
    """Give the word that is printed before a number where that says more than its bound, else the bound; an IRI."""
    return table.iri(iri, YD.printedAs) or table.iri(iri, YD.bound)


def tell_change(reading: Reading, iri: str) -> Text:
    """Tell the change that a comparison states; with its sign, bound and unit; empty where none is stated."""
    table = reading.table
    stated = table.text(iri, YD.statedChange)
    if not stated:
        return NOTHING
    unit, current, bound = table.iri(iri, QUDT.hasUnit), table.iri(iri, YD.current), printed_bound(table, iri)
    counter = measure_word(table, table.one(current, YD.metric) or "")
    return both(quantity, stated, unit, bound, signed=True, counter=counter)


def timed_zh(reading: Reading, iri: str, said: str, without: str = YD.Actual, *, yearly: bool = True) -> str:
    """Write a figure in Chinese, with what its name does not say yet of its time and status."""
    state, value = reading.table.iri(iri, YD.valueStatus), tell_quantity(reading, iri, yearly=yearly).zh
    when, status = tell_time(reading, iri).zh, reading.naming.name(state).zh
    if state == without or (state == YD.Intended and "意向" in said):
        status = ""
    if when in said:
        when = ""
    around = "，".join(part for part in (when, status) if part).replace("（", "，").replace("）", "")
    return f"{value}（{around}）" if around else value


class SeriesPoint(NamedTuple):
    """A figure of a series: slugs of the record and of its document, the figure, when it holds, the document's name.

    With its status where it is not actual. It is proven where the words are at hand; else a public page says so.
    """

    id: str
    document: str
    value: Text
    when: Text
    name: Text
    proven: bool


def tell_series(reading: Reading) -> dict[str, dict[str, tuple[SeriesPoint, ...]]]:
    """Tell all series that figures of several documents make."""
    table = reading.table
    pairs = {
        (about, metric)
        for figure in table.subjects(YD.Observation)
        for about in table.iris(figure, YD.about)
        for metric in table.iris(figure, YD.metric)
    }
    found: dict[str, dict[str, tuple[SeriesPoint, ...]]] = {}
    for about, metric in sorted(pairs):
        points = []
        for iri in series(table, metric, about):
            figure, document = tell_figure(reading, iri), document_of(table, iri)
            name, proven = reading.text(document, RDFS.label), not table.values(iri, YD.confidence)
            points.append(SeriesPoint(slug(iri), slug(document), figure.value, figure.circumstances, name, proven))
        if len({point.document for point in points}) > 1:
            found.setdefault(slug(about), {})[slug(metric)] = tuple(points)
    return found
