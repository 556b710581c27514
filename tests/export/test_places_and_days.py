"""GeoJSON by GDAL, iCalendar by icalendar, Cytoscape's JSON by networkx, Cypher by an embedded graph database."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import icalendar
import ladybug
import networkx as nx
import pyogrio
import pytest

from networks import scalar_network
from ydkg.assets import DATA_FILES
from ydkg.export import write, write_files
from ydkg.graph.canonical import read_turtle
from ydkg.graph.table import MemoryTable
from ydkg.vocab import PROV, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

TRIPLES = [triple for path in DATA_FILES for triple in read_turtle(path)]
TABLE = MemoryTable(TRIPLES)


def test_gdal_reads_every_place_where_it_is(tmp_path: Path) -> None:
    """All things with coordinates are points of a known frame of reference, with names in both languages."""
    path = tmp_path / "a.geojson"
    path.write_bytes(write("geojson", TRIPLES))
    meta, _, geometry, fields = pyogrio.raw.read(path)
    columns = dict(zip(meta["fields"], fields, strict=True))
    assert (meta["crs"], meta["geometry_type"]) == ("EPSG:4326", "Point")
    located = {subject for subject, _ in TABLE.pairs(YD.latitude)}
    assert set(columns["id"]) == located
    at = list(columns["id"]).index(ydr("hefei"))
    assert (columns["name"][at], columns["name_zh"][at]) == ("Hefei", "合肥市")
    point = json.loads(path.read_text(encoding="utf-8"))["features"][at]
    assert point["geometry"]["coordinates"] == [117.28083, 31.86389]
    assert point["properties"]["sources"] == [ydr("register-geonames")]
    assert len(geometry) == len(located)


def test_places_tell_their_figures_in_both_languages() -> None:
    """A thing on the map has the sentences of its figures and milestones."""
    features = {each["id"]: each["properties"] for each in json.loads(write("geojson", TRIPLES))["features"]}
    told = [each for each in features.values() if each["facts"]]
    assert all(len(each["facts"]) == len(each["facts_zh"]) for each in features.values())
    for each in told:
        assert not re.search("[a-z]{4}", each["facts_zh"][0])


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
    """Nodes, edges and attributes come back as the other network files have them."""
    network = scalar_network(TRIPLES)
    back = nx.cytoscape_graph(json.loads(write("cytoscape", TRIPLES)))
    assert set(back) == set(network)
    assert Counter(back.edges()) == Counter(network.edges())
    found = back.nodes[ydr("hefei")]
    assert {name: found[name] for name in ("label_zh", "yd:latitude")} == {
        "label_zh": "合肥市",
        "yd:latitude": 31.86389,
    }
    assert found["color"] == "#0a73a6"


@pytest.fixture(scope="module")
def database() -> ladybug.Connection:
    """A property graph made by the statements of the export, with tables for the labels and types in it."""
    files = {name: content.decode() for name, content in write_files("neo4j", TRIPLES).items()}
    base = ladybug.Connection(ladybug.Database(":memory:"))
    labels = {}
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
    for line in files["graph.cypher"].splitlines():
        base.execute(line)
    return base


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
