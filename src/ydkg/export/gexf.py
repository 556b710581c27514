"""The network as GEXF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._network import scalar_network
from ydkg.export._xml import keep_line_ends
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

FORMAT = Format(
    name="GEXF",
    extension="gexf",
    media_type="application/gexf+xml",
    purpose=translatable("the network for Gephi and networkx"),
    carries="network",
    order=6,
    extra="view",
)


def write(triples: Iterable[Triple]) -> bytes:
    """Write the network of a graph as GEXF 1.2.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    bytes
        UTF-8; edge keys are in the attribute ``networkx_key``. The same bytes for the same triples.

    Raises
    ------
    OutputError
        If a value holds a character that XML cannot carry.
    """
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415 - only who writes a network waits for it

    network = scalar_network(triples)
    for *_, attributes in network.edges(data=True):
        attributes["id"] = attributes["iri"]  # else edges are counted, and one more edge renames all that follow
    for _, attributes in network.nodes(data=True):
        x, y, size, red, green, blue = (attributes.pop(name) for name in ("x", "y", "size", "r", "g", "b"))
        colour = {"r": red, "g": green, "b": blue, "a": 1.0}
        attributes["viz"] = {"color": colour, "position": {"x": x, "y": y, "z": 0.0}, "size": size}
    writer = GEXFWriter(network, encoding="utf-8", prettyprint=True, version="1.2draft")
    # The writer stamps the day; a file that changes by the clock cannot be compared.
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    target = io.BytesIO()
    writer.write(target)
    return keep_line_ends(target.getvalue()) + b"\n"
