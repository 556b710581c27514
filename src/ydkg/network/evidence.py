"""Where facts come from: statement nodes, and the passages and registers that they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ydkg.vocab import PROV, RDF, YD

if TYPE_CHECKING:
    from ydkg.graph.table import Table


class Evidence(NamedTuple):
    """The statement node of a fact, its sources (IRIs of passages or registers, sorted) and its confidence (IRI)."""

    statement: str
    sources: tuple[str, ...]
    confidence: str | None


#: Subject IRI, predicate IRI and object in N-Triples form -> evidence.
EvidenceIndex: TypeAlias = Mapping[tuple[str, str, str], Evidence]


def evidence_of(table: Table) -> EvidenceIndex:
    """Collect the statement nodes of a graph.

    Parameters
    ----------
    table : Table

    Returns
    -------
    dict
        Subject, predicate, object of the fact -> its evidence. Facts without a statement node are absent.
    """
    found: dict[tuple[str, str, str], Evidence] = {}
    for node in table.subjects(RDF.Statement):
        subjects, predicates = table.iris(node, RDF.subject), table.iris(node, RDF.predicate)
        objects = table.all(node, RDF.object)
        if subjects and predicates and objects and (evidence := evidence_at(table, node)):
            found[subjects[0], predicates[0], str(objects[0])] = evidence
    return found


def evidence_at(table: Table, statement: str) -> Evidence | None:
    """Read one statement node, where its graph is.

    Parameters
    ----------
    table : Table
    statement : str
        The IRI that it has by what it states.

    Returns
    -------
    Evidence or None
        None where the graph has no such node.
    """
    if not table.has(statement):
        return None
    confidence = table.iri(statement, YD.confidence) or None
    return Evidence(statement, table.iris(statement, PROV.wasDerivedFrom), confidence)
