"""What a collection is called, and where to begin in it: guided views, example questions, a fact to follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from ydkg.graph.graph import is_iri
from ydkg.graph.names import label
from ydkg.graph.schema import shipped_schema
from ydkg.graph.sources import documents_of
from ydkg.language.text import translatable
from ydkg.telling.naming import slug
from ydkg.telling.text import NOTHING, Text, day_text, same, say
from ydkg.vocab import DCTERMS, RDFS, SCHEMA, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Container

    from ydkg.graph.graph import Graph

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
