"""A thing's part of the graph: its facts, the records and statements of it with their evidence, and what names them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from ydkg.export import RDF_FORMATS, write
from ydkg.graph.schema import is_record
from ydkg.graph.table import StoreTable
from ydkg.server.dataset import LICENCE
from ydkg.vocab import DCTERMS, PREFIXES, PROV, RDF, RDFS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

#: Extension -> name of the format, in the order in which a server offers them.
FORMATS: Mapping[str, str] = MappingProxyType({each.extension: name for name, each in RDF_FORMATS.items()})
MEDIA_TYPES: Mapping[str, str] = MappingProxyType({each.extension: each.media_type for each in RDF_FORMATS.values()})
DATASET = "https://w3id.org/ydkg/.well-known/void#graph"
_IN_DATASET = "http://rdfs.org/ns/void#inDataset"
_DOCUMENT = "http://xmlns.com/foaf/0.1/Document"
_TOPIC = "http://xmlns.com/foaf/0.1/primaryTopic"


def written(store: Store, slug: str, extension: str) -> bytes:
    """Write a thing's part of the graph.

    Parameters
    ----------
    store : pyoxigraph.Store
        The served graph.
    slug : str
        Of a subject of the graph.
    extension : str
        A key of `FORMATS`.

    Returns
    -------
    bytes
        The same for the same graph.
    """
    return write(FORMATS[extension], [*part(store, ydr(slug)), *document(slug)])


def document(slug: str) -> list[Triple]:
    """Describe the document that tells of a thing; it is one, in whatever format it comes.

    Parameters
    ----------
    slug : str
        Of the thing.

    Returns
    -------
    list of pyoxigraph.Triple
    """
    page = NamedNode(ydr(f"{slug}.html"))
    stated = [
        (RDF.type, _DOCUMENT),
        (_TOPIC, ydr(slug)),
        (DCTERMS.license, LICENCE),
        (_IN_DATASET, DATASET),
        *((f"{PREFIXES['dcterms']}hasFormat", ydr(f"{slug}.{extension}")) for extension in FORMATS),
    ]
    return [Triple(page, NamedNode(predicate), NamedNode(value)) for predicate, value in stated]


def part(store: Store, iri: str) -> list[Triple]:
    """Collect what the graph has of a thing.

    Parameters
    ----------
    store : pyoxigraph.Store
        The served graph.
    iri : str
        The thing.

    Returns
    -------
    list of pyoxigraph.Triple
        Its own triples; those that lead to it; of records that do, and so of the statements that it is the subject or
        the object of, all; the passages that carry all this, and labels of all that is named. Each once, in no order.
    """
    found = set(_of(store, iri))
    for triple in _to(store, iri):
        found.add(triple)
        subject = triple.subject
        if isinstance(subject, NamedNode) and is_record(StoreTable(store), subject.value):
            found |= set(_of(store, subject.value))
            found |= _compared(store, subject.value)
    found |= _passages(store, found)
    return [*found | _labels(store, found)]


def _of(store: Store, iri: str) -> Iterable[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()))


def _to(store: Store, iri: str) -> Iterable[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(None, None, NamedNode(iri), DefaultGraph()))


def _compared(store: Store, record: str) -> set[Triple]:
    """Collect the comparisons of a figure."""
    if YD.Observation not in StoreTable(store).types(record):
        return set()
    found: set[Triple] = set()
    for triple in _to(store, record):
        if isinstance(triple.subject, NamedNode) and YD.Comparison in StoreTable(store).types(triple.subject.value):
            found |= set(_of(store, triple.subject.value))
    return found


def _passages(store: Store, triples: Iterable[Triple]) -> set[Triple]:
    """Describe the passages that carry some facts."""
    predicates = {PROV.wasDerivedFrom, YD.mentionedIn}
    passages = {
        triple.object.value
        for triple in triples
        if triple.predicate.value in predicates and isinstance(triple.object, NamedNode)
    }
    return {triple for each in passages if YD.Passage in StoreTable(store).types(each) for triple in _of(store, each)}


def _labels(store: Store, triples: Iterable[Triple]) -> set[Triple]:
    """Name what some triples lead from and to."""
    ends = (term for triple in triples for term in (triple.subject, triple.object))
    terms = {term.value for term in ends if isinstance(term, NamedNode)}
    label = NamedNode(RDFS.label)
    named = (store.quads_for_pattern(NamedNode(term), label, None, DefaultGraph()) for term in terms)
    return {quad.triple for quads in named for quad in quads if isinstance(quad.object, Literal)}
