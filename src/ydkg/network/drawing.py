"""How a network is drawn wherever it is: what joins nodes, how large they are, which colour a family has."""

from __future__ import annotations

import math
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.network.projection import Network

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
_SMALLEST, _GREATEST = 5.0, 18.0


def stated(network: Network) -> list[bool]:
    """Tell of every edge whether a statement or a record stands behind it."""
    return [is_stated(edge) for _, _, edge in network.edges(data=True)]


def is_stated(edge: Mapping[str, object]) -> bool:
    """Tell whether a statement or a record stands behind an edge."""
    return "statement" in edge or "record" in edge


def degrees(lines: Sequence[tuple[str, str]]) -> Counter[str]:
    """Count the different neighbours of every node."""
    pairs = {(min(pair), max(pair)) for pair in lines if pair[0] != pair[1]}
    return Counter(node for pair in pairs for node in pair)


def radius(degree: int) -> float:
    """Give a node's radius: its area grows with its neighbours, up to a limit."""
    return round(min(_GREATEST, _SMALLEST + 1.6 * math.sqrt(degree)), 1)
