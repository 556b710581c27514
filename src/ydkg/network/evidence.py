"""Where facts come from: statement nodes, and the passages and registers that they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ydkg.vocab import PROV, RDF, YD

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph


class StatementNode(NamedTuple):
    """The statement node of a fact, its sources (IRIs of passages or registers, sorted), and its confidence, if any."""

    statement: str
    sources: tuple[str, ...]
    confidence: str


#: Subject IRI, predicate IRI and object in N-Triples form -> the node that states the fact.
StatementIndex: TypeAlias = Mapping[tuple[str, str, str], StatementNode]


def statement_index(table: Graph) -> StatementIndex:
    """Collect the statement nodes of a graph."""
    found: dict[tuple[str, str, str], StatementNode] = {}
    for node in table.subjects(RDF.Statement):
        subjects, predicates = table.iris(node, RDF.subject), table.iris(node, RDF.predicate)
        objects = table.objects(node, RDF.object)
        if subjects and predicates and objects and (stated := statement_node(table, node)):
            found[subjects[0], predicates[0], str(objects[0])] = stated
    return found


def statement_node(table: Graph, statement: str) -> StatementNode | None:
    """Read one statement node, where its graph is; None where the graph has no such node."""
    if statement not in table:
        return None
    return StatementNode(statement, table.iris(statement, PROV.wasDerivedFrom), table.iri(statement, YD.confidence))
