"""Documents and registers, and passages of documents, as people are told of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ydkg.graph.directive import SIGN
from ydkg.telling.naming import Slugged
from ydkg.telling.text import NOTHING, Text, joined, same, say
from ydkg.vocab import YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Classes of works.
WORKS = frozenset((YD.Document, YD.PressRelease, YD.Register))
# The longest label of a source.
_LABEL = 36


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
