"""What people are told of a graph, each thing and each record looked up where the graph is when it is asked for."""

from __future__ import annotations

from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from ydkg.graph.lazy import LazyMapping, LazySequence
from ydkg.graph.names import number_order
from ydkg.graph.schema import FAMILIES
from ydkg.graph.sources import documents_of
from ydkg.network.vicinity import Joint, Vicinity
from ydkg.telling.figure import tell_figure
from ydkg.telling.later import Later
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.reading import Brief, reading_of
from ydkg.telling.record import tell_record
from ydkg.telling.relation import tell_relation
from ydkg.telling.text import Text, say
from ydkg.telling.thing import tell_thing
from ydkg.vocab import RDF, YD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.graph import Graph
    from ydkg.graph.outline import Outline
    from ydkg.graph.sources import Source
    from ydkg.telling.claim import Claim
    from ydkg.telling.collection import About
    from ydkg.telling.comparison import Comparison
    from ydkg.telling.figure import Figure
    from ydkg.telling.milestone import Milestone
    from ydkg.telling.record import Record
    from ydkg.telling.relation import Relation
    from ydkg.telling.sources import Work
    from ydkg.telling.thing import Thing

#: Passages that name a thing which are told with it.
FEW = 50
#: Things, records, passages and what joins things: how many are remembered by default.
MOST = 40_000


@cache
def family_names() -> dict[str, Text]:
    """Call each family by its name; key -> name in the plural, in the order of the families."""
    return {family.key: say(family.label) for family in FAMILIES}


class Lookup:
    """What an `Atlas` tells of a whole graph, told of what is asked for."""

    def __init__(
        self,
        table: Graph,
        *sources: Source,
        later: Later | None = None,
        outlines: Mapping[str, Outline] = MappingProxyType({}),
        most: int = MOST,
    ) -> None:
        self._most = most
        self.table = table
        self.reading = reading_of(table, *sources)
        self.reading.library.learn(outlines)
        self.brief = Brief(table, self.reading.naming, self.reading.library, None, self.reading.entities)
        self.later = later or Later()
        self.vicinity = Vicinity(table)
        self.things: Mapping[str, Thing] = LazyMapping(
            self._thing, lambda: map(slug, self.vicinity), lambda name: iri_of(name) in self.vicinity
        )
        self.figures: Mapping[str, Figure] = LazyMapping(
            self._figure, lambda: map(slug, table.subjects(YD.Observation))
        )
        self._things: dict[str, Thing] = {}
        self._records: dict[str, Record | None] = {}
        self._joints: dict[str, list[Joint]] = {}

    @property
    def about(self) -> About:
        """What the graph says of its collection."""
        return self.reading.about

    @property
    def full(self) -> bool:
        """Whether so much is remembered that a new lookup should take its place."""
        joints = sum(map(len, self._joints.values()))
        library = self.reading.library
        return len(self._things) + len(self._records) + joints + len(library.passages) > self._most

    @cached_property
    def work(self) -> Work | None:
        """The document that all is taken from; None where there is none, or several."""
        documents = documents_of(self.table)
        return self.reading.library.work(documents[0]) if len(documents) == 1 else None

    def record(self, iri: str) -> Record | None:
        """Tell a record, or the relation that a statement is of; None for what is neither."""
        if iri not in self._records:
            self._records[iri] = self._told(iri)
        return self._records[iri]

    def figures_of(self, name: str) -> Sequence[Figure]:
        """Give the figures of a thing, or of a metric those in it."""
        by = YD.metric if self.things[name].family == "metric" else YD.about
        return self._told_of(name, YD.Observation, by)

    def comparisons_of(self, name: str) -> list[Comparison]:
        """Give the comparisons that a figure is the current one of; in the order of their slugs."""
        return [*self._told_of(name, YD.Comparison, YD.current)]

    def comparisons_with(self, name: str) -> list[Comparison]:
        """Give the comparisons that a figure has any part in; in the order of their slugs."""
        return [*self._told_of(name, YD.Comparison, YD.current, YD.baseline, YD.target)]

    def milestones_of(self, name: str) -> Sequence[Milestone]:
        """Give the milestones of a thing; in the order of their slugs; each is told when it is taken."""
        return self._told_of(name, YD.Milestone, YD.about)

    def claims_of(self, name: str) -> Sequence[Claim]:
        """Give the first claims of a thing; in the order of their slugs; each is told when it is taken."""
        return self._told_of(name, YD.FirstClaim, YD.about)

    def mentions_of(self, name: str) -> Sequence[str]:
        """List the passages that name a thing; IRIs, document by document in the order of the text."""
        return sorted(self.table.iris(iri_of(name), YD.mentionedIn), key=number_order)

    def joints_at(self, name: str) -> list[Joint]:
        """List what joins a thing to others; in the order of the network's edges."""
        if name not in self._joints:
            self._joints[name] = self.vicinity.joints(iri_of(name)) if name in self.things else []
        return self._joints[name]

    def relation(self, joint: Joint) -> Relation:
        """Tell what joins two things."""
        return tell_relation(self.reading, joint.source, joint.target, self.vicinity.edge(joint))

    def neighbours(self, name: str) -> list[str]:
        """List the things next to a thing; what editors only define joins nothing; slugs, sorted."""
        return sorted(map(slug, self.vicinity[iri_of(name)]))

    def _told_of(self, name: str, kind: str, *predicates: str) -> Sequence[Any]:
        """Tell the records of a class that lead to something, sorted, each when it is taken."""
        leading = {each for predicate in predicates for each, _ in self.table.incoming(iri_of(name), predicate)}
        return LazySequence([each for each in sorted(leading) if self.table.is_a(each, kind)], self.record)

    def _thing(self, name: str) -> Thing | None:
        if name not in self._things:
            iri = iri_of(name)
            if iri not in self.vicinity:
                return None
            brief, named = self.vicinity.projection.brief(iri), self.mentions_of(name)[:FEW]
            self._things[name] = tell_thing(self.reading, iri, brief, named)
        return self._things[name]

    def _figure(self, name: str) -> Figure | None:
        return tell_figure(self.reading, iri_of(name)) if iri_of(name) in self.table else None

    def _told(self, iri: str) -> Record | None:
        table, drawn = self.table, self.vicinity.projection.record(iri)
        if RDF.Statement in table.types(iri):
            start, predicate = table.one(iri, RDF.subject) or "", table.one(iri, RDF.predicate) or ""
            terms = [term.value for term in table.objects(iri, RDF.object) if isinstance(term, NamedNode)]
            for end in terms if predicate and start in self.vicinity else ():
                if end in self.vicinity:
                    return self.relation(Joint(start, end, "", "", predicate))
            return None
        if drawn:
            shape = self.reading.naming.schema.edges[str(drawn["predicate"])]
            for start in table.iris(iri, shape.source):
                for end in table.iris(iri, shape.target):
                    if start in self.vicinity and end in self.vicinity:
                        return tell_relation(self.reading, start, end, drawn)
            return None
        return tell_record(self.reading, iri)
