"""What the page of a record or a term says: one sentence, its parts, its sources, and what uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.graph.values import in_language
from ydkg.server.thing.citations import citations
from ydkg.server.thing.facts import Heading, evidence_of, fact_of, judged, used_by, values_of
from ydkg.server.thing.page import aliases
from ydkg.telling.comparison import Comparison
from ydkg.telling.figure import Figure
from ydkg.telling.milestone import Milestone
from ydkg.telling.naming import HEADINGS
from ydkg.vocab import FOAF, PROV, RDF, RDFS, SKOS, YD, ydr
from ydkg.words.grammar import capitalized
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.server.paging import Turn
    from ydkg.server.thing.book import Book
    from ydkg.server.thing.page import Context
    from ydkg.server.thing.telling import Telling

_SKIPPED = frozenset(
    {
        FOAF.name, PROV.wasDerivedFrom, RDF.type, RDFS.label, SKOS.altLabel, SKOS.definition, SKOS.editorialNote,
        YD.measureWord, YD.mentionedIn, YD.shortName,
    }
)  # fmt: skip
_PARTS = {
    RDF.subject: translatable("Subject"),
    RDF.predicate: translatable("Relation"),
    RDF.object: translatable("Object"),
} | HEADINGS
_WORKS = frozenset({YD.Passage, YD.Register, YD.Document, YD.PressRelease})


def record(telling: Telling, slug: str, whole: Telling, turn: Turn) -> Context:
    """Say everything about what is neither an entity nor a passage nor a document.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        Of a subject of the graph.
    whole : Telling
        The graph with judgements, if any is on it.
    turn : Turn
        What is shown of its long lists.

    Returns
    -------
    dict
        For ``record.html.j2``.
    """
    book, iri = telling.book, ydr(slug)
    words = telling.tell(iri)
    # A sentence begins with a capital in English.
    begun = str if telling.lang == "zh" else capitalized
    said = begun("".join(part.text for part in words))
    label = book.table.text(iri, RDFS.label, "en" if telling.lang == "zh" else "zh-hans") or ""
    told, judgement = book.record(iri), YD.Judgement in book.table.types(iri)
    evidence = evidence_of(telling, iri)
    later = book.lookup.later
    answers = later.answers.get(slug)
    answering = {word.id for word in answers.words} if answers else set()
    table = telling.book.table
    others = [each for each in table.iris(iri, PROV.wasDerivedFrom) if not _WORKS.intersection(table.types(each))]
    return {
        "slug": slug,
        "iri": iri,
        "telling": telling,
        "said": said,
        "words": [words[0]._replace(text=begun(words[0].text)), *words[1:]],
        # And no name.
        "sentence": RDF.Statement in book.table.types(iri) or len(words) > 1 or words[0].iri != iri,
        # The label in the other language, where it says more; that of a told record is English, so that in Chinese its
        # sentence stands alone.
        "second": "" if capitalized(label) == said or (telling.lang == "zh" and (told or judgement)) else label,
        "kind": telling.kind(iri),
        "aliases": aliases(book, iri, {said}),
        "definition": telling.pick(book.reading.text(iri, SKOS.definition)),
        "note": telling.pick(book.reading.text(iri, SKOS.editorialNote)),
        "modality": told.modality if isinstance(told, Milestone) else "",
        "comparisons": _comparisons(book, slug),
        "chart": told.chart if isinstance(told, Figure) else None,
        "parts": list(_parts(telling, iri)),
        "evidence": evidence,
        "derived": [fact_of(telling, each) for each in (*others, *table.iris(iri, PROV.wasGeneratedBy))],
        "answers": answers,
        "as_of": telling.pick(later.as_of),
        "told_by_pages": [word for word in later.beside.get(slug, ()) if word.id not in answering],
        "judged": judged(whole, iri),
        "only_in": "" if book.apart else book.only_in(iri),
        "apart": book.apart_by(iri),
        "uses": used_by(telling, iri, turn, (YD.current, YD.baseline, YD.target)),
        "citations": citations(telling, iri),
    }


def _comparisons(book: Book, slug: str) -> list[Comparison]:
    """List the comparisons that a record is, or that a figure is in."""
    told = book.lookup.record(ydr(slug))
    return [told] if isinstance(told, Comparison) else book.lookup.comparisons_with(slug)


def _parts(telling: Telling, iri: str) -> Iterator[Heading]:
    """Tell the parts of a record by property; each is a name, a term or a value."""
    order = list(_PARTS)
    properties = sorted(
        telling.book.table.of(iri).items(),
        key=lambda item: (order.index(item[0]) if item[0] in order else len(order), item[0]),
    )
    for predicate, terms in properties:
        if predicate not in _SKIPPED:
            known = _PARTS.get(predicate)
            phrase = telling.phrase(predicate, iri, terms[0].value if isinstance(terms[0], NamedNode) else "")
            title = capitalized(telling.say(known)) if known else telling.pick(phrase.onward)
            if facts := values_of(telling, iri, predicate, in_language(terms, telling.lang)):
                yield Heading(title, facts)
