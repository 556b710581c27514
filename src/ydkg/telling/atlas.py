"""Everything that people are told of a graph, as one value of typed records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ydkg.graph.outline import outlined
from ydkg.graph.schema import shipped_schema
from ydkg.graph.sources import open_source, prove
from ydkg.network.projection import Projection
from ydkg.telling.collection import tell_collection
from ydkg.telling.comparisons import tell_comparison
from ydkg.telling.figures import tell_figure
from ydkg.telling.later import tell_later
from ydkg.telling.milestones import tell_claim, tell_milestone
from ydkg.telling.naming import Naming, slug, tell_facets
from ydkg.telling.posts import tell_posts
from ydkg.telling.reading import Reading
from ydkg.telling.relations import tell_measure, tell_relation
from ydkg.telling.sources import Library, tell_document
from ydkg.telling.thing import family_names, tell_thing
from ydkg.telling.timeline import tell_timeline
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.graph.graph import Graph, Statement
    from ydkg.graph.outline import Outline
    from ydkg.telling.collection import About
    from ydkg.telling.comparisons import Comparison
    from ydkg.telling.figures import Figure
    from ydkg.telling.later import Later
    from ydkg.telling.milestones import Claim, Milestone
    from ydkg.telling.naming import Facets
    from ydkg.telling.posts import Post
    from ydkg.telling.relations import Measure, Relation
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
    posts: Mapping[str, Sequence[Post]]  # who answers for things, by slug; without those of which nobody does
    later: Later  # what became of promises, and what public pages say

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


def atlas_of(
    table: Graph,
    *sources: str | Path,
    apart: Iterable[Statement] = (),
    outlines: Mapping[str, Outline] = MappingProxyType({}),
    library: Library | None = None,
) -> Atlas:
    """Tell a graph, the whole or what is around a thing, of which a library of the whole knows where it is written."""
    schema = shipped_schema()
    projection = Projection(table, schema)
    nodes, edges = projection.nodes(), list(projection.arcs())
    texts = [
        open_source(table, source) if isinstance(source, Path) else prove(table, source.encode()) for source in sources
    ]
    library = library or Library(table, *texts)
    for iri, outline in outlines.items():
        sections = tuple(section for section in outline.sections if section.topic in nodes)
        library.learn({iri: outline._replace(sections=sections)})
    reading = Reading(table, Naming(table, schema), library, projection)
    records = {
        kind: sorted({record["iri"] for node in nodes.values() for record in node.get(kind, ())})
        for kind in ("observations", "comparisons", "milestones", "first_claims")
    }
    things = {slug(node): tell_thing(reading, node, attributes) for node, attributes in nodes.items()}
    relations = tuple(tell_relation(reading, edge.source, edge.target, attributes) for edge, attributes in edges)
    figures = {slug(iri): tell_figure(reading, iri) for iri in records["observations"]}
    milestones = {slug(iri): tell_milestone(reading, iri) for iri in records["milestones"]}
    measured = {
        (node, metric)
        for node, attributes in nodes.items()
        for record in attributes.get("observations", ())
        for metric in table.iris(record["iri"], YD.metric)
        if metric in nodes
    }
    documents = {*outlined(table), *outlines, *(text.document for text in texts)}
    return Atlas(
        things=things,
        relations=relations,
        figures=figures,
        comparisons={slug(iri): tell_comparison(reading, iri) for iri in records["comparisons"]},
        milestones=milestones,
        claims={slug(iri): tell_claim(reading, iri) for iri in records["first_claims"]},
        families=family_names(),
        facets=tell_facets(nodes, [edge for edge, _ in edges], table),
        measured=tuple(tell_measure(reading, *pair) for pair in sorted(measured)),
        # By now the library knows all that was told of.
        works={work.id: work for work in library.works.values()},
        passages={passage.id: passage for passage in library.passages.values()},
        documents={slug(iri): tell_document(table, iri, texts, library.outline(iri)) for iri in sorted(documents)},
        about=tell_collection(table),
        timeline=tell_timeline(table, things.values(), milestones.values(), figures.values(), relations),
        posts={name: posts for name, thing in things.items() if (posts := tell_posts(table, thing.iri))},
        later=tell_later(table.triples(), apart),
    )
