"""What is drawn: nodes, edges and options as vis-network takes them, positions computed ahead, an overview chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ydkg.explorer.document import short
from ydkg.network.layout import node_positions, radius

if TYPE_CHECKING:
    from ydkg.telling.atlas import Atlas
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


def picture_of(atlas: Atlas, arrangements: Arrangements | None = None) -> dict[str, Any]:
    """Prepare the picture of an atlas."""
    things, measured = list(atlas.things), [(measure.thing, measure.metric) for measure in atlas.measured]
    lines = [(relation.subject, relation.object) for relation in atlas.relations] + measured
    # What the editors only define, such as that two things differ, is told in the panel and brings nothing together.
    facts = [(each.subject, each.object) for each in atlas.relations if not each.defined] + measured
    degree = {thing: len(near) for thing, near in atlas.neighbours.items()}
    numbers = {thing: number for number, thing in enumerate(things)}
    fields = arrangements or {}
    overview = things
    if len(things) > OVERVIEW:
        # Hubs, some of every family, then the most connected, none without company.
        hubs = [field.hub for several in fields.values() for field in several if field.hub]
        ranked = sorted(things, key=lambda thing: (-degree[thing], thing))
        families = {
            family: [thing for thing in ranked if atlas.things[thing].family == family] for family in atlas.families
        }
        floor = [thing for members in families.values() for thing in members[:_FAMILY_FLOOR]]
        kept = set(list(dict.fromkeys([*hubs, *floor, *ranked]))[:OVERVIEW])
        overview = [thing for thing in things if thing in kept and not kept.isdisjoint(atlas.neighbours[thing])]
    places = node_positions(things, facts)
    return {
        "nodes": [[thing, *places[thing], radius(degree[thing])] for thing in things],
        "edges": [[numbers[source], numbers[target]] for source, target in lines],
        "options": _OPTIONS,
        "overview": {thing: list(place) for thing, place in node_positions(overview, facts).items()},
        "arrangements": {
            name: [
                {
                    "hub": field.hub,
                    "title": short(field.title),
                    "column": field.column,
                    "members": [[thing, *place] for thing, place in node_positions(field.members, facts).items()],
                }
                for field in several
            ]
            for name, several in fields.items()
        },
    }
