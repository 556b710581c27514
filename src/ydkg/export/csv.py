"""The graph as tables in CSV, with what describes them: a Frictionless data package and CSV on the Web."""

from __future__ import annotations

import csv
import json
import re
from hashlib import file_digest
from typing import TYPE_CHECKING, NamedTuple

from ydkg.export._format import Format
from ydkg.export._sheet import heading, written
from ydkg.telling.collection import LICENCE
from ydkg.telling.description import describe_collection
from ydkg.telling.text import say
from ydkg.version import VERSION
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ydkg.export._sheet import Sheet
    from ydkg.export._sheets import TableSet
    from ydkg.telling.description import Description

#: Of each of its tables.
MEDIA_TYPE = "text/csv"
FORMAT = Format(
    name="CSV",
    extension="zip",
    media_type="application/zip",
    purpose=translatable("tables of people, figures, milestones, places and all else, described for programs"),
    carries="view",
    order=9,
    titled=True,
    several=True,
)
_FRICTIONLESS = {
    "text": {"type": "string"},
    "iri": {"type": "string", "format": "uri"},
    "iris": {"type": "string"},
    "decimal": {"type": "number"},
    "integer": {"type": "integer"},
    "day": {"type": "date"},
}
_CSVW = {"text": "string", "iri": "anyURI", "iris": "anyURI", "decimal": "decimal", "integer": "integer", "day": "date"}


class _Written(NamedTuple):
    """A table that was written: its sheet, size and SHA-256, and the columns in which every row has a value."""

    sheet: Sheet
    size: int
    digest: str
    filled: frozenset[str]


def files(tables: TableSet, folder: Path) -> list[str]:
    """Write the tables of a graph.

    Frictionless Data, Data Package 1; W3C, Model for Tabular Data and Metadata on the Web, 2015.
    """
    made = []
    for sheet in tables.sheets:
        path, names = folder / f"{sheet.name}.csv", [column.name for column in sheet.columns]
        filled = set(names)
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\r\n")
            rows.writerow(names)
            for row in sheet.rows:
                rows.writerow(map(written, row))
                filled.difference_update([name for name, cell in zip(names, row, strict=True) if cell is None])
        with path.open("rb") as read:
            digest = file_digest(read, "sha256").hexdigest()
        made.append(_Written(sheet, path.stat().st_size, digest, frozenset(filled)))
    whole = describe_collection(tables.graph.table)
    described = {"datapackage.json": _package(whole, made), "csv-metadata.json": _metadata(whole, made)}
    for name, each in described.items():
        told = {key: value for key, value in each.items() if value}
        (folder / name).write_bytes(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
    return [*(f"{sheet.name}.csv" for sheet in tables.sheets), *described]


def _package(whole: Description, tables: Sequence[_Written]) -> dict[str, object]:
    """Describe the tables as a Frictionless data package."""
    stated = {"path": whole.licence} if whole.licence else {"name": whole.terms.en}
    licences = [stated] if whole.terms else []
    if whole.licence == LICENCE:
        licences = [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0"}]
    return {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", whole.iri.rstrip("/#").rpartition("/")[2].lower()),
        "title": whole.title.en,
        "version": VERSION,
        "homepage": whole.address,
        "licenses": licences,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": sheet.name,
                "title": say(sheet.title).en,
                "path": f"{sheet.name}.csv",
                "scheme": "file",
                "format": "csv",
                "mediatype": MEDIA_TYPE,
                "encoding": "utf-8",
                "bytes": size,
                "hash": f"sha256:{digest}",
                "schema": {
                    "fields": [
                        {"name": column.name, **_FRICTIONLESS[column.kind], "title": title.en, "description": title.zh}
                        for column, title in zip(sheet.columns, map(heading, sheet.columns), strict=True)
                    ],
                    "primaryKey": [sheet.columns[0].name],
                    "foreignKeys": [
                        {"fields": [name], "reference": {"resource": other, "fields": [_key(other, tables)]}}
                        for name, other in sheet.leads.items()
                    ],
                },
            }
            for sheet, size, digest, _ in tables
        ],
    }


def _key(name: str, tables: Iterable[_Written]) -> str:
    """Name the column that tells the rows of a table from each other."""
    return next(table.sheet.columns[0].name for table in tables if table.sheet.name == name)


def _metadata(whole: Description, tables: Sequence[_Written]) -> dict[str, object]:
    """Describe the tables as CSV on the Web does."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": whole.title.en,
        "dc:license": {"@id": whole.licence} if whole.licence else whole.terms.en or None,
        "tables": [
            {
                "url": f"{sheet.name}.csv",
                "dc:title": say(sheet.title).en,
                "tableSchema": {
                    "columns": [
                        {
                            "name": column.name,
                            "titles": {"en": [column.name, title.en], "zh": [title.zh]},
                            "datatype": _CSVW[column.kind],
                            **({"separator": " "} if column.kind == "iris" else {}),
                            **({"required": True} if column is sheet.columns[0] else {}),
                        }
                        for column, title in zip(sheet.columns, map(heading, sheet.columns), strict=True)
                    ],
                    "primaryKey": sheet.columns[0].name,
                    "foreignKeys": [
                        {
                            "columnReference": name,
                            "reference": {"resource": f"{other}.csv", "columnReference": _key(other, tables)},
                        }
                        for name, other in sheet.leads.items()
                        if name in filled  # a key may be missing by Frictionless, and not by CSV on the Web
                    ],
                },
            }
            for sheet, _, _, filled in tables
        ],
    }
