"""The graph as a workbook: a sheet a table, and one that says what they hold."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ydkg.errors import OutputError
from ydkg.export._format import Format
from ydkg.export._sheet import heading, written
from ydkg.export._sheets import book_of
from ydkg.telling.spreadsheet import MEDIA_TYPES, MOST_ROWS, put
from ydkg.telling.text import say
from ydkg.version import VERSION
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

    from ydkg.export._sheet import Cell, Sheet
    from ydkg.telling.spreadsheet import Cell as SpreadsheetCell
    from ydkg.telling.text import Text

FORMAT = Format(
    name="Excel",
    extension="xlsx",
    media_type=MEDIA_TYPES["xlsx"],
    purpose=translatable("the same tables as a workbook, for a spreadsheet"),
    carries="view",
    order=9,
    titled=True,
    extra="tables",
)
_DAY = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_WIDTHS = {"text": 34, "iri": 18, "iris": 18, "decimal": 16, "integer": 10, "day": 12}


def write(triples: Iterable[Triple]) -> bytes:
    """Write the tables of a graph as a workbook.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    bytes
        Office Open XML. Under the line of names for programs stand the columns' names in English and in Chinese; both
        lines stay in sight. No text is a formula, whatever it begins with. The same bytes for the same triples.

    Raises
    ------
    OutputError
        If a table or a text is longer than a workbook holds.
    """
    import xlsxwriter  # noqa: PLC0415 - an extra, which only this format needs

    target = io.BytesIO()
    title, sheets = book_of(triples)
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"title": title.en, "comments": f"ydkg {VERSION}, CC BY 4.0", "created": _DAY})
    bold = workbook.add_format({"bold": True})
    quiet = workbook.add_format({"italic": True, "font_color": "#666666"})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    _cover(workbook.add_worksheet("about"), title, sheets, bold)
    for sheet in sheets:
        page = workbook.add_worksheet(sheet.name)
        if len(sheet.rows) + 2 > MOST_ROWS:
            raise OutputError(
                f"{sheet.name}: {len(sheet.rows)} rows, and a workbook holds {MOST_ROWS}: take csv", sheet.name
            )
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, _WIDTHS[column.kind])
            page.write_string(0, at, column.name, bold)
            page.write_string(1, at, " ".join(dict.fromkeys(heading(column))), quiet)
        for number, row in enumerate(sheet.rows, start=2):
            for at, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
                put(page, number, at, _valued(cell, day=column.kind == "day"), day)
        page.freeze_panes(2, 1)
    workbook.close()
    return target.getvalue()


def _cover(page: Any, title: Text, sheets: Sequence[Sheet], bold: object) -> None:  # noqa: ANN401 - the library has no types
    """Say on the first sheet what the others hold."""
    page.set_column(0, 0, 18)
    page.set_column(1, 2, 60)
    for number, line in enumerate([*title, f"ydkg {VERSION}", "CC BY 4.0", "https://w3id.org/ydkg/"]):
        page.write_string(number, 1, line, bold if not number else None)
    for number, sheet in enumerate(sheets, start=6):
        for at, text in enumerate((sheet.name, *say(sheet.title))):
            page.write_string(number, at, text)
        page.write_number(number, 3, len(sheet.rows))


def _valued(cell: Cell, *, day: bool) -> SpreadsheetCell:
    """Give a cell as a spreadsheet has it: a day as a day, several IRIs with spaces between them."""
    if isinstance(cell, tuple):
        return written(cell)
    if day and cell is not None:
        with suppress(ValueError):
            return dt.date.fromisoformat(written(cell))
    return cell
