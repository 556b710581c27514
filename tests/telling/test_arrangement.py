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
    """The shipped graph has five fields for its focus areas and four for its provinces, and one between them."""
    assert {field.hub for field in arrangements["topic"]} == {
        "institutional-support",
        "risk-prevention-and-control-system",
        "new-quality-productive-forces",
        "green-and-beautiful-yangtze-river-delta",
        "dual-circulation-strategic-hub",
        "",
    }
    assert {field.hub for field in arrangements["place"][:-1]} == {"shanghai", "jiangsu", "zhejiang", "anhui"}
    assert arrangements["place"][-1].title.en == "Yangtze River Delta as a whole"


def test_every_thing_is_in_one_field(shipped: Atlas, arrangements: Arrangements) -> None:
    """By themes and by provinces each thing stands in one field; by people none stands in two."""
    for name, fields in arrangements.items():
        members = [thing for field in fields for thing in field.members]
        assert len(members) == len(set(members))
        if name != "people":
            assert set(members) == set(shipped.things)


def test_people_stand_with_a_body_that_they_are_in(shipped: Atlas, arrangements: Arrangements) -> None:
    """Each person in a body's field holds a post there; who holds none stands in no body's field."""
    home = {thing: field.hub for field in arrangements["people"] for thing in field.members}
    posts = {(each.subject, each.object) for each in shipped.relations}
    people = [thing.id for thing in shipped.things.values() if thing.family == "person"]
    assert all(not home[person] or (person, home[person]) in posts for person in people)
    assert home["xi-jinping"] == ""


def test_what_is_said_of_several_provinces_stands_in_none(shipped: Atlas, arrangements: Arrangements) -> None:
    """A thing that is in two provinces or more stands between them, and one in a single province there."""
    home = {thing: field.hub for field in arrangements["place"][:-1] for thing in field.members}
    for thing in shipped.things:
        said = {province for province, members in shipped.facets["place"].items() if thing in members}
        if len(said) == 1:
            assert {home[thing]} == said
        elif said:
            assert thing not in home


def test_a_graph_without_themes_or_provinces_offers_none() -> None:
    """Where there are no two fields, there is nothing to arrange by."""
    assert tell_arrangements(atlas_of(Graph())[1]) == {}
