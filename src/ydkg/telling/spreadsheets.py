"""Tables that people open in a spreadsheet: CSV with a byte order mark, or a workbook."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from contextlib import suppress
from decimal import Decimal
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ydkg.errors import OutputError, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


Cell: TypeAlias = str | int | Decimal | dt.date | None
#: What a workbook holds at most: characters of a cell, rows of a sheet.
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576
#: What spreadsheets take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A change with its sign and unit, which no spreadsheet takes for a formula.
_CHANGE = re.compile(r"\+[\d.,]+%?( [\w µ/²³]+)?")
#: When every workbook says that it was made: the same graph gives the same file.
CREATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_WIDEST, _NARROWEST = 60, 8
#: Rows that are written in one go.
_PIECE = 50


class Spreadsheet(NamedTuple):
    """A table of one sheet: what it holds, the headings of its columns, and rows × columns."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_csv(sheet: Spreadsheet) -> bytes:
    r"""Write a table as CSV that a spreadsheet opens as it is.

    >>> as_csv(Spreadsheet("lengths", ["line", "km"], [["大桥", Decimal(7600)], ["=1+1", None]])).decode("utf-8-sig")
    "line,km\r\n大桥,7600\r\n'=1+1,\r\n"
    """
    return b"".join(csv_in_pieces(sheet.headings, sheet.rows))


def csv_in_pieces(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Write a table as `as_csv` does, piece by piece; the headings, then `_PIECE` rows at a time."""
    yield _lines([headings]).encode("utf-8-sig")
    left = iter(rows)
    while piece := _lines(islice(left, _PIECE)):
        yield piece.encode()


def _lines(rows: Iterable[Sequence[Cell]]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows([_written(cell) for cell in row] for row in rows)
    return target.getvalue()


def as_xlsx(sheet: Spreadsheet) -> bytes:
    """Write a table as a workbook of one sheet: numbers as numbers, days as days, headings in sight, filters ready."""
    if not has_xlsx():
        raise OutputError(problem("xlsx: needs xlsxwriter: pip install 'ydkg[tables]'; or take csv"), "xlsx")
    if len(sheet.rows) + 1 > MOST_ROWS:
        raise OutputError(
            problem("{n} rows, and a workbook holds {most}: take csv", n=len(sheet.rows), most=MOST_ROWS), "xlsx"
        )
    import xlsxwriter  # noqa: PLC0415 - an extra, which only workbooks need

    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"title": sheet.title, "created": CREATED})
    bold, day = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "yyyy-mm-dd"})
    page = workbook.add_worksheet()
    for at, heading in enumerate(sheet.headings):
        longest = max((len(_written(row[at])) for row in sheet.rows), default=0)
        page.set_column(at, at, min(_WIDEST, max(_NARROWEST, len(heading), longest) + 2))
        page.write_string(0, at, heading, bold)
    for number, row in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(row):
            put(page, number, at, cell, day)
    page.freeze_panes(1, 1)
    if sheet.rows and sheet.headings:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    workbook.close()
    return target.getvalue()


WRITERS = {"csv": as_csv, "xlsx": as_xlsx}


def has_xlsx() -> bool:
    """Tell whether workbooks can be written."""
    return find_spec("xlsxwriter") is not None


def put(page: Any, row: int, at: int, cell: Cell, day: object) -> None:  # noqa: ANN401 - the library has no types
    """Write a cell of a workbook: a number where it has it exactly, a day as a day, all else as text."""
    number = math.nan
    if isinstance(cell, int | Decimal):
        with suppress(OverflowError, ValueError):
            number = float(cell)
    if isinstance(cell, dt.date) and cell.year >= 1900:  # noqa: PLR2004 - a workbook's calendar begins there
        page.write_datetime(row, at, cell, day)
    elif math.isfinite(number) and Decimal(repr(number)) == cell:
        page.write_number(row, at, number)
    elif (text := "" if cell is None else str(cell)) and len(text) > LONGEST_CELL:
        raise OutputError(
            problem("a text of {n} characters, and a cell holds {most}: take csv", n=len(text), most=LONGEST_CELL),
            text[:60],
        )
    elif text:
        page.write_string(row, at, text)


def _written(cell: Cell) -> str:
    """Write a cell of CSV."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) and not _CHANGE.fullmatch(cell) else cell
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell)
