"""The network as Cytoscape has it: JSON of nodes and edges, placed and coloured."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._json import indented
from ydkg.export._network import drawn
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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
#: Stands for what is written member by member.
_PART = "part"


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
    network = drawn(book.desk, path.parent)
    elements = {"nodes": [_PART], "edges": [_PART]}
    document = {"data": [], "directed": True, "multigraph": True, "elements": elements}
    edges = (
        {"data": {"id": f"{start} {end} {key}", "source": start, "target": end, "key": key, **attributes}}
        for (start, end, key), attributes in network.edges
    )
    begun, between, ended = json.dumps(document, indent=1).split(f"[\n   {json.dumps(_PART)}\n  ]")
    with path.open("w", encoding="utf-8") as file:
        file.write(begun)
        file.writelines(_listed(map(_node, network.nodes)))
        file.write(between)
        file.writelines(_listed(edges))
        file.write(f"{ended}\n")


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


def _listed(members: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Write an array member by member, as deep as it stands in the document."""
    number = -1
    for number, member in enumerate(members):
        yield ",\n   " if number else "[\n   "
        yield indented(member, 3)
    yield "\n  ]" if number >= 0 else "[]"
