"""The graph as a workbook: a sheet a table, and one that says what they hold."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ydkg.errors import OutputError, problem, write_error
from ydkg.export._format import Format
from ydkg.export._sheet import heading, written
from ydkg.telling.description import describe_collection
from ydkg.telling.spreadsheet import CREATED, MOST_ROWS, put
from ydkg.telling.text import say
from ydkg.version import VERSION
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from pathlib import Path

    from ydkg.export._sheet import Sheet
    from ydkg.export._sheets import TableSet
    from ydkg.telling.spreadsheet import Cell as SpreadsheetCell

FORMAT = Format(
    name="Excel",
    extension="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    purpose=translatable("the same tables as a workbook, for a spreadsheet"),
    carries="view",
    order=9,
    titled=True,
    extra="tables",
)
_WIDTHS = {"text": 34, "iri": 18, "iris": 18, "decimal": 16, "integer": 10, "day": 12}


def write(tables: TableSet, path: Path) -> None:
    """Write the tables of a graph as a workbook.

    Office Open XML. Under the line of names for programs stand the columns' names in English and in Chinese; both lines
    stay in sight. No text is a formula, whatever it begins with. Texts stand in their cells, so that none has to be
    kept.
    """
    import xlsxwriter  # noqa: PLC0415 - an extra, which only this format needs

    workbook = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": str(path.parent)})
    whole = describe_collection(tables.graph.table)
    comments = ", ".join(filter(None, (f"ydkg {VERSION}", whole.terms.en)))
    workbook.set_properties({"title": whole.title.en, "comments": comments, "created": CREATED})
    bold = workbook.add_format({"bold": True})
    quiet = workbook.add_format({"italic": True, "font_color": "#666666"})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    about = workbook.add_worksheet("about")
    sizes = [_page(workbook.add_worksheet(sheet.name), sheet, bold, quiet, day) for sheet in tables.sheets]
    # The first sheet says what the others hold.
    about.set_column(0, 0, 18)
    about.set_column(1, 2, 60)
    terms = " / ".join(dict.fromkeys(whole.terms))
    for number, line in enumerate([*whole.title, f"ydkg {VERSION}", terms, whole.address]):
        about.write_string(number, 1, line, bold if not number else None)
    for number, (sheet, size) in enumerate(zip(tables.sheets, sizes, strict=True), start=6):
        for at, text in enumerate((sheet.name, *say(sheet.title))):
            about.write_string(number, at, text)
        about.write_number(number, 3, size)
    try:
        workbook.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise write_error(path.parent, error.args[0]) from error


def _page(page: Any, sheet: Sheet, bold: object, quiet: object, day: object) -> int:  # noqa: ANN401 - the library has no types
    """Write a table, and give the number of its rows."""
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, _WIDTHS[column.kind])
        page.write_string(0, at, column.name, bold)
    for at, column in enumerate(sheet.columns):
        page.write_string(1, at, " ".join(dict.fromkeys(heading(column))), quiet)
    page.freeze_panes(2, 1)
    rows, number = iter(sheet.rows), 1
    for number, row in enumerate(rows, start=2):
        if number >= MOST_ROWS:
            n, where = number - 1 + sum(1 for _ in rows), sheet.name
            said = problem("{where}: {n} rows, and a workbook holds {most}: take csv", where=where, n=n, most=MOST_ROWS)
            raise OutputError(said, sheet.name)
        for at, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            value: SpreadsheetCell = written(cell) if isinstance(cell, tuple) else cell
            if column.kind == "day" and cell is not None:
                with suppress(ValueError):
                    value = dt.date.fromisoformat(written(cell))
            put(page, number, at, value, day)
    return number - 1
