"""The things of a graph, each with those that it is joined to, looked up when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from ydkg.graph.schema import shipped_schema
from ydkg.network.projection import Projection
from ydkg.vocab import RDF, YD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pyoxigraph import QuerySolutions

    from ydkg.graph.graph import Graph

_THING = "THING"
_S, _P, _O = (str(NamedNode(iri)) for iri in (RDF.subject, RDF.predicate, RDF.object))
#: What a statement says of a thing and another, in either direction.
_STATED = (
    f"{{{{ {{{{ ?statement {_S} {_THING} ; {_P} ?p ; {_O} ?other . {_THING} ?p ?other }}}}"
    f" UNION {{{{ ?statement {_O} {_THING} ; {_P} ?p ; {_S} ?other . ?other ?p {_THING} }}}}"
    " FILTER(?p NOT IN ({left_out})) }}"
)
#: What a record of some classes joins a thing to.
_RECORDED = f"{{{{ ?record {{here}} {_THING} ; a ?kind ; {{there}} ?other FILTER(?kind IN ({{kinds}})) {{only}} }}}}"


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
        patterns = self._patterns
        if self._metrics is not None and thing not in self._metrics:
            patterns = patterns[:-1]  # nothing is joined by being measured in it
        term = str(NamedNode(thing))
        query = f"SELECT DISTINCT ?other {{ {' UNION '.join(patterns).replace(_THING, term)} }}"
        solutions = cast("QuerySolutions", self.graph.store.query(query, default_graph=list(self.graph.graphs)))
        return {other.value for (other,) in solutions if isinstance(other, NamedNode)}

    @cached_property
    def _patterns(self) -> list[str]:
        """Write what joins a thing: statements, records by either end, and figures, those in a metric last."""
        schema = shipped_schema()
        patterns = [_STATED.format(left_out=_listed(schema.annotations))]

        def add(kind: str, here: str, there: str, only: str = "") -> None:
            kinds = _listed(each for each, above in schema.above.items() if kind in above)
            ends = {"here": NamedNode(here), "there": NamedNode(there)}
            patterns.append(_RECORDED.format(kinds=kinds, only=only, **ends))

        for kind, shape in schema.edges.items():
            add(kind, shape.source, shape.target)
            add(kind, shape.target, shape.source)
        measured = "" if self._metrics is None else f"FILTER(?other IN ({_listed(self._metrics)}))"
        add(YD.Observation, YD.about, YD.metric, measured)
        add(YD.Observation, YD.metric, YD.about)
        return patterns


def _listed(iris: Iterable[str]) -> str:
    return ", ".join(str(NamedNode(iri)) for iri in sorted(iris))
