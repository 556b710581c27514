"""The network as Cytoscape has it: JSON of nodes and edges, placed and coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._json import write_json
from ydkg.export._network import drawn
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from pathlib import Path

    from ydkg.export._sheets import TableSet

FORMAT = Format(
    name="Cytoscape",
    extension="cyjs",
    media_type="application/json",
    purpose=translatable("the network for Cytoscape and its JavaScript library"),
    carries="view",
    order=7,
    extra="view",
)


def write(tables: TableSet, path: Path) -> None:
    """Write the network of a graph as Cytoscape's JSON.

    UTF-8: ``elements`` with ``nodes`` and ``edges``, attributes as in GraphML, ``color`` as ``#rrggbb``, positions with
    y downwards.
    """
    nodes, edges = drawn(tables.graph, path.parent)
    joined = (
        {"data": {"id": f"{start} {end} {key}", "source": start, "target": end, "key": key, **attributes}}
        for (start, end, key), attributes in edges
    )
    placed = (
        {
            "data": {
                "id": iri,
                "value": iri,
                "name": attributes["label"],
                **{name: value for name, value in attributes.items() if name not in {"x", "y", "r", "g", "b"}},
                "color": "#{r:02x}{g:02x}{b:02x}".format_map(attributes),
            },
            "position": {"x": attributes["x"], "y": -float(attributes["y"])},
        }
        for (iri,), attributes in nodes
    )
    elements = {"nodes": placed, "edges": joined}
    write_json(path, {"data": [], "directed": True, "multigraph": True, "elements": elements})
