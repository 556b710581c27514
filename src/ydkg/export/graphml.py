"""The network as GraphML."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from networkx.readwrite.graphml import GraphMLWriter

from ydkg.export.flat import flat, strings
from ydkg.export.markup import keep_line_ends, refuse_forbidden

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple


def write(triples: Iterable[Triple]) -> bytes:
    """Write the network of a graph as GraphML; UTF-8. An edge's ``id`` in the file is its key.

    Raises
    ------
    OutputError
        If a value holds a character that XML cannot carry.
    """
    network = flat(triples)
    for text in strings(network):
        refuse_forbidden(text)
    # Always the writer on the standard library's XML: lxml, where installed, would give other bytes.
    target = io.BytesIO()
    GraphMLWriter(network, encoding="utf-8", prettyprint=True).dump(target)
    return keep_line_ends(target.getvalue()) + b"\n"
