"""The text of a document on its page: sections, and sentences as words or bars with the passages in them marked."""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.source import SENTENCE
from ydkg.telling.document import Section, tell_document
from ydkg.telling.naming import slug
from ydkg.vocab import PROV, YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.server.thing.book import Book
    from ydkg.telling.document import Document


#: The modules of the explorer that prove a document, in their order.
PROOF = ("sha256", "edition", "lines", "kept")


class Segment(NamedTuple):
    """A run of a sentence: where it begins in it, its length, its words if at hand, and the passage that it is in."""

    at: int
    length: int
    words: str
    passage: str


class Line(NamedTuple):
    """A sentence: its number, the IRI of its passage, how many facts it carries, and its segments in order."""

    number: int
    passage: str
    facts: int
    segments: tuple[Segment, ...]


class Part(NamedTuple):
    """Sentences of one section, or of none; the section is None between sections too."""

    section: Section | None
    lines: tuple[Line, ...]


class Text(NamedTuple):
    """A document to read.

    Attributes
    ----------
    parts : tuple of Part
        In the order of the text.
    longest : int
        Code points of its longest sentence.
    proof : dict
        What a program needs to prove a copy of the text: digests and positions; ready for JSON.
    """

    parts: tuple[Part, ...]
    longest: int
    proof: dict[str, object]


def text_to_read(book: Book, document: str) -> Text | None:
    """Prepare a document to be read.

    Parameters
    ----------
    book : Book
        What there is to tell.
    document : str
        Its IRI.

    Returns
    -------
    Text or None
        None where the graph does not know its sentences.
    """
    told = tell_document(book.stated, document, book.sources, book.reading.library.outline(document))
    if not told.sentences:
        return None
    lines = tuple(_lines(book, told))
    longest = max(end - start for start, end in told.sentences)
    return Text(tuple(_parts(told, lines)), longest, _proof(told))


def _lines(book: Book, told: Document) -> Iterator[Line]:
    """Cut each sentence where passages begin and end."""
    passages = sorted(told.passages, key=lambda each: (each.start, -each.end))
    starts = [each.start for each in passages]
    for number, (start, end) in enumerate(told.sentences, 1):
        near = passages[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = [each for each in near if each.end <= end]
        leading = {each.iri: book.table.to(each.iri) for each in inside}
        facts = {iri: {fact for fact, step in pairs if step == PROV.wasDerivedFrom} for iri, pairs in leading.items()}
        named = {iri for iri, pairs in leading.items() if any(step == YD.mentionedIn for _, step in pairs)}
        sentence = next((each for each in inside if (each.start, each.end) == (start, end)), None)
        if sentence is None:
            continue
        marked = [each for each in inside if facts[each.iri] or each.iri in named]
        cuts = sorted({start, end, *(at for each in marked for at in (each.start, each.end))})
        segments = []
        for first, last in pairwise(cuts):
            around = [each for each in marked if each.start <= first and last <= each.end]
            closest = min(around, key=lambda each: each.end - each.start, default=None)
            words = told.text[first:last]
            segments.append(Segment(first - start, last - first, words, slug(closest.iri) if closest else ""))
        yield Line(number, sentence.iri, len(set().union(*facts.values())), tuple(segments))


def _parts(told: Document, lines: tuple[Line, ...]) -> Iterator[Part]:
    """Group sentences by section."""
    cuts = sorted({1, *(section.first for section in told.sections), *(section.last + 1 for section in told.sections)})
    for first, last in zip(cuts, [*cuts[1:], len(told.sentences) + 1], strict=True):
        section = next((each for each in told.sections if each.first <= first <= each.last), None)
        members = tuple(line for line in lines if first <= line.number < last)
        if members:
            yield Part(section, members)


def _proof(told: Document) -> dict[str, object]:
    digests = b64encode(b"".join(bytes.fromhex(each.digest) for each in told.passages)).decode()
    return {
        "sentence": SENTENCE,
        "document": {
            "work": 0,
            "digest": told.digest,
            "sentences": [position for sentence in told.sentences for position in sentence],
            "passages": [position for each in told.passages for position in (each.start, each.end)],
            "digests": digests,
        },
    }
