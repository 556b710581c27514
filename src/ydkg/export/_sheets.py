"""The graph as tables, in the order in which people want them."""

from __future__ import annotations

from functools import partial
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ydkg.export._graph import WORKS, ExportGraph
from ydkg.export._sheet import Cell, Column, Sheet
from ydkg.graph.canonical import statement_iri
from ydkg.graph.lazy import LazyMapping
from ydkg.graph.sorting import sorted_in_memory
from ydkg.telling.claim import tell_claim
from ydkg.telling.comparison import tell_comparison
from ydkg.telling.figure import tell_figure
from ydkg.telling.milestone import tell_milestone
from ydkg.telling.naming import iri_of
from ydkg.vocab import DCTERMS, FOAF, GEO, ORG, QUDT, SKOS, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sorting import Sorting
    from ydkg.telling.claim import Claim
    from ydkg.telling.comparison import Comparison
    from ydkg.telling.figure import Figure
    from ydkg.telling.text import Text

Rows: TypeAlias = "Iterator[tuple[Cell, ...]]"

_ADDRESS, _NOTE = translatable("address"), translatable("editors’ note")
_SOURCES = Column("sources", "iris", translatable("passages and data sources that state it"))
_SENTENCE = (
    Column("sentence", "text", translatable("in a sentence")),
    Column("sentence_zh", "text", translatable("in a sentence")),
    _SOURCES,
)
#: What makes each table of a graph.
_TABLES: list[Callable[[ExportGraph], Sheet]] = []


class TableSet(NamedTuple):
    """All tables of a graph, and what they are made from."""

    sheets: list[Sheet]
    graph: ExportGraph


def tables_of(table: Graph, ordered: Sorting = sorted_in_memory) -> TableSet:
    """Make the tables of a graph; with each of the tables, also where it has no rows."""
    graph = ExportGraph(table, ordered)
    return TableSet([make(graph) for make in _TABLES], graph)


def _table(
    name: str, title: str, *columns: Column, **leads: str
) -> Callable[[Callable[[ExportGraph], Rows]], Callable[[ExportGraph], Rows]]:
    """Have the rows of a function, sorted by their first cell, as a table; `leads` names those that columns lead to."""

    def kept(rows: Callable[[ExportGraph], Rows]) -> Callable[[ExportGraph], Rows]:
        _TABLES.append(lambda graph: Sheet(name, title, columns, partial(rows, graph), leads))
        return rows

    return kept


def _named(name: str, title: str) -> tuple[Column, Column]:
    """Make the columns of words in English and in Chinese."""
    return Column(name, "text", title), Column(f"{name}_zh", "text", title)


def _linked(name: str, title: str) -> tuple[Column, Column, Column]:
    """Make the columns of an IRI and of its names in English and in Chinese."""
    return Column(name, "iri", title), *_named(f"{name}_name", title)


def _words(text: Text) -> tuple[Cell, Cell]:
    """Give words in both languages; nothing twice for none."""
    return (text.en, text.zh) if text else (None, None)


@_table(
    "people", translatable("People and posts"), Column("post", "iri", _ADDRESS),
    *_linked("person", translatable("person")), *_linked("role", translatable("post")),
    *_linked("organization", translatable("organisation")), Column("as_of", "day", translatable("as of")), *_SENTENCE,
    person="things",
)  # fmt: skip
def _people(graph: ExportGraph) -> Rows:
    """Yield a row a post, and one for each person without."""

    def holds(person: str) -> bool:
        joints = (
            joint for record, _ in graph.table.incoming(person, ORG.member) for joint in graph.near.leading(record)
        )
        return any((joint.source, joint.predicate) == (person, ORG.Membership) for joint in joints)

    posts = ((joint.record, joint) for joint in graph.joints(ORG.Membership))
    others = ((iri, None) for iri in graph.subjects(FOAF.Person) if not holds(iri))
    for iri, joint in merge(posts, others, key=itemgetter(0)):
        if joint is None:
            yield iri, *graph.link(iri), *[None] * 7, *graph.naming.name(iri), graph.evidence(iri)
            continue
        post = graph.relation(joint)
        yield (
            iri, *graph.link(joint.source), *graph.link(graph.one(iri, ORG.role)), *graph.link(joint.target),
            post.date or None, *post.sentence, graph.evidence(iri),
        )  # fmt: skip


@_table(
    "figures", translatable("Figures"), Column("figure", "iri", _ADDRESS),
    *_linked("about", translatable("what it is about")), *_linked("metric", translatable("metric")),
    Column("value", "decimal", translatable("value")), *_linked("unit", translatable("unit")),
    *_linked("bound", translatable("bound")), Column("numerator", "integer", translatable("numerator")),
    Column("denominator", "integer", translatable("denominator")), *_linked("period", translatable("period")),
    *_linked("edition", translatable("edition")), Column("as_of", "day", translatable("as of")),
    *_linked("status", translatable("value status")), *_named("note", _NOTE), *_SENTENCE,
    about="things", metric="things",
)  # fmt: skip
def _figures(graph: ExportGraph) -> Rows:
    for iri in graph.records(YD.Observation):
        figure = tell_figure(graph.reading, iri)
        yield (
            iri, *graph.link(iri_of(figure.about)), *graph.link(iri_of(figure.metric)), graph.decimal(iri, YD.value),
            *graph.link(figure.unit), *graph.link(figure.bound), graph.table.number(iri, YD.numerator),
            graph.table.number(iri, YD.denominator), *graph.link(figure.period), *graph.link(figure.edition),
            graph.table.text(iri, YD.asOf), *graph.link(graph.one(iri, YD.valueStatus)), *_words(figure.note),
            *figure.sentence, graph.evidence(iri),
        )  # fmt: skip


@_table(
    "milestones", translatable("Milestones"), Column("milestone", "iri", _ADDRESS),
    *_linked("about", translatable("what it is about")), *_linked("stage", translatable("stage")),
    *_linked("modality", translatable("modality")), Column("on", "day", translatable("on")),
    Column("not_after", "day", translatable("not after")), Column("as_of", "day", translatable("as of")),
    *_named("note", _NOTE), *_SENTENCE,
    about="things",
)  # fmt: skip
def _milestones(graph: ExportGraph) -> Rows:
    """Yield which stage a thing has reached, or is planned to, and when."""
    for iri in graph.records(YD.Milestone):
        each = tell_milestone(graph.reading, iri)
        yield (
            iri, *graph.link(iri_of(each.about)), *graph.link(graph.one(iri, YD.stage)),
            *graph.link(graph.one(iri, YD.modality)),
            *(graph.table.text(iri, day) for day in (YD.on, YD.notAfter, YD.asOf)), *_words(each.note),
            *each.sentence, graph.evidence(iri),
        )  # fmt: skip


@_table(
    "comparisons", translatable("Comparisons and first claims"), Column("comparison", "iri", _ADDRESS),
    *_linked("about", translatable("what it is about")), Column("current", "iri", translatable("current")),
    Column("baseline", "iri", translatable("baseline")), Column("target", "iri", translatable("target")),
    Column("change", "decimal", translatable("change")), *_linked("unit", translatable("unit")),
    *_linked("bound", translatable("bound")), *_linked("scope", translatable("first in")), *_named("note", _NOTE),
    *_SENTENCE,
    about="things", current="figures", baseline="figures", target="figures",
)  # fmt: skip
def _comparisons(graph: ExportGraph) -> Rows:
    """Yield what is set against what, and what is called a first."""

    def figure(name: str) -> Figure | None:
        return tell_figure(graph.reading, iri_of(name)) if graph.kind(iri_of(name)) == YD.Observation else None

    steps = LazyMapping(figure, tuple)
    for iri in graph.records(YD.Comparison, YD.FirstClaim):
        first = graph.kind(iri) == YD.FirstClaim
        each: Comparison | Claim = (
            tell_claim(graph.reading, iri) if first else tell_comparison(graph.reading, iri, steps)
        )
        yield (
            iri, *graph.link(iri_of(each.about)),
            *(graph.one(iri, predicate) or None for predicate in (YD.current, YD.baseline, YD.target)),
            graph.decimal(iri, YD.statedChange),
            *(cell for part in (QUDT.hasUnit, YD.bound, YD.scope) for cell in graph.link(graph.one(iri, part))),
            *_words(each.note), *each.sentence, graph.evidence(iri),
        )  # fmt: skip


@_table(
    "places", translatable("Places"), Column("place", "iri", _ADDRESS), *_named("name", translatable("name")),
    *_named("kind", translatable("kind")), Column("latitude", "decimal", translatable("latitude")),
    Column("longitude", "decimal", translatable("longitude")), Column("within", "iris", translatable("lies in")),
    Column("gbt2260", "text", "GB/T 2260"), Column("iso3166", "text", "ISO 3166-2"), Column("iata", "text", "IATA"),
    Column("icao", "text", "ICAO"), Column("elsewhere", "iris", translatable("the same elsewhere")), _SOURCES,
    place="things",
)  # fmt: skip
def _places(graph: ExportGraph) -> Rows:
    for iri in filter(graph.is_placed, graph.things()):
        yield (
            *graph.link(iri), *graph.thing(iri).kind, graph.decimal(iri, YD.latitude), graph.decimal(iri, YD.longitude),
            graph.table.iris(iri, GEO.sfWithin),
            *(graph.table.text(iri, code) for code in (YD.gbt2260, YD.iso3166, YD.iata, YD.icao)),
            graph.table.iris(iri, SKOS.exactMatch), graph.evidence(iri),
        )  # fmt: skip


@_table(
    "things", translatable("Entities"), Column("thing", "iri", _ADDRESS), *_named("name", translatable("name")),
    Column("short_name_zh", "text", translatable("short name, in Chinese")),
    Column("other_names", "text", translatable("other names")), *_named("kind", translatable("kind")),
    Column("family", "text", translatable("family")), *_named("definition", translatable("definition")),
    *_named("note", _NOTE), _SOURCES,
)  # fmt: skip
def _things(graph: ExportGraph) -> Rows:
    for iri in graph.things():
        thing = graph.thing(iri)
        yield (
            *graph.link(iri), thing.short.zh or None, "; ".join(thing.aliases) or None, *thing.kind, thing.family,
            *_words(graph.reading.text(iri, SKOS.definition)), *_words(graph.reading.text(iri, SKOS.editorialNote)),
            graph.evidence(iri),
        )  # fmt: skip


@_table(
    "relations", translatable("Relations"), Column("relation", "iri", _ADDRESS),
    *_linked("subject", translatable("subject")), Column("predicate", "text", translatable("relation")),
    *_linked("object", translatable("object")), *_named("role", translatable("role")),
    Column("as_of", "day", translatable("as of")), *_named("confidence", translatable("confidence")),
    *_named("note", _NOTE), *_SENTENCE,
    subject="things", object="things",
)  # fmt: skip
def _relations(graph: ExportGraph) -> Rows:
    """Yield every edge of the network."""
    for joint in graph.joints():
        each = graph.relation(joint)
        yield (
            iri_of(each.id), *graph.link(joint.source), each.predicate, *graph.link(joint.target), *_words(each.role),
            each.date or None, *_words(each.confidence), *_words(each.note), *each.sentence,
            graph.evidence(iri_of(each.id)),
        )  # fmt: skip


@_table(
    "values", translatable("Values of entities"), Column("statement", "iri", _ADDRESS),
    *_linked("thing", translatable("thing")), *_linked("property", translatable("property")),
    Column("value", "text", translatable("as written")), Column("language", "text", translatable("language")),
    Column("datatype", "iri", translatable("datatype")), *_linked("confidence", translatable("confidence")),
    _SOURCES,
    thing="things",
)  # fmt: skip
def _values(graph: ExportGraph) -> Rows:
    """Yield the plain values of things."""
    triples = (
        Triple(NamedNode(thing), NamedNode(predicate), term)
        for thing in graph.things()
        for predicate, terms in graph.table.properties(thing).items()
        for term in terms
        if not isinstance(term, BlankNode) and not graph.schema.joins(predicate, term, graph.near)
    )
    for line in graph.ordered(f"{statement_iri(triple)} {triple} ." for triple in triples):
        iri, _, letters = line.partition(" ")
        (triple,) = parse(letters, format=RdfFormat.N_TRIPLES)
        value = cast("Literal | NamedNode", triple.object)
        yield (
            iri, *graph.link(triple.subject.value), *graph.link(triple.predicate.value), value.value,
            getattr(value, "language", None),
            value.datatype.value if isinstance(value, Literal) else None,
            *graph.link(graph.one(iri, YD.confidence)), graph.evidence(iri),
        )  # fmt: skip


@_table(
    "sources", translatable("Sources"), Column("source", "iri", _ADDRESS), *_named("title", translatable("title")),
    Column("issued", "text", translatable("day of issue or version")),
    *_linked("publisher", translatable("publisher")), Column("page", "iri", translatable("public address")),
    Column("licence", "iri", translatable("licence")), Column("digest", "text", translatable("SHA-256 of the text")),
    Column("length", "integer", translatable("characters of the text")),
)  # fmt: skip
def _sources(graph: ExportGraph) -> Rows:
    """Yield documents and data sources."""
    for iri in graph.subjects(*WORKS):
        work = graph.reading.library.work(iri)
        yield (
            iri, *work.title, work.date or None, *graph.link(graph.one(iri, DCTERMS.publisher)),
            work.link or None, work.licence or None, graph.table.text(iri, YD.textDigest),
            graph.table.number(iri, YD.textLength),
        )  # fmt: skip


@_table(
    "passages", translatable("Passages"), Column("passage", "iri", _ADDRESS),
    Column("document", "iri", translatable("document")),
    Column("start", "integer", translatable("first character, from 0")),
    Column("end", "integer", translatable("character after the last")),
    Column("sentence", "iri", translatable("sentence")), Column("digest", "text", translatable("SHA-256 of the text")),
    document="sources", sentence="passages",
)  # fmt: skip
def _passages(graph: ExportGraph) -> Rows:
    """Yield which characters of which document they are."""
    for iri in graph.subjects(YD.Passage):
        yield (
            iri, graph.one(iri, YD.inDocument), graph.table.number(iri, YD.start), graph.table.number(iri, YD.end),
            graph.one(iri, YD.inSentence) or None, graph.table.text(iri, YD.textDigest),
        )  # fmt: skip
