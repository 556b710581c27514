"""The diagram of places: dots, strokes and degrees, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.telling.pictures import INSET, LENGTH, MARGIN, tell_diagram

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.atlas import Atlas

PLACES = """
ydr:north a yd:Place ; rdfs:label "North"@en ; yd:latitude 62.0 ; yd:longitude 10.0 ; geo:sfWithin ydr:delta .
ydr:south a yd:Place ; rdfs:label "South"@en ; yd:latitude 58.0 ; yd:longitude 12.0 ; geo:sfWithin ydr:delta , ydr:all .
ydr:east a yd:Place ; rdfs:label "East"@en ; yd:latitude 58.0 ; yd:longitude 14.0 .
ydr:odd a yd:Place ; rdfs:label "Odd"@en ; yd:latitude 91.0 ; yd:longitude 14.0 .
ydr:all a yd:Place ; rdfs:label "All"@en . ydr:delta geo:sfWithin ydr:all .
ydr:first a yd:RailwayLine ; rdfs:label "East-North-South line"@en ; yd:connects ydr:south , ydr:east , ydr:north .
ydr:second a yd:RailwayLine ; rdfs:label "back line"@en ; yd:connects ydr:north , ydr:east .
ydr:works a yd:Project ; rdfs:label "works"@en ; yd:implementedIn ydr:south .
"""


def test_places_lie_as_on_the_globe_and_in_one_another(told: Callable[..., Atlas]) -> None:
    """A degree of longitude is as long as it is in the middle; a place is in the smallest that holds it."""
    diagram = tell_diagram(told(PLACES))
    spots = {spot.id: spot for spot in diagram.spots}
    assert spots["north"].point == (MARGIN, MARGIN)
    assert spots["south"].point == (MARGIN + (LENGTH - 2 * MARGIN) / 4, LENGTH - MARGIN)
    assert spots["east"].point == (MARGIN + (LENGTH - 2 * MARGIN) / 2, LENGTH - MARGIN)
    assert (spots["odd"].point, spots["delta"].point) == (None, None)
    assert {spot.id: spot.within for spot in diagram.spots if spot.within} == {
        "north": "delta",
        "south": "delta",
        "delta": "all",
    }
    assert spots["south"].held == ("first", "works")
    assert [each.label for each in diagram.graticule if each.meridian] == ["10°E", "11°E", "12°E", "13°E", "14°E"]
    assert [each.place for each in diagram.graticule if each.label == "60°N"] == [500]


def test_lines_join_stations_in_the_order_of_their_names(told: Callable[..., Atlas]) -> None:
    """Strokes follow the line's name, and lie beside those between the same stations."""
    diagram = tell_diagram(told(PLACES))
    points = {spot.id: spot.point for spot in diagram.spots}
    first, second = diagram.routes
    assert first.strokes == ((points["east"], points["north"]), (points["north"], points["south"]))
    ((start, end),) = second.strokes
    assert (start, end) != (points["north"], points["east"])
    assert start.x - points["north"].x == pytest.approx(end.x - points["east"].x)


def test_what_holds_several_dots_and_has_none_gets_an_empty_corner(told: Callable[..., Atlas]) -> None:
    """Where the north is to the left, the corner to the right of it is the first that has no dot."""
    diagram = tell_diagram(told(PLACES))
    assert diagram.insets == (("delta", (diagram.width - INSET[0], 0)),)


def test_without_coordinates_there_is_no_drawing(told: Callable[..., Atlas]) -> None:
    """Places stand one in another all the same."""
    diagram = tell_diagram(told("ydr:delta yd:latitude 30.0 ."))
    assert (diagram.width, diagram.routes, [spot.id for spot in diagram.spots]) == (0, (), ["delta"])
