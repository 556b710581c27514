"""The graph as nodes and edges: projection, paths and layout."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store
    from rdflib import Graph

    from ydkg.network.projection import Network


def to_networkx(graph: Store | Graph | Path | str | None = None) -> Network:
    """Project a graph onto its entities.

    Parameters
    ----------
    graph : rdflib.Graph, pyoxigraph.Store or path, optional
        Of a store its default graph. A path is the folder of a collection; by default the one that ``YDKG_DATA`` names,
        else the data that ship with
        ydkg.

    Returns
    -------
    networkx.MultiDiGraph
        Entities as nodes, relations and relation-like records as keyed edges; figures and milestones are folded into
        the things that they are about. See `ydkg.network.projection.project`.

    Raises
    ------
    ParameterError
        If it is none of these.
    TurtleError
        If a data file is damaged.
    CollectionError
        If a folder holds no collection.

    Examples
    --------
    >>> import ydkg
    >>> network = ydkg.to_networkx()
    >>> sorted(next(iter(network.nodes.values())))[:3]
    ['aliases', 'evidence', 'family']
    """
    from ydkg.graph.graph import Graph as Triples  # noqa: PLC0415 - likewise
    from ydkg.graph.store import as_store  # noqa: PLC0415 - networkx and all are loaded by who needs them
    from ydkg.network.projection import project  # noqa: PLC0415 - likewise

    return project(Triples(as_store(graph)).triples())


class _FormerlyCalled(ModuleType):
    """Let programs call the package by the name that the function had in 0.1.0."""

    def __call__(self, graph: Store | Graph | Path | str | None = None) -> Network:
        import warnings  # noqa: PLC0415 - only who calls it is warned

        warnings.warn("ydkg.network() is now ydkg.to_networkx()", DeprecationWarning, stacklevel=2)
        return to_networkx(graph)


sys.modules[__name__].__class__ = _FormerlyCalled
