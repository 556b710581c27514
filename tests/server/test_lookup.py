"""What is looked up in a store is told as the atlas of the whole graph tells it, and the directory counts the same."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from shipped import TRIPLES
from ydkg.graph.graph import Graph
from ydkg.graph.names import names_of
from ydkg.server.directory import Directory, tell_directory
from ydkg.server.lookup import Lookup
from ydkg.telling.atlas import atlas_of
from ydkg.telling.naming import iri_of
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.figures import Figure


@cache
def _told() -> tuple[Atlas, Lookup, Directory]:
    triples = TRIPLES
    lookup = Lookup(Graph.from_triples(triples))
    return atlas_of(Graph.from_triples(triples)), lookup, tell_directory(lookup)


def figures_with(atlas: Atlas, name: str) -> list[Figure]:
    """List the figures of a thing, or, where it is a metric, those in it."""
    return [each for each in atlas.figures.values() if name in {each.about, each.metric}]


def test_things_are_told_as_in_the_atlas() -> None:
    """Each thing, and what it is not: no record is a thing."""
    atlas, lookup, _ = _told()
    assert {name: lookup.thing(name) for name in atlas.things} == atlas.things
    assert not any(iri_of(name) in lookup for name in (*atlas.figures, "no-such-thing"))


def test_what_is_of_a_thing_is_told_as_in_the_atlas() -> None:
    """Relations, neighbours, milestones, claims, and figures of a thing or in a metric: the same, in the same order."""
    atlas, lookup, _ = _told()
    for name in atlas.things:
        assert list(map(lookup.record, lookup.figures_of(name))) == figures_with(atlas, name), name
        assert list(map(lookup.relation, lookup.edges_at(name))) == list(atlas.relations_at.get(name, ())), name
        assert lookup.neighbours(name) == sorted(atlas.neighbours[name])
        milestones = [each for each in atlas.milestones.values() if each.about == name]
        assert list(map(lookup.record, lookup.milestones_of(name))) == milestones
        claims = [each for each in atlas.claims.values() if each.about == name]
        assert list(map(lookup.record, lookup.claims_of(name))) == claims


def test_records_are_told_as_in_the_atlas() -> None:
    """Figures, comparisons, milestones, claims, and every relation by its record or its statement."""
    atlas, lookup, _ = _told()
    for group in (atlas.figures, atlas.comparisons, atlas.milestones, atlas.claims):
        assert all(lookup.record(iri_of(name)) == record for name, record in group.items())
    stated = [relation for relation in atlas.relations if not relation.defined]
    assert len(stated) > 200
    assert all(lookup.record(iri_of(relation.id)) == relation for relation in stated)
    assert lookup.record(ydr("shanghai")) is None
    steps = [(each, {step.role: step.figure.id for step in each.steps}) for each in atlas.comparisons.values()]
    for name in atlas.figures:
        assert lookup.comparisons_of(name, YD.current) == [
            each for each, roles in steps if roles.get("current") == name
        ]
        assert lookup.comparisons_of(name, YD.current, YD.baseline, YD.target) == [
            each for each, roles in steps if name in roles.values()
        ]


def test_lists_have_records_as_the_atlas_tells_them() -> None:
    """The board has each milestone so, and the metrics their rows, with where they are written."""
    atlas, _, directory = _told()
    for due in directory.due:
        told = atlas.milestones[due.id]
        assert (due.says, due.when, due.evidence.mark) == (told.says, told.when, told.evidence.mark)
    for measured in directory.compared:
        assert measured.told == atlas.comparisons[measured.id]


def test_the_directory_counts_what_the_atlas_has() -> None:
    """Things in brief, their figures, relations, neighbours and states; milestones by theme; comparisons by verdict."""
    atlas, lookup, directory = _told()
    assert list(directory.entries) == list(atlas.things)
    for name, entry in directory.entries.items():
        thing = atlas.things[name]
        assert (entry.thing.name, entry.thing.kind, entry.thing.family) == (thing.name, thing.kind, thing.family)
        assert entry.counts == {
            "figures": len(figures_with(atlas, name)),
            "relations": len(atlas.relations_at.get(name, ())),
            "neighbours": len(atlas.neighbours[name]),
            "mentions": len(thing.mentions.ids),
        }
        assert set(entry.states) == {each.modality for each in atlas.milestones.values() if each.about == name}
    assert (directory.relations, directory.figures) == (len(atlas.relations), len(atlas.figures))
    assert {(due.id, due.about, due.modality, due.last_day) for due in directory.due} == {
        (each.id, each.about, each.modality, each.last_day) for each in atlas.milestones.values()
    }
    dated = {each.about for each in atlas.milestones.values()}
    themes = {theme: dated.intersection(things) for theme, things in atlas.facets["topic"].items()}
    assert directory.themes == {theme: things for theme, things in themes.items() if things}
    verdicts = Counter(each.verdict.key for each in atlas.comparisons.values())
    assert Counter(each.verdict for each in directory.compared) == verdicts
    used = {step.figure.id for each in atlas.comparisons.values() for step in each.steps}
    assert [each.id for each in directory.single] == [name for name in atlas.figures if name not in used]
    assert list(directory.names) == names_of(lookup.table, {ydr(name) for name in atlas.things})


def test_the_most_connected_things_come_first() -> None:
    """Of some things, as many as are wanted, by the number of their neighbours; a small graph needs no overview."""
    _, _, directory = _told()
    chosen = directory.foremost(directory.entries, 10)
    numbers = [directory.entries[name].neighbours for name in chosen]
    assert numbers == sorted((entry.neighbours for entry in directory.entries.values()), reverse=True)[:10]
    assert not directory.is_large
    assert directory.overview == []
