"""The facts on the page of a thing, a record, a passage or a document as a table for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ydkg.telling.spreadsheet import Spreadsheet
from ydkg.telling.text import joined
from ydkg.vocab import ydr
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ydkg.server.thing.facts import Fact, Heading
    from ydkg.server.thing.telling import Telling
    from ydkg.telling.later import Word
    from ydkg.telling.series import Point
    from ydkg.telling.spreadsheet import Cell

#: What a page has under headings, by the name of its part; and what public pages say.
PARTS = (
    *("claims", "connections", "within", "values", "judged", "following"),
    *("parts", "facts", "sentences", "uses", "series", "told_by_pages"),
)
#: What facts that stand under no heading of their own stand under.
_LISTED = {
    "claims": translatable("First of its kind, as the document claims"),
    "judged": translatable("What the editors judged of it"),
    "inferred": translatable("Inferred by the ontology"),
    "derived": translatable("Derived by arithmetic"),
}
_HEADINGS = (
    translatable("heading"),
    translatable("fact"),
    translatable("editors’ note"),
    translatable("confidence"),
    translatable("source"),
    translatable("record"),
)


def fact_sheet(
    telling: Telling, slug: str, told: Mapping[str, object], part: str = "", heading: str = ""
) -> Spreadsheet:
    """Put the facts of a page into a table.

    Parameters
    ----------
    telling : Telling
        The graph, in the language of the page.
    slug : str
        What the page is of.
    told : mapping of str to object
        What the page says.
    part : str
        The only one of `PARTS` that is wanted; all where it is none of them.
    heading : str
        The only heading whose facts are wanted; empty for all.

    Returns
    -------
    Spreadsheet
        A row a fact, in the order of the page.
    """
    parts = [part] if part in PARTS else PARTS
    rows = [row for name in parts for row in _rows(telling, name, told.get(name) or ()) if heading in ("", row[0])]
    return Spreadsheet(telling.name(ydr(slug)), [telling.say(each) for each in _HEADINGS], rows)


def _rows(telling: Telling, name: str, held: object) -> Iterator[list[Cell]]:
    """Write what a part of a page holds."""
    if name == "series":
        for metric, points in cast("Mapping[str, Sequence[Point]]", held or {}).items():
            for point in points:
                said = telling.pick(joined([point.value, point.when], ", ", "，"))
                yield [telling.name(ydr(metric)), said, "", "", telling.pick(point.name), ydr(point.id)]
    elif name == "told_by_pages":
        heading = telling.say(translatable("By public pages, not proven to the letter"))
        for word in cast("Sequence[Word]", held):
            parts = (word.sentence, word.note, word.confidence, word.page)
            yield [heading, *(telling.pick(each) for each in parts), ydr(word.id)]
    elif name in (*_LISTED, "following"):
        facts = cast("Sequence[Fact]", held)
        yield from (_cells(telling, telling.say(_LISTED.get(fact.kind) or _LISTED[name]), fact) for fact in facts)
    else:
        groups = cast("Sequence[Heading]", held() if callable(held) else held)
        yield from (_cells(telling, group.title, fact) for group in groups for fact in group.facts)


def _cells(telling: Telling, heading: str, fact: Fact) -> list[Cell]:
    """Write a fact: its sentence, or its value, with what is said of it."""
    sentence = "".join(part.text for part in fact.words)
    where = [telling.pick(fact.evidence.mark), fact.basis]
    source = " · ".join(each for each in where if each)
    return [heading, sentence, fact.note, fact.confidence, source, fact.iri or fact.other]
