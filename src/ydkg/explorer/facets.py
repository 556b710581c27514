"""What a page can be filtered by besides families: focus areas, provinces, and what is planned, under way or done."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ydkg.explorer.facts import slug
from ydkg.vocab import DCTERMS, GEO, SCHEMA, SKOS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from ydkg.graph.table import Table

    Network: TypeAlias = nx.MultiDiGraph[str]

#: Facet -> value (a slug) -> numbers of the network's nodes, ascending.
Facets: TypeAlias = dict[str, dict[str, list[int]]]

# What says where a thing is, from the thing to the place.
_WHERE = frozenset(
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


def facets_of(network: Network, table: Table) -> Facets:
    """Sort the nodes of a network into focus areas, provinces and states.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        The projection.
    table : Table
        The graph that it was made of.

    Returns
    -------
    dict
        ``topic``: a thing is under a focus area if it, or a figure of it, is discussed under it or one of its
        sub-themes; a metric if a figure in it is. ``place``: under a province if it is one, is within it, or leads,
        applies or happens there. ``status``: by its milestones. Values that no thing has are left out.
    """
    numbers = {node: number for number, node in enumerate(network)}
    found: dict[str, defaultdict[str, set[int]]] = {name: defaultdict(set) for name in ("topic", "place", "status")}
    provinces = {node for node in network if YD.ProvinceLevelDivision in table.types(node)}
    figures = _figures(network, table)
    for node, attributes in network.nodes(data=True):
        places = {target for _, target, edge in network.out_edges(node, data=True) if edge["predicate"] in _WHERE}
        members = {
            "topic": _closed(table, _subjects(table, node, attributes, figures[node]), SKOS.broader),
            "place": _closed(table, {node, *places}, GEO.sfWithin) & provinces,
            "status": {str(each["status"]) for each in attributes.get("milestones", ()) if "status" in each},
        }
        for name, values in members.items():
            for value in values:
                found[name][value].add(numbers[node])
    return {
        name: {slug(value): sorted(held) for value, held in sorted(values.items())} for name, values in found.items()
    }


def _figures(network: Network, table: Table) -> defaultdict[str, set[str]]:
    """Collect the figures that a thing has, or, being a metric, that are in it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for node, records in network.nodes(data="observations", default=()):
        for record in records:
            for end in (node, *table.iris(record["iri"], YD.metric)):
                found[end].add(record["iri"])
    return found


def _subjects(table: Table, node: str, attributes: Mapping[str, object], figures: Iterable[str]) -> set[str]:
    """Collect the topics of a thing and of its figures."""
    about = {topic for each in (node, *figures) for topic in table.iris(each, DCTERMS.subject)}
    return about | ({node} if attributes["family"] == "topic" else set())


def _closed(table: Table, start: Iterable[str], predicate: str) -> set[str]:
    """Follow a predicate from some things to the end, those things included."""
    found = set(start)
    waiting = sorted(found)
    while waiting:
        fresh = set(table.iris(waiting.pop(), predicate)) - found
        found |= fresh
        waiting.extend(sorted(fresh))
    return found
