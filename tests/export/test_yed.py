"""GraphML has what yEd draws, beside what other programs read."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from ydkg.export import write

Y = "{http://www.yworks.com/xml/graphml}"


@pytest.fixture(scope="module")
def document() -> bytes:
    """The shipped network."""
    return write("graphml")


def test_yed_has_names_shapes_places_and_colours(document: bytes) -> None:
    """Every node has its name, a place and a colour in yEd's own words, every edge its name (user trial)."""
    root = ET.fromstring(document)  # noqa: S314 - our own
    spaces = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = root.findall("g:graph/g:node", spaces)
    assert len(nodes) > 150
    for node in nodes:
        shape = node.find(f"g:data/{Y}ShapeNode", spaces)
        assert shape is not None
        assert (shape.findtext(f"{Y}NodeLabel") or "").strip()
        assert shape.find(f"{Y}Fill").get("color", "").startswith("#")  # type: ignore[union-attr]
    places = {(each.get("x"), each.get("y")) for each in root.iter(f"{Y}Geometry")}
    assert None not in {part for place in places for part in place}
    assert len(places) > len(nodes) * 0.9
    labels = [
        edge.findtext(f"g:data/{Y}PolyLineEdge/{Y}EdgeLabel", None, spaces)
        for edge in root.findall("g:graph/g:edge", spaces)
    ]
    assert labels
    assert all(labels)


def test_other_programs_read_the_same_as_before(document: bytes) -> None:
    """What networkx reads of places, sizes and names are the attributes, numbers as numbers."""
    network = nx.read_graphml(io.BytesIO(document), force_multigraph=True)
    hefei = network.nodes["https://w3id.org/ydkg/id/hefei"]
    assert hefei["label"] == "Hefei"
    assert all(isinstance(hefei[each], float) for each in ("x", "y", "size"))
