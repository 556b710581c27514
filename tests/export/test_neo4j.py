"""The property graph: Cypher run twice, and CSV loaded, by an embedded graph database."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

import ladybug
import pytest
from pyoxigraph import NamedNode, Triple

from ydkg.collection import DATA_FILES
from ydkg.export import Contents, write_files
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import PROV, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

TRIPLES = [triple for path in DATA_FILES for triple in read_turtle(path)]
TABLE = Graph.from_triples(TRIPLES)


@cache
def property_graph() -> dict[str, str]:
    """Write the property graph, once."""
    return {name: content.decode() for name, content in write_files("neo4j", TRIPLES).items()}


def declared() -> tuple[ladybug.Connection, dict[str, str]]:
    """Give a database with tables for the labels and types of the export, and the label of each node."""
    base, labels, files = ladybug.Connection(ladybug.Database(":memory:")), {}, property_graph()
    for name, content in files.items():
        if name.startswith("nodes-"):
            head, *rows = csv.reader(io.StringIO(content))
            label = name.removeprefix("nodes-").removesuffix(".csv")
            labels |= dict.fromkeys((row[0] for row in rows), label)
            columns = [typed(column) for column in head[1:-1]]
            base.execute(f"CREATE NODE TABLE {label}(iri STRING PRIMARY KEY, {', '.join(columns)})")
    head, *rows = csv.reader(io.StringIO(files["relations.csv"]))
    pairs: dict[str, set[str]] = {}
    for row in rows:
        pairs.setdefault(row[-1], set()).add(f"FROM {labels[row[0]]} TO {labels[row[1]]}")
    columns = [typed(column) for column in head[2:-1]]
    for kind, ends in pairs.items():
        base.execute(f"CREATE REL TABLE {kind}({', '.join([*sorted(ends), *columns])})")
    return base, labels


@pytest.fixture(scope="module")
def database() -> ladybug.Connection:
    """A property graph made by the statements of the export, run twice; it has no constraints, but primary keys."""
    base, _ = declared()
    for line in 2 * property_graph()["graph.cypher"].splitlines():
        if not line.startswith("CREATE CONSTRAINT "):
            base.execute(line)
    return base


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> ladybug.Connection:
    """A property graph that the database has loaded from the tables; it takes labels and types by names of its own."""
    (base, labels), folder = declared(), tmp_path_factory.mktemp("import")
    relations: defaultdict[tuple[str, str, str], list[list[str]]] = defaultdict(list)
    for name, content in property_graph().items():
        rows = [*csv.reader(io.StringIO(content))][1:] if name.endswith(".csv") else []
        if name.startswith("nodes-"):
            label = name.removeprefix("nodes-").removesuffix(".csv")
            assert {row[-1] for row in rows} == {label}
            load(base, folder, label, [row[:-1] for row in rows], "")
        for start, end, *values, kind in rows if name == "relations.csv" else ():
            relations[kind, labels[start], labels[end]].append([start, end, *values])
    for (kind, start, end), rows in relations.items():
        load(base, folder, kind, rows, f", FROM='{start}', TO='{end}'")
    return base


def load(base: ladybug.Connection, folder: Path, table: str, rows: list[list[str]], ends: str) -> None:
    """Let the database load rows as CSV."""
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    base.execute(f"COPY {table} FROM '{path}' (HEADER=false, PARALLEL=false{ends})")


def typed(column: str) -> str:
    """Declare a column of the import for the database."""
    name, _, kind = column.partition(":")
    return f"`{name}` {({'double': 'DOUBLE', 'long': 'INT64'}).get(kind, 'STRING')}"


def rows_of(base: ladybug.Connection, query: str) -> list[list[object]]:
    """Ask the database."""
    return base.execute(query).get_all()


def test_a_graph_database_runs_the_cypher_and_answers(database: ladybug.Connection) -> None:
    """Posts, figures with bound and unit, and the passages behind them are found by patterns."""
    posts = rows_of(database, "MATCH (p:Person {name: 'Gu Jun'})-[m:MEMBERSHIP]->(o) RETURN m.role, m.role_zh")
    assert sorted(posts) == [["deputy secretary-general", "副秘书长"], ["director", "主任"], ["director", "主任"]]
    figure = "MATCH (f:Figure {iri: '" + ydr("observation-carbon-volume") + "'})"
    assert rows_of(database, f"{figure} RETURN f.value, f.bound_name, f.unit_name_zh") == [
        [494000000.0, "more than", "吨"]
    ]
    behind = rows_of(database, f"{figure}-[:STATED_IN]->(p:Passage)-[:IN_DOCUMENT]->(s:Source) RETURN p.iri, s.title")
    assert {row[0] for row in behind} == set(TABLE.iris(ydr("observation-carbon-volume"), PROV.wasDerivedFrom))


def all_nodes(base: ladybug.Connection) -> dict[str, dict[str, object]]:
    """Read every node with its label and all properties that have a value."""
    found = rows_of(base, "MATCH (n) RETURN n, label(n)")
    return {node["iri"]: {"label": label, **having_values(node)} for node, label in found}


def all_edges(base: ladybug.Connection) -> Counter[tuple[object, ...]]:
    """Read every relation with its ends, its type and all properties that have a value."""
    found = rows_of(base, "MATCH (a)-[r]->(b) RETURN a.iri, label(r), b.iri, r")
    return Counter((*ends, *sorted(having_values(edge).items())) for *ends, edge in found)


def having_values(properties: dict[str, object]) -> dict[str, object]:
    """Leave out what has no value, and what the database adds of its own."""
    return {key: value for key, value in properties.items() if value is not None and not key.startswith("_")}


def test_the_tables_and_the_cypher_make_one_graph(database: ladybug.Connection, imported: ladybug.Connection) -> None:
    """What is loaded from the tables has the nodes, relations and properties that the statements make."""
    assert all_nodes(imported) == all_nodes(database)
    assert all_edges(imported) == all_edges(database)


def test_no_node_and_no_relation_is_lost(database: ladybug.Connection) -> None:
    """The database counts as many as the graph has: things, records, sources, passages, relations."""
    network = Contents(TRIPLES).network
    count = dict(rows_of(database, "MATCH (n) RETURN label(n), COUNT(*)"))
    assert count["Figure"] == len(TABLE.subjects(YD.Observation))
    assert count["Milestone"] == len(TABLE.subjects(YD.Milestone))
    assert count["Passage"] == len(TABLE.subjects(YD.Passage))
    families = Counter(family.capitalize() for _, family in network.nodes(data="family"))
    assert {label: count[label] for label in families} == dict(families)
    plain = "MATCH ()-[r]->() WHERE r.predicate IS NOT NULL RETURN COUNT(*)"
    assert rows_of(database, plain) == [[network.number_of_edges()]]


def test_a_relation_of_another_vocabulary_has_a_name() -> None:
    """What is no word of Cypher becomes one."""
    more = Triple(NamedNode(ydr("hefei")), NamedNode("https://example.org/terms/twin-of"), NamedNode(ydr("shanghai")))
    written = write_files("neo4j", [*TRIPLES, more])["graph.cypher"].decode()
    assert "-[r:`TWIN_OF` " in written
