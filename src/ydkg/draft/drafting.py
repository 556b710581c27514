"""Drafting: a text and a collection's names in, the graph of a draft out."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, Triple

from ydkg.draft.definitions import Definitions
from ydkg.draft.graphing import Fact, Graphing, day, english
from ydkg.draft.records import Records
from ydkg.draft.remainder import Counts, remainder
from ydkg.draft.rules.names import Known
from ydkg.draft.rules.parts import parts
from ydkg.draft.rules.people import full_names, people_found
from ydkg.draft.rules.posts import posts
from ydkg.draft.rules.reading import Reading, read
from ydkg.draft.suggestions import checked
from ydkg.draft.things import Things
from ydkg.graph.schema import is_entity, shipped_schema
from ydkg.graph.search import names_of
from ydkg.graph.source import Source, sentences
from ydkg.vocab import DCTERMS, RDF, RDFS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ydkg.graph.table import Table
    from ydkg.words.reading.spans import Span

_RELEASE = re.compile(r"press release|media release|news release|briefing|新闻稿|新闻发布|发布会", re.IGNORECASE)
_SHORTEST = 2
#: A run of more characters without a sentence's end is a table or damaged: what is in it is listed as not read.
_LONGEST_SENTENCE = 3000


class Origin(NamedTuple):
    """What is said of a document from outside its text.

    Attributes
    ----------
    issued : date
        The day of issue.
    title : str
        Empty where it is the text's first line.
    address : str
        Where it is public; may be empty.
    publisher : str
        IRI; may be empty.
    key : str
        The document's slug.
    """

    issued: date
    title: str = ""
    address: str = ""
    publisher: str = ""
    key: str = ""


class Drafted(NamedTuple):
    """A draft.

    Attributes
    ----------
    triples : tuple of pyoxigraph.Triple
        The graph.
    document : str
        The document's IRI.
    proposals : int
        How many there are.
    counts : Counts
        What was read and what was not.
    answers : Counter of str
        Of a model's suggestions: how many were ``kept``, how many the rules had as well (``agreed``), and how many were
        refused, by reason; empty without a model.
    """

    triples: tuple[Triple, ...]
    document: str
    proposals: int
    counts: Counts
    answers: Counter[str]


def draft(text: str, origin: Origin, known: Table, ask: Callable[[str], list[Any] | None] | None = None) -> Drafted:
    """Draft a text.

    Parameters
    ----------
    text : str
        With line feeds.
    origin : Origin
    known : Table
        The collection.
    ask : callable, optional
        Gives what a model lists of a sentence, unchecked.

    Returns
    -------
    Drafted
        The same for the same text, origin and collection.
    """
    document = ydr(origin.key or f"release-{origin.issued:%Y%m%d}")
    source = Source(document, text, sentences(text))
    # Metrics, topics, stages and posts of the collection are no names that a text has of things.
    classes: dict[str, str] = {}
    names: list[Known] = []
    for name in names_of(known):
        if name.iri not in classes:
            types = known.types(name.iri)
            concept = YD.Metric in types or not is_entity(known, name.iri)
            classes[name.iri] = "" if concept else shipped_schema().sharpest(types) or ""
        if classes[name.iri] and len(name.text) >= _SHORTEST:
            names.append(Known(name.text, name.iri, classes[name.iri]))
    reading = read(text, origin.issued, names)
    reading = reading._replace(sentences=people_found(reading.sentences))
    days = [t for each in reading.sentences for t in each.times if t.is_day and t.first == reading.issued]
    dateline = next((each[:2] for each in days if each.stated), days[0][:2] if days else None)
    graphing = Graphing(source, known.has, dateline)
    title = _describe(graphing, origin)
    for start, end in source.sentences:
        graphing.sentence(start, end)
    answers = _take(graphing, reading, known, origin, title, ask)
    counts = remainder(graphing, reading, title)
    return Drafted(tuple(sorted(graphing.triples, key=str)), document, len(graphing.keys), counts, answers)


def _describe(graphing: Graphing, origin: Origin) -> Span | None:
    """Describe the document, and give where its title stands; none where the text begins with a sentence."""
    source = graphing.source
    first = source.sentences[0] if source.sentences else (0, 0)
    title = origin.title or source.words(*first)[:200].strip()
    at = source.text.find(title) if title else -1
    kind = YD.PressRelease if _RELEASE.search(title) else YD.Document
    facts: list[Fact] = [
        (RDF.type, kind),
        (RDF.type, YD.Document),
        (RDFS.label, english(title)),
        (DCTERMS.title, english(title)),
        (DCTERMS.issued, day(origin.issued)),
        (DCTERMS.source, origin.address or None),
        (DCTERMS.publisher, origin.publisher or None),
        (YD.textDigest, Literal(sha256(source.text.encode()).hexdigest())),
        (YD.textLength, Literal(len(source.text))),
    ]
    graphing.add(source.document, facts)
    begins = not origin.title and title.endswith((".", "。"))
    return (at, at + len(title)) if at >= 0 and not begins else None


def _take(  # noqa: PLR0917 - what a draft is made of, in its order
    graphing: Graphing,
    reading: Reading,
    known: Table,
    origin: Origin,
    title: Span | None,
    ask: Callable[[str], list[Any] | None] | None,
) -> Counter[str]:
    """Run every rule on every sentence, and write what they find."""
    sentences_ = [
        each
        for each in reading.sentences
        if each.end - each.start <= _LONGEST_SENTENCE
        and not (title and title[0] <= each.start and each.end <= title[1])
    ]
    full = full_names([mention for sentence in sentences_ for mention in sentence.mentions])
    held = {
        sentence: [
            each._replace(person=full.get(reading.text[slice(*each.person)], each.person)) for each in posts(sentence)
        ]
        for sentence in sentences_
    }
    people = {reading.text[slice(*each.person)] for found in held.values() for each in found}
    people |= {reading.text[slice(*each.person)] for sentence in sentences_ for each in parts(sentence)}
    bodies = {reading.text[slice(*each.of)] for found in held.values() for each in found if each.of}
    things = Things(graphing, reading, people, bodies)
    records = Records(graphing, things, Definitions(graphing, known), origin.issued)
    things.mentioned(title)
    answers: Counter[str] = Counter()
    for sentence in sentences_:
        records.write(sentence, held[sentence])
        if ask:
            printed = graphing.source.words(sentence.start, sentence.end)
            kept = checked(sentence, printed, ask(printed), origin.issued)
            answers += kept.refused + records.write_suggested(sentence, kept)
    return answers
