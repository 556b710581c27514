"""The graph as tables in Parquet, for data frames and databases."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from ydkg.errors import OutputError, problem
from ydkg.export._format import Format
from ydkg.export._sheet import heading
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from ydkg.export._sheet import Cell, Sheet
    from ydkg.export._sheets import TableSet

FORMAT = Format(
    name="Parquet",
    extension="zip",
    media_type="application/zip",
    purpose=translatable("the same tables by columns with their types, for data frames and databases"),
    carries="view",
    order=9,
    several=True,
    extra="parquet",
)
#: Rows that are written at once.
GROUP = 10_000
#: Digits of a number, and those of them that stand after the point.
_DIGITS, _AFTER = 38, 12


def files(tables: TableSet, folder: Path) -> list[str]:
    """Write the tables of a graph."""
    import pyarrow as pa  # noqa: PLC0415 - an extra, which only this format needs
    from pyarrow import parquet  # noqa: PLC0415 - likewise

    types = {
        "text": pa.string(),
        "iri": pa.string(),
        "iris": pa.list_(pa.string()),
        "decimal": pa.decimal128(_DIGITS, _AFTER),
        "integer": pa.int64(),
        "day": pa.date32(),
    }
    names = [f"{sheet.name}.parquet" for sheet in tables.sheets]
    for name, sheet in zip(names, tables.sheets, strict=True):
        fields = [
            pa.field(column.name, types[column.kind], metadata=dict(zip(("en", "zh"), heading(column), strict=True)))
            for column in sheet.columns
        ]
        schema, rows, empty = pa.schema(fields), iter(sheet.rows), True
        with parquet.ParquetWriter(folder / name, schema, compression="zstd") as target:
            while (group := list(islice(rows, GROUP))) or empty:
                columns = [_column(sheet, group, at, types[column.kind]) for at, column in enumerate(sheet.columns)]
                group, empty = [], False  # before the next is read
                target.write_table(pa.Table.from_arrays(columns, schema=schema))
                del columns
    return names


def _column(sheet: Sheet, rows: Sequence[tuple[Cell, ...]], at: int, kind: pa.DataType) -> pa.Array:
    """Make a column of typed values."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    column = sheet.columns[at]
    cells: list[Cell | date | list[str]] = [row[at] for row in rows]
    try:
        if column.kind == "day":
            cells = [date.fromisoformat(str(cell)) if cell is not None else None for cell in cells]
        return pa.array([list(cell) if isinstance(cell, tuple) else cell for cell in cells], type=kind)
    except (ValueError, OverflowError) as error:
        where = f"{sheet.name}, {column.name}"
        said = problem("{where}: Parquet cannot carry a value ({words}): take csv", where=where, words=error)
        raise OutputError(said, column.name) from error
