"""The graph as a network: entities are nodes, relations and edge-like records are edges, other records are details."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.assets import ONTOLOGY_FILE
from ydkg.graph.graph import Graph, Statement, identifier
from ydkg.graph.schema import Family, Schema, families_of, read_schema, words
from ydkg.graph.turtle import statement_iri
from ydkg.network.evidence import StatementIndex, statement_index, statement_node
from ydkg.vocab import PROV, RDF, RDFS, SKOS, XSD, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import networkx as nx

    Network: TypeAlias = nx.MultiDiGraph[str]

#: What an attribute may hold in memory: a scalar, or a tuple of strings or of records.
Value: TypeAlias = "str | int | bool | tuple[str, ...] | tuple[dict[str, object], ...]"

#: What names, kinds and evidence become has attributes of its own; the rest keep their property's prefixed name.
_NAMING = frozenset(
    {RDF.type, RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, YD.shortName, YD.mentionedIn, PROV.wasDerivedFrom}
)
#: Datatypes whose literals are values of another type than text -> what reads them.
_READERS: Mapping[str, Callable[[str], int | bool]] = {XSD.integer: int, XSD.boolean: {"true", "1"}.__contains__}
#: The properties of a record that say how firmly it holds, in the order in which they are looked for.
_STATUS = (YD.modality, YD.valueStatus)


@dataclass(frozen=True)
class Projection:
    """A graph with everything that is needed to project it, or a part of it."""

    table: Graph
    schema: Schema  # what tells classes, labels and the drawing of records
    statements: StatementIndex | None
    classes: Mapping[str, frozenset[str]]  # IRI of a subject -> its classes and those above them
    entities: Mapping[str, Family]  # IRI of each thing -> its family

    def node(self, entity: str) -> dict[str, Value]:
        """Describe an entity: names, kind, family, and its values that are no entities."""
        table = self.table
        places = {"mentions": table.iris(entity, YD.mentionedIn), "evidence": table.iris(entity, PROV.wasDerivedFrom)}
        return self.brief(entity) | places | _values(self, entity, without_entities=True)

    def brief(self, entity: str) -> dict[str, Value]:
        """Describe an entity in brief: names, kind and family; these attributes of its node."""
        table, schema, family = self.table, self.schema, self.entities[entity]
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
        term = NamedNode(target)
        iri = statement_iri(Triple(NamedNode(source), NamedNode(predicate), term))
        attributes: dict[str, Value] = {
            "id": iri,
            "predicate": predicate,
            "label": self.schema.label(predicate) or compact(predicate),
            "evidence": (),
        }
        known = self.statements
        stated = statement_node(self.table, iri) if known is None else known.get((source, predicate, str(term)))
        if stated:
            attributes |= {"statement": stated.statement, "evidence": stated.sources}
            attributes |= {"confidence": stated.confidence} if stated.confidence else {}
        return attributes

    def record(self, record: str) -> dict[str, Value]:
        """Describe a record whose class is drawn as an edge; the attributes of its edge; empty of what is not drawn."""
        drawn = self.schema.edge_shape(self.classes[record])
        if drawn is None or record in self.entities:
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
        if record in self.entities:
            return (record,)
        fold = self.schema.fold(self.classes.get(record, frozenset()))
        if fold is None or record in passed:
            return ()
        onward = self.table.iris(record, fold[1])
        return tuple(sorted({owner for each in onward for owner in self.owners(each, passed | {record})}))

    def detail(self, record: str) -> tuple[str, dict[str, object]] | None:
        """Describe a record that is folded into what it is about."""
        fold = self.schema.fold(self.classes[record])
        if fold is None or record in self.entities:
            return None
        details: dict[str, object] = {"iri": record, **_record(self, record)}
        details["label"] = details.pop("record_label", compact(record))
        return f"{words(fold[0]).replace(' ', '_')}s", details


def project(triples: Iterable[Statement], ontology: Path | Iterable[Statement] = ONTOLOGY_FILE) -> Network:
    """Turn a graph into a network of its entities.

    Which class is drawn how is read from ``yd:edgeSource``, ``yd:edgeTarget``, ``yd:edgeLabel`` and ``yd:foldedInto``
    in the ontology. Literals, passages, periods, statements, documents, registers, roles, stages, units are no nodes.
    """
    table = Graph.from_triples(triples)
    return network_of(table, read_schema(ontology), statement_index(table))


def network_of(table: Graph, schema: Schema, statements: StatementIndex) -> Network:
    """Turn a graph that has been read already into a network of its entities."""
    from networkx import MultiDiGraph  # noqa: PLC0415 - slow to load, and many read a projection and make no network

    classes = {each: schema.closure(table.types(each)) for each in table.subjects()}
    families = {each: families_of(known, table.iris(each, SKOS.inScheme)) for each, known in classes.items()}
    entities = {each: known[0] for each, known in families.items() if known}
    reading = Projection(table, schema, statements, classes, entities)
    network: Network = MultiDiGraph()
    folded: defaultdict[str, defaultdict[str, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for record in classes:
        if told := reading.detail(record):
            for entity in reading.owners(record):
                folded[entity][told[0]].append(told[1])
    for entity in entities:
        details = {name: tuple(records) for name, records in sorted(folded[entity].items())}
        network.add_node(entity, **reading.node(entity), **details)
    for source, target, key, attributes in sorted(_edges(reading), key=lambda edge: edge[:3]):
        network.add_edge(source, target, key=key, **attributes)
    return network


def _values(reading: Projection, subject: str, *, without_entities: bool) -> dict[str, Value]:
    """Collect what a subject says of itself, by prefixed name; text in a language keeps it unless it is English."""
    found: defaultdict[str, list[str | int | bool]] = defaultdict(list)
    for predicate, terms in reading.table.properties(subject).items():
        if predicate in _NAMING:
            continue
        for term in terms:
            if without_entities and reading.schema.joins(predicate, term, reading.entities):
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


def _edges(reading: Projection) -> Iterable[tuple[str, str, str, dict[str, Value]]]:
    """Yield the plain edges between entities, and the records whose class is drawn as an edge."""
    for source in reading.entities:
        for predicate, terms in reading.table.properties(source).items():
            for term in terms:
                if reading.schema.joins(predicate, term, reading.entities):
                    target = identifier(term)
                    attributes = reading.relation(source, predicate, target)
                    yield source, target, f"{compact(predicate)} {compact(str(attributes['id']))}", attributes
    for record in reading.classes:
        if attributes := reading.record(record):
            kind = str(attributes["predicate"])
            ends = (reading.table.iris(record, end) for end in reading.schema.edges[kind][:2])
            for source, target in product(*ends):
                if source in reading.entities and target in reading.entities:
                    yield source, target, f"{compact(kind)} {compact(record)}", attributes


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
