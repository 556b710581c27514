"""What the page can be filtered by: focus areas with their sub-themes, provinces with what lies and happens in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.atlas import Atlas

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
