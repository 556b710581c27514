"""Records as Turtle without the places where they are written, for a page that writes the part that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.graph.graph import identifier
from ydkg.vocab import PROV, RDF, YD, compact

if TYPE_CHECKING:
    from collections.abc import Container

    from ydkg.graph.graph import Graph, Term

_PLACES = frozenset((PROV.wasDerivedFrom, YD.mentionedIn))
#: What says which fact a statement is of.
_OF_A_STATEMENT = frozenset((RDF.type, RDF.subject, RDF.predicate, RDF.object))


def predicate_objects(table: Graph, subject: str, only: Container[str] | None = None) -> str:
    """Write what a graph says of a subject as predicates and objects of Turtle."""
    skipped = _PLACES | (_OF_A_STATEMENT if RDF.Statement in table.types(subject) else frozenset())
    return " ; ".join(
        f"{compact(predicate)} {turtle_term(term)}"
        for predicate, terms in table.properties(subject).items()
        if predicate not in skipped and (only is None or predicate in only)
        for term in terms
    )


def turtle_term(term: Term) -> str:
    """Write a term as Turtle with the project's prefixes."""
    if not isinstance(term, Literal):
        return compact(identifier(term))
    plain = term.language or compact(term.datatype.value) == "xsd:string"
    return str(term) if plain else f"{Literal(term.value)}^^{compact(term.datatype.value)}"
