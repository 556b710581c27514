"""The network that files of network programs carry: nodes and edges with scalars only, one after another."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from math import isfinite
from sys import intern
from typing import TYPE_CHECKING, TypeAlias

from ydkg.export._xml import refuse_forbidden
from ydkg.vocab import YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ydkg.export._graph import ExportGraph

Scalar: TypeAlias = str | int | float | bool

#: What a map layout reads as numbers; of other decimals the letters count.
_COORDINATES = frozenset({compact(YD.latitude), compact(YD.longitude)})


class Described:
    """What has attributes, kept in a file and read from there as often as one likes."""

    def __init__(self, path: Path, described: Iterable[tuple[tuple[str, ...], Mapping[str, Scalar]]]) -> None:
        self._path = path
        self._types: defaultdict[str, set[type]] = defaultdict(set)
        with path.open("w", encoding="utf-8") as file:
            for names, attributes in described:
                for name, value in attributes.items():
                    refuse_forbidden(str(value))
                    self._types[name].add(type(value))
                file.write(json.dumps([names, attributes]) + "\n")

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], dict[str, Scalar]]]:
        # A file declares one type for each attribute.
        texts = {name for name, types in self._types.items() if len(types) > 1}
        with self._path.open(encoding="utf-8") as file:
            for line in file:
                names, attributes = json.loads(line)
                yield tuple(names), attributes | {name: str(attributes[name]) for name in texts & attributes.keys()}


def drawn(graph: ExportGraph, folder: Path) -> tuple[Described, Described]:
    """Project a graph, and make every attribute a scalar that XML can carry."""
    from ydkg.network.drawing import COLOURS, degrees, is_stated, radius  # noqa: PLC0415 - only who writes one waits
    from ydkg.network.layout import node_positions  # noqa: PLC0415 - likewise

    lines: list[tuple[str, str]] = []

    def edges() -> Iterator[tuple[tuple[str, ...], Mapping[str, Scalar]]]:
        for joint, key in graph.edges():
            attributes = graph.near.edge(joint)
            if is_stated(attributes):  # then it draws its ends together
                lines.append((intern(joint.source), intern(joint.target)))
            named = {"iri" if name == "id" else name: value for name, value in attributes.items()}
            yield (joint.source, joint.target, key), _scalars(named)

    def nodes() -> Iterator[tuple[tuple[str, ...], Mapping[str, Scalar]]]:
        near, places = degrees(lines), node_positions(list(graph.things()), lines)
        for node, (x, y) in places.items():
            attributes = graph.near.projection.node(node) | graph.near.details(node)
            red, green, blue = bytes.fromhex(COLOURS[str(attributes["family"])].removeprefix("#"))
            look = {"x": float(x), "y": float(-y), "size": 2 * radius(near[node]), "r": red, "g": green, "b": blue}
            yield (node,), _scalars(attributes) | look

    joined = Described(folder / "edges.part", edges())
    return Described(folder / "nodes.part", nodes()), joined


def _scalars(attributes: Mapping[str, object]) -> dict[str, Scalar]:
    """Turn attributes into scalars, sorted by name: coordinates become numbers, what is no scalar JSON, () nothing."""
    found: dict[str, Scalar] = {}
    for name, value in sorted(attributes.items()):
        if value == ():
            continue
        found[name] = value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False, sort_keys=True)
        if name in _COORDINATES:
            with suppress(ValueError):
                if isfinite(number := float(found[name])):
                    found[name] = number
    return found
