"""Where facts are written: documents and registers, their passages and sentences, and what to call all that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.directive import SIGN, Directives, directive_of
from ydkg.graph.outline import Outline, outline_of
from ydkg.graph.sources import DIGEST, documents_of, place_of, text_of
from ydkg.language.grammar import capitalized
from ydkg.language.text import CHINESE, ENGLISH, translatable
from ydkg.telling.naming import Slugged, iri_of, predicate_objects, slug
from ydkg.telling.text import NOTHING, SEMICOLON, Text, day_text, joined, listed, same, say
from ydkg.vocab import DCTERMS, RDF, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

#: Classes of works.
WORKS = frozenset((YD.Document, YD.PressRelease, YD.Register))
# The longest label of a source.
_LABEL = 36
_PASSAGE_SIGN, _REGISTER_SIGN = "¶", "®"
#: What is told of a work as Turtle.
_TOLD_OF_WORKS = frozenset((RDF.type, DCTERMS.title, DCTERMS.source, DCTERMS.issued))


@dataclass(frozen=True)
class Work(Slugged):
    """A document or register."""

    id: str  # its slug
    title: Text  # as it has it; in Chinese by its Chinese name
    date: str  # day of issue, or version; may be empty
    day: Text  # the same in words; of a document that shows no day, when it appeared
    link: str  # public address, and IRI of the licence
    licence: str  # may be empty
    register: bool  # whether it is a register
    digest: str = ""  # SHA-256 of its text; empty where the graph does not have it
    turtle: str = ""  # what it is, its title, address and day of issue, as Turtle has them

    @cached_property
    def short(self) -> Text:
        """Its title up to the first comma or bracket, and no longer than a label."""
        return Text(*map(shortened, self.title))

    @property
    def dated(self) -> Text:
        """Its day, unless its title ends with it, as those of public pages do."""
        return Text(*("" if title.endswith(day) else day for title, day in zip(self.title, self.day, strict=True)))

    def lit(self, passages: Iterable[Passage]) -> str:
        """Give the address at which a browser marks the words of passages; without marks where it cannot."""
        directives = dict.fromkeys(passage.directive for passage in passages if passage.directive)
        return f"{self.link}{SIGN}{'&'.join(directives)}" if self.link and directives else self.link


@dataclass(frozen=True, slots=True)
class Passage(Slugged):
    """A passage."""

    id: str  # its slug, and that of its document
    work: str
    start: int  # its characters from 0, end exclusive
    end: int
    directive: str = ""  # by which a browser marks its words on the document's page; empty where that is not known


class Place(NamedTuple):
    """Passages of one sentence of a work, or the work itself."""

    work: Work  # the document or register
    passages: tuple[Passage, ...]  # in the order of the text; none of a register
    ranges: Text  # their characters; empty of none
    where: Text  # in words

    @property
    def lit(self) -> str:
        """The public address at which a browser marks the words, as far as it can; may be empty."""
        return self.work.lit(self.passages)


class Evidence(NamedTuple):
    """Where one fact is written; false where nowhere."""

    ids: tuple[str, ...]  # slugs of passages and registers, as `places` has them
    sign: str  # stands for its kind where there is little room; empty of nowhere
    mark: Text  # the sentence of the longest passage or the first work, with the number of the others
    places: tuple[Place, ...]  # in the order of the text, registers last
    works: tuple[tuple[Work, Text, Text], ...]  # each with its characters, and these in words

    @property
    def line(self) -> Text:
        """All of it in a line, as a citation has it."""
        return joined([cited_line(work, ranges) for work, ranges, _ in self.works], SEMICOLON)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The public address of each work at which a browser marks its words; empty where it has none."""
        return tuple(work.lit(self.passages_of(work)) for work, _, _ in self.works)

    def passages_of(self, work: Work) -> list[Passage]:
        """List the passages of a work; in the order of the text."""
        return [passage for place in self.places if place.work == work for passage in place.passages]

    def __bool__(self) -> bool:
        return bool(self.places)


NOWHERE = Evidence((), "", NOTHING, (), ())


class TitledSection(NamedTuple):
    """A section: the slug of its topic, its title, and the numbers of its first and its last sentence, from 1."""

    topic: str
    title: Text
    first: int
    last: int


class Run(NamedTuple):
    """A passage of a document: start and end in code points, digest of its words, and IRI."""

    start: int
    end: int
    digest: str
    iri: str


class Document(NamedTuple):
    """A document."""

    digest: str  # SHA-256 of its text, in hexadecimal
    sentences: tuple[tuple[int, int], ...]
    sections: tuple[TitledSection, ...]  # in the order of the text; may be empty
    passages: tuple[Run, ...]  # sentences too; sorted
    text: str  # its words; empty where they are not at hand

    @property
    def proof(self) -> dict[str, object]:
        """What a program needs to prove a copy of its text, ready for JSON."""
        return {
            "digest": self.digest,
            "sentences": self.sentences,
            "passages": [{"start": run.start, "end": run.end, "digest": run.digest} for run in self.passages],
        }


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

    def outline(self, document: str) -> Outline:
        """Give the order of a document by its IRI, read once."""
        if document not in self._outlines:
            self._outlines[document] = outline_of(self._table, document)
        return self._outlines[document]

    def work(self, iri: str) -> Work:
        """Describe a document or register."""
        if iri not in self.works:
            table = self._table
            date = table.text(iri, DCTERMS.issued) or table.text(iri, SCHEMA.version) or ""
            link = table.iri(iri, DCTERMS.source)
            title = table.text(iri, DCTERMS.title) or table.text(iri, RDFS.label) or compact(iri)
            self.works[iri] = Work(
                id=slug(iri),
                title=Text(title, table.text(iri, RDFS.label, "zh-hans") or title),
                date=date,
                day=day_text(date or table.one(iri, YD.edtf) or ""),
                link=link if link.startswith(("https://", "http://")) else "",
                licence=table.iri(iri, DCTERMS.license),
                register=YD.Register in table.types(iri),
                digest=table.one(iri, YD.textDigest) or "",
                turtle=predicate_objects(table, iri, _TOLD_OF_WORKS),
            )
        return self.works[iri]

    def passage(self, iri: str) -> Passage | None:
        """Describe a passage; None for what is no passage of the graph."""
        if iri not in self.passages:
            place, document = place_of(self._table, iri), self._table.iri(iri, YD.inDocument)
            if place is None or not document:
                return None
            self.work(document)
            directive = self._directive(iri, document, *place)
            self.passages[iri] = Passage(slug(iri), slug(document), *place, directive)
        return self.passages[iri]

    def _directive(self, iri: str, document: str, start: int, end: int) -> str:
        """Give the text directive of a passage: by its words where they are here, else as the graph has it."""
        source = text_of(self._sources, document)
        if source is None:
            return directive_of(self._table.one(iri, YD.fragment) or "")
        if document not in self._directives:
            self._directives[document] = Directives(source)
        return self._directives[document].of_words(start, end)

    def evidence(self, iris: Iterable[str]) -> Evidence:
        """Describe the sources of a fact; passages of one sentence together, or of one work where there is no text."""
        key = tuple(sorted(set(iris)))
        if key not in self._evidence:
            if self._most is not None and len(self._evidence) >= self._most:
                self._evidence.clear()
                self.passages.clear()
            self._evidence[key] = self._describe(key)
        return self._evidence[key]

    def _describe(self, iris: Sequence[str]) -> Evidence:
        groups = self._grouped(iris)
        if not groups:
            return NOWHERE
        places = sorted((self._place(work, group) for (work, _), group in groups.items()), key=_order_of_place)
        works = []
        for work in dict.fromkeys(place.work for place in places):
            passages = [passage for place in places if place.work == work for passage in place.passages]
            works.append((work, characters_text(passages), self._where(passages)))
        ids = tuple(part.id for place in places for part in (place.passages or (place.work,)))
        return Evidence(ids, *self._marked(groups), tuple(places), tuple(works))

    def _grouped(self, iris: Sequence[str]) -> dict[tuple[str, int], list[Passage]]:
        """Put passages together by their work and the start of their sentence; of a work as such there are none."""
        groups: dict[tuple[str, int], list[Passage]] = {}
        for iri in iris:
            if passage := self.passage(iri):
                document = iri_of(passage.work)
                groups.setdefault((document, self._sentence(document, passage)), []).append(passage)
            elif WORKS.intersection(types := self._table.types(iri)):
                groups.setdefault((iri, -1), [])
            elif YD.Citation in types:
                groups.update({(page, -1): [] for page in self._table.iris(iri, YD.inDocument)})
        return groups

    def _sentence(self, document: str, passage: Passage) -> int:
        """Give the first character of the sentence around a passage; -1 where it is not known."""
        if source := text_of(self._sources, document):
            return source.sentence(passage.start, passage.end)[0]
        outline = self.outline(document)
        number = outline.number(passage.start)
        return outline.sentences[number - 1][0] if number else -1

    def _marked(self, groups: Mapping[tuple[str, int], list[Passage]]) -> tuple[str, Text]:
        """Give the sign and the mark of evidence."""
        passages = [passage for group in groups.values() for passage in group]
        sign, short = _REGISTER_SIGN, NOTHING
        if passages:
            longest = min(passages, key=lambda passage: (passage.start - passage.end, passage.start, passage.work))
            sign, short = _PASSAGE_SIGN, sentences_text(self.outline(iri_of(longest.work)), [longest])
        else:
            short = min((self.work(work) for work, _ in groups), key=lambda work: work.title.en).short
        # Passages of an unknown sentence are counted each for itself.
        others = sum(1 if start >= 0 else max(len(group), 1) for (_, start), group in groups.items()) - 1
        more = f" +{others}" if others else ""
        return sign, Text(short.en + more, short.zh + more)

    def _place(self, work: str, passages: Iterable[Passage]) -> Place:
        ordered = tuple(sorted(passages, key=_order))
        return Place(self.work(work), ordered, characters_text(ordered), self._where(ordered))

    def _where(self, passages: Sequence[Passage]) -> Text:
        """Say where passages of a work stand; by their sentences and sections, else by their characters."""
        if not passages:
            return NOTHING
        outline = self.outline(iri_of(passages[0].work))
        numbers = _numbers(outline, passages)
        if not numbers:
            return in_characters(characters_text(passages))
        told = []
        for topic, members in groupby(numbers, key=outline.topic):
            section = say(translatable("in {section}"), section=_title(self._table, topic)) if topic else NOTHING
            sentences, total = _counted([*members]), str(len(outline.sentences))
            counted = say(translatable("{sentences} of {n}"), sentences=sentences, n=total)
            told.append(joined([counted, section]))
        return joined(told, SEMICOLON)

    def short(self, iris: Iterable[str]) -> Text:
        """Say shortly where a fact is written."""
        table, passages, cited, registers = self._table, list[Passage](), set[str](), list[Text]()
        for iri in dict.fromkeys(iris):
            if passage := self.passage(iri):
                passages.append(passage)
            elif table.is_a(iri, YD.Citation):
                cited.update(table.iris(iri, YD.inDocument))
            elif table.is_a(iri, YD.Register):
                registers.append(self.work(iri).short)
        passages.sort(key=_order)
        told = [self.sentences(list(group)) for _, group in groupby(passages, key=lambda passage: passage.work)]
        return joined([*told, *(self.work(page).title for page in sorted(cited)), *registers], SEMICOLON)

    def sentences(self, passages: Sequence[Passage]) -> Text:
        """Say shortly in which sentences of a work passages are."""
        document = self.work(iri_of(passages[0].work))
        return joined([self.prefix(document), sentences_text(self.outline(document.iri), passages)])

    def prefix(self, work: Work) -> Text:
        """Give what tells a document from others: its short title; nothing where the graph has no others."""
        return work.short if self._several and not work.register else NOTHING

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


def _order(passage: Passage) -> tuple[str, int, int]:
    return passage.work, passage.start, passage.end


def _order_of_place(place: Place) -> tuple[bool, str, int, int]:
    return (False, *_order(place.passages[0])) if place.passages else (True, place.work.title.en, 0, 0)


def tell_document(
    table: Graph, document: str, sources: Iterable[Source] = (), outline: Outline | None = None
) -> Document:
    """Tell a document."""
    outline, source = outline or outline_of(table, document), text_of(sources, document)
    passages = []
    for iri, _ in table.incoming(document, YD.inDocument):
        place, digest = place_of(table, iri), table.one(iri, YD.textDigest) or ""
        if place and DIGEST.fullmatch(digest):
            passages.append(Run(*place, digest, iri))
    return Document(
        table.one(document, YD.textDigest) or "",
        outline.sentences or (source.sentences if source else ()),
        tuple(TitledSection(slug(topic), _title(table, topic), first, last) for topic, first, last in outline.sections),
        tuple(sorted(passages)),
        source.text if source else "",
    )


def characters_text(passages: Sequence[Passage]) -> Text:
    """List the characters of passages; such as "99–120 and 190–196"; empty of none."""
    languages = (ENGLISH, CHINESE)
    return listed(Text(*(f"{each.start}{language.dash}{each.end}" for language in languages)) for each in passages)


def sentences_text(outline: Outline, passages: Sequence[Passage]) -> Text:
    """Say which sentences passages are in."""
    numbers = _numbers(outline, passages)
    return _counted(numbers) if numbers else characters_text(passages)


def _title(table: Graph, topic: str) -> Text:
    """Give the name of a section by the IRI of its topic."""
    name = table.text(topic, RDFS.label) or compact(topic)
    return Text(capitalized(name), table.text(topic, RDFS.label, "zh-hans") or name)


def _numbers(outline: Outline, passages: Sequence[Passage]) -> list[int]:
    """Find the numbers of the sentences of passages, each once, in order; none where the graph lacks one of them."""
    numbers = {outline.number(passage.start) for passage in passages}
    return [] if 0 in numbers else sorted(numbers)


def _counted(numbers: Sequence[int]) -> Text:
    """Say which sentences are meant."""
    if len(numbers) == 1:
        return say(translatable("sentence {n}"), n=str(numbers[0]))
    return say(translatable("sentences {list}"), list=listed(same(str(number)) for number in numbers))


def shortened(title: str) -> str:
    """Give a register's title up to its first comma or bracket, which is how it is known, and no longer than a label.

    >>> shortened("Wikidata, the free knowledge base"), shortened("GeoNames (geographical database)")
    ('Wikidata', 'GeoNames')
    >>> shortened("Outline plan for the integrated regional development of a river basin")
    'Outline plan for the integrated…'
    """
    known = re.split("[,(（]", title, maxsplit=1)[0].strip()
    return known if len(known) <= _LABEL else f"{known[:_LABEL].rsplit(' ', 1)[0]}…"


def after_title(work: Work, where: Text) -> Text:
    """Say the day of a work, and the place in it that is meant, as they stand after its title; may be empty."""
    return joined([work.dated, where])


def cited_line(work: Work, ranges: Text) -> Text:
    """Write a work as a citation has it; title, day, characters and public address."""
    return joined([work.title, work.dated, in_characters(ranges), same(work.link)])


def in_characters(ranges: Text) -> Text:
    """Say which characters of a work are meant; empty for the whole of it."""
    return say(translatable("characters {range}"), range=ranges) if ranges else NOTHING
