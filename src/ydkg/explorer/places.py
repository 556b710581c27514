"""What a page has of the diagram of places: things by their numbers, places of dots, lines and degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ydkg.telling.diagram import tell_diagram

if TYPE_CHECKING:
    from ydkg.telling.atlas import Atlas


def places_of(atlas: Atlas) -> dict[str, Any]:
    """Arrange the diagram of places for a page.

    Parameters
    ----------
    atlas : Atlas
        What is told of a graph.

    Returns
    -------
    dict
        ``size``: width and height. ``spots``: number of the thing, of the one that it lies in (or none), place of the
        dot (or none), numbers of what is right there. ``routes``: number of the thing, both ends of each stroke.
        ``graticule``: whether it is a meridian, its place, its label. Numbers are those of things in the atlas.
    """
    diagram = tell_diagram(atlas)
    numbers = {thing: number for number, thing in enumerate(atlas.things)}
    return {
        "size": [diagram.width, diagram.height],
        "spots": [
            [numbers[spot.id], numbers.get(spot.within), spot.point, [numbers[each] for each in spot.held]]
            for spot in diagram.spots
        ],
        "routes": [[numbers[route.id], route.strokes] for route in diagram.routes],
        "graticule": [[int(each.meridian), each.place, each.label] for each in diagram.graticule],
    }
