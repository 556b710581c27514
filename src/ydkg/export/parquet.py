"""The graph as tables in Parquet, for data frames and databases."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

from ydkg.errors import OutputError
from ydkg.export._format import Format
from ydkg.export._sheet import heading
from ydkg.export._sheets import book_of
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa
    from pyoxigraph import Triple

    from ydkg.export._sheet import Cell, Column, Sheet

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
#: Digits of a number, and those of them that stand after the point.
_DIGITS, _AFTER = 38, 12


def write(triples: Iterable[Triple]) -> dict[str, bytes]:
    """Write the tables of a graph.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    dict of str to bytes
        ``TABLE.parquet`` for each table: numbers as decimals with 12 digits after the point, days as days, several IRIs
        as a list; a column's names for people are its metadata ``en`` and ``zh``. The same bytes for the same triples
        and the same version of pyarrow.

    Raises
    ------
    OutputError
        If a number has more digits than fit, or a day is none.
    """
    return {f"{sheet.name}.parquet": _file(sheet) for sheet in book_of(triples).sheets}


def _file(sheet: Sheet) -> bytes:
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
    fields = [
        pa.field(column.name, types[column.kind], metadata=dict(zip(("en", "zh"), heading(column), strict=True)))
        for column in sheet.columns
    ]
    columns = [_column(sheet, at, column, types[column.kind]) for at, column in enumerate(sheet.columns)]
    target = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(columns, schema=pa.schema(fields)), target, compression="zstd")
    return target.getvalue()


def _column(sheet: Sheet, at: int, column: Column, kind: pa.DataType) -> pa.Array:
    """Make a column of typed values."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    cells: list[Cell | date | list[str]] = [row[at] for row in sheet.rows]
    try:
        if column.kind == "day":
            cells = [date.fromisoformat(str(cell)) if cell is not None else None for cell in cells]
        return pa.array([list(cell) if isinstance(cell, tuple) else cell for cell in cells], type=kind)
    except (ValueError, OverflowError) as error:
        raise OutputError(
            f"{sheet.name}, {column.name}: Parquet cannot carry a value ({error}): take csv", column.name
        ) from error
