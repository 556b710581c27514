"""The observations as an RDF Data Cube: data set, structure, and every observation at one place of every dimension."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.export import turtle
from ydkg.export._dataset import licensed
from ydkg.export._format import Format
from ydkg.graph.triples import about
from ydkg.telling.description import describe_collection
from ydkg.telling.figure import TIMELESS
from ydkg.telling.text import COLON, Text, as_of, joined, say
from ydkg.vocab import DCTERMS, PREFIXES, QUDT, RDF, RDFS, SKOS, XSD, YD, ClosedNamespace, ydr
from ydkg.words.language import CHINESE, ENGLISH, translatable
from ydkg.words.units import unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from ydkg.export._dataset import Pair
    from ydkg.export._graph import ExportGraph
    from ydkg.export._sheets import TableSet
    from ydkg.graph.graph import Graph
    from ydkg.telling.description import Description

FORMAT = Format(
    name="Data Cube",
    extension="ttl",
    media_type="text/turtle",
    purpose=translatable("the figures as an RDF Data Cube, in Turtle"),
    carries="view",
    order=8,
    titled=True,
)
QB = ClosedNamespace(
    "qb",
    """
    AttributeProperty CodedProperty ComponentProperty ComponentSpecification DataSet
    DataStructureDefinition DimensionProperty MeasureProperty Observation attribute codeList
    component componentProperty componentRequired dataSet dimension measure order structure
    """,
)
#: The Data Cube wants a value of every dimension, and an observation's time is a period, an edition, a day or none.
TIME = ydr("cube-time")
#: Units are QUDT's, of whose terms nothing is said here: an observation says itself what its unit is called.
UNIT_NAME = ydr("cube-unit-name")
_PERIOD = "http://purl.org/linked-data/sdmx/2009/dimension#refPeriod"
_ABOVE = PREFIXES["rdfs"] + "subPropertyOf"
_ANYTHING = PREFIXES["rdfs"] + "Resource"
_DAY = ydr("cube-time-")
_NOT_STATED, _NO_TIME = ydr("cube-time-not-stated"), ydr("cube-time-none")
_STRUCTURE = ydr("cube-structure")
_TIMES = ydr("cube-times")
#: Property -> the list of its codes, and what that is called.
_CODES = {
    YD.valueStatus: (ydr("cube-statuses"), translatable("value status")),
    YD.bound: (ydr("cube-bounds"), translatable("bound")),
}
#: Dimension -> the class of its values.
_DIMENSIONS = {YD.metric: YD.Metric, YD.about: _ANYTHING, TIME: _ANYTHING, YD.valueStatus: YD.ValueStatus}
#: Attributes that every observation has.
_REQUIRED = (QUDT.hasUnit, YD.bound)
#: Dimensions, the measure and attributes in order: each property with its slug, and what people call it.
_COMPONENTS = (
    (YD.metric, "metric", translatable("metric")),
    (YD.about, "about", translatable("what it is about")),
    (TIME, "time", translatable("period")),
    (YD.valueStatus, "value-status", translatable("value status")),
    (YD.value, "value", translatable("value")),
    (QUDT.hasUnit, "unit", translatable("unit")),
    (UNIT_NAME, "unit-name", translatable("name of the unit")),
    (YD.bound, "bound", translatable("bound")),
    (YD.numerator, "numerator", translatable("numerator")),
    (YD.denominator, "denominator", translatable("denominator")),
)


def write(tables: TableSet, path: Path) -> None:
    r"""Write the observations of a graph as an RDF Data Cube.

    Observations that share metric, subject, time and status, but disagree, are contested: a data set has one value at
    each place, so that the second goes into a data set of its own, the third into another.

    Canonical Turtle in UTF-8. The data sets, their structure, the observations with all that is said of them, their
    metrics and periods, and the names of what they are about.

    W3C, The RDF Data Cube Vocabulary, 2014; section 11 has the integrity constraints.
    """
    with path.open("wb") as file:
        file.writelines(turtle.pieces(_cube(tables.graph), tables.graph.ordered))


def _cube(graph: ExportGraph) -> Iterator[Triple]:
    """Yield what is written, in any order, some of it several times."""
    table = graph.table
    yield from _structure()
    yield from _placed(graph, describe_collection(table))
    for property_, (codes, title) in _CODES.items():
        yield from about(property_, (RDF.type, QB.CodedProperty), (QB.codeList, codes))
        yield from about(codes, (RDF.type, SKOS.ConceptScheme), *_called(say(title)))
    coded = set[str]()
    for subject in graph.subjects(YD.Observation):
        yield from _facts(table, subject)
        for unit in table.iris(subject, QUDT.hasUnit):
            yield from about(subject, *_called(Text(unit_name(unit, ENGLISH), unit_name(unit, CHINESE)), UNIT_NAME))
        for predicate in table.properties(subject):
            whole = predicate in {YD.metric, YD.period}
            for thing in table.iris(subject, predicate):
                if predicate in _CODES and thing not in coded:
                    coded.add(thing)
                    yield from _concept(thing, _CODES[predicate][0], graph.naming.name(thing))
                if predicate not in {RDF.type, DCTERMS.subject} and table.values(thing, RDFS.label):
                    yield from (t for t in _facts(table, thing) if whole or t.predicate.value in {RDF.type, RDFS.label})


def _called(label: Text, predicate: str = RDFS.label) -> Iterator[Pair]:
    """Say what something is called in both languages, also where both say the same."""
    yield predicate, Literal(label.en, language="en")
    yield predicate, Literal(label.zh, language="zh-hans")


def _facts(table: Graph, subject: str) -> Iterator[Triple]:
    yield from about(
        subject, *((predicate, term) for predicate, terms in table.properties(subject).items() for term in terms)
    )


def _structure() -> Iterator[Triple]:
    """Yield the structure: its components in order, and each of their properties."""
    title = say(translatable("Structure of the figures"))
    yield from about(_STRUCTURE, (RDF.type, QB.DataStructureDefinition), *_called(title))
    for number, (property_, slug, name) in enumerate(_COMPONENTS, start=1):
        component, called = ydr(f"cube-component-{slug}"), list(_called(say(name)))
        link, kind = QB.attribute, QB.AttributeProperty
        if property_ in _DIMENSIONS:
            link, kind = QB.dimension, QB.DimensionProperty
        elif property_ == YD.value:
            link, kind = QB.measure, QB.MeasureProperty
        else:
            yield from about(component, (QB.componentRequired, Literal(property_ in _REQUIRED)))
        yield from about(_STRUCTURE, (QB.component, component))
        yield from about(
            component,
            (RDF.type, QB.ComponentSpecification),
            *called,
            (link, property_),
            (QB.componentProperty, property_),
            (QB.order, Literal(number)),
        )
        if not property_.startswith(PREFIXES["qudt"]):  # of what is not ours nothing is said
            yield from about(property_, (RDF.type, kind), (RDF.type, QB.ComponentProperty), *called)
    yield from about(TIME, (_ABOVE, _PERIOD))
    for property_, kind in _DIMENSIONS.items():
        yield from about(property_, (RDFS.range, kind))


def _concept(code: str, scheme: str, label: Text) -> Iterator[Triple]:
    return about(code, (RDF.type, SKOS.Concept), (SKOS.inScheme, scheme), *_called(label))


def _placed(graph: ExportGraph, described: Description) -> Iterator[Triple]:
    """Yield the data sets, the times that are no periods, and of each observation its time and data set with room."""
    yield from about(_TIMES, (RDF.type, SKOS.ConceptScheme), *_called(say(translatable("Times that are no periods"))))
    yield from _concept(_NOT_STATED, _TIMES, say(translatable("no period stated")))
    yield from _concept(_NO_TIME, _TIMES, say(translatable("of no period")))
    yield from _data_set(1, described)
    places = graph.ordered(
        "\t".join((*_place(graph.table, observation), observation)) for observation in graph.subjects(YD.Observation)
    )
    for _, same in groupby(places, key=lambda line: line.rpartition("\t")[0]):
        for number, line in enumerate(same, start=1):
            time, *_, observation = line.split("\t")
            if time.startswith(_DAY) and time not in {_NOT_STATED, _NO_TIME}:
                yield from _concept(time, _TIMES, as_of(time.removeprefix(_DAY)))
            if number > 1:
                yield from _data_set(number, described)
            yield from about(observation, (TIME, time), (QB.dataSet, _set_name(number, described)))


def _place(table: Graph, observation: str) -> tuple[str, ...]:
    """Give the time of an observation, and its values of the other dimensions."""
    days = table.values(observation, YD.asOf)
    stated = table.values(observation, YD.period) or table.values(observation, YD.inEdition)
    kinds = [kind for metric in table.iris(observation, YD.metric) for kind in table.iris(metric, YD.measureKind)]
    none = _NO_TIME if TIMELESS.intersection(kinds) else _NOT_STATED
    time = stated[0] if stated else f"{_DAY}{days[0]}" if days else none
    return (time, *(" ".join(table.values(observation, p)) for p in (YD.metric, YD.about, YD.valueStatus)))


def _set_name(number: int, described: Description) -> str:
    return described.part("id/cube" if number == 1 else f"id/cube-contested-{number}")


def _data_set(number: int, described: Description) -> Iterator[Triple]:
    """Yield a data set with its title, and with what is said of the whole that it is a part of."""
    subject = _set_name(number, described)
    plain = say(translatable("Figures"))
    contested = say(translatable("Figures that contest others, {number}"), number=str(number))
    title = plain if number == 1 else contested
    yield from about(subject, (RDF.type, QB.DataSet), (QB.structure, _STRUCTURE), *_called(title))
    yield from about(subject, *_called(joined([described.title, title], COLON), DCTERMS.title))
    if described.publisher:
        yield from about(subject, *_called(described.publisher, DCTERMS.publisher))
    yield from about(subject, *licensed(described))
    if described.issued:
        yield from about(subject, (DCTERMS.issued, Literal(described.issued, datatype=NamedNode(XSD.date))))
