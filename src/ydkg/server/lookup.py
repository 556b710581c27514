"""What people are told of a served graph: things and records, each told where the graph is when it is asked for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.graph.names import number_order
from ydkg.network.neighbours import Neighbours
from ydkg.network.projection import Edge
from ydkg.telling.comparisons import Comparison
from ydkg.telling.later import Later
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.posts import tell_posts
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_record
from ydkg.telling.relations import tell_relation
from ydkg.telling.thing import tell_thing
from ydkg.vocab import RDF, YD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.graph.graph import Graph
    from ydkg.graph.outline import Outline
    from ydkg.graph.sources import Source
    from ydkg.telling.collection import About
    from ydkg.telling.posts import Post
    from ydkg.telling.record import Record
    from ydkg.telling.relations import Relation
    from ydkg.telling.thing import Thing

#: Passages that name a thing which are told with it.
_FEW = 50
#: Sources of facts that are remembered.
_MOST = 40_000


class Lookup:
    """Things, and records by IRI; lists are of IRIs, sorted, so that a page tells what it shows of them."""

    def __init__(
        self,
        table: Graph,
        *sources: Source,
        later: Later | None = None,
        outlines: Mapping[str, Outline] = MappingProxyType({}),
    ) -> None:
        self.table = table
        self.reading = reading_of(table, *sources, most=_MOST)
        self.reading.library.learn(outlines)
        self.later = later or Later()

    def __contains__(self, iri: str) -> bool:
        """Tell whether an IRI is a thing's."""
        return iri in self.reading.entities

    @property
    def about(self) -> About:
        """What the graph says of its collection."""
        return self.reading.about

    def thing(self, name: str) -> Thing | None:
        """Tell a thing by its slug; None for what is none."""
        iri = iri_of(name)
        if iri not in self:
            return None
        return tell_thing(self.reading, iri, self.reading.entities.brief(iri), self.mentions_of(name)[:_FEW])

    def record(self, iri: str) -> Record | None:
        """Tell a record, or the relation that a statement is of; None for what is neither."""
        if RDF.Statement not in self.table.types(iri):
            return tell_record(self.reading, iri)
        start, predicate = self.table.one(iri, RDF.subject) or "", self.table.one(iri, RDF.predicate) or ""
        for end in self.table.objects(iri, RDF.object):
            if predicate and isinstance(end, NamedNode) and start in self and end.value in self:
                return self.relation(Edge(start, end.value, "", "", predicate))
        return None

    def figures_of(self, name: str) -> list[str]:
        """List the figures of a thing, or of a metric those in it."""
        family = self.reading.entities.family(iri_of(name))
        return self._records_of(name, YD.Observation, YD.metric if family and family.key == "metric" else YD.about)

    def comparisons_of(self, name: str, *parts: str) -> list[Comparison]:
        """Tell the comparisons that a figure has a part in, such as the current one; in the order of their slugs."""
        told = map(self.record, self._records_of(name, YD.Comparison, *parts))
        return [each for each in told if isinstance(each, Comparison)]

    def milestones_of(self, name: str) -> list[str]:
        """List the milestones of a thing."""
        return self._records_of(name, YD.Milestone, YD.about)

    def claims_of(self, name: str) -> list[str]:
        """List the first claims of a thing."""
        return self._records_of(name, YD.FirstClaim, YD.about)

    def mentions_of(self, name: str) -> list[str]:
        """List the passages that name a thing; document by document in the order of the text."""
        return sorted(self.table.iris(iri_of(name), YD.mentionedIn), key=number_order)

    def posts_of(self, name: str) -> list[Post]:
        """List the posts that answer for a thing."""
        return tell_posts(self.table, iri_of(name))

    def edges_at(self, name: str) -> list[Edge]:
        """List what joins a thing to others; in the order of the network's edges."""
        return self.reading.entities.edges_at(iri_of(name)) if iri_of(name) in self else []

    def relation(self, edge: Edge) -> Relation:
        """Tell what joins two things."""
        return tell_relation(self.reading, edge.source, edge.target, self.reading.entities.attributes(edge))

    def neighbours(self, name: str) -> list[str]:
        """List the things next to a thing; what editors only define joins nothing; slugs, sorted."""
        return sorted(map(slug, Neighbours(self.table)[iri_of(name)]))

    def _records_of(self, name: str, kind: str, *predicates: str) -> list[str]:
        """List the records of a class that lead to something."""
        leading = {subject for predicate in predicates for subject, _ in self.table.incoming(iri_of(name), predicate)}
        return sorted(subject for subject in leading if self.table.is_a(subject, kind))
