"""The things of a graph, each with those that it is joined to, looked up when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from ydkg.graph.schema import shipped_schema
from ydkg.network.projection import Projection
from ydkg.vocab import RDF, YD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pyoxigraph import QuerySolutions

    from ydkg.graph.graph import Graph

_PARTS = {name: str(NamedNode(iri)) for name, iri in zip("spo", (RDF.subject, RDF.predicate, RDF.object), strict=True)}
#: What a statement says of a thing and another, in either direction.
_STATED = (
    "{{ {{ ?statement {s} {thing} ; {p} ?p ; {o} ?other . {thing} ?p ?other }}"
    " UNION {{ ?statement {o} {thing} ; {p} ?p ; {s} ?other . ?other ?p {thing} }} FILTER(?p NOT IN ({left_out})) }}"
)
#: What a record of some classes joins a thing to.
_RECORDED = "{{ VALUES ?kind {{ {kinds} }} ?record {here} {thing} ; a ?kind ; {there} ?other {only} }}"


class Neighbours(Mapping[str, "Collection[str]"]):
    """The things next to each: what `ydkg.network.projection.project` draws a stated edge between.

    A thing and the metrics of its figures are next to each other, too: all metrics, or those that are named.
    """

    def __init__(self, graph: Graph, metrics: Collection[str] | None = None) -> None:
        self.graph = graph
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
        schema = shipped_schema()
        ways = [(kind, ends, "") for kind, shape in schema.edges.items() for ends in (shape[:2], shape[1::-1])]
        measured = "" if self._metrics is None else f"FILTER(?other IN ({_listed(self._metrics)}))"
        ways.append((YD.Observation, (YD.about, YD.metric), measured))
        if self._metrics is None or thing in self._metrics:
            ways.append((YD.Observation, (YD.metric, YD.about), ""))
        patterns = [_STATED.format(thing=NamedNode(thing), left_out=_listed(schema.annotations), **_PARTS)]
        for kind, (here, there), only in ways:
            kinds = " ".join(str(NamedNode(each)) for each in sorted(schema.above) if kind in schema.above[each])
            ends = {"here": NamedNode(here), "there": NamedNode(there)}
            patterns.append(_RECORDED.format(kinds=kinds, thing=NamedNode(thing), only=only, **ends))
        query = f"SELECT DISTINCT ?other {{ {' UNION '.join(patterns)} }}"
        solutions = cast("QuerySolutions", self.graph.store.query(query, default_graph=list(self.graph.graphs)))
        return {other.value for (other,) in solutions if isinstance(other, NamedNode)}


def _listed(iris: Iterable[str]) -> str:
    return ", ".join(str(NamedNode(iri)) for iri in sorted(iris))
