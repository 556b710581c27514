"""Everything that people are told of a graph, as one value of typed records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.telling.claim import Claim
    from ydkg.telling.collection import About
    from ydkg.telling.comparison import Comparison
    from ydkg.telling.facet import Facets
    from ydkg.telling.figure import Figure
    from ydkg.telling.form import Form
    from ydkg.telling.later import Later
    from ydkg.telling.milestone import Milestone
    from ydkg.telling.relation import Measure, Relation
    from ydkg.telling.sources import Document, Passage, Work
    from ydkg.telling.text import Text
    from ydkg.telling.thing import Thing
    from ydkg.telling.timeline import TimelineEntry


@dataclass(frozen=True)
class Atlas:
    """Everything that people are told."""

    things: Mapping[str, Thing]  # by slug, in the order of the network
    relations: Sequence[Relation]  # in the order of the network's edges
    figures: Mapping[str, Figure]  # records by slug, sorted
    comparisons: Mapping[str, Comparison]
    milestones: Mapping[str, Milestone]
    claims: Mapping[str, Claim]
    families: Mapping[str, Text]  # by key, in their order
    facets: Facets  # slugs of things by facet and value
    measured: Sequence[Measure]
    works: Mapping[str, Work]  # by slug: what the sources of facts are
    passages: Mapping[str, Passage]
    documents: Mapping[str, Document]  # by slug: those whose sentences are known
    about: About  # what its collection is called, and where to begin
    timeline: Sequence[TimelineEntry]  # what has a day or a period; what has none stands last
    later: Later  # what became of promises, and what public pages say
    forms: Mapping[str, Form]  # citations with gaps, by style

    @cached_property
    def relations_at(self) -> Mapping[str, Sequence[Relation]]:
        """The relations at each thing, by slug; in the order of the atlas; a thing without relations is left out."""
        groups: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            for end in dict.fromkeys((relation.subject, relation.object)):
                groups[end].append(relation)
        return groups

    @cached_property
    def neighbours(self) -> Mapping[str, Sequence[str]]:
        """The things next to each thing, the most connected first; what editors only define joins nothing; slugs."""
        near: dict[str, set[str]] = {thing: set() for thing in self.things}
        drawn = [(each.subject, each.object) for each in self.relations if not each.defined]
        for start, end in (*drawn, *((measure.thing, measure.metric) for measure in self.measured)):
            if start != end:
                near[start].add(end)
                near[end].add(start)
        return {thing: sorted(others, key=lambda each: (-len(near[each]), each)) for thing, others in near.items()}
