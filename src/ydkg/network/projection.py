"""The graph as a network: entities are nodes, relations and edge-like records are edges, other records are details."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import ONTOLOGY_FILE
from ydkg.graph.graph import Graph, Statement, identifier
from ydkg.graph.schema import FAMILIES, Family, Schema, families_of, read_schema, shipped_schema, words
from ydkg.graph.turtle import statement_iri
from ydkg.vocab import PROV, RDF, RDFS, SKOS, XSD, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import networkx as nx

    Network: TypeAlias = nx.MultiDiGraph[str]

#: What an attribute may hold in memory: a scalar, or a tuple of strings or of records.
Value: TypeAlias = "str | int | bool | tuple[str, ...] | tuple[dict[str, object], ...]"

#: Properties that lead to no thing, however often a thing has them.
_NO_EDGES = frozenset({RDF.type, PROV.wasDerivedFrom, YD.mentionedIn})
#: What names, kinds and evidence become has attributes of its own; the rest keep their property's prefixed name.
_NAMING = frozenset(
    {
        RDF.type, RDFS.label, YD.labelBasis, SKOS.altLabel, SKOS.hiddenLabel, YD.shortName, YD.mentionedIn,
        PROV.wasDerivedFrom,
    }
)  # fmt: skip
#: Datatypes whose literals are values of another type than text -> what reads them.
_READERS: Mapping[str, Callable[[str], int | bool]] = {XSD.integer: int, XSD.boolean: {"true", "1"}.__contains__}
#: The properties of a record that say how firmly it holds, in the order in which they are looked for.
_STATUS = (YD.modality, YD.valueStatus)


class StatementNode(NamedTuple):
    """The statement node of a fact, its sources (IRIs of passages or registers, sorted), and its confidence, if any."""

    statement: str
    sources: tuple[str, ...]
    confidence: str


def statement_node(graph: Graph, statement: str) -> StatementNode | None:
    """Read one statement node; None where the graph has no such node."""
    if statement not in graph:
        return None
    return StatementNode(statement, graph.iris(statement, PROV.wasDerivedFrom), graph.iri(statement, YD.confidence))


class Edge(NamedTuple):
    """What joins two things: a property, or a record; sorted as the network has its edges."""

    source: str  # IRIs
    target: str
    name: str  # the prefixed name of the property or the class of the record
    record: str  # IRI; empty of a property
    predicate: str  # IRI of the property or the class of the record


class Projection:
    """A graph as things and edges, and what describes them; of a large graph no attributes are kept."""

    def __init__(self, graph: Graph, schema: Schema | None = None) -> None:
        self.table = graph
        self.schema = schema or shipped_schema()
        self._families: dict[str, Family | None] = {}
        self._closures: dict[tuple[str, ...], frozenset[str]] = {}

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and self.family(iri) is not None

    @cached_property
    def things(self) -> list[str]:
        """All that is drawn as a thing; IRIs, sorted."""
        roots = {family.root for family in FAMILIES}
        return [iri for iri in self._members(lambda above: not roots.isdisjoint(above)) if iri in self]

    @cached_property
    def records(self) -> list[str]:
        """All that is drawn as an edge or folded into a thing; IRIs, sorted."""
        told = {*self.schema.edges, *self.schema.folds}
        return [iri for iri in self._members(lambda above: not told.isdisjoint(above)) if iri not in self]

    def classes(self, iri: str) -> frozenset[str]:
        """Give the classes of a subject, and those above them."""
        types = self.table.types(iri)
        if types not in self._closures:
            self._closures[types] = self.schema.closure(types)
        return self._closures[types]

    def family(self, iri: str) -> Family | None:
        """Tell which family a thing is drawn as; None for what is no thing."""
        if iri not in self._families:
            classes = self.classes(iri)
            schemes = self.table.iris(iri, SKOS.inScheme) if SKOS.Concept in classes else ()
            self._families[iri] = next(iter(families_of(classes, schemes)), None)
        return self._families[iri]

    def _members(self, wanted: Callable[[frozenset[str]], bool]) -> list[str]:
        """List the members of classes that are below some; class by class they come from few places of the graph."""
        roots = {family.root for family in FAMILIES}
        known = {*roots, *self.schema.above, *self.schema.edges, *self.schema.folds}
        kinds = [kind for kind in known if wanted(self.schema.closure((kind,)))]
        return sorted({iri for kind in kinds for iri in self.table.subjects(kind)})

    def edges(self) -> Iterator[Edge]:
        """Give the edges of properties, thing by thing, and those of records; in no order of the network."""
        for thing in self.things:
            yield from self._onward(thing)
        for record in self.records:
            yield from self._drawn(record)

    def edges_at(self, thing: str) -> list[Edge]:
        """List what joins a thing to others; in the order of the network's edges."""
        edges = set(self._onward(thing))
        for subject, predicate in self.table.incoming(thing):
            if predicate in _NO_EDGES or predicate in self.schema.annotations:
                continue
            if subject in self:
                edges.add(Edge(subject, thing, compact(predicate), "", predicate))
            else:
                edges.update(edge for edge in self._drawn(subject) if thing in {edge.source, edge.target})
        return sorted(edges)

    def _onward(self, thing: str) -> Iterator[Edge]:
        """Give what leads from a thing to others by a property."""
        for predicate, terms in self.table.properties(thing).items():
            for term in terms if predicate not in _NO_EDGES else ():
                if self.schema.joins(predicate, term, self):
                    yield Edge(thing, identifier(term), compact(predicate), "", predicate)

    def _drawn(self, record: str) -> Iterator[Edge]:
        """Give what a record joins whose class is drawn as an edge."""
        if drawn := self.schema.edge_shape(self.classes(record)):
            kind, shape = drawn
            ends = (filter(self.__contains__, self.table.iris(record, end)) for end in shape[:2])
            for source, target in product(*ends):
                yield Edge(source, target, compact(kind), record, kind)

    def is_stated(self, edge: Edge) -> bool:
        """Tell whether a record or a statement stands behind an edge."""
        return bool(edge.record) or _statement(edge.source, edge.predicate, edge.target) in self.table

    def attributes(self, edge: Edge) -> dict[str, Value]:
        """Describe an edge."""
        if edge.record:
            return self.record(edge.record)
        return self.relation(edge.source, edge.predicate, edge.target)

    def node(self, entity: str) -> dict[str, Value]:
        """Describe an entity: names, kind, family, and its values that are no entities."""
        table = self.table
        places = {"mentions": table.iris(entity, YD.mentionedIn), "evidence": table.iris(entity, PROV.wasDerivedFrom)}
        return self.brief(entity) | places | _values(self, entity, without_entities=True)

    def brief(self, entity: str) -> dict[str, Value]:
        """Describe an entity in brief: names, kind and family; these attributes of its node."""
        table, schema, family = self.table, self.schema, self.family(entity)
        if family is None:
            raise KeyError(entity)
        label = table.text(entity, RDFS.label) or compact(entity).removeprefix("ydr:")
        chinese = table.text(entity, RDFS.label, "zh-hans")
        names = table.texts(entity, SKOS.altLabel).values()
        sharpest = schema.sharpest(table.types(entity), family.root)
        kind = sharpest if sharpest and schema.terms.text(sharpest, RDFS.label) else family.root
        return {
            "label": label,
            "aliases": tuple(sorted({alias for group in names for alias in group} - {label})),
            "kind": schema.label(kind) or family.key,
            "kind_zh": schema.label(kind, "zh-hans") or schema.label(family.root, "zh-hans") or family.key,
            "family": family.key,
            **({"label_zh": chinese} if chinese else {}),
        }

    def relation(self, source: str, predicate: str, target: str) -> dict[str, Value]:
        """Describe a plain edge between two entities; the attributes of its edge."""
        iri = _statement(source, predicate, target)
        attributes: dict[str, Value] = {
            "id": iri,
            "predicate": predicate,
            "label": self.schema.label(predicate) or compact(predicate),
            "evidence": (),
        }
        if stated := statement_node(self.table, iri):
            attributes |= {"statement": stated.statement, "evidence": stated.sources}
            attributes |= {"confidence": stated.confidence} if stated.confidence else {}
        return attributes

    def record(self, record: str) -> dict[str, Value]:
        """Describe a record whose class is drawn as an edge; the attributes of its edge; empty of what is not drawn."""
        drawn = self.schema.edge_shape(self.classes(record))
        if drawn is None or record in self:
            return {}
        kind, shape = drawn
        names = (self.table.text(each, RDFS.label) for each in self.table.iris(record, shape.label or ""))
        attributes = _record(self, record) | {
            "id": record,
            "record": record,
            "predicate": kind,
            "label": next((name for name in names if name), None) or self.schema.label(kind) or compact(kind),
        }
        attributes.pop(compact(shape.source), None)
        attributes.pop(compact(shape.target), None)
        return attributes

    def owners(self, record: str, passed: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Follow a record to the entities that it is folded into, through other records."""
        if record in self:
            return (record,)
        fold = self.schema.fold(self.classes(record))
        if fold is None or record in passed:
            return ()
        onward = self.table.iris(record, fold[1])
        return tuple(sorted({owner for each in onward for owner in self.owners(each, passed | {record})}))

    def detail(self, record: str) -> tuple[str, dict[str, object]] | None:
        """Describe a record that is folded into what it is about."""
        fold = self.schema.fold(self.classes(record))
        if fold is None or record in self:
            return None
        details: dict[str, object] = {"iri": record, **_record(self, record)}
        details["label"] = details.pop("record_label", compact(record))
        return f"{words(fold[0]).replace(' ', '_')}s", details


def project(triples: Iterable[Statement], ontology: Path | Iterable[Statement] = ONTOLOGY_FILE) -> Network:
    """Turn a graph into a network of its entities.

    Which class is drawn how is read from ``yd:edgeSource``, ``yd:edgeTarget``, ``yd:edgeLabel`` and ``yd:foldedInto``
    in the ontology. Literals, passages, periods, statements, documents, registers, roles, stages, units are no nodes.
    """
    return network_of(Projection(Graph.from_triples(triples), read_schema(ontology)))


def network_of(reading: Projection) -> Network:
    """Turn a graph that has been read already into a network of its entities."""
    from networkx import MultiDiGraph  # noqa: PLC0415 - slow to load, and many read a projection and make no network

    network: Network = MultiDiGraph()
    folded: defaultdict[str, defaultdict[str, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for record in reading.records:
        if told := reading.detail(record):
            for entity in reading.owners(record):
                folded[entity][told[0]].append(told[1])
    for entity in reading.things:
        details = {name: tuple(records) for name, records in sorted(folded[entity].items())}
        network.add_node(entity, **reading.node(entity), **details)
    for edge in sorted(reading.edges()):
        attributes = reading.attributes(edge)
        key = f"{edge.name} {compact(str(attributes['id']))}"
        network.add_edge(edge.source, edge.target, key=key, **attributes)
    return network


def _values(reading: Projection, subject: str, *, without_entities: bool) -> dict[str, Value]:
    """Collect what a subject says of itself, by prefixed name; text in a language keeps it unless it is English."""
    found: defaultdict[str, list[str | int | bool]] = defaultdict(list)
    for predicate, terms in reading.table.properties(subject).items():
        if predicate in _NAMING:
            continue
        for term in terms:
            if without_entities and reading.schema.joins(predicate, term, reading):
                continue
            if isinstance(term, Literal):
                name = compact(predicate) + ("" if term.language in (None, "en") else f"@{term.language}")
                found[name].append(_READERS.get(term.datatype.value, str)(term.value))
            else:
                found[compact(predicate)].append(identifier(term))
    return {
        name: values[0] if len(values) == 1 else tuple(str(each) for each in values)
        for name, values in sorted(found.items())
    }


def _statement(source: str, predicate: str, target: str) -> str:
    """Give the IRI that a statement of a relation has, or would have."""
    return statement_iri(Triple(NamedNode(source), NamedNode(predicate), NamedNode(target)))


def _record(reading: Projection, record: str) -> dict[str, Value]:
    """Describe a record: label, date, status, evidence, and its values by prefixed name."""
    table = reading.table
    found = _values(reading, record, without_entities=False)
    found["evidence"] = table.iris(record, PROV.wasDerivedFrom)
    if label := table.text(record, RDFS.label):
        found["record_label"] = label
    if date := table.text(record, YD.asOf):
        found["date"] = date
    if status := next((iri for each in _STATUS for iri in table.iris(record, each)), None):
        found["status"] = status
    return found
