"""The network as network files want it: every attribute a scalar, of one type throughout."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from ydkg.export._xml import refuse_forbidden
from ydkg.vocab import YD, compact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pyoxigraph import Triple

    from ydkg.network.projection import Network

Scalar: TypeAlias = str | int | float | bool

#: What a map layout reads as numbers; of other decimals the letters count.
_COORDINATES = frozenset({compact(YD.latitude), compact(YD.longitude)})


def scalar_network(triples: Iterable[Triple]) -> Network:
    """Project triples, and make every attribute a scalar that XML can carry.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    networkx.MultiDiGraph
        The nodes and keyed edges of `ydkg.network.projection.project` with their attributes in order of name: tuples
        are JSON, empty ones are left out, coordinates are numbers (degrees), and an attribute that is a number here and
        text there is text everywhere. An edge's ``id`` is called ``iri``, since both formats have an ``id`` of their
        own. Nodes have ``x``, ``y`` (upwards), ``size``, ``r``, ``g``, ``b`` (0 to 255), as the explorer draws them.

    Raises
    ------
    OutputError
        If a value holds a character that XML cannot carry.
    """
    import networkx as nx  # noqa: PLC0415 - only who writes a network waits for it

    from ydkg.network.projection import project  # noqa: PLC0415 - likewise

    projection = project(triples)
    nodes = {node: _scalars(attributes) for node, attributes in projection.nodes(data=True)}
    edges = {
        (start, end, key): _scalars({"iri" if name == "id" else name: value for name, value in attributes.items()})
        for start, end, key, attributes in projection.edges(keys=True, data=True)
    }
    for node, drawn in _drawn(projection).items():
        nodes[node] |= drawn
    network: Network = nx.MultiDiGraph()
    network.add_nodes_from(zip(nodes, _alike(nodes.values()), strict=True))
    network.add_edges_from((*edge, attributes) for edge, attributes in zip(edges, _alike(edges.values()), strict=True))
    for attributes in (*nodes.values(), *edges.values()):
        for value in attributes.values():
            refuse_forbidden(str(value))
    return network


def _drawn(projection: Network) -> dict[str, dict[str, Scalar]]:
    """Place, size and colour nodes as the explorer does; y grows upwards, as network programs have it."""
    from ydkg.network.drawing import COLOURS, degrees, radius, stated  # noqa: PLC0415 - as above
    from ydkg.network.layout import positions  # noqa: PLC0415 - likewise

    edges = zip(projection.edges(), stated(projection), strict=True)
    lines = [(start, end) for (start, end), fact in edges if fact]
    near, places = degrees(lines), positions(list(projection), lines)
    found: dict[str, dict[str, Scalar]] = {}
    for node, family in projection.nodes(data="family"):
        red, green, blue = bytes.fromhex(COLOURS[str(family)].removeprefix("#"))
        x, y = places[node]
        size = 2 * radius(near[node])
        found[node] = {"x": float(x), "y": float(-y), "size": size, "r": red, "g": green, "b": blue}
    return found


def _scalars(attributes: Mapping[str, object]) -> dict[str, Scalar]:
    """Turn attributes into scalars, sorted by name; drop empty tuples."""
    return {name: _scalar(name, value) for name, value in sorted(attributes.items()) if value != ()}


def _scalar(name: str, value: object) -> Scalar:
    """Read a coordinate, keep any other scalar, and write anything else as JSON with sorted keys."""
    if not isinstance(value, str | int):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    with suppress(ValueError):
        if name in _COORDINATES and isfinite(float(value)):
            return float(value)
    return value


def _alike(described: Collection[Mapping[str, Scalar]]) -> Iterator[dict[str, Scalar]]:
    """Make text of an attribute that is not of one type throughout: a file declares one type for each."""
    types: defaultdict[str, set[type]] = defaultdict(set)
    for attributes in described:
        for name, value in attributes.items():
            types[name].add(type(value))
    for attributes in described:
        yield {name: str(value) if len(types[name]) > 1 else value for name, value in attributes.items()}
