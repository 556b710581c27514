"""What the pages of passages, documents and registers say: where the words stand, and which facts they carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.passages import span
from ydkg.graph.table import StoreTable
from ydkg.server.thing.book import slug_of
from ydkg.server.thing.citation import cited
from ydkg.server.thing.facts import Fact, Heading, by_words, told, values
from ydkg.server.thing.sources import Passage, Place, Sources, quoted, sources_of, work_of
from ydkg.vocab import DCTERMS, PROV, RDF, RDFS, SCHEMA, YD, ydr
from ydkg.words.grammar import capitalized

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.server.thing.book import Book
    from ydkg.server.thing.page import Context
    from ydkg.server.thing.telling import Telling

# What facts are to a reader, by their class.
_TITLES = {
    "observation": ("Figures", "数据"),
    "milestone": ("Milestones", "进展"),
    "comparison": ("Comparisons", "比较"),
    "membership": ("Posts", "任职"),
    "participation": ("Taking part", "参与"),
    "first claim": ("First claims", "首创声明"),
    "statement": ("Relations and values", "关系与取值"),
}
_TOLD = frozenset(
    {DCTERMS.title, DCTERMS.issued, DCTERMS.source, DCTERMS.license, RDF.type, RDFS.label, SCHEMA.version}
)


class Sentence(NamedTuple):
    """A sentence of a document: itself, how many passages lie in it, its words where the server has them."""

    passage: Passage
    passages: int
    facts: int
    quote: tuple[tuple[str, bool], ...]


def passage(telling: Telling, slug: str) -> Context:
    """Say everything about a passage.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        Of a passage of the graph.

    Returns
    -------
    dict
        For ``passage.html.j2``.
    """
    book, iri = telling.book, ydr(slug)
    document, start, end = span(StoreTable(book.store), iri) or ("", 0, 0)
    within = sorted(_passages(book, book.subjects(YD.inSentence, iri), iri), key=lambda each: each[1:])
    sentence = book.one(iri, YD.inSentence)
    work = work_of(book, document)
    marked = within if sentence == iri and within else [Passage(iri, start, end)]
    carried = [iri, *(each.iri for each in within)]
    sources = sources_of(book, [iri])
    name = capitalized(telling.name(iri))
    return {
        "slug": slug,
        "iri": iri,
        "telling": telling,
        "name": name,
        "kind": telling.kind(iri),
        "place": Place(work, (Passage(iri, start, end),), quoted(book, marked)),
        "words": book.source.words(start, end) if book.source else "",
        "sentence": "" if sentence == iri else sentence,
        "within": within,
        "digest": book.one(iri, YD.textDigest),
        "facts": _carried(telling, carried),
        "citation": cited(telling, name, iri, sources),
    }


def work(telling: Telling, slug: str) -> Context:
    """Say everything about a document or register.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        Of a document or register of the graph.

    Returns
    -------
    dict
        For ``document.html.j2``.
    """
    book, iri = telling.book, ydr(slug)
    described = work_of(book, iri)
    return {
        "slug": slug,
        "iri": iri,
        "telling": telling,
        "work": described,
        "kind": telling.kind(iri),
        "values": values(telling, iri, _TOLD),
        "sentences": _sentences(book, iri),
        "facts": _carried(telling, [iri]),
        "citation": cited(telling, described.title, iri, Sources("", "", (Place(described, ()),))),
    }


def _passages(book: Book, iris: Iterable[str], without: str) -> list[Passage]:
    spans = ((iri, span(StoreTable(book.store), iri)) for iri in iris if iri != without)
    return [Passage(iri, at[1], at[2]) for iri, at in spans if at]


def _sentences(book: Book, document: str) -> list[Sentence]:
    """List the sentences of a document in their order."""
    found = []
    for each in _passages(book, book.subjects(YD.inDocument, document), ""):
        if YD.Sentence in book.types(each.iri):
            within = [iri for iri in book.subjects(YD.inSentence, each.iri) if iri != each.iri]
            facts = {fact for iri in (each.iri, *within) for fact in book.subjects(PROV.wasDerivedFrom, iri)}
            found.append(Sentence(each, len(within), len(facts), quoted(book, [each])))
    return sorted(found, key=lambda sentence: sentence.passage.start)


def _carried(telling: Telling, sources: list[str]) -> list[Heading]:
    """Tell what passages or registers carry: things that are named there, then facts by their class."""
    book = telling.book
    named = {iri for each in sources for iri in book.subjects(YD.mentionedIn, each)}
    facts: dict[str, list[Fact]] = {}
    derived = {iri for each in sources for iri in book.subjects(PROV.wasDerivedFrom, each)}
    for iri in sorted(derived, key=slug_of):
        facts.setdefault(_title(telling, iri) if slug_of(iri) not in book.things else "", []).append(told(telling, iri))
    things = [told(telling, iri) for iri in sorted(named, key=telling.name)]
    described = facts.pop("", [])
    return [
        *([Heading(telling.say("Named here", "文中提及"), things)] if things else []),
        *([Heading(telling.say("Described here", "文中描述"), described)] if described else []),
        *(Heading(title, sorted(held, key=by_words)) for title, held in sorted(facts.items())),
    ]


def _title(telling: Telling, iri: str) -> str:
    """Call facts of one class by what they are to a reader: a figure, and not an observation."""
    kind = telling.kind(iri)
    known = _TITLES.get(kind[telling.zh])
    return telling.say(*known) if known else capitalized(kind[0])
