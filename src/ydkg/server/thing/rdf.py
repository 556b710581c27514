"""A thing's part of the graph: its facts, the records and statements of it with their evidence, and what names them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.export import RDF_FORMATS, write
from ydkg.export._dataset import FOAF, VOID, licensed
from ydkg.graph.schema import is_record
from ydkg.graph.store import with_apart
from ydkg.graph.table import StoreTable
from ydkg.proof.claims.judgements import judgements_of
from ydkg.server.thing.book import whose_word
from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, SKOS, YD, ydr
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

    from ydkg.telling.collection import About

#: Extension -> name of the format, in the order in which a server offers them.
FORMATS: Mapping[str, str] = MappingProxyType({each.extension: name for name, each in RDF_FORMATS.items()})
MEDIA_TYPES: Mapping[str, str] = MappingProxyType({each.extension: each.media_type for each in RDF_FORMATS.values()})
_IN_DATASET = f"{VOID}inDataset"
_DOCUMENT = f"{FOAF}Document"
_TOPIC = f"{FOAF}primaryTopic"


def written(store: Store, slug: str, extension: str, about: About) -> bytes:
    """Write a thing's part of the graph.

    Parameters
    ----------
    store : pyoxigraph.Store
        The served graph.
    slug : str
        Of a subject of the graph.
    extension : str
        A key of `FORMATS`.
    about : About
        The collection.

    Returns
    -------
    bytes
        The same for the same graph.
    """
    table, whole, iri = StoreTable(store), with_apart(store), ydr(slug)
    if apart := not table.has(iri):
        table = whole
    found = {triple for judgement in judgements_of(whole, iri) for triple in _of(whole, judgement)}
    triples = {
        *part(table, iri),
        *(found | _labels(whole, found)),
        *document(slug, about, whose_word(table, iri) if apart else ""),
    }
    return write(FORMATS[extension], list(triples))


def document(slug: str, about: About, apart: str = "") -> list[Triple]:
    """Describe the document that tells of a thing; it is one, in whatever format it comes.

    Parameters
    ----------
    slug : str
        Of the thing.
    about : About
        The collection.
    apart : str
        On whose word it is told, where no document or register states it: a text of the catalogue.

    Returns
    -------
    list of pyoxigraph.Triple
    """
    page = NamedNode(ydr(f"{slug}.html"))
    stated = [
        (RDF.type, _DOCUMENT),
        (_TOPIC, ydr(slug)),
        (_IN_DATASET, about.iri),
        *((f"{PREFIXES['dcterms']}hasFormat", ydr(f"{slug}.{extension}")) for extension in FORMATS),
    ]
    told = [Triple(page, NamedNode(predicate), NamedNode(value)) for predicate, value in stated]
    told += [Triple(page, NamedNode(predicate), term) for predicate, term in licensed(about)]
    for tag in ("en", "zh-hans") if apart else ():
        note = Literal(Language.of(tag).gettext(apart), language=tag)
        told.append(Triple(page, NamedNode(SKOS.note), note))
    return told


def part(table: StoreTable, iri: str) -> list[Triple]:
    """Collect what the graph has of a thing.

    Parameters
    ----------
    table : StoreTable
        The graphs that are read.
    iri : str
        The thing.

    Returns
    -------
    list of pyoxigraph.Triple
        Its own triples; those that lead to it; of records that do, and so of the statements that it is the subject or
        the object of, all; the passages that carry all this, and labels of all that is named. Each once, in no order.
    """
    found = set(_of(table, iri))
    for triple in _to(table, iri):
        found.add(triple)
        subject = triple.subject
        if isinstance(subject, NamedNode) and is_record(table, subject.value):
            found |= set(_of(table, subject.value))
            found |= _compared(table, subject.value)
    found |= _passages(table, found)
    return [*found | _labels(table, found)]


def _of(table: StoreTable, iri: str) -> Iterable[Triple]:
    return _found(table, NamedNode(iri), None, None)


def _to(table: StoreTable, iri: str) -> Iterable[Triple]:
    return _found(table, None, None, NamedNode(iri))


def _compared(table: StoreTable, record: str) -> set[Triple]:
    """Collect the comparisons of a figure."""
    if YD.Observation not in table.types(record):
        return set()
    found: set[Triple] = set()
    for triple in _to(table, record):
        if isinstance(triple.subject, NamedNode) and YD.Comparison in table.types(triple.subject.value):
            found |= set(_of(table, triple.subject.value))
    return found


def _passages(table: StoreTable, triples: Iterable[Triple]) -> set[Triple]:
    """Describe the passages that carry some facts."""
    predicates = {PROV.wasDerivedFrom, YD.mentionedIn}
    passages = {
        triple.object.value
        for triple in triples
        if triple.predicate.value in predicates and isinstance(triple.object, NamedNode)
    }
    return {triple for each in passages if YD.Passage in table.types(each) for triple in _of(table, each)}


def _labels(table: StoreTable, triples: Iterable[Triple]) -> set[Triple]:
    """Name what some triples lead from and to."""
    ends = (term for triple in triples for term in (triple.subject, triple.object))
    terms = {term.value for term in ends if isinstance(term, NamedNode)}
    label = NamedNode(RDFS.label)
    named = (triple for term in terms for triple in _found(table, NamedNode(term), label, None))
    return {triple for triple in named if isinstance(triple.object, Literal)}


def _found(
    table: StoreTable, subject: NamedNode | None, predicate: NamedNode | None, thing: NamedNode | None
) -> Iterable[Triple]:
    """Find triples in the graphs that a table reads; of several graphs more than once."""
    patterns = (table.store.quads_for_pattern(subject, predicate, thing, graph) for graph in table.graphs)
    return (quad.triple for quads in patterns for quad in quads)
