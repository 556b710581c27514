"""What is around a thing is told by the same functions as the whole, and the same is told of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from ydkg.graph.graph import Graph
from ydkg.graph.neighbourhood import around
from ydkg.graph.store import open_store
from ydkg.network.projection import project
from ydkg.telling.atlas import atlas_of
from ydkg.telling.naming import iri_of
from ydkg.telling.sources import Library
from ydkg.vocab import YD

if TYPE_CHECKING:
    from ydkg.telling.atlas import Atlas

GRAPH = Graph(open_store())
THINGS = sorted(project(GRAPH.triples()))


@cache
def _whole() -> Atlas:
    return atlas_of(GRAPH)


@cache
def _library() -> Library:
    return Library(GRAPH)


@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_is_told_as_in_the_whole(thing: str) -> None:
    """With its relations, figures, comparisons, milestones and claims, and where all that is written."""
    whole, name = _whole(), thing.rpartition("/")[2]
    part = atlas_of(around(GRAPH, thing), library=_library())
    assert part.things[name] == whole.things[name]
    assert part.relations_at.get(name, []) == whole.relations_at.get(name, [])
    figures = {iri for by in (YD.about, YD.metric) for iri, _ in GRAPH.incoming(thing, by)}
    for records, known in (
        (whole.figures, part.figures),
        (whole.milestones, part.milestones),
        (whole.claims, part.claims),
    ):
        of_thing = {slug: record for slug, record in records.items() if iri_of(slug) in figures}
        assert {slug: known.get(slug) for slug in of_thing} == of_thing
    compared = {
        slug: comparison
        for slug, comparison in whole.comparisons.items()
        if any(thing == GRAPH.iri(iri_of(step.figure.id), YD.about) for step in comparison.steps)
    }
    assert {slug: part.comparisons.get(slug) for slug in compared} == compared
