"""What is near a thing, looked up where the graph is: what joins it to others, and all that is said of a few things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.graph.graph import identifier, node
from ydkg.graph.lazy import LazyMapping
from ydkg.graph.names import number_order
from ydkg.graph.schema import FAMILIES, families_of, shipped_schema
from ydkg.graph.turtle import statement_iri
from ydkg.network.projection import Projection
from ydkg.vocab import PROV, RDF, SKOS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Sequence

    from ydkg.graph.graph import Graph, Term
    from ydkg.graph.schema import EdgeShape, Family, Schema
    from ydkg.network.projection import Value

#: Properties that lead to no thing, however often a thing has them.
_NO_EDGES = frozenset({RDF.type, PROV.wasDerivedFrom, YD.mentionedIn})
#: So many IRIs are known at once to be things or none.
_MOST = 100_000
#: What has its place in a document or a register: it is read with what leads to it, and leads back to everything.
_PLACES = frozenset({YD.Passage, YD.Document, YD.Register})


class Joint(NamedTuple):
    """What joins two things: IRIs of both, of the property or the class of the record, and of the record, if it is one.

    In their order they stand as the edges of the network do.
    """

    source: str
    target: str
    name: str
    record: str
    predicate: str


class Vicinity(Mapping[str, "Collection[str]"]):
    """The things of a graph, each with those that it is joined to; looked up when they are asked for, and once.

    It joins what `ydkg.network.projection.project` draws an edge between that a statement or a record stands behind,
    and each thing with the metrics of its figures.
    """

    def __init__(self, table: Graph, metrics: Collection[str] | None = None) -> None:
        self.table = table
        self._schema: Schema = shipped_schema()
        self._metrics = metrics
        #: Whether the things have figures that join them: where metrics are named, some of which are none.
        self._measured = metrics is None or any(YD.Metric in table.types(each) for each in metrics)
        #: Properties that lead from a record to an end of its edge, and to what it is folded into; and what else leads
        #: from a record or a statement to what it is of.
        self._drawn = frozenset(end for shape in self._schema.edges.values() for end in shape[:2])
        self._folds = frozenset(self._schema.folds.values())
        self._parts = self._drawn | self._folds | {RDF.subject, RDF.object, YD.translationOf}
        #: What leads to a thing from no other thing: of a hub these are so many that none is looked at.
        self._of_records = self._parts | _NO_EDGES | self._schema.annotations | {YD.metric}
        self._entities: dict[str, Family | None] = {}
        self._closures: dict[tuple[str, ...], frozenset[str]] = {}
        self._joined: dict[str, Collection[str]] = {}

    def __getitem__(self, thing: str) -> Collection[str]:
        if thing not in self._joined:
            if not self._is_entity(thing):
                raise KeyError(thing)
            self._joined[thing] = {each for each in self._neighbours(thing) if each != thing and self._is_entity(each)}
        return self._joined[thing]

    def __contains__(self, thing: object) -> bool:
        return isinstance(thing, str) and self._is_entity(thing)

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    @cached_property
    def _listed(self) -> list[str]:
        """List the things: what has a class that a family begins with, or one below it; sorted."""
        roots = {family.root for family in FAMILIES}
        classes, schemes = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        # Class by class they come from few places of the graph; one by one all that is said of each would be read.
        for kind, above in self._schema.above.items():
            if roots.isdisjoint(above):
                continue
            for each in self.table.subjects(kind):
                classes[each] |= above
            if SKOS.Concept in above:
                for each in self.table.subjects(kind):
                    schemes[each].update(self.table.iris(each, SKOS.inScheme))
        self._entities = {each: next(iter(families_of(known, schemes[each])), None) for each, known in classes.items()}
        return sorted(each for each, family in self._entities.items() if family)

    def near(self, centre: str, steps: int) -> set[str]:
        """Collect what is within some steps of a thing."""
        kept = edge = {centre}
        for _ in range(steps):
            edge = {other for each in edge for other in self[each]} - kept
            kept = kept | edge
        return kept

    @cached_property
    def projection(self) -> Projection:
        """What describes nodes and edges as the network has them, looked up as well."""
        classes = LazyMapping(self._classes, self.table.subjects)
        return Projection(
            self.table, self._schema, None, classes, LazyMapping(self.family, self.__iter__, self._is_entity)
        )

    def family(self, iri: str) -> Family | None:
        """Tell which family a thing is drawn as; None for what is no thing."""
        return self._entities[iri] if self._is_entity(iri) else None

    def joints(self, thing: str) -> list[Joint]:
        """List what joins a thing to others: what the network draws as edges at it; sorted, each once."""
        found = set(self._onward(thing))
        for subject, predicate in self.table.incoming(thing):
            drawn = self._schema.edge_shape(self._classes(subject)) if predicate in self._drawn else None
            if drawn and predicate in drawn[1][:2] and not self._is_entity(subject):
                found.update(each for each in self._drawn_as(subject, *drawn) if thing in each[:2])
            elif predicate not in self._of_records and self._is_entity(subject):
                found.add(Joint(subject, thing, compact(predicate), "", predicate))
        return sorted(found)

    def leading(self, subject: str) -> Iterator[Joint]:
        """List what leads from a thing by a property, or what a record that is drawn as an edge joins."""
        if self._is_entity(subject):
            yield from self._onward(subject)
        elif drawn := self._schema.edge_shape(self._classes(subject)):
            yield from self._drawn_as(subject, *drawn)

    def starts(self) -> list[str]:
        """List all that `leading` gives something of."""
        starts = {shape.source for shape in self._schema.edges.values()}
        records = {subject for start in starts for subject, _ in self.table.pairs(start)}
        return [*self, *sorted(records.difference(self._listed))]

    def is_owned(self, record: str) -> bool:
        """Tell whether a record is folded into a thing, through other records too."""
        return bool(self.projection.owners(record))

    def statement(self, joint: Joint) -> str:
        """Give the IRI that a statement of what joins two things has, or would have."""
        return statement_iri(Triple(NamedNode(joint.source), NamedNode(joint.predicate), NamedNode(joint.target)))

    def is_stated(self, joint: Joint) -> bool:
        """Tell whether a record or a statement stands behind what joins two things."""
        return bool(joint.record) or (self._is_entity(joint.target) and self.statement(joint) in self.table)

    def edge(self, joint: Joint) -> dict[str, Value]:
        """Describe what joins two things; the attributes of its edge in the network."""
        if joint.record:
            return self.projection.record(joint.record)
        return self.projection.relation(joint.source, joint.predicate, joint.target)

    def details(self, thing: str) -> dict[str, Value]:
        """Describe the records that are folded into a thing, through other records too."""
        found: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
        for record in sorted(set(self._folded(thing))):
            if told := self.projection.detail(record):
                found[told[0]].append(told[1])
        return {name: tuple(records) for name, records in sorted(found.items())}

    def about(self, things: Collection[str], mentions: int | None = None) -> dict[str, Mapping[str, Sequence[Term]]]:
        """Collect what is said of some things: enough to project and to tell them and what joins them."""
        found: dict[str, Mapping[str, Sequence[Term]]] = {}
        named, waiting = set[str](), list(things)
        # What only has a thing for a metric, and is of other things, is not even looked at; nor what is drawn as an
        # edge and has only one of these things for an end, as nearly all has that leads from a hub.
        leading = {each: {pair for part in self._parts for pair in self.table.incoming(each, part)} for each in things}
        ends = Counter(iri for iri, _ in chain(*leading.values()))
        lines = self._drawn - self._folds
        while waiting:
            subject = waiting.pop()
            if subject in found or (self._is_entity(subject) and subject not in things):
                continue
            said = found[subject] = self.table.properties(subject)
            if mentions is not None and YD.mentionedIn in said:
                named_in = sorted(said[YD.mentionedIn], key=lambda term: number_order(identifier(term)))
                said = found[subject] = {**said, YD.mentionedIn: named_in[:mentions]}
            onward = (each for terms in said.values() for each in terms if isinstance(each, NamedNode | BlankNode))
            for each in {identifier(term) for term in onward} - found.keys():
                if self._is_entity(each):
                    named.add(each)
                else:
                    waiting.append(each)
            classes = self._classes(subject)
            if _PLACES.isdisjoint(classes) and (subject in things or self._is_beside(classes)):
                back = leading[subject] if subject in leading else self.table.incoming(subject)
                new = [(iri, part) for iri, part in back if part in self._parts and iri not in found]
                # Most statements at a hub are of something else as well, and then no more of them is read.
                waiting += [
                    iri for iri, part in new if (ends[iri] != 1 or part not in lines) and self._is_within(iri, things)
                ]
        return found | {
            thing: {name: terms for name in (RDF.type, SKOS.inScheme) if (terms := self.table.objects(thing, name))}
            for thing in named - found.keys()
        }

    def _neighbours(self, thing: str) -> Iterator[str]:
        """Follow the statements, records and figures of a thing; what is found need not be a thing."""

        # Of a hub very much is said: statements and records are looked for, and of the rest what statements are of.
        @cache
        def joined(here: str, predicate: str) -> frozenset[str]:
            to, iris = self.table.incoming, self.table.iris
            return frozenset(
                iris(thing, predicate) if here == RDF.subject else (each for each, _ in to(thing, predicate))
            )

        for here, there in ((RDF.subject, RDF.object), (RDF.object, RDF.subject)):
            for statement, _ in self.table.incoming(thing, here):
                predicate = self.table.one(statement, RDF.predicate) or ""
                others = self.table.iris(statement, there) if predicate not in _NO_EDGES else ()
                for other in joined(here, predicate).intersection(others):
                    source, target = (thing, other) if here == RDF.subject else (other, thing)
                    if statement == statement_iri(Triple(NamedNode(source), NamedNode(predicate), NamedNode(target))):
                        yield other
        for predicate in self._drawn:
            for record, _ in self.table.incoming(thing, predicate):
                yield from self._ends(record, predicate)
        for record, _ in self.table.incoming(thing, YD.metric) if self._is_joining(thing) else ():
            yield from self.projection.owners(record)
        for record in self._folded(thing) if self._measured else ():
            yield from (metric for metric in self.table.iris(record, YD.metric) if self._is_joining(metric))

    def _ends(self, record: str, predicate: str) -> Iterator[str]:
        """Give what a record leads to at the other end of its edge."""
        if drawn := self._schema.edge_shape(self._classes(record)):
            ends = (drawn[1].source, drawn[1].target)
            for here, there in (ends, ends[::-1]):
                if predicate == here:
                    yield from self.table.iris(record, there)

    def _onward(self, thing: str) -> Iterator[Joint]:
        """Give what leads from a thing to others by a property."""
        for predicate, terms in self.table.properties(thing).items():
            for term in terms if predicate not in _NO_EDGES else ():
                if self._schema.joins(predicate, term, self):
                    yield Joint(thing, identifier(term), compact(predicate), "", predicate)

    def _drawn_as(self, record: str, kind: str, shape: EdgeShape) -> Iterator[Joint]:
        """Give what a record that is drawn as an edge joins."""
        for source in filter(self._is_entity, self.table.iris(record, shape.source)):
            for target in filter(self._is_entity, self.table.iris(record, shape.target)):
                yield Joint(source, target, compact(kind), record, kind)

    def _is_joining(self, metric: str) -> bool:
        return self._metrics is None or metric in self._metrics

    def _folded(self, thing: str) -> Iterator[str]:
        """Go through the records that are folded into a thing, or into a record that is."""
        for record, predicate in (pair for fold in self._folds for pair in self.table.incoming(thing, fold)):
            fold = self._schema.fold(self._classes(record))
            if fold and fold[1] == predicate and not self._is_entity(record):
                yield record
                yield from self._folded(record)

    def _is_within(self, record: str, things: Collection[str]) -> bool:
        """Tell whether a record or a statement is of these things only; what is neither is not."""
        classes = self._classes(record)
        if self._is_entity(record) or not self._is_beside(classes):
            return False
        drawn, fold = self._schema.edge_shape(classes), self._schema.fold(classes)
        ends = [*(drawn[1][:2] if drawn else ()), *(fold[1:] if fold else ())] or [RDF.subject, RDF.object]
        found = (term.value for end in ends for term in self.table.objects(record, end) if isinstance(term, NamedNode))
        return all(iri in things or not self._is_entity(iri) for iri in found)

    def _is_beside(self, classes: Collection[str]) -> bool:
        """Tell whether what has some classes is a record or a statement."""
        return RDF.Statement in classes or bool(self._schema.edge_shape(classes) or self._schema.fold(classes))

    def _classes(self, iri: str) -> frozenset[str]:
        types = self.table.types(iri)
        if types not in self._closures:
            self._closures[types] = self._schema.closure(types)
        return self._closures[types]

    def _is_entity(self, iri: str) -> bool:
        if iri not in self._entities:
            if len(self._entities) >= _MOST:
                self._entities.clear()
            self._entities[iri] = self._family(iri, self._classes(iri))
        return self._entities[iri] is not None

    def _family(self, iri: str, classes: Collection[str]) -> Family | None:
        schemes = self.table.iris(iri, SKOS.inScheme) if SKOS.Concept in classes else ()
        return next(iter(families_of(classes, schemes)), None)


def triples_of(
    said: Mapping[str, Mapping[str, Sequence[Term]]], without: Container[str] = frozenset()
) -> Iterator[Triple]:
    """Write triples of what is said of subjects; those of a subject one after the other."""
    for iri, predicates in said.items():
        subject = node(iri)
        for name, terms in predicates.items() if iri not in without else ():
            predicate = NamedNode(name)
            for term in terms:
                if isinstance(term, Literal) or identifier(term) not in without:
                    yield Triple(subject, predicate, term)
