"""What yEd reads of GraphML beside its attributes: names, shapes, places and colours of nodes, names of edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from ydkg.network.projection import Network

_NAMESPACE = "http://www.yworks.com/xml/graphml"
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


def add_graphics(root: Element, network: Network) -> None:
    """Add to a GraphML document what yEd draws.

    Parameters
    ----------
    root : Element
        The document; it is changed. What is added to a node or an edge stands before its attributes, which have the
        last word where a reader takes both.
    network : networkx.MultiDiGraph
        What was written, with the attributes of `ydkg.export._network.scalar_network`.
    """
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - only who writes a network waits for it; nothing is read

    ET.register_namespace("y", _NAMESPACE)
    for at, (kind, graphics) in enumerate(_KEYS.items()):
        root.insert(at, ET.Element("key", {"id": graphics, "for": kind, "yfiles.type": graphics}))
    graph = root.find("graph")
    labels = {key: str(label) for _, _, key, label in network.edges(keys=True, data="label", default="")}
    for element in graph if graph is not None else ():
        data = ET.Element("data", {"key": _KEYS.get(element.tag, "")})
        if element.tag == "node":
            _node(data, network.nodes[element.get("id", "")])
        elif element.tag == "edge":
            line = ET.SubElement(data, _named("PolyLineEdge"))
            ET.SubElement(line, _named("Arrows"), {"source": "none", "target": "standard"})
            ET.SubElement(line, _named("EdgeLabel")).text = labels.get(element.get("id", ""), "")
        else:
            continue
        element.insert(0, data)


def _node(data: Element, attributes: dict[str, object]) -> None:
    """Draw a node as the explorer does; yEd counts downwards."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - as above

    shape, size = ET.SubElement(data, _named("ShapeNode")), str(attributes["size"])
    x, y = (_SPREAD * float(str(attributes[axis])) for axis in ("x", "y"))
    place = {"x": f"{x:.1f}", "y": f"{-y:.1f}", "width": size, "height": size}
    ET.SubElement(shape, _named("Geometry"), place)
    colour = "#" + "".join(f"{int(str(attributes[each])):02X}" for each in "rgb")
    ET.SubElement(shape, _named("Fill"), {"color": colour, "transparent": "false"})
    label = ET.SubElement(shape, _named("NodeLabel"), {"modelName": "sides", "modelPosition": "s"})
    label.text = str(attributes.get("label", ""))
    ET.SubElement(shape, _named("Shape"), {"type": _SHAPES.get(str(attributes.get("family")), "ellipse")})


def _named(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
