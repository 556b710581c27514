"""The network of entities for network programs, by the writers of networkx: nodes and edges with scalars only."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from contextlib import suppress
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from ydkg.export.rdf import keep_line_ends, refuse_forbidden
from ydkg.vocab import YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ydkg.export.format import Contents
    from ydkg.network.projection import Network

Scalar: TypeAlias = str | int | float | bool

#: What a map layout reads as numbers; of other decimals the letters count.
_COORDINATES = frozenset({compact(YD.latitude), compact(YD.longitude)})


def graphml(contents: Contents) -> bytes:
    """Write the network as GraphML; an edge's ``id`` in the file is its key."""
    # Always the writer on the standard library's XML: lxml, where installed, would give other bytes.
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415 - only who writes a network waits for it

    file = io.BytesIO()
    GraphMLWriter(graph=drawn(contents), encoding="utf-8", prettyprint=True).dump(file)
    return keep_line_ends(file.getvalue())


def gexf(contents: Contents) -> bytes:
    """Write the network as GEXF 1.2; edge keys are in the attribute ``networkx_key``."""
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415 - only who writes a network waits for it

    network = drawn(contents)
    for _, attributes in network.nodes(data=True):
        x, y, size, *colour = (attributes.pop(name) for name in ("x", "y", "size", "r", "g", "b"))
        red, green, blue = colour
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
    file = io.BytesIO()
    writer.write(file)
    return keep_line_ends(file.getvalue())


def cytoscape(contents: Contents) -> bytes:
    """Write the network as JSON for Cytoscape, with ``color`` as ``#rrggbb`` and positions with y downwards."""
    from networkx import cytoscape_data  # noqa: PLC0415 - only who writes a network waits for it

    document = cytoscape_data(drawn(contents))
    for node in document["elements"]["nodes"]:
        facts = node["data"]
        x, y, red, green, blue = (facts.pop(name) for name in ("x", "y", "r", "g", "b"))
        facts["name"] = facts["label"]
        facts["color"] = f"#{red:02x}{green:02x}{blue:02x}"
        node["position"] = {"x": x, "y": -y}
    for edge in document["elements"]["edges"]:
        facts = edge["data"]
        facts["id"] = f"{facts['source']} {facts['target']} {facts['key']}"
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def drawn(contents: Contents) -> Network:
    """Place, size and colour the network as the explorer does, with attributes that every file can carry."""
    from networkx import MultiDiGraph  # noqa: PLC0415 - only who writes a network waits for it

    from ydkg.network.layout import COLOURS, degrees, node_positions, radius  # noqa: PLC0415 - likewise
    from ydkg.network.projection import is_stated  # noqa: PLC0415 - likewise

    projected = contents.network
    lines = [(start, end) for start, end, edge in projected.edges(data=True) if is_stated(edge)]
    neighbours, places = degrees(lines), node_positions(list(projected), lines)
    network: Network = MultiDiGraph()
    for node, attributes in projected.nodes(data=True):
        x, y = places[node]
        red, green, blue = bytes.fromhex(COLOURS[str(attributes["family"])].removeprefix("#"))
        look = {"x": float(x), "y": float(-y), "size": 2 * radius(neighbours[node]), "r": red, "g": green, "b": blue}
        network.add_node(node, **_scalars(attributes), **look)
    for start, end, key, attributes in projected.edges(keys=True, data=True):
        named = {"iri" if name == "id" else name: value for name, value in attributes.items()}
        network.add_edge(start, end, key, **_scalars(named))
    _unify(attributes for _, attributes in network.nodes(data=True))
    _unify(attributes for *_, attributes in network.edges(data=True))
    return network


def _scalars(attributes: Mapping[str, object]) -> dict[str, Scalar]:
    """Turn attributes into scalars, sorted by name: coordinates become numbers, what is no scalar JSON, () nothing."""
    scalars: dict[str, Scalar] = {}
    for name, value in sorted(attributes.items()):
        if value == ():
            continue
        scalar = value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False, sort_keys=True)
        refuse_forbidden(str(scalar))
        scalars[name] = scalar
        if name in _COORDINATES:
            with suppress(ValueError):
                if isfinite(number := float(scalar)):
                    scalars[name] = number
    return scalars


def _unify(described: Iterable[dict[str, Scalar]]) -> None:
    """Make text of an attribute that has values of several types, as a file declares one type for each."""
    everything = list(described)
    types: defaultdict[str, set[type]] = defaultdict(set)
    for attributes in everything:
        for name, value in attributes.items():
            types[name].add(type(value))
    mixed = {name for name, kinds in types.items() if len(kinds) > 1}
    for attributes in everything:
        attributes |= {name: str(attributes[name]) for name in mixed & attributes.keys()}
