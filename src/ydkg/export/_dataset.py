"""A data set as DCAT and VoID say it: what every such description, of a file or of a server, is made of."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from ydkg.collection import collection, graph_iri, graph_name
from ydkg.export.turtle import FORMAT as _TURTLE
from ydkg.vocab import DCTERMS, PREFIXES, XSD, YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.telling.collection import About
    from ydkg.telling.description import Description
    from ydkg.telling.text import Text

Pair: TypeAlias = tuple[str, NamedNode | Literal]
DCAT, VOID, SPDX = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#", "http://spdx.org/rdf/terms#"
FOAF = PREFIXES["foaf"]
#: The European Union's authority tables.
AUTHORITY = "http://publications.europa.eu/resource/authority/"
TURTLE = _TURTLE.media_type
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
    for path in collection().files:
        content, name = path.read_bytes(), graph_name(path)
        found.append(Distribution(name, graph_iri(name), len(content), sha256(content).hexdigest()))
    return found


def said(predicate: str, text: Text) -> Iterator[Pair]:
    """Say words in both languages; once where both are the same."""
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
            yield predicate, Literal(day, datatype=NamedNode(XSD.date))
