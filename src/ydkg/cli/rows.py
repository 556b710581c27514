"""Rows for people and for programs: an aligned table, or SPARQL results in CSV, TSV or JSON."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import unicodedata
from io import StringIO
from typing import TYPE_CHECKING

from ydkg.files import write_whole
from ydkg.graph.values import term_as_json, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from ydkg.graph.graph import Term
    from ydkg.graph.sparql import Row

FORMATS = ("table", "csv", "tsv", "json")
#: Characters that steer a terminal or reorder or hide what stands beside them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Linked(str):
    """The words of a cell, and the address that they lead to on a terminal."""

    __slots__ = ("address",)
    address: str

    def __new__(cls, words: str, address: str) -> Self:
        """Put words and address together; an address with signs that steer a terminal is none."""
        made = super().__new__(cls, words)
        made.address = "" if _UNSEEN.search(address) else address
        return made


def write_rows(columns: Sequence[str], rows: Sequence[Row], layout: str, output: str) -> None:
    """Write rows."""
    if layout == "table":
        write_table(columns, [[*map(shown, row)] for row in rows], output)
        return
    text = StringIO()
    if layout == "json":
        bindings = []
        for row in rows:
            bound = zip(columns, row, strict=True)
            bindings.append({column: term_as_json(term) for column, term in bound if term is not None})
        answer = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
        text.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    elif layout == "tsv":
        for line in ([f"?{column}" for column in columns], *(map(_as_tsv, row) for row in rows)):
            text.write("\t".join(line) + "\n")
    else:
        writer = csv.writer(text)  # lines end in CRLF, as the W3C has it
        writer.writerow(columns)
        writer.writerows(map(_as_csv, row) for row in rows)
    write_whole(output, text.getvalue())


def _as_tsv(term: Term | None) -> str:
    return "" if term is None else str(term).replace("\t", "\\t")


def _as_csv(term: Term | None) -> str:
    return "" if term is None else getattr(term, "value", str(term))


def write_table(
    columns: Sequence[str], cells: Sequence[Sequence[str]], output: str, notes: Sequence[Sequence[str]] = ()
) -> None:
    """Write a table for people: drawn on a terminal, one record a block where that is too narrow; else aligned text."""
    if not cells:
        sys.stderr.write("no rows\n")
    if output == "-" and sys.stdout.isatty():
        _draw(columns, cells, notes)
        return
    write_whole(output, table_text(columns, cells, notes))


def _draw(columns: Sequence[str], cells: Sequence[Sequence[str]], notes: Sequence[Sequence[str]] = ()) -> None:
    """Draw a table on a terminal: columns side by side, or one record a block where they do not fit."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - rich is slow to load, and a pipe does not need it
    from rich.console import Console  # noqa: PLC0415 - likewise
    from rich.measure import Measurement  # noqa: PLC0415 - likewise
    from rich.padding import Padding  # noqa: PLC0415 - likewise
    from rich.style import Style  # noqa: PLC0415 - likewise
    from rich.table import Table  # noqa: PLC0415 - likewise
    from rich.text import Text  # noqa: PLC0415 - likewise

    def cell_text(cell: str) -> Text:
        address = getattr(cell, "address", "")
        return Text(cell, Style(link=address) if address else "")

    console = Console()
    drawn = Table(box=SIMPLE_HEAD)
    for column in columns:
        drawn.add_column(Text(column), overflow="fold")
    for row in cells:
        drawn.add_row(*map(cell_text, row))
    if not notes and Measurement.get(console, console.options.update(max_width=10**6), drawn).maximum <= console.width:
        console.print(drawn)
        return
    for number, row in enumerate(cells):
        block = Table.grid(padding=(0, 2, 0, 0))  # cells one below the other; empty ones are left out
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                block.add_row(Text(column), cell_text(cell))
        console.print(block)
        for line in notes[number] if notes else ():
            console.print(Padding(Text(line), (0, 0, 0, 4)))
        console.print()


def shown(term: Term | None) -> str:
    """Return a term as a table shows it."""
    return visible(written(term))


def visible(text: str) -> str:
    r"""Return a text in which no letter steers the terminal, reorders its neighbours or hides.

    >>> print(visible("a\x1b[31m\nb\u202e"))
    a\x1b[31m\nb\u202e
    """
    return _UNSEEN.sub(lambda match: _NAMED.get(match[0]) or ascii(match[0])[1:-1], text)


def linked(text: str, address: str, output: str) -> str:
    """Make words a link where they go to a terminal, which shows the words and follows the address (OSC 8)."""
    terminal = output == "-" and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if not terminal or not address.startswith(("https://", "http://")) or _UNSEEN.search(address):
        return text
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"


def table_text(columns: Sequence[str], cells: Sequence[Sequence[str]], notes: Sequence[Sequence[str]] = ()) -> str:
    """Align cells under the names of their columns; lines; wide characters count twice.

    >>> print(table_text(["name", "n"], [["文件", "1"], ["a", "22"]]), end="")
    name  n
    ----  --
    文件  1
    a     22
    """
    widths = [max(map(width, column)) for column in zip(columns, *cells, strict=True)]
    lines = [_aligned(columns, widths), _aligned(["-" * size for size in widths], widths)]
    for number, row in enumerate(cells):
        lines.append(_aligned(row, widths))
        if notes:
            lines += [f"    {note}" for note in notes[number]]
    return "".join(f"{line}\n" for line in lines)


def width(text: str) -> int:
    """Measure a text on a terminal; columns that it takes."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(bool(unicodedata.combining(character)) for character in text)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip()
