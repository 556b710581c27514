"""What a page has of the diagram of places: things by their numbers, places of dots, lines and degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ydkg.telling.diagram import INSET, tell_diagram

if TYPE_CHECKING:
    from ydkg.explorer.basemap import BaseMap
    from ydkg.telling.atlas import Atlas


def places_of(atlas: Atlas, base: BaseMap | None = None) -> dict[str, Any]:
    """Arrange the diagram of places for a page.

    Parameters
    ----------
    atlas : Atlas
        What is told of a graph.
    base : BaseMap, optional
        A map to lay under it.

    Returns
    -------
    dict
        ``size``: width and height. ``spots``: number of the thing, of the one that it lies in (or none), place of the
        dot (or none), numbers of what is right there. ``routes``: number of the thing, both ends of each stroke.
        ``graticule``: whether it is a meridian, its place, its label. ``insets``: number of a
        place without a dot that holds several, left, top, width and height. ``base``, where there is one:
        image, approval number, left, top, width and height. Numbers are those of things in the atlas.
    """
    diagram = tell_diagram(atlas)
    numbers = {thing: number for number, thing in enumerate(atlas.things)}
    found = {
        "size": [diagram.width, diagram.height],
        "spots": [
            [numbers[spot.id], numbers.get(spot.within), spot.point, [numbers[each] for each in spot.held]]
            for spot in diagram.spots
        ],
        "routes": [[numbers[route.id], route.strokes] for route in diagram.routes],
        "insets": [[numbers[each.id], *each.corner, *INSET] for each in diagram.insets],
        "graticule": [[int(each.meridian), each.place, each.label] for each in diagram.graticule],
    }
    if base is None or diagram.projection is None:
        return found
    start, end = diagram.projection.point(base.west, base.north), diagram.projection.point(base.east, base.south)
    return found | {"base": [base.image, base.approval, *start, round(end.x - start.x, 1), round(end.y - start.y, 1)]}
