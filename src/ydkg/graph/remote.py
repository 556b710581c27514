"""A graph on a SPARQL server, read as a store is: questions are asked there, and what was looked up is kept."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from ydkg.assets import APART, DATASET, OTHERS, RELEASE_FILE
from ydkg.collection import COMPUTED, STATED, graph_iri, graph_name
from ydkg.errors import EndpointError, counted, problem
from ydkg.graph.endpoint import Endpoint
from ydkg.graph.exchange import shown
from ydkg.graph.turtle import canonical_term, canonical_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from pyoxigraph import QueryBoolean

    from ydkg.graph.graph import Term
    from ydkg.graph.sparql import Row

    Graph: TypeAlias = NamedNode | DefaultGraph
    Subject: TypeAlias = NamedNode | BlankNode | Triple

#: So many look-ups of a graph are made one by one, and so many triples are then fetched at once.
_SINGLE, _WHOLE = 32, 500_000
#: Graphs of this package are called so, with a name as `graph_name` makes it: they are copied into files of such names.
_OWN, _NAME = graph_iri(""), re.compile("[a-z0-9-]{1,200}")
#: Names of the graphs that are asked by name only.
_APART = frozenset(graph_name(Path(name)) for name in (*APART, DATASET))


class RemoteStore:
    """What a SPARQL server has, with the methods of `pyoxigraph.Store` that reading and asking need.

    Graphs that `ydkg push` made are known by their names: what documents and registers state together is the default
    graph, the others are asked by name. A server without any is asked as it is.
    """

    def __init__(self, endpoint: Endpoint, *, inferred: bool = False, derived: bool = False) -> None:
        self.endpoint = endpoint
        self._kept = Store()
        self._known: set[tuple[str, ...]] = set()
        self._looked_up: Counter[str] = Counter()
        # Asked with DISTINCT, Virtuoso looks for seconds.
        found = endpoint.rows("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        iris = sorted(term.value for term, *_ in found if isinstance(term, NamedNode))
        own = [iri for iri in iris if iri.startswith(_OWN) and _NAME.fullmatch(iri.removeprefix(_OWN))]
        self._named = [iri for iri in own if iri != graph_iri(STATED)]
        wanted = {name for name, asked in zip(COMPUTED, (inferred, derived), strict=True) if asked}
        for name in sorted(wanted):
            if graph_iri(name) not in self._named:
                hint = problem("{command} sends it", command=f"`ydkg push --{name}`")
                said = problem("there is no graph {name}", name=name)
                raise EndpointError(said, name, where=shown(endpoint.url), hint=hint)
        computed = [iri for iri in self._named if iri.removeprefix(_OWN) in wanted]
        stated = [iri for iri in self._named if iri.removeprefix(_OWN) not in {*_APART, *COMPUTED}]
        self._default = [*([graph_iri(STATED)] if graph_iri(STATED) in own else stated), *computed]
        if not self._default and not endpoint.query("ASK { ?s ?p ?o }", {}):
            hint = problem("{command} loads a collection", command="`ydkg push`")
            raise EndpointError(problem("no triple is there"), endpoint.url, where=shown(endpoint.url), hint=hint)

    def query(
        self, query: str, *, prefixes: Mapping[str, str] | None = None, **_: object
    ) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Ask the server."""
        return self.endpoint.query(query, prefixes or {}, self._default, self._named if self._default else ())

    def named_graphs(self) -> list[NamedNode]:
        """List the graphs of this package that the server has; sorted; may be empty."""
        return [NamedNode(iri) for iri in self._named]

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        thing: Term | None,
        graph: Graph | None = None,
    ) -> Iterator[Quad]:
        """Look triples up, at the server where they have not been looked up before."""
        if graph is None:
            graphs: list[Graph] = [DefaultGraph(), *self.named_graphs()]
            for each in graphs:
                yield from self.quads_for_pattern(subject, predicate, thing, each)
            return
        asked = isinstance(graph, DefaultGraph) or graph.value in self._named
        if not asked or isinstance(subject, BlankNode) or isinstance(thing, BlankNode):
            return
        if subject is not None:
            # What it leads to is looked up next; rows without ?s are its own.
            pattern = f"{{ {subject} ?p ?o }} UNION {{ {subject} ?q ?s . ?s ?p ?o }}"
            self._look_up(graph, pattern, (subject, None), ("subject", str(subject)))
        elif thing is not None:
            named = str(predicate) if predicate else "?q"
            self._look_up(graph, f"?s {named} {thing} . ?s ?p ?o", (None, None), ("object", named, str(thing)))
        elif predicate is not None:
            self._look_up(graph, f"?s {predicate} ?o", (None, predicate), ("predicate", str(predicate)))
        else:
            self._look_up_all(graph)
        yield from self._kept.quads_for_pattern(subject, predicate, thing, graph)

    def __contains__(self, quad: Quad) -> bool:
        return next(self.quads_for_pattern(*quad), None) is not None

    def _look_up(
        self, graph: Graph, pattern: str, given: tuple[Term | None, Term | None], key: tuple[str, ...]
    ) -> None:
        """Ask for the triples of a pattern once; things whose triples came are known from then on."""
        if {(str(graph), *key), (str(graph), "all")} & self._known:
            return
        self._looked_up[str(graph)] += 1
        if self._looked_up[str(graph)] == _SINGLE and self._count(graph) <= _WHOLE:
            self._look_up_all(graph)
            return
        self._known.add((str(graph), *key))
        found = self._rows(graph, f"SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }}")
        rows = [(subject or given[0], predicate or given[1], thing) for subject, predicate, thing in found]
        self._keep(graph, rows)
        if given[1] is None:
            self._known.update((str(graph), "subject", str(row[0])) for row in rows)

    def _look_up_all(self, graph: Graph) -> None:
        """Ask for a whole graph, and see whether all of it came."""
        if (str(graph), "all") in self._known:
            return
        count, rows = self._count(graph), self._rows(graph, "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }")
        if count != len(rows):
            raise cut_off(self.endpoint, len(rows), count)
        self._keep(graph, rows)
        self._known.add((str(graph), "all"))

    def _count(self, graph: Graph) -> int:
        """Ask how many triples a graph has."""
        text = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"
        count = self._rows(graph, text)[0][0]
        return int(count.value) if isinstance(count, Literal) else 0

    def _rows(self, graph: Graph, text: str) -> list[Row]:
        """Ask one graph."""
        return self.endpoint.rows(text, self._default if isinstance(graph, DefaultGraph) else [graph.value])

    def _keep(self, graph: Graph, rows: Sequence[Row]) -> None:
        """Keep triples, their literals in canonical form."""
        quads = []
        for subject, predicate, thing in rows:
            if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode) and thing is not None:
                quads.append(Quad(subject, predicate, canonical_term(thing), graph))
        self._kept.extend(quads)


def cut_off(endpoint: Endpoint, given: int, count: int) -> EndpointError:
    """Say that a server does not give all that it has; to be raised."""
    said = problem("it gives {n} of {m} triples", n=counted(given), m=counted(count))
    hint = problem("it limits its answers: see docs/servers.md")
    return EndpointError(said, given, where=shown(endpoint.url), hint=hint)


def remote_store(url: str, *, inferred: bool = False, derived: bool = False, patience: float | None = None) -> Store:
    """Open the graph of a SPARQL server."""
    endpoint = Endpoint(url) if patience is None else Endpoint(url, patience=patience)
    store: object = RemoteStore(endpoint, inferred=inferred, derived=derived)
    return store  # type: ignore[return-value] # pyoxigraph's cannot be inherited from


def fetched(url: str) -> dict[str, bytes]:
    """Copy the graphs of a server, as the files of a collection."""
    store = RemoteStore(Endpoint(url))
    of_files = {graph_name(Path(name)): name for name in (RELEASE_FILE.name, *OTHERS)}
    graphs: dict[str, Graph] = {iri.value.removeprefix(_OWN): iri for iri in store.named_graphs()}
    stated = {name: graph for name, graph in graphs.items() if name not in COMPUTED} or {"release": DefaultGraph()}
    return {
        of_files.get(name, f"{name}.ttl"): canonical_turtle(
            quad.triple for quad in store.quads_for_pattern(None, None, None, graph)
        ).encode()
        for name, graph in stated.items()
    }
