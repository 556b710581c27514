"""A part of a graph by itself: its things and records, and of the rest only what these lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.graph.closure import reached
from ydkg.graph.table import MemoryTable, identifier
from ydkg.network.projection import project
from ydkg.vocab import RDF, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Triple

    from ydkg.network.projection import Network

_FOLDED = ("observations", "comparisons", "milestones", "first_claims")


def closed(part: Sequence[Triple]) -> list[Triple]:
    """Leave out of a part of a graph what no thing and no record in it leads to.

    Parameters
    ----------
    part : sequence of pyoxigraph.Triple
        A graph from which things were taken out.

    Returns
    -------
    list of pyoxigraph.Triple
        Things; records that have their ends; the statements of facts that are there; the passages, works, periods,
        posts and whatever else these lead to; the words of stages. In the order given.
    """
    table = MemoryTable(part)
    kept = _reached(table, _roots(project(part)))
    kept |= {form for form in table.subjects(YD.StageForm) if kept.intersection(table.iris(form, YD.formOf))}
    facts = {(identifier(t.subject), t.predicate.value, identifier(t.object)) for t in part}
    statements = {
        node
        for node in table.subjects(RDF.Statement)
        for fact in [tuple(_only(table, node, each) for each in (RDF.subject, RDF.predicate, RDF.object))]
        if fact in facts and fact[0] in kept
    }
    kept |= _reached(table, statements)
    return [triple for triple in part if identifier(triple.subject) in kept]


def _roots(network: Network) -> set[str]:
    """List the things of a network and its records."""
    folded = (
        record["iri"] for _, each in network.nodes(data=True) for kind in _FOLDED for record in each.get(kind, ())
    )
    return {*network, *folded, *(edge["record"] for *_, edge in network.edges(data=True) if "record" in edge)}


def _reached(table: MemoryTable, roots: Iterable[str]) -> set[str]:
    """Follow triples from some subjects to all that is described; a statement is reached by its fact alone."""

    def onward(subject: str) -> Iterator[str]:
        named = (term.value for terms in table.of(subject).values() for term in terms if isinstance(term, NamedNode))
        return (each for each in named if table.has(each) and RDF.Statement not in table.types(each))

    return reached(roots, onward)


def _only(table: MemoryTable, subject: str, predicate: str) -> str:
    return next((identifier(term) for term in table.all(subject, predicate)), "")
