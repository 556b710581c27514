"""What a page says in its language: names, words, and every fact as a sentence whose names are links."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from ydkg.graph.names import label
from ydkg.graph.schema import shipped_schema, term_label
from ydkg.graph.table import StoreTable
from ydkg.server.thing.book import slug_of
from ydkg.vocab import ORG, PREFIXES, RDF, SKOS, XSD, YD, compact, expand, ydr
from ydkg.words.chinese import chinese, term_zh
from ydkg.words.days import day
from ydkg.words.grammar import capitalized
from ydkg.words.group import HEADINGS, SAID
from ydkg.words.language import Language
from ydkg.words.relation import phrase, plural_verb, sentence
from ydkg.words.units import unit_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.server.thing.book import Book, Record
    from ydkg.words.relation import Phrase

_CHINESE = re.compile(r"[\u3400-\u9fff]")
# What an IRI is, by its class, or a concept by its scheme.
_KINDS = {
    RDF.Statement: ("statement", "陈述"),
    SKOS.Concept: ("concept", "概念"),
    ydr("stages"): ("stage", "阶段"),
    ydr("participant-roles"): ("part taken in an event", "参与角色"),
    ydr("technology-fields"): ("field of technology", "技术领域"),
}
_TRUTH = {"true": ("yes", "是"), "false": ("no", "否")}
#: What a statement is made of.
PARTS = (RDF.subject, RDF.predicate, RDF.object)


class Part(NamedTuple):
    """A part of a sentence: its words, what they lead to (an IRI, or empty), and their language where it is another."""

    text: str
    iri: str = ""
    lang: str = ""


class Telling:
    """Tell what a book holds, in one language.

    Parameters
    ----------
    book : Book
        What there is to tell.
    lang : str
        ``"en"`` or ``"zh"``.
    """

    def __init__(self, book: Book, lang: str) -> None:
        self.book = book
        self.lang = lang
        self.zh = lang == "zh"

    def say(self, en: str, zh: str) -> str:
        """Choose the words of the page's language."""
        return zh if self.zh else en

    def part(self, text: str, iri: str = "") -> Part:
        """Make a part of a sentence, and say its language where it is not the page's."""
        return Part(text, iri, self.tongue(text))

    def tongue(self, text: str) -> str:
        """Name the language of a text if it is not the page's; empty where it is."""
        if self.zh:
            return "en" if re.search("[A-Za-z]{3}", text) and not _CHINESE.search(text) else ""
        return "zh-Hans" if _CHINESE.search(text) else ""

    def term(self, words: str | None) -> str:
        """Give the atlas's English words in the page's language, where their Chinese is known."""
        if not words or not self.zh:
            return words or ""
        return self.book.words.get(words) or self.book.kinds.get(words, [""])[0] or chinese(words) or words

    def name(self, iri: str) -> str:
        """Give what a thing or term is called, in English where it has no name in the page's language."""
        known = self.book.things.get(slug_of(iri))
        if known:
            return str((self.zh and known.get("zh")) or known["label"])
        own = label(StoreTable(self.book.store), iri, self.lang)
        if own:
            return term_zh(iri, own) if self.zh else own
        if compact(iri).startswith("unit:"):
            return unit_name(iri, Language.of("zh" if self.zh else "en"))
        if iri.startswith(PREFIXES["ydr"]):
            return self.place_name(iri) or slug_of(iri)
        named = compact(iri)
        if named.startswith("<"):
            return iri.split("://", 1)[-1]
        said = term_label(iri, self.lang)
        return self.say(*_KINDS.get(iri, (said, said)))

    def place_name(self, iri: str) -> str:
        """Name a passage by its characters; empty for what is none."""
        start, end = self.book.one(iri, YD.start), self.book.one(iri, YD.end)
        return self.say(f"characters {start}–{end}", f"第{start}–{end}字符") if start and end else ""

    def day(self, iso: str) -> str:
        """Write a day as people read it."""
        return day(iso, Language.of("zh" if self.zh else "en"))

    def kind(self, iri: str) -> tuple[str, str]:
        """Say what a thing is, in the page's language and in the other one."""
        known = self.book.things.get(slug_of(iri))
        if known:
            both = known["kind"], self.book.kinds[known["kind"]][0]
        else:
            found = [each for each in shipped_schema().kinds(self.book.types(iri)) if each != SKOS.Concept] or [
                SKOS.Concept
            ]
            scheme = self.book.one(iri, SKOS.inScheme) if found[0] == SKOS.Concept else ""
            both = (
                _KINDS.get(scheme or found[0])
                or _KINDS.get(found[0])
                or (
                    term_label(found[0]),
                    term_label(found[0], "zh"),
                )
            )
        return both[::-1] if self.zh else both

    def heading(self, predicate: str) -> str:
        """Call a property by its label, as a heading over values."""
        return capitalized(self.property(predicate))

    def property(self, predicate: str) -> str:
        """Call a property by its label."""
        known = HEADINGS.get(predicate)
        return self.say(*known) if known else term_label(predicate, self.lang)

    def phrase(self, predicate: str, subject: str) -> Phrase:
        """Give a relation's words, with the verb that its subject takes."""
        known = self.book.things.get(slug_of(subject), {})
        words = phrase(predicate, self.property(predicate), self.lang, known.get("family", ""))
        return words._replace(verb=plural_verb(words)) if known.get("many") and not self.zh else words

    def linked(self, text: str, things: Iterable[str]) -> list[Part]:
        """Cut a sentence where it names some things, so that their names can lead to them; IRIs in any order."""
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

    def relation(self, relation: Record) -> list[Part]:
        """Say a relation of the atlas as a sentence."""
        start, end = ydr(relation["from"]), ydr(relation["to"])
        predicate = expand(relation["predicate"]) or ""
        if relation.get("sentence") and predicate != ORG.Membership and not self.zh:
            return self.linked(relation["sentence"], (start, end))
        return self._related(start, predicate, end, self.term(relation.get("role")))

    def _related(self, start: str, predicate: str, end: str, role: str = "") -> list[Part]:
        verb = self.phrase(predicate, start).verb
        said = sentence(verb, self.name(start), self.name(end), role=role, lang=self.lang)
        return self.linked(said, (start, end))

    def figure(self, figure: Record) -> list[Part]:
        """Say a figure as a sentence."""
        about, metric = ydr(figure["about"]), ydr(figure["metric"])
        if not self.zh:
            return self.linked(figure["label"], (about,))
        when = self.term(figure.get("period") or figure.get("edition"))
        measured = f"{self.name(metric)}（{when}）" if when else f"{self.name(metric)} "
        said = f"{self.name(about)}：{measured}{self.value(figure)}"
        return self.linked(said, (about, metric))

    def value(self, figure: Record) -> str:
        """Write a figure's value with its bound and unit."""
        return str((self.zh and figure.get("zh")) or figure["text"])

    def milestone(self, milestone: Record) -> list[Part]:
        """Say a milestone as a sentence."""
        about = ydr(milestone["about"])
        name = self.name(about)
        if self.zh:
            return self.linked(f"{name}：{milestone['zh']}", (about,))
        return self.linked(f"{capitalized(name)}: {milestone['says']}", (about,))

    def labelled(self, record: Record, things: Iterable[str] = ()) -> list[Part]:
        """Say a comparison or a first claim in the words that the graph has for it."""
        return self.linked(str((self.zh and record.get("zh")) or record["label"]), things)

    def claimed(self, claim: Record) -> list[Part]:
        """Say of what a first claim is made, and what it claims."""
        about, (first, *others) = ydr(claim["about"]), self.labelled(claim)
        name = self.name(about) if self.zh else capitalized(self.name(about))
        claims = first._replace(text=first.text[:1].lower() + first.text[1:])
        return [self.part(name, about), Part(self.say(": ", "：")), claims, *others]

    def tell(self, iri: str) -> list[Part]:
        """Say in a sentence, or by name, what an IRI of the graph stands for."""
        slug, book = slug_of(iri), self.book
        if slug in book.relation_of:
            return self.relation(book.relation_of[slug])
        if slug in book.observations:
            return self.figure(book.observations[slug])
        if slug in book.milestones:
            return self.milestone(book.milestones[slug])
        if slug in book.comparisons:
            return self.labelled(book.comparisons[slug])
        if slug in book.claims:
            return self.claimed(book.claims[slug])
        return self.statement(iri) if RDF.Statement in book.types(iri) else [self.part(self.name(iri), iri)]

    def statement(self, iri: str) -> list[Part]:
        """Say a statement as a sentence: a relation of two things, or a value of one."""
        terms = self.terms(iri)
        if not all(each in terms for each in PARTS):
            return [self.part(slug_of(iri), iri)]
        subject, predicate, value = (terms[each] for each in PARTS)
        start, property_ = str(subject.value), str(predicate.value)
        if isinstance(value, NamedNode) and value.value.startswith(PREFIXES["ydr"]):
            return self._related(start, property_, value.value)
        name, heading = self.name(start), self.property(property_)
        before = self.linked(f"{name}：{heading} " if self.zh else f"{capitalized(name)}: {heading} ", (start,))
        return [*before, self.valued(property_, value)]

    def terms(self, statement: str) -> dict[str, NamedNode | Literal]:
        """Give the subject, predicate and object of a statement, by property."""
        return {
            quad.predicate.value: quad.object
            for quad in self.book.about(statement)
            if quad.predicate.value in PARTS and isinstance(quad.object, NamedNode | Literal)
        }

    def valued(self, predicate: str, value: NamedNode | Literal) -> Part:
        """Put a value into words: text as it is, truths as yes and no, days as people read them, things by name."""
        if isinstance(value, NamedNode):
            return self.part(self.name(value.value), value.value)
        flag = SAID.get((predicate, value.value)) or _TRUTH.get(value.value)
        if flag:
            return Part(self.say(*flag))
        if value.datatype.value == XSD.date:
            return Part(self.day(value.value))
        if value.datatype.value in {XSD.decimal, XSD.integer}:
            return Part(f"{Decimal(value.value):,}")
        if value.value.startswith("https://") and " " not in value.value:
            return Part(value.value.removeprefix("https://"), value.value)
        return self.part((self.zh and chinese(value.value)) or value.value)
