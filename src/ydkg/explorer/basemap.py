"""A map that is laid under the diagram of places: a drawing that says which degrees it shows and who approved it."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from ydkg.errors import SourceError, problem, reason
from ydkg.language.text import translatable

_SVG = "{http://www.w3.org/2000/svg}svg"


class BaseMap(NamedTuple):
    """A map with longitude and latitude even along its edges."""

    image: str  # the drawing as an address that loads nothing
    approval: str  # the number under which the map was approved
    west: float  # its edges, in degrees
    south: float
    east: float
    north: float


def read_base_map(path: str | Path) -> BaseMap:
    """Read a map."""
    try:
        content = Path(path).read_bytes()
        _, root = next(iter(ET.iterparse(path, events=("start",))))  # noqa: S314 - of the file only its first element
    except OSError as error:
        raise SourceError(problem("{what}: {why}", what=str(path), why=reason(error)), str(path)) from None
    except (ET.ParseError, StopIteration, ValueError):
        root = None
    if root is None or root.tag != _SVG:
        raise SourceError(problem("{what}: this is no SVG file", what=str(path)), str(path))
    approval = root.get("data-approval", "").strip()
    if not approval:
        unapproved = translatable(
            "{what}: a map of several provinces needs an approval number: data-approval of its svg element"
        )
        raise SourceError(problem(unapproved, what=str(path)), str(path))
    try:
        west, south, east, north = map(float, root.get("data-bounds", "").replace(",", " ").split())
    except ValueError:
        west = south = east = north = 0.0
    if not (-180 <= west < east <= 180 and -90 < south < north < 90):  # noqa: PLR2004 - degrees
        boundless = translatable(
            "{what}: data-bounds of its svg element is to give its edges in degrees: west, south, east, north"
        )
        raise SourceError(problem(boundless, what=str(path)), str(path))
    image = f"data:image/svg+xml;base64,{b64encode(content).decode()}"
    return BaseMap(image, approval, west, south, east, north)
