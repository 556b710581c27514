"""What the pages of passages, documents and registers say: where the words stand, and which facts they carry."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.server.paging import Turn
from ydkg.server.thing.citations import citations
from ydkg.server.thing.facts import Heading, by_words, fact_of, values
from ydkg.server.thing.reading import PROOF, text_to_read
from ydkg.vocab import DCTERMS, ORG, PROV, RDF, RDFS, SCHEMA, YD, ydr
from ydkg.words.grammar import capitalized
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.server.thing.book import Book
    from ydkg.server.thing.page import Context
    from ydkg.server.thing.telling import Telling
    from ydkg.telling.work import Passage

# What facts are to a reader, by their class.
_TITLES = {
    YD.Observation: translatable("Figures"),
    YD.Milestone: translatable("Milestones"),
    YD.Comparison: translatable("Comparisons"),
    ORG.Membership: translatable("Posts"),
    YD.Participation: translatable("Taking part"),
    YD.FirstClaim: translatable("First claims"),
    RDF.Statement: translatable("Relations and values"),
}
_TOLD = frozenset(
    {DCTERMS.title, DCTERMS.issued, DCTERMS.source, DCTERMS.license, RDF.type, RDFS.label, SCHEMA.version, YD.edtf}
)


def passage(telling: Telling, slug: str, turn: Turn) -> Context:
    """Say everything about a passage.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        Of a passage of the graph.
    turn : Turn
        What is shown of its long lists.

    Returns
    -------
    dict
        For ``passage.html.j2``.
    """
    book, iri = telling.book, ydr(slug)
    (place,) = book.reading.library.evidence([iri]).places
    within = _passages(book, (each for each, _ in book.table.to(iri, YD.inSentence)), iri)
    sentence = book.table.one(iri, YD.inSentence) or ""
    name = capitalized(telling.name(iri))
    return {
        "slug": slug,
        "iri": iri,
        "telling": telling,
        "name": name,
        "kind": telling.kind(iri),
        "place": place,
        "marked": within if sentence == iri and within else place.passages,
        "sentence": "" if sentence == iri else sentence,
        "inside": within,
        "digest": book.table.one(iri, YD.textDigest) or "",
        "facts": _carried(telling, [iri, *(each.iri for each in within)], turn),
        "citations": citations(telling, iri),
    }


def work(telling: Telling, slug: str, turn: Turn) -> Context:
    """Say everything about a document or register.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        Of a document or register of the graph.
    turn : Turn
        What is shown of its long lists.

    Returns
    -------
    dict
        For ``document.html.j2``.
    """
    book, iri = telling.book, ydr(slug)
    described = book.reading.library.work(iri)
    return {
        "slug": slug,
        "iri": iri,
        "telling": telling,
        "work": described,
        "kind": telling.kind(iri),
        "apart": book.apart_by(iri),
        "values": values(telling, iri, _TOLD),
        "text": text_to_read(book, iri),
        "texts": _texts(telling.lang),
        "facts": _carried(telling, [iri, *_cited(book, iri)], turn),
        "sentences": lambda: _carried(
            telling, sorted(place for place, _ in book.table.to(iri, YD.inDocument)), Turn(all_=True)
        ),
        "citations": citations(telling, iri),
    }


def _cited(book: Book, document: str) -> list[str]:
    """List the places of a public page that are cited."""
    places = book.stated.having(YD.inDocument, document, RDF.type)
    return sorted(place for place, (kind,) in places if kind == NamedNode(YD.Citation))


@cache
def _texts(lang: str) -> dict[str, str]:
    """Collect what the program of a document's page says."""
    rooms = {"ydkg.server": ("document", "document-facts"), "ydkg.explorer": PROOF}
    modules = (files(room) / "static" / f"{name}.js" for room, names in rooms.items() for name in names)
    return Language.of(lang).texts("".join(each.read_text(encoding="utf-8") for each in modules))


def _passages(book: Book, iris: Iterable[str], without: str = "") -> list[Passage]:
    """Describe passages in the order of the text."""
    passages = (book.reading.library.passage(iri) for iri in iris if iri != without)
    return sorted((each for each in passages if each), key=lambda each: (each.start, each.end))


def _carried(telling: Telling, sources: list[str], turn: Turn) -> list[Heading]:
    """Tell what passages or registers carry: things that are named there, then facts by their class."""
    book = telling.book
    named = {iri for each in sources for iri, _ in book.table.to(each, YD.mentionedIn)}
    derived = {iri for each in sources for iri, _ in book.table.to(each, PROV.wasDerivedFrom)}
    groups: dict[str, list[str]] = {}
    for iri in sorted(derived):
        # What facts of a class are to a reader: figures, and not observations.
        known = next((_TITLES[each] for each in book.table.types(iri) if each in _TITLES), None)
        title = telling.say(known) if known else capitalized(telling.kind(iri)[0])
        groups.setdefault("" if book.is_thing(iri) else title, []).append(iri)
    described = groups.pop("", [])
    things = {translatable("Named here"): sorted(named, key=telling.name), translatable("Described here"): described}
    told = [
        Heading(telling.say(title), [fact_of(telling, iri) for iri in turn.of(group)], len(group))
        for title, group in things.items()
    ]
    for title, group in sorted(groups.items()):
        told.append(Heading(title, sorted((fact_of(telling, iri) for iri in turn.of(group)), key=by_words), len(group)))
    return [heading for heading in told if heading.facts]
