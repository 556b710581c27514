"""Everything about one thing: its names, facts, posts, figures, milestones and neighbours, each with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Store, Triple

from ydkg.graph.canonical import statement_iri
from ydkg.graph.kinds import is_entity, is_record, kind, types
from ydkg.graph.names import label
from ydkg.vocab import FOAF, ORG, PROV, RDF, RDFS, SKOS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

_NAMES = (RDFS.label, SKOS.altLabel, FOAF.name)
_NO_FACTS = frozenset(
    {*_NAMES, RDF.type, SKOS.hiddenLabel, YD.mentionedIn, PROV.wasDerivedFrom, YD.orderInDocument},
)
#: Class of a record -> section that it is told in.
_SECTIONS = {
    ORG.Membership: "posts",
    YD.Participation: "participations",
    YD.Observation: "figures",
    YD.Comparison: "comparisons",
    YD.Milestone: "milestones",
    YD.FirstClaim: "first claims",
}
#: In the order in which they are told.
SECTIONS = ("names", "facts", *_SECTIONS.values(), "neighbours", "mentions")


class Line(NamedTuple):
    """One thing told of another.

    Attributes
    ----------
    section : str
        One of `SECTIONS`.
    property : str
        Prefixed name of what relates them; with ``^`` in front where the other thing is the subject; of a record its
        IRI's prefixed name.
    value : str
        A literal's letters, a thing's label, or a record's label.
    iri : str
        The thing or record; empty of a literal.
    evidence : tuple of str
        IRIs of the passages and registers that state it, sorted; may be empty.
    """

    section: str
    property: str
    value: str
    iri: str
    evidence: tuple[str, ...]


def describe(store: Store, iri: str, lang: str = "en") -> list[Line]:
    """Tell everything about one thing.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    iri : str
        The thing.
    lang : str
        The language of labels where there is a choice.

    Returns
    -------
    list of Line
        By section, then property and value; may be empty.
    """
    lines = {*_names(store, iri), *_outgoing(store, iri, lang), *_incoming(store, iri, lang), *_mentions(store, iri)}
    lines |= set(_neighbours(store, iri, lines, lang))
    return sorted(lines, key=lambda line: (SECTIONS.index(line.section), line.property.lstrip("^"), line))


def evidence(store: Store, iri: str) -> tuple[str, ...]:
    """List what a record, a statement or a thing says that it is derived from.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    iri : str
        The record, statement or thing.

    Returns
    -------
    tuple of str
        IRIs, sorted; may be empty.
    """
    found = store.quads_for_pattern(NamedNode(iri), NamedNode(PROV.wasDerivedFrom), None)
    return tuple(sorted(quad.object.value for quad in found if isinstance(quad.object, NamedNode)))


def _names(store: Store, iri: str) -> Iterator[Line]:
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None):
            if isinstance(quad.object, Literal):
                tag = f"@{quad.object.language}" if quad.object.language else ""
                yield Line("names", compact(predicate) + tag, quad.object.value, "", _behind(store, quad))


def _outgoing(store: Store, iri: str, lang: str) -> Iterator[Line]:
    """Tell what the thing is the subject of; a record tells its parts so."""
    for quad in store.quads_for_pattern(NamedNode(iri), None, None):
        if quad.predicate.value in _NO_FACTS:
            continue
        if isinstance(quad.object, Literal):
            yield Line("facts", compact(quad.predicate.value), quad.object.value, "", _behind(store, quad))
        elif isinstance(quad.object, NamedNode):
            other = quad.object.value
            name = label(store, other, lang) or other
            yield Line("facts", compact(quad.predicate.value), name, other, _behind(store, quad))


def _incoming(store: Store, iri: str, lang: str) -> Iterator[Line]:
    """Tell what others say of the thing: plain edges, and records with what is compared with them."""
    for quad in store.quads_for_pattern(None, None, NamedNode(iri)):
        if not isinstance(quad.subject, NamedNode):
            continue
        other = quad.subject.value
        section = _section(store, other)
        if section:
            yield _record(store, other, section)
            if section == "figures":
                yield from _comparisons(store, other)
        elif not is_record(store, other):
            name = label(store, other, lang) or other
            yield Line("facts", f"^{compact(quad.predicate.value)}", name, other, _behind(store, quad))


def _section(store: Store, iri: str) -> str | None:
    kinds = types(store, iri)
    return next((section for kind_, section in _SECTIONS.items() if kind_ in kinds), None)


def _record(store: Store, iri: str, section: str) -> Line:
    return Line(section, compact(iri), label(store, iri) or iri, iri, evidence(store, iri))


def _comparisons(store: Store, observation: str) -> Iterator[Line]:
    for quad in store.quads_for_pattern(None, None, NamedNode(observation)):
        if isinstance(quad.subject, NamedNode) and YD.Comparison in types(store, quad.subject.value):
            yield _record(store, quad.subject.value, "comparisons")


def _mentions(store: Store, iri: str) -> Iterator[Line]:
    """Tell where the thing is named, or described without a name."""
    for predicate in (YD.mentionedIn, PROV.wasDerivedFrom):
        if predicate == PROV.wasDerivedFrom and is_record(store, iri):
            continue
        for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None):
            if isinstance(quad.object, NamedNode):
                passage = quad.object.value
                yield Line("mentions", compact(predicate), compact(passage), passage, (passage,))


def _neighbours(store: Store, iri: str, lines: set[Line], lang: str) -> Iterator[Line]:
    """Tell which entities stand next to the thing, by an edge or through a record."""
    near: dict[str, set[str]] = {}
    for line in lines:
        if line.section == "facts" and line.iri:
            near.setdefault(line.iri, set()).update(line.evidence)
        elif line.section in _SECTIONS.values():
            for quad in store.quads_for_pattern(NamedNode(line.iri), None, None):
                if isinstance(quad.object, NamedNode):
                    near.setdefault(quad.object.value, set()).update(line.evidence)
    for other in near.keys() - {iri}:
        if is_entity(store, other):
            passages = tuple(sorted(near[other]))
            yield Line("neighbours", kind(store, other), label(store, other, lang) or other, other, passages)


def _behind(store: Store, quad: Quad) -> tuple[str, ...]:
    """List the evidence of a plain edge, which its statement carries, or of a record's part, which the record does."""
    triple = Triple(quad.subject, quad.predicate, quad.object)
    found = evidence(store, statement_iri(triple))
    if found or not isinstance(quad.subject, NamedNode) or not is_record(store, quad.subject.value):
        return found
    return evidence(store, quad.subject.value)
