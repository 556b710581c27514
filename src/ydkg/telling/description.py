"""The one description of a data set, from which catalogues, search engines and archives are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ydkg.collection import VERSION
from ydkg.graph.schema import shipped_schema
from ydkg.graph.sources import documents_of
from ydkg.language.text import translatable
from ydkg.telling.collection import bilingual_text, tell_collection
from ydkg.telling.naming import Naming
from ydkg.telling.sources import Library
from ydkg.telling.text import say
from ydkg.vocab import DCTERMS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.graph import Graph
    from ydkg.telling.sources import Work
    from ydkg.telling.text import Text


class NamedThing(NamedTuple):
    """A thing by its name: the name goes first, so that they are sorted by it; and its IRI."""

    name: Text
    iri: str


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a data set; what its collection does not say is empty."""

    iri: str  # what programs call it, which is its permanent address where it has one
    address: str
    title: Text
    abstract: Text
    creator: Text
    publisher: Text
    keywords: tuple[tuple[str, str], ...]  # language and word, sorted
    issued: str  # ISO days of its version and of its last change
    modified: str
    version: str  # of the package that it came with
    licence: str  # IRI
    terms: Text  # the licence as people read it
    documents: tuple[Work, ...]  # what it is made from
    registers: tuple[Work, ...]
    metrics: tuple[NamedThing, ...]  # what its figures measure, by name
    places: tuple[NamedThing, ...] = ()  # what it is about


def describe_collection(table: Graph) -> Description:
    """Describe a data set."""
    about, library, naming = tell_collection(table), Library(table), Naming(table, shipped_schema())
    iri = next(iter(table.subjects(YD.Collection)), "")
    words = table.texts(iri, DCTERMS.subject)

    def named(iris: Iterable[str]) -> tuple[NamedThing, ...]:
        return tuple(sorted(NamedThing(naming.name(each), each) for each in iris))

    return Description(
        about.iri,
        about.address,
        graph_title(about.title),
        about.description or graph_title(about.title),
        about.creator,
        bilingual_text(table, iri, DCTERMS.publisher) or about.creator,
        tuple(sorted((tag, word) for tag, found in words.items() for word in found)),
        table.text(iri, DCTERMS.issued) or "",
        table.text(iri, DCTERMS.modified) or "",
        VERSION,
        about.licence,
        about.terms,
        tuple(library.work(each) for each in documents_of(table)),
        tuple(library.work(each) for each in table.subjects(YD.Register)),
        named(table.subjects(YD.Metric)),
        named(table.iris(iri, DCTERMS.spatial)),
    )


def graph_title(collection: Text) -> Text:
    """Give the title under which a graph is cited."""
    return say(translatable("ydkg: the knowledge graph of {title}"), title=collection)
