"""A text beside its graph: where facts come from, where things are named, and what its sentences are read as."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.names import LEVELS
from ydkg.graph.schema import is_entity, shipped_schema
from ydkg.graph.sources import span
from ydkg.graph.values import exact
from ydkg.language.sentence.figures import figures
from ydkg.language.sentence.names import Known
from ydkg.language.sentence.people import people_found
from ydkg.language.sentence.posts import parts, posts
from ydkg.language.sentence.reading import read
from ydkg.language.sentence.stages import known_stages, stages
from ydkg.vocab import DCTERMS, PROV, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source
    from ydkg.language.sentence.figure import Change, Measurement
    from ydkg.language.sentence.roles import Post
    from ydkg.language.sentence.sentence import Sentence
    from ydkg.language.sentence.stages import Stage

#: What names a thing, in any way.
NAMES = tuple(chain.from_iterable(LEVELS))


class Span(NamedTuple):
    """A run of characters: start and end in code points from 0."""

    start: int
    end: int

    def within(self, others: Iterable[tuple[int, int]]) -> bool:
        """Tell whether it lies within one of several others."""
        return any(start <= self.start and self.end <= end for start, end in others)

    def meets(self, others: Iterable[tuple[int, int]]) -> bool:
        """Tell whether it has a character in common with one of several others."""
        return any(start < self.end and self.start < end for start, end in others)


class ReadSentence(NamedTuple):
    """A sentence, and the facts that it is read as."""

    sentence: Sentence
    figures: Sequence[Measurement]
    changes: Sequence[Change]
    stages: Sequence[Stage]
    posts: Sequence[Post]
    parts: Sequence[Post]


@lru_cache(maxsize=2)
def read_sentences(text: str, issued: date, names: tuple[Known, ...]) -> tuple[ReadSentence, ...]:
    """Read every sentence of a text as it is read when it is drafted."""
    found = []
    for sentence in people_found(read(text, issued, names).sentences):
        measured, changes = figures(sentence, issued)
        held = posts(sentence)
        found.append(
            ReadSentence(
                sentence=sentence,
                figures=measured,
                changes=changes,
                stages=stages(sentence, issued),
                posts=held,
                parts=parts(sentence, held),
            )
        )
    return tuple(found)


def is_plan_period(words: str) -> bool:
    """Tell whether a time is that of a plan, which is called so by its number, and dates nothing by itself."""
    return re.search("Five-Year Plan|[一二三四五六七八九十]五", words) is not None


def names_of(table: Graph, thing: str) -> list[str]:
    """List what a thing is called, its label first."""
    return [name for part in NAMES for name in table.values(thing, part)]


@cache
def _stage_slugs() -> dict[str, str]:
    """Give the slug by which the reader knows each stage; label -> slug."""
    return {label: slug for slug, (label, _) in known_stages().items()}


def stage_of(table: Graph, concept: str | None) -> str:
    """Give the slug by which the reader knows a stage; empty of one that it does not know."""
    return _stage_slugs().get(table.text(concept or "", RDFS.label) or "", "")


class CitedText:
    """The text of a document, with the graph that cites it."""

    def __init__(self, table: Graph, source: Source) -> None:
        self.table = table
        self.source = source
        try:
            self.issued: date | None = date.fromisoformat(table.one(source.document, DCTERMS.issued) or "")
        except ValueError:
            self.issued = None

    def _places(self, passages: Iterable[str]) -> list[Span]:
        """Give the places of passages, in the order of the text; none of what is in another document."""
        spans = (span(self.table, passage) for passage in passages)
        return sorted(Span(*each[1:]) for each in spans if each and each[0] == self.source.document)

    def cited(self, subject: str) -> list[Span]:
        """Find the passages that something comes from, in the order of the text."""
        return self._places(self.table.values(subject, PROV.wasDerivedFrom))

    def cited_by(self, subjects: Iterable[str]) -> list[Span]:
        """Find the passages that several things come from."""
        return [at for subject in subjects for at in self.cited(subject)]

    def words(self, subject: str) -> str:
        """Give the words of the passages that something comes from, one a line."""
        return "\n".join(self.source.words(*at) for at in self.cited(subject))

    def sentences(self, subject: str) -> set[Span]:
        """Find the sentences around the passages that something comes from."""
        return {Span(*self.source.sentence(*at)[:2]) for at in self.cited(subject)}

    @cached_property
    def mentions(self) -> dict[str, list[Span]]:
        """Where each thing is named; by thing, those alone that have a mention."""
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for thing, passage in self.table.pairs(YD.mentionedIn):
            found[thing] += self._places([getattr(passage, "value", "")])
        return dict(found)

    def things_at(self, place: tuple[int, int]) -> set[str]:
        """Find the things that are named at some words."""
        return {thing for thing, spans in self.mentions.items() if Span(*place).meets(spans)}

    def has_at(self, thing: str, place: tuple[int, int]) -> bool:
        """Tell whether some words name a thing; of what is named nowhere this is not known, and taken for so."""
        words = self.source.words(*place)
        return thing in self.things_at(place) or words in names_of(self.table, thing) or not self.mentions.get(thing)

    @cached_property
    def outermost(self) -> frozenset[Span]:
        """Where things are named, but for names within others."""
        found: list[Span] = []
        for at in sorted(chain.from_iterable(self.mentions.values()), key=lambda at: (at.start, -at.end)):
            if not found or at.end > found[-1].end:
                found.append(at)
        return frozenset(found)

    @cached_property
    def aside(self) -> list[Span]:
        """What the data set aside."""
        return self._places(self.table.subjects(YD.SetAside))

    @cached_property
    def titles(self) -> list[Span]:
        """Where the document prints its own title."""
        called = self.table.values(self.source.document, DCTERMS.title)
        return [Span(*match.span()) for title in called for match in re.finditer(re.escape(title), self.source.text)]

    @cached_property
    def read(self) -> tuple[ReadSentence, ...]:
        """The sentences as they are read; none where the day of issue is not known."""
        if self.issued is None:
            return ()
        names = []
        for thing in sorted(self.mentions):
            kind = shipped_schema().sharpest(self.table.types(thing)) if is_entity(self.table, thing) else None
            names += [Known(name, thing, kind) for name in names_of(self.table, thing) if kind and len(name) > 1]
        return read_sentences(self.source.text, self.issued, tuple(names))

    def printed(self, record: str) -> list[Span]:
        """Find where the number of a figure is printed, in the figure's own passages."""
        own = self.cited(record)
        wanted = exact(self.table.one(record, YD.value) or "")
        numerals = [each.numeral for there in self.read_at(own) for each in there.sentence.quantities]
        places = (Span(each.start, each.end) for each in numerals if wanted == each.value)
        return [at for at in places if at.within(own)]

    def read_at(self, spans: Sequence[Span]) -> list[ReadSentence]:
        """Give the sentences, read, that some passages are in."""
        return [each for each in self.read if Span(each.sentence.start, each.sentence.end).meets(spans)]
