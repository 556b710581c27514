"""What things can be filtered by besides families: focus areas, provinces, and what is planned, under way or done."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ydkg.graph.schema import reached
from ydkg.telling.naming import slug
from ydkg.vocab import DCTERMS, GEO, SCHEMA, SKOS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.graph import Graph
    from ydkg.network.projection import Network

#: Facet -> value (a slug) -> slugs of things, in the order of the network.
Facets: TypeAlias = dict[str, dict[str, tuple[str, ...]]]

#: What says where a thing is, from the thing to the place.
WHERE = frozenset(
    (
        GEO.sfOverlaps,
        GEO.sfWithin,
        SCHEMA.location,
        YD.connects,
        YD.destination,
        YD.implementedIn,
        YD.jurisdiction,
        YD.origin,
    )
)


def tell_facets(network: Network, table: Graph) -> Facets:
    """Sort the nodes of a network into focus areas, provinces and states."""
    facets: dict[str, defaultdict[str, list[str]]] = {name: defaultdict(list) for name in ("topic", "place", "status")}
    provinces = {node for node in network if YD.ProvinceLevelDivision in table.types(node)}
    # The figures that a thing has, or, being a metric, that are in it.
    figures: defaultdict[str, set[str]] = defaultdict(set)
    for node, records in network.nodes(data="observations", default=()):
        for record in records:
            for end in (node, *table.iris(record["iri"], YD.metric)):
                figures[end].add(record["iri"])
    for node, attributes in network.nodes(data=True):
        places = {target for _, target, edge in network.out_edges(node, data=True) if edge["predicate"] in WHERE}
        values = {
            "topic": themes_of(table, node, str(attributes["family"]), figures[node]),
            "place": reached({node, *places}, lambda place: table.iris(place, GEO.sfWithin)) & provinces,
            "status": {str(record["status"]) for record in attributes.get("milestones", ()) if "status" in record},
        }
        for name, members in values.items():
            for value in members:
                facets[name][value].append(slug(node))
    return {
        name: {slug(value): tuple(things) for value, things in sorted(values.items())}
        for name, values in facets.items()
    }


def themes_of(table: Graph, thing: str, family: str, figures: Iterable[str]) -> set[str]:
    """Collect the themes that a thing is discussed under; IRIs of themes, and of those above them."""
    topics = {topic for subject in (thing, *figures) for topic in table.iris(subject, DCTERMS.subject)}
    topics |= {thing} if family == "topic" else set()
    return reached(topics, lambda theme: table.iris(theme, SKOS.broader))
