"""The shortest explained connections between two things; the page's ``paths.js`` gives the same answers."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ydkg.errors import UnknownNameError
from ydkg.vocab import YD, compact

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ydkg.network.projection import Network

#: Node -> the nodes that it is joined to.
Neighbours: TypeAlias = "Mapping[str, Collection[str]]"
#: How many connections are found where nobody says how many.
LIMIT = 5


class Hop(NamedTuple):
    """One step of a path.

    Attributes
    ----------
    source, target : str
        IRIs, in the direction of travel.
    edges : tuple of tuple of str
        Everything that joins the two: source, target and key of edges of the network in either direction, sorted.
    figures : tuple of str
        IRIs of the observations of the one in the other, sorted; empty unless one is a metric and an end of the path.
    """

    source: str
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


def paths(network: Network, origin: str, destination: str, limit: int = LIMIT) -> list[Path]:
    """Find the shortest explained connections between two things.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        A projection, as `ydkg.network.projection.project` makes it.
    origin, destination : str
    limit : int
        How many paths to find at most.

    Returns
    -------
    list of Path
        Without loops, the best first; empty where nothing connects the two, or they are one.

    Raises
    ------
    UnknownNameError
        If one of the two is no node of the network.

    Notes
    -----
    Edges are taken in both directions, and parallel ones as one. Those that neither a statement nor a record stands
    behind explain nothing and are left out. A thing and a metric that it has figures in are joined where the metric is
    an end of the path: that two things are measured alike does not connect them.

    A hop costs 1, and each thing that a path passes through costs floor(log2(d)) more, where d is how many different
    things it is joined to: a way through a hub says little. Equal weights are ordered by the number of hops, and then
    by the IRIs of the nodes from the origin on.

    References
    ----------
    Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management Science, 17(11), 712-716.
    """
    for each in (origin, destination):
        if each not in network:
            message = f"{compact(each)} is no thing of the network; `ydkg show` tells what it is"
            raise UnknownNameError(message, each)
    joined: defaultdict[str, dict[str, None]] = defaultdict(dict)
    explained = (
        (one, other) for one, other, edge in network.edges(data=True) if "statement" in edge or "record" in edge
    )
    measured = (
        (node, metric)
        for node, records in network.nodes(data="observations", default=())
        for record in records
        for metric in _metrics(record)
        if metric in {origin, destination}
    )
    for one, other in (*explained, *measured):
        if one != other:
            joined[one][other] = joined[other][one] = None
    return [
        Path(route.weight, route.nodes, tuple(_hop(network, *pair) for pair in pairwise(route.nodes)))
        for route in routes(joined, origin, destination, limit)
    ]


def routes(joined: Neighbours, origin: str, destination: str, limit: int = LIMIT) -> list[Route]:
    """Find the shortest ways through a graph.

    Parameters
    ----------
    joined : mapping of str to collection of str
        Node -> its neighbours, each pair in both directions; without loops.
    origin, destination : str
    limit : int
        How many to find at most.

    Returns
    -------
    list of Route
        The best first. The weights are those of `paths`.

    Examples
    --------
    >>> square = {"a": "bd", "b": "ac", "c": "bd", "d": "ac"}
    >>> [(route.weight, "".join(route.nodes)) for route in routes(square, "a", "c")]
    [(3, 'abc'), (3, 'adc')]
    """
    if origin == destination or origin not in joined or destination not in joined:
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


def _cost(joined: Neighbours, node: str, destination: str) -> int:
    """Say what a hop to a node costs: 1 at the end, else 1 + floor(log2(degree)), which is the degree's bit length."""
    return 1 if node == destination else len(joined[node]).bit_length()


def _shortest(joined: Neighbours, start: tuple[str, ...], tried: Collection[str], destination: str) -> Route | None:
    """Find the best route that begins with these nodes and goes on to none of those that have been tried."""
    left = _left(joined, destination, start)
    nodes = list(start)
    onward = [node for node in joined[nodes[-1]] if node in left and node not in tried]
    while onward:
        nodes.append(min((left[node][0] + _cost(joined, node, destination), left[node][1], node) for node in onward)[2])
        if nodes[-1] == destination:
            weight = sum(_cost(joined, node, destination) for node in nodes[1:])
            return Route(weight, len(nodes), tuple(nodes))
        onward = [node for node in joined[nodes[-1]] if node in left]
    return None


def _left(joined: Neighbours, destination: str, without: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Tell of every node what is left to the destination: weight and number of hops, by Dijkstra's method."""
    found: dict[str, tuple[int, int]] = {}
    waiting = [(0, 0, destination)]
    while waiting:
        weight, hops, node = heappop(waiting)
        if node in found or node in without:
            continue
        found[node] = (weight, hops)
        step = _cost(joined, node, destination)
        for before in joined[node]:
            if before not in found:
                heappush(waiting, (weight + step, hops + 1, before))
    return found


def _metrics(record: Mapping[str, object]) -> tuple[str, ...]:
    """List the metrics of an observation."""
    given = record.get(compact(YD.metric), ())
    return (given,) if isinstance(given, str) else tuple(given)  # type: ignore[arg-type]


def _hop(network: Network, source: str, target: str) -> Hop:
    """Collect what joins two nodes."""
    edges = sorted(
        (one, other, key)
        for one, other in ((source, target), (target, source))
        for key, edge in (network.get_edge_data(one, other) or {}).items()
        if "statement" in edge or "record" in edge
    )
    figures = sorted(
        record["iri"]
        for one, other in ((source, target), (target, source))
        for record in network.nodes[one].get("observations", ())
        if other in _metrics(record)
    )
    return Hop(source, target, tuple(edges), tuple(figures))
