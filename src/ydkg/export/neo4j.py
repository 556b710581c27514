"""The graph as a property graph: tables for Neo4j's import, and the same as Cypher that may be run twice."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ydkg.export.format import Format
from ydkg.export.tables import tables_of
from ydkg.telling.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ydkg.export.format import Contents
    from ydkg.export.tables import Cell, Table

Properties: TypeAlias = dict[str, str | int | float]

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
    "promises": ("evidence", "evidence_zh", "schedule", "schedule_zh", "official", "official_zh"),
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
_ENDS = ("", "_name", "_name_zh")


class Node(NamedTuple):
    """A node."""

    iri: str
    label: str
    properties: Properties


class Edge(NamedTuple):
    """A relation, between the nodes of two IRIs."""

    start: str
    end: str
    kind: str
    properties: Properties


def files(contents: Contents) -> dict[str, bytes]:
    """Write the things, records, sources and passages of a graph as nodes, and what joins them as relations.

    CSV with the headers of ``neo4j-admin database import full``, and ``graph.cypher``.
    """
    tables = {table.name: table for table in tables_of(contents)}
    nodes = list(_nodes(tables))
    labels = {node.iri: node.label for node in nodes}
    edges = [edge for edge in _edges(tables) if edge.start in labels and edge.end in labels]
    grouped: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        grouped[node.label].append(node)
    written = {}
    for label, members in sorted(grouped.items()):
        rows = [([node.iri], node.properties, label) for node in members]
        written[f"nodes-{label}.csv"] = _csv(["iri:ID"], rows, ":LABEL")
    rows = [([edge.start, edge.end], edge.properties, edge.kind) for edge in edges]
    written["relations.csv"] = _csv([":START_ID", ":END_ID"], rows, ":TYPE")
    written["graph.cypher"] = "".join(f"{line};\n" for line in _cypher(nodes, edges, labels)).encode()
    return written


def _nodes(tables: Mapping[str, Table]) -> Iterator[Node]:
    more = {name: {row[0]: _cells(tables[name], row) for row in tables[name].rows} for name in _MORE}
    own = {f"{lead}{end}" for lead in _LEADS for end in _ENDS}
    for name in ("things", *_LABELS):
        for row in tables[name].rows:
            cells = _cells(tables[name], row)
            label = _LABELS.get(name) or str(cells["family"]).capitalize()
            properties = {key: cell for key, cell in list(cells.items())[1:] if key not in own}
            for other, columns in _MORE.items():
                added = more[other].get(row[0], {})
                properties |= {column: added[column] for column in columns if column in added}
            yield Node(str(row[0]), label, _properties(properties))


def _edges(tables: Mapping[str, Table]) -> Iterator[Edge]:
    for row in tables["relations"].rows:
        cells = _cells(tables["relations"], row)
        properties = {key: cell for key, cell in cells.items() if not key.startswith(("subject", "object"))}
        kind = _kind(str(cells["predicate"]))
        yield Edge(str(cells["subject"]), str(cells["object"]), kind, _properties(properties))
    for name in ("things", *_LABELS):
        for row in tables[name].rows:
            cells = _cells(tables[name], row)
            for column, kind in _LEADS.items():
                value = cells.get(column)
                for end in value if isinstance(value, tuple) else [value] if value else []:
                    yield Edge(str(row[0]), str(end), kind, {})


def _kind(predicate: str) -> str:
    """Name the type of a relation as property graphs do.

    >>> _kind("yd:implementedIn"), _kind("<https://example.org/terms/a-b>")
    ('IMPLEMENTED_IN', 'A_B')
    """
    local = re.split("[:/#]", predicate.strip("<>").rstrip("/#"))[-1]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", local)
    return re.sub(r"\W", "_", words).upper()


def _cells(table: Table, row: tuple[Cell, ...]) -> dict[str, Cell]:
    return {column.name: cell for column, cell in zip(table.columns, row, strict=True)}


def _properties(cells: Mapping[str, Cell]) -> Properties:
    """Give the properties that cells become; none where there is no value."""
    properties: Properties = {}
    for name, cell in cells.items():
        if isinstance(cell, Decimal):
            properties[name] = float(cell)
            if Decimal(repr(float(cell))) != cell:
                properties[f"{name}_letters"] = format(cell, "f")
        elif isinstance(cell, tuple):
            properties |= {name: " ".join(cell)} if cell else {}
        elif cell is not None:
            properties[name] = cell
    return properties


def _csv(first: list[str], rows: list[tuple[list[str], Properties, str]], last: str) -> bytes:
    """Write nodes or relations: columns come in the order in which they first do, with the type of their values."""
    types: dict[str, str] = {}
    for _, properties, _ in rows:
        for name, value in properties.items():
            types[name] = {float: ":double", int: ":long"}.get(type(value), "")
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([*first, *(name + type_ for name, type_ in types.items()), last])
    for ends, properties, kind in rows:
        lines.writerow([*ends, *(properties.get(name, "") for name in types), kind])
    return text.getvalue().encode()


def _cypher(nodes: Iterable[Node], edges: Iterable[Edge], labels: Mapping[str, str]) -> Iterator[str]:
    """Write statements that give the same graph when they are run again."""
    for label in sorted(set(labels.values())):
        name = f"{label.lower()}_iri"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.iri IS UNIQUE"
    for node in nodes:
        yield f"MERGE (n:{node.label} {{iri: {_literal(node.iri)}}}){_set('n', node.properties)}"
    for edge in edges:
        start, end = (f":{labels[iri]} {{iri: {_literal(iri)}}}" for iri in (edge.start, edge.end))
        record = edge.properties.get("relation")
        key = f" {{relation: {_literal(record)}}}" if record else ""
        rest = {name: value for name, value in edge.properties.items() if name != "relation"}
        yield f"MATCH (a{start}), (b{end}) MERGE (a)-[r:`{edge.kind}`{key}]->(b){_set('r', rest)}"


def _set(variable: str, properties: Properties) -> str:
    parts = ", ".join(f"{variable}.`{name}` = {_literal(value)}" for name, value in properties.items())
    return f" SET {parts}" if parts else ""


def _literal(value: str | float) -> str:
    """Write a value as Cypher does: text in quotes, with the escapes of JSON, which are Cypher's too."""
    return json.dumps(value, ensure_ascii=False)


FORMATS = (
    Format(
        key="neo4j",
        name="Neo4j",
        extension="zip",
        media_type="application/zip",
        purpose=Text(
            "a property graph: nodes and relations as CSV for the import, and as Cypher",
            "属性图：供导入的节点与关系 CSV 文件，以及 Cypher 语句",
        ),
        write=files,
        order=8,
    ),
)
