"""The order of a document as the graph has it: its sentences by number, and its sections by topic."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import NamedNode

from ydkg.graph.graph import is_iri, whole
from ydkg.vocab import SKOS, YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph

#: Where a document has its sentences, and where it states something of a topic, or names one.
_SENTENCES = "?passage yd:inDocument {document} ; a yd:Sentence ; yd:start ?start ; yd:end ?end"
_ABOUT = """?passage yd:inDocument {document} ; yd:start ?start . ?fact prov:wasDerivedFrom ?passage ;
    rdf:predicate dcterms:subject ; rdf:object ?topic . ?topic yd:orderInDocument ?order"""
_NAMED = """?passage yd:inDocument {document} ; yd:start ?start .
    ?topic yd:mentionedIn ?passage ; yd:orderInDocument ?order"""


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
    sentences = sorted((start, end) for _, start, end in _found(graph, document, "?passage ?start ?end", _SENTENCES))
    outline = Outline(document, tuple(sentences), ())
    if not sentences:
        return outline
    about: defaultdict[str, set[int]] = defaultdict(set)
    named: defaultdict[str, set[int]] = defaultdict(set)
    for numbers, pattern in ((about, _ABOUT), (named, _NAMED)):
        for topic, start in _found(graph, document, "?topic ?start", pattern):
            numbers[topic].add(outline.number(start))
    sections: list[Section] = []
    limit = len(sentences)
    for topic in sorted({*about, *named}, key=lambda topic: _position(graph, topic), reverse=True):
        # A topic of topics has no facts of its own: it is announced before its first.
        before = [number for number in named[topic] if number < limit]
        first = min(about[topic] or before or [limit])
        last = max(about[topic] or [first])
        if not first <= last < limit + (not sections):
            return outline
        sections.append(Section(topic, first, limit - 1 if sections else last))
        limit = first
    return outline._replace(sections=tuple(reversed(sections)))


def outlines_of(graph: Graph) -> dict[str, Outline]:
    """Read the order of all documents."""
    return {document: outline_of(graph, document) for document in graph.targets(YD.inDocument)}


def outlined(graph: Graph) -> list[str]:
    """List the documents of which the graph has sentences; IRIs, sorted."""
    documents = graph.select("SELECT DISTINCT ?document { ?passage a yd:Sentence ; yd:inDocument ?document }")
    return sorted(document.value for (document,) in documents if isinstance(document, NamedNode))


def _found(graph: Graph, document: str, columns: str, pattern: str) -> Iterator[tuple[Any, ...]]:
    """Go through what a pattern finds in a document: an IRI, and positions; what has none is left out."""
    if not is_iri(document):
        return
    query = f"SELECT DISTINCT {columns} {{ {pattern.format(document=NamedNode(document))} }}"
    for subject, *terms in graph.select(query):
        positions = [whole(getattr(term, "value", "")) for term in terms]
        if None not in positions:
            yield subject.value, *positions


def _position(graph: Graph, topic: str) -> list[tuple[int, str]]:
    """Give the key by which a topic stands behind those above it, which are ordered too, and before those under it."""
    position: list[tuple[int, str]] = []
    above: str | None = topic
    while above and graph.objects(above, YD.orderInDocument) and above not in {known for _, known in position}:
        position.insert(0, (graph.number(above, YD.orderInDocument) or 0, above))
        above = graph.one(above, SKOS.broader)
    return position
