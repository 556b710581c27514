"""Drafting: a text and a collection's names in, the graph of a draft out, with what of the text is in no proposal."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, Triple

from ydkg.draft.definitions import Definitions
from ydkg.draft.graphing import Fact, Graphing, day_term, free_iri, in_both, slug_of, with_labels
from ydkg.draft.model import check_suggestions
from ydkg.draft.records import Records
from ydkg.draft.things import Things
from ydkg.graph.names import names_of
from ydkg.graph.schema import is_entity, shipped_schema
from ydkg.graph.sources import Source, sentences
from ydkg.graph.turtle import english
from ydkg.language.reading.numerals import numerals
from ydkg.language.reading.spans import Span, Spans
from ydkg.language.reading.tables import is_chinese
from ydkg.language.sentence.names import Known
from ydkg.language.sentence.people import full_names, people_found
from ydkg.language.sentence.posts import PART, parts, posts
from ydkg.language.sentence.posts_chinese import BEFORE_NAME_ZH, BEHIND_NAME_ZH
from ydkg.language.sentence.reading import ReadText, read
from ydkg.language.sentence.roles import PLAIN, ROLE, Post
from ydkg.language.text import translatable
from ydkg.vocab import DCTERMS, PREFIXES, PROV, RDF, RDFS, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ydkg.graph.graph import Graph
    from ydkg.language.sentence.sentence import Sentence

_RELEASE = re.compile(r"press release|media release|news release|briefing|新闻稿|新闻发布|发布会", re.IGNORECASE)
_SHORTEST = 2
#: A run of more characters without a sentence's end is a table or damaged: what is in it is listed as not read.
_LONGEST_SENTENCE = 3000
_NOTES = {
    "number": translatable("A number of which no figure is proposed."),
    "unit": translatable("A number in a unit that the vocabulary does not have."),
    "time": translatable("A time that no proposal has."),
    "name": translatable("Capitalised words of which no name is proposed."),
    "post": translatable("The word for a post that no proposal has."),
}
#: Words before a post that somebody is, and not called by.
_NO_TITLE = re.compile(
    r"\b(?:the|a|an|our|his|her|their|its|any|each|every|former|new|by|for|and|or|of)\s\Z", re.IGNORECASE
)
_CAPITAL = re.compile(r"(?<![\w’'.-])[A-Z][\w’&-]*(?: [A-Z][\w’&-]*)*")


class Origin(NamedTuple):
    """What is said of a document from outside its text."""

    issued: date  # the day of issue
    title: str = ""  # empty where it is the text's first line
    address: str = ""  # where it is public; may be empty
    publisher: str = ""  # IRI of who the collection knows; or the name of a new body; may be empty
    key: str = ""  # the document's slug


class Counts(NamedTuple):
    """How many numbers, times, names and posts of a text are in a proposal, ignored by a rule, or not read."""

    proposed: int
    ignored: int
    unread: int


class Drafted(NamedTuple):
    """A draft."""

    triples: tuple[Triple, ...]  # the graph
    document: str  # the document's IRI
    proposals: int  # how many there are
    counts: Counts  # what was read and what was not
    answers: Counter[str]


def draft(text: str, origin: Origin, known: Graph, ask: Callable[[str], list[Any] | None] | None = None) -> Drafted:
    """Draft a text; the same for the same text, origin and collection."""
    document = ydr(origin.key or f"release-{origin.issued:%Y%m%d}")
    source = Source(document, text, sentences(text))
    names, publisher = _known_names(known), origin.publisher
    if publisher and not publisher.startswith(PREFIXES["ydr"]):
        publisher = free_iri(slug_of(publisher), known.__contains__)
        names.append(Known(origin.publisher, publisher, YD.PublicBody))
    reading = read(text, origin.issued, names)
    reading = reading._replace(sentences=people_found(reading.sentences))
    days = [t for each in reading.sentences for t in each.times if t.is_day and t.first == reading.issued]
    dateline = next((each[:2] for each in days if each.stated), days[0][:2] if days else None)
    graphing = Graphing(source, known.__contains__, dateline)
    first = source.sentences[0] if source.sentences else (0, 0)
    called = origin.title or source.words(*first)[:200].strip()
    document_kind = YD.PressRelease if _RELEASE.search(called) else YD.Document
    facts: list[Fact] = [
        (RDF.type, document_kind),
        (RDF.type, YD.Document),
        (RDFS.label, english(called)),
        (DCTERMS.title, english(called)),
        (DCTERMS.issued, day_term(origin.issued)),
        (DCTERMS.source, origin.address or None),
        (DCTERMS.publisher, publisher or None),
        (YD.textDigest, Literal(sha256(text.encode()).hexdigest())),
        (YD.textLength, Literal(len(text))),
    ]
    graphing.add(document, facts)
    if publisher != origin.publisher:  # a new body, for which the document itself is the evidence
        graphing.thing(publisher, YD.PublicBody, origin.publisher, [(PROV.wasDerivedFrom, graphing.passage(*first))])
    # Where the title stands; none where the text begins with a sentence.
    at = text.find(called) if called else -1
    begins = not origin.title and called.endswith((".", "。"))
    title = (at, at + len(called)) if at >= 0 and not begins else None
    for start, end in source.sentences:
        graphing.passage(start, end)
    answers = _take(graphing, reading, known, origin, title, ask)
    counts = _remainder(graphing, reading, title)
    triples = with_labels(graphing.triples, known)
    return Drafted(tuple(sorted(triples, key=str)), document, len(graphing.keys), counts, answers)


def _known_names(known: Graph) -> list[Known]:
    """List the names that a text may have of things: metrics, topics, stages and posts of the collection are none."""

    @cache
    def class_of(iri: str) -> str:
        types = known.types(iri)
        concept = YD.Metric in types or not is_entity(known, iri)
        return "" if concept else shipped_schema().sharpest(types) or ""

    named = (name for name in names_of(known) if len(name.text) >= _SHORTEST and class_of(name.iri))
    return [Known(name.text, name.iri, class_of(name.iri)) for name in named]


def _take(  # noqa: PLR0917 - what a draft is made of, in its order
    graphing: Graphing,
    reading: ReadText,
    known: Graph,
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
    held: dict[Sentence, list[Post]] = {}
    for sentence in sentences_:
        found = posts(sentence)
        holders = (full.get(reading.text[slice(*each.person)], each.person) for each in found)
        named = (post._replace(person=person) for post, person in zip(found, holders, strict=True))
        held[sentence] = [*named, *parts(sentence, found)]
    stated = [post for found in held.values() for post in found]
    people = {reading.text[slice(*each.person)] for each in stated}
    bodies = {reading.text[slice(*each.of)] for each in stated if each.of and each.rule != PART}
    things = Things(graphing, reading, people, bodies)
    records = Records(graphing, things, Definitions(graphing, known), origin.issued)
    things.mentioned(title)
    answers: Counter[str] = Counter()
    for sentence in sentences_:
        records.write(sentence, held[sentence])
        if ask:
            printed = graphing.source.words(sentence.start, sentence.end)
            kept = check_suggestions(sentence, printed, ask(printed), origin.issued)
            answers += kept.refused + records.write_suggested(sentence, kept)
    return answers


def _remainder(graphing: Graphing, reading: ReadText, title: Span | None) -> Counts:
    """List the numbers, times, capitalised runs and posts that no proposal has and no rule ignores, and count all."""
    taken = Spans(graphing.spans)
    aside = Spans([*reading.ignored, *([title] if title else [])])
    proposed = ignored = unread = 0
    seen = Spans()
    for span, what in sorted(_items(reading)):
        if seen.holds(span):
            continue
        if taken.holds(span) or (what == "post" and taken.touches(span)):
            proposed += 1
        elif aside.touches(span) or what in {"common", "stretch"}:
            ignored += 1
        else:
            unread += 1
            seen.add(span)
            if graphing.source.sentence(*span)[:2] in graphing.sentences:
                notes = ((SKOS.note, note) for note in in_both(_NOTES[what]))
                graphing.add(graphing.passage(*span), [(RDF.type, YD.Unread), *notes])
    return Counts(proposed, ignored, unread)


def _items(reading: ReadText) -> set[tuple[Span, str]]:
    """Gather what has to be somewhere."""
    found = set()
    for date in reading.times:
        # One without a day of its own, or that of issue, is none that a proposal needs.
        loose = not (date.first or date.last) or (date.is_day and date.first == reading.issued)
        found.add(((date.start, date.end), "stretch" if loose else "time"))
    within = Spans([(each.start, each.end) for each in reading.times])
    unknown = {
        (each.numeral.start, each.numeral.end)
        for sentence in reading.sentences
        for each in sentence.quantities
        if each.unknown
    }
    for each in numerals(reading.text):
        span = (each.start, each.end)
        if not within.holds(span):
            found.add((span, "unit" if span in unknown else "number"))
    names = [(each.start, each.end) for sentence in reading.sentences for each in sentence.mentions]
    found |= {(span, "name") for span in names}
    named = Spans(names)
    for match in _CAPITAL.finditer(reading.text):
        if not named.touches(match.span()) and not within.touches(match.span()):
            # What the rules for names left out stands where a capital letter says nothing, or is a plain word.
            found.add((match.span(), "common" if " " not in match.group() else "name"))
    posts = [
        match.span()
        for match in ROLE.finditer(reading.text)
        if match.group("head").lower() not in PLAIN
        and not _NO_TITLE.search(reading.text[max(0, match.start() - 8) : match.start()])
    ]
    for pattern in (BEFORE_NAME_ZH, BEHIND_NAME_ZH) if is_chinese(reading.text) else ():
        posts += [match.span("posts") for match in pattern.finditer(reading.text)]
    return found | {(span, "post") for span in posts if not named.touches(span)}
