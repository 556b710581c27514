"""What the page of a record or a term says: one sentence, its parts, its sources, and what uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.graph.table import StoreTable
from ydkg.server.thing.citation import cited
from ydkg.server.thing.facts import Fact, Heading, told, used_by, value_of
from ydkg.server.thing.figures import comparison, drawn
from ydkg.server.thing.page import aliases
from ydkg.server.thing.sources import sources_of
from ydkg.vocab import FOAF, PROV, RDF, RDFS, SKOS, YD, ydr
from ydkg.words.grammar import capitalized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.server.thing.book import Book
    from ydkg.server.thing.page import Context
    from ydkg.server.thing.telling import Part, Telling

_SKIPPED = frozenset(
    {
        FOAF.name, PROV.wasDerivedFrom, RDF.type, RDFS.label, SKOS.altLabel, SKOS.definition, SKOS.editorialNote,
        YD.mentionedIn,
    }
)  # fmt: skip


def record(telling: Telling, slug: str) -> Context:
    """Say everything about what is neither an entity nor a passage nor a document.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        Of a subject of the graph.

    Returns
    -------
    dict
        For ``record.html.j2``.
    """
    book, iri = telling.book, ydr(slug)
    words = telling.tell(iri)
    said = capitalized("".join(part.text for part in words))
    behind = StoreTable(book.store).iris(iri, PROV.wasDerivedFrom)
    written = sources_of(book, behind)
    return {
        "slug": slug,
        "iri": iri,
        "telling": telling,
        "said": said,
        "words": [words[0]._replace(text=capitalized(words[0].text)), *words[1:]],
        "sentence": _is_told(book, iri, words),
        "second": _second(telling, iri, said),
        "kind": telling.kind(iri),
        "aliases": aliases(book, iri, {said}),
        "definition": book.text(iri, SKOS.definition, telling.lang),
        "note": book.text(iri, SKOS.editorialNote, telling.lang),
        "modality": book.milestones.get(slug, {}).get("modality", ""),
        "comparisons": [comparison(telling, each) for each in _comparisons(book, slug)],
        "chart": drawn(telling, [("current", book.observations[slug])]) if slug in book.observations else None,
        "parts": list(_parts(telling, iri)),
        "sources": written,
        "derived": _derived(telling, iri, behind),
        "only_in": book.only_in(iri),
        "uses": used_by(telling, iri, (YD.current, YD.baseline, YD.target)),
        "citation": cited(telling, said, iri, written),
    }


def _is_told(book: Book, iri: str, words: list[Part]) -> bool:
    """Tell whether the words are a sentence, and no name."""
    return RDF.Statement in book.types(iri) or len(words) > 1 or words[0].iri != iri


def _second(telling: Telling, iri: str, said: str) -> str:
    """Give the label in the other language; empty where it says the same."""
    tags = ("en",) if telling.zh else ("zh-hans",)
    found = telling.book.store.quads_for_pattern(NamedNode(iri), NamedNode(RDFS.label), None)
    labels = [quad.object.value for quad in found if isinstance(quad.object, Literal) and quad.object.language in tags]
    return min((each for each in labels if capitalized(each) != said), default="")


def _comparisons(book: Book, slug: str) -> list[str]:
    """List the comparisons that a record is, or that a figure is in."""
    if slug in book.comparisons:
        return [slug]
    roles = ("current", "baseline", "target")
    return [name for name, each in book.comparisons.items() if slug in {each.get(role) for role in roles}]


def _parts(telling: Telling, iri: str) -> Iterator[Heading]:
    """Tell the parts of a record by property; each is a name, a term or a value."""
    groups: dict[str, list[Fact]] = {}
    for quad in sorted(telling.book.about(iri), key=lambda each: (_rank(each.predicate.value), str(each.object))):
        if quad.predicate.value in _SKIPPED or not isinstance(quad.object, NamedNode | Literal):
            continue
        groups.setdefault(quad.predicate.value, []).append(value_of(telling, quad))
    for predicate, facts in groups.items():
        yield Heading(_heading(telling, predicate), facts)


def _rank(predicate: str) -> tuple[int, str]:
    """Put a statement's parts in the order of a sentence, then all others by IRI."""
    order = [RDF.subject, RDF.predicate, RDF.object]
    return (order.index(predicate) if predicate in order else len(order), predicate)


def _heading(telling: Telling, predicate: str) -> str:
    known = {
        RDF.subject: ("Subject", "主语"),
        RDF.predicate: ("Relation", "关系"),
        RDF.object: ("Object", "宾语"),
    }.get(predicate)
    return telling.say(*known) if known else telling.phrase(predicate, "").onward


def _derived(telling: Telling, iri: str, behind: tuple[str, ...]) -> list[Fact]:
    """Tell what else than passages and registers a fact is derived from: other records, the ontology, a computation."""
    work = {YD.Passage, YD.Register, YD.Document, YD.PressRelease}
    others = [each for each in behind if not telling.book.types(each) & work]
    facts = [told(telling, each) for each in others]
    return [*facts, *(told(telling, how) for how in telling.book.all(iri, PROV.wasGeneratedBy))]
