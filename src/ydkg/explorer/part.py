"""Parts of a graph: what is near a thing, what a query answers, and what these lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.errors import QueryError, UnknownNameError, problem
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.neighbourhood import among
from ydkg.graph.schema import reached, shipped_schema
from ydkg.network.neighbours import Neighbours
from ydkg.network.projection import Projection, project
from ydkg.vocab import RDF, YD, compact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ydkg.graph.sparql import Result
    from ydkg.network.projection import Network


def focused(graph: Graph, centre: str, steps: int) -> list[Triple]:
    """Keep what is within some steps of a thing."""
    neighbours = Neighbours(graph)
    if centre not in neighbours:
        said = problem(
            "{thing} is not drawn as a thing; give a person, an organisation, a place or the like",
            thing=compact(centre),
        )
        raise UnknownNameError(said, centre)
    return between(graph, neighbours.within(centre, steps))


def between(graph: Graph, things: Collection[str], mentions: int | None = None) -> list[Triple]:
    """Keep some things, and what joins them."""
    part = among(graph, things, mentions)
    outside = set(Projection(part).things) - set(things)
    # A record of a relation to one of these, and what is stated of it, says nothing of what is left.
    schema = shipped_schema()
    for ends in ((RDF.subject, RDF.object), *(shape[:2] for shape in schema.edges.values())):
        outside |= {subject for end in ends for subject, term in part.pairs(end) if identifier(term) in outside}
    return [t for t in part.triples() if identifier(t.subject) not in outside and identifier(t.object) not in outside]


def documents_in(triples: Iterable[Triple]) -> list[str]:
    """List the documents that a part of a graph leads to; IRIs of those whose passages it has, sorted."""
    return sorted({identifier(triple.object) for triple in triples if triple.predicate.value == YD.inDocument})


def answered(triples: Sequence[Triple], result: Result, *, beside: bool = False) -> list[Triple]:
    """Keep what a query answers; the part of the graph; may hold no thing."""
    if result.kind == "boolean":
        said = problem("an ASK query answers yes or no, which is no part of the graph: give a SELECT or CONSTRUCT")
        raise QueryError(said, None)
    network = project(triples)
    named = {term.value for row in result.rows for term in row if isinstance(term, NamedNode)}
    owners = _owners(network)
    kept = {thing for iri in named for thing in owners.get(iri, (iri,) if iri in network else ())}
    if result.kind == "rows":
        if beside:
            near = Neighbours(Graph.from_triples(triples))
            kept |= {other for thing in kept if kept.isdisjoint(near[thing]) for other in near[thing]}
        return _only(triples, network, kept)
    built = [Triple(*row) for row in result.rows if not isinstance(row[0], Triple)]  # type: ignore[arg-type]
    drawn = {(triple.subject, triple.predicate, triple.object) for triple in built}
    part = [
        triple
        for triple in _only(triples, network, kept, records=named)
        if not (identifier(triple.subject) in kept and identifier(triple.object) in kept)
        or (triple.subject, triple.predicate, triple.object) in drawn
    ]
    known = {(triple.subject, triple.predicate, triple.object) for triple in part}
    return part + [each for each in built if (each.subject, each.predicate, each.object) not in known]


def closed(part: Sequence[Triple]) -> list[Triple]:
    """Leave out of a part of a graph what no thing and no record in it leads to."""
    table, network = Graph.from_triples(part), project(part)

    def onward(subject: str) -> Iterator[str]:
        """Give what is described and led to; a statement is reached by its fact alone."""
        named = (
            term.value for terms in table.properties(subject).values() for term in terms if isinstance(term, NamedNode)
        )
        return (each for each in named if each in table and RDF.Statement not in table.types(each))

    kept = reached({*network, *_owners(network)}, onward)
    kept |= {form for form in table.subjects(YD.StageForm) if kept.intersection(table.iris(form, YD.formOf))}
    facts = {(identifier(t.subject), t.predicate.value, identifier(t.object)) for t in part}
    statements = set()
    for node in table.subjects(RDF.Statement):
        parts = (table.objects(node, each) for each in (RDF.subject, RDF.predicate, RDF.object))
        fact = tuple(next(map(identifier, terms), "") for terms in parts)
        if fact in facts and fact[0] in kept:
            statements.add(node)
    kept |= reached(statements, onward)
    return [triple for triple in part if identifier(triple.subject) in kept]


def _owners(network: Network) -> dict[str, tuple[str, ...]]:
    """Tell which things a record belongs to: the ends of an edge, or what it is folded into."""
    found: dict[str, tuple[str, ...]] = {
        str(edge["record"]): (one, other) for one, other, edge in network.edges(data=True) if "record" in edge
    }
    for node, attributes in network.nodes(data=True):
        for kind in ("observations", "comparisons", "milestones", "first_claims"):
            for record in attributes.get(kind, ()):
                found[record["iri"]] = (*found.get(record["iri"], ()), node)
    return found


def _only(
    triples: Sequence[Triple], network: Network, kept: Collection[str], records: Collection[str] | None = None
) -> list[Triple]:
    """Leave out the other things, and the records of relations of which not both ends, or which not, are wanted."""
    gone = set(network) - set(kept)
    for source, target, edge in network.edges(data=True):
        if "record" in edge and (
            source in gone or target in gone or (records is not None and edge["record"] not in records)
        ):
            gone.add(edge["record"])
    return [
        triple for triple in triples if identifier(triple.subject) not in gone and identifier(triple.object) not in gone
    ]
