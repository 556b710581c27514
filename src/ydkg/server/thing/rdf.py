"""A thing's part of the graph: its facts, the records and statements of it with their evidence, and what names them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.export import RDF_FORMATS, write
from ydkg.export.dataset import FOAF, VOID, licensed
from ydkg.graph.graph import Graph
from ydkg.graph.schema import is_record
from ydkg.graph.store import with_apart
from ydkg.language.text import Language
from ydkg.proof.claims.judgements import judgements_of
from ydkg.server.thing.telling import whose_word
from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

    from ydkg.telling.collection import About

#: Extension -> media type, in the order in which a server offers them.
MEDIA_TYPES: Mapping[str, str] = MappingProxyType({each.extension: each.media_type for each in RDF_FORMATS.values()})


def written(store: Store, slug: str, extension: str, about: About) -> bytes:
    """Write a thing's part of the graph, and describe the document that tells of it."""
    table, whole, iri = Graph(store), with_apart(store), ydr(slug)
    if apart := iri not in table:
        table = whole
    judged = {triple for judgement in judgements_of(whole, iri) for triple in whole.triples(judgement)}
    page = NamedNode(ydr(f"{slug}.html"))
    stated = [
        (RDF.type, f"{FOAF}Document"),
        (f"{FOAF}primaryTopic", iri),
        (f"{VOID}inDataset", about.iri),
        *((f"{PREFIXES['dcterms']}hasFormat", ydr(f"{slug}.{each}")) for each in MEDIA_TYPES),
    ]
    told = [Triple(page, NamedNode(predicate), NamedNode(value)) for predicate, value in stated]
    told += [Triple(page, NamedNode(predicate), term) for predicate, term in licensed(about)]
    # On whose word it is told, where no document or register states it.
    for tag in ("en", "zh-hans") if apart else ():
        note = Literal(Language.of(tag).gettext(whose_word(table, iri)), language=tag)
        told.append(Triple(page, NamedNode(SKOS.note), note))
    # Its own triples; those that lead to it; of records that do, and so of the statements that it is the subject or the
    # object of, all; the comparisons of figures, the passages that carry all this, and labels of all that is named.
    found = set(table.triples(iri))
    for triple in table.triples(thing=iri):
        found.add(triple)
        if isinstance(triple.subject, NamedNode) and is_record(table, record := triple.subject.value):
            found.update(table.triples(record))
            figure = YD.Observation in table.types(record)
            for each in {leading.subject for leading in table.triples(thing=record)} if figure else ():
                if isinstance(each, NamedNode) and YD.Comparison in table.types(each.value):
                    found.update(table.triples(each.value))
    for term in {triple.object for triple in found if triple.predicate.value in {PROV.wasDerivedFrom, YD.mentionedIn}}:
        if isinstance(term, NamedNode) and YD.Passage in table.types(term.value):
            found.update(table.triples(term.value))
    triples = {*found, *_labels(table, found), *judged, *_labels(whole, judged), *told}
    return write(next(name for name, each in RDF_FORMATS.items() if each.extension == extension), list(triples))


def _labels(table: Graph, triples: Iterable[Triple]) -> set[Triple]:
    """Name what some triples lead from and to."""
    ends = (term for triple in triples for term in (triple.subject, triple.object))
    terms = {term.value for term in ends if isinstance(term, NamedNode)}
    named = (triple for term in terms for triple in table.triples(term, RDFS.label))
    return {triple for triple in named if isinstance(triple.object, Literal)}
