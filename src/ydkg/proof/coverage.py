"""Coverage: which parts of a document carry facts, and which carry none."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from ydkg.graph.graph import Graph
from ydkg.graph.sources import text_of
from ydkg.language.text import translatable
from ydkg.proof.phrase import fact_words, name_of, with_vocabulary
from ydkg.vocab import ORG, PROV, RDF, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.graph.sources import Source

MENTION = translatable("mention")
#: The kinds of facts in the order in which a page shows them: class of the record -> name; the last two are no records.
KINDS = {
    YD.Observation: translatable("figure"),
    YD.Comparison: translatable("comparison"),
    YD.Milestone: translatable("milestone"),
    YD.FirstClaim: translatable("first claim"),
    ORG.Membership: translatable("post"),
    YD.Participation: translatable("participation"),
    RDF.Statement: translatable("relation"),
    "": translatable("description"),
    YD.mentionedIn: MENTION,
}
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, order=True)
class Stated:
    """Hold one fact or mention: its kind (a value of `KINDS`), its words, and the IRI of record, statement or thing."""

    kind: str
    words: str
    iri: str


@dataclass(frozen=True, order=True)
class MarkedPassage:
    """Hold one passage that carries something: start and end in code points from 0, and what it carries, sorted."""

    start: int
    end: int
    stated: tuple[Stated, ...]

    @property
    def facts(self) -> tuple[Stated, ...]:
        """Return what is stated there, without mentions; in the order given."""
        return tuple(each for each in self.stated if each.kind != MENTION)


@dataclass(frozen=True)
class SpanCoverage:
    """Hold a run of characters, a sentence or a whole document, and what its passages carry."""

    start: int
    end: int
    covered: int
    mentioned: int
    facts: int
    mentions: int
    text: str | None = None

    @property
    def characters(self) -> int:
        """Return its length in code points."""
        return self.end - self.start

    @property
    def share(self) -> Decimal:
        """Return which part of its characters carries facts: from 0 to 1, to four places."""
        return (Decimal(self.covered) / max(self.characters, 1)).quantize(_PLACES)


@dataclass(frozen=True)
class Coverage:
    """Hold how the graph covers one document."""

    document: str
    title: str
    total: SpanCoverage
    sentences: tuple[SpanCoverage, ...]
    marks: tuple[MarkedPassage, ...]

    @property
    def bare(self) -> tuple[SpanCoverage, ...]:
        """Return the sentences that carry no fact; in the order of the document."""
        return tuple(sentence for sentence in self.sentences if not sentence.facts)

    @cached_property
    def kinds(self) -> dict[str, int]:
        """Return how many different facts there are of each kind of `KINDS`, in its order; kind -> number."""
        counted = Counter(each.kind for each in {each for mark in self.marks for each in mark.stated})
        return {kind: counted[kind] for kind in KINDS.values()}


def coverage(triples: Iterable[Triple], *sources: Source) -> list[Coverage]:
    """Tell for each document which of its parts carry facts."""
    table = Graph.from_triples(triples)
    documents = {
        document for passage in table.subjects(YD.Passage) for document in table.values(passage, YD.inDocument)
    }
    return [coverage_of(table, document, text_of(sources, document)) for document in sorted(documents)]


def coverage_of(table: Graph, document: str, source: Source | None = None) -> Coverage:
    """Tell which parts of a document carry facts."""
    passages = [each for each, _ in table.incoming(document, YD.inDocument) if table.is_a(each, YD.Passage)]
    worded = with_vocabulary(table)
    # What each passage carries: records, statements, descriptions of things, and mentions of them.
    carried: dict[str, set[Stated]] = {}
    facts: dict[str, Stated] = {}
    for passage in passages:
        leading = [pair for pair in worded.incoming(passage) if not pair[0].startswith("_:")]
        stating = [subject for subject, predicate in leading if predicate == PROV.wasDerivedFrom]
        for subject in (each for each in stating if each not in facts):
            kinds: tuple[str, ...] = worded.types(subject)
            words: str = name_of(worded, subject)
            kind = next((name for iri, name in KINDS.items() if iri in kinds), KINDS[""])
            if RDF.Statement in kinds:
                parts = [worded.objects(subject, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
                if all(len(part) == 1 for part in parts):
                    (of,), (by,), (value,) = parts
                    words = fact_words(worded, Triple(of, by, value))  # type: ignore[arg-type]
            facts[subject] = Stated(kind, words, subject)
        carried[passage] = {facts[subject] for subject in stating} | {
            Stated(MENTION, name_of(worded, subject), subject)
            for subject, predicate in leading
            if predicate == YD.mentionedIn
        }
    known = [(table.number(p, YD.start), table.number(p, YD.end), p) for p in passages]
    placed = [(start, end, p) for start, end, p in known if start is not None and end is not None]
    marks = tuple(
        sorted(MarkedPassage(start, end, tuple(sorted(carried[p]))) for start, end, p in placed if carried[p])
    )
    known_sentences = ((start, end) for start, end, p in placed if YD.Sentence in table.types(p))
    spans, text = (list(source.sentences), source.text) if source else (sorted(known_sentences), None)
    length = table.number(document, YD.textLength) or max((end for _, end, _ in placed), default=0)
    within: list[list[MarkedPassage]] = [[] for _ in spans]  # the marks that each sentence touches
    ends = [end for _, end in spans]
    for mark in marks:
        for at in range(bisect_right(ends, mark.start), len(spans)):
            if spans[at][0] >= mark.end:
                break
            within[at].append(mark)
    sentences = tuple(_span_coverage(*span, touching, text) for span, touching in zip(spans, within, strict=True))
    return Coverage(document, name_of(worded, document), _span_coverage(0, length, marks, text), sentences, marks)


def _span_coverage(start: int, end: int, marks: Sequence[MarkedPassage], text: str | None) -> SpanCoverage:
    facts = {each.iri for mark in marks for each in mark.facts}
    named = [mark for mark in marks if any(each.kind == MENTION for each in mark.stated)]
    mentions = {each.iri for mark in named for each in mark.stated if each.kind == MENTION}
    covered = _characters((mark for mark in marks if mark.facts), start, end)
    words = None if text is None else text[start:end]
    return SpanCoverage(start, end, covered, _characters(named, start, end), len(facts), len(mentions), words)


def _characters(marks: Iterable[MarkedPassage], start: int, end: int) -> int:
    """Count the characters of a run that are in at least one of some passages, which are sorted."""
    count, reached = 0, start
    for mark in marks:
        last = min(mark.end, end)
        count += max(last - max(mark.start, reached), 0)
        reached = max(reached, last)
    return count
