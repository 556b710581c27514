"""The closure of a graph: the broader classes, the broader properties and the inverses of what it holds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Triple

from ydkg.graph.closure import reached
from ydkg.proof.logic.view import text
from ydkg.vocab import OWL, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: A term, and whether it leads the other way: from a property to its inverse.
_Turn = tuple[str, bool]


def closed(triples: Iterable[Triple]) -> set[Triple]:
    """Add what a reasoner leaves unsaid because it follows from one triple.

    HermiT tells the narrowest classes and properties only, and of a property and its inverse only one.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        Vocabulary and facts, the reasoner's conclusions among them.

    Returns
    -------
    set of pyoxigraph.Triple
        These, and for each fact about two things its broader properties and its inverses, for each class the broader
        ones.

    Examples
    --------
    >>> from ydkg.vocab import GEO, ydr
    >>> city, province = NamedNode(ydr("city")), NamedNode(ydr("province"))
    >>> inverse = Triple(NamedNode(GEO.sfWithin), NamedNode(OWL.inverseOf), NamedNode(GEO.sfContains))
    >>> Triple(province, NamedNode(GEO.sfContains), city) in closed([inverse, Triple(city, inverse.subject, province)])
    True
    """
    found = set(triples)
    held = {t for t in found if not isinstance(t.subject, BlankNode) and isinstance(t.object, NamedNode)}
    implied = _implied(held)
    for t in held:
        if t.predicate.value == RDF.type:
            found |= {Triple(t.subject, t.predicate, NamedNode(iri)) for iri, _ in _reached(implied, text(t.object))}
        for iri, turned in _reached(implied, t.predicate.value):
            subject, value = (t.object, t.subject) if turned else (t.subject, t.object)
            found.add(Triple(subject, NamedNode(iri), value))  # type: ignore[arg-type]
    return found


def _implied(triples: Iterable[Triple]) -> Mapping[str, set[_Turn]]:
    """Find the terms that each class or property implies directly."""
    implied: dict[str, set[_Turn]] = defaultdict(set)
    for t in triples:
        one, predicate, other = text(t.subject), t.predicate.value, text(t.object)
        if predicate in {RDFS.subClassOf, RDFS.subPropertyOf}:
            implied[one].add((other, False))
        elif predicate == OWL.inverseOf:
            implied[one].add((other, True))
            implied[other].add((one, True))
        elif predicate == RDF.type and other == OWL.SymmetricProperty:
            implied[one].add((one, True))
    return implied


def _reached(implied: Mapping[str, set[_Turn]], start: str) -> set[_Turn]:
    """Return all terms that one implies, itself among them."""
    return reached([(start, False)], lambda turn: {(to, turn[1] != turns) for to, turns in implied.get(turn[0], ())})
