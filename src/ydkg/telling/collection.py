"""What a collection is called, where to begin in it, and the description that catalogues and archives are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

from ydkg.collection import VERSION
from ydkg.graph.graph import is_iri
from ydkg.graph.names import label
from ydkg.graph.schema import shipped_schema
from ydkg.graph.sources import documents_of
from ydkg.language.text import translatable
from ydkg.telling.naming import Naming, slug
from ydkg.telling.sources import Library
from ydkg.telling.text import NOTHING, Text, day_text, same, say
from ydkg.vocab import DCTERMS, RDFS, SCHEMA, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from ydkg.graph.graph import Graph
    from ydkg.telling.sources import Work

#: Of the shipped data, and what people call it.
LICENCE, LICENCE_NAME = "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"
#: What a collection is called by programs where nothing describes it.
_UNDESCRIBED = ydr("collection")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A guided view or an example question."""

    title: Text  # what it is called; nothing of a question, whose file says it
    address: str  # of a view, what stands behind the sign # of its address; of a question, its name with its parameters
    needed: tuple[str, ...] = ()  # slugs of the things without which there is none

    @property
    def name(self) -> str:
        """The name of a question."""
        return self.address.partition("?")[0]

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of a question; name -> value; may be empty."""
        return dict(parse_qsl(self.address.partition("?")[2]))


@dataclass(frozen=True, slots=True)
class About:
    """What a collection is."""

    title: Text  # what it is called, and in a word or two
    short: Text
    description: Text = NOTHING  # what it tells of, in a sentence; may be empty
    origin: Text = NOTHING  # which documents it is taken from, in a sentence; empty where there are none
    views: tuple[Beginning, ...] = ()  # in their order
    questions: tuple[Beginning, ...] = ()  # may be empty
    fact: str = ""  # slug of the figure whose way to its words is an example; may be empty
    creator: Text = NOTHING  # who made it; empty where that is not said
    licence: str = ""  # IRI; empty where that is not said
    terms: Text = NOTHING
    iri: str = _UNDESCRIBED  # what programs call it: its permanent address, else the IRI of what describes it
    address: str = ""  # its permanent address; empty where it has none

    def views_of(self, things: Container[str]) -> list[Beginning]:
        """Choose the guided views of a graph; those whose things it has, in their order; may be empty."""
        return [view for view in self.views if all(name in things for name in view.needed)]


def tell_collection(table: Graph) -> About:
    """Tell what a graph says of its collection."""
    documents, iri = documents_of(table), next(iter(table.subjects(YD.Collection)), "")
    title, origin = bilingual_text(table, iri, DCTERMS.title), NOTHING
    if len(documents) > 1:
        sentence = translatable("From {n} documents; every fact leads to the words that state it.")
        origin = say(sentence, n=str(len(documents)))
    elif documents:
        schema, issued = shipped_schema(), table.text(documents[0], DCTERMS.issued)
        kind = schema.sharpest(table.types(documents[0]), YD.Document) or YD.Document
        called = Text(*(schema.label(kind, tag) or "" for tag in ("en", "zh-hans")))
        origin = say(translatable("From a {kind}; every fact leads to the words that state it."), kind=called)
        if issued is not None:
            sentence = translatable("From the {kind} of {day}; every fact leads to the words that state it.")
            origin = say(sentence, kind=called, day=day_text(issued))
    if not title and len(documents) == 1:
        title = Text(*(label(table, documents[0], tag) or compact(documents[0]) for tag in ("en", "zh")))
    title = title or say(translatable("A collection of {n} documents"), n=str(len(documents)))
    if not iri:
        return About(title, title, origin=origin)
    # IRIs, which may be written as texts.
    address, licence = (
        next(filter(is_iri, table.values(iri, each)), "") for each in (DCTERMS.identifier, DCTERMS.license)
    )
    terms = same(LICENCE_NAME if licence == LICENCE else licence)
    return About(
        title,
        bilingual_text(table, iri, YD.shortName) or title,
        bilingual_text(table, iri, DCTERMS.description),
        origin,
        _beginnings(table, iri, YD.guidedView),
        _beginnings(table, iri, YD.exampleQuestion),
        slug(table.iri(iri, YD.exampleFact)),
        bilingual_text(table, iri, DCTERMS.creator),
        licence,
        terms or bilingual_text(table, iri, DCTERMS.license),
        address or iri,
        address,
    )


def bilingual_text(table: Graph, iri: str, predicate: str) -> Text:
    """Give what a collection, or a part of it, says in both languages; in one where it has no other."""
    english, chinese = (table.text(iri, predicate, tag) for tag in ("en", "zh-hans"))
    return Text(english or chinese or "", chinese or english or "")


def _beginnings(table: Graph, iri: str, predicate: str) -> tuple[Beginning, ...]:
    found = sorted(table.iris(iri, predicate), key=lambda each: (table.number(each, SCHEMA.position) or 0, each))
    return tuple(
        Beginning(
            bilingual_text(table, each, RDFS.label),
            table.text(each, YD.address) or "",
            tuple(map(slug, table.iris(each, DCTERMS.relation))),
        )
        for each in found
    )


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
