"""What a page says in its language: names, words, and every fact as a sentence whose names are links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.sources import text_of
from ydkg.language.text import translatable
from ydkg.page import tongue
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.record import tell_fact, tell_statement
from ydkg.telling.relations import BilingualPhrase, Relation, tell_phrase
from ydkg.telling.text import NOTHING, Text, joined, say
from ydkg.vocab import RDF, RDFS, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.server.thing.served import ServedGraph
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
