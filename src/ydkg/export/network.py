"""The network of entities for network programs, by the writers of networkx: nodes and edges with scalars only."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from math import isfinite
from typing import TYPE_CHECKING

from networkx import MultiDiGraph, cytoscape_data
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from ydkg.export.rdf import keep_line_ends, refuse_forbidden
from ydkg.network.layout import COLOURS, degrees, node_positions, radius
from ydkg.network.projection import is_stated
from ydkg.vocab import YD, compact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.export.format import Contents
    from ydkg.network.projection import Network

#: What a map layout looks for -> the property that has its letters.
_COORDINATES = {"latitude": compact(YD.latitude), "longitude": compact(YD.longitude)}


def graphml(contents: Contents) -> bytes:
    """Write the network as GraphML; an edge's ``id`` in the file is its key."""
    file = io.BytesIO()
    # Always the writer on the standard library's XML: lxml, where installed, would give other bytes.
    GraphMLWriter(graph=drawn(contents), encoding="utf-8", prettyprint=True).dump(file)
    return keep_line_ends(file.getvalue())


def gexf(contents: Contents) -> bytes:
    """Write the network as GEXF 1.2; edge keys are in the attribute ``networkx_key``."""
    network, file = drawn(contents), io.BytesIO()
    for _, attributes in network.nodes(data=True):
        x, y, size, red, green, blue = (attributes.pop(name) for name in ("x", "y", "size", "r", "g", "b"))
        attributes["viz"] = {
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "position": {"x": x, "y": y, "z": 0.0},
            "size": size,
        }
    for *_, attributes in network.edges(data=True):
        attributes["id"] = attributes["iri"]  # else edges are counted, and one more edge renames all that follow
    writer = GEXFWriter(network, encoding="utf-8", prettyprint=True, version="1.2draft")
    # A file that changes by the clock cannot be compared.
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    writer.write(file)
    return keep_line_ends(file.getvalue())


def cytoscape(contents: Contents) -> bytes:
    """Write the network as JSON for Cytoscape, with ``color`` as ``#rrggbb`` and positions with y downwards."""
    document = cytoscape_data(drawn(contents))
    for node in document["elements"]["nodes"]:
        facts = node["data"]
        x, y, red, green, blue = (facts.pop(name) for name in ("x", "y", "r", "g", "b"))
        facts |= {"name": facts["label"], "color": f"#{red:02x}{green:02x}{blue:02x}"}
        node["position"] = {"x": x, "y": -y}
    for edge in document["elements"]["edges"]:
        facts = edge["data"]
        facts["id"] = f"{facts['source']} {facts['target']} {facts['key']}"
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def drawn(contents: Contents) -> Network:
    """Place, size and colour the network as the explorer does, with attributes that every file can carry."""
    projected = contents.network
    lines = [(start, end) for start, end, edge in projected.edges(data=True) if is_stated(edge)]
    neighbours, places = degrees(lines), node_positions(list(projected), lines)
    network: Network = MultiDiGraph()
    for node, attributes in projected.nodes(data=True):
        x, y = places[node]
        red, green, blue = bytes.fromhex(COLOURS[str(attributes["family"])].removeprefix("#"))
        look = {"x": float(x), "y": float(-y), "size": 2 * radius(neighbours[node]), "r": red, "g": green, "b": blue}
        network.add_node(node, **_texts(attributes), **_coordinates(attributes), **look)
    for start, end, key, attributes in projected.edges(keys=True, data=True):
        named = {"iri" if name == "id" else name: value for name, value in attributes.items()}
        network.add_edge(start, end, key, **_texts(named))
    return network


def _texts(attributes: Mapping[str, object]) -> dict[str, str]:
    """Write attributes as text, sorted by name: what is none becomes JSON, an empty list nothing."""
    texts = {}
    for name, value in sorted(attributes.items()):
        if value != ():
            texts[name] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
            refuse_forbidden(texts[name])
    return texts


def _coordinates(attributes: Mapping[str, object]) -> dict[str, float]:
    """Read where a node is, in degrees, as far as its letters are numbers."""
    coordinates = {}
    for name, letters in _COORDINATES.items():
        with suppress(ValueError, TypeError):
            number = float(str(attributes.get(letters)))
            if isfinite(number):
                coordinates[name] = number
    return coordinates
