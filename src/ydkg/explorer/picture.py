"""What is drawn: nodes, edges and options as vis-network takes them, positions computed ahead, an overview chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ydkg.graph.schema import FAMILIES
from ydkg.network.drawing import degrees, radius, stated
from ydkg.network.layout import node_positions
from ydkg.telling.naming import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.network.projection import Network
    from ydkg.telling.pictures import Arrangements

#: How many nodes the first view shows at most.
OVERVIEW = 150
# Families that have few members are in the overview all the same.
_FAMILY_FLOOR = 6

_OPTIONS = {
    "autoResize": True,
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0, "chosen": False},
    "interaction": {"hover": True, "tooltipDelay": 1000000, "zoomSpeed": 0.7, "selectConnectedEdges": False},
    "layout": {"improvedLayout": False},
    "nodes": {"chosen": False},
    "physics": {"enabled": False},
}


def picture_of(
    network: Network, measured: Sequence[tuple[str, str, object]], arrangements: Arrangements | None = None
) -> dict[str, Any]:
    """Prepare the picture of a network."""
    lines = [(slug(a), slug(b)) for a, b in network.edges()] + [(pair[0], pair[1]) for pair in measured]
    # What the editors only define, such as that two things differ, is told in the panel and brings nothing together.
    facts = [line for line, fact in zip(lines, [*stated(network), *[True] * len(measured)], strict=True) if fact]
    nodes = [slug(node) for node in network]
    degree = degrees(facts)
    places = node_positions(nodes, facts)
    numbers = {name: number for number, name in enumerate(nodes)}
    fields = {name: list(found) for name, found in (arrangements or {}).items()}
    chosen = nodes
    if len(nodes) > OVERVIEW:
        # Hubs, some of every family, then the most connected, none without company.
        hubs = [field.hub for found in fields.values() for field in found if field.hub]
        family = {slug(node): key for node, key in network.nodes(data="family")}
        ranked = sorted(nodes, key=lambda node: (-degree[node], node))
        floor = [node for each in FAMILIES for node in [n for n in ranked if family[n] == each.key][:_FAMILY_FLOOR]]
        kept = set(list(dict.fromkeys([*hubs, *floor, *ranked]))[:OVERVIEW])
        company = {node for pair in facts if kept.issuperset(pair) and pair[0] != pair[1] for node in pair}
        chosen = [node for node in nodes if node in kept & company]
    return {
        "nodes": [[name, *places[name], radius(degree[name])] for name in nodes],
        "edges": [[numbers[source], numbers[target]] for source, target in lines],
        "options": _OPTIONS,
        "overview": {node: list(place) for node, place in node_positions(chosen, facts).items()},
        "arrangements": {
            name: [
                {
                    "hub": field.hub,
                    "title": field.title.en if field.title.en == field.title.zh else list(field.title),
                    "members": [[node, *place] for node, place in node_positions(field.members, facts).items()],
                }
                for field in found
            ]
            for name, found in fields.items()
        },
    }
