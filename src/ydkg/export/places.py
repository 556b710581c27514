"""Things on a map, as GeoJSON: places where they are, and all else at the places that the graph says it is in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.export.tables import kind_of
from ydkg.graph.turtle import statement_iri
from ydkg.graph.values import exact
from ydkg.telling.record import tell_fact
from ydkg.vocab import GEO, PROV, SCHEMA, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.export.format import Contents
    from ydkg.telling.text import Text

#: Properties that lead from a thing to a place where it is.
_LOCATING = frozenset(
    {
        YD.connects,
        YD.destination,
        YD.implementedIn,
        YD.jurisdiction,
        YD.origin,
        GEO.sfOverlaps,
        GEO.sfWithin,
        SCHEMA.location,
    }
)
#: Records that are told of a thing, as its node in the network has them.
_RECORDS = ("observations", "milestones", "first_claims")


def geojson(contents: Contents) -> bytes:
    """Write what has coordinates, or is at a place that has.

    A ``FeatureCollection`` in UTF-8, sorted by IRI, with names, kind, what a thing lies in, its figures and milestones
    in sentences, in English and Chinese. A thing that has coordinates is a point, with the registers that give them;
    another is the points of the places that the graph says it is in or connects, which ``at`` names.

    RFC 7946: WGS 84, longitude first.
    """
    points = {iri: point for iri in contents.network if (point := _point(contents, iri))}
    features = []
    for iri in sorted(contents.network):
        near = sorted(
            {
                place
                for _, place, edge in contents.network.out_edges(iri, data=True)
                if place in points and edge["predicate"] in _LOCATING
            }
        )
        if iri in points:
            features.append(_feature(contents, iri, [points[iri]], []))
        elif near:
            features.append(_feature(contents, iri, [points[place] for place in near], near))
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _point(contents: Contents, iri: str) -> list[float] | None:
    longitude, latitude = (exact(contents.graph.text(iri, each) or "") for each in (YD.longitude, YD.latitude))
    return None if latitude is None or longitude is None else [float(longitude), float(latitude)]


def _feature(contents: Contents, iri: str, points: list[list[float]], places: list[str]) -> dict[str, object]:
    name, node = contents.reading.naming.name(iri), contents.network.nodes[iri]
    kind, facts = kind_of(contents, iri), list(_facts(contents, iri))
    one = len(points) == 1
    return {
        "type": "Feature",
        "id": iri,
        "geometry": {"type": "Point" if one else "MultiPoint", "coordinates": points[0] if one else points},
        "properties": {
            "name": name.en,
            "name_zh": name.zh,
            "kind": kind.en,
            "kind_zh": kind.zh,
            "family": node["family"],
            "within": list(contents.graph.iris(iri, GEO.sfWithin)),
            "at": places,
            "facts": [sentence.en for sentence in facts],
            "facts_zh": [sentence.zh for sentence in facts],
            "sources": [] if places else _registers(contents, iri),
        },
    }


def _facts(contents: Contents, iri: str) -> Iterable[Text]:
    """Tell the figures, milestones and first claims of a thing in sentences."""
    for name in _RECORDS:
        records = contents.network.nodes[iri].get(name, ())
        for record in sorted(str(each["iri"]) for each in records):
            if sentence := tell_fact(contents.reading, record):
                yield sentence


def _registers(contents: Contents, iri: str) -> list[str]:
    """List what gives the coordinates of a thing."""
    stated = (Triple(NamedNode(iri), NamedNode(YD.latitude), term) for term in contents.graph.objects(iri, YD.latitude))
    statements = [statement_iri(triple) for triple in stated]
    return sorted({source for each in statements for source in contents.graph.iris(each, PROV.wasDerivedFrom)})
