"""What a page tells of each thing beside its relations: values, figures, comparisons, milestones, first claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from pyoxigraph import Literal

from ydkg.network.index import identifier, iris, text
from ydkg.prose.chinese import chinese
from ydkg.prose.quantity import change, change_zh, quantity, quantity_zh, unit
from ydkg.prose.stage import reached, reached_zh
from ydkg.vocab import DCTERMS, FOAF, OWL, PROV, QUDT, RDF, RDFS, SKOS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.explorer.sources import Sources
    from ydkg.network.evidence import EvidenceIndex
    from ydkg.network.index import Index, Term
    from ydkg.network.schema import Schema

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
    """One value of a thing: the property's label, the value in words, a public address, sources, confidence."""

    label: str
    text: str
    link: str
    sources: list[int]
    confidence: str


class Reader:
    """Read records and values of a graph into words.

    Parameters
    ----------
    index : Index
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
        index: Index,
        schema: Schema,
        evidence: EvidenceIndex,
        sources: Sources,
        entities: Mapping[str, object],
    ) -> None:
        self._index = index
        self._schema = schema
        self._evidence = evidence
        self._sources = sources
        self._entities = entities
        #: English words that were given -> Chinese ones, where they are known.
        self.words: dict[str, str] = {}

    def word(self, iri: str) -> str:
        """Give the label of a term in English, and remember the Chinese one."""
        return self.remember(self.name(iri), text(self._index, iri, RDFS.label, "zh-hans") or self._term_zh(iri))

    def remember(self, words: str, known: str | None = None) -> str:
        """Remember the Chinese for some English words, and give the English ones."""
        translated = known or chinese(words)
        if translated and translated != words:
            self.words[words] = translated
        return words

    def _term_zh(self, iri: str) -> str | None:
        """Give the ontology's Chinese label."""
        return text(self._schema.terms, iri, RDFS.label, "zh-hans")

    def name(self, iri: str, language: str = "en") -> str:
        """Give the label of a thing or term, else its prefixed name without ours."""
        own = text(self._index, iri, RDFS.label, language)
        return own or text(self._schema.terms, iri, RDFS.label, language) or slug(iri)

    def note(self, entity: str, predicate: str) -> str:
        """Give a definition or note of a thing in English; empty where there is none."""
        return text(self._index, entity, predicate) or ""

    def values(self, entity: str) -> list[Value]:
        """List the plain values of a thing with their sources, by property."""
        found: list[Value] = []
        for predicate, terms in self._index[entity].items():
            if predicate in _SKIPPED:
                continue
            found.extend(
                self._value(entity, predicate, term) for term in terms if identifier(term) not in self._entities
            )
        return found

    def _value(self, entity: str, predicate: str, term: Term) -> Value:
        """Put one value into words."""
        label = self._schema.label(predicate) or compact(predicate)
        heading = label[:1].upper() + label[1:]
        self.remember(heading, self._schema.label(predicate, "zh-hans"))
        value: Value = {"label": heading, "text": self._words(term), "sources": []}
        iri = identifier(term)
        if (
            not isinstance(term, Literal)
            and iri.startswith(("https://", "http://"))
            and not compact(iri).startswith("yd")
        ):
            value["link"] = iri
        evidence = self._evidence.get((entity, predicate, str(term)))
        if evidence:
            value["sources"] = self._sources.numbers(evidence.sources)
        if evidence and evidence.confidence:
            value["confidence"] = self.word(evidence.confidence)
        return value

    def _words(self, term: Term) -> str:
        """Put a term into words: text as it is, booleans as yes and no, IRIs by name."""
        if isinstance(term, Literal):
            return self.remember({"true": "yes", "false": "no"}.get(term.value, term.value))
        iri = identifier(term)
        if compact(iri).startswith("unit:"):
            return unit(iri) or "number"
        return iri.split("://", 1)[-1] if compact(iri).startswith("<") else self.word(iri)

    def one(self, subject: str, predicate: str) -> str | None:
        """Give the first IRI, or else the first text, that a subject has for a predicate."""
        return next(iter(iris(self._index, subject, predicate)), None) or text(self._index, subject, predicate)

    def record_sources(self, record: str) -> list[int]:
        """Give the numbers of a record's sources."""
        return self._sources.numbers(iris(self._index, record, PROV.wasDerivedFrom))

    def observation(self, record: str) -> dict[str, object]:
        """Put a figure into words and a number: value with bound and unit, period, status, edition, date."""
        value = text(self._index, record, YD.value) or ""
        unit_iri, bound = self.one(record, QUDT.hasUnit), self.one(record, YD.bound)
        numerator, denominator = (text(self._index, record, each) for each in (YD.numerator, YD.denominator))
        shown, chinese_shown = quantity(value, unit_iri, bound), quantity_zh(value, unit_iri, bound)
        if numerator and denominator:
            shown = f"{quantity(numerator, None, bound)} in {denominator}"
            chinese_shown = f"{quantity_zh(numerator, None, bound)}/{denominator}"
        found: dict[str, object] = {
            "label": self.name(record),
            "metric": slug(self.one(record, YD.metric) or ""),
            "about": slug(self.one(record, YD.about) or ""),
            "text": shown,
            "value": float(value) if value else None,
            "unit": compact(unit_iri) if unit_iri else "",
            "sources": self.record_sources(record),
        }
        if chinese_shown != shown:
            found["zh"] = chinese_shown
        if bound and bound != YD.Exactly:
            found["bound"] = slug(bound)
        for key, predicate in (("status", YD.valueStatus), ("period", YD.period), ("edition", YD.inEdition)):
            if iri := self.one(record, predicate):
                found[key] = self.word(iri)
        if as_of := text(self._index, record, YD.asOf):
            found["asOf"] = as_of
        return found

    def comparison(self, record: str) -> dict[str, object]:
        """Put a comparison into words: which figures, the stated change, the stated outcome."""
        found: dict[str, object] = {"label": self.name(record), "sources": self.record_sources(record)}
        for key, predicate in (("current", YD.current), ("baseline", YD.baseline), ("target", YD.target)):
            if iri := self.one(record, predicate):
                found[key] = slug(iri)
        against = [self.word(iri) for each in (YD.baselineAbout, YD.baselinePeriod) if (iri := self.one(record, each))]
        if against:
            found["against"] = against
        if stated := text(self._index, record, YD.statedChange):
            unit_iri, bound = self.one(record, QUDT.hasUnit), self.one(record, YD.bound)
            found["change"] = change(stated, unit_iri, bound)
            if (shown := change_zh(stated, unit_iri, bound)) != found["change"]:
                found["changeZh"] = shown
        if outcome := self.one(record, YD.statedOutcome):
            found["outcome"] = slug(outcome)
            found["outcomeText"] = self.word(outcome)
        return found

    def milestone(self, record: str) -> dict[str, object]:
        """Say of a milestone what is planned, under way or done, as of when, and the day or the last day."""
        modality, stage = self.one(record, YD.modality) or "", self.one(record, YD.stage) or ""
        on, until, as_of = (text(self._index, record, each) or "" for each in (YD.on, YD.notAfter, YD.asOf))
        label = self.name(stage)
        found: dict[str, object] = {
            "about": slug(self.one(record, YD.about) or ""),
            "modality": slug(modality),
            "says": reached(stage, label, modality, on=on, until=until, as_of=as_of),
            "zh": reached_zh(stage, label, modality, on=on, until=until, as_of=as_of),
            "sources": self.record_sources(record),
        }
        self.word(modality)
        return found | {key: day for key, day in (("on", on), ("notAfter", until), ("asOf", as_of)) if day}

    def claim(self, record: str) -> dict[str, object]:
        """Put a first claim into words: what it is the first of, where, since when."""
        found: dict[str, object] = {
            "label": self.name(record),
            "about": slug(self.one(record, YD.about) or ""),
            "of": text(self._index, record, YD.claimedClass) or "",
            "sources": self.record_sources(record),
        }
        for key, predicate in (("scope", YD.scope), ("since", YD.since)):
            if iri := self.one(record, predicate):
                found[key] = self.word(iri)
        return found


def slug(iri: str) -> str:
    """Shorten an IRI to what a page calls it: a slug of ours, a local name of the ontology, else the IRI itself."""
    name = compact(iri) if iri else ""
    return name.split(":", 1)[1] if name.startswith(("ydr:", "yd:")) else iri
