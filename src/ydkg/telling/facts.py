"""All facts of an atlas in one list: each in a sentence, with the things that it is of and where it is written."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import filterfalse
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.text import translatable
from ydkg.telling.sources import NOWHERE, Evidence
from ydkg.telling.text import NOTHING, SEMICOLON, Text, joined, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.reading import ToldRecord

#: Sections of what is told of a thing -> their titles, in their order.
SECTIONS = {
    "figures": translatable("Figures"),
    "comparisons": translatable("Comparisons"),
    "milestones": translatable("Milestones"),
    "firsts": translatable("First claims"),
    "values": translatable("Values"),
    "relations": translatable("Relations"),
    "later": translatable("By public pages, not proven to the letter"),
}


class Fact(NamedTuple):
    """A fact."""

    section: str  # a key of `SECTIONS`
    id: str  # slug of its record or statement; empty where it has none
    things: tuple[str, ...]  # slugs of what it is of
    sentence: Text  # all of it
    more: Text = NOTHING
    evidence: Evidence = NOWHERE  # where it is written
    page: Text = NOTHING  # of what public pages say: the page, and its address
    link: str = ""


class Facts:
    """The facts of an atlas, by what they are of and by where they are written."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.all: Sequence[Fact] = tuple(_facts(atlas))

    @cached_property
    def of_things(self) -> Mapping[str, Mapping[str, Sequence[Fact]]]:
        """Facts by slug of the thing, then by section in their order."""
        groups: defaultdict[str, defaultdict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for fact in self.all:
            for thing in fact.things:
                groups[thing][fact.section].append(fact)
        return groups

    def within(self, document: str, start: int, end: int) -> list[Fact]:
        """List the facts that some words of a document state."""
        placed = [
            (passage.start, passage.end, at, fact)
            for at, fact in enumerate(self.all)
            for place in fact.evidence.places
            for passage in place.passages
            if passage.work == document and start <= passage.start and passage.end <= end
        ]
        return list({id(fact): fact for *_, fact in sorted(placed, key=lambda each: each[:3])}.values())


def _facts(atlas: Atlas) -> Iterator[Fact]:
    """Go through all that is told, section by section."""
    for figure in atlas.figures.values():
        yield _fact("figures", figure, figure.about, figure.metric)
    for comparison in atlas.comparisons.values():
        yield _fact("comparisons", comparison, comparison.about, comparison.metric)
    for milestone in atlas.milestones.values():
        answers = atlas.later.answers.get(milestone.id)
        yield _fact("milestones", milestone, milestone.about, later=answers.line if answers else NOTHING)
    for claim in atlas.claims.values():
        yield _fact("firsts", claim, claim.about)
    for thing in atlas.things.values():
        for value in thing.values:
            yield _fact("values", value, thing.id)
    for relation in filterfalse(lambda relation: relation.defined, atlas.relations):
        yield _fact("relations", relation, relation.subject, relation.object)
    for slug, words in atlas.later.words.items():
        for word in words:
            more = joined([word.stands, _supported(word.confidence), word.note], SEMICOLON)
            yield Fact("later", word.id, (slug,), word.sentence, more, page=word.page, link=word.link)


def _fact(section: str, record: ToldRecord, *ends: str, later: Text = NOTHING) -> Fact:
    more = joined([record.basis, _supported(record.confidence), later, record.note], SEMICOLON)
    return Fact(section, record.id, tuple(dict.fromkeys(ends)), record.full, more, record.evidence)


def _supported(confidence: Text) -> Text:
    return say(translatable("confidence: {level}"), level=confidence) if confidence else NOTHING
