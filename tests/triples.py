"""Triples of graphs that a test writes in Turtle."""

from __future__ import annotations

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ydkg.graph.graph import Graph
from ydkg.graph.turtle import statement_iri
from ydkg.vocab import PREFIXES, RDF

#: What declares our prefixes.
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def triples_of(*parts: str) -> list[Triple]:
    """Read Turtle in which our prefixes need no declaration."""
    return [quad.triple for quad in parse(HEAD + "\n".join(parts), format=RdfFormat.TURTLE)]


def named_by_their_facts(triples: list[Triple]) -> list[Triple]:
    """Give statements the IRIs that their facts have, as in all data that are checked."""
    graph = Graph.from_triples(triples)
    names = {}
    for statement in graph.subjects(RDF.Statement):
        (subject,), (predicate,), (value,) = (
            graph.objects(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object)
        )
        names[statement] = statement_iri(Triple(subject, predicate, value))

    def named(term: NamedNode) -> NamedNode:
        return NamedNode(names[term.value]) if getattr(term, "value", "") in names else term

    return [Triple(named(t.subject), t.predicate, named(t.object)) for t in triples]
