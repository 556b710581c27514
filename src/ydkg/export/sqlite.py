"""The tables as one SQLite file, for Datasette and for whoever has SQL: keys, an index on names, full text search."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from ydkg.export.tables import tables_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ydkg.export.format import Contents
    from ydkg.export.tables import Table

    Rows = Sequence[Sequence[str | None]]

_TYPES = {"decimal": "NUMERIC", "integer": "INTEGER"}
#: Columns in which words are looked for.
_SEARCHED = frozenset(("name", "name_zh", "other_names", "title", "title_zh", "sentence", "sentence_zh"))
_HAN = re.compile("[\u3400-\u9fff]+")
#: Characters of the longest Chinese word that is found within a longer run of them.
_LONGEST = 6


def database(contents: Contents) -> bytes:
    """Write the tables as a database.

    A table has the IRIs of its first column as primary key, and leads to others by foreign keys. ``evidence`` says in
    rows which sources state which fact, ``columns`` what columns are called in English and Chinese. Beside each table
    that has words stands one of the same name and ``_fts``, where Datasette looks for them: English by stems, Chinese
    by words of up to six characters.
    """
    tables, evidence = tables_of(contents), set[tuple[str, str]]()
    keys = {table.name: table.columns[0].name for table in tables}
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("CREATE TABLE evidence (fact TEXT, source TEXT, PRIMARY KEY (fact, source))")
        base.execute('CREATE TABLE columns ("table", "column", title, title_zh, PRIMARY KEY ("table", "column"))')
        for table in tables:
            parts = [f'"{column.name}" {_TYPES.get(column.kind, "TEXT")}' for column in table.columns]
            parts.append(f'PRIMARY KEY ("{keys[table.name]}")')
            for name, other in table.leads.items():
                parts.append(f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("{keys[other]}")')
            base.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)})')
            rows = [[None if cell in (None, ()) else written(cell) for cell in row] for row in table.rows]
            _insert(base, f'"{table.name}"', rows)
            _insert(base, "columns", [(table.name, column.name, *column.title) for column in table.columns])
            evidence.update(_evidence(table))
            _index_words(base, table, rows)
        _insert(base, "evidence", sorted(evidence))
        base.execute("CREATE INDEX things_name ON things (name)")
        base.execute("CREATE INDEX things_name_zh ON things (name_zh)")
        base.execute("CREATE INDEX evidence_source ON evidence (source)")
        base.commit()
        base.execute("VACUUM")
        return base.serialize()


def _insert(base: sqlite3.Connection, table: str, rows: Rows) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - names are our own


def _evidence(table: Table) -> Iterator[tuple[str, str]]:
    """Give which sources state which rows."""
    for at, column in enumerate(table.columns):
        for row in table.rows if column.name == "sources" else ():
            yield from ((written(row[0]), source) for source in written(row[at]).split())


def _index_words(base: sqlite3.Connection, table: Table, rows: Rows) -> None:
    """Make what finds words in the rows of a table."""
    searched = {at: column.name for at, column in enumerate(table.columns) if column.name in _SEARCHED}
    if not searched:
        return
    names = ", ".join(searched.values())
    options = f"content=\"{table.name}\", tokenize='porter unicode61'"  # as Datasette looks for it
    base.execute(f"CREATE VIRTUAL TABLE {table.name}_fts USING fts5({names}, {options})")
    marks = ", ".join("?" * (len(searched) + 1))
    words = [[number, *(_words(row[at] or "") for at in searched)] for number, row in enumerate(rows, start=1)]
    base.executemany(f"INSERT INTO {table.name}_fts (rowid, {names}) VALUES ({marks})", words)  # noqa: S608 - likewise


def _words(text: str) -> str:
    """Write a text with each Chinese word that may be looked for, since nothing stands between them."""
    words = {text: None}
    for run in _HAN.findall(text):
        for start in range(len(run)):
            words |= {run[start : start + length]: None for length in range(1, _LONGEST + 1)}
    return " ".join(words)
