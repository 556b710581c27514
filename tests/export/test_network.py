"""Network files are read back by networkx, and Cypher by a graph database, with keys and attributes as they went in."""

from __future__ import annotations

import io
import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import ladybug
import networkx as nx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

import ydkg
from shipped import TABLE, TRIPLES
from ydkg.export import Contents, write
from ydkg.export.network import drawn
from ydkg.graph.turtle import read_turtle
from ydkg.network.layout import COLOURS
from ydkg.network.projection import project
from ydkg.vocab import PROV, YD, ydr

FIXTURE = Path(__file__).parents[1] / "network" / "delta.ttl"
GRAPHS = {"fixture": read_turtle(FIXTURE), "shipped": TRIPLES}
READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}


def back(name: str, triples: list[Triple]) -> nx.MultiDiGraph[str]:
    """Let networkx read a file, and put what it has of drawing among the other attributes."""
    network = nx.MultiDiGraph(READERS[name](io.BytesIO(write(name, triples))))
    for _, attributes in network.nodes(data=True):
        if look := attributes.pop("viz", None):
            attributes.update({axis: look["position"][axis] for axis in ("x", "y")}, size=look["size"])
            attributes.update({part: look["color"][part] for part in ("r", "g", "b")})
    for *_, attributes in network.edges(data=True):
        assert attributes.pop("id", attributes["iri"]) == attributes["iri"]
    return network


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("name", READERS)
def test_networkx_reads_the_same_network_back(name: str, graph: str) -> None:
    """Nodes, keyed edges and every attribute come back; they are those that the graph is projected onto."""
    network, read = drawn(Contents(GRAPHS[graph])), back(name, GRAPHS[graph])
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    assert sorted(read.edges(keys=True, data=True), key=str) == sorted(network.edges(keys=True, data=True), key=str)
    projected = project(GRAPHS[graph])
    assert sorted(network) == sorted(projected)
    assert sorted(network.edges(keys=True)) == sorted(projected.edges(keys=True))
    for node, attributes in projected.nodes(data=True):
        assert {key for key, value in attributes.items() if value != ()} <= set(network.nodes[node])


def test_networkx_reads_cytoscapes_json() -> None:
    """Every node and edge comes back with what the other network files have, placed and coloured."""
    network, document = drawn(Contents(GRAPHS["shipped"])), json.loads(write("cytoscape", GRAPHS["shipped"]))
    places = {each["data"]["id"]: each["position"] for each in document["elements"]["nodes"]}
    read = nx.cytoscape_graph(document)
    assert set(read) == set(network)
    for node, attributes in network.nodes(data=True):
        x, y, *colour = (attributes.pop(name) for name in ("x", "y", "r", "g", "b"))
        assert places[node] == {"x": x, "y": -y}
        look = {"color": f"#{bytes(colour).hex()}", "id": node, "value": node, "name": attributes["label"]}
        assert read.nodes[node] == attributes | look
    assert set(read.edges(keys=True)) == set(network.edges(keys=True))
    for start, end, key, attributes in network.edges(keys=True, data=True):
        assert attributes.items() <= read.edges[start, end, key].items()


@pytest.mark.parametrize("name", READERS)
def test_a_map_layout_finds_coordinates_that_are_numbers(name: str) -> None:
    """Latitude and longitude are doubles, on the file's own word, and those of the register; their letters are kept."""
    written = write(name, GRAPHS["shipped"])
    hefei = READERS[name](io.BytesIO(written)).nodes[ydr("hefei")]
    assert (hefei["latitude"], hefei["longitude"]) == (31.86389, 117.28083)
    assert (hefei["yd:latitude"], hefei["yd:longitude"]) == ("31.86389", "117.28083")
    for attribute in (b"latitude", b"longitude"):
        declared = next(line for line in written.splitlines() if b'"' + attribute + b'"' in line)
        assert b'type="double"' in declared


def test_a_coordinate_that_is_no_number_is_text_alone() -> None:
    """Its letters are kept, and no layout is misled."""
    place = "<{}> a <https://w3id.org/ydkg/ontology#Place> ; <https://w3id.org/ydkg/ontology#latitude> {} ."
    text = place.format(ydr("a"), '"31.5"') + place.format(ydr("b"), '"north"')
    nodes = back("graphml", [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]).nodes
    assert [nodes[ydr(slug)]["yd:latitude"] for slug in "ab"] == ["31.5", "north"]
    assert [nodes[ydr(slug)].get("latitude") for slug in "ab"] == [31.5, None]


@pytest.mark.parametrize("name", READERS)
def test_no_attribute_of_an_edge_is_called_as_the_format_calls_its_own(name: str) -> None:
    """Readers that know a format's own ``id`` of an edge meet no second one: the IRI is called so."""
    lines = write(name, GRAPHS["fixture"]).decode().splitlines()
    declared = [line for line in lines if "attr.name=" in line or "<attribute " in line]
    assert any('"iri"' in line for line in declared)
    assert not any('name="id"' in line or 'title="id"' in line for line in declared)


def test_network_programs_draw_it_as_the_explorer_does() -> None:
    """Every family has the colour that the page's style sheet gives it; nodes stand apart, hubs are larger."""
    style = (Path(ydkg.__file__).parent / "static" / "tokens.css").read_text(encoding="utf-8")
    assert re.findall(r"--family-(\w+): (#\w+)", style)[: len(COLOURS)] == list(COLOURS.items())
    nodes = back("gexf", GRAPHS["fixture"]).nodes(data=True)
    for _, attributes in nodes:
        assert "#" + "".join(f"{attributes[part]:02x}" for part in "rgb") == COLOURS[attributes["family"]]
    assert len({(attributes["x"], attributes["y"]) for _, attributes in nodes}) == len(nodes)
    assert len({attributes["size"] for _, attributes in nodes}) > 1


@pytest.mark.parametrize("name", READERS)
def test_an_empty_network_is_a_whole_file(name: str) -> None:
    """A reader accepts it, and finds no nodes."""
    assert len(back(name, [])) == 0


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
