"""The network as GEXF."""

from __future__ import annotations

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
    from ydkg.network.projection import Network

FORMAT = Format(
    name="GEXF",
    extension="gexf",
    media_type="application/gexf+xml",
    purpose=translatable("the network for Gephi and networkx"),
    carries="network",
    order=6,
    extra="view",
)


def write(tables: TableSet, path: Path) -> None:
    """Write the network of a graph as GEXF 1.2.

    UTF-8; edge keys are in the attribute ``networkx_key``.
    """
    from xml.etree.ElementTree import Element, SubElement  # noqa: PLC0415 - only who writes a network waits for it

    from networkx import MultiDiGraph  # noqa: PLC0415 - likewise
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415 - likewise

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    # The writer stamps the day; a file that changes by the clock cannot be compared.
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    writer.graph_element = SubElement(writer.xml, "graph", defaultedgetype="directed", mode="static", name="")

    one: Network = MultiDiGraph()  # with one node or edge at a time, which the writer makes an element of

    def node_elements() -> Iterator[Element]:
        for (node,), attributes in nodes:
            x, y, size, red, green, blue = (attributes.pop(name) for name in ("x", "y", "size", "r", "g", "b"))
            colour = {"r": red, "g": green, "b": blue, "a": 1.0}
            look = {"color": colour, "position": {"x": x, "y": y, "z": 0.0}, "size": size}
            one.clear()
            one.add_node(node, **attributes, viz=look)
            writer.add_nodes(one, added := Element("graph"))
            yield from added[0]

    def edge_elements() -> Iterator[Element]:
        for (start, end, key), attributes in edges:
            one.clear()
            # Else edges are counted, and one more edge renames all that follow.
            one.add_edge(start, end, key, **attributes, id=attributes["iri"])
            writer.add_edges(one, added := Element("graph"))
            yield from added[0]

    nodes, edges = drawn(tables.graph, path.parent)
    parts = []
    for name, elements in (("nodes", node_elements()), ("edges", edge_elements())):
        part = path.parent / f"{name}.xml"
        write_elements(part, elements, writer, 3)
        parts.append((SubElement(writer.graph_element, name), part))
    write_document(path, writer, parts, f"{{{writer.NS_VIZ}}}part")
