"""What two versions of a graph tell differently, thing by thing, and what only one of them tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ydkg.difference.facts import facts_of
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.turtle import read_turtle
from ydkg.telling.reading import reading_of
from ydkg.telling.text import NOTHING, Text
from ydkg.vocab import ORG, RDF, RDFS, SKOS, YD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from ydkg.difference.facts import Key, VersionFact
    from ydkg.difference.version import Version
    from ydkg.telling.reading import Reading

    Facts: TypeAlias = Mapping[Key, VersionFact]

Kind: TypeAlias = Literal["added", "removed", "changed"]
#: In the order in which they are told.
_KINDS = ("changed", "added", "removed")
#: What names a thing, which another file than the one that is compared may say.
_NAMES = frozenset((RDFS.label, SKOS.altLabel, YD.labelBasis, YD.shortName))
#: The language of names and forms that stand in a file of their own.
_CHINESE = "zh-hans"
#: What is defined once for all documents: a version that does not define it is told by the definition of the other.
_DEFINED = frozenset((YD.Metric, YD.Period, YD.StageForm, ORG.Role, SKOS.Concept))


class FactChange(NamedTuple):
    """A fact that only one version has, or that two versions tell differently."""

    kind: Kind
    heading: Text  # of a change what changed, such as a metric; may be empty
    before: Text  # what each version says
    after: Text  # empty where it says nothing


class ThingChanges(NamedTuple):
    """What changed of one thing."""

    iri: str
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
    readings = _readings(graphs, [triple for path in {*before.others, *after.others} for triple in read_turtle(path)])
    subjects = {identifier(triple.subject) for side in sides for triple in side}
    told = [
        {fact.key: fact for fact in facts_of(reading, subjects, side)}
        for reading, side in zip(readings, sides, strict=True)
    ]
    pairs, alike = _paired(*told)
    changes = _changes(told[0], told[1], pairs)
    things = []
    for iri, found in changes.items():
        there = [iri in each.table for each in readings]
        kind: Kind = "changed" if all(there) else "added" if there[1] else "removed"
        reading = readings[1] if there[1] or not there[0] else readings[0]
        found.sort(key=lambda change: (_KINDS.index(change.kind), change.heading, change.after, change.before))
        things.append(ThingChanges(iri, reading.naming.name(iri), kind, tuple(found)))
    gone, new = (
        sum((triple.predicate.value, identifier(triple.object)) == (RDF.type, YD.Passage) for triple in side)
        for side in sides
    )
    return Difference(tuple(sorted(things, key=lambda thing: (thing.name, thing.iri))), (new, gone), alike)


def _readings(graphs: tuple[set[Triple], set[Triple]], others: list[Triple]) -> list[Reading]:
    """Read two graphs; a file of many takes what names and defines its things from the others and the other side."""
    known = [*others, *graphs[0], *graphs[1]] if others else []
    defined = {triple.subject for triple in known if identifier(triple.object) in _DEFINED}
    described = {triple.subject for graph in graphs for triple in graph}
    readings = []
    for graph in graphs:
        named, own = {_name(triple) for triple in graph}, {triple.subject for triple in graph}
        own |= described - defined
        taken = []
        for triple in known:
            is_name = triple.predicate.value in _NAMES or _name(triple)[2] == _CHINESE
            if triple.subject not in own or (is_name and _name(triple) not in named):
                taken.append(triple)
        readings.append(reading_of(Graph.from_triples([*graph, *taken])))
    return readings


def _name(triple: Triple) -> tuple[object, object, str]:
    """Say whose name in which language a triple gives."""
    return triple.subject, triple.predicate, getattr(triple.object, "language", None) or ""


def _paired(before: Facts, after: Facts) -> tuple[dict[Key, Key], int]:
    """Pair facts that speak of one matter, where each version has one of it; and count those that say the same."""
    sides = [
        {fact.key: fact.matter for fact in own.values() if fact.matter and fact.key not in other}
        for own, other in ((before, after), (after, before))
    ]
    often = [Counter(side.values()) for side in sides]
    of = {matter: key for key, matter in sides[1].items()}
    renamed = {key: of[matter] for key, matter in sides[0].items() if often[0][matter] == often[1][matter] == 1}
    alike = sum(before[old].core == after[new].core for old, new in renamed.items())
    return {key: key for key in before if key in after} | renamed, alike


def _changes(before: Facts, after: Facts, pairs: Mapping[Key, Key]) -> dict[str, list[FactChange]]:
    """Tell by thing what differs; a detail only where the sentence of its record does not tell it."""
    changes: defaultdict[str, list[FactChange]] = defaultdict(list)
    for old, new in pairs.items():
        was, now = before[old], after[new]
        sentences = before.get(old[:1]), after.get(new[:1])
        if now.detail and sentences[0] and sentences[1] and sentences[0].says != sentences[1].says:
            continue
        again = old != new and was.core == now.core
        if was.says != now.says and not again:
            changes[now.about].append(FactChange("changed", now.heading, was.says, now.says))
    told = set(pairs.values())
    for fact in before.values():
        if fact.key not in pairs and _alone(fact, before, after):
            changes[fact.about].append(FactChange("removed", NOTHING, fact.whole, NOTHING))
    for fact in after.values():
        if fact.key not in told and _alone(fact, after, before):
            changes[fact.about].append(FactChange("added", NOTHING, NOTHING, fact.whole))
    return changes


def _alone(fact: VersionFact, here: Facts, there: Facts) -> bool:
    """Tell whether a fact without its like is told: not where the record that it belongs to tells it."""
    record = fact.key[:1]
    if not fact.detail or record not in here:
        return bool(fact.whole)
    return record in there and here[record].says == there[record].says and bool(fact.whole)
