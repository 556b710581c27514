"""Arrangements: every thing in one field, a field for each topmost focus area, province and body with people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.graph.graph import Graph
from ydkg.telling.atlas import atlas_of
from ydkg.telling.pictures import Arrangements, tell_arrangements

if TYPE_CHECKING:
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
