"""The place of passages in a document, in words: their sentences by number, and the sections that these are in."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ydkg.telling.text import NOTHING, Text, both, joined, listed, same, say
from ydkg.vocab import RDFS, compact
from ydkg.words.grammar import capitalized
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.graph.outline import Outline
    from ydkg.graph.table import Table
    from ydkg.telling.work import Passage
    from ydkg.words.language import Language


def characters(passages: Sequence[Passage]) -> Text:
    """List the characters of passages.

    Parameters
    ----------
    passages : sequence of Passage
        Of one work, in the order of the text; may be empty.

    Returns
    -------
    Text
        Such as "99–120 and 190–196"; empty of none.
    """
    ranges = ((passage.start, passage.end) for passage in passages)
    return listed(both(span, *each) for each in ranges)


def span(start: int, end: int, language: Language) -> str:
    """Write a range of characters.

    Parameters
    ----------
    start, end : int
    language : Language

    Returns
    -------
    str
    """
    return f"{start}{language.dash}{end}"


def sentences(outline: Outline, passages: Sequence[Passage]) -> Text:
    """Say which sentences passages are in.

    Parameters
    ----------
    outline : Outline
        The order of their document.
    passages : sequence of Passage
        In the order of the text; may be empty.

    Returns
    -------
    Text
        Such as "sentence 37"; characters, where the graph does not know the sentences; empty of no passage.
    """
    numbers = _numbers(outline, passages)
    return _counted(numbers) if numbers else characters(passages)


def where(table: Table, outline: Outline, passages: Sequence[Passage]) -> Text:
    """Say where passages stand.

    Parameters
    ----------
    table : Table
        The graph, which has the names of the sections.
    outline : Outline
        The order of their document.
    passages : sequence of Passage
        In the order of the text; may be empty.

    Returns
    -------
    Text
        Such as "sentence 37 of 85, in Railways", section by section; characters, where the graph does not
        know the sentences; empty of no passage.
    """
    numbers = _numbers(outline, passages)
    if not numbers:
        return say(translatable("characters {range}"), range=characters(passages)) if passages else NOTHING
    total = str(len(outline.sentences))
    told = []
    for topic, members in groupby(numbers, key=outline.topic):
        section = say(translatable("in {section}"), section=title(table, topic)) if topic else NOTHING
        counted = say(translatable("{sentences} of {n}"), sentences=_counted([*members]), n=total)
        told.append(joined([counted, section]))
    return joined(told, "; ", "；")


def title(table: Table, topic: str) -> Text:
    """Give the name of a section.

    Parameters
    ----------
    table : Table
    topic : str
        IRI of its topic.

    Returns
    -------
    Text
    """
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
