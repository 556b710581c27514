"""Pictures: fields of arrangements, the diagram of places, the timeline, and what they are filtered by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.graph.graph import Graph
from ydkg.telling.atlas import atlas_of
from ydkg.telling.pictures import INSET, LENGTH, MARGIN, Arrangements, tell_arrangements, tell_diagram
from ydkg.telling.timeline import plan_axis

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.atlas import Atlas


@pytest.fixture(scope="module")
def arrangements(shipped: Atlas) -> Arrangements:
    """Its arrangements."""
    return tell_arrangements(shipped)


def test_fields_are_the_topmost_focus_areas_and_the_provinces(arrangements: Arrangements) -> None:
    """The shipped graph has five fields for its focus areas, with one between them, and four for its provinces."""
    assert {field.hub for field in arrangements["topic"]} == {
        "institutional-support",
        "risk-prevention-and-control-system",
        "new-quality-productive-forces",
        "green-and-beautiful-yangtze-river-delta",
        "dual-circulation-strategic-hub",
        "",
    }
    assert {field.hub for field in arrangements["place"]} == {"shanghai", "jiangsu", "zhejiang", "anhui"}


def test_every_thing_is_in_one_field(shipped: Atlas, arrangements: Arrangements) -> None:
    """By themes each thing stands in one field; by provinces and people none stands in two."""
    for name, fields in arrangements.items():
        members = [thing for field in fields for thing in field.members]
        assert len(members) == len(set(members))
        if name == "topic":
            assert set(members) == set(shipped.things)


def test_people_stand_beside_their_bodies_and_what_they_answer_for(shipped: Atlas, arrangements: Arrangements) -> None:
    """All people stand in a column, where they have posts in the next, and in the third what both are joined to."""
    people, bodies, matters = arrangements["people"]
    assert all(field.column and not field.hub for field in (people, bodies, matters))
    families = {thing.id: thing.family for thing in shipped.things.values()}
    assert set(people.members) == {thing for thing, family in families.items() if family == "person"}
    assert set(bodies.members) == {
        each.object
        for each in shipped.relations
        if each.subject in people.members and families[each.object] == "organization"
    }
    held = {*people.members, *bodies.members}
    assert {"anhui", "media-briefing-20241204"} < set(matters.members)
    assert all(held & set(shipped.neighbours[thing]) for thing in matters.members)


def test_people_stand_in_the_province_of_their_body(arrangements: Arrangements) -> None:
    """Who has a post in a body of one province stands in that province."""
    home = {thing: field.hub for field in arrangements["place"] for thing in field.members}
    assert home["zhong-lan"] == "anhui"
    assert "xi-jinping" not in home


def test_what_is_said_of_several_provinces_stands_in_none(shipped: Atlas, arrangements: Arrangements) -> None:
    """A thing that is in two provinces or more stands in none, and one in a single province there."""
    home = {thing: field.hub for field in arrangements["place"] for thing in field.members}
    for thing in shipped.things:
        said = {province for province, members in shipped.facets["place"].items() if thing in members}
        if len(said) == 1:
            assert {home[thing]} == said
        elif said:
            assert thing not in home


def test_a_graph_without_themes_or_provinces_offers_none() -> None:
    """Where there are no two fields, there is nothing to arrange by."""
    assert tell_arrangements(atlas_of(Graph())) == {}


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


MILESTONE = """
ydr:stage-introduced a skos:Concept ; rdfs:label "introduced"@en .
ydr:m-{name} a yd:Milestone ; rdfs:label "m"@en ; yd:about ydr:delta ; yd:stage ydr:stage-introduced ;
  yd:modality yd:{modality} ; yd:asOf "2024-12-04"^^xsd:date {days} .
"""
MILESTONES = {
    "opened": ("Done", '; yd:on "2024-05-01"^^xsd:date'),
    "within": ("Done", '; yd:notAfter "2024-12-31"^^xsd:date'),
    "before": ("Done", '; yd:notAfter "2024-06-30"^^xsd:date'),
    "planned": ("Planned", '; yd:notAfter "2025-12-31"^^xsd:date'),
    "silent": ("Planned", ""),
    "odd": ("Planned", '; yd:notAfter "2025-02-30"^^xsd:date'),
}
FIGURES = """
ydr:year a yd:Period ; rdfs:label "2018"@en ; yd:firstDay "2018-01-01"^^xsd:date ; yd:lastDay "2018-12-31"^^xsd:date .
ydr:so-far a yd:Period ; rdfs:label "up to October"@en ; yd:lastDay "2024-10-31"^^xsd:date .
ydr:f-year a yd:Observation ; rdfs:label "f"@en ; yd:metric ydr:share ; yd:about ydr:delta ; yd:valueStatus yd:Target ;
  yd:value 1 ; yd:period ydr:year .
ydr:f-so-far a yd:Observation ; rdfs:label "f"@en ; yd:metric ydr:share ; yd:about ydr:delta ; yd:value 1 ;
  yd:valueStatus yd:Actual ; yd:period ydr:so-far ; yd:asOf "2024-12-04"^^xsd:date .
ydr:f-now a yd:Observation ; rdfs:label "f"@en ; yd:metric ydr:share ; yd:about ydr:delta ; yd:value 1 ;
  yd:valueStatus yd:Actual ; yd:asOf "2024-12-04"^^xsd:date .
"""


def test_what_is_told_lies_between_the_days_that_are_known(told: Callable[..., Atlas]) -> None:
    """A plan lies ahead of its statement and a deed behind it; open ends stay open; what is no day is none."""
    text = "".join(
        MILESTONE.format(name=name, modality=modality, days=days) for name, (modality, days) in MILESTONES.items()
    )
    timeline = told(text + FIGURES).timeline
    assert [(each.id, each.first, each.last, each.stated, each.hoped) for each in timeline] == [
        ("f-year", "2018-01-01", "2018-12-31", False, True),
        ("m-within", "2024-01-01", "2024-12-04", False, False),
        ("m-opened", "2024-05-01", "2024-05-01", False, False),
        ("m-before", "", "2024-06-30", False, False),
        ("f-so-far", "", "2024-10-31", False, False),
        ("f-now", "2024-12-04", "2024-12-04", True, False),
        ("m-planned", "2024-12-04", "2025-12-31", False, True),
        ("m-odd", "", "", False, True),
        ("m-silent", "", "", False, True),
    ]
    assert timeline[0].things == ("delta", "share")
    assert timeline[-1].when.en == "as of 4 December 2024"


def test_the_axis_has_equal_years(told: Callable[..., Atlas]) -> None:
    """It begins and ends with the years of the first and the last day, and open bars reach to its ends."""
    axis = plan_axis([each for each in told(FIGURES).timeline if each.dated])
    assert [each.label for each in axis.stretches] == ["2018", "2019", "2020", "2021", "2022", "2023", "2024"]
    wide = [each.end - each.start for each in axis.stretches]
    assert wide == pytest.approx([1000 / 7] * 7, abs=0.1)
    assert axis.place("", "2018-12-31") == (0, axis.stretches[0].end)
    assert axis.place("2024-01-01", "") == (axis.stretches[6].start, 1000)


def test_a_long_time_is_told_in_steps_of_years(told: Callable[..., Atlas]) -> None:
    """Where years are too many, a stretch has several, and none lies outside the calendar."""
    text = MILESTONE.format(name="a", modality="Done", days='; yd:on "0003-05-01"^^xsd:date')
    text += MILESTONE.format(name="b", modality="Done", days='; yd:on "2024-05-01"^^xsd:date')
    axis = plan_axis(told(text).timeline)
    assert [each.label for each in axis.stretches][:2] == ["1–199", "200–399"]
    assert axis.stretches[-1].last == "2199-12-31"


GRAPH = """
ydr:anhui a yd:ProvinceLevelDivision, yd:Place . ydr:hefei a yd:City, yd:Place ; geo:sfWithin ydr:anhui .
ydr:line a yd:RailwayLine, yd:Infrastructure ; yd:connects ydr:hefei ; dcterms:subject ydr:rail .
ydr:rail a skos:Concept ; skos:inScheme ydr:focus-areas ; skos:broader ydr:roads .
ydr:roads a skos:Concept ; skos:inScheme ydr:focus-areas .
ydr:metric a yd:Metric . ydr:far a yd:City, yd:Place .
ydr:o a yd:Observation ; yd:metric ydr:metric ; yd:about ydr:line ; dcterms:subject ydr:roads .
ydr:m a yd:Milestone ; yd:about ydr:line ; yd:modality yd:Planned .
"""


def test_things_are_under_their_focus_areas_provinces_and_states(told: Callable[..., Atlas]) -> None:
    """A city is in its province, a line where it leads, a sub-theme in its area, a thing in its milestone's state."""
    facets = told(GRAPH).facets
    found = {facet: {value: list(members) for value, members in values.items()} for facet, values in facets.items()}
    assert found["place"] == {"anhui": ["anhui", "hefei", "line"]}
    assert found["topic"]["rail"] == ["line", "rail"]
    assert found["topic"]["roads"] == ["line", "metric", "rail", "roads"]
    assert found["status"] == {"Planned": ["line"]}
