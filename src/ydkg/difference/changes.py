"""What changed between two versions of a graph, told thing by thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ydkg.difference.facts import VersionFact, facts_of
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.turtle import read_turtle
from ydkg.telling.reading import reading_of
from ydkg.telling.text import NOTHING, Text
from ydkg.vocab import ORG, RDF, RDFS, SKOS, YD

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from ydkg.difference.version import Version

Kind: TypeAlias = Literal["added", "removed", "changed"]

#: What names a thing, which another file than the one that is compared may say.
_NAMES = frozenset((RDFS.label, SKOS.altLabel, YD.shortName))
#: The language of names and forms that stand in a file of their own.
_CHINESE = "zh-hans"
#: What is defined once for all documents: a version that does not define it is told by the definition of the other.
_DEFINED = frozenset((YD.Metric, YD.Period, YD.StageForm, ORG.Role, SKOS.Concept))


class FactChange(NamedTuple):
    """A fact that only one version has, or that two versions tell differently."""

    kind: Kind  # which of the two
    heading: Text  # of a change what changed, such as a metric; may be empty
    before: Text  # what each version says
    after: Text  # empty where it says nothing


class ThingChanges(NamedTuple):
    """What changed of one thing."""

    iri: str  # the thing
    name: Text  # as the later version calls it that has it
    kind: Kind  # whether both versions say anything of it
    changes: tuple[FactChange, ...]  # what changed, what came, what went; each in order of the words


class Difference(NamedTuple):
    """What differs between two versions."""

    things: tuple[ThingChanges, ...]  # by name
    passages: tuple[int, int]  # how many passages only the second has, and only the first
    alike: int  # how many facts both have in the same words under another name or from other sources


def tell_difference(before: Version, after: Version) -> Difference:
    """Tell what differs between two versions of a graph; empty where they hold the same triples."""
    graphs = set(before.triples()), set(after.triples())
    sides = graphs[0] - graphs[1], graphs[1] - graphs[0]
    others = [triple for path in sorted({*before.others, *after.others}) for triple in read_turtle(path)]
    described = {triple.subject for graph in graphs for triple in graph}
    # A folder has all that names its things; one file of many takes it from the rest, and from the other side.
    known = [*others, *graphs[0], *graphs[1]] if others else []
    defined = {
        triple.subject
        for triple in known
        if triple.predicate.value == RDF.type and identifier(triple.object) in _DEFINED
    }
    readings = []
    for graph in graphs:
        # It gets from elsewhere the names of its things, and all of what neither version states facts of.
        named, own = {_name(triple) for triple in graph}, {triple.subject for triple in graph}
        own |= described - defined
        beside = (
            triple
            for triple in known
            if triple.subject not in own
            or ((triple.predicate.value in _NAMES or _name(triple)[2] == _CHINESE) and _name(triple) not in named)
        )
        readings.append(reading_of(Graph.from_triples([*graph, *beside])))
    subjects = {identifier(triple.subject) for side in sides for triple in side}
    told = [
        {fact.key: fact for fact in facts_of(reading, subjects, side)}
        for reading, side in zip(readings, sides, strict=True)
    ]
    changes, alike = _compared(*told)
    order = {"changed": 0, "added": 1, "removed": 2}
    things = []
    for iri, found in changes.items():
        there = [iri in each.table for each in readings]
        kind: Kind = "changed" if all(there) else "added" if there[1] else "removed"
        reading = readings[1] if there[1] or not there[0] else readings[0]
        found.sort(key=lambda change: (order[change.kind], change.heading, change.after, change.before))
        things.append(ThingChanges(iri, reading.naming.name(iri), kind, tuple(found)))
    gone, new = (
        sum(1 for triple in side if (triple.predicate.value, identifier(triple.object)) == (RDF.type, YD.Passage))
        for side in sides
    )
    return Difference(tuple(sorted(things, key=lambda thing: (thing.name, thing.iri))), (new, gone), alike)


def _name(triple: Triple) -> tuple[object, object, str]:
    """Say whose name in which language a triple gives."""
    return triple.subject, triple.predicate, getattr(triple.object, "language", None) or ""


def _compared(
    before: dict[tuple[str, ...], VersionFact], after: dict[tuple[str, ...], VersionFact]
) -> tuple[dict[str, list[FactChange]], int]:
    """Put facts beside each other; give the changes of each thing, and how many facts are alike under other names."""
    pairs = {key: after[key].key for key in before if key in after}
    changes: defaultdict[str, list[FactChange]] = defaultdict(list)
    # Records that speak of one matter under different names belong together, where each version has one of it.
    sides = [
        {fact.key: fact.matter for fact in own.values() if fact.matter and fact.key not in other}
        for own, other in ((before, after), (after, before))
    ]
    often = [Counter(side.values()) for side in sides]
    of = {matter: key for key, matter in sides[1].items()}
    renamed = {key: of[matter] for key, matter in sides[0].items() if often[0][matter] == often[1][matter] == 1}
    alike = sum(before[old].core == after[new].core for old, new in renamed.items())
    pairs |= renamed
    for old, new in pairs.items():
        was, now = before[old], after[new]
        sentence = before.get(old[:1]), after.get(new[:1])
        if now.weight == "detail" and sentence[0] and sentence[1] and sentence[0].says != sentence[1].says:
            continue
        again = old != new and was.weight == "main" and was.core == now.core
        if was.says != now.says and not again:
            changes[now.about].append(FactChange("changed", now.heading, was.says, now.says))
    told = set(pairs.values())
    for key, fact in before.items():
        if key not in pairs and _alone(fact, before, after):
            changes[fact.about].append(FactChange("removed", NOTHING, fact.whole, NOTHING))
    for key, fact in after.items():
        if key not in told and _alone(fact, after, before):
            changes[fact.about].append(FactChange("added", NOTHING, NOTHING, fact.whole))
    return changes, alike


def _alone(
    fact: VersionFact, here: dict[tuple[str, ...], VersionFact], there: dict[tuple[str, ...], VersionFact]
) -> bool:
    """Tell whether a fact without its like is told: not where the record that it belongs to tells it."""
    if fact.weight == "source":
        return False
    record = fact.key[:1]
    if fact.weight == "main" or record not in here:
        return True
    return record in there and here[record].says == there[record].says
