"""The shortest explained connections between two things; the page's ``paths.js`` gives the same answers."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ydkg.errors import ParameterError, UnknownNameError, problem, quoted
from ydkg.graph.neighbourhood import among
from ydkg.network.drawing import is_stated
from ydkg.network.neighbours import Neighbours
from ydkg.network.projection import project
from ydkg.vocab import YD, compact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ydkg.graph.graph import Graph
    from ydkg.network.projection import Network

#: Node -> the nodes that it is joined to.
Joined: TypeAlias = "Mapping[str, Collection[str]]"
#: How many connections are found where nobody says how many.
LIMIT = 5


class Hop(NamedTuple):
    """One step of a path."""

    source: str  # IRIs, in the direction of travel
    target: str
    edges: tuple[tuple[str, str, str], ...]
    figures: tuple[str, ...] = ()


class Path(NamedTuple):
    """A connection: its weight, its nodes (IRIs) from end to end, and a hop between each two of them."""

    weight: int
    nodes: tuple[str, ...]
    hops: tuple[Hop, ...]


class Route(NamedTuple):
    """A path without its particulars; routes are ordered by weight, number of nodes, and the nodes themselves."""

    weight: int
    length: int
    nodes: tuple[str, ...]


def paths(table: Graph, origin: str, destination: str, limit: int = LIMIT) -> tuple[Network, list[Path]]:
    """Find the shortest explained connections between two things.

    Edges are taken in both directions, and parallel ones as one. Those that neither a statement nor a record stands
    behind explain nothing and are left out. A thing and a metric that it has figures in are joined where the metric is
    an end of the path: that two things are measured alike does not connect them.

    A hop costs 1, and each thing that a path passes through costs floor(log2(d)) more, where d is how many different
    things it is joined to: a way through a hub says little. Equal weights are ordered by the number of hops, and then
    by the IRIs of the nodes from the origin on.

    Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management Science, 17(11), 712-716.
    """
    if not isinstance(limit, int) or limit < 1:
        raise ParameterError(problem("limit: {given} is no number of paths from 1", given=quoted(str(limit))), limit)
    joined = Neighbours(table, {origin, destination})
    for each in (origin, destination):
        if each not in joined:
            said = problem("{thing} is no thing of the network; `ydkg show` tells what it is", thing=compact(each))
            raise UnknownNameError(said, each)
    found = routes(joined, origin, destination, limit)
    network = project(among(table, {node for route in found for node in route.nodes}).triples())
    return network, explained(network, found)


def explained(network: Network, found: Iterable[Route]) -> list[Path]:
    """Collect what joins the nodes of routes; in the order of the routes."""
    told = []
    for route in found:
        hops = []
        for source, target in pairwise(route.nodes):
            ways = ((source, target), (target, source))
            edges = sorted(
                (one, other, key)
                for one, other in ways
                for key, edge in (network.get_edge_data(one, other) or {}).items()
                if is_stated(edge)
            )
            figures = sorted(
                record["iri"]
                for one, other in ways
                for record in network.nodes[one].get("observations", ())
                # A metric by itself, or a tuple of several.
                if other in ((given,) if isinstance(given := record.get(compact(YD.metric), ()), str) else given)
            )
            hops.append(Hop(source, target, tuple(edges), tuple(figures)))
        told.append(Path(route.weight, route.nodes, tuple(hops)))
    return told


def routes(joined: Joined, origin: str, destination: str, limit: int = LIMIT) -> list[Route]:
    """Find the shortest ways through a graph.

    >>> square = {"a": "bd", "b": "ac", "c": "bd", "d": "ac"}
    >>> [(route.weight, "".join(route.nodes)) for route in routes(square, "a", "c")]
    [(3, 'abc'), (3, 'adc')]
    """
    known = origin != destination and origin in joined and destination in joined
    if not known or not _are_connected(joined, origin, destination):
        return []
    found: list[Route] = []
    first = _shortest(joined, (origin,), frozenset(), destination)
    waiting = [first] if first else []
    while waiting and len(found) < limit:
        best = heappop(waiting)
        found.append(best)
        for place in range(best.length - 1):
            start = best.nodes[: place + 1]
            tried = frozenset(route.nodes[place + 1] for route in found if route.nodes[: place + 1] == start)
            other = _shortest(joined, start, tried, destination)
            if other and other not in waiting:
                heappush(waiting, other)
    return found


def _are_connected(joined: Joined, origin: str, destination: str) -> bool:
    """Tell whether anything leads from one node to another: from the one with less around it, as far as is known."""
    seen, edges = ({origin}, {destination}), [{origin}, {destination}]
    while all(edges):
        side = len(seen[0]) > len(seen[1])
        edges[side] = {other for node in edges[side] for other in joined[node]} - seen[side]
        if not edges[side].isdisjoint(seen[not side]):
            return True
        seen[side].update(edges[side])
    return False


def _cost(joined: Joined, node: str, destination: str) -> int:
    """Say what a hop to a node costs: 1 at the end, else 1 + floor(log2(degree)), which is the degree's bit length."""
    return 1 if node == destination else len(joined[node]).bit_length()


def _shortest(joined: Joined, start: tuple[str, ...], tried: Collection[str], destination: str) -> Route | None:
    """Find the best route that begins with these nodes and goes on to none of those that have been tried."""
    nodes = list(start)
    onward = [node for node in joined[nodes[-1]] if node not in tried]
    # What is left to the destination, weight and number of hops, by Dijkstra's method; that ends when no node further
    # away can be the best to go on to, or on a way from that to the end.
    left: dict[str, tuple[int, int]] = {}
    waiting, best, ends = [(0, 0, destination)], inf, set(onward)
    while waiting and waiting[0][0] < best:
        weight, hops, node = heappop(waiting)
        if node in left or node in start:
            continue
        left[node] = (weight, hops)
        step = _cost(joined, node, destination)
        if node in ends:
            best = min(best, weight + step)
        for before in joined[node]:
            if before not in left:
                heappush(waiting, (weight + step, hops + 1, before))
    while onward := [node for node in onward if node in left]:
        nodes.append(min((left[node][0] + _cost(joined, node, destination), left[node][1], node) for node in onward)[2])
        if nodes[-1] == destination:
            weight = sum(_cost(joined, node, destination) for node in nodes[1:])
            return Route(weight, len(nodes), tuple(nodes))
        onward = list(joined[nodes[-1]])
    return None
