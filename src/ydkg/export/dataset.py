"""A data set as DCAT and VoID say it: what every such description, of a file or of a server, is made of."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from ydkg.collection import collection, graph_iri, graph_name
from ydkg.graph.turtle import about
from ydkg.vocab import DCTERMS, PREFIXES, PROV, RDF, RDFS, XSD, YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from ydkg.telling.collection import About
    from ydkg.telling.description import Description
    from ydkg.telling.text import Text

Pair: TypeAlias = tuple[str, NamedNode | Literal]
DCAT, VOID, SPDX = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#", "http://spdx.org/rdf/terms#"
FOAF = PREFIXES["foaf"]
#: Classes of what describes a collection.
DESCRIBING = frozenset((YD.Collection, YD.GuidedView, YD.ExampleQuestion))


class Distribution(NamedTuple):
    """A file of a data set at its permanent address: its name, address, size in bytes, and SHA-256."""

    name: str
    address: str
    size: int
    digest: str


def distributions(description: Description) -> list[Distribution]:
    """List the files of the collection that is worked on."""
    found = list[Distribution]()
    if not description.address or not graph_iri("").startswith(description.address):
        return found
    for path in (*collection().files, *collection().apart):
        content, name = path.read_bytes(), graph_name(path)
        found.append(Distribution(name, graph_iri(name), len(content), sha256(content).hexdigest()))
    return found


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
    for predicate, day in ((DCTERMS.issued, description.issued), (DCTERMS.modified, description.modified)):
        if day:
            yield predicate, _day(day)


def _day(iso: str) -> Literal:
    return Literal(iso, datatype=NamedNode(XSD.date))


def describing(description: Description) -> Iterator[Triple]:
    """Describe a data set, and what it is made from, for queries that export it."""
    yield from about(
        description.iri,
        (RDF.type, f"{DCAT}Dataset"),
        *described(description),
        *said(DCTERMS.creator, description.creator),
        *said(DCTERMS.publisher, description.publisher),
        *((f"{DCAT}keyword", Literal(word, language=tag or None)) for tag, word in description.keywords),
        *([(f"{DCAT}landingPage", description.address)] if description.address else []),
        (f"{DCAT}version", Literal(description.version)),
        *((DCTERMS.spatial, place.iri) for place in description.places),
        *((PROV.wasDerivedFrom, work.iri) for work in (*description.documents, *description.registers)),
    )
    for place in description.places:
        yield from about(place.iri, *said(RDFS.label, place.name))
    for metric in description.metrics:
        yield from about(metric.iri, (RDF.type, YD.Metric), *said(RDFS.label, metric.name))
    for work in description.documents:
        yield from about(work.iri, *said(DCTERMS.title, work.title))
        yield from about(work.iri, *([(DCTERMS.source, work.link)] if work.link else []))
        yield from about(work.iri, *([(DCTERMS.issued, _day(work.date))] if work.date else []))


def files(description: Description) -> Iterator[Triple]:
    """Say of each data file at its permanent address how large it is, and its SHA-256."""
    for each in distributions(description):
        yield from about(
            each.address,
            (DCTERMS.title, Literal(each.name)),
            (f"{DCAT}byteSize", Literal(each.size)),
            (f"{SPDX}checksumValue", Literal(each.digest, datatype=NamedNode(f"{PREFIXES['xsd']}hexBinary"))),
        )
