"""The graph as a property graph: tables for Neo4j's import, and the same as Cypher."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ydkg.export._format import Format
from ydkg.export._sheets import book_of
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Triple

    from ydkg.export._sheet import Cell, Sheet

FORMAT = Format(
    name="Neo4j",
    extension="zip",
    media_type="application/zip",
    purpose=translatable("a property graph: nodes and relations as CSV for the import, and as Cypher"),
    carries="view",
    order=8,
    several=True,
)
#: Sheet -> label of its rows as nodes; things have a label a family.
_LABELS = {
    "figures": "Figure", "milestones": "Milestone", "comparisons": "Comparison", "sources": "Source",
    "passages": "Passage",
}  # fmt: skip
_FAMILIES = {
    "person": "Person", "organization": "Organization", "infrastructure": "Infrastructure", "place": "Place",
    "initiative": "Initiative", "instrument": "Instrument", "event": "Event", "metric": "Metric", "topic": "Topic",
}  # fmt: skip
#: Column of a record -> type of the relation that it becomes.
_LEADS = {
    "about": "ABOUT", "metric": "MEASURED_BY", "current": "CURRENT", "baseline": "BASELINE", "target": "TARGET",
    "document": "IN_DOCUMENT",
}  # fmt: skip
_STATED = "STATED_IN"


class Node(NamedTuple):
    """A node: its IRI, its label, its properties."""

    iri: str
    label: str
    properties: Mapping[str, str | int | float]


class Edge(NamedTuple):
    """A relation: IRIs of its ends, its type, its properties."""

    start: str
    end: str
    kind: str
    properties: Mapping[str, str | int | float]


def write(triples: Iterable[Triple]) -> dict[str, bytes]:
    """Write the things, records, sources and passages of a graph as nodes, and what joins them as relations.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    dict of str to bytes
        ``nodes-LABEL.csv`` and ``relations.csv`` with the headers that ``neo4j-admin database import full`` reads, and
        ``graph.cypher``: a statement a line. Records lead to what they are about by ``ABOUT``, everything to its
        passages and data sources by ``STATED_IN``. Numbers are doubles, their letters beside them where these differ.
        The same bytes for the same triples.
    """
    sheets = {sheet.name: sheet for sheet in book_of(triples).sheets}
    nodes = {node.iri: node for node in _nodes(sheets)}
    edges = [edge for edge in _edges(sheets) if edge.start in nodes and edge.end in nodes]
    files = {
        f"nodes-{label}.csv": _node_table(nodes.values(), label) for label in sorted({n.label for n in nodes.values()})
    }
    return files | {"relations.csv": _edge_table(edges), "graph.cypher": _cypher(nodes, edges)}


def _nodes(sheets: Mapping[str, Sheet]) -> Iterator[Node]:
    columns = [column.name for column in sheets["places"].columns]
    places = (dict(zip(columns, row, strict=True)) for row in sheets["places"].rows)
    where = {each["place"]: {axis: each[axis] for axis in ("latitude", "longitude")} for each in places}
    for name in ("things", *_LABELS):
        sheet = sheets[name]
        leads = {*_LEADS, "sources"}
        for row in sheet.rows:
            cells = {column.name: cell for column, cell in zip(sheet.columns, row, strict=True)}
            label = _LABELS.get(name) or _FAMILIES[str(cells["family"])]
            if name == "things":
                cells |= where.get(cells["thing"], {})
            kept = {key: cell for key, cell in list(cells.items())[1:] if key not in leads and not _names(key, leads)}
            yield Node(str(row[0]), label, _properties(kept))


def _names(key: str, leads: Iterable[str]) -> bool:
    """Tell whether a column only names what a relation leads to."""
    return any(key in {f"{lead}_name", f"{lead}_name_zh"} for lead in leads)


def _edges(sheets: Mapping[str, Sheet]) -> Iterator[Edge]:
    """Yield relations of two things, then those of records to what they are about and of everything to its sources."""
    for name in ("relations", "things", *_LABELS):
        sheet = sheets[name]
        for row in sheet.rows:
            cells = {column.name: cell for column, cell in zip(sheet.columns, row, strict=True)}
            if name == "relations":
                kept = {key: cell for key, cell in cells.items() if not key.startswith(("subject", "object"))}
                yield Edge(
                    str(cells["subject"]), str(cells["object"]), _kind(str(cells["predicate"])), _properties(kept)
                )
                continue
            for lead, kind in _LEADS.items():
                if cells.get(lead):
                    yield Edge(str(row[0]), str(cells[lead]), kind, {})
            for source in cells.get("sources") or ():  # type: ignore[union-attr]
                yield Edge(str(row[0]), str(source), _STATED, {})


def _kind(predicate: str) -> str:
    """Name a relation as property graphs do: ``yd:implementedIn`` is ``IMPLEMENTED_IN``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", predicate.partition(":")[2]).upper()


def _properties(cells: Mapping[str, Cell]) -> dict[str, str | int | float]:
    """Give the properties that cells become; none where there is no value."""
    found: dict[str, str | int | float] = {}
    for name, cell in cells.items():
        if isinstance(cell, Decimal):
            found[name] = float(cell)
            if Decimal(repr(float(cell))) != cell:
                found[f"{name}_letters"] = format(cell, "f")
        elif isinstance(cell, tuple):
            if cell:
                found[name] = " ".join(cell)
        elif cell is not None:
            found[name] = cell
    return found


def _node_table(nodes: Iterable[Node], label: str) -> bytes:
    members = [node for node in nodes if node.label == label]
    columns = _columns(node.properties for node in members)
    rows = [[node.iri, *(node.properties.get(name, "") for name in columns), label] for node in members]
    return _table(["iri:ID", *columns.values(), ":LABEL"], rows)


def _edge_table(edges: list[Edge]) -> bytes:
    columns = _columns(edge.properties for edge in edges)
    rows = [[e.start, e.end, *(e.properties.get(name, "") for name in columns), e.kind] for e in edges]
    return _table([":START_ID", ":END_ID", *columns.values(), ":TYPE"], rows)


def _columns(described: Iterable[Mapping[str, str | int | float]]) -> dict[str, str]:
    """Give the columns of properties, in the order in which they come, with the type of their values."""
    types: dict[str, str] = {}
    for properties in described:
        for name, value in properties.items():
            kind = {float: ":double", int: ":long"}.get(type(value), "")
            types[name] = name + kind
    return types


def _table(head: list[str], rows: Iterable[list[str | int | float]]) -> bytes:
    target = io.StringIO()
    table = csv.writer(target, lineterminator="\n")
    table.writerow(head)
    table.writerows(rows)
    return target.getvalue().encode()


def _cypher(nodes: Mapping[str, Node], edges: Iterable[Edge]) -> bytes:
    """Write nodes and relations as statements of Cypher."""
    lines = [f"CREATE (:{node.label} {_map({'iri': node.iri, **node.properties})});" for node in nodes.values()]
    lines += [
        f"MATCH (a:{nodes[edge.start].label} {{iri: {_literal(edge.start)}}}), "
        f"(b:{nodes[edge.end].label} {{iri: {_literal(edge.end)}}}) "
        f"CREATE (a)-[:{edge.kind} {_map(edge.properties)}]->(b);"
        for edge in edges
    ]
    return "\n".join([*lines, ""]).encode()


def _map(properties: Mapping[str, str | int | float]) -> str:
    return "{" + ", ".join(f"`{name}`: {_literal(value)}" for name, value in properties.items()) + "}"


def _literal(value: str | float) -> str:
    """Write a value as Cypher does: text in quotes, with the escapes of JSON, which are Cypher's too."""
    return json.dumps(value, ensure_ascii=False)
