"""The graph as nodes and edges: projection and layout; the package itself can be called, as ``ydkg.network()``."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Graph

    Network: TypeAlias = nx.MultiDiGraph[str]


def network(graph: Graph | None = None) -> Network:
    """Return the graph as a network of its entities.

    Parameters
    ----------
    graph : rdflib.Graph, optional
        By default the data that ship with ydkg.

    Returns
    -------
    networkx.MultiDiGraph
        Entities as nodes, relations and relation-like records as keyed edges; figures and milestones are folded into
        the things that they are about. See `ydkg.network.projection.project`.

    Raises
    ------
    TurtleError
        If a data file is damaged.

    Examples
    --------
    >>> import ydkg
    >>> delta = ydkg.network()
    >>> delta.nodes["https://w3id.org/ydkg/id/shanghai"]["label"]
    'Shanghai'
    """
    from ydkg import assets  # noqa: PLC0415 - networkx and all are loaded by who needs them
    from ydkg.graph.answer import as_store  # noqa: PLC0415 - likewise
    from ydkg.graph.canonical import read_turtle  # noqa: PLC0415 - likewise
    from ydkg.network.projection import project  # noqa: PLC0415 - likewise

    if graph is not None:
        return project(as_store(graph))
    return project([triple for path in assets.DATA_FILES for triple in read_turtle(path)])


class _CallablePackage(ModuleType):
    """Let ``ydkg.network`` be the package and, called, the network: importing a module of it binds the name."""

    __call__ = staticmethod(network)


sys.modules[__name__].__class__ = _CallablePackage
