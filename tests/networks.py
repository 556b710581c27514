"""The network that network files are to give back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import networkx as nx

from ydkg.export._network import drawn
from ydkg.export._sheets import tables_of
from ydkg.graph.graph import Graph
from ydkg.network.projection import project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple


def scalar_network(triples: Iterable[Triple]) -> nx.MultiDiGraph[str]:
    """Give nodes and edges with what files say of them; they are those that the graph is projected onto."""
    given = list(triples)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with TemporaryDirectory() as folder:
        nodes, edges = drawn(tables_of(Graph.from_triples(given)).graph, Path(folder))
        network.add_nodes_from((*names, attributes) for names, attributes in nodes)
        network.add_edges_from((*names, attributes) for names, attributes in edges)
    projected = project(given)
    assert list(network) == list(projected)
    assert list(network.edges(keys=True)) == list(projected.edges(keys=True))
    for node, attributes in projected.nodes(data=True):
        assert {name for name, value in attributes.items() if value != ()} <= set(network.nodes[node])
    return network
