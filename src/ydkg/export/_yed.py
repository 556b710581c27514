"""What yEd reads of GraphML beside its attributes: names, shapes, places and colours of nodes, names of edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

NAMESPACE = "http://www.yworks.com/xml/graphml"
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


def add_keys(root: Element) -> None:
    """Declare in a GraphML document what yEd draws.

    Parameters
    ----------
    root : Element
        The document; it is changed.
    """
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - only who writes a network waits for it; nothing is read

    for at, (kind, key) in enumerate(_KEYS.items()):
        root.insert(at, ET.Element("key", {"id": key, "for": kind, "yfiles.type": key}))


def graphics(kind: str, attributes: Mapping[str, object]) -> Element:
    """Give what yEd draws of a node or an edge.

    Parameters
    ----------
    kind : {"node", "edge"}
    attributes : mapping of str to object
        As `ydkg.export._network.drawn` gives them.

    Returns
    -------
    Element
    """
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - as above

    ET.register_namespace("y", NAMESPACE)
    data = ET.Element("data", {"key": _KEYS[kind]})
    if kind == "node":
        _node(data, attributes)
        return data
    line = ET.SubElement(data, _named("PolyLineEdge"))
    ET.SubElement(line, _named("Arrows"), {"source": "none", "target": "standard"})
    ET.SubElement(line, _named("EdgeLabel")).text = str(attributes.get("label", ""))
    return data


def _node(data: Element, attributes: Mapping[str, object]) -> None:
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
    return f"{{{NAMESPACE}}}{name}"
