"""The graph as a property graph: tables for Neo4j's import, and the same as Cypher."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from ydkg.export._format import Format
from ydkg.export._graph import WORKS
from ydkg.vocab import YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ydkg.export._graph import ExportGraph
    from ydkg.export._sheet import Cell, Sheet
    from ydkg.export._sheets import TableSet

FORMAT = Format(
    name="Neo4j",
    extension="zip",
    media_type="application/zip",
    purpose=translatable("a property graph: nodes and relations as CSV for the import, and as Cypher"),
    carries="view",
    order=8,
    several=True,
)
#: Sheet -> label of its rows as nodes; things have their family's key, with a capital.
_LABELS = {
    "figures": "Figure", "milestones": "Milestone", "comparisons": "Comparison", "sources": "Source",
    "passages": "Passage",
}  # fmt: skip
#: Column of a record -> type of the relation that it becomes.
_LEADS = {
    "about": "ABOUT", "metric": "MEASURED_BY", "current": "CURRENT", "baseline": "BASELINE", "target": "TARGET",
    "document": "IN_DOCUMENT",
}  # fmt: skip
_STATED = "STATED_IN"
#: Class of records -> label.
_KINDS = {
    YD.Observation: "Figure", YD.Milestone: "Milestone", YD.Comparison: "Comparison", YD.FirstClaim: "Comparison",
}  # fmt: skip
_RELATIONS, _CYPHER = "relations.csv", "graph.cypher"


class _Node(NamedTuple):
    """A node: its IRI, its label, its properties."""

    iri: str
    label: str
    properties: Mapping[str, str | int | float]


class _Edge(NamedTuple):
    """A relation: IRIs of its ends, its type, its properties."""

    start: str
    end: str
    kind: str
    properties: Mapping[str, str | int | float]


class _Spool:
    """Nodes of a label, or relations, kept on disk until all columns are known."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w+", encoding="utf-8")
        self._columns: dict[str, str] = {}

    def add(self, first: Sequence[str], properties: Mapping[str, str | int | float], last: str) -> None:
        """Keep a row: its columns come in the order in which they first do, with the type of their values."""
        for name, value in properties.items():
            self._columns[name] = name + {float: ":double", int: ":long"}.get(type(value), "")
        self._file.write(json.dumps([first, properties, last]) + "\n")

    def written(self, path: Path, first: Sequence[str], last: str) -> None:
        """Write the rows as a table, and forget them."""
        self._file.seek(0)
        with self._file, path.open("w", encoding="utf-8", newline="") as target:
            table = csv.writer(target, lineterminator="\n")
            table.writerow([*first, *self._columns.values(), last])
            for line in self._file:
                begin, properties, end = json.loads(line)
                table.writerow([*begin, *(properties.get(name, "") for name in self._columns), end])
        self._path.unlink()


def files(tables: TableSet, folder: Path) -> list[str]:
    """Write the things, records, sources and passages of a graph as nodes, and what joins them as relations."""
    sheets = {sheet.name: sheet for sheet in tables.sheets}
    spools: dict[str, _Spool] = {}
    relations = _Spool(folder / "relations.part")
    label = lru_cache(maxsize=10_000)(partial(_label, tables.graph))
    kept = folder / "edges.part"
    with (folder / _CYPHER).open("w", encoding="utf-8", newline="\n") as cypher:
        with kept.open("w", encoding="utf-8") as file:
            columns = [column.name for column in sheets["relations"].columns]
            for row in sheets["relations"].rows:
                cells = dict(zip(columns, row, strict=True))
                start, end = str(cells["subject"]), str(cells["object"])
                properties = {key: cell for key, cell in cells.items() if not key.startswith(("subject", "object"))}
                # As property graphs do: yd:implementedIn is IMPLEMENTED_IN.
                kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", str(cells["predicate"]).partition(":")[2]).upper()
                file.write(json.dumps((label(start), start, end, kind, _properties(properties))) + "\n")
            for node, edges in _nodes(sheets, tables.graph):
                if node.label not in spools:
                    spools[node.label] = _Spool(folder / f"{node.label}.part")
                spools[node.label].add([node.iri], node.properties, node.label)
                cypher.write(f"CREATE (:{node.label} {_map({'iri': node.iri, **node.properties})});\n")
                file.writelines(json.dumps((node.label, *edge)) + "\n" for edge in edges)
        with kept.open(encoding="utf-8") as file:
            for begins, *parts in map(json.loads, file):
                edge = _Edge(*parts)
                if begins and (ends := label(edge.end)):
                    relations.add([edge.start, edge.end], edge.properties, edge.kind)
                    cypher.write(
                        f"MATCH (a:{begins} {{iri: {_literal(edge.start)}}}), (b:{ends} {{iri: {_literal(edge.end)}}}) "
                        f"CREATE (a)-[:{edge.kind} {_map(edge.properties)}]->(b);\n"
                    )
    for name in sorted(spools):
        spools[name].written(folder / f"nodes-{name}.csv", ["iri:ID"], ":LABEL")
    relations.written(folder / _RELATIONS, [":START_ID", ":END_ID"], ":TYPE")
    return [*(f"nodes-{name}.csv" for name in sorted(spools)), _RELATIONS, _CYPHER]


def _label(graph: ExportGraph, iri: str) -> str:
    """Give the label of a node; empty of what is none."""
    if family := graph.near.family(iri):
        return family.key.capitalize()
    if kind := graph.kind(iri):
        return _KINDS[kind]
    types = graph.table.types(iri)
    return "Source" if not set(WORKS).isdisjoint(types) else "Passage" if YD.Passage in types else ""


def _nodes(sheets: Mapping[str, Sheet], graph: ExportGraph) -> Iterator[tuple[_Node, list[_Edge]]]:
    """Yield nodes, each with what leads from it to what it is about, and to its sources."""
    leads = {*_LEADS, "sources"}
    named = {f"{lead}{end}" for lead in leads for end in ("", "_name", "_name_zh")}
    for name in ("things", *_LABELS):
        sheet = sheets[name]
        for row in sheet.rows:
            cells = {column.name: cell for column, cell in zip(sheet.columns, row, strict=True)}
            iri, label = str(row[0]), _LABELS.get(name) or str(cells["family"]).capitalize()
            if name == "things" and graph.is_placed(iri):
                cells |= {axis: graph.decimal(iri, YD[axis]) for axis in ("latitude", "longitude")}
            edges = [_Edge(iri, str(cells[lead]), kind, {}) for lead, kind in _LEADS.items() if cells.get(lead)]
            edges += [_Edge(iri, str(source), _STATED, {}) for source in cells.get("sources") or ()]  # type: ignore[union-attr]
            kept = {key: cell for key, cell in list(cells.items())[1:] if key not in named}
            yield _Node(iri, label, _properties(kept)), edges


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


def _map(properties: Mapping[str, str | int | float]) -> str:
    return "{" + ", ".join(f"`{name}`: {_literal(value)}" for name, value in properties.items()) + "}"


def _literal(value: str | float) -> str:
    """Write a value as Cypher does: text in quotes, with the escapes of JSON, which are Cypher's too."""
    return json.dumps(value, ensure_ascii=False)
