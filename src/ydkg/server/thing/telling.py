"""What pages tell of the served graph, in their language: names, words, every fact as a sentence with links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import NamedNode

from ydkg.collection import COMPUTED, graph_iri
from ydkg.graph.graph import Graph
from ydkg.graph.names import number_order
from ydkg.graph.sources import text_of
from ydkg.graph.store import with_description
from ydkg.graph.values import in_language
from ydkg.language.grammar import capitalized
from ydkg.language.text import translatable
from ydkg.page import tongue
from ydkg.telling.milestones import Milestone
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact, tell_record, tell_statement
from ydkg.telling.relations import BilingualPhrase, Relation, tell_phrase
from ydkg.telling.sources import NOWHERE, Evidence
from ydkg.telling.text import NOTHING, Text, joined, say
from ydkg.telling.thing import SKIPPED, tell_value
from ydkg.vocab import PROV, RDF, RDFS, SKOS, UNIT, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.graph.graph import Term
    from ydkg.server.directory import Directory
    from ydkg.server.lookup import Lookup
    from ydkg.server.site import Site
    from ydkg.telling.record import Record
    from ydkg.telling.sources import Passage

# What an IRI is, by its class, or a concept by its scheme.
_KINDS = {
    RDF.Statement: translatable("statement"),
    SKOS.Concept: translatable("concept"),
    ydr("stages"): translatable("stage"),
    ydr("participant-roles"): translatable("part taken in an event"),
}


class Part(NamedTuple):
    """A part of a sentence: its words, what they lead to (an IRI, or empty), and their language where it is another."""

    text: str
    iri: str = ""
    lang: str = ""


class ServedGraph:
    """Everything that pages tell of a graph."""

    def __init__(self, site: Site, lookup: Lookup, directory: Directory, *, apart: bool = False) -> None:
        self.lookup = lookup
        self.directory = directory
        self.sources = site.sources
        self.apart = apart
        #: All that the served graph has, each triple once.
        self.table = site.whole if apart else site.table
        #: What documents and registers state, and what follows, by the name of the graph that has it.
        self.stated = self.table if apart else lookup.table
        self.following = {name: Graph(site.store, (NamedNode(graph_iri(name)),)) for name in COMPUTED}
        only_stated = not (apart or site.settings.inferred or site.settings.derived)
        #: The served graph, as it is read.
        self.reading = (
            lookup.reading if only_stated else reading_of(with_description(site.store, apart=apart), *site.sources)
        )
        self.reading.library.learn(directory.outlines)

    def record(self, iri: str) -> Record | None:
        """Tell a record; None for what is none that is told in a sentence."""
        if told := self.lookup.record(iri):
            return told
        return tell_record(self.reading, iri) if self.apart or self.only_in(iri) == "derived" else None

    def apart_by(self, iri: str) -> str:
        """Say on whose word a subject is told that no document or register states."""
        return whose_word(self.table, iri) if self.apart else ""

    def only_in(self, subject: str) -> str:
        """Say which graph of what follows has a subject that is not stated; ``inferred``, ``derived``, or empty."""
        if subject in self.stated:
            return ""
        return next((name for name, table in self.following.items() if subject in table), "")


def whose_word(table: Graph, iri: str) -> str:
    """Say on whose word a subject is told that no document or register states; a text of the catalogue."""
    if {YD.Judgement, PROV.Agent}.intersection(table.types(iri)):
        return translatable("By the editors’ judgement, not by a document.")
    return translatable("By a public page, not proven to the letter.")


async def served_graph(site: Site, *, apart: bool = False) -> ServedGraph:
    """Give what is told of a site's graph, arranged once for each state of the graph; what its pages read."""
    key, lookup, directory = ("served graph", apart), await site.lookup(), await site.directory()
    known = cast("ServedGraph | None", site.kept.get(key))
    if known is None or known.lookup is not lookup:
        known = site.kept[key] = ServedGraph(site, lookup, directory, apart=apart)
    return known


class Telling:
    """Tell the served graph, in one language."""

    def __init__(self, graph: ServedGraph, lang: str) -> None:
        self.graph = graph
        self.lang = lang

    def pick(self, text: Text) -> str:
        """Choose the page's language."""
        return text.pick(self.lang)

    def say(self, text: str, **values: Text | str) -> str:
        """Say a text of the catalogue."""
        return self.pick(say(text, **values))

    def quoted(self, passages: Sequence[Passage]) -> tuple[tuple[str, bool], ...]:
        """Cut the sentence around some passages of one sentence into runs of text, those of the passages marked."""
        source = text_of(self.graph.sources, iri_of(passages[0].work)) if passages else None
        if source is None:
            return ()
        spans = [source.sentence(passage.start, passage.end)[:2] for passage in passages]
        at, last = min(first for first, _ in spans), max(end for _, end in spans)
        runs = []
        for passage in passages:
            begin = max(at, passage.start)
            if passage.end > begin:
                runs += [(source.text[at:begin], False), (source.text[begin : passage.end], True)]
                at = passage.end
        runs.append((source.text[at:last], False))
        return tuple(run for run in runs if run[0])

    def part(self, text: str, iri: str = "") -> Part:
        """Make a part of a sentence, and say its language where it is not the page's."""
        return Part(text, iri, self.tongue(text))

    def tongue(self, text: str) -> str:
        """Name the language of a text if it is not the page's; empty where it is."""
        return tongue(text, self.lang)

    def name(self, iri: str) -> str:
        """Give what a thing or term is called in a sentence; in English where it has no name in the page's language."""
        entry, table = self.graph.directory.entries.get(slug(iri)), self.graph.table
        if entry:
            return self.pick(entry.thing.short or entry.thing.name)
        if record := self.graph.record(iri):
            return self.pick(record.sentence)
        if YD.Judgement in table.types(iri):
            return self.pick(tell_fact(self.graph.reading, iri) or NOTHING)
        if YD.Citation in table.types(iri):
            page, words = self.name(table.one(iri, YD.inDocument) or ""), table.text(iri, YD.fragment)
            return self.say(translatable("“{words}” ({document})"), words=words, document=page) if words else page
        if YD.Passage in table.types(iri):
            where = joined(place.where for place in self.graph.reading.library.evidence([iri]).places)
            whole = YD.Sentence in table.types(iri)
            return self.pick(where if whole else say(translatable("words in {place}"), place=where))
        unnamed = iri in _KINDS and not table.text(iri, RDFS.label)
        of_page = None if iri in table else self.graph.lookup.later.names.get(slug(iri))
        return self.pick(say(_KINDS[iri]) if unnamed else of_page or self.graph.reading.naming.name(iri))

    def kind(self, iri: str) -> tuple[str, str]:
        """Say what a thing is; in the page's language; and on an English page in Chinese, where that is known."""
        entry, table = self.graph.directory.entries.get(slug(iri)), self.graph.table
        if entry:
            return self.pick(entry.thing.kind), entry.thing.kind.zh if self.lang == "en" else ""
        classes = self.graph.reading.naming.schema.kinds(table.types(iri))
        kind = next((each for each in classes if each != SKOS.Concept), SKOS.Concept)
        scheme = table.one(iri, SKOS.inScheme) if kind == SKOS.Concept else None
        known = _KINDS.get(scheme or kind)
        text = say(known) if known else self.graph.reading.naming.name(scheme or kind)
        return self.pick(text), text.zh if self.lang == "en" and text.en != text.zh else ""

    def phrase(self, predicate: str, subject: str = "", object_: str = "") -> BilingualPhrase:
        """Give a relation's words."""
        return tell_phrase(self.graph.reading, predicate, subject, object_)

    def linked(self, text: str, things: Iterable[str]) -> list[Part]:
        """Cut a sentence where it names some things, so that their names can lead to them."""
        names = sorted(((self.name(iri), iri) for iri in dict.fromkeys(things)), key=lambda pair: -len(pair[0]))
        parts = [Part(text)]
        for name, iri in names:
            for place, part in enumerate(parts):
                at = -1 if part.iri or not name else part.text.lower().find(name.lower())
                if at >= 0:
                    before, words, after = part.text[:at], part.text[at : at + len(name)], part.text[at + len(name) :]
                    parts[place : place + 1] = [Part(before), Part(words, iri), Part(after)]
                    break
        return [self.part(part.text, part.iri) for part in parts if part.text]

    def sentence(self, record: Record) -> list[Part]:
        """Say a record in a sentence."""
        if isinstance(record, Relation):
            ends = [record.subject, record.object]
        else:
            ends = [record.about, getattr(record, "metric", "")]
        return self.linked(self.pick(record.sentence), (ydr(end) for end in ends if end))

    def tell(self, iri: str) -> list[Part]:
        """Say in a sentence, or by name, what an IRI of the graph stands for: a record, a statement, or a thing."""
        if record := self.graph.record(iri):
            return self.sentence(record)
        if RDF.Statement not in self.graph.table.types(iri):
            return [self.part(self.name(iri), iri)]
        told, ends = tell_statement(self.graph.reading, iri)
        # One that lacks a part is named only.
        return self.linked(self.pick(told), ends) if told else [self.part(slug(iri), iri)]


class PageFact(NamedTuple):
    """A fact in words."""

    words: list[Part]  # a sentence, or a value
    other: str = ""  # IRI of the thing that it leads to; empty of a value
    iri: str = ""  # of the record or statement; empty where the fact has none
    kind: str = ""  # of a milestone ``Done``, ``Underway`` or ``Planned``; of what only follows the graph that has it
    note: str = ""  # what the editors note
    confidence: str = ""  # how well a register supports it
    evidence: Evidence = NOWHERE  # where it is written
    basis: str = ""  # what it was read from where the words do not state it


class Heading(NamedTuple):
    """Facts under a heading; the number of all of them, where not all are told."""

    title: str
    facts: list[PageFact]
    total: int = 0


def values(telling: Telling, iri: str, skipped: frozenset[str] = SKIPPED) -> list[Heading]:
    """Tell the plain values of a subject, and the terms that it leads to, by property."""
    graph = telling.graph

    def told_here(term: Term) -> bool:
        return graph.apart or not (isinstance(term, NamedNode) and term.value in graph.lookup)

    return [
        Heading(capitalized(telling.pick(graph.reading.naming.property(predicate))), facts)
        for predicate, terms in graph.stated.properties(iri).items()
        if predicate not in skipped
        and (facts := values_of(telling, iri, predicate, filter(told_here, in_language(terms, telling.lang))))
    ]


def values_of(telling: Telling, iri: str, predicate: str, terms: Iterable[Term]) -> list[PageFact]:
    """Tell the values that a subject has for a property, with what the statement of each says of it."""
    graph, facts = telling.graph, []
    for term in terms:
        if getattr(term, "value", "") == UNIT.UNITLESS:
            continue
        value = tell_value(graph.reading, iri, NOTHING, predicate, term)
        link = term.value if isinstance(term, NamedNode) else ""
        told = graph.record(link) if link else None
        facts.append(
            PageFact(
                [telling.part(telling.pick(told.sentence if told else value.text), link or value.link)],
                iri=ydr(value.id) if value.id else "",
                note=telling.pick(value.note),
                confidence=telling.pick(value.confidence),
                evidence=value.evidence,
                basis=telling.pick(value.basis),
            )
        )
    return facts


def by_words(fact: PageFact) -> str:
    """Give what puts facts into an order that a reader can follow; its words, numbers among them by size."""
    return number_order("".join(part.text for part in fact.words))


def fact_of(telling: Telling, iri: str) -> PageFact:
    """Tell a record, a statement or a thing in a sentence with its own sources."""
    words, record = telling.tell(iri), telling.graph.record(iri)
    if any(part.iri == iri for part in words):
        return PageFact(words)
    kind = record.modality if isinstance(record, Milestone) else ""
    reading, sources = telling.graph.reading, telling.graph.table.iris(iri, PROV.wasDerivedFrom)
    said = (reading.text(iri, SKOS.note), reading.term(iri, YD.confidence), reading.term(iri, YD.basis))
    note, confidence, basis = map(telling.pick, said)
    return PageFact(words, "", iri, kind, note, confidence, reading.library.evidence(sources), basis)
