"""A document as it can be read: sentences, sections, passages, words where they are at hand; and places in it, told."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.outline import outline_of
from ydkg.graph.sources import DIGEST, place_of, text_of
from ydkg.telling.naming import slug
from ydkg.telling.text import NOTHING, SEMICOLON, Text, joined, listed, same, say
from ydkg.telling.work import in_characters
from ydkg.vocab import RDFS, YD, compact
from ydkg.words.grammar import capitalized
from ydkg.words.language import CHINESE, ENGLISH, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.graph.graph import Graph
    from ydkg.graph.outline import Outline
    from ydkg.graph.sources import Source
    from ydkg.telling.work import Passage


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


def place_text(table: Graph, outline: Outline, passages: Sequence[Passage]) -> Text:
    """Say where passages stand."""
    numbers = _numbers(outline, passages)
    if not numbers:
        return in_characters(characters_text(passages))
    total = str(len(outline.sentences))
    told = []
    for topic, members in groupby(numbers, key=outline.topic):
        section = say(translatable("in {section}"), section=_title(table, topic)) if topic else NOTHING
        counted = say(translatable("{sentences} of {n}"), sentences=_counted([*members]), n=total)
        told.append(joined([counted, section]))
    return joined(told, SEMICOLON)


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
