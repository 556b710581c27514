"""The graph as a property graph: Cypher that may be run twice."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from ydkg.export.tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ydkg.export.format import Contents
    from ydkg.export.tables import Cell, Table

    Cells: TypeAlias = dict[str, Cell]

#: Table -> label of its rows as nodes; things have their family's key, with a capital.
_LABELS = {
    "figures": "Figure",
    "milestones": "Milestone",
    "comparisons": "Comparison",
    "sources": "Source",
    "passages": "Passage",
}
#: Tables whose columns are added to the nodes of what their rows are of, and these columns.
_MORE = {
    "places": ("latitude", "longitude"),
    "promises": ("today", "today_zh", "evidence", "evidence_zh", "schedule", "schedule_zh", "official", "official_zh"),
}
#: Column of a row -> type of the relation that it becomes.
_LEADS = {
    "about": "ABOUT",
    "metric": "MEASURED_BY",
    "current": "CURRENT",
    "baseline": "BASELINE",
    "target": "TARGET",
    "document": "IN_DOCUMENT",
    "sources": "STATED_IN",
}
#: Columns of relations that are their ends.
_ENDS = re.compile("(subject|object)(_name(_zh)?)?")
_LED = re.compile(f"({'|'.join(_LEADS)})(_name(_zh)?)?")


def cypher(contents: Contents) -> bytes:
    """Write the things, records, sources and passages of a graph as nodes, and what joins them as relations.

    A statement a line. Each node has its IRI, which a constraint makes unique; nodes and relations are merged, so that
    a second run changes nothing.
    """
    tables = {table.name: [_named(table, row) for row in table.rows] for table in tables_of(contents)}
    nodes = {name: tables[name] for name in ("things", *_LABELS)}
    labels: dict[str, str] = {}
    for name, rows in nodes.items():
        labels |= {_iri(row): _LABELS.get(name) or str(row["family"]).capitalize() for row in rows}
    lines = [
        f"CREATE CONSTRAINT {label.lower()}_iri IF NOT EXISTS FOR (n:{label}) REQUIRE n.iri IS UNIQUE"
        for label in sorted(set(labels.values()))
    ]
    more: dict[str, Cells] = {}
    for name, columns in _MORE.items():
        for row in tables[name]:
            more.setdefault(_iri(row), {}).update({column: row[column] for column in columns})
    for row in (row for rows in nodes.values() for row in rows):
        own = {name: cell for name, cell in list(row.items())[1:] if not _LED.fullmatch(name)}
        lines.append(f"MERGE {_node('n', _iri(row), labels)}{_set('n', own | more.get(_iri(row), {}))}")
    for row in tables["relations"]:
        own = {name: cell for name, cell in list(row.items())[1:] if not _ENDS.fullmatch(name)}
        key = f" {{relation: {_literal(_iri(row))}}}"
        relation = f"[r:`{_kind(str(row['predicate']))}`{key}]"
        lines.append(_merge(str(row["subject"]), relation, str(row["object"]), labels) + _set("r", own))
    for row in (row for rows in nodes.values() for row in rows):
        lines += [_merge(_iri(row), f"[:{kind}]", end, labels) for kind, end in _led(row) if end in labels]
    return "".join(f"{line};\n" for line in lines).encode()


def _named(table: Table, row: tuple[Cell, ...]) -> Cells:
    return {column.name: cell for column, cell in zip(table.columns, row, strict=True)}


def _iri(row: Cells) -> str:
    return str(next(iter(row.values())))


def _led(row: Cells) -> Iterator[tuple[str, str]]:
    """Give the relations that leads of a row become: the type of each, and where it ends."""
    for column, kind in _LEADS.items():
        cell = row.get(column)
        ends = cell if isinstance(cell, tuple) else (cell,)
        yield from ((kind, str(end)) for end in ends)


def _kind(predicate: str) -> str:
    """Name the type of a relation as property graphs do.

    >>> _kind("yd:implementedIn"), _kind("<https://example.org/terms/a-b>")
    ('IMPLEMENTED_IN', 'A_B')
    """
    local = re.split("[:/#]", predicate.strip("<>").rstrip("/#"))[-1]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", local)
    return re.sub(r"\W", "_", words).upper()


def _node(variable: str, iri: str, labels: Mapping[str, str]) -> str:
    return f"({variable}:{labels[iri]} {{iri: {_literal(iri)}}})"


def _merge(start: str, relation: str, end: str, labels: Mapping[str, str]) -> str:
    return f"MATCH {_node('a', start, labels)}, {_node('b', end, labels)} MERGE (a)-{relation}->(b)"


def _set(variable: str, cells: Cells) -> str:
    """Set the properties that cells become; a number that a double cannot hold has its letters beside it."""
    properties: dict[str, str | int | float] = {}
    for name, cell in cells.items():
        if isinstance(cell, Decimal):
            properties[name] = float(cell)
            if Decimal(repr(float(cell))) != cell:
                properties[f"{name}_letters"] = format(cell, "f")
        elif cell not in (None, ()):
            properties[name] = " ".join(cell) if isinstance(cell, tuple) else cell
    parts = ", ".join(f"{variable}.`{name}` = {_literal(value)}" for name, value in properties.items())
    return f" SET {parts}" if parts else ""


def _literal(value: str | float) -> str:
    """Write a value as Cypher does: text in quotes, with the escapes of JSON, which are Cypher's too."""
    return json.dumps(value, ensure_ascii=False)
