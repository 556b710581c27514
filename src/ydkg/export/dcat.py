"""The description of the data set for catalogues of open data: DCAT 3, with VoID's counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import collection, graph_iri, graph_name
from ydkg.export._format import Format
from ydkg.graph.canonical import canonical_turtle
from ydkg.graph.table import MemoryTable
from ydkg.telling.description import describe_collection
from ydkg.vocab import DCTERMS, PREFIXES, RDF, XSD, YD, ydr
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ydkg.telling.description import Description
    from ydkg.telling.text import Text

FORMAT = Format(
    name="DCAT",
    extension="ttl",
    media_type="text/turtle",
    purpose=translatable("the description of the data set, for catalogues of open data"),
    carries="view",
    order=13,
    titled=True,
)
_DCAT, _VOID, _FOAF = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#", PREFIXES["foaf"]
_TYPES = "http://publications.europa.eu/resource/authority/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_MAKERS = ydr("contributors")
#: What the description of the data set says of itself is not counted.
_DESCRIBING = frozenset((YD.Collection, YD.GuidedView, YD.ExampleQuestion))


def write(triples: Iterable[Triple]) -> bytes:
    """Describe a graph as a data set of DCAT.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The graph, with what describes its collection.

    Returns
    -------
    bytes
        Turtle in UTF-8 without blank nodes: the data set, what it is made from, a distribution for each file that has a
        permanent address, and how many triples and subjects it has. The same bytes for the same triples.

    References
    ----------
    W3C, Data Catalog Vocabulary (DCAT) 3, 2024; SEMIC, DCAT-AP 3.0; W3C, Describing Linked Datasets with VoID, 2011.
    """
    table = MemoryTable(held := list(dict.fromkeys(triples)))
    described = frozenset(subject for kind in _DESCRIBING for subject in table.subjects(kind))
    counted = [t for t in held if getattr(t.subject, "value", "") not in described]
    description = describe_collection(table)
    return canonical_turtle(_dataset(description, counted)).encode()


def _dataset(description: Description, counted: list[Triple]) -> Iterator[Triple]:
    """Describe the data set, its sources and its distributions."""
    address = description.address or ydr("dataset")
    yield from _about(
        address,
        (RDF.type, NamedNode(f"{_DCAT}Dataset")),
        (RDF.type, NamedNode(f"{_VOID}Dataset")),
        *_said(DCTERMS.title, description.title),
        *_said(DCTERMS.description, description.abstract),
        *((f"{_DCAT}keyword", Literal(word, language=tag)) for tag, word in description.keywords if tag),
        (DCTERMS.identifier, Literal(address)),
        (DCTERMS.license, NamedNode(description.licence)),
        (DCTERMS.creator, NamedNode(_MAKERS)),
        (DCTERMS.publisher, NamedNode(_MAKERS)),
        (f"{PREFIXES['dcterms']}language", NamedNode(f"{_TYPES}language/ENG")),
        (f"{PREFIXES['dcterms']}language", NamedNode(f"{_TYPES}language/ZHO")),
        (f"{PREFIXES['dcterms']}accessRights", NamedNode(f"{_TYPES}access-right/PUBLIC")),
        (f"{_DCAT}version", Literal(description.version)),
        *([(DCTERMS.issued, Literal(description.issued, datatype=NamedNode(XSD.date)))] if description.issued else []),
        *((DCTERMS.source, NamedNode(work.iri)) for work in (*description.documents, *description.registers)),
        (f"{_VOID}uriSpace", Literal(PREFIXES["ydr"])),
        (f"{_VOID}triples", Literal(len(counted))),
        (f"{_VOID}distinctSubjects", Literal(len({each.subject for each in counted}))),
        *((f"{_VOID}vocabulary", NamedNode(iri)) for iri in _vocabularies(counted)),
    )
    yield from _about(_MAKERS, (RDF.type, NamedNode(f"{_FOAF}Agent")), *_said(f"{_FOAF}name", description.creator))
    for work in description.documents:
        yield from _about(work.iri, *_said(DCTERMS.title, work.title))
    for path in collection().files if description.address else ():
        name = graph_name(path)
        yield from _about(address, (f"{_DCAT}distribution", NamedNode(graph_iri(name) + "#turtle")))
        yield from _about(
            graph_iri(name) + "#turtle",
            (RDF.type, NamedNode(f"{_DCAT}Distribution")),
            (DCTERMS.title, Literal(f"{name}, Turtle", language="en")),
            (f"{_DCAT}accessURL", NamedNode(graph_iri(name))),
            (f"{_DCAT}mediaType", NamedNode(f"{_MEDIA}text/turtle")),
            (f"{PREFIXES['dcterms']}format", NamedNode(f"{_TYPES}file-type/RDF_TURTLE")),
            (DCTERMS.license, NamedNode(description.licence)),
        )


def _about(subject: str, *pairs: tuple[str, NamedNode | Literal]) -> Iterator[Triple]:
    for predicate, term in pairs:
        yield Triple(NamedNode(subject), NamedNode(predicate), term)


def _said(predicate: str, text: Text) -> Iterator[tuple[str, Literal]]:
    """Say words in both languages."""
    yield predicate, Literal(text.en, language="en")
    if text.zh != text.en:
        yield predicate, Literal(text.zh, language="zh-hans")


def _vocabularies(triples: Iterable[Triple]) -> list[str]:
    """List the namespaces of the properties, sorted."""
    return sorted({base for t in triples for base in PREFIXES.values() if t.predicate.value.startswith(base)})
