"""Where nodes stand, computed ahead and the same every time; how large they are, which colour a family has."""

from __future__ import annotations

import math
import random
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import igraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Node -> x and y, whole numbers from -`EXTENT` to `EXTENT`; y grows downwards, as on a screen.
Positions: TypeAlias = dict[str, tuple[int, int]]

#: Family -> colour on a light ground, as the explorer's page has it.
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "person": "#8c2a5e",
        "organization": "#35419a",
        "infrastructure": "#1c7a3c",
        "place": "#0a73a6",
        "initiative": "#c24a0b",
        "instrument": "#8a6a00",
        "event": "#c4315f",
        "metric": "#087a70",
        "topic": "#66625a",
    }
)
EXTENT = 1000
_SMALLEST, _GREATEST = 5.0, 18.0  # radii
_SEED = 1
_STEPS = 400
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def _pairs(links: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(min(link), max(link)) for link in links if link[0] != link[1]}


def degrees(links: Iterable[tuple[str, str]]) -> Counter[str]:
    """Count the different neighbours of every node."""
    return Counter(node for pair in _pairs(links) for node in pair)


def node_positions(nodes: Sequence[str], links: Iterable[tuple[str, str]]) -> Positions:
    """Place nodes so that linked ones stand near each other.

    Fruchterman, T. M. J., & Reingold, E. M. (1991). Graph drawing by force-directed placement. Software: Practice and
    Experience, 21(11), 1129-1164. Half of each coordinate is the force-directed one, half its rank among all, which
    spreads a dense middle without tearing neighbours apart.

    >>> node_positions(["a", "b", "c"], [("a", "b")])["c"]
    (0, 1120)
    """
    known = set(nodes)
    pairs = sorted(pair for pair in _pairs(links) if known.issuperset(pair))
    degree = degrees(pairs)
    linked = [node for node in nodes if degree[node]]
    raw: list[list[float]] = []
    if linked:
        # Forces move them from a spiral; links to hubs pull less, so that hubs do not swallow the rest.
        at = {node: number for number, node in enumerate(linked)}
        graph = igraph.GraphBase(len(linked), [(at[a], at[b]) for a, b in pairs])  # a Graph would load numpy
        turns = [(math.sqrt(number + 1), number * _GOLDEN_ANGLE) for number in range(len(linked))]
        igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - a drawing is no secret
        try:
            layout = graph.layout_fruchterman_reingold(
                weights=[1 / math.sqrt(max(degree[a], degree[b])) for a, b in pairs],
                niter=_STEPS,
                seed=[[radius * math.cos(angle), radius * math.sin(angle)] for radius, angle in turns],
                grid=False if len(linked) <= 1000 else "auto",  # noqa: PLR2004 - igraph's own limit for the exact forces
            )
        finally:
            igraph.set_random_number_generator(random)
        raw = [list(point) for point in layout]
    # Both axes are scaled to the extent, half by value and half by rank.
    axes: list[list[int]] = []
    for values in ([point[axis] for point in raw] for axis in (0, 1)):
        low, high = min(values, default=0.0), max(values, default=0.0)
        order = sorted((round(value, 6), number) for number, value in enumerate(values))
        rank = {number: 2 * at / (len(values) - 1) - 1 for at, (_, number) in enumerate(order)}
        scaled = (2 * (value - low) / ((high - low) or 1.0) - 1 for value in values)
        axes.append([round(EXTENT * (value + rank[number]) / 2) for number, value in enumerate(scaled)])
    positions = dict(zip(linked, zip(*axes, strict=True), strict=True))
    # The others stand in centred rows below the square.
    others = [node for node in nodes if not degree[node]]
    columns = max(1, math.ceil(math.sqrt(len(others) * 4)))
    for number, node in enumerate(others):
        row, column = divmod(number, columns)
        width = min(columns, len(others) - row * columns)
        positions[node] = (round((column - (width - 1) / 2) * 2 * EXTENT / columns), EXTENT + 120 * (row + 1))
    return {node: positions[node] for node in nodes}


def radius(degree: int) -> float:
    """Give the radius of a node that has so many neighbours: its area grows with them, up to a limit."""
    return round(min(_GREATEST, _SMALLEST + 1.6 * math.sqrt(degree)), 1)
