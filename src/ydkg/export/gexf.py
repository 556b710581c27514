"""The network as GEXF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from networkx.readwrite.gexf import GEXFWriter

from ydkg.export.flat import flat, strings
from ydkg.export.markup import keep_line_ends, refuse_forbidden

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple


def write(triples: Iterable[Triple]) -> bytes:
    """Write the network of a graph as GEXF 1.2; UTF-8. Edge keys are in the attribute ``networkx_key``.

    Raises
    ------
    OutputError
        If a value holds a character that XML cannot carry.
    """
    network = flat(triples)
    for text in strings(network):
        refuse_forbidden(text)
    writer = GEXFWriter(network, encoding="utf-8", prettyprint=True, version="1.2draft")
    # The writer stamps the day; a file that changes by the clock cannot be compared.
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    target = io.BytesIO()
    writer.write(target)
    return keep_line_ends(target.getvalue()) + b"\n"
