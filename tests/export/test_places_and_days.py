"""GeoJSON by GDAL, iCalendar by icalendar, Cytoscape's JSON by networkx, Cypher by an embedded graph database."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import struct
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import icalendar
import ladybug
import networkx as nx
import pyogrio
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from networks import scalar_network
from ydkg.assets import DATA_FILES
from ydkg.export import write, write_files
from ydkg.graph.canonical import read_turtle
from ydkg.graph.graph import Graph
from ydkg.vocab import GEO, PROV, RDF, RDFS, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

TRIPLES = [triple for path in DATA_FILES for triple in read_turtle(path)]
TABLE = Graph.from_triples(TRIPLES)


#: A figure and a milestone that are made to be of a place on the map, of which the shipped data state none.
MOVED = {ydr("observation-carbon-volume"), ydr("milestone-airport-link-line-operational-planned")}
PLACED = [
    Triple(t.subject, t.predicate, NamedNode(ydr("hefei")))
    if t.predicate.value == YD.about and t.subject.value in MOVED  # type: ignore[union-attr]
    else t
    for t in TRIPLES
]


@cache
def tables() -> dict[str, bytes]:
    """Write the tables of the graph, once."""
    return write_files("csv", PLACED)


def rows_in(name: str) -> list[dict[str, str]]:
    """Read a table of the graph."""
    return list(csv.DictReader(io.StringIO(tables()[f"{name}.csv"].decode(), newline="")))


def test_gdal_reads_every_place_where_it_is(tmp_path: Path) -> None:
    """All things with coordinates are points of a known frame of reference, with names in both languages."""
    path = tmp_path / "a.geojson"
    path.write_bytes(write("geojson", PLACED))
    meta, _, geometry, fields = pyogrio.raw.read(path)
    columns = dict(zip(meta["fields"], fields, strict=True))
    assert (meta["crs"], meta["geometry_type"]) == ("EPSG:4326", "Point")
    located = {subject for subject, _ in TABLE.pairs(YD.latitude)}
    assert sorted(columns["id"]) == sorted(located)
    given = {
        (subject, TABLE.one(statement, RDF.predicate)): TABLE.iris(statement, PROV.wasDerivedFrom)
        for statement, subject in ((iri, TABLE.one(iri, RDF.subject)) for iri in TABLE.subjects(RDF.Statement))
    }
    told = {row["thing"]: row for row in rows_in("things")}
    facts = [row for name in ("figures", "milestones") for row in rows_in(name)]
    for at, iri in enumerate(columns["id"]):
        found = {name: column[at] for name, column in columns.items()}
        x, y = struct.unpack_from("<dd", geometry[at], 5)  # well-known binary: order, kind, then longitude and latitude
        assert (x, y) == tuple(float(TABLE.text(iri, each)) for each in (YD.longitude, YD.latitude))
        assert (found["name"], found["name_zh"]) == tuple(TABLE.text(iri, RDFS.label, tag) for tag in ("en", "zh-hans"))
        assert {name: found[name] for name in ("kind", "kind_zh", "family")} == {
            name: told[iri][name] for name in ("kind", "kind_zh", "family")
        }
        assert listed(found["within"]) == list(TABLE.iris(iri, GEO.sfWithin))
        assert listed(found["sources"]) == sorted(given[iri, YD.latitude])
        own = [row for row in facts if row["about"] == iri]
        assert listed(found["facts"]) == [row["sentence"] for row in own]
        assert listed(found["facts_zh"]) == [row["sentence_zh"] for row in own]
    assert sum(len(listed(each)) for each in columns["facts"]) == len(MOVED)


@pytest.mark.parametrize("north", ["north", "NaN"])
def test_coordinates_that_are_no_numbers_are_left_out(north: str) -> None:
    """A place whose coordinates are words is none of the map, and has none in tables; nothing breaks of it."""
    place, coordinates = NamedNode(ydr("nowhere")), {YD.latitude: north, YD.longitude: "east"}
    triples = [Triple(place, NamedNode(RDF.type), NamedNode(YD.Place))]
    triples += [Triple(place, NamedNode(predicate), Literal(words)) for predicate, words in coordinates.items()]
    assert json.loads(write("geojson", triples))["features"] == []
    (row,) = csv.DictReader(io.StringIO(write_files("csv", triples)["places.csv"].decode(), newline=""))
    assert (row["place"], row["latitude"], row["longitude"]) == (ydr("nowhere"), "", "")
    assert b'"latitude"' not in write_files("neo4j", triples)["graph.cypher"]


def listed(value: Any) -> list[str]:  # noqa: ANN401 - GDAL has arrays, and text where all of them are empty
    """Give the members of a list that GDAL has read."""
    return json.loads(value) if isinstance(value, str) else list(value)


def test_a_calendar_has_every_day_of_a_milestone() -> None:
    """Icalendar finds no error; each day is the graph's; a plan is tentative, and what is reached is confirmed."""
    calendar = icalendar.Calendar.from_ical(write("ics", TRIPLES))
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert not any(event.errors for event in events.values())
    dated = {
        iri: TABLE.text(iri, YD.on) or TABLE.text(iri, YD.notAfter)
        for iri in TABLE.subjects(YD.Milestone)
        if TABLE.text(iri, YD.on) or TABLE.text(iri, YD.notAfter)
    }
    assert set(dated) <= set(events)
    for iri, day in dated.items():
        assert events[iri].decoded("DTSTART") == dt.date.fromisoformat(str(day))
        planned = TABLE.one(iri, YD.modality) != YD.Done
        assert str(events[iri]["STATUS"]) == ("TENTATIVE" if planned else "CONFIRMED")
    line = events[ydr("milestone-airport-link-line-operational-planned")]
    assert str(line["SUMMARY"]).startswith("Airport link line: planned to open by 31 December 2024")
    assert str(line["DESCRIPTION"]).startswith("机场联络线：计划于2024年底前开通运营")
    assert line.decoded("DTSTAMP") == dt.datetime(2024, 12, 4, tzinfo=dt.UTC)


def test_lines_of_a_calendar_are_short_and_end_as_they_must() -> None:
    """No line has more than 75 octets, each ends with carriage return and line feed, and no character is torn."""
    content = write("ics", TRIPLES)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert [line.decode() for line in lines]


def test_networkx_reads_cytoscapes_json() -> None:
    """Every node and edge comes back with every attribute that the other network files have, placed and coloured."""
    network = scalar_network(TRIPLES)
    document = json.loads(write("cytoscape", TRIPLES))
    places = {each["data"]["id"]: each["position"] for each in document["elements"]["nodes"]}
    back = nx.cytoscape_graph(document)
    assert set(back) == set(network) == {row["thing"] for row in rows_in("things")}
    for node, attributes in network.nodes(data=True):
        x, y, *colour = (attributes.pop(name) for name in ("x", "y", "r", "g", "b"))
        assert places[node] == {"x": x, "y": -y}
        look = {"color": f"#{bytes(colour).hex()}", "id": node, "value": node, "name": attributes["label"]}
        assert back.nodes[node] == attributes | look
        names = {attributes["label"]} | ({attributes["label_zh"]} if "label_zh" in attributes else set())
        assert names <= set(TABLE.values(node, RDFS.label))
    found = {(start, end, key): data for start, end, key, data in back.edges(keys=True, data=True)}
    wanted = {(start, end, key): data for start, end, key, data in network.edges(keys=True, data=True)}
    for (start, end, key), attributes in wanted.items():
        ends = {"id": f"{start} {end} {key}", "source": start, "target": end, "key": key}
        assert found.pop((start, end, key)) == attributes | ends
    assert not found


@cache
def property_graph() -> dict[str, str]:
    """Write the property graph, once."""
    return {name: content.decode() for name, content in write_files("neo4j", PLACED).items()}


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
    """A property graph made by the statements of the export."""
    base, _ = declared()
    for line in property_graph()["graph.cypher"].splitlines():
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


#: Tables of the graph -> their columns that are relations of the property graph, and the type that each becomes.
RECORDS = {
    "figures": {"about": "ABOUT", "metric": "MEASURED_BY"},
    "milestones": {"about": "ABOUT"},
    "comparisons": {"about": "ABOUT", "current": "CURRENT", "baseline": "BASELINE", "target": "TARGET"},
    "passages": {"document": "IN_DOCUMENT"},
    "things": {},
    "sources": {},
}


def test_the_property_graph_has_every_cell_of_the_tables(imported: ladybug.Connection) -> None:
    """Each row is a node, each relation and each source an edge, with every value, in both languages."""
    nodes, edges, wanted = all_nodes(imported), all_edges(imported), Counter[tuple[object, ...]]()
    for name, leads in RECORDS.items():
        for row in rows_in(name):
            iri, *_ = row.values()
            left = dict(nodes.pop(iri))
            for column, value in list(row.items())[1:]:
                lead = column.removesuffix("_zh").removesuffix("_name")
                if column in leads and value:
                    wanted[iri, leads[column], value] += 1
                elif column == "sources":
                    wanted.update((iri, "STATED_IN", source) for source in value.split())
                elif lead not in {*leads, "sources"} and value:
                    found = left.pop(column)
                    letters = left.pop(f"{column}_letters", found)
                    assert value == letters if isinstance(letters, str) else Decimal(repr(letters)) == Decimal(value)
            axes = {axis: float(TABLE.text(iri, YD[axis])) for axis in ("latitude", "longitude") if axis in left}
            assert left == {"iri": iri, "label": left["label"], **axes}
    for row in rows_in("relations"):
        kept = {key: value for key, value in row.items() if value and not key.startswith(("subject", "object"))}
        kind = re.sub("(?<=[a-z])(?=[A-Z])", "_", kept["predicate"].partition(":")[2]).upper()
        wanted[row["subject"], kind, row["object"], *sorted(kept.items())] += 1
    assert not nodes
    assert edges == wanted


def test_no_node_and_no_relation_is_lost(database: ladybug.Connection) -> None:
    """The database counts as many as the graph has: things, records, sources, passages, relations."""
    network = scalar_network(TRIPLES)
    count = dict(rows_of(database, "MATCH (n) RETURN label(n), COUNT(*)"))
    assert count["Figure"] == len(TABLE.subjects(YD.Observation))
    assert count["Milestone"] == len(TABLE.subjects(YD.Milestone))
    assert count["Passage"] == len(TABLE.subjects(YD.Passage))
    families = Counter(family.capitalize() for _, family in network.nodes(data="family"))
    assert {label: count[label] for label in families} == dict(families)
    plain = "MATCH ()-[r]->() WHERE r.predicate IS NOT NULL RETURN COUNT(*)"
    assert rows_of(database, plain) == [[network.number_of_edges()]]
