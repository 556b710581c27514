"""The order of a document as the graph has it: its sentences by number, and its sections by topic."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import partial
from itertools import chain
from sys import intern
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


def outline_of(table: Graph, document: str) -> Outline:
    """Read the order of a document.

    Topics that the graph numbers in the order of a document (`yd:orderInDocument`) are its sections: each begins with
    the first sentence that is about it and ends before the next, the last with the last sentence that is about it. A
    document in which they do not stand in that order has no sections.
    """
    passages = [iri for iri, _ in table.incoming(document, YD.inDocument)]
    spans = (place_of(table, iri) for iri in passages if table.is_a(iri, YD.Sentence))
    outline = Outline(document, tuple(sorted(filter(None, spans))), ())
    if next(table.pairs(YD.orderInDocument), None) is None:  # no topics are ordered
        return outline
    stated = (iri for each in passages for iri, _ in table.incoming(each, PROV.wasDerivedFrom))
    mentioned = {iri for each in passages for iri, _ in table.incoming(each, YD.mentionedIn)}
    things = mentioned.union(*(table.iris(iri, RDF.object) for iri in stated))
    return _laid_out(table, outline, things, partial(_places, table))


def outlines_of(table: Graph) -> dict[str, Outline]:
    """Read the order of all documents, for whoever needs most of them."""
    spans: dict[str, list[tuple[int, int]]] = {document: [] for document in table.targets(YD.inDocument)}
    for sentence in table.subjects(YD.Sentence):
        place = place_of(table, sentence)
        for document in table.iris(sentence, YD.inDocument):
            if place:
                spans[document].append(place)
    places = {topic: _places(table, topic) for topic in {topic for topic, _ in table.pairs(YD.orderInDocument)}}
    topics: defaultdict[str, set[str]] = defaultdict(set)
    for topic, found in places.items():
        for document, _ in chain(*found):
            topics[document].add(topic)
    outlines = (Outline(document, tuple(sorted(inside)), ()) for document, inside in spans.items())
    return {each.document: _laid_out(table, each, topics[each.document], places.__getitem__) for each in outlines}


def outlined(table: Graph) -> list[str]:
    """List the documents of which the graph has sentences; IRIs, sorted."""
    sentences = table.subjects(YD.Sentence)
    return sorted({document for iri in sentences for document in table.iris(iri, YD.inDocument)})


def _laid_out(table: Graph, outline: Outline, things: Iterable[str], places: Callable[[str], _Places]) -> Outline:
    """Lay topics out over the sentences that are about them; none where they are not in the document's order."""
    if not outline.sentences:
        return outline
    found = []
    for topic in _topics(table, things):
        about, named = (
            {outline.number(start) for document, start in each if document == outline.document}
            for each in places(topic)
        )
        if about or named:
            found.append((topic, about, named))
    ends: list[Section] = []
    limit = len(outline.sentences)
    for topic, about, named in reversed(found):
        # A topic of topics has no facts of its own: it is announced before its first.
        first = min(about) if about else max((each for each in named if each < limit), default=limit)
        last = max(about, default=first)
        if not first <= last < limit + (not ends):
            return outline
        ends.append(Section(topic, first, limit - 1 if ends else last))
        limit = first
    return outline._replace(sections=tuple(reversed(ends)))


def _topics(table: Graph, things: Iterable[str]) -> Iterator[str]:
    """List the topics among things, and those above them, that the graph orders: each before those under it."""
    order: dict[str, int | None] = {}
    above: dict[str, str | None] = {}
    waiting = list(things)
    while waiting:
        iri = waiting.pop()
        if iri not in order and table.objects(iri, YD.orderInDocument):
            order[iri], above[iri] = table.number(iri, YD.orderInDocument), table.one(iri, SKOS.broader)
            waiting += table.iris(iri, SKOS.broader)

    def under(parent: str | None) -> Iterator[str]:
        for iri in sorted((iri for iri in order if above[iri] == parent), key=lambda iri: (order[iri] or 0, iri)):
            yield iri
            yield from under(iri)

    yield from under(None)


def _places(table: Graph, topic: str) -> _Places:
    """Find where the facts that are about a topic are written, and where it is named."""
    facts = [iri for iri, _ in table.incoming(topic, RDF.object) if table.one(iri, RDF.predicate) == DCTERMS.subject]
    return _starts(table, facts, PROV.wasDerivedFrom), _starts(table, [topic], YD.mentionedIn)


def _starts(table: Graph, subjects: Iterable[str], predicate: str) -> list[tuple[str, int]]:
    """Give the document and the start of each passage that subjects lead to."""
    passages = {iri for subject in subjects for iri in table.iris(subject, predicate)}
    found = ((table.one(iri, YD.inDocument), table.number(iri, YD.start)) for iri in passages)
    return [(intern(document), start) for document, start in found if document is not None and start is not None]
