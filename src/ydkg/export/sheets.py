"""The tables as files: CSV with a Frictionless description, a workbook, Parquet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ydkg.collection import VERSION
from ydkg.errors import OutputError, problem
from ydkg.export.tables import tables_of, written
from ydkg.telling.spreadsheets import CREATED, MOST_ROWS, put

if TYPE_CHECKING:
    from ydkg.export.format import Contents
    from ydkg.export.tables import Cell, Table

_FRICTIONLESS = {
    "text": {"type": "string"},
    "iri": {"type": "string", "format": "uri"},
    "iris": {"type": "string"},
    "decimal": {"type": "number"},
    "integer": {"type": "integer"},
    "day": {"type": "date"},
}
_WIDTHS = {"text": 34, "iri": 18, "iris": 18, "decimal": 16, "integer": 10, "day": 12}
#: Digits of a number in Parquet, and those of them that stand after the point.
_DIGITS, _AFTER = 38, 12


def csv_files(contents: Contents) -> dict[str, bytes]:
    """Write the tables as CSV for programs, whose lines end as RFC 4180 has it, and what describes them.

    Frictionless Data, Data Package 1.
    """
    tables, whole, files = tables_of(contents), contents.description, {}
    for table in tables:
        text = io.StringIO(newline="")
        lines = csv.writer(text, lineterminator="\r\n")
        lines.writerow([column.name for column in table.columns])
        lines.writerows([written(cell) for cell in row] for row in table.rows)
        files[f"{table.name}.csv"] = text.getvalue().encode()
    keys = {table.name: table.columns[0].name for table in tables}
    licence = {"path": whole.licence} if whole.licence else {"name": whole.terms.en}
    package = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", whole.iri.rstrip("/#").rpartition("/")[2].lower()),
        "title": whole.title.en,
        "version": VERSION,
        "homepage": whole.address,
        "licenses": [licence] if whole.terms else [],
        "resources": [_resource(table, files[f"{table.name}.csv"], keys) for table in tables],
    }
    stated = {name: value for name, value in package.items() if value}
    return files | {"datapackage.json": json.dumps(stated, ensure_ascii=False, indent=1).encode() + b"\n"}


def _resource(table: Table, content: bytes, keys: dict[str, str]) -> dict[str, object]:
    """Describe a table as Frictionless does."""
    fields, foreign = [], []
    for column in table.columns:
        titles = {"title": column.title.en, "description": column.title.zh}
        fields.append({"name": column.name, **_FRICTIONLESS[column.kind], **titles})
    for name, other in table.leads.items():
        foreign.append({"fields": [name], "reference": {"resource": other, "fields": [keys[other]]}})
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title.en,
        "path": f"{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {"fields": fields, "primaryKey": [keys[table.name]], "foreignKeys": foreign},
    }


def xlsx(contents: Contents) -> bytes:
    """Write the tables as a workbook: a sheet each, and one that says what they hold.

    Office Open XML. Under the line of names for programs stand the columns' names in English and in Chinese; both lines
    stay in sight. No text is a formula, whatever it begins with.
    """
    import xlsxwriter  # noqa: PLC0415 - an extra, which only this format needs

    file, whole = io.BytesIO(), contents.description
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    comments = ", ".join(filter(None, (f"ydkg {VERSION}", whole.terms.en)))
    workbook.set_properties({"title": whole.title.en, "comments": comments, "created": CREATED})
    bold = workbook.add_format({"bold": True})
    quiet = workbook.add_format({"italic": True, "font_color": "#666666"})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    about = workbook.add_worksheet("about")
    about.set_column(0, 0, 18)
    about.set_column(1, 2, 60)
    terms = " / ".join(dict.fromkeys(whole.terms))
    for number, line in enumerate([*whole.title, f"ydkg {VERSION}", terms, whole.address]):
        about.write_string(number, 1, line, bold if not number else None)
    for number, table in enumerate(tables_of(contents), start=6):
        about.write_row(number, 0, [table.name, *table.title, len(table.rows)])
        _sheet(workbook.add_worksheet(table.name), table, bold, quiet, day)
    workbook.close()
    return file.getvalue()


def _sheet(page: Any, table: Table, bold: object, quiet: object, day: object) -> None:  # noqa: ANN401 - the library has no types
    """Write a table."""
    if len(table.rows) + 2 > MOST_ROWS:
        what = problem("{where}: {n} rows, and a workbook holds {most}: take csv",
                       where=table.name, n=len(table.rows), most=MOST_ROWS)  # fmt: skip
        raise OutputError(what, table.name)
    for at, column in enumerate(table.columns):
        page.set_column(at, at, _WIDTHS[column.kind])
        page.write_string(0, at, column.name, bold)
        page.write_string(1, at, " ".join(dict.fromkeys(column.title)), quiet)
        for number, row in enumerate(table.rows, start=2):
            put(page, number, at, _typed(row[at], column.kind), day)
    page.freeze_panes(2, 1)


def _typed(cell: Cell, kind: str) -> Any:  # noqa: ANN401 - what a workbook or Parquet takes
    """Give a day as a day, and several IRIs with spaces between them."""
    if kind == "day" and cell is not None:
        with suppress(ValueError):
            return dt.date.fromisoformat(written(cell))
    return " ".join(cell) if isinstance(cell, tuple) else cell


def parquet(contents: Contents) -> dict[str, bytes]:
    """Write the tables by columns, with types and with what the columns are called in both languages."""
    import pyarrow as pa  # noqa: PLC0415 - an extra, which only this format needs
    from pyarrow import parquet as files  # noqa: PLC0415 - likewise

    types = {
        "text": pa.string(),
        "iri": pa.string(),
        "iris": pa.list_(pa.string()),
        "decimal": pa.decimal128(_DIGITS, _AFTER),
        "integer": pa.int64(),
        "day": pa.date32(),
    }
    parts = {}
    for table in tables_of(contents):
        fields, arrays = [], []
        for at, column in enumerate(table.columns):
            fields.append(pa.field(column.name, types[column.kind], metadata=column.title._asdict()))
            cells = [row[at] if column.kind == "iris" else _typed(row[at], column.kind) for row in table.rows]
            try:
                arrays.append(pa.array(cells, type=types[column.kind]))
            except (ValueError, OverflowError, TypeError) as error:
                where = f"{table.name}, {column.name}"
                what = problem("{where}: Parquet cannot carry a value ({words}): take csv", where=where, words=error)
                raise OutputError(what, column.name) from error
        file = io.BytesIO()
        files.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), file, compression="zstd")
        parts[f"{table.name}.parquet"] = file.getvalue()
    return parts
