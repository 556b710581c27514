"""Citations with gaps: what stands around a fact in every style, for a page of many facts that puts each into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.text import CHINESE, ENGLISH
from ydkg.telling.cite import (
    STYLES,
    Cited,
    Reference,
    citation_pattern,
    entry_of,
    escapes,
    reference_of,
    write_citation,
)
from ydkg.telling.sources import NOWHERE, cited_line
from ydkg.telling.text import NOTHING, SEMICOLON, Text, same, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ydkg.telling.reading import Reading
    from ydkg.telling.sources import Work

#: What stands for what is said, its permanent address, its key, and characters of a document.
SAID, ADDRESS, KEY, RANGE = "\ue000", "\ue001", "\ue002", "\ue003"
# A key has plain letters only; this one becomes the sign.
_KEY = "0key0"


class Form(NamedTuple):
    """How citations of one style are put together."""

    name: Text
    entry: Text
    works: Mapping[str, tuple[Text, ...]]
    alone: Text  # what stands behind an entry alone; before the works, between them and behind them
    first: Text
    between: Text
    last: Text
    signs: Mapping[str, str]  # signs of what is said, and how they are written here


def tell_forms(reading: Reading, works: Iterable[Work]) -> dict[str, Form]:
    """Write citations with gaps; by style, in the order of `STYLES`."""
    works = list(works)
    entry = entry_of(reading, ADDRESS, same(SAID))._replace(key=_KEY)
    forms = {}
    for style, name in STYLES.items():
        told: dict[str, tuple[Text, ...]] = {}
        for work in works:
            ranges = (NOTHING,) if work.register else (same(RANGE), NOTHING)
            if style == "plain":
                told[work.id] = tuple(cited_line(work, each) for each in ranges)
            else:
                listed = (_one(reading, style, reference_of(reading, work, each)) for each in ranges)
                told[work.id] = tuple(Text(*(line.removeprefix("[\n") for line in each)) for each in listed)
        # What stands behind an entry alone; before the works, between them and behind them.
        alone, first, between, last = NOTHING, same("\n"), same("\n"), NOTHING
        if style == "csl-json":
            alone, first, between, last = same("\n]"), same(",\n"), same(",\n"), same("\n]")
        elif style == "plain":
            both = (citation_pattern(reading.about.title, written=each) for each in (False, True))
            rest = [long.removeprefix(short).partition("{line}") for short, long in zip(*both, strict=True)]
            first, between = Text(*(each[0] for each in rest)), SEMICOLON
            last = Text(*(each[2] for each in rest))
        forms[style] = Form(say(name), _one(reading, style, entry), told, alone, first, between, last, escapes(style))
    return forms


def _one(reading: Reading, style: str, reference: Reference) -> Text:
    """Write one reference, without what ends a list of them."""
    collection = reading.about.title
    what = Cited(reference.link, reference.title, NOWHERE, (reference,), collection)
    written = [write_citation(what, style, language) for language in (ENGLISH, CHINESE)]
    if style == "csl-json":
        written = [each.removesuffix("\n]") for each in written]
    return Text(*(each.replace(_KEY, KEY) for each in written))
