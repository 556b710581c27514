"""The observations as an RDF Data Cube: data set, structure, and every observation at one place of every dimension."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.export import turtle
from ydkg.export._dataset import about, licensed
from ydkg.export._format import Format
from ydkg.telling.description import describe_collection
from ydkg.telling.figure import TIMELESS
from ydkg.telling.moment import as_of
from ydkg.telling.text import Text, joined, say
from ydkg.vocab import DCTERMS, PREFIXES, QUDT, RDF, RDFS, SKOS, XSD, YD, ClosedNamespace, ydr
from ydkg.words.language import CHINESE, ENGLISH, translatable
from ydkg.words.units import unit_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ydkg.export._desk import Desk
    from ydkg.export._sheets import Book
    from ydkg.graph.table import Table
    from ydkg.telling.description import Description

FORMAT = Format(
    name="Data Cube",
    extension="ttl",
    media_type="text/turtle",
    purpose=translatable("the figures as an RDF Data Cube, in Turtle"),
    carries="view",
    order=8,
    titled=True,
    rows=True,
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
_TITLES = {
    "metric": translatable("metric"),
    "about": translatable("what it is about"),
    "time": translatable("period"),
    "value status": translatable("value status"),
    "value": translatable("value"),
    "unit": translatable("unit"),
    "unit name": translatable("name of the unit"),
    "bound": translatable("bound"),
    "numerator": translatable("numerator"),
    "denominator": translatable("denominator"),
}
#: Each dimension with the class of its values and its name.
_DIMENSIONS = (
    (YD.metric, YD.Metric, "metric"),
    (YD.about, _ANYTHING, "about"),
    (TIME, _ANYTHING, "time"),
    (YD.valueStatus, YD.ValueStatus, "value status"),
)
#: Each attribute with whether every observation has it.
_ATTRIBUTES = (
    (QUDT.hasUnit, True, "unit"),
    (UNIT_NAME, False, "unit name"),
    (YD.bound, True, "bound"),
    (YD.numerator, False, "numerator"),
    (YD.denominator, False, "denominator"),
)


def files(book: Book, folder: Path) -> list[str]:
    r"""Write the observations of a graph as an RDF Data Cube.

    Observations that share metric, subject, time and status, but disagree, are contested: a data set has one value at
    each place, so that the second goes into a data set of its own, the third into another.

    Parameters
    ----------
    book : Book
    folder : Path

    Returns
    -------
    list of str
        One file: canonical Turtle in UTF-8. The data sets, their structure, the observations with all that is said of
        them, their metrics and periods, and the names of what they are about. The same bytes for the same triples.

    Raises
    ------
    TurtleError
        If there is a blank node, or a literal that is none of its datatype's.

    References
    ----------
    W3C, The RDF Data Cube Vocabulary, 2014; section 11 has the integrity constraints.

    """
    with (folder / FORMAT.file).open("wb") as file:
        file.writelines(turtle.pieces(_cube(book.desk), book.desk.ordered))
    return [FORMAT.file]


def _cube(desk: Desk) -> Iterator[Triple]:
    """Yield what is written, in any order, some of it several times."""
    table = desk.table
    yield from _structure()
    yield from _placed(desk, describe_collection(table))
    used = set[tuple[str, str]]()
    for subject in desk.subjects(YD.Observation):
        yield from _facts(table, subject)
        for unit in table.iris(subject, QUDT.hasUnit):
            yield from _name(subject, Text(unit_name(unit, ENGLISH), unit_name(unit, CHINESE)), UNIT_NAME)
        for predicate in table.of(subject):
            whole = predicate in {YD.metric, YD.period}
            for thing in table.iris(subject, predicate):
                if predicate in _CODES:
                    used.add((predicate, thing))
                if predicate not in {RDF.type, DCTERMS.subject} and table.values(thing, RDFS.label):
                    yield from (t for t in _facts(table, thing) if whole or t.predicate.value in {RDF.type, RDFS.label})
    yield from _coded(desk, used)


def _triple(subject: str, predicate: str, value: str | Literal) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value) if isinstance(value, str) else value)


def _name(subject: str, label: Text, predicate: str = RDFS.label) -> Iterator[Triple]:
    for tag, words in (("en", label.en), ("zh-hans", label.zh)):
        yield _triple(subject, predicate, Literal(words, language=tag))


def _facts(table: Table, subject: str) -> Iterator[Triple]:
    for predicate, terms in table.of(subject).items():
        yield from (Triple(NamedNode(subject), NamedNode(predicate), term) for term in terms)


def _structure() -> Iterator[Triple]:
    """Yield the structure: its components in order, and each of their properties."""
    yield _triple(_STRUCTURE, RDF.type, QB.DataStructureDefinition)
    yield from _name(_STRUCTURE, say(translatable("Structure of the figures")))
    components = [
        *((property_, QB.dimension, QB.DimensionProperty, True, name) for property_, _, name in _DIMENSIONS),
        (YD.value, QB.measure, QB.MeasureProperty, True, "value"),
        *((property_, QB.attribute, QB.AttributeProperty, always, name) for property_, always, name in _ATTRIBUTES),
    ]
    for number, (property_, link, kind, always, name) in enumerate(components, start=1):
        component = ydr("cube-component-" + name.replace(" ", "-"))
        yield _triple(_STRUCTURE, QB.component, component)
        yield _triple(component, RDF.type, QB.ComponentSpecification)
        yield from _name(component, say(_TITLES[name]))
        yield _triple(component, link, property_)
        yield _triple(component, QB.componentProperty, property_)
        yield _triple(component, QB.order, Literal(number))
        if kind == QB.AttributeProperty:
            yield _triple(component, QB.componentRequired, Literal(always))
        if not property_.startswith(PREFIXES["qudt"]):  # of what is not ours nothing is said
            yield _triple(property_, RDF.type, kind)
            yield _triple(property_, RDF.type, QB.ComponentProperty)
            yield from _name(property_, say(_TITLES[name]))
    yield _triple(TIME, _ABOVE, _PERIOD)
    yield from (_triple(property_, RDFS.range, kind) for property_, kind, _ in _DIMENSIONS)


def _coded(desk: Desk, used: Iterable[tuple[str, str]]) -> Iterator[Triple]:
    """Yield the lists of the bounds and statuses that observations have, by property, with their names."""
    for property_, (codes, title) in _CODES.items():
        yield _triple(property_, RDF.type, QB.CodedProperty)
        yield _triple(property_, QB.codeList, codes)
        yield _triple(codes, RDF.type, SKOS.ConceptScheme)
        yield from _name(codes, say(title))
    for property_, code in used:
        yield _triple(code, RDF.type, SKOS.Concept)
        yield _triple(code, SKOS.inScheme, _CODES[property_][0])
        yield from _name(code, desk.naming.name(code))


def _time(time: str, label: Text) -> Iterator[Triple]:
    yield _triple(time, RDF.type, SKOS.Concept)
    yield _triple(time, SKOS.inScheme, _TIMES)
    yield from _name(time, label)


def _placed(desk: Desk, described: Description) -> Iterator[Triple]:
    """Yield the data sets, the times that are no periods, and of each observation its time and data set with room."""
    yield _triple(_TIMES, RDF.type, SKOS.ConceptScheme)
    yield from _name(_TIMES, say(translatable("Times that are no periods")))
    yield from _time(_NOT_STATED, say(translatable("no period stated")))
    yield from _time(_NO_TIME, say(translatable("of no period")))
    yield from _data_set(1, described)
    places = desk.ordered(
        "\t".join((*_place(desk.table, observation), observation)) for observation in desk.subjects(YD.Observation)
    )
    for _, same in groupby(places, key=lambda line: line.rpartition("\t")[0]):
        for number, line in enumerate(same, start=1):
            time, *_, observation = line.split("\t")
            if time.startswith(_DAY) and time not in {_NOT_STATED, _NO_TIME}:
                yield from _time(time, as_of(time.removeprefix(_DAY)))
            yield _triple(observation, TIME, time)
            if number > 1:
                yield from _data_set(number, described)
            yield _triple(observation, QB.dataSet, _set_name(number, described))


def _place(table: Table, observation: str) -> tuple[str, ...]:
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
    yield _triple(subject, RDF.type, QB.DataSet)
    yield _triple(subject, QB.structure, _STRUCTURE)
    yield from _name(subject, title)
    whole = joined([described.title, title], ": ", "：")
    for tag in ("en", "zh-hans"):
        yield _triple(subject, DCTERMS.title, Literal(whole.pick(tag), language=tag))
        if described.publisher:
            yield _triple(subject, DCTERMS.publisher, Literal(described.publisher.pick(tag), language=tag))
    yield from about(subject, *licensed(described))
    if described.issued:
        yield _triple(subject, DCTERMS.issued, Literal(described.issued, datatype=NamedNode(XSD.date)))
