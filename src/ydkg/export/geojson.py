"""Things that have a place on the map, as GeoJSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.export._format import Format
from ydkg.graph.canonical import statement_iri
from ydkg.graph.table import MemoryTable
from ydkg.telling.graph import atlas_of
from ydkg.vocab import GEO, PROV, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.thing import Thing

FORMAT = Format(
    name="GeoJSON",
    extension="geojson",
    media_type="application/geo+json",
    purpose=translatable("places with their coordinates and figures, for maps"),
    carries="view",
    order=10,
)


def write(triples: Iterable[Triple]) -> bytes:
    """Write the things of a graph that have coordinates.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    bytes
        A ``FeatureCollection`` in UTF-8: a point for each thing with latitude and longitude, sorted by IRI, with names,
        kind, what it lies in, its figures and milestones in sentences, in English and Chinese, and the registers
        that give its coordinates. The same bytes for the same triples.

    References
    ----------
    RFC 7946: WGS 84, longitude first.
    """
    held = list(triples)
    table, atlas = MemoryTable(held), atlas_of(held)[1]
    features = [feature for thing in atlas.things.values() if (feature := _feature(table, atlas, thing)) is not None]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1).encode() + b"\n"


def _feature(table: MemoryTable, atlas: Atlas, thing: Thing) -> dict[str, object] | None:
    """Make a point of a thing; None where it has no coordinates."""
    latitude, longitude = (table.text(thing.iri, each) for each in (YD.latitude, YD.longitude))
    if latitude is None or longitude is None:
        return None
    told = [figure.sentence for figure in atlas.figures_of.get(thing.id, ())]
    told += [milestone.sentence for milestone in atlas.milestones_of.get(thing.id, ())]
    given = {
        source
        for term in table.all(thing.iri, YD.latitude)
        for source in table.iris(
            statement_iri(Triple(NamedNode(thing.iri), NamedNode(YD.latitude), term)), PROV.wasDerivedFrom
        )
    }
    return {
        "type": "Feature",
        "id": thing.iri,
        "geometry": {"type": "Point", "coordinates": [float(longitude), float(latitude)]},
        "properties": {
            "name": thing.name.en,
            "name_zh": thing.name.zh,
            "kind": thing.kind.en,
            "kind_zh": thing.kind.zh,
            "family": thing.family,
            "within": list(table.iris(thing.iri, GEO.sfWithin)),
            "facts": [sentence.en for sentence in told],
            "facts_zh": [sentence.zh for sentence in told],
            "sources": sorted(given),
        },
    }
