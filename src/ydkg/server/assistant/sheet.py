"""Answers on one sheet: lines of Markdown within a bound, each with where it is written, and what to ask next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import ParameterError, problem
from ydkg.telling.sources import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ydkg.language.text import Language
    from ydkg.telling.sources import Evidence

#: Bytes of an answer at most: what an assistant reads is dear.
LIMIT = 4096
_CUT = "…"
#: Bytes around the lines of an answer for programs, and of the number that it ends with.
_AROUND = 60


class Source(NamedTuple):
    """Where something is written: in words, and the public addresses that mark the words; without words nowhere."""

    words: str
    addresses: tuple[str, ...] = ()

    def __str__(self) -> str:
        known = [address.replace("(", "%28").replace(")", "%29") for address in self.addresses if address]
        if not known:
            return f"[{self.words}]" if self.words else ""
        more = (f" [{number}]({address})" for number, address in enumerate(known[1:], start=2))
        return f"[{self.words}]({known[0]})" + "".join(more)


class Line(NamedTuple):
    """A line: what it says, where that is written, what ends it, and the cells of a row of a table."""

    words: str
    sources: tuple[Source, ...] = ()
    end: str = ""
    cells: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join(filter(None, [self.words, *map(str, self.sources), self.end]))

    @property
    def told(self) -> dict[str, object]:
        """The same for programs."""
        said = {"cells": list(self.cells)} if self.cells else {"says": self.words.removeprefix("- ")}
        sources = [{"where": words, "addresses": list(addresses)} for words, addresses in self.sources if words]
        return {**said, "sources": sources}


class Sheet(NamedTuple):
    """An answer: its text; and for programs its lines, the numbers of the first and the next (0 of none), columns."""

    text: str
    lines: tuple[Line, ...] = ()
    first: int = 1
    following: int = 0
    columns: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, object]:
        """As many of the lines as there is room for, for programs."""
        told, following = list[dict[str, object]](), self.following
        room = LIMIT - _size(json.dumps([self.columns], ensure_ascii=False)) - _AROUND
        for number, line in enumerate(self.lines, start=self.first):
            room -= _size(json.dumps(line.told, ensure_ascii=False)) + 2
            if room < 0:
                following = number
                break
            told.append(line.told)
        return {"columns": list(self.columns), "lines": told, "next": following}


#: What `Sheet.told` is, as a JSON Schema.
SCHEMA = {
    "type": "object",
    "properties": {
        "columns": {"type": "array", "items": {"type": "string"}, "description": "Of a table; else empty."},
        "lines": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "says": {"type": "string"},
                    "cells": {"type": "array", "items": {"type": "string"}},
                    "sources": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "where": {"type": "string"},
                                "addresses": {"type": "array", "items": {"type": "string"}},
                            },
                            "required": ["where", "addresses"],
                        },
                    },
                },
                "required": ["sources"],
            },
        },
        "next": {
            "type": "integer",
            "description": "Number of the line to go on with, as `first`; 0 where all is told.",
        },
    },
    "required": ["columns", "lines", "next"],
}


def sheet(
    head: Sequence[str],
    lines: Sequence[Line],
    after: Callable[[int], str],
    first: int = 1,
    columns: Sequence[str] = (),
) -> Sheet:
    """Write as many lines as there is room for."""
    if first > max(len(lines), 1):
        raise ParameterError(problem("there are only {n}", n=len(lines)), first, where="first", parameter="first")
    top, shown, left = "\n".join(head), list[Line](), 0
    # What stands below is longest where something is left.
    room = LIMIT - _size(f"{top}\n\n{after(len(lines))}\n")
    for number, line in enumerate(lines[first - 1 :], start=first):
        size = _size(str(line))
        if size + 1 > room:
            if shown:
                left = number
                break
            line = line._replace(words=cut(line.words, room - (size - _size(line.words)) - 1))  # noqa: PLW2901
        shown.append(line)
        room -= _size(str(line)) + 1
    below = after(left)
    text = "\n".join([top, *map(str, shown), *(["", below] if below else [])])
    return Sheet(text, tuple(shown), first, left, tuple(columns))


def plain(text: str) -> Sheet:
    """Answer in one line that is written nowhere."""
    return Sheet(text, (Line(text),))


def following(language: Language, *calls: str) -> str:
    """Say what to ask next; a line."""
    return language.gettext("Next: {calls}", calls=language.comma.join(filter(None, calls)))


def cut(text: str, size: int) -> str:
    """Cut a text to a number of bytes; the text, or its beginning with an ellipsis.

    >>> cut("青河谷", 9), cut("青河谷", 8), cut("delta", 4)
    ('青河谷', '青…', 'd…')
    """
    if _size(text) <= size:
        return text
    return text.encode()[: max(size - _size(_CUT), 0)].decode(errors="ignore") + _CUT


def cited(evidence: Evidence, lang: str, *, several: bool = False) -> tuple[Source, ...]:
    """Say where a fact is written: the places in words, each a link to the page of its work, which marks the words."""
    told = []
    for work, _, where in evidence.works:
        title = work.title.pick(lang)
        words = where.pick(lang) if where else title
        named = f"{shortened(title)}: {words}" if where and several else words
        told.append(Source(named, (work.lit(evidence.passages_of(work)),)))
    return tuple(told)


def table(columns: Sequence[str], rows: Iterable[tuple[Sequence[str], Source]]) -> tuple[list[str], list[Line]]:
    """Write rows as a table; what stands above, and the rows."""
    lines = [Line(f"| {' | '.join(map(_cell, cells))} |", (where,), "|", tuple(cells)) for cells, where in rows]
    return [f"| {' | '.join(map(_cell, columns))} |", f"|{'---|' * len(columns)}"], lines


def _cell(text: str) -> str:
    r"""Write a text so that it stays within a cell, on its line.

    >>> _cell("a|b\n c")
    'a\\|b c'
    """
    return " ".join(text.replace("|", "\\|").split())


def _size(text: str) -> int:
    return len(text.encode())
