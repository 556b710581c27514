"""What one version says where another says something else: facts with what they are about and how they pair."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal as Value

from ydkg.graph.graph import identifier
from ydkg.graph.schema import is_record, term_label
from ydkg.language.text import IN_LANGUAGE, translatable
from ydkg.telling.comparisons import Comparison
from ydkg.telling.figures import Figure
from ydkg.telling.milestones import Claim, Milestone
from ydkg.telling.naming import iri_of
from ydkg.telling.record import Record, say_record, tell_record
from ydkg.telling.relations import Relation, tell_edge
from ydkg.telling.sources import after_title, in_characters
from ydkg.telling.text import COLON, NOTHING, SEMICOLON, Text, joined, say, without_name
from ydkg.telling.thing import tell_value
from ydkg.vocab import PROV, RDF, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from ydkg.telling.reading import Reading
    from ydkg.telling.sources import Evidence

Key: TypeAlias = tuple[str, ...]

#: Kind of record -> what says of which matter it speaks: where each version has one of a matter, the two are paired.
_MATTER: dict[type[Record], tuple[str, ...]] = {
    Figure: ("about", "metric", "period", "edition"),
    Comparison: ("about", "metric"),
    Milestone: ("about", "stage"),
    Claim: ("about", "scope"),
    Relation: ("predicate", "subject", "object"),
}


@dataclass(frozen=True, kw_only=True)
class VersionFact:
    """A fact of one version."""

    about: str  # IRI of the thing
    key: Key  # what it is, whatever it says: facts of two versions with one key are one fact
    heading: Text = NOTHING  # what it says something of, such as a metric
    says: Text  # what stands beside what the other version says
    whole: Text = NOTHING  # all of it in a sentence, where the other version has nothing
    matter: Key = ()  # of what a record speaks
    core: Text = NOTHING  # what it says without the day as of which it holds
    detail: bool = False  # whether it is a part of a record, whose sentence may tell it
    stated: bool = False  # whether it is a record or joins two things
    at: int = 0  # of a source, where its last words stand in the text


def facts_of(reading: Reading, subjects: Iterable[str], differing: Iterable[Triple]) -> dict[Key, VersionFact]:
    """Tell what a version says where another differs: of some subjects, and by the triples that only it has."""
    graph, facts = reading.table, list[VersionFact]()
    for subject in sorted(subjects):
        if record := tell_record(reading, subject) if is_record(graph, subject) else None:
            facts.append(_record_fact(reading, subject, record))
            source = say(translatable("source of “{fact}”"), fact=record.sentence)
            says = _written(record.evidence)
            at = max((each.start or 0 for place in record.evidence.places for each in place.passages), default=0)
            facts.append(VersionFact(about=facts[-1].about, key=(subject, SOURCE), heading=source, says=says, at=at))
    for triple in differing:
        kinds = graph.types(identifier(triple.subject))
        if {RDF.Statement, YD.Passage}.isdisjoint(kinds) and triple.predicate.value not in _EVIDENCE:
            facts.append(_value_fact(reading, triple))
    often = Counter(fact.key for fact in facts)
    # Several values of one property are facts of their own.
    facts = [fact if often[fact.key] == 1 else replace(fact, key=(*fact.key, *fact.says)) for fact in facts]
    return {fact.key: fact for fact in facts}


#: What the key of a fact's source ends with.
SOURCE = "source"
_EVIDENCE = frozenset((PROV.wasDerivedFrom, YD.mentionedIn))


def _record_fact(reading: Reading, subject: str, record: Record) -> VersionFact:
    heading, day = NOTHING, getattr(record, "as_of", NOTHING)
    # What its parts make, which its label need not follow, in English with the day as of which it holds.
    says = record.sentence if isinstance(record, Comparison) else say_record(reading, subject) or record.sentence
    if day:
        says = Text(f"{says.en}, {day.en}", says.zh)
    if isinstance(record, Milestone | Claim):
        says = without_name(says)
    core = Text(says.en.replace(f", {day.en}", ""), says.zh.replace(f"（{day.zh}）", ""))
    if isinstance(record, Figure):
        heading = reading.naming.short(iri_of(record.metric)) if record.metric else NOTHING
        core, when = joined([record.value, record.status]), joined([record.when, record.status])
        says = Text(f"{record.value.en} ({when.en})", f"{record.value.zh}（{when.zh}）") if when else record.value
    matter = (type(record).__name__, *(getattr(record, name) for name in _MATTER[type(record)]))
    about = _thing_of(reading, subject)
    return VersionFact(
        about=about,
        key=(subject,),
        heading=heading,
        says=says,
        whole=record.sentence,
        matter=matter,
        core=core,
        stated=True,
    )


def _written(evidence: Evidence) -> Text:
    """Say where a record is written: by characters alone where one document has it all."""
    parts = []
    for work, ranges, _ in evidence.works:
        characters = in_characters(ranges)
        whole = joined([work.title, after_title(work, characters)])
        parts.append(characters if characters and len(evidence.works) == 1 else whole)
    return joined(parts, SEMICOLON)


def _thing_of(reading: Reading, subject: str) -> str:
    """Find the thing that a record is about; the subject itself where it is a thing."""
    if drawn := reading.naming.schema.edge_shape(reading.table.types(subject)):
        return reading.table.iri(subject, drawn[1].source) or subject
    owner = next(iter(reading.entities.owners(subject)), "")
    return owner or reading.table.iri(subject, YD.about) or subject


def _value_fact(reading: Reading, triple: Triple) -> VersionFact:
    """Tell a triple of a thing, or a detail of a record."""
    subject, predicate, term = identifier(triple.subject), triple.predicate.value, triple.object
    about, detail = _thing_of(reading, subject), is_record(reading.table, subject)
    if reading.naming.schema.joins(predicate, term, reading.entities):
        says = tell_edge(reading, subject, predicate, identifier(term))
        key = (subject, predicate, identifier(term))
        return VersionFact(about=about, key=key, says=says, whole=says, detail=detail, stated=True)
    heading, tag = reading.naming.property(predicate), getattr(term, "language", "") or ""
    says = tell_value(reading, subject, NOTHING, predicate, term).text
    if predicate == RDF.type:
        tag = identifier(term)
        heading, says = say(translatable("kind")), Text(term_label(tag), term_label(tag, "zh-hans"))
    if predicate == RDFS.label:
        heading = say(translatable("name"))
    if isinstance(term, Value) and tag in IN_LANGUAGE:
        tagged = say(IN_LANGUAGE[tag])
        heading = Text(f"{heading.en} {tagged.en}", f"{heading.zh}（{tagged.zh}）")
    whole = joined([heading, says], COLON)
    return VersionFact(
        about=about, key=(subject, predicate, tag), heading=heading, says=says, whole=whole, detail=detail
    )
