"""The network with scalar attributes only, as network files want it."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from ydkg.network.projection import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Triple

    Network: TypeAlias = nx.MultiDiGraph[str]

Scalar: TypeAlias = str | int | bool


def flat(triples: Iterable[Triple]) -> Network:
    """Project triples and make every attribute a scalar.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The graph.

    Returns
    -------
    networkx.MultiDiGraph
        The nodes, keyed edges and attributes of `ydkg.network.projection.project`; tuples are JSON, empty ones are
        left out, and an attribute that is a number here and text there is text everywhere.
    """
    return flattened(project(triples))


def flattened(network: Network) -> Network:
    """Make every attribute of a network a scalar, in a copy."""
    node_texts = _mixed(attributes for _, attributes in network.nodes(data=True))
    edge_texts = _mixed(attributes for _, _, attributes in network.edges(data=True))
    result: Network = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        result.add_node(node, **_scalars(attributes, node_texts))
    for source, target, key, attributes in network.edges(keys=True, data=True):
        result.add_edge(source, target, key=key, **_scalars(attributes, edge_texts))
    return result


def strings(network: Network) -> Iterator[str]:
    """Yield every string that a network file would hold."""
    for node, attributes in network.nodes(data=True):
        yield node
        yield from (str(value) for value in attributes.values())
    for _, _, key, attributes in network.edges(keys=True, data=True):
        yield key
        yield from (str(value) for value in attributes.values())


def _scalars(attributes: Mapping[str, object], as_text: frozenset[str]) -> dict[str, Scalar]:
    """Turn attributes into scalars, sorted by name; drop empty tuples."""
    return {
        name: str(_scalar(value)) if name in as_text else _scalar(value)
        for name, value in sorted(attributes.items())
        if value != ()
    }


def _scalar(value: object) -> Scalar:
    """Keep a scalar; write anything else as JSON with sorted keys."""
    if isinstance(value, str | int):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _mixed(described: Iterable[Mapping[str, object]]) -> frozenset[str]:
    """Name the attributes that are not of one scalar type throughout: a file declares one type for each."""
    kinds: defaultdict[str, set[type]] = defaultdict(set)
    for attributes in described:
        for name, value in attributes.items():
            if value != ():
                kinds[name].add(type(_scalar(value)))
    return frozenset(name for name, found in kinds.items() if len(found) > 1)
