"""The property graph: Cypher run twice by an embedded graph database."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cache

import ladybug
import pytest
from pyoxigraph import NamedNode, Triple

from shipped import TABLE, TRIPLES
from ydkg.export import Contents, write
from ydkg.vocab import PROV, YD, ydr

NODE = re.compile(r'MERGE \(n:(\w+) {iri: "(.*?)"}\)(.*);')
EDGE = re.compile(r"MATCH \(a:(\w+) {.*?}\), \(b:(\w+) {.*?}\) MERGE \(a\)-\[r?:`?(\w+)`?(.*?)\]->\(b\)(.*);")
PROPERTY = re.compile(r'[nr]\.`(\w+)` = ("(?:[^"\\]|\\.)*"|[^,;]+)')
TYPES = {str: "STRING", int: "INT64", float: "DOUBLE"}


@cache
def statements() -> list[str]:
    """Write the property graph, once; a statement a line."""
    return write("neo4j", TRIPLES).decode().splitlines()


def typed(properties: str) -> dict[str, str]:
    """Find the properties that a statement sets: a column of the database for each."""
    return {name: f"`{name}` {TYPES[type(json.loads(value))]}" for name, value in PROPERTY.findall(properties)}


@pytest.fixture(scope="module")
def database() -> ladybug.Connection:
    """A property graph made by the statements, many of them run again; the database has primary keys as constraints."""
    base, nodes = ladybug.Connection(ladybug.Database(":memory:")), defaultdict[str, dict[str, str]](dict)
    ends, edges = defaultdict[str, set[str]](set), defaultdict[str, dict[str, str]](dict)
    lines = [line for line in statements() if not line.startswith("CREATE CONSTRAINT ")]
    for line in lines:
        if node := NODE.fullmatch(line):
            nodes[node[1]].update(typed(node[3]))
        else:
            start, end, kind, key, properties = EDGE.fullmatch(line).groups()
            ends[kind].add(f"FROM {start} TO {end}")
            edges[kind].update(typed(properties) | ({"relation": "relation STRING"} if key else {}))
    for label, columns in nodes.items():
        base.execute(f"CREATE NODE TABLE {label}({', '.join(['iri STRING PRIMARY KEY', *columns.values()])})")
    for kind, columns in edges.items():
        base.execute(f"CREATE REL TABLE {kind}({', '.join([*sorted(ends[kind]), *columns.values()])})")
    for line in [*lines, *lines[::5]]:
        base.execute(line)
    return base


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
    passage = min(TABLE.iris(ydr("observation-carbon-volume"), PROV.wasDerivedFrom))
    place = rows_of(database, f"MATCH (p:Passage {{iri: '{passage}'}}) RETURN p.start, p.`end`")
    assert place == [[TABLE.number(passage, YD.start), TABLE.number(passage, YD.end)]]


def test_no_node_and_no_relation_is_lost_or_doubled(database: ladybug.Connection) -> None:
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
    edges = sum(line.startswith("MATCH ") for line in statements())
    assert rows_of(database, "MATCH ()-[r]->() RETURN COUNT(*)") == [[edges]]


def test_every_node_is_unique_by_a_constraint(database: ladybug.Connection) -> None:
    """Each label has one, which a second run leaves as it is."""
    constraint = re.compile(r"CREATE CONSTRAINT \w+ IF NOT EXISTS FOR \(n:(\w+)\) REQUIRE n.iri IS UNIQUE;")
    constrained = {found[1] for found in map(constraint.fullmatch, statements()) if found}
    assert constrained == {row[0] for row in rows_of(database, "MATCH (n) RETURN DISTINCT label(n)")}


def test_a_relation_of_another_vocabulary_has_a_name() -> None:
    """What is no word of Cypher becomes one."""
    more = Triple(NamedNode(ydr("hefei")), NamedNode("https://example.org/terms/twin-of"), NamedNode(ydr("shanghai")))
    assert "-[r:`TWIN_OF` " in write("neo4j", [*TRIPLES, more]).decode()
