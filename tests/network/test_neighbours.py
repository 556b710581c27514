"""What is near a thing is found where the graph is, and is what the projection of the whole has there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from ydkg import to_networkx
from ydkg.explorer.part import focused
from ydkg.graph.graph import Graph
from ydkg.graph.store import open_store
from ydkg.network.neighbours import Neighbours
from ydkg.network.projection import project
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from ydkg.network.projection import Network


@cache
def _whole() -> tuple[Network, Graph]:
    return to_networkx(), Graph(open_store())


def _joined(network: Network) -> dict[str, set[str]]:
    """Join things that a statement, a record or a figure joins, in the projection of the whole graph."""
    joined: dict[str, set[str]] = {node: set() for node in network}
    edges = [(one, other) for one, other, edge in network.edges(data=True) if "statement" in edge or "record" in edge]
    for node, records in network.nodes(data="observations", default=()):
        edges += [(node, record["yd:metric"]) for record in records if record.get("yd:metric") in network]
    for one, other in edges:
        if one != other:
            joined[one].add(other)
            joined[other].add(one)
    return joined


def test_every_thing_has_the_neighbours_of_the_projection() -> None:
    """Statements, records and figures join what they join in the network of the whole graph; definitions do not."""
    network, table = _whole()
    neighbours = Neighbours(table)
    assert {thing: set(near) for thing, near in neighbours.items()} == _joined(network)


@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("slug", ["hefei", "high-speed-railway-network", "gu-jun", "metric-charging-piles-built"])
def test_a_part_is_drawn_as_it_is_in_the_whole(slug: str, steps: int) -> None:
    """The things within some steps have all their values, records and edges among them; and no others are there."""
    network, table = _whole()
    kept = Neighbours(table).within(ydr(slug), steps)
    part, within = project(focused(table, ydr(slug), steps)), network.subgraph(kept)
    assert set(part) == kept
    # What is said of other things is left out of a part.
    assert {node: len(part.nodes[node].get("observations", ())) for node in part} == {
        node: len(within.nodes[node].get("observations", ())) for node in within
    }
    assert {edge[:3] for edge in part.edges(keys=True)} == {edge[:3] for edge in within.edges(keys=True)}
    for *ends, key, attributes in part.edges(keys=True, data=True):
        assert attributes == within.edges[*ends, key]
