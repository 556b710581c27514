"""The graph as nodes and edges: projection, paths and layout."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph

    from ydkg.network.projection import Network


def to_networkx(graph: Graph | None = None) -> Network:
    """Project a graph onto its entities.

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
    >>> delta = ydkg.to_networkx()
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


class _FormerlyCalled(ModuleType):
    """Let programs call the package by the name that the function had in 0.1.0."""

    def __call__(self, graph: Graph | None = None) -> Network:
        import warnings  # noqa: PLC0415 - only who calls it is warned

        warnings.warn("ydkg.network() is now ydkg.to_networkx()", DeprecationWarning, stacklevel=2)
        return to_networkx(graph)


sys.modules[__name__].__class__ = _FormerlyCalled
