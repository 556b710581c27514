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
    from ydkg.telling.document import Document
    from ydkg.telling.facet import Facets
    from ydkg.telling.figure import Figure
    from ydkg.telling.form import Form
    from ydkg.telling.later import Later
    from ydkg.telling.milestone import Milestone
    from ydkg.telling.relation import Measure, Relation
    from ydkg.telling.text import Text
    from ydkg.telling.thing import Thing
    from ydkg.telling.timeline import TimelineEntry
    from ydkg.telling.work import Passage, Work


@dataclass(frozen=True)
class Atlas:
    """Everything that people are told.

    Attributes
    ----------
    things : dict of str to Thing
        By slug, in the order of the network.
    relations : tuple of Relation
        In the order of the network's edges.
    figures, comparisons, milestones, claims : dict
        Records by slug, sorted.
    families : dict of str to Text
        By key, in their order.
    facets : Facets
        Slugs of things by facet and value.
    measured : tuple of Measure
        Things and the metrics that they have figures in, so that metrics stand beside what they measure; sorted.
    works, passages : dict
        By slug: what the sources of facts are.
    documents : dict of str to Document
        By slug: those whose sentences are known.
    about : About
        What its collection is called, and where to begin.
    timeline : tuple of TimelineEntry
        What has a day or a period; what has none stands last.
    later : Later
        What became of promises, and what public pages say.
    forms : dict of str to Form
        Citations with gaps, by style.
    """

    things: Mapping[str, Thing]
    relations: Sequence[Relation]
    figures: Mapping[str, Figure]
    comparisons: Mapping[str, Comparison]
    milestones: Mapping[str, Milestone]
    claims: Mapping[str, Claim]
    families: Mapping[str, Text]
    facets: Facets
    measured: Sequence[Measure]
    works: Mapping[str, Work]
    passages: Mapping[str, Passage]
    documents: Mapping[str, Document]
    about: About
    timeline: Sequence[TimelineEntry]
    later: Later
    forms: Mapping[str, Form]

    @cached_property
    def relations_at(self) -> Mapping[str, Sequence[Relation]]:
        """The relations at each thing, by slug.

        Returns
        -------
        mapping of str to sequence of Relation
            In the order of the atlas; a thing without relations is left out.
        """
        groups: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            for end in dict.fromkeys((relation.subject, relation.object)):
                groups[end].append(relation)
        return groups

    @cached_property
    def neighbours(self) -> Mapping[str, Sequence[str]]:
        """The things next to each thing, the most connected first; what editors only define joins nothing.

        Returns
        -------
        mapping of str to sequence of str
            Slugs.
        """
        near: dict[str, set[str]] = {thing: set() for thing in self.things}
        drawn = [(each.subject, each.object) for each in self.relations if not each.defined]
        for start, end in (*drawn, *((measure.thing, measure.metric) for measure in self.measured)):
            if start != end:
                near[start].add(end)
                near[end].add(start)
        return {thing: sorted(others, key=lambda each: (-len(near[each]), each)) for thing, others in near.items()}
