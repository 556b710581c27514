"""Where facts are written: documents, registers, passages, the sentences around them, and what to call all that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.source import text_of
from ydkg.telling.moment import day_text
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.text import NOTHING, Text, joined, listed, same, say
from ydkg.vocab import DCTERMS, RDFS, SCHEMA, YD, compact
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table

_PASSAGE_SIGN, _REGISTER_SIGN = "¶", "®"
# The longest label of a source.
_LABEL = 36
_WORKS = frozenset((YD.Document, YD.PressRelease, YD.Register))


@dataclass(frozen=True, slots=True)
class Work:
    """A document or register.

    Attributes
    ----------
    id : str
        Its slug.
    title : Text
        As it has it; in Chinese by its Chinese name.
    date : str
        Day of issue, or version; may be empty.
    day : Text
        The same in words.
    link, licence : str
        Public address, and IRI of the licence; may be empty.
    register : bool
        Whether it is a register.
    """

    id: str
    title: Text
    date: str
    day: Text
    link: str
    licence: str
    register: bool

    @property
    def iri(self) -> str:
        """Its IRI."""
        return iri_of(self.id)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its slug, that of its document, and its characters from 0, end exclusive."""

    id: str
    work: str
    start: int
    end: int

    @property
    def iri(self) -> str:
        """Its IRI."""
        return iri_of(self.id)


class Place(NamedTuple):
    """Passages of one sentence of a work, or the work itself.

    Attributes
    ----------
    work : Work
        The document or register.
    passages : tuple of Passage
        In the order of the text; none of a register.
    ranges : Text
        Their characters; empty of none.
    sentence : int or None
        Where the sentence begins; with the work's slug, `Library.sentences` says what it says. None where there is no
        text.
    """

    work: Work
    passages: tuple[Passage, ...]
    ranges: Text
    sentence: int | None = None


class Evidence(NamedTuple):
    """Where one fact is written; false where nowhere.

    Attributes
    ----------
    ids : tuple of str
        Slugs of passages and registers, as `places` has them.
    sign : str
        What stands for its kind where there is little room.
    mark : Text
        What it is called there: the longest passage or the first work, with the number of the others.
    places : tuple of Place
        In the order of the text, registers last.
    works : tuple of (Work, Text)
        Each work once, with the characters of all its passages.
    """

    ids: tuple[str, ...]
    sign: str
    mark: Text
    places: tuple[Place, ...]
    works: tuple[tuple[Work, Text], ...]

    @property
    def line(self) -> Text:
        """All of it in a line, as a citation has it."""
        return joined([cited_line(work, ranges) for work, ranges in self.works], "; ", "；")

    def __bool__(self) -> bool:
        return bool(self.places)


NOWHERE = Evidence((), "", NOTHING, (), ())


class Library:
    """The works and passages of a graph, each described once.

    Parameters
    ----------
    table : Table
        The graph.
    *sources : Source
        The texts that are at hand: then the sentences around passages are there too.
    """

    def __init__(self, table: Table, *sources: Source) -> None:
        self._table = table
        self._sources = sources
        self._evidence: dict[tuple[str, ...], Evidence] = {}
        self.works: dict[str, Work] = {}
        self.passages: dict[str, Passage] = {}
        #: Slug of a document and start of a sentence -> its words.
        self.sentences: dict[tuple[str, int], str] = {}

    def evidence(self, iris: Iterable[str]) -> Evidence:
        """Describe the sources of a fact.

        Parameters
        ----------
        iris : iterable of str
            IRIs of passages and works, in any order; anything else is left out.

        Returns
        -------
        Evidence
            Passages of one sentence together, or of one work where there is no text.
        """
        key = tuple(sorted(set(iris)))
        if key not in self._evidence:
            self._evidence[key] = self._describe(key)
        return self._evidence[key]

    def work(self, iri: str) -> Work:
        """Describe a document or register.

        Parameters
        ----------
        iri : str
            Its IRI.

        Returns
        -------
        Work
            What the graph says of it.
        """
        if iri not in self.works:
            table = self._table
            date = table.text(iri, DCTERMS.issued) or table.text(iri, SCHEMA.version) or ""
            link = next(iter(table.iris(iri, DCTERMS.source)), "")
            title = table.text(iri, DCTERMS.title) or table.text(iri, RDFS.label) or compact(iri)
            licence = next(iter(table.iris(iri, DCTERMS.license)), "")
            public = link if link.startswith(("https://", "http://")) else ""
            register = YD.Register in table.types(iri)
            chinese = table.text(iri, RDFS.label, "zh-hans") or title
            self.works[iri] = Work(slug(iri), Text(title, chinese), date, day_text(date), public, licence, register)
        return self.works[iri]

    def passage(self, iri: str) -> Passage | None:
        """Describe a passage.

        Parameters
        ----------
        iri : str
            Its IRI.

        Returns
        -------
        Passage or None
            None for what is no passage of the graph.
        """
        if iri not in self.passages:
            start, end = self._table.one(iri, YD.start), self._table.one(iri, YD.end)
            document = next(iter(self._table.iris(iri, YD.inDocument)), None)
            if start is None or end is None or document is None:
                return None
            self.work(document)
            self.passages[iri] = Passage(slug(iri), slug(document), int(start), int(end))
        return self.passages[iri]

    def _describe(self, iris: Sequence[str]) -> Evidence:
        groups: dict[tuple[str, int], list[Passage]] = {}
        for iri in iris:
            passage = self.passage(iri)
            if passage:
                document = self._table.iris(iri, YD.inDocument)[0]
                groups.setdefault((document, self._sentence(document, passage)), []).append(passage)
            elif _WORKS.intersection(self._table.types(iri)):
                groups.setdefault((iri, -1), [])
        if not groups:
            return NOWHERE
        places = sorted((self._place(*key, group) for key, group in groups.items()), key=_order)
        passages = [passage for place in places for passage in place.passages]
        ids = tuple(part.id for place in places for part in (place.passages or (place.work,)))
        longest = max(passages, key=lambda passage: (passage.end - passage.start, -passage.start), default=None)
        more = f" +{len(ids) - 1}" if len(ids) > 1 else ""
        title = places[0].work.title
        short = same(f"{longest.start}–{longest.end}") if longest else Text(*map(shortened, title))
        mark = Text(short.en + more, short.zh + more)
        works_passages: dict[Work, list[Passage]] = {}
        for place in places:
            works_passages.setdefault(place.work, []).extend(place.passages)
        works = tuple((work, _ranges(sorted(group, key=_start))) for work, group in works_passages.items())
        return Evidence(ids, _PASSAGE_SIGN if longest else _REGISTER_SIGN, mark, tuple(places), works)

    def _place(self, work: str, sentence: int, passages: list[Passage]) -> Place:
        ordered = tuple(sorted(passages, key=_start))
        return Place(self.work(work), ordered, _ranges(ordered), sentence if sentence >= 0 else None)

    def _sentence(self, document: str, passage: Passage) -> int:
        """Keep the sentence around a passage, and give its first character; -1 where there is no text."""
        source = text_of(self._sources, document)
        if source is None:
            return -1
        start, _, words = source.sentence(passage.start, passage.end)
        key = passage.work, start
        self.sentences[key] = max(words, self.sentences.get(key, ""), key=len)
        return start


def _start(passage: Passage) -> tuple[int, int]:
    return passage.start, passage.end


def shortened(title: str) -> str:
    """Give a register's title up to its first comma or bracket, which is how it is known, and no longer than a label.

    Examples
    --------
    >>> shortened("Wikidata, the free knowledge base"), shortened("GeoNames (geographical database)")
    ('Wikidata', 'GeoNames')
    >>> shortened("Outline plan for the integrated regional development of a river basin")
    'Outline plan for the integrated…'
    """
    known = re.split("[,(（]", title, maxsplit=1)[0].strip()
    return known if len(known) <= _LABEL else f"{known[:_LABEL].rsplit(' ', 1)[0]}…"


def _order(place: Place) -> tuple[bool, str, int, str]:
    start = place.passages[0].start if place.passages else 0
    return not place.passages, place.work.id if place.passages else "", start, place.work.title.en


def after_title(work: Work, ranges: Text) -> Text:
    """Say the day of a work, and the characters that are meant, as they stand after its title.

    Parameters
    ----------
    work : Work
        A document or register.
    ranges : Text
        Characters; empty for the whole of it.

    Returns
    -------
    Text
        May be empty.
    """
    return joined([work.day, say(translatable("characters {range}"), range=ranges) if ranges else NOTHING])


def cited_line(work: Work, ranges: Text) -> Text:
    """Write a work as a citation has it.

    Parameters
    ----------
    work : Work
        A document or register.
    ranges : Text
        Characters; empty for the whole of it.

    Returns
    -------
    Text
        Title, day, characters and public address.
    """
    return joined([work.title, after_title(work, ranges), same(work.link)])


def _ranges(passages: Iterable[Passage]) -> Text:
    return listed(f"{passage.start}–{passage.end}" for passage in passages)
