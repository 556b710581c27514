"""Where facts are written: documents, registers, passages, the sentences around them, and what to call all that."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.directive import Directives, directive_of
from ydkg.graph.outline import Outline, outline_of
from ydkg.graph.sources import documents_of, text_of
from ydkg.telling.document import characters_text, place_text, sentences_text
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.text import NOTHING, SEMICOLON, Text, day_text, joined
from ydkg.telling.turtle import predicate_objects
from ydkg.telling.work import WORKS, Passage, Work, cited_line
from ydkg.vocab import DCTERMS, RDF, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

_PASSAGE_SIGN, _REGISTER_SIGN = "¶", "®"
#: What is told of a work as Turtle.
_TOLD_OF_WORKS = frozenset((RDF.type, DCTERMS.title, DCTERMS.source, DCTERMS.issued))
#: The order of so many documents is read one by one: who wants more has them all from beside the index.
_FEW = 8


class Place(NamedTuple):
    """Passages of one sentence of a work, or the work itself."""

    work: Work  # the document or register
    passages: tuple[Passage, ...]  # in the order of the text; none of a register
    ranges: Text  # their characters; empty of none
    where: Text = NOTHING
    sentence: tuple[int, ...] = ()

    @property
    def lit(self) -> str:
        """The public address at which a browser marks the words, as far as it can; may be empty."""
        return self.work.lit(self.passages)


class SourceMark(NamedTuple):
    """Where one fact is written, in brief.

    ``sign`` stands for its kind where there is little room, and is empty of nowhere; ``text`` is what it is called
    there: the sentence of the longest passage or the first work, with the number of the others.
    """

    sign: str
    text: Text


class Evidence(NamedTuple):
    """Where one fact is written; false where nowhere."""

    ids: tuple[str, ...]  # slugs of passages and registers, as `places` has them
    sign: str
    mark: Text  # as a `SourceMark` has them
    places: tuple[Place, ...]  # in the order of the text, registers last
    works: tuple[tuple[Work, Text, Text], ...]

    @property
    def line(self) -> Text:
        """All of it in a line, as a citation has it."""
        return joined([cited_line(work, ranges) for work, ranges, _ in self.works], SEMICOLON)

    def __bool__(self) -> bool:
        return bool(self.places)


NO_MARK, NOWHERE = SourceMark("", NOTHING), Evidence((), "", NOTHING, (), ())


class Library:
    """The works and passages of a graph, each described once."""

    def __init__(self, table: Graph, *sources: Source, most: int | None = None) -> None:
        self._table = table
        self._sources = sources
        self._most = most
        self._evidence: dict[tuple[str, ...], Evidence] = {}
        self._outlines: dict[str, Outline] = {}
        self._directives: dict[str, Directives] = {}
        self.works: dict[str, Work] = {}
        self.passages: dict[str, Passage] = {}

    def learn(self, outlines: Mapping[str, Outline]) -> None:
        """Take over the order of documents that somebody has read already."""
        self._outlines.update(outlines)

    def evidence(self, iris: Iterable[str]) -> Evidence:
        """Describe the sources of a fact; passages of one sentence together, or of one work where there is no text."""
        key = tuple(sorted(set(iris)))
        found = self._evidence.get(key)
        if found is None:
            if self._most is not None and len(self._evidence) >= self._most:
                self._evidence.clear()
                self.passages.clear()
            found = self._evidence[key] = self._describe(key)
        return found

    def work(self, iri: str) -> Work:
        """Describe a document or register."""
        if iri not in self.works:
            table = self._table
            date = table.text(iri, DCTERMS.issued) or table.text(iri, SCHEMA.version) or ""
            link = table.iri(iri, DCTERMS.source)
            title = table.text(iri, DCTERMS.title) or table.text(iri, RDFS.label) or compact(iri)
            licence = table.iri(iri, DCTERMS.license)
            public = link if link.startswith(("https://", "http://")) else ""
            register = YD.Register in table.types(iri)
            chinese = table.text(iri, RDFS.label, "zh-hans") or title
            digest = table.one(iri, YD.textDigest) or ""
            self.works[iri] = Work(
                slug(iri),
                Text(title, chinese),
                date,
                day_text(date or table.one(iri, YD.edtf) or ""),
                public,
                licence,
                register,
                digest,
                predicate_objects(table, iri, _TOLD_OF_WORKS),
            )
        return self.works[iri]

    def passage(self, iri: str) -> Passage | None:
        """Describe a passage; None for what is no passage of the graph."""
        found = self.passages.get(iri)
        if found is None:
            start, end = self._table.number(iri, YD.start), self._table.number(iri, YD.end)
            document = self._table.iri(iri, YD.inDocument)
            if start is None or end is None or not document:
                return None
            self.work(document)
            found = Passage(slug(iri), slug(document), start, end, self._directive(iri, document, start, end))
            self.passages[iri] = found
        return found

    def mark(self, iris: Iterable[str]) -> SourceMark:
        """Describe the sources of a fact in brief, as a list has it."""
        return self._marked(self._grouped(sorted(set(iris))))

    def _grouped(self, iris: Sequence[str]) -> dict[tuple[str, int], list[Passage]]:
        """Put passages together by their work and the start of their sentence; of a work as such there are none."""
        groups: dict[tuple[str, int], list[Passage]] = {}
        for iri in iris:
            passage = self.passage(iri)
            if passage:
                document = self._table.iris(iri, YD.inDocument)[0]
                groups.setdefault((document, self._sentence(document, passage)), []).append(passage)
            elif WORKS.intersection(types := self._table.types(iri)):
                groups.setdefault((iri, -1), [])
            elif YD.Citation in types:
                groups.update({(page, -1): [] for page in self._table.iris(iri, YD.inDocument)})
        return groups

    def _marked(self, groups: Mapping[tuple[str, int], list[Passage]]) -> SourceMark:
        passages = [passage for group in groups.values() for passage in group]
        if not groups:
            return NO_MARK
        others = sum(1 if start >= 0 else max(len(group), 1) for (_, start), group in groups.items()) - 1
        more = f" +{others}" if others else ""
        if passages:
            longest = min(passages, key=lambda passage: (passage.start - passage.end, passage.start, passage.work))
            short = sentences_text(self.outline(iri_of(longest.work)), [longest])
        else:
            short = min((self.work(document) for document, _ in groups), key=lambda work: work.title.en).short
        return SourceMark(_PASSAGE_SIGN if passages else _REGISTER_SIGN, Text(short.en + more, short.zh + more))

    def _describe(self, iris: Sequence[str]) -> Evidence:
        groups = self._grouped(iris)
        if not groups:
            return NOWHERE
        places = sorted(
            (self._place(document, group) for (document, _), group in groups.items()),
            key=lambda each: (
                (False, each.work.id, each.passages[0].start) if each.passages else (True, each.work.title.en, 0)
            ),
        )
        ids = tuple(part.id for place in places for part in (place.passages or (place.work,)))
        by_work: dict[Work, list[Place]] = {}
        for place in places:
            by_work.setdefault(place.work, []).append(place)
        works = tuple((work, *self._together(group)) for work, group in by_work.items())
        return Evidence(ids, *self._marked(groups), tuple(places), works)

    def _together(self, places: Sequence[Place]) -> tuple[Text, Text]:
        """Give the characters of all passages of a work, and their places in words."""
        if len(places) == 1:
            return places[0].ranges, places[0].where
        passages = [passage for place in places for passage in place.passages]
        return characters_text(passages), self._where(passages)

    def short(self, iris: Iterable[str]) -> Text:
        """Say shortly where a fact is written."""
        known, found = {iri: self.passage(iri) for iri in iris}, dict[str, list[Passage]]()
        for passage in sorted(filter(None, known.values()), key=lambda each: (each.work, *_start(each))):
            found.setdefault(passage.work, []).append(passage)
        told = list(map(self.sentences, found.values()))
        others = {iri: self._table.types(iri) for iri, passage in known.items() if passage is None}
        cites = (iri for iri, types in others.items() if YD.Citation in types)
        cited = {page for iri in cites for page in self._table.iris(iri, YD.inDocument)}
        told += [self.work(page).title for page in sorted(cited)]
        told += [self.work(iri).short for iri, types in others.items() if YD.Register in types]
        return joined(told, SEMICOLON)

    def sentences(self, passages: Sequence[Passage]) -> Text:
        """Say shortly in which sentences of a work passages are."""
        document = self.work(iri_of(passages[0].work))
        return joined([self.prefix(document), sentences_text(self.outline(document.iri), passages)])

    def prefix(self, work: Work) -> Text:
        """Give what tells a document from others: its short title; nothing where the graph has no others."""
        return work.short if self._several and not work.register else NOTHING

    def _directive(self, iri: str, document: str, start: int, end: int) -> str:
        """Give the text directive of a passage: by its words where they are here, else as the graph has it."""
        if source := text_of(self._sources, document):
            if document not in self._directives:
                self._directives[document] = Directives(source)
            return self._directives[document].of_words(start, end)
        return directive_of(self._table.one(iri, YD.fragment) or "")

    @cached_property
    def _several(self) -> bool:
        """Whether the graph has sentences of more than one document, which are not all read to know."""
        table = self._table
        with_sentences = (
            document
            for document in documents_of(table)
            if any(table.is_a(passage, YD.Sentence) for passage, _ in table.incoming(document, YD.inDocument))
        )
        return len(list(islice(with_sentences, 2))) > 1

    def outline(self, document: str) -> Outline:
        """Give the order of a document by its IRI, read once."""
        if document not in self._outlines:
            self._outlines[document] = outline_of(self._table, document)
        return self._outlines[document]

    def _where(self, passages: Sequence[Passage]) -> Text:
        return place_text(self._table, self.outline(iri_of(passages[0].work)), passages) if passages else NOTHING

    def _place(self, work: str, passages: list[Passage]) -> Place:
        ordered = tuple(sorted(passages, key=_start))
        outline, number = self.outline(work), self.outline(work).number(ordered[0].start) if ordered else 0
        around = outline.sentences[number - 1] if number else ()
        touched = (around[0], max(around[1], *(each.end for each in ordered))) if around else ()
        return Place(self.work(work), ordered, characters_text(ordered), self._where(ordered), touched)

    def _sentence(self, document: str, passage: Passage) -> int:
        """Give the first character of the sentence around a passage; -1 where it is not known."""
        if source := text_of(self._sources, document):
            return source.sentence(passage.start, passage.end)[0]
        outline = self.outline(document)
        number = outline.number(passage.start)
        return outline.sentences[number - 1][0] if number else -1


def _start(passage: Passage) -> tuple[int, int]:
    return passage.start, passage.end
