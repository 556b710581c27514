"""The network as GraphML, with what yEd reads beside its attributes: shapes, places and colours of nodes, names."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._network import drawn
from ydkg.export._xml import write_document, write_elements
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from ydkg.export._sheets import TableSet

FORMAT = Format(
    name="GraphML",
    extension="graphml",
    media_type="application/graphml+xml",
    purpose=translatable("the network for Gephi, yEd, Cytoscape and networkx"),
    carries="network",
    order=5,
    extra="view",
)
_YED = "{http://www.yworks.com/xml/graphml}"
_KEYS = {"node": "nodegraphics", "edge": "edgegraphics"}
#: Family -> a shape that yEd has.
_SHAPES = {
    "person": "ellipse",
    "organization": "rectangle",
    "place": "hexagon",
    "initiative": "diamond",
    "infrastructure": "triangle",
    "instrument": "roundrectangle",
    "event": "octagon",
    "metric": "trapezoid",
    "topic": "parallelogram",
}
#: How far apart nodes are drawn, so that their names have room.
_SPREAD = 1.5


def write(tables: TableSet, path: Path) -> None:
    """Write the network of a graph as GraphML.

    UTF-8; an edge's ``id`` in the file is its key. With what yEd draws, which stands before the attributes of a node or
    an edge: these have the last word where a reader takes both.
    """
    from xml.etree.ElementTree import (  # noqa: PLC0415 - only who writes a network waits for it; nothing is read
        Element,
        SubElement,
        register_namespace,
    )

    # Always the writer on the standard library's XML: lxml, where installed, would give other bytes.
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415 - likewise

    register_namespace("y", _YED.strip("{}"))
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    (nodes, edges), part = drawn(tables.graph, path.parent), path.parent / "graph.xml"

    def elements() -> Iterator[Element]:
        for names, attributes in chain(nodes, edges):
            kind = "node" if len(names) == 1 else "edge"
            made = Element(kind, dict(zip(("source", "target"), names[:-1], strict=False)), id=names[-1])
            # What yEd draws, of a node as the explorer does; yEd counts downwards.
            data, label = SubElement(made, "data", {"key": _KEYS[kind]}), str(attributes.get("label", ""))
            if kind == "edge":
                line = SubElement(data, f"{_YED}PolyLineEdge")
                SubElement(line, f"{_YED}Arrows", {"source": "none", "target": "standard"})
                SubElement(line, f"{_YED}EdgeLabel").text = label
            else:
                shape, size = SubElement(data, f"{_YED}ShapeNode"), str(attributes["size"])
                x, y = (_SPREAD * float(str(attributes[axis])) for axis in ("x", "y"))
                place = {"x": f"{x:.1f}", "y": f"{-y:.1f}", "width": size, "height": size}
                SubElement(shape, f"{_YED}Geometry", place)
                colour = "#" + "".join(f"{int(str(attributes[each])):02X}" for each in "rgb")
                SubElement(shape, f"{_YED}Fill", {"color": colour, "transparent": "false"})
                SubElement(shape, f"{_YED}NodeLabel", {"modelName": "sides", "modelPosition": "s"}).text = label
                SubElement(shape, f"{_YED}Shape", {"type": _SHAPES.get(str(attributes.get("family")), "ellipse")})
            for name, value in attributes.items():
                made.append(writer.add_data(name, type(value), value, kind))
            yield made

    write_elements(part, elements(), writer, 2)
    for at, (kind, key) in enumerate(_KEYS.items()):
        writer.xml.insert(at, Element("key", {"id": key, "for": kind, "yfiles.type": key}))
    graph = SubElement(writer.xml, "graph", edgedefault="directed")
    write_document(path, writer, [(graph, part)], f"{_YED}part")
