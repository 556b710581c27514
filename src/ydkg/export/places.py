"""Things on a map, as GeoJSON: places where they are, and all else at the places that the graph says it is in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.export.tables import kind_of
from ydkg.graph.turtle import statement_iri
from ydkg.graph.values import exact
from ydkg.telling.naming import WHERE
from ydkg.vocab import GEO, PROV, YD

if TYPE_CHECKING:
    from ydkg.export.format import Contents

#: Records that are told of a thing, as its node in the network has them.
_RECORDS = ("observations", "milestones", "first_claims")


def geojson(contents: Contents) -> bytes:
    """Write what has coordinates, or is at a place that has.

    A ``FeatureCollection`` in UTF-8, sorted by IRI, with names, kind, what a thing lies in, its figures, milestones and
    relations in sentences, in both languages. A thing that has coordinates is a point, with the registers that give
    them; another is the points of the places that the graph says it is in or connects, which ``at`` names.

    RFC 7946: WGS 84, longitude first.
    """
    network, points = contents.network, _points(contents)
    features = []
    for iri in sorted(network):
        edges = network.out_edges(iri, data=True)
        places = {place for _, place, edge in edges if place in points and edge["predicate"] in WHERE}
        if iri in points:
            geometry: dict[str, object] = {"type": "Point", "coordinates": points[iri]}
            features.append(_feature(contents, iri, geometry, []))
        elif places:
            at = sorted(places)
            coordinates = [points[place] for place in at]
            geometry = {"type": "MultiPoint", "coordinates": coordinates}
            if len(at) == 1:
                geometry = {"type": "Point", "coordinates": coordinates[0]}
            features.append(_feature(contents, iri, geometry, at))
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _points(contents: Contents) -> dict[str, list[float]]:
    """Read the coordinates of things, in degrees: longitude and latitude."""
    points = {}
    for iri in contents.network:
        longitude, latitude = (exact(contents.graph.text(iri, each) or "") for each in (YD.longitude, YD.latitude))
        if longitude is not None and latitude is not None:
            points[iri] = [float(longitude), float(latitude)]
    return points


def _feature(contents: Contents, iri: str, geometry: dict[str, object], places: list[str]) -> dict[str, object]:
    graph, node = contents.graph, contents.network.nodes[iri]
    name, kind = contents.reading.naming.name(iri), kind_of(contents, iri)
    facts = []
    for records in (node.get(records, ()) for records in _RECORDS):
        facts += [contents.sentence(record) for record in sorted(str(each["iri"]) for each in records)]
    edges = (*contents.network.in_edges(iri, data="id"), *contents.network.out_edges(iri, data="id"))
    relations = [contents.relations[relation].sentence for relation in sorted({str(edge[2]) for edge in edges})]
    # What states the coordinates.
    registers: set[str] = set()
    for latitude in graph.objects(iri, YD.latitude):
        statement = statement_iri(Triple(NamedNode(iri), NamedNode(YD.latitude), latitude))
        registers.update(graph.iris(statement, PROV.wasDerivedFrom))
    return {
        "type": "Feature",
        "id": iri,
        "geometry": geometry,
        "properties": {
            "name": name.en,
            "name_zh": name.zh,
            "kind": kind.en,
            "kind_zh": kind.zh,
            "family": node["family"],
            "within": list(graph.iris(iri, GEO.sfWithin)),
            "at": places,
            "facts": [sentence.en for sentence in facts],
            "facts_zh": [sentence.zh for sentence in facts],
            "relations": [sentence.en for sentence in relations],
            "relations_zh": [sentence.zh for sentence in relations],
            "sources": sorted(registers),
        },
    }
