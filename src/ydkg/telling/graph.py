"""A whole graph, told: its network, and the atlas of everything that people are told of it."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ydkg.graph.outline import outlined
from ydkg.graph.schema import shipped_schema
from ydkg.graph.sources import open_source, prove
from ydkg.network.projection import Projection, network_of
from ydkg.telling.atlas import Atlas
from ydkg.telling.claim import tell_claim
from ydkg.telling.collection import tell_collection
from ydkg.telling.comparison import tell_comparison
from ydkg.telling.facet import tell_facets
from ydkg.telling.figure import tell_figure
from ydkg.telling.form import tell_forms
from ydkg.telling.later import tell_later
from ydkg.telling.milestone import tell_milestone
from ydkg.telling.naming import Naming, slug
from ydkg.telling.reading import Reading
from ydkg.telling.relation import tell_measure, tell_relation
from ydkg.telling.sources import Library, tell_document
from ydkg.telling.thing import family_names, tell_thing
from ydkg.telling.timeline import tell_timeline
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ydkg.graph.graph import Graph, Statement
    from ydkg.graph.outline import Outline
    from ydkg.network.projection import Network


def atlas_of(
    table: Graph,
    *sources: str | Path,
    apart: Iterable[Statement] = (),
    outlines: Mapping[str, Outline] = MappingProxyType({}),
    library: Library | None = None,
) -> tuple[Network, Atlas]:
    """Tell a graph, the whole or what is around a thing, of which a library of the whole knows where it is written."""
    schema = shipped_schema()
    projection = Projection(table, schema)
    network = network_of(projection)
    texts = [
        open_source(table, source) if isinstance(source, Path) else prove(table, source.encode()) for source in sources
    ]
    library = library or Library(table, *texts)
    for iri, outline in outlines.items():
        sections = tuple(section for section in outline.sections if section.topic in network)
        library.learn({iri: outline._replace(sections=sections)})
    reading = Reading(table, Naming(table, schema), library, projection)
    records = {
        kind: sorted({record["iri"] for _, found in network.nodes(data=kind, default=()) for record in found})
        for kind in ("observations", "comparisons", "milestones", "first_claims")
    }
    things = {slug(node): tell_thing(reading, node, attributes) for node, attributes in network.nodes(data=True)}
    relations = tuple(tell_relation(reading, start, end, edge) for start, end, edge in network.edges(data=True))
    figures = {slug(iri): tell_figure(reading, iri) for iri in records["observations"]}
    milestones = {slug(iri): tell_milestone(reading, iri) for iri in records["milestones"]}
    measured = {
        (node, metric)
        for node, found in network.nodes(data="observations", default=())
        for record in found
        for metric in table.iris(record["iri"], YD.metric)
        if metric in network
    }
    atlas = Atlas(
        things,
        relations,
        figures,
        {slug(iri): tell_comparison(reading, iri, figures) for iri in records["comparisons"]},
        milestones,
        {slug(iri): tell_claim(reading, iri) for iri in records["first_claims"]},
        family_names(),
        tell_facets(network, table),
        tuple(tell_measure(reading, *pair) for pair in sorted(measured)),
        {work.id: work for work in library.works.values()},
        {passage.id: passage for passage in library.passages.values()},
        {
            slug(iri): tell_document(table, iri, texts, library.outline(iri))
            for iri in sorted({*outlined(table), *outlines, *(text.document for text in texts)})
        },
        tell_collection(table),
        tell_timeline(table, things.values(), milestones.values(), figures.values(), relations),
        tell_later(table.triples(), apart),
        tell_forms(reading, library.works.values()),
    )
    return network, atlas
