"""The timeline: days of records and things, worked out by hand, and their places on the axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.telling.timeline import plan_axis

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.atlas import Atlas

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
