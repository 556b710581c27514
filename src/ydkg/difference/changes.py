"""What two versions of a graph tell differently, thing by thing, and what only one of them tells."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ydkg.difference.facts import SOURCE, facts_of
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.sources import documents_of
from ydkg.graph.turtle import read_turtle
from ydkg.telling.reading import reading_of
from ydkg.telling.text import NOTHING, Text
from ydkg.vocab import DCTERMS, ORG, RDF, RDFS, SKOS, YD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from ydkg.difference.facts import Key, VersionFact
    from ydkg.difference.version import Version
    from ydkg.telling.reading import Reading

    Facts: TypeAlias = Mapping[Key, VersionFact]

Kind: TypeAlias = Literal["added", "removed", "changed", "moved"]
#: In the order in which they are told.
_KINDS = ("changed", "moved", "added", "removed")
#: What is another of any other edition of a text.
_OF_TEXT = frozenset((YD.textDigest, YD.textLength))
#: What names a thing, which another file than the one that is compared may say.
_NAMES = frozenset((RDFS.label, SKOS.altLabel, YD.labelBasis, YD.shortName))
#: What is defined once for all documents: a version that does not define it is told by the definition of the other.
_DEFINED = frozenset((YD.Metric, YD.Period, YD.StageForm, ORG.Role, SKOS.Concept))


class FactChange(NamedTuple):
    """A fact that only one version has, or that two versions tell differently."""

    kind: Kind
    heading: Text  # of a change what changed, such as a metric; may be empty
    before: Text  # what each version says
    after: Text  # empty where it says nothing
    stated: bool = False  # whether it is a record or joins two things


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
    editions: bool  # whether the two are editions of one document


def tell_difference(before: Version, after: Version) -> Difference:
    """Tell what differs between two versions of a graph; empty where they hold the same triples."""
    old, new = set(before.triples()), set(after.triples())
    others = [triple for path in {*before.others, *after.others} for triple in read_turtle(path)]
    known = [*others, *old, *new] if others else []
    was, now = _reading(old, new, known), _reading(new, old, known)
    subjects = {identifier(triple.subject) for triple in old ^ new}
    facts = facts_of(was, subjects, old - new), facts_of(now, subjects, new - old)
    pairs = _pairs(*facts)
    things = []
    editions = _are_editions(was.table, now.table)
    for iri, changes in _changes(*facts, pairs, editions=editions).items():
        there = (iri in was.table, iri in now.table)
        kind: Kind = "changed" if all(there) else "added" if there[1] else "removed"
        reading = was if there == (True, False) else now
        changes.sort(key=lambda change: (_KINDS.index(change.kind), change.heading, change.after, change.before))
        things.append(ThingChanges(iri, reading.naming.name(iri), kind, tuple(changes)))
    things.sort(key=lambda thing: (thing.name, thing.iri))
    alike = sum(one != other and facts[0][one].core == facts[1][other].core for one, other in pairs.items())
    passages = [_passages(graph, by_words=editions) for graph in (new, old)]
    counts = tuple((one - other).total() for one, other in (passages, reversed(passages)))
    return Difference(tuple(things), counts, alike, editions)  # type: ignore[arg-type]


def _passages(triples: set[Triple], *, by_words: bool) -> Counter[str]:
    """Count the passages of a graph: by their words, or by where they stand."""
    passages = {t.subject for t in triples if (t.predicate.value, identifier(t.object)) == (RDF.type, YD.Passage)}
    if not by_words:
        return Counter(map(identifier, passages))
    return Counter(str(t.object) for t in triples if t.subject in passages and t.predicate.value == YD.textDigest)


def _are_editions(before: Graph, after: Graph) -> bool:
    """Tell whether two graphs have one document, by its name or its address, with another text."""
    texts = []
    for graph in (before, after):
        documents = [each for each in documents_of(graph) if graph.one(each, YD.textDigest)]
        named: set[tuple[str | None, str | None]] = {(each, graph.one(each, YD.textDigest)) for each in documents}
        named |= {(graph.one(each, DCTERMS.source), graph.one(each, YD.textDigest)) for each in documents}
        texts.append({name: digest for name, digest in named if name})
    was, now = texts
    return any(was[name] != now[name] for name in was.keys() & now.keys())


def _reading(graph: set[Triple], other: set[Triple], known: list[Triple]) -> Reading:
    """Read one graph; a file of many takes what names and defines its things from the others and the other side."""
    defined = {triple.subject for triple in known if identifier(triple.object) in _DEFINED}
    subjects = {triple.subject for triple in graph}
    subjects |= {triple.subject for triple in other} - defined
    named, taken = {_name(triple) for triple in graph}, []
    for triple in known:
        names = triple.predicate.value in _NAMES or _name(triple)[2] == "zh-hans"
        if triple.subject not in subjects or (names and _name(triple) not in named):
            taken.append(triple)
    return reading_of(Graph.from_triples([*graph, *taken]))


def _name(triple: Triple) -> tuple[object, object, str]:
    """Say whose name in which language a triple gives."""
    return triple.subject, triple.predicate, getattr(triple.object, "language", None) or ""


def _pairs(before: Facts, after: Facts) -> dict[Key, Key]:
    """Pair the facts of one key, and those that speak of one matter, where each version has one of it."""
    sides = []
    for own, other in ((before, after), (after, before)):
        matters = {fact.key: fact.matter for fact in own.values() if fact.matter and fact.key not in other}
        often = Counter(matters.values())
        sides.append({matter: key for key, matter in matters.items() if often[matter] == 1})
    first, second = sides
    pairs = {key: key for key in before if key in after}
    return pairs | {first[matter]: second[matter] for matter in first.keys() & second.keys()}


def _changes(before: Facts, after: Facts, pairs: Mapping[Key, Key], *, editions: bool) -> dict[str, list[FactChange]]:
    """Tell by thing what differs; a detail only where the sentence of its record does not tell it."""
    changes: defaultdict[str, list[FactChange]] = defaultdict(list)
    moved = _moved(before, after, pairs) if editions else set()
    for old, new in pairs.items():
        was, now = before[old], after[new]
        if editions and (now.key[-1] == SOURCE or not _OF_TEXT.isdisjoint(now.key)):
            if old in moved:
                changes[now.about].append(FactChange("moved", now.heading, was.says, now.says))
            continue
        same = was.says == now.says or (old != new and was.core == now.core)
        if not same and not (now.detail and _retold(old, before, after)):
            changes[now.about].append(FactChange("changed", now.heading, was.says, now.says))
    for fact in before.values():
        if fact.key not in pairs and _alone(fact, before, after):
            changes[fact.about].append(FactChange("removed", NOTHING, fact.whole, NOTHING, fact.stated))
    paired = set(pairs.values())
    for fact in after.values():
        if fact.key not in paired and _alone(fact, after, before):
            changes[fact.about].append(FactChange("added", NOTHING, NOTHING, fact.whole, fact.stated))
    return changes


def _moved(before: Facts, after: Facts, pairs: Mapping[Key, Key]) -> set[Key]:
    """Find the sources that stand in another order than before: all but the longest run that keeps its order."""
    order = sorted((before[old].at, after[new].at, old) for old, new in pairs.items() if old[-1] == SOURCE)
    ends: list[int] = []  # of runs by length, the least place at which one ends
    runs: list[list[Key]] = []
    for _, place, key in order:
        length = bisect_right(ends, place)
        ends[length : length + 1] = [place]
        runs[length : length + 1] = [[*(runs[length - 1] if length else ()), key]]
    return {key for _, _, key in order} - set(runs[-1] if runs else ())


def _retold(detail: Key, here: Facts, there: Facts) -> bool:
    """Tell whether both versions have the record of a detail, and tell it in other sentences."""
    record = detail[:1]
    return record in here and record in there and here[record].says != there[record].says


def _alone(fact: VersionFact, here: Facts, there: Facts) -> bool:
    """Tell whether a fact without its like is told: not where the record that it belongs to tells it."""
    record = fact.key[:1]
    if fact.detail and record in here:
        return bool(fact.whole) and record in there and not _retold(record, here, there)
    return bool(fact.whole)
