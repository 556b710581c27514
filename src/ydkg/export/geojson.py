"""Things that have a place on the map, as GeoJSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.export._format import Format
from ydkg.export._json import write_json
from ydkg.graph.canonical import statement_iri
from ydkg.telling.figure import tell_figure
from ydkg.telling.milestone import tell_milestone
from ydkg.vocab import GEO, PROV, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ydkg.export._graph import ExportGraph
    from ydkg.export._sheets import TableSet

FORMAT = Format(
    name="GeoJSON",
    extension="geojson",
    media_type="application/geo+json",
    purpose=translatable("places with their coordinates and figures, for maps"),
    carries="view",
    order=10,
)


def write(tables: TableSet, path: Path) -> None:
    """Write the things of a graph that have coordinates.

    A ``FeatureCollection`` in UTF-8, a point for each thing with latitude and longitude, sorted by IRI, with names,
    kind, what it lies in, its figures and milestones in sentences, in English and Chinese, and the registers that give
    its coordinates.

    RFC 7946: WGS 84, longitude first.
    """
    write_json(path, {"type": "FeatureCollection", "features": _features(tables.graph)})


def _features(graph: ExportGraph) -> Iterator[dict[str, object]]:
    table = graph.table
    for iri in graph.things():
        latitude, longitude = (graph.decimal(iri, each) for each in (YD.latitude, YD.longitude))
        if latitude is None or longitude is None:
            continue
        thing, records = graph.thing(iri), sorted({record for record, _ in table.incoming(iri, YD.about)})
        told = [tell_figure(graph.reading, each).sentence for each in records if graph.kind(each) == YD.Observation]
        told += [tell_milestone(graph.reading, each).sentence for each in records if graph.kind(each) == YD.Milestone]
        stated = (Triple(NamedNode(iri), NamedNode(YD.latitude), term) for term in table.objects(iri, YD.latitude))
        given = {source for each in stated for source in table.iris(statement_iri(each), PROV.wasDerivedFrom)}
        yield {
            "type": "Feature",
            "id": iri,
            "geometry": {"type": "Point", "coordinates": [float(longitude), float(latitude)]},
            "properties": {
                "name": thing.name.en,
                "name_zh": thing.name.zh,
                "kind": thing.kind.en,
                "kind_zh": thing.kind.zh,
                "family": thing.family,
                "within": list(table.iris(iri, GEO.sfWithin)),
                "facts": [sentence.en for sentence in told],
                "facts_zh": [sentence.zh for sentence in told],
                "sources": sorted(given),
            },
        }
