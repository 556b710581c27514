"""How a thing or a fact is cited: what is said, its permanent address, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg import __version__
from ydkg.words.grammar import capitalized

if TYPE_CHECKING:
    from ydkg.server.thing.sources import Passage, Sources, Work
    from ydkg.server.thing.telling import Telling

_TITLE = ("ydkg: the knowledge graph of the Yangtze River Delta’s integration", "ydkg：长三角一体化知识图谱")


def cited(telling: Telling, said: str, iri: str, sources: Sources | None = None) -> str:
    """Write a citation.

    Parameters
    ----------
    telling : Telling
        The language.
    said : str
        A thing's name, or a fact in a sentence.
    iri : str
        Its permanent address.
    sources : Sources, optional
        Where the fact is written.

    Returns
    -------
    str
        One line that ends with a full stop.
    """
    title = telling.say(*_TITLE)
    said = said if telling.zh else capitalized(said)
    body = f"{said.rstrip('.。')}. {title}, {__version__}. {iri}."
    if telling.zh:
        body = f"{said.rstrip('.。')}。{title}，{__version__}。{iri}。"
    if not sources:
        return body
    held: dict[Work, list[Passage]] = {}
    for place in sources.places:
        held.setdefault(place.work, []).extend(place.passages)
    places = telling.say("; ", "；").join(_place(telling, work, passages) for work, passages in held.items())
    return body + telling.say(f" Source: {places}.", f"出处：{places}。")


def listed(telling: Telling, words: list[str]) -> str:
    """List words in a sentence, as the language does.

    Parameters
    ----------
    telling : Telling
        The language.
    words : list of str
        May be empty.
    """
    if telling.zh or not words:
        return "、".join(words)
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


def _place(telling: Telling, work: Work, passages: list[Passage]) -> str:
    """Write a work with the characters that are meant."""
    ranges = listed(telling, [f"{each.start}–{each.end}" for each in passages])
    characters = telling.say(f"characters {ranges}", f"第{ranges}字符") if ranges else ""
    day = telling.day(work.date) if work.date else ""
    return telling.say(", ", "，").join(part for part in (work.title, day, characters, work.link) if part)
