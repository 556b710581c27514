"""Kinds of things: which class says most about one, and whether it is an entity or a record."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from ydkg import assets
from ydkg.graph.store import open_store
from ydkg.vocab import FOAF, ORG, PROV, QB, RDF, RDFS, SCHEMA, SKOS, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

#: The root classes of the families of entities; topics are told by their scheme.
FAMILIES = (
    FOAF.Person, ORG.Organization, YD.Place, YD.Initiative, YD.Infrastructure, YD.Instrument, SCHEMA.Event, YD.Metric,
)  # fmt: skip
#: The classes of records and of what carries evidence.
RECORDS = frozenset(
    (
        ORG.Membership, YD.Participation, YD.Observation, QB.Observation, YD.Comparison, YD.Milestone, YD.FirstClaim,
        RDF.Statement, YD.Passage,
    )
)  # fmt: skip
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def types(store: Store, iri: str) -> set[str]:
    """Collect the IRIs of a thing's classes; may be empty."""
    found = store.quads_for_pattern(NamedNode(iri), NamedNode(RDF.type), None)
    return {quad.object.value for quad in found if isinstance(quad.object, NamedNode)}


def is_entity(store: Store, iri: str) -> bool:
    """Tell whether a thing is of one of the families."""
    if not types(store, iri).isdisjoint(FAMILIES):
        return True
    scheme = store.quads_for_pattern(NamedNode(iri), NamedNode(SKOS.inScheme), NamedNode(ydr("focus-areas")))
    return next(scheme, None) is not None


def is_record(store: Store, iri: str) -> bool:
    """Tell whether a thing is a record, a statement or a passage."""
    return not types(store, iri).isdisjoint(RECORDS)


def kind(store: Store, iri: str) -> str:
    """Say in a word or two what a thing is.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    iri : str
        The thing.

    Returns
    -------
    str
        The class that says most, in small letters: ``"municipality"``; ``"thing"`` where there is none.
    """
    found = kinds(store, iri)
    return " ".join(_CAPITAL.split(re.split(r"[#/]", found[0])[-1])).lower() if found else "thing"


def kinds(store: Store, iri: str) -> list[str]:
    """List a thing's classes, the most specific ones first.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    iri : str
        The thing.

    Returns
    -------
    list of str
        IRIs; classes above others of the list come after them; may be empty.
    """
    found = types(store, iri)
    below = _subclasses(assets.ONTOLOGY_FILE)
    return sorted(found, key=lambda one: (len(found & _descendants(one, below)), _foreign(one), one))


def _foreign(iri: str) -> bool:
    return iri in {PROV.Entity, SKOS.Concept} or not iri.startswith("https://w3id.org/ydkg/")


@cache
def _subclasses(path: Path) -> dict[str, set[str]]:
    """Read from the ontology which classes lie right below which."""
    below: dict[str, set[str]] = {}
    if path.is_file():
        ontology = open_store([path])
        for quad in ontology.quads_for_pattern(None, NamedNode(RDFS.subClassOf), None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                below.setdefault(quad.object.value, set()).add(quad.subject.value)
    return below


def _descendants(iri: str, below: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [iri]
    while waiting:
        fresh = below.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found
