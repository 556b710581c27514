"""The network from Python: a function of its own name, beside a package that is a package."""

from __future__ import annotations

import inspect
import pydoc
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import Store

import ydkg
from ydkg.errors import ParameterError
from ydkg.graph.store import open_store
from ydkg.vocab import ydr

FIXTURE = Path(__file__).with_name("delta.ttl")


def test_the_function_says_what_it_takes_and_gives() -> None:
    """Signature and help are the function's own, as tools read them."""
    assert list(inspect.signature(ydkg.to_networkx).parameters) == ["graph"]
    assert "networkx.MultiDiGraph" in pydoc.render_doc(ydkg.to_networkx, renderer=pydoc.plaintext)
    assert ydr("gu-jun") in ydkg.to_networkx()


def test_another_graph_can_be_projected() -> None:
    """A graph of rdflib gives its own entities only."""
    network = ydkg.to_networkx(ydkg.load(FIXTURE))
    assert isinstance(network, nx.MultiDiGraph)
    assert ydr("shanghai") in network
    assert len(network) < len(ydkg.to_networkx())


def test_a_store_can_be_projected_and_nothing_else_is_taken_for_a_graph() -> None:
    """Of a store it is the default graph; what is no graph is told in one line."""
    assert nx.utils.graphs_equal(ydkg.to_networkx(open_store()), ydkg.to_networkx())
    assert len(ydkg.to_networkx(Store())) == 0
    with pytest.raises(ParameterError, match="a graph is a"):
        ydkg.to_networkx(7)


def test_how_many_paths_are_wanted_is_a_number() -> None:
    """A text or none is refused in one line."""
    for limit in ("2", 0):
        with pytest.raises(ParameterError, match="limit"):
            ydkg.path("Hefei", "Shanghai", limit=limit)


def test_the_package_stays_a_package_and_its_old_call_works_with_a_warning() -> None:
    """Programs of 0.1.0 go on, whether or not a module of the package was imported, and are told the new name."""
    import ydkg.network.projection

    with pytest.warns(DeprecationWarning, match=r"ydkg\.to_networkx\(\)") as caught:
        network = ydkg.network(ydkg.load(FIXTURE))
    assert caught[0].filename == __file__
    assert nx.utils.graphs_equal(network, ydkg.to_networkx(ydkg.load(FIXTURE)))
    assert ydkg.network.projection.project
    assert inspect.ismodule(ydkg.network)
