"""What a page tells of each thing beside its relations and records: its values, in words in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from pyoxigraph import Literal

from ydkg.graph.table import Table, Term, identifier
from ydkg.graph.values import in_language
from ydkg.vocab import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, YD, compact
from ydkg.words.chinese import chinese
from ydkg.words.grammar import capitalized
from ydkg.words.group import HEADINGS, SAID
from ydkg.words.language import CHINESE
from ydkg.words.units import unit_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.explorer.sources import Sources
    from ydkg.graph.schema import Schema
    from ydkg.network.evidence import EvidenceIndex

# Shown elsewhere on the page, or bookkeeping that tells a reader nothing.
_SKIPPED = frozenset(
    {
        DCTERMS.subject,
        FOAF.name,
        OWL.differentFrom,
        PROV.wasDerivedFrom,
        RDF.type,
        RDFS.label,
        SKOS.altLabel,
        SKOS.definition,
        SKOS.editorialNote,
        SKOS.hiddenLabel,
        SKOS.inScheme,
        YD.mentionedIn,
        YD.orderInDocument,
    }
)


class Value(TypedDict, total=False):
    """One value of a thing: the property's label, the value in words, a public address, sources, confidence.

    ``property`` and ``object`` are the two in Turtle, ``id`` ends the name of its statement and
    ``note`` is what that notes, where it has them.
    """

    label: str
    text: str
    link: str
    property: str
    object: str
    id: str
    note: str
    sources: list[int]
    confidence: str


class Reader:
    """Read records and values of a graph into words.

    Parameters
    ----------
    table : Table
        The graph.
    schema : Schema
        Where labels of terms come from.
    evidence : EvidenceIndex
        The statements of plain values.
    sources : Sources
        Numbers the sources that are asked for.
    entities : mapping of str to object
        IRIs of the things that are nodes.
    """

    def __init__(
        self,
        table: Table,
        schema: Schema,
        evidence: EvidenceIndex,
        sources: Sources,
        entities: Mapping[str, object],
    ) -> None:
        self._table = table
        self._schema = schema
        self._evidence = evidence
        self._sources = sources
        self._entities = entities
        #: English words that were given -> Chinese ones, where they are known.
        self.words: dict[str, str] = {}
        #: English words that stand for a term in a record -> its prefixed name, None where they stand for several.
        self.terms: dict[str, str | None] = {}

    def term(self, iri: str) -> str:
        """Give the label of a term in English, and remember the Chinese one and the term that it stands for."""
        words, name = self.word(iri), compact(iri)
        self.terms[words] = name if self.terms.get(words, name) == name else None
        return words

    def word(self, iri: str) -> str:
        """Give the label of a term in English, and remember the Chinese one."""
        return self.remember(self.name(iri), self._table.text(iri, RDFS.label, "zh-hans") or self._term_zh(iri))

    def remember(self, words: str, known: str | None = None) -> str:
        """Remember the Chinese for some English words, and give the English ones."""
        translated = known or chinese(words)
        if translated and translated != words:
            self.words[words] = translated
        return words

    def _term_zh(self, iri: str) -> str | None:
        """Give the ontology's Chinese label."""
        return self._schema.terms.text(iri, RDFS.label, "zh-hans")

    def name(self, iri: str, language: str = "en") -> str:
        """Give the label of a thing or term, else its prefixed name without ours."""
        own = self._table.text(iri, RDFS.label, language)
        return own or self._schema.terms.text(iri, RDFS.label, language) or slug(iri)

    def said(self, words: str) -> str:
        """Give the Chinese for English words that were given before, where it is known, else the words."""
        return self.words.get(words, words)

    def chinese_name(self, iri: str) -> str:
        """Give what a thing or term is called on a Chinese page."""
        known = self._table.text(iri, RDFS.label, "zh-hans") or self._term_zh(iri)
        return known or self.said(self.remember(self.name(iri)))

    def note(self, entity: str, predicate: str) -> str:
        """Give a definition or note in English, and remember the Chinese one; empty where there is none."""
        return self.remember(self.text(entity, predicate), self.text(entity, predicate, "zh-hans"))

    def values(self, entity: str) -> list[Value]:
        """List the plain values of a thing with their sources, by property."""
        found: list[Value] = []
        for predicate, terms in self._table.of(entity).items():
            if predicate in _SKIPPED:
                continue
            found.extend(
                self._value(entity, predicate, term)
                for term in in_language(terms, "en")
                if identifier(term) not in self._entities
            )
        return found

    def _value(self, entity: str, predicate: str, term: Term) -> Value:
        """Put one value into words."""
        label, label_zh = HEADINGS.get(predicate) or (
            self._schema.label(predicate) or compact(predicate),
            self._schema.label(predicate, "zh-hans"),
        )
        heading = capitalized(label)
        self.remember(heading, label_zh)
        value: Value = {"label": heading, "text": self._words(predicate, term), "sources": []}
        value["property"], value["object"] = compact(predicate), turtle(term)
        address = term.value if isinstance(term, Literal) else identifier(term)
        if address.startswith(("https://", "http://")) and " " not in address and not compact(address).startswith("yd"):
            value["link"] = address
        evidence = self._evidence.get((entity, predicate, str(term)))
        if evidence:
            value["sources"] = self._sources.numbers(evidence.sources)
            value["id"] = slug(evidence.statement).removeprefix("statement-")
            for other, _ in self._table.to(evidence.statement, YD.translationOf):
                self.remember(address, self._table.text(other, RDF.object, "zh-hans"))
            if note := self.note(evidence.statement, SKOS.note):
                value["note"] = note
        if evidence and evidence.confidence:
            value["confidence"] = self.term(evidence.confidence)
        return value

    def _words(self, predicate: str, term: Term) -> str:
        """Put a term into words: text as it is, what is said of sets in words, IRIs by name."""
        if isinstance(term, Literal):
            if (predicate, term.value) in SAID:
                return self.remember(*SAID[predicate, term.value])
            return self.remember({"true": "yes", "false": "no"}.get(term.value, term.value).removeprefix("https://"))
        iri = identifier(term)
        if compact(iri).startswith("unit:"):
            return self.remember(unit_name(iri), unit_name(iri, CHINESE))
        return iri.split("://", 1)[-1] if compact(iri).startswith("<") else self.word(iri)

    def text(self, subject: str, predicate: str, language: str = "en") -> str:
        """Give the text that a subject has for a predicate in a language; empty where there is none."""
        return self._table.text(subject, predicate, language) or ""

    def one(self, subject: str, predicate: str) -> str | None:
        """Give the first IRI, or else the first text, that a subject has for a predicate."""
        return next(iter(self._table.iris(subject, predicate)), None) or self._table.text(subject, predicate)

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Give all IRIs that a subject has for a predicate."""
        return self._table.iris(subject, predicate)

    def record_sources(self, record: str) -> list[int]:
        """Give the numbers of a record's sources."""
        return self._sources.numbers(self._table.iris(record, PROV.wasDerivedFrom))


def turtle(term: Term) -> str:
    """Write a term as Turtle with the project's prefixes."""
    if not isinstance(term, Literal):
        return compact(identifier(term))
    plain = term.language or compact(term.datatype.value) == "xsd:string"
    return str(term) if plain else f"{Literal(term.value)}^^{compact(term.datatype.value)}"


def slug(iri: str) -> str:
    """Shorten an IRI to what a page calls it: a slug of ours, a local name of the ontology, else the IRI itself."""
    name = compact(iri) if iri else ""
    return name.split(":", 1)[1] if name.startswith(("ydr:", "yd:")) else iri
