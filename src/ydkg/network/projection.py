"""The graph as a network: entities are nodes, relations and edge-like records are edges, other records are details."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

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
        self.graph = graph
        self.schema = schema or shipped_schema()
        self._families: dict[str, Family | None] = {}

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and self.family(iri) is not None

    @cached_property
    def things(self) -> list[str]:
        """All that is drawn as a thing; IRIs, sorted."""
        return [iri for iri in self._members({family.root for family in FAMILIES}) if iri in self]

    @cached_property
    def records(self) -> list[str]:
        """All that is drawn as an edge or folded into a thing; IRIs, sorted."""
        return [iri for iri in self._members({*self.schema.edges, *self.schema.folds}) if iri not in self]

    def _members(self, roots: set[str]) -> list[str]:
        """List the members of classes and of those below them; IRIs, sorted."""
        kinds = roots | {kind for kind, above in self.schema.above.items() if not roots.isdisjoint(above)}
        return sorted({iri for kind in kinds for iri in self.graph.subjects(kind)})

    def family(self, iri: str) -> Family | None:
        """Tell which family a thing is drawn as; None for what is no thing."""
        if iri not in self._families:
            classes = self.schema.closure(self.graph.types(iri))
            schemes = self.graph.iris(iri, SKOS.inScheme) if SKOS.Concept in classes else ()
            self._families[iri] = next(iter(families_of(classes, schemes)), None)
        return self._families[iri]

    def edges(self) -> Iterator[Edge]:
        """Give the edges of properties, thing by thing, and those of records; in no order of the network."""
        for thing in self.things:
            yield from self._onward(thing)
        for record in self.records:
            yield from self._drawn(record)

    def edges_at(self, thing: str) -> list[Edge]:
        """List what joins a thing to others; in the order of the network's edges."""
        edges = set(self._onward(thing))
        for subject, predicate in self.graph.incoming(thing):
            if predicate in _NO_EDGES or predicate in self.schema.annotations:
                continue
            if subject in self:
                edges.add(Edge(subject, thing, compact(predicate), "", predicate))
            else:
                edges.update(edge for edge in self._drawn(subject) if thing in {edge.source, edge.target})
        return sorted(edges)

    def between(self, one: str, other: str) -> list[Edge]:
        """List what joins two things in either direction; in the order of the network's edges."""
        edges = {edge for record in self.graph.shared(one, other) for edge in self._drawn(record)}
        for start, end in ((one, other), (other, one)):
            for triple in self.graph.triples(start, None, end):
                predicate = triple.predicate.value
                if predicate not in _NO_EDGES and self.schema.joins(predicate, triple.object, self):
                    edges.add(Edge(start, end, compact(predicate), "", predicate))
        return sorted(edge for edge in edges if {edge.source, edge.target} == {one, other})

    def _onward(self, thing: str) -> Iterator[Edge]:
        """Give what leads from a thing to others by a property."""
        for predicate, terms in self.graph.properties(thing).items():
            for term in terms if predicate not in _NO_EDGES else ():
                if self.schema.joins(predicate, term, self):
                    yield Edge(thing, identifier(term), compact(predicate), "", predicate)

    def _drawn(self, record: str) -> Iterator[Edge]:
        """Give what a record joins whose class is drawn as an edge."""
        if drawn := self.schema.edge_shape(self._classes(record)):
            kind, shape = drawn
            ends = (filter(self.__contains__, self.graph.iris(record, end)) for end in shape[:2])
            for source, target in product(*ends):
                yield Edge(source, target, compact(kind), record, kind)

    def _classes(self, iri: str) -> frozenset[str]:
        """Give the classes of a record, and those above them; none of a thing."""
        return frozenset() if iri in self else self.schema.closure(self.graph.types(iri))

    def is_stated(self, edge: Edge) -> bool:
        """Tell whether a record or a statement stands behind an edge."""
        return bool(edge.record) or _statement(edge) in self.graph

    def nodes(self) -> dict[str, dict[str, Any]]:
        """Describe all things, each with the records that are folded into it; by IRI, sorted."""
        folded: defaultdict[str, defaultdict[str, list[dict[str, Value]]]] = defaultdict(lambda: defaultdict(list))
        for record in self.records:
            if detail := self.detail(record):
                kind, described = detail
                for entity in self.owners(record):
                    folded[entity][kind].append(described)
        nodes = {}
        for entity in self.things:
            details = {kind: tuple(records) for kind, records in sorted(folded[entity].items())}
            nodes[entity] = {**self.node(entity), **details}
        return nodes

    def arcs(self) -> Iterator[tuple[Edge, dict[str, Value]]]:
        """Describe all edges, in the order of the network."""
        return ((edge, self.attributes(edge)) for edge in sorted(self.edges()))

    def attributes(self, edge: Edge) -> dict[str, Value]:
        """Describe an edge."""
        if edge.record:
            return self.record(edge.record)
        iri = _statement(edge)
        attributes: dict[str, Value] = {
            "id": iri,
            "predicate": edge.predicate,
            "label": self.schema.label(edge.predicate) or compact(edge.predicate),
            "evidence": (),
        }
        if iri in self.graph:
            attributes |= {"statement": iri, "evidence": self.graph.iris(iri, PROV.wasDerivedFrom)}
        if confidence := self.graph.iri(iri, YD.confidence):
            attributes["confidence"] = confidence
        return attributes

    def record(self, record: str) -> dict[str, Value]:
        """Describe a record whose class is drawn as an edge; the attributes of its edge; empty of what is not drawn."""
        drawn = self.schema.edge_shape(self._classes(record))
        if drawn is None:
            return {}
        kind, shape = drawn
        names = (self.graph.text(term, RDFS.label) for term in self.graph.iris(record, shape.label or ""))
        label = next(filter(None, names), None) or self.schema.label(kind) or compact(kind)
        attributes = self._described(record)
        for end in (shape.source, shape.target):
            attributes.pop(compact(end), None)
        return attributes | {"id": record, "record": record, "predicate": kind, "label": label}

    def node(self, entity: str) -> dict[str, Value]:
        """Describe an entity: names, kind, family, and its values that are no entities."""
        graph = self.graph
        places = {"mentions": graph.iris(entity, YD.mentionedIn), "evidence": graph.iris(entity, PROV.wasDerivedFrom)}
        return self.brief(entity) | places | self._values(entity)

    def brief(self, entity: str) -> dict[str, Value]:
        """Describe an entity in brief: names, kind and family; these attributes of its node."""
        graph, schema, family = self.graph, self.schema, self.family(entity)
        if family is None:
            raise KeyError(entity)
        label = graph.text(entity, RDFS.label) or compact(entity).removeprefix("ydr:")
        chinese = graph.text(entity, RDFS.label, "zh-hans")
        names = graph.texts(entity, SKOS.altLabel).values()
        sharpest = schema.sharpest(graph.types(entity), family.root)
        kind = sharpest if sharpest and schema.terms.text(sharpest, RDFS.label) else family.root
        return {
            "label": label,
            "aliases": tuple(sorted(set().union(*names) - {label})),
            "kind": schema.label(kind) or family.key,
            "kind_zh": schema.label(kind, "zh-hans") or schema.label(family.root, "zh-hans") or family.key,
            "family": family.key,
            **({"label_zh": chinese} if chinese else {}),
        }

    def owners(self, record: str, passed: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Follow a record to the entities that it is folded into, through other records."""
        if record in self:
            return (record,)
        fold = self.schema.fold(self._classes(record))
        if fold is None or record in passed:
            return ()
        onward = self.graph.iris(record, fold[1])
        return tuple(sorted({owner for other in onward for owner in self.owners(other, passed | {record})}))

    def detail(self, record: str) -> tuple[str, dict[str, Value]] | None:
        """Describe a record that is folded into what it is about: their name there, and the record."""
        fold = self.schema.fold(self._classes(record))
        if fold is None:
            return None
        details: dict[str, Value] = {"iri": record, **self._described(record)}
        details["label"] = details.pop("record_label", compact(record))
        return f"{words(fold[0]).replace(' ', '_')}s", details

    def _described(self, record: str) -> dict[str, Value]:
        """Describe a record: label, date, status, evidence, and its values by prefixed name."""
        graph = self.graph
        statuses = (status for predicate in _STATUS for status in graph.iris(record, predicate))
        known = {
            "record_label": graph.text(record, RDFS.label),
            "date": graph.text(record, YD.asOf),
            "status": next(statuses, None),
        }
        described = self._values(record) | {"evidence": graph.iris(record, PROV.wasDerivedFrom)}
        return described | {name: value for name, value in known.items() if value}

    def _values(self, subject: str) -> dict[str, Value]:
        """Collect what a subject says of itself, by prefixed name: of a thing without the things that it is joined to.

        Text in a language has that in its name, unless it is English.
        """
        values: defaultdict[str, list[str | int | bool]] = defaultdict(list)
        for predicate, terms in self.graph.properties(subject).items():
            for term in terms if predicate not in _NAMING else ():
                if isinstance(term, Literal):
                    tag = "" if term.language in (None, "en") else f"@{term.language}"
                    values[compact(predicate) + tag].append(_READERS.get(term.datatype.value, str)(term.value))
                elif subject not in self or not self.schema.joins(predicate, term, self):
                    values[compact(predicate)].append(identifier(term))
        return {
            name: several[0] if len(several) == 1 else tuple(map(str, several))
            for name, several in sorted(values.items())
        }


def is_stated(edge: Mapping[str, object]) -> bool:
    """Tell by the attributes of an edge whether a statement or a record stands behind it."""
    return "statement" in edge or "record" in edge


def project(triples: Iterable[Statement], ontology: Path | Iterable[Statement] = ONTOLOGY_FILE) -> Network:
    """Turn a graph into a network of its entities.

    Which class is drawn how is read from ``yd:edgeSource``, ``yd:edgeTarget``, ``yd:edgeLabel`` and ``yd:foldedInto``
    in the ontology. Literals, passages, periods, statements, documents, registers, roles, stages, units are no nodes.
    """
    from networkx import MultiDiGraph  # noqa: PLC0415 - slow to load, and many need no more than a projection

    projection, network = Projection(Graph.from_triples(triples), read_schema(ontology)), MultiDiGraph()
    for entity, attributes in projection.nodes().items():
        network.add_node(entity, **attributes)
    for edge, attributes in projection.arcs():
        key = f"{edge.name} {compact(str(attributes['id']))}"
        network.add_edge(edge.source, edge.target, key=key, **attributes)
    return network


def _statement(edge: Edge) -> str:
    """Give the IRI that a statement of a relation has, or would have."""
    return statement_iri(Triple(NamedNode(edge.source), NamedNode(edge.predicate), NamedNode(edge.target)))
