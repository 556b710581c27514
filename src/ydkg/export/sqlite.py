"""The tables as one SQLite file, for Datasette and for whoever has SQL: keys, an index on names, full text search."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from ydkg.export.tables import tables_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.export.format import Contents
    from ydkg.export.tables import Table

_TYPES = {"text": "TEXT", "iri": "TEXT", "iris": "TEXT", "decimal": "NUMERIC", "integer": "INTEGER", "day": "TEXT"}
#: Columns in which words are looked for.
_SEARCHED = ("name", "name_zh", "other_names", "title", "title_zh", "sentence", "sentence_zh")
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
    tables = tables_of(contents)
    connection = sqlite3.connect(":memory:")
    try:
        for table in tables:
            _fill(connection, table, tables)
        for name in ("name", "name_zh"):
            connection.execute(f"CREATE INDEX things_{name} ON things ({name})")
        _describe(connection, tables)
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, table: Table, tables: list[Table]) -> None:
    """Make a table, with its rows, and with what finds words in them."""
    keys = {each.name: each.columns[0].name for each in tables}
    parts = [f'"{column.name}" {_TYPES[column.kind]}' for column in table.columns]
    parts[0] += " PRIMARY KEY"
    parts += [f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("{keys[other]}")' for name, other in table.leads.items()]
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)})')
    rows = [[None if cell in (None, ()) else written(cell) for cell in row] for row in table.rows]
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 - names are our own
    columns = enumerate(table.columns)
    searched = [at for at, column in columns if column.name in _SEARCHED and column.kind == "text"]
    if not searched:
        return
    names = ", ".join(table.columns[at].name for at in searched)
    options = f"content=\"{table.name}\", tokenize='porter unicode61'"  # as Datasette looks for it
    connection.execute(f"CREATE VIRTUAL TABLE {table.name}_fts USING fts5({names}, {options})")
    marks = ", ".join("?" * (len(searched) + 1))
    words = [[number, *(_words(row[at] or "") for at in searched)] for number, row in enumerate(rows, start=1)]
    connection.executemany(f"INSERT INTO {table.name}_fts (rowid, {names}) VALUES ({marks})", words)  # noqa: S608 - likewise


def _words(text: str) -> str:
    """Write a text with each Chinese word that may be looked for, since nothing stands between them."""
    return " ".join([text, *dict.fromkeys(_pieces(text))])


def _pieces(text: str) -> Iterator[str]:
    for run in _HAN.findall(text):
        for start in range(len(run)):
            for end in range(start + 1, min(start + _LONGEST, len(run)) + 1):
                yield run[start:end]


def _describe(connection: sqlite3.Connection, tables: list[Table]) -> None:
    """Say which sources state which fact, and what columns are called."""
    connection.execute("CREATE TABLE evidence (fact TEXT, source TEXT, PRIMARY KEY (fact, source))")
    facts = set()
    for table in tables:
        for at, column in enumerate(table.columns):
            if column.name == "sources":
                facts |= {(row[0], source) for row in table.rows for source in written(row[at]).split()}
    connection.executemany("INSERT INTO evidence VALUES (?, ?)", sorted(facts))
    connection.execute("CREATE INDEX evidence_source ON evidence (source)")
    connection.execute(
        'CREATE TABLE columns ("table" TEXT, "column" TEXT, title TEXT, title_zh TEXT, PRIMARY KEY ("table", "column"))'
    )
    for table in tables:
        titles = [(table.name, column.name, *column.title) for column in table.columns]
        connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", titles)
