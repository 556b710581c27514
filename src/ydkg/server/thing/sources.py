"""Where a fact is written: document, date, link, characters, and the sentence where the server has the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.passages import span
from ydkg.graph.table import StoreTable
from ydkg.vocab import DCTERMS, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.server.thing.book import Book

_REGISTER_SIGN, _PASSAGE_SIGN = "®", "¶"


class Work(NamedTuple):
    """A document or register: IRI, title, day of issue or version, public address, licence; the last may be empty."""

    iri: str
    title: str
    date: str
    link: str
    licence: str


class Passage(NamedTuple):
    """A passage: IRI, and its characters from 0, end exclusive."""

    iri: str
    start: int
    end: int


class Place(NamedTuple):
    """A work, passages of one sentence of it, and the sentence: runs of text, each with whether it is marked."""

    work: Work
    passages: tuple[Passage, ...]
    quote: tuple[tuple[str, bool], ...] = ()


class Sources(NamedTuple):
    """The sources of a fact: what they are called where there is little room, and the places."""

    sign: str
    short: str
    places: tuple[Place, ...]

    def __bool__(self) -> bool:
        return bool(self.places)


def sources_of(book: Book, iris: Iterable[str]) -> Sources:
    """Describe the sources of a fact.

    Parameters
    ----------
    book : Book
        The graph, with or without the document's text.
    iris : iterable of str
        IRIs of passages and registers; anything else is left out.

    Returns
    -------
    Sources
        Passages of one sentence together, or of one work where there is no text, in the order of the text; registers
        last. False where there is none.
    """
    groups: dict[tuple[str, int], list[Passage]] = {}
    works: dict[tuple[str, int], str] = {}
    longest, first = 0, ""
    for iri in dict.fromkeys(iris):
        at = span(StoreTable(book.store), iri)
        if at:
            sentence = book.source.sentence(at[1], at[2])[0] if book.source else 0
            key = (at[0], sentence)
            groups.setdefault(key, []).append(Passage(iri, at[1], at[2]))
            if at[2] - at[1] > longest:
                longest, first = at[2] - at[1], f"{at[1]}–{at[2]}"
        elif book.types(iri) & {YD.Register, YD.Document, YD.PressRelease}:
            key = (iri, -1)
            groups.setdefault(key, [])
        else:
            continue
        works[key] = key[0]
    places = [_place(book, works[key], sorted(held, key=lambda each: each[1:])) for key, held in groups.items()]
    places.sort(key=_order)
    more = sum(max(len(held), 1) for held in groups.values()) - 1
    short = first or (_shortened(places[0].work.title) if places else "")
    return Sources(_PASSAGE_SIGN if first else _REGISTER_SIGN, f"{short} +{more}" if more > 0 else short, tuple(places))


def work_of(book: Book, iri: str) -> Work:
    """Describe a document or register; facts without number have the same few, so that they are looked up once."""
    if iri not in book.works:
        book.works[iri] = _work(book, iri)
    work: Work = book.works[iri]
    return work


def _work(book: Book, iri: str) -> Work:
    title = book.one(iri, DCTERMS.title) or book.one(iri, RDFS.label) or compact(iri)
    link = book.one(iri, DCTERMS.source)
    return Work(
        iri,
        title,
        book.one(iri, DCTERMS.issued) or book.one(iri, SCHEMA.version),
        link if link.startswith(("https://", "http://")) else "",
        book.one(iri, DCTERMS.license),
    )


def quoted(book: Book, passages: Sequence[Passage]) -> tuple[tuple[str, bool], ...]:
    """Cut the sentence around some passages of one sentence into runs of text, those of the passages marked.

    Parameters
    ----------
    book : Book
        With the document's text.
    passages : sequence of Passage
        In the order of the text; at least one.

    Returns
    -------
    tuple of tuple of str and bool
        None of them empty; empty where the server has no text.
    """
    if book.source is None:
        return ()
    text, runs = book.source.text, []
    spans = [book.source.sentence(start, end)[:2] for _, start, end in passages]
    at, last = min(first for first, _ in spans), max(end for _, end in spans)
    for _, start, end in passages:
        begin = max(at, start)
        if end > begin:
            runs += [(text[at:begin], False), (text[begin:end], True)]
            at = end
    runs.append((text[at:last], False))
    return tuple(run for run in runs if run[0])


def _place(book: Book, work: str, passages: Sequence[Passage]) -> Place:
    return Place(work_of(book, work), tuple(passages), quoted(book, passages) if passages else ())


def _order(place: Place) -> tuple[bool, int, str]:
    return not place.passages, place.passages[0].start if place.passages else 0, place.work.title


def _shortened(title: str) -> str:
    """Give a register's title up to its first comma or bracket, which is how it is known."""
    return re.split("[,(]", title, maxsplit=1)[0].strip()
