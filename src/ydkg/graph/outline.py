"""The order of a document as the graph has it: its sentences by number, and its sections by topic."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ydkg.graph.sources import place_of
from ydkg.vocab import DCTERMS, PROV, RDF, SKOS, YD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ydkg.graph.graph import Graph

#: The passages of facts about a topic, and those that name it: the document and the start of each.
_Places: TypeAlias = tuple[list[tuple[str, int]], list[tuple[str, int]]]


class Section(NamedTuple):
    """A section: the IRI of its topic, and the numbers of its first and its last sentence, from 1."""

    topic: str
    first: int
    last: int


class Outline(NamedTuple):
    """The order of a document."""

    document: str  # its IRI
    sentences: tuple[tuple[int, int], ...]
    sections: tuple[Section, ...]  # in the order of the text, none within another; may be empty

    def number(self, start: int) -> int:
        """Give the number of the sentence that holds a code point; from 1; 0 of what lies before all."""
        return bisect_right(self.sentences, (start, self.sentences[-1][1] if self.sentences else 0))

    def topic(self, number: int) -> str:
        """Give the topic in whose section a sentence is; IRI; empty outside of all sections."""
        return next((topic for topic, first, last in self.sections if first <= number <= last), "")


def outline_of(graph: Graph, document: str) -> Outline:
    """Read the order of a document.

    Topics that the graph numbers in the order of a document (`yd:orderInDocument`) are its sections: each begins with
    the first sentence that is about it and ends before the next, the last with the last sentence that is about it. A
    document in which they do not stand in that order has no sections.
    """
    things: set[str] = set()
    if next(graph.pairs(YD.orderInDocument), None) is not None:
        for passage, _ in graph.incoming(document, YD.inDocument):
            things.update(iri for iri, _ in graph.incoming(passage, YD.mentionedIn))
            for statement, _ in graph.incoming(passage, PROV.wasDerivedFrom):
                things.update(graph.iris(statement, RDF.object))
    return _outline(graph, document, things, partial(_places, graph))


def outlines_of(graph: Graph) -> dict[str, Outline]:
    """Read the order of all documents, for whoever needs most of them."""
    places = cache(partial(_places, graph))
    topics: defaultdict[str, set[str]] = defaultdict(set)
    for topic, _ in graph.pairs(YD.orderInDocument):
        for document, _ in chain(*places(topic)):
            topics[document].add(topic)
    return {document: _outline(graph, document, topics[document], places) for document in graph.targets(YD.inDocument)}


def outlined(graph: Graph) -> list[str]:
    """List the documents of which the graph has sentences; IRIs, sorted."""
    sentences = graph.subjects(YD.Sentence)
    return sorted({document for iri in sentences for document in graph.iris(iri, YD.inDocument)})


def _outline(graph: Graph, document: str, things: Iterable[str], places: Callable[[str], _Places]) -> Outline:
    """Read the sentences of a document, and lay topics out over those about them, where they follow its order."""
    sentences = []
    for passage, _ in graph.incoming(document, YD.inDocument):
        place = place_of(graph, passage)
        if place and graph.is_a(passage, YD.Sentence):
            sentences.append(place)
    outline = Outline(document, tuple(sorted(sentences)), ())
    sections: list[Section] = []
    limit = len(sentences)
    for topic in reversed(list(_topics(graph, things)) if sentences else []):
        about, named = (
            {outline.number(start) for place, start in starts if place == document} for starts in places(topic)
        )
        if not about and not named:
            continue
        # A topic of topics has no facts of its own: it is announced before its first.
        first = min(about) if about else max((number for number in named if number < limit), default=limit)
        last = max(about, default=first)
        if not first <= last < limit + (not sections):
            return outline
        sections.append(Section(topic, first, limit - 1 if sections else last))
        limit = first
    return outline._replace(sections=tuple(reversed(sections)))


def _topics(graph: Graph, things: Iterable[str]) -> Iterator[str]:
    """List the topics among things, and those above them, that the graph orders: each before those under it."""
    order: dict[str, int | None] = {}
    above: dict[str, str | None] = {}
    waiting = list(things)
    while waiting:
        iri = waiting.pop()
        if iri not in order and graph.objects(iri, YD.orderInDocument):
            order[iri], above[iri] = graph.number(iri, YD.orderInDocument), graph.one(iri, SKOS.broader)
            waiting += graph.iris(iri, SKOS.broader)

    def under(parent: str | None) -> Iterator[str]:
        for iri in sorted((iri for iri in order if above[iri] == parent), key=lambda iri: (order[iri] or 0, iri)):
            yield iri
            yield from under(iri)

    yield from under(None)


def _places(graph: Graph, topic: str) -> _Places:
    """Find where the facts that are about a topic are written, and where it is named."""
    facts = [iri for iri, _ in graph.incoming(topic, RDF.object) if graph.one(iri, RDF.predicate) == DCTERMS.subject]
    return _starts(graph, facts, PROV.wasDerivedFrom), _starts(graph, [topic], YD.mentionedIn)


def _starts(graph: Graph, subjects: Iterable[str], predicate: str) -> list[tuple[str, int]]:
    """Give the document and the start of each passage that subjects lead to."""
    passages = {iri for subject in subjects for iri in graph.iris(subject, predicate)}
    starts = ((graph.one(iri, YD.inDocument), graph.number(iri, YD.start)) for iri in passages)
    return [(document, start) for document, start in starts if document is not None and start is not None]
