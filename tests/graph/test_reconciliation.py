"""Reconciliation where one name is two things."""

from __future__ import annotations

from functools import partial

import pytest
from pyoxigraph import RdfFormat, Store

from triples import HEAD
from ydkg.graph.graph import Graph
from ydkg.graph.names import names_of, search
from ydkg.graph.reconciliation import candidates, read_query
from ydkg.vocab import ydr

TURTLE = """
ydr:airport a yd:Airport, yd:Infrastructure ; rdfs:label "Hongqiao Airport"@en ; skos:altLabel "Hongqiao"@en .
ydr:hub a yd:Zone, yd:Place ; rdfs:label "Hongqiao Hub"@en ; skos:altLabel "Hongqiao"@en ; geo:sfWithin ydr:shanghai .
ydr:shanghai a yd:Municipality, yd:Place ; rdfs:label "Shanghai"@en ; skos:hiddenLabel "the city"@en .
ydr:port a yd:Infrastructure ; rdfs:label "Port"@en ; skos:hiddenLabel "Shanghai"@en .
"""


@pytest.mark.parametrize(
    ("query", "sure"),
    [
        ({"query": "Hongqiao"}, []),
        ({"query": "Hongqiao", "limit": 1}, []),
        ({"query": "Hongqiao", "type": "yd:Place"}, ["hub"]),
        ({"query": "Hongqiao Hub"}, ["hub"]),
        ({"query": "Hongqiao", "properties": [{"pid": "geo:sfWithin", "v": "Shanghai"}]}, []),
        ({"query": "Shanghai"}, []),  # what is no name on its own makes another's name doubtful
        ({"query": "the city"}, []),  # and is itself never sure
        ({"query": "Shanghai", "type": "yd:Place"}, ["shanghai"]),
    ],
)
def test_what_two_things_are_called_is_never_sure(query: dict[str, object], sure: list[str]) -> None:
    """A name of two things matches neither, until a type leaves one of them."""
    store = Store()
    store.load((HEAD + TURTLE).encode(), format=RdfFormat.TURTLE)
    graph = Graph(store)
    names = names_of(graph)
    found = candidates(graph, read_query(query), names, partial(search, names=names))
    assert found
    assert [each.iri for each in found if each.match] == [ydr(each) for each in sure]
