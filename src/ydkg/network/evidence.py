"""Where facts come from: statement nodes, and the passages and registers that they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from ydkg.network.index import Index, iris, types
from ydkg.vocab import PROV, RDF, YD


class Evidence(NamedTuple):
    """The statement node of a fact, its sources (IRIs of passages or registers, sorted) and its confidence (IRI)."""

    statement: str
    sources: tuple[str, ...]
    confidence: str | None


#: Subject IRI, predicate IRI and object in N-Triples form -> evidence.
EvidenceIndex: TypeAlias = Mapping[tuple[str, str, str], Evidence]


def evidence_of(index: Index) -> EvidenceIndex:
    """Collect the statement nodes of a graph.

    Parameters
    ----------
    index : Index
        The graph.

    Returns
    -------
    dict
        Subject, predicate, object of the fact -> its evidence. Facts without a statement node are absent.
    """
    found: dict[tuple[str, str, str], Evidence] = {}
    for node, facts in index.items():
        if RDF.Statement not in types(index, node):
            continue
        subjects, predicates = iris(index, node, RDF.subject), iris(index, node, RDF.predicate)
        objects = facts.get(RDF.object, ())
        if subjects and predicates and objects:
            confidence = next(iter(iris(index, node, YD.confidence)), None)
            evidence = Evidence(node, iris(index, node, PROV.wasDerivedFrom), confidence)
            found[subjects[0], predicates[0], str(objects[0])] = evidence
    return found


def sources_of(index: Index, record: str) -> tuple[str, ...]:
    """List the passages and registers that a record itself is derived from, sorted."""
    return iris(index, record, PROV.wasDerivedFrom)
