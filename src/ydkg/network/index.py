"""The triples of a graph, found by subject and predicate, in an order that no hash seed changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.vocab import RDF

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
#: Subject IRI -> predicate IRI -> objects, sorted by their N-Triples form. Blank subjects have the key ``_:id``.
Index: TypeAlias = Mapping[str, Mapping[str, Sequence[Term]]]


class Statement(Protocol):
    """Anything with a subject, a predicate and an object: a pyoxigraph triple, or a quad of a store."""

    @property
    def subject(self) -> NamedNode | BlankNode | Triple: ...  # noqa: D102 - the class says it
    @property
    def predicate(self) -> NamedNode: ...  # noqa: D102 - the class says it
    @property
    def object(self) -> Term: ...  # noqa: D102 - the class says it


def index_of(triples: Iterable[Statement]) -> Index:
    """Arrange triples by subject and predicate.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple or pyoxigraph.Quad
        A list of triples, or a store (whose quads are taken as triples). Give triples where the letters of literals
        matter: a store rewrites them.

    Returns
    -------
    dict of dict of list
        Subject IRI -> predicate IRI -> objects. Subjects, predicates and objects are sorted; no object stands twice.
    """
    found: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        found[identifier(triple.subject)][triple.predicate.value].append(triple.object)
    return {
        subject: {predicate: _sorted(objects) for predicate, objects in sorted(predicates.items())}
        for subject, predicates in sorted(found.items())
    }


def _sorted(terms: list[Term]) -> list[Term]:
    """Sort terms by their N-Triples form, each once; most facts have one object, whose form nobody asks for."""
    if len(terms) == 1:
        return terms
    return [term for _, term in sorted({str(term): term for term in terms}.items())]


def identifier(term: Term) -> str:
    """Give the IRI of a term, ``_:id`` for a blank node, or the N-Triples form of anything else."""
    return term.value if isinstance(term, NamedNode) else str(term)


def iris(index: Index, subject: str, predicate: str) -> tuple[str, ...]:
    """List the IRIs that a subject has for a predicate, sorted; empty where there is none."""
    return tuple(term.value for term in index.get(subject, {}).get(predicate, ()) if isinstance(term, NamedNode))


def texts(index: Index, subject: str, predicate: str) -> dict[str, tuple[str, ...]]:
    """Collect the literals that a subject has for a predicate.

    Parameters
    ----------
    index : Index
        The graph.
    subject, predicate : str
        IRIs.

    Returns
    -------
    dict of tuple
        Language tag in lower case (``""`` for none) -> lexical forms, sorted. May be empty.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for term in index.get(subject, {}).get(predicate, ()):
        if isinstance(term, Literal):
            found[(term.language or "").lower()].append(term.value)
    return {tag: tuple(sorted(values)) for tag, values in sorted(found.items())}


def text(index: Index, subject: str, predicate: str, language: str = "en") -> str | None:
    """Give one literal of a subject: in the language asked for, else without language, else None."""
    found = texts(index, subject, predicate)
    values = found.get(language) or found.get("")
    return values[0] if values else None


def types(index: Index, subject: str) -> tuple[str, ...]:
    """List the classes that the graph gives a subject, sorted."""
    return iris(index, subject, RDF.type)
