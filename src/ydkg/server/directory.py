"""The directory of a graph: all things in brief, what is counted, and what long lists are ordered by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from ydkg.graph.names import names_of, reading_order
from ydkg.graph.outline import outlines_of
from ydkg.graph.sources import documents_of
from ydkg.telling.comparisons import Comparison
from ydkg.telling.milestones import states_of, tell_milestone
from ydkg.telling.naming import iri_of, slug, themes_of
from ydkg.telling.record import tell_record
from ydkg.telling.thing import tell_brief
from ydkg.vocab import DCTERMS, PROV, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.graph.names import Name
    from ydkg.graph.outline import Outline
    from ydkg.network.projection import Edge
    from ydkg.server.lookup import Lookup
    from ydkg.telling.sources import Evidence
    from ydkg.telling.text import Text
    from ydkg.telling.thing import Thing

#: Things from whose number on a graph is large, and figures and relations.
LARGE, LARGE_TOLD = 2_000, 6_000
#: Things that a picture of a large graph shows at most, and figures and relations that are told of them.
SHOWN, TOLD = 150, 3_000
#: Things that a picture of one thing and its neighbours shows at most: each leads to documents of its own.
AROUND = 50
#: The most connected things of an overview, around each of which some of its neighbours stand.
_HUBS = 12


class DirectoryEntry(NamedTuple):
    """A thing in the directory."""

    thing: Thing  # in brief
    states: tuple[str, ...]  # what its milestones are: ``Done``, ``Underway``, ``Planned``
    figures: int  # how many it has; of a metric, how many figures are in it; and how many passages name it
    relations: int
    neighbours: int
    mentions: int

    @property
    def counts(self) -> dict[str, int]:
        """How many it has, by what they are."""
        return {name: getattr(self, name) for name in ("figures", "relations", "neighbours", "mentions")}


class Due(NamedTuple):
    """A milestone in the directory: slugs of it and of its thing, and what a board tells of it.

    The rest is as a `ydkg.telling.milestones.Milestone` has it.
    """

    id: str
    about: str
    modality: str
    last_day: str
    says: Text
    when: Text
    evidence: Evidence


class Measured(NamedTuple):
    """A comparison or a single figure in the directory."""

    id: str  # slugs of it and of its metric
    metric: str
    of: tuple[str, ...]  # slugs of all it is of
    verdict: str = ""  # key of that of a comparison
    told: Comparison | None = None  # the comparison


@dataclass(frozen=True)
class Directory:
    """All things of a graph in brief, and what is counted of it."""

    entries: Mapping[str, DirectoryEntry]  # by slug, in the order of the network
    order: Mapping[str, Mapping[str, int]]
    names: Sequence[Name]  # what they can be found by
    due: Sequence[Due]  # all milestones, in the order of their slugs
    themes: Mapping[str, frozenset[str]]  # slugs of themes -> of the things with milestones under them; sorted by theme
    compared: Sequence[Measured]  # all comparisons, and the figures that are in none
    single: Sequence[Measured]
    outlines: Mapping[str, Outline]  # the order of each document, by its IRI
    hubs: Sequence[str]  # slugs of the things with most relations, each with those of its neighbours that have most
    relations: int  # how many there are
    figures: int
    passages: int
    documents: int

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """The things in brief, by slug."""
        return {name: entry.thing for name, entry in self.entries.items()}

    @cached_property
    def overview(self) -> list[str]:
        """The things that a picture shows first: of a large graph the hubs, of a small one all."""
        return self.pictured(self.hubs) if self.is_large else []

    @property
    def is_large(self) -> bool:
        """Whether there are more things, or figures and relations, than a menu, a picture or one page can show."""
        return len(self.entries) > LARGE or self.figures + self.relations > LARGE_TOLD

    def pictured(self, names: Iterable[str], most: int = SHOWN) -> list[str]:
        """Choose so many of some things that a picture of them can be read, and is soon made."""
        chosen, told = list[str](), 0
        for name in dict.fromkeys(names):
            entry = self.entries[name]
            told += entry.relations + (0 if entry.thing.family == "metric" else entry.figures)
            if chosen and (told > TOLD or len(chosen) == most):
                break
            chosen.append(name)
        return chosen

    def foremost(self, names: Iterable[str], most: int) -> list[str]:
        """Choose the most connected of some things; the most connected first; of equal ones by slug."""
        return sorted(names, key=lambda name: (-self.entries[name].neighbours, name))[:most]


def tell_directory(lookup: Lookup) -> Directory:
    """Go through a graph once, and list what is in it."""
    table, projection = lookup.table, lookup.reading.entities
    slugs, outlines = {thing: slug(thing) for thing in projection.things}, outlines_of(table)
    lookup.reading.library.learn(outlines)
    # What each record is about, and its metric.
    ends = [
        {record: term.value for record, term in pairs if isinstance(term, NamedNode) and term.value in slugs}
        for pairs in map(table.pairs, (YD.about, YD.metric))
    ]
    due = list[Due]()
    for iri in table.subjects(YD.Milestone):
        if of := ends[0].get(iri):
            told = tell_milestone(lookup.reading, iri)
            due.append(Due(told.id, slugs[of], told.modality, told.last_day, told.says, told.when, told.evidence))
    records = table.subjects(YD.Observation)
    about, metrics = ({record: found[record] for record in records if record in found} for found in ends)
    figures: defaultdict[str, set[str]] = defaultdict(set)
    for record, thing in (*about.items(), *metrics.items()):
        figures[thing].add(record)
    things = {
        thing: (tell_brief(lookup.reading, thing, projection.brief(thing)), len(table.objects(thing, YD.mentionedIn)))
        for thing in projection.things
    }
    joined = list(projection.edges())
    joints, near = _joined(lookup, joined, about, metrics)
    states = states_of((each.about, each.modality) for each in due)
    entries = {
        name: DirectoryEntry(
            things[thing][0],
            states.get(name, ()),
            len(figures.get(thing, ())),
            len(joints.get(thing, ())),
            len(near.get(thing, ())),
            things[thing][1],
        )
        for thing, name in slugs.items()
    }
    themes, discussed = defaultdict[str, set[str]](set), {subject for subject, _ in table.pairs(DCTERMS.subject)}
    for name in states:
        iri, family = iri_of(name), entries[name].thing.family
        for theme in themes_of(table, iri, family, discussed.intersection(figures.get(iri, ()))):
            themes[slug(theme)].add(name)
    order = dict[str, dict[str, int]]()
    for lang in ("en", "zh"):
        keys = {name: reading_order(entry.thing.name.pick(lang)) for name, entry in entries.items()}
        places = {key: place for place, key in enumerate(sorted(set(keys.values())))}
        order[lang] = {name: places[key] for name, key in keys.items()}
    sources = {*table.targets(PROV.wasDerivedFrom), *table.targets(YD.mentionedIn)}
    return Directory(
        entries,
        order,
        tuple(names_of(table, slugs)),
        tuple(due),
        {theme: frozenset(names) for theme, names in sorted(themes.items())},
        *_measured(lookup, about, metrics, slugs),
        outlines,
        tuple(slugs[hub] for hub in _hubs(lookup, joints, near)),
        len(joined),
        len(about),
        len(sources.intersection(table.subjects(YD.Passage))),
        len(documents_of(table)),
    )


def _joined(
    lookup: Lookup, joined: Sequence[Edge], about: Mapping[str, str], metrics: Mapping[str, str]
) -> tuple[Mapping[str, list[Edge]], Mapping[str, set[str]]]:
    """Collect the relations at each thing, and what is next to each."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    joints: defaultdict[str, list[Edge]] = defaultdict(list)
    pairs = [(thing, metrics[record]) for record, thing in about.items() if record in metrics]
    for joint in joined:
        for end in {joint.source, joint.target}:
            joints[end].append(joint)
        if lookup.reading.entities.is_stated(joint):
            pairs.append((joint.source, joint.target))
    for start, end in pairs:
        if start != end:
            near[start].add(end)
            near[end].add(start)
    return joints, near


def _hubs(lookup: Lookup, joints: Mapping[str, list[Edge]], near: Mapping[str, set[str]]) -> list[str]:
    """Choose the things of an overview: those with most relations, each followed by some that are next to it."""

    def ranked(things: Iterable[str], most: int) -> list[str]:
        return sorted((each for each in things if each in joints), key=lambda each: (-len(joints[each]), each))[:most]

    hubs = ranked(lookup.reading.entities.things, _HUBS)
    return [each for hub in hubs for each in (hub, *ranked(near.get(hub, ()), SHOWN // _HUBS - 1))]


def _measured(
    lookup: Lookup, about: Mapping[str, str], metrics: Mapping[str, str], slugs: Mapping[str, str]
) -> tuple[tuple[Measured, ...], tuple[Measured, ...]]:
    """List the comparisons, and the figures that are in none; both sorted."""
    compared, used = list[Measured](), set[str]()
    for iri in lookup.table.subjects(YD.Comparison):
        told = tell_record(lookup.reading, iri)
        if isinstance(told, Comparison) and told.steps:
            figures = [step.figure for step in told.steps]
            of = dict.fromkeys(end for figure in figures for end in (figure.metric, figure.about))
            compared.append(Measured(told.id, figures[0].metric, tuple(of), told.verdict.key, told))
            used.update(step.figure.id for step in told.steps)
    single = (
        Measured(intern(slug(iri)), slugs[metric], (slugs[metric], slugs.get(about.get(iri, ""), "")))
        for iri, metric in sorted(metrics.items())
    )
    return tuple(compared), tuple(each for each in single if each.id not in used)
