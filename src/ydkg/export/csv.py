"""The graph as tables in CSV, with what describes them: a Frictionless data package and CSV on the Web."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._sheet import heading, written
from ydkg.export._sheets import book_of
from ydkg.telling.description import LICENCE
from ydkg.telling.text import say
from ydkg.version import VERSION
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from ydkg.export._sheet import Column, Sheet

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


def write(triples: Iterable[Triple]) -> dict[str, bytes]:
    """Write the tables of a graph.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    dict of str to bytes
        ``TABLE.csv`` for each table, in UTF-8 with a line of names; several IRIs in a cell stand with spaces between
        them. ``datapackage.json`` and ``csv-metadata.json`` say what each column holds. The same bytes for the same
        triples.

    References
    ----------
    Frictionless Data, Data Package 1; W3C, Model for Tabular Data and Metadata on the Web, 2015.
    """
    title, sheets = book_of(triples)
    files = {f"{sheet.name}.csv": _table(sheet) for sheet in sheets}
    package, metadata = _package(title.en, sheets, files), _metadata(title.en, sheets)
    described = {"datapackage.json": package, "csv-metadata.json": metadata}
    return files | {
        name: json.dumps(each, ensure_ascii=False, indent=1).encode() + b"\n" for name, each in described.items()
    }


def _table(sheet: Sheet) -> bytes:
    target = io.StringIO()
    rows = csv.writer(target, lineterminator="\r\n")
    rows.writerow(column.name for column in sheet.columns)
    rows.writerows([written(cell) for cell in row] for row in sheet.rows)
    return target.getvalue().encode()


def _package(title: str, sheets: Iterable[Sheet], files: Mapping[str, bytes]) -> dict[str, object]:
    """Describe the tables as a Frictionless data package."""
    return {
        "profile": "tabular-data-package",
        "name": "ydkg",
        "title": title,
        "version": VERSION,
        "homepage": "https://w3id.org/ydkg/",
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": sheet.name,
                "title": say(sheet.title).en,
                "path": f"{sheet.name}.csv",
                "scheme": "file",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(files[f"{sheet.name}.csv"]),
                "hash": f"sha256:{sha256(files[f'{sheet.name}.csv']).hexdigest()}",
                "schema": {
                    "fields": [_field(column) for column in sheet.columns],
                    "primaryKey": [sheet.columns[0].name],
                    "foreignKeys": [
                        {"fields": [name], "reference": {"resource": other, "fields": [_key(other, sheets)]}}
                        for name, other in sheet.leads.items()
                    ],
                },
            }
            for sheet in sheets
        ],
    }


def _field(column: Column) -> dict[str, object]:
    title = heading(column)
    return {"name": column.name, **_FRICTIONLESS[column.kind], "title": title.en, "description": title.zh}


def _key(name: str, sheets: Iterable[Sheet]) -> str:
    """Name the column that tells the rows of a table from each other."""
    return next(sheet.columns[0].name for sheet in sheets if sheet.name == name)


def _metadata(title: str, sheets: Iterable[Sheet]) -> dict[str, object]:
    """Describe the tables as CSV on the Web does."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": title,
        "dc:license": {"@id": LICENCE},
        "tables": [
            {
                "url": f"{sheet.name}.csv",
                "dc:title": say(sheet.title).en,
                "tableSchema": {
                    "columns": [_described(column, first=not at) for at, column in enumerate(sheet.columns)],
                    "primaryKey": sheet.columns[0].name,
                    "foreignKeys": [
                        {
                            "columnReference": name,
                            "reference": {"resource": f"{other}.csv", "columnReference": _key(other, sheets)},
                        }
                        for name, other in sheet.leads.items()
                        if _filled(sheet, name)  # a key may be missing by Frictionless, and not by CSV on the Web
                    ],
                },
            }
            for sheet in sheets
        ],
    }


def _filled(sheet: Sheet, name: str) -> bool:
    """Tell whether every row has a value in a column."""
    at = [column.name for column in sheet.columns].index(name)
    return all(row[at] is not None for row in sheet.rows)


def _described(column: Column, *, first: bool) -> dict[str, object]:
    title = heading(column)
    found: dict[str, object] = {
        "name": column.name,
        "titles": {"en": [column.name, title.en], "zh": [title.zh]},
        "datatype": _CSVW[column.kind],
    }
    if column.kind == "iris":
        found["separator"] = " "
    if first:
        found["required"] = True
    return found
