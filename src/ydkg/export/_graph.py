"""What tables are made from: a graph as it is told, and its letters."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.graph.graph import Graph
from ydkg.graph.schema import FAMILIES, shipped_schema
from ydkg.graph.values import exact
from ydkg.network.vicinity import Joint, Vicinity
from ydkg.telling.naming import Naming
from ydkg.telling.reading import Reading, entities_of
from ydkg.telling.relation import tell_relation
from ydkg.telling.source import NOWHERE, Evidence, Library
from ydkg.telling.thing import tell_brief
from ydkg.vocab import PROV, RDF, RDFS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from ydkg.export._sheet import Cell
    from ydkg.graph.graph import Graph
    from ydkg.graph.sorting import Sorting
    from ydkg.telling.relation import Relation
    from ydkg.telling.thing import Thing

#: So many subjects are remembered at once.
_REMEMBERED = 4_000
#: Classes of what facts are taken from.
WORKS = (YD.Document, YD.PressRelease, YD.Register)


class _Unplaced(Library):
    """A library of which nothing is kept: tables have the IRIs of sources, and not in which sentence they are."""

    def evidence(self, iris: Iterable[str]) -> Evidence:  # noqa: ARG002 - as the class above says
        return NOWHERE


class ExportGraph:
    """A graph to make tables from, row by row."""

    def __init__(self, table: Graph, ordered: Sorting) -> None:
        schema = shipped_schema()
        self.table = table
        self.near = Vicinity(self.table)
        self.naming = Naming(self.table, schema)
        self.reading = Reading(self.table, self.naming, _Unplaced(self.table), None, entities_of(self.table, schema))
        self.ordered = ordered
        self.schema = schema
        # Not many things are of classes that no others are of.
        self._folded = cache(lambda classes: schema.fold(schema.closure(classes)))

    @cached_property
    def _typed(self) -> Iterable[str]:
        """What has a class, with all its classes, a line each, in order: sorted once, and read for every table."""
        pairs = ((iri, kind) for iri, kind in self.table.pairs(RDF.type) if not iri.startswith("_:"))
        lines = self.ordered(f"{iri}\t{kind.value}" for iri, kind in pairs if isinstance(kind, NamedNode))
        same = groupby((line.partition("\t") for line in lines), key=itemgetter(0))
        return self.ordered("\t".join((iri, *(kind for _, _, kind in kinds))) for iri, kinds in same)

    def _classed(self, holds: Callable[[frozenset[str]], object]) -> Iterator[str]:
        """Go through what has such classes, in order; most have the same as others, and these are asked once."""
        known: dict[str, bool] = {}
        for line in self._typed:
            iri, _, kinds = line.partition("\t")
            if kinds not in known:
                known[kinds] = bool(holds(frozenset(kinds.split("\t"))))
            if known[kinds]:
                yield iri

    def subjects(self, *kinds: str) -> Iterator[str]:
        """List what has one of some classes, or any; IRIs, sorted, each once."""
        return self._classed(lambda classes: not kinds or not classes.isdisjoint(kinds))

    def things(self) -> Iterator[str]:
        """List the things; IRIs, sorted, each once."""
        roots = {family.root for family in FAMILIES}
        return filter(self.near.__contains__, self._classed(lambda classes: roots & self.schema.closure(classes)))

    def records(self, *kinds: str) -> Iterator[str]:
        """List the records of a kind that are told of things; IRIs, sorted, each once."""
        folded = self._classed(lambda classes: (fold := self._folded(classes)) and fold[0] in kinds)
        return (iri for iri in folded if self.kind(iri) in kinds)

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019 - it lives as long as its export
    def kind(self, iri: str) -> str:
        """Tell which kind of record something is."""
        fold = self._folded(frozenset(self.table.types(iri)))
        told = fold and iri not in self.near and self.near.is_owned(iri)
        return fold[0] if fold and told else ""

    def joints(self, *kinds: str) -> Iterator[Joint]:
        """List what joins things: by the IRI of the record or statement, of each the last by its ends."""
        lines = (
            "\t".join((each.record or self.near.statement(each), *each))
            for each in self._leading()
            if not kinds or each.predicate in kinds
        )
        for _, same in groupby(self.ordered(lines), key=lambda line: line.partition("\t")[0]):
            *_, last = same
            yield Joint(*last.split("\t")[1:])

    def edges(self) -> Iterator[tuple[Joint, str]]:
        """List what joins things as edges of the network; with the key of its edge; sorted by ends and key."""
        lines = (
            "\t".join((*each[:2], f"{each.name} {compact(each.record or self.near.statement(each))}", *each[2:]))
            for each in self._leading()
        )
        for line in self.ordered(lines):
            source, target, key, *rest = line.split("\t")
            yield Joint(source, target, *rest), key

    def _leading(self) -> Iterator[Joint]:
        """Go through everything that joins things, in no order; some of it twice."""
        drawn = self._classed(lambda classes: self.schema.edge_shape(self.schema.closure(classes)))
        return (joint for subject in chain(self.things(), drawn) for joint in self.near.leading(subject))

    def thing(self, iri: str) -> Thing:
        """Tell what a thing is called, and what it is; name, short name, other names, kind, family."""
        return tell_brief(self.reading, iri, self.near.projection.brief(iri))

    def is_placed(self, iri: str) -> bool:
        """Tell whether a thing is a place, or has coordinates."""
        family = self.near.family(iri)
        return bool((family and family.key == "place") or self.table.text(iri, YD.latitude))

    def relation(self, joint: Joint) -> Relation:
        """Tell what joins two things."""
        return tell_relation(self.reading, joint.source, joint.target, self.near.edge(joint))

    def one(self, subject: str, predicate: str) -> str:
        """Give the IRI that a subject has for a property; empty for none."""
        return self.table.iri(subject, predicate)

    def link(self, iri: str) -> tuple[Cell, Cell, Cell]:
        """Give an IRI with its names in English and Chinese, as far as it has them; nothing three times for none."""
        if not iri:
            return None, None, None
        name = self.naming.name(iri)
        # Where nobody has a Chinese name the English one is told, which is no name in Chinese.
        chinese = name.zh if name.zh != name.en else self.table.text(iri, RDFS.label, "zh-hans")
        return iri, name.en, chinese or None

    def decimal(self, subject: str, predicate: str) -> Decimal | None:
        """Give the number that a subject has for a property, with all its digits."""
        return exact(self.table.text(subject, predicate) or "")

    def evidence(self, subject: str) -> tuple[str, ...]:
        """List what states a fact, or names a thing: IRIs, sorted; may be empty."""
        found = (self.table.iris(subject, each) for each in (PROV.wasDerivedFrom, YD.mentionedIn))
        return tuple(sorted({iri for iris in found for iri in iris}))
