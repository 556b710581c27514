"""Graphs sent to a SPARQL server: what is missing there is added, what is too much is taken away, and all is proven."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.collection import COMPUTED, graph_iri
from ydkg.errors import EndpointError, counted, problem
from ydkg.graph.exchange import shown
from ydkg.graph.remote import cut_off
from ydkg.graph.turtle import canonical_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ydkg.graph.endpoint import Endpoint

#: Triples of one request.
BATCH = 500


class Pushed(NamedTuple):
    """A graph that a server has now: its name, its triples, how many were sent and taken away, and their digest."""

    name: str
    triples: int
    sent: int
    removed: int
    digest: str


def push(
    endpoint: Endpoint,
    graphs: Mapping[str, Iterable[Triple]],
    *,
    store: str = "",
    batch: int = BATCH,
    begun: Callable[[str, int, int], None] | None = None,
) -> list[Pushed]:
    """Make graphs of a server the same as those given; broken off, it goes on where it was."""
    done = []
    for name, triples in graphs.items():
        wanted = {_line(triple) for triple in triples}
        there = _there(endpoint, graph_iri(name))
        missing, surplus = sorted(wanted - there), sorted(there - wanted)
        for at in range(0, len(missing), batch):
            if begun:
                begun(name, at, len(missing))
            lines = missing[at : at + batch]
            if store:
                reply = endpoint.put_into(store, graph_iri(name), lines)
            else:
                reply = endpoint.change(_update("INSERT", name, lines))
        for at in range(0, len(surplus), batch):
            reply = endpoint.change(_update("DELETE", name, surplus[at : at + batch]))
        found = _there(endpoint, graph_iri(name)) if missing or surplus else there
        if _digest_of(found) != _digest_of(wanted):
            numbers = [counted(len(lines)) for lines in (found, found & wanted, wanted)]
            said = problem(
                "the graph {name} has {n} triples, {same} of the {wanted} that were sent",
                name=name,
                **dict(zip(("n", "same", "wanted"), numbers, strict=True)),
            )
            hint = problem("push again, or see docs/servers.md")
            if found == there:
                added = bool(store) and not surplus
                hint = problem(
                    "{address} answered with {what} and changed nothing; give the right address as {option}",
                    address=shown(store if added else endpoint.update),
                    what=problem("a web page") if reply.page else problem("status {status}", status=reply.status),
                    option="--graph-store" if added else "--update",
                )
            raise EndpointError(said, name, where=shown(endpoint.url), hint=hint)
        done.append(Pushed(name, len(wanted), len(missing), len(surplus), _digest_of(wanted)))
    return done


def left_over(endpoint: Endpoint, names: Iterable[str]) -> list[str]:
    """List graphs that a server has under the names of collections, and that no file is of."""
    start, mine = graph_iri(""), {*names, *COMPUTED}
    rows = endpoint.rows(
        f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{start}")) }}'
    )
    there = {row[0].value.removeprefix(start) for row in rows if isinstance(row[0], NamedNode)}
    return sorted(there - mine)


def _digest_of(lines: Iterable[str]) -> str:
    """Give the digest of a graph: SHA-256 of its triples as sorted N-Triples, literals in canonical form."""
    digest = sha256()
    for line in sorted(lines):
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def _update(verb: str, name: str, lines: list[str]) -> str:
    """Write an update that adds triples to a graph, or takes them away."""
    return "\n".join([f"{verb} DATA {{ GRAPH <{graph_iri(name)}> {{", *lines, "} }"])


def _line(triple: Triple) -> str:
    """Write a triple as N-Triples; a blank node has no name that could be proven."""
    if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
        said = problem("{triple} has a blank node, which cannot be pushed", triple=str(triple))
        raise EndpointError(said, str(triple), hint=problem("give it an IRI"))
    return f"{triple.subject} {triple.predicate} {canonical_term(triple.object)} ."


def _there(endpoint: Endpoint, graph: str) -> set[str]:
    """Read what a graph of a server has."""
    counted = endpoint.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")[0][0]
    count = int(counted.value) if isinstance(counted, Literal) else 0
    if not count:
        return set()
    rows = endpoint.rows(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    if len(rows) != count:
        raise cut_off(endpoint, len(rows), count)
    return {
        _line(Triple(subject, predicate, thing))
        for subject, predicate, thing in rows
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and thing is not None
    }
