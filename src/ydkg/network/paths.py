"""The shortest explained connections between two things; the page's ``paths.js`` gives the same answers."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ydkg.errors import ParameterError, UnknownNameError, problem, quoted
from ydkg.network.neighbours import Neighbours
from ydkg.network.projection import Projection
from ydkg.vocab import YD, compact

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ydkg.graph.graph import Graph
    from ydkg.network.projection import Edge

#: Node -> the nodes that it is joined to.
Joined: TypeAlias = "Mapping[str, Collection[str]]"
#: How many connections are found where nobody says how many.
LIMIT = 5


class Hop(NamedTuple):
    """One step of a path."""

    source: str  # IRIs, in the direction of travel
    target: str
    edges: tuple[Edge, ...]  # in the order of the network
    figures: tuple[Figure, ...]


class Figure(NamedTuple):
    """What joins a thing and a metric: IRIs of both, and of the record."""

    thing: str
    metric: str
    record: str


class Path(NamedTuple):
    """A connection; connections are ordered by weight, number of nodes, and the nodes themselves."""

    weight: int
    length: int
    nodes: tuple[str, ...]  # IRIs from end to end
    hops: tuple[Hop, ...] = ()  # between each two of them


def paths(graph: Graph, origin: str, destination: str, limit: int = LIMIT) -> list[Path]:
    """Find the shortest explained connections between two things.

    Edges are taken in both directions, and parallel ones as one. Those that neither a statement nor a record stands
    behind explain nothing and are left out. A thing and a metric that it has figures in are joined where the metric is
    an end of the path: that two things are measured alike does not connect them.

    A hop costs 1, and each thing that a path passes through costs floor(log2(d)) more, where d is how many different
    things it is joined to: a way through a hub says little. Equal weights are ordered by the number of hops, and then
    by the IRIs of the nodes from the origin on.
    """
    if not isinstance(limit, int) or limit < 1:
        raise ParameterError(problem("limit: {given} is no number of paths from 1", given=quoted(str(limit))), limit)
    joined = Neighbours(graph, {origin, destination})
    for end in (origin, destination):
        if end not in joined:
            unknown = problem("{thing} is no thing of the network; `ydkg show` tells what it is", thing=compact(end))
            raise UnknownNameError(unknown, end)
    projection = Projection(graph)
    return [
        path._replace(hops=tuple(_hop(projection, *ends) for ends in pairwise(path.nodes)))
        for path in shortest_paths(joined, origin, destination, limit)
    ]


def _hop(projection: Projection, source: str, target: str) -> Hop:
    """Collect what joins two nodes of a path."""
    graph = projection.graph
    shared = graph.shared(source, target)
    figures = [
        Figure(thing, metric, record)
        for thing, metric in ((source, target), (target, source))
        for record in shared
        if thing in graph.iris(record, YD.about) and metric in graph.iris(record, YD.metric)
    ]
    edges = filter(projection.is_stated, projection.between(source, target))
    return Hop(source, target, tuple(edges), tuple(figures))


def shortest_paths(joined: Joined, origin: str, destination: str, limit: int = LIMIT) -> list[Path]:
    """Find the shortest ways through a graph of which as little as possible is looked up.

    Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management Science, 17(11), 712-716.

    >>> square = {"a": "bd", "b": "ac", "c": "bd", "d": "ac"}
    >>> [(path.weight, "".join(path.nodes)) for path in shortest_paths(square, "a", "c")]
    [(3, 'abc'), (3, 'adc')]
    """
    if origin == destination or not _are_connected(joined, origin, destination):
        return []
    shortest: list[Path] = []
    first = _shortest(joined, (origin,), frozenset(), destination)
    waiting = [first] if first else []
    while waiting and len(shortest) < limit:
        best = heappop(waiting)
        shortest.append(best)
        for place in range(1, best.length):
            start = best.nodes[:place]
            tried = frozenset(path.nodes[place] for path in shortest if path.nodes[:place] == start)
            other = _shortest(joined, start, tried, destination)
            if other and other not in waiting:
                heappush(waiting, other)
    return shortest


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


def _shortest(joined: Joined, start: tuple[str, ...], tried: Collection[str], destination: str) -> Path | None:
    """Find the best path that begins with these nodes and goes on to none of those that have been tried."""
    nodes = list(start)
    onward = {node for node in joined[nodes[-1]] if node not in tried}
    # What is left to the destination, weight and number of hops, by Dijkstra's method; that ends when no node further
    # away can be the best to go on to, or on a way from that to the end.
    left: dict[str, tuple[int, int]] = {}
    waiting, best = [(0, 0, destination)], inf
    while waiting and waiting[0][0] < best:
        weight, hops, node = heappop(waiting)
        if node in left or node in start:
            continue
        left[node] = (weight, hops)
        step = _cost(joined, node, destination)
        if node in onward:
            best = min(best, weight + step)
        for before in joined[node]:
            heappush(waiting, (weight + step, hops + 1, before))
    while onward := {node for node in onward if node in left}:
        nodes.append(min((left[node][0] + _cost(joined, node, destination), left[node][1], node) for node in onward)[2])
        if nodes[-1] == destination:
            weight = sum(_cost(joined, node, destination) for node in nodes[1:])
            return Path(weight, len(nodes), tuple(nodes))
        onward = set(joined[nodes[-1]])
    return None
