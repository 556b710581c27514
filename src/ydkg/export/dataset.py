"""A data set as DCAT and VoID say it: what every such description, of a file or of a server, is made of."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from ydkg.collection import collection, graph_iri, graph_name
from ydkg.graph.turtle import about
from ydkg.vocab import DCTERMS, PREFIXES, PROV, RDF, RDFS, XSD, YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from ydkg.telling.collection import About, Description
    from ydkg.telling.text import Text

Pair: TypeAlias = tuple[str, NamedNode | Literal]
DCAT, VOID, SPDX = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#", "http://spdx.org/rdf/terms#"
FOAF = PREFIXES["foaf"]


def said(predicate: str, text: Text) -> Iterator[Pair]:
    """Say words in both languages; once where both are the same."""
    if text:
        yield predicate, Literal(text.en, language="en")
    if text.zh != text.en:
        yield predicate, Literal(text.zh, language="zh-hans")


def counted(**counts: int) -> Iterator[Pair]:
    """Say how many there are."""
    for name, count in counts.items():
        yield VOID + name, Literal(count)


def licensed(whole: About | Description) -> Iterator[Pair]:
    """Say under which licence a data set is: by its IRI, else in the words in which it is stated."""
    if whole.licence:
        yield DCTERMS.license, NamedNode(whole.licence)
    elif whole.terms:
        yield from said(DCTERMS.rights, whole.terms)


def described(description: Description) -> Iterator[Pair]:
    """Say of a data set what every description of it says: title, description, licence, days."""
    yield from said(DCTERMS.title, description.title)
    yield from said(DCTERMS.description, description.abstract)
    yield from licensed(description)
    yield from _dated(DCTERMS.issued, description.issued)
    yield from _dated(DCTERMS.modified, description.modified)


def _dated(predicate: str, day: str) -> Iterator[Pair]:
    if day:
        yield predicate, Literal(day, datatype=NamedNode(XSD.date))


def _linked(predicate: str, address: str) -> Iterator[Pair]:
    if address:
        yield predicate, NamedNode(address)


def describing(description: Description) -> Iterator[Triple]:
    """Describe a data set, and what it is made from, for queries that export it."""
    works = (*description.documents, *description.registers)
    yield from about(
        description.iri,
        (RDF.type, f"{DCAT}Dataset"),
        *described(description),
        *said(DCTERMS.creator, description.creator),
        *said(DCTERMS.publisher, description.publisher),
        *((f"{DCAT}keyword", Literal(word, language=tag or None)) for tag, word in description.keywords),
        *_linked(f"{DCAT}landingPage", description.address),
        (f"{DCAT}version", Literal(description.version)),
        *((DCTERMS.spatial, place.iri) for place in description.places),
        *((PROV.wasDerivedFrom, work.iri) for work in works),
    )
    for place in description.places:
        yield from about(place.iri, *said(RDFS.label, place.name))
    for metric in description.metrics:
        yield from about(metric.iri, (RDF.type, YD.Metric), *said(RDFS.label, metric.name))
    for work in description.documents:
        stated = (*said(DCTERMS.title, work.title), *_linked(DCTERMS.source, work.link))
        yield from about(work.iri, *stated, *_dated(DCTERMS.issued, work.date))


def files(description: Description) -> Iterator[Triple]:
    """Say of each data file at its permanent address how large it is, and its SHA-256."""
    if not description.address or not graph_iri("").startswith(description.address):
        return
    for path in (*collection().files, *collection().apart):
        content, name = path.read_bytes(), graph_name(path)
        digest = Literal(sha256(content).hexdigest(), datatype=NamedNode(f"{PREFIXES['xsd']}hexBinary"))
        stated = ((DCTERMS.title, Literal(name)), (f"{DCAT}byteSize", Literal(len(content))))
        yield from about(graph_iri(name), *stated, (f"{SPDX}checksumValue", digest))
