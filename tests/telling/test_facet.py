"""What the page can be filtered by: focus areas with their sub-themes, provinces with what lies and happens in them."""

from __future__ import annotations

import pyoxigraph

from ydkg.graph.table import MemoryTable
from ydkg.network.projection import project
from ydkg.telling.facet import tell_facets

GRAPH = """
@prefix yd: <https://w3id.org/ydkg/ontology#> . @prefix ydr: <https://w3id.org/ydkg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix geo: <http://www.opengis.net/ont/geosparql#> .
ydr:anhui a yd:ProvinceLevelDivision, yd:Place . ydr:hefei a yd:City, yd:Place ; geo:sfWithin ydr:anhui .
ydr:line a yd:RailwayLine, yd:Infrastructure ; yd:connects ydr:hefei ; dcterms:subject ydr:rail .
ydr:rail a skos:Concept ; skos:inScheme ydr:focus-areas ; skos:broader ydr:roads .
ydr:roads a skos:Concept ; skos:inScheme ydr:focus-areas .
ydr:metric a yd:Metric . ydr:far a yd:City, yd:Place .
ydr:o a yd:Observation ; yd:metric ydr:metric ; yd:about ydr:line ; dcterms:subject ydr:roads .
ydr:m a yd:Milestone ; yd:about ydr:line ; yd:modality yd:Planned .
"""


def test_things_are_under_their_focus_areas_provinces_and_states() -> None:
    """A city is in its province, a line where it leads, a sub-theme in its area, a thing in its milestone's state."""
    triples = [quad.triple for quad in pyoxigraph.parse(GRAPH, format=pyoxigraph.RdfFormat.TURTLE)]
    network = project(triples)
    found = {
        facet: {value: list(members) for value, members in values.items()}
        for facet, values in tell_facets(network, MemoryTable(triples)).items()
    }
    assert found["place"] == {"anhui": ["anhui", "hefei", "line"]}
    assert found["topic"]["rail"] == ["line", "rail"]
    assert found["topic"]["roads"] == ["line", "metric", "rail", "roads"]
    assert found["status"] == {"Planned": ["line"]}
