"""The network as GraphML."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._network import scalar_network
from ydkg.export._xml import keep_line_ends
from ydkg.export._yed import add_graphics
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

FORMAT = Format(
    name="GraphML",
    extension="graphml",
    media_type="application/graphml+xml",
    purpose=translatable("the network for Gephi, yEd, Cytoscape and networkx"),
    carries="network",
    order=5,
    extra="view",
)


def write(triples: Iterable[Triple]) -> bytes:
    """Write the network of a graph as GraphML.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    bytes
        UTF-8; an edge's ``id`` in the file is its key. With what yEd draws. The same bytes for the
        same triples.

    Raises
    ------
    OutputError
        If a value holds a character that XML cannot carry.
    """
    # Always the writer on the standard library's XML: lxml, where installed, would give other bytes.
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415 - only who writes a network waits for it

    target = io.BytesIO()
    network = scalar_network(triples)
    writer = GraphMLWriter(network, encoding="utf-8", prettyprint=True)
    add_graphics(writer.xml, network)
    writer.dump(target)
    return keep_line_ends(target.getvalue()) + b"\n"
