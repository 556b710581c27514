"""The network as Cytoscape has it: JSON of nodes and edges, placed and coloured."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._network import scalar_network
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

FORMAT = Format(
    name="Cytoscape",
    extension="cyjs",
    media_type="application/json",
    purpose=translatable("the network for Cytoscape and its JavaScript library"),
    carries="view",
    order=7,
    extra="view",
)


def write(triples: Iterable[Triple]) -> bytes:
    """Write the network of a graph as Cytoscape's JSON.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    bytes
        UTF-8: ``elements`` with ``nodes`` and ``edges``, attributes as in GraphML, ``color`` as ``#rrggbb``, positions
        with y downwards. The same bytes for the same triples.

    Raises
    ------
    OutputError
        If a value holds a character that network files do not carry.
    """
    network = scalar_network(triples)
    nodes = []
    for node, attributes in network.nodes(data=True):
        x, y, red, green, blue = (attributes.pop(name) for name in ("x", "y", "r", "g", "b"))
        described = {
            "id": node,
            "value": node,
            "name": attributes["label"],
            **attributes,
            "color": f"#{red:02x}{green:02x}{blue:02x}",
        }
        nodes.append({"data": described, "position": {"x": x, "y": -y}})
    edges = [
        {"data": {"id": f"{start} {end} {key}", "source": start, "target": end, "key": key, **attributes}}
        for start, end, key, attributes in network.edges(keys=True, data=True)
    ]
    document = {
        "data": [],
        "directed": True,
        "multigraph": True,
        "elements": {"nodes": nodes, "edges": edges},
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
