"""GeoJSON by GDAL, iCalendar by icalendar, Cytoscape's JSON by networkx, Cypher by an embedded graph database."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import struct
from typing import TYPE_CHECKING, Any

import icalendar
import pyogrio
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from shipped import TABLE, TRIPLES
from ydkg.export import write, write_files
from ydkg.graph.turtle import statement_iri
from ydkg.vocab import GEO, PROV, RDF, RDFS, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path


def test_gdal_reads_every_place_where_it_is(tmp_path: Path) -> None:
    """What has coordinates is a point of a known frame of reference; what is at a place has its point, and facts."""
    path = tmp_path / "a.geojson"
    path.write_bytes(write("geojson", TRIPLES))
    meta, _, geometry, fields = pyogrio.raw.read(path)
    columns = dict(zip(meta["fields"], fields, strict=True))
    assert meta["crs"] == "EPSG:4326"
    told = {iri: {name: column[at] for name, column in columns.items()} for at, iri in enumerate(columns["id"])}
    shapes = dict(zip(columns["id"], geometry, strict=True))
    located = {subject for subject, _ in TABLE.pairs(YD.latitude)}
    assert {iri for iri, row in told.items() if not listed(row["at"])} == located
    for iri in located:
        # Well-known binary: order, kind, then longitude and latitude.
        assert struct.unpack_from("<dd", shapes[iri], 5) == tuple(
            float(TABLE.text(iri, each)) for each in (YD.longitude, YD.latitude)
        )
        assert (told[iri]["name"], told[iri]["name_zh"]) == tuple(
            TABLE.text(iri, RDFS.label, tag) for tag in ("en", "zh-hans")
        )
        assert listed(told[iri]["within"]) == list(TABLE.iris(iri, GEO.sfWithin))
        statement = statement_iri(Triple(NamedNode(iri), NamedNode(YD.latitude), TABLE.objects(iri, YD.latitude)[0]))
        assert listed(told[iri]["sources"]) == list(TABLE.iris(statement, PROV.wasDerivedFrom))
    line = told[ydr("airport-link-line")]
    ends = [ydr(f"{name}-international-airport") for name in ("hongqiao", "pudong")]
    assert listed(line["at"]) == ends
    assert shapes[line["id"]] == struct.pack("<BII", 1, 4, 2) + shapes[ends[0]] + shapes[ends[1]]
    assert "Airport link line: planned to open by 31 December 2024, as of 4 December 2024" in listed(line["facts"])
    assert len(listed(line["facts"])) == len(listed(line["facts_zh"])) > 1
    assert "Airport link line connects Pudong International Airport" in listed(line["relations"])
    assert all(len(listed(row["relations"])) == len(listed(row["relations_zh"])) > 0 for row in told.values())


@pytest.mark.parametrize("north", ["north", "NaN"])
def test_coordinates_that_are_no_numbers_are_left_out(north: str) -> None:
    """A place whose coordinates are words is none of the map, and has none in tables; nothing breaks of it."""
    place, coordinates = NamedNode(ydr("nowhere")), {YD.latitude: north, YD.longitude: "east"}
    triples = [Triple(place, NamedNode(RDF.type), NamedNode(YD.Place))]
    triples += [Triple(place, NamedNode(predicate), Literal(words)) for predicate, words in coordinates.items()]
    assert json.loads(write("geojson", triples))["features"] == []
    (row,) = csv.DictReader(io.StringIO(write_files("csv", triples)["places.csv"].decode(), newline=""))
    assert (row["place"], row["latitude"], row["longitude"]) == (ydr("nowhere"), "", "")
    assert b'"latitude"' not in write("neo4j", triples)


def listed(value: Any) -> list[str]:  # noqa: ANN401 - GDAL has arrays, and text where all of them are empty
    """Give the members of a list that GDAL has read."""
    return json.loads(value) if isinstance(value, str) else list(value)


def test_a_calendar_has_every_day_of_a_milestone() -> None:
    """Icalendar finds no error; each day is the graph's, and nothing has one of which only a last day is known."""
    calendar = icalendar.Calendar.from_ical(write("ics"))
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert not any(event.errors for event in events.values())
    milestones = TABLE.subjects(YD.Milestone)
    days = {iri: TABLE.text(iri, YD.on) for iri in milestones if TABLE.text(iri, YD.on)}
    planned = {iri for iri in milestones if TABLE.one(iri, YD.modality) != YD.Done}
    days |= {iri: TABLE.text(iri, YD.notAfter) for iri in planned if TABLE.text(iri, YD.notAfter)}
    assert days
    assert {iri for iri in events if iri in milestones} == set(days)
    for iri, day in days.items():
        assert events[iri].decoded("DTSTART") == dt.date.fromisoformat(str(day))
        assert str(events[iri]["STATUS"]) == ("TENTATIVE" if iri in planned else "CONFIRMED")
    line = events[ydr("milestone-airport-link-line-operational-planned")]
    assert "Airport link line: planned to open by 31 December 2024" in str(line["SUMMARY"])
    assert "机场联络线：计划于2024年底前开通运营" in str(line["SUMMARY"])
    assert str(line["DESCRIPTION"]).startswith("◐ in part, 59 of 68.6 km: in operation since 27 December 2024")
    assert line.decoded("DTSTAMP") == dt.datetime(2024, 12, 4, tzinfo=dt.UTC)


def test_lines_of_a_calendar_are_short_and_end_as_they_must() -> None:
    """No line has more than 75 octets, each ends with carriage return and line feed, and no character is torn."""
    content = write("ics", TRIPLES)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert [line.decode() for line in lines]
