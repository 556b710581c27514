"""The network as Cytoscape has it: JSON of nodes and edges, placed and coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._json import write_json
from ydkg.export._network import drawn
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from pathlib import Path

    from ydkg.export._network import Scalar
    from ydkg.export._sheets import Book

FORMAT = Format(
    name="Cytoscape",
    extension="cyjs",
    media_type="application/json",
    purpose=translatable("the network for Cytoscape and its JavaScript library"),
    carries="view",
    order=7,
    extra="view",
)


def write(book: Book, path: Path) -> None:
    """Write the network of a graph as Cytoscape's JSON.

    UTF-8: ``elements`` with ``nodes`` and ``edges``, attributes as in GraphML, ``color`` as ``#rrggbb``, positions with
    y downwards.

    Parameters
    ----------
    book : Book
    path : Path

    Raises
    ------
    OutputError
        If a value holds a character that network files do not carry.
    """
    nodes, edges = drawn(book.desk, path.parent)
    joined = (
        {"data": {"id": f"{start} {end} {key}", "source": start, "target": end, "key": key, **attributes}}
        for (start, end, key), attributes in edges
    )
    elements = {"nodes": map(_node, nodes), "edges": joined}
    write_json(path, {"data": [], "directed": True, "multigraph": True, "elements": elements})


def _node(node: tuple[tuple[str, ...], dict[str, Scalar]]) -> dict[str, object]:
    (iri,), attributes = node
    x, y, red, green, blue = (attributes.pop(name) for name in ("x", "y", "r", "g", "b"))
    described = {
        "id": iri,
        "value": iri,
        "name": attributes["label"],
        **attributes,
        "color": f"#{red:02x}{green:02x}{blue:02x}",
    }
    return {"data": described, "position": {"x": x, "y": -float(y)}}
