"""What is around a thing, as a small graph: enough to tell it by what tells the whole."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.graph.graph import Graph, identifier
from ydkg.graph.names import number_order
from ydkg.graph.schema import RECORDS, shipped_schema
from ydkg.vocab import GEO, PROV, RDF, YD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

#: What is said of something else: it is taken along with that.
_OF_OTHERS = RECORDS | {RDF.Statement, YD.Judgement}
#: What leads to where something is written, which is looked up in the whole graph.
_SOURCES = frozenset({YD.mentionedIn, PROV.wasDerivedFrom, YD.inDocument})


class _Part:
    """Triples that are taken out of a graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.triples: set[Triple] = set()
        self.taken: set[str] = set()  # subjects of which all is taken
        self.objects: set[str] = set()  # what they lead to

    def take(self, subjects: Iterable[str], *, sources: bool = True) -> list[str]:
        """Take all that is said of subjects, or all but where that is written; those that were not taken before."""
        fresh = [subject for subject in dict.fromkeys(subjects) if subject not in self.taken]
        self.taken.update(fresh)
        for subject in fresh:
            for triple in self.graph.triples(subject):
                if triple.predicate.value not in _SOURCES:
                    self.add(triple)
                elif sources:
                    self.triples.add(triple)
        return fresh

    def take_leading(self, things: Iterable[str], wanted: Callable[[Triple], bool] = bool) -> None:
        """Take the records and statements of things, and what is said of these; and note what else leads to things."""
        level = list(things)
        for direct in (True, False):
            leading = []
            for thing in level:
                for triple in self.graph.triples(thing=thing):
                    subject = identifier(triple.subject)
                    if not wanted(triple):
                        continue
                    if self.is_of_others(subject):
                        leading.append(subject)
                    elif direct and triple.predicate.value not in _SOURCES:
                        self.add(triple)
                        self.objects.add(subject)
            level = self.take(leading)

    def completed(self) -> Graph:
        """Take the records that records lead to, what all is called, and the words for how far a thing has come."""
        self.take(subject for subject in sorted(self.objects) if self.is_of_others(subject))
        for _ in range(2):
            self.take(sorted(self.objects), sources=False)
        for subject in sorted(self.objects):
            self.take(form for form, _ in self.graph.incoming(subject, YD.formOf))
            if self.graph.is_a(subject, YD.Country):  # it is called otherwise where places in it are told of
                for triple in islice(self.graph.triples(predicate=GEO.sfWithin, thing=subject), 1):
                    self.add(triple)
        return Graph.from_triples(self.triples)

    def add(self, triple: Triple) -> None:
        """Take a triple, and note what it leads to."""
        self.triples.add(triple)
        if isinstance(triple.object, NamedNode):
            self.objects.add(triple.object.value)

    def is_of_others(self, subject: str) -> bool:
        """Tell whether something is a record, a statement or a judgement."""
        return not _OF_OTHERS.isdisjoint(self.graph.types(subject))


def around(graph: Graph, *things: str) -> Graph:
    """Take things, what names them, the records and statements of them, those of these, and what all that leads to.

    Passages and documents are not in it: where something is written is looked up in the whole graph.
    """
    part = _Part(graph)
    part.take(things)
    part.take_leading(things)
    return part.completed()


def among(graph: Graph, things: Collection[str], mentions: int | None = None) -> Graph:
    """Take things, so many passages that name each, and the records and statements of these things alone.

    It has the passages and documents that it leads to.
    """
    part = _Part(graph)
    part.take(things)
    if mentions is not None:
        for thing in things:
            for triple in sorted(graph.triples(thing, YD.mentionedIn), key=_place)[mentions:]:
                part.triples.discard(triple)
    # Most that leads to a hub is drawn as an edge to something else, and is not even read.
    ends = frozenset(end for shape in shipped_schema().edges.values() for end in shape[:2])
    leading = {thing: list(graph.triples(thing=thing)) for thing in things}
    known = Counter(identifier(triple.subject) for triples in leading.values() for triple in triples)
    part.take_leading(
        things, lambda triple: known[identifier(triple.subject)] > 1 or triple.predicate.value not in ends
    )
    whole = part.completed()
    written = {identifier(triple.object) for each in _SOURCES for triple in whole.triples(predicate=each)}
    part.take(sorted(written))
    part.take(sorted({identifier(t.object) for t in part.triples if t.predicate.value == YD.inDocument}))
    return Graph.from_triples(part.triples)


def _place(triple: Triple) -> str:
    return number_order(identifier(triple.object))
