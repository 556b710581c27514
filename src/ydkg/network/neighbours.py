"""The things of a graph, each with those that it is joined to, looked up when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.graph.schema import shipped_schema
from ydkg.network.projection import Projection
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ydkg.graph.graph import Graph

#: What a statement says of a thing and another, in either direction.
_STATED = """{{
    {{ ?statement rdf:subject {thing} ; rdf:predicate ?p ; rdf:object ?other . {thing} ?p ?other }}
    UNION {{ ?statement rdf:object {thing} ; rdf:predicate ?p ; rdf:subject ?other . ?other ?p {thing} }}
    FILTER(?p NOT IN ({annotations}))
}}"""
#: What a record of some classes joins a thing to.
_RECORDED = "{{ ?record {here} {thing} ; a ?kind ; {there} ?other FILTER(?kind IN ({kinds})) {only} }}"


class Neighbours(Mapping[str, "Collection[str]"]):
    """The things next to each: what `ydkg.network.projection.project` draws a stated edge between.

    A thing and the metrics of its figures are next to each other, too: all metrics, or those that are named.
    """

    def __init__(self, graph: Graph, metrics: Collection[str] | None = None) -> None:
        self._graph = graph
        self._metrics = metrics
        self._known: dict[str, Collection[str]] = {}
        self._projection = Projection(graph)

    def __getitem__(self, thing: str) -> Collection[str]:
        if thing not in self._known:
            if thing not in self:
                raise KeyError(thing)
            self._known[thing] = {other for other in self._joined(thing) if other != thing and other in self}
        return self._known[thing]

    def __contains__(self, thing: object) -> bool:
        return thing in self._projection

    def __iter__(self) -> Iterator[str]:
        return iter(self._projection.things)

    def __len__(self) -> int:
        return len(self._projection.things)

    def within(self, centre: str, steps: int) -> set[str]:
        """Collect what is within some steps of a thing."""
        reached = edge = {centre}
        for _ in range(steps):
            edge = {other for thing in edge for other in self[thing]} - reached
            reached = reached | edge
        return reached

    def _joined(self, thing: str) -> set[str]:
        """Ask what a thing is joined to, be it a thing or not."""
        schema, term, only = shipped_schema(), str(NamedNode(thing)), ""
        joints = [(kind, *ends) for kind, shape in schema.edges.items() for ends in permutations(shape[:2])]
        if self._metrics is None or thing in self._metrics:
            joints.append((YD.Observation, YD.metric, YD.about))
        patterns = [_STATED.format(thing=term, annotations=_listed(schema.annotations))]
        if self._metrics is not None:
            only = f"FILTER(?other IN ({_listed(self._metrics)}))"
        for kind, here, there in [*joints, (YD.Observation, YD.about, YD.metric)]:
            below = [name for name, above in schema.above.items() if kind in above]
            ends = {"here": NamedNode(here), "there": NamedNode(there)}
            measured = only if there == YD.metric else ""
            patterns.append(_RECORDED.format(thing=term, kinds=_listed(below), only=measured, **ends))
        solutions = self._graph.select(f"SELECT DISTINCT ?other {{ {' UNION '.join(patterns)} }}")
        return {other.value for (other,) in solutions if isinstance(other, NamedNode)}


def _listed(iris: Iterable[str]) -> str:
    return ", ".join(str(NamedNode(iri)) for iri in sorted(iris))
