"""What one version says where another says something else: facts with what they are about and how they pair."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal as Value

from ydkg.graph.graph import identifier
from ydkg.graph.schema import is_record, shipped_schema, term_label
from ydkg.language.text import IN_LANGUAGE, translatable
from ydkg.telling.comparisons import Comparison
from ydkg.telling.figures import Figure
from ydkg.telling.milestones import Claim, Milestone
from ydkg.telling.naming import iri_of
from ydkg.telling.record import Record, tell_record
from ydkg.telling.relations import tell_edge
from ydkg.telling.sources import after_title, in_characters
from ydkg.telling.text import COLON, NOTHING, SEMICOLON, Text, joined, say
from ydkg.telling.thing import tell_value
from ydkg.vocab import PROV, RDF, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from ydkg.telling.reading import Reading
    from ydkg.telling.sources import Evidence

Key: TypeAlias = tuple[str, ...]

_PLACES = frozenset((PROV.wasDerivedFrom, YD.mentionedIn))
_SOURCE = "source"


class VersionFact(NamedTuple):
    """A fact of one version."""

    about: str  # IRI of the thing
    key: Key  # what it is, whatever it says: facts of two versions with one key are one fact
    heading: Text  # what it says something of, such as a metric; may be empty
    says: Text  # what stands beside what the other version says
    whole: Text  # all of it in a sentence, where the other version has nothing
    matter: tuple[str, ...] = ()  # what a record speaks of: one of each version is the same matter; may be empty
    core: Text = NOTHING  # what it says without the day as of which it holds
    detail: bool = False  # whether it is a part of a record, whose sentence may tell it


def facts_of(reading: Reading, subjects: Iterable[str], differing: Iterable[Triple]) -> Iterator[VersionFact]:
    """Tell what a version says where another differs."""
    plain = [triple for triple in differing if RDF.Statement not in reading.table.types(identifier(triple.subject))]
    for subject in sorted(subjects):
        record = tell_record(reading, subject) if is_record(reading.table, subject) else None
        if record:
            heading, says, matter = _sides(reading, record)
            about, core = _thing_of(reading, subject), says
            if isinstance(record, Figure):
                core = joined([record.value, record.status])
            elif day := getattr(record, "as_of", NOTHING):
                core = Text(says.en.replace(f", {day.en}", ""), says.zh.replace(f"（{day.zh}）", ""))
            yield VersionFact(about, (subject,), heading, says, record.sentence, matter, core)
            written = _written(record.evidence)
            source = say(translatable("source of “{fact}”"), fact=record.sentence)
            yield VersionFact(about, (subject, _SOURCE), source, written, NOTHING)
    values = [
        _value(reading, triple)
        for triple in plain
        if triple.predicate.value not in _PLACES and YD.Passage not in reading.table.types(identifier(triple.subject))
    ]
    often = Counter(fact.key for fact in values)
    # Several values of one property are facts of their own.
    yield from (fact if often[fact.key] == 1 else fact._replace(key=(*fact.key, *fact.says)) for fact in values)


def _written(evidence: Evidence) -> Text:
    """Say where a record is written: by characters alone where one document has it all."""
    parts = []
    for work, ranges, _ in evidence.works:
        characters = in_characters(ranges)
        whole = joined([work.title, after_title(work, characters)])
        parts.append(characters if characters and len(evidence.works) == 1 else whole)
    return joined(parts, SEMICOLON)


def _thing_of(reading: Reading, subject: str) -> str:
    """Find the thing that a record or a statement is about; the subject itself where it is a thing."""
    table, schema = reading.table, reading.naming.schema
    classes = table.types(subject)
    if RDF.Statement in classes:
        return table.one(subject, RDF.subject) or subject
    if YD.Comparison in classes:
        current = table.one(subject, YD.current)
        return _thing_of(reading, current) if current else subject
    if fold := schema.fold(classes):
        return table.iri(subject, fold[1]) or subject
    if drawn := schema.edge_shape(classes):
        return table.iri(subject, drawn[1].source) or subject
    return subject


def _sides(reading: Reading, record: Record) -> tuple[Text, Text, tuple[str, ...]]:
    """Give what a record says something of, what it says, and its matter."""
    if isinstance(record, Figure):
        around = joined([record.when, record.status])
        says = Text(
            f"{record.value.en} ({around.en})" if around else record.value.en,
            f"{record.value.zh}（{around.zh}）" if around else record.value.zh,
        )
        metric = reading.naming.short(iri_of(record.metric)) if record.metric else NOTHING
        return metric, says, ("figure", record.about, record.metric, record.period, record.edition)
    if isinstance(record, Milestone):
        return NOTHING, record.says, ("milestone", record.about, record.stage)
    if isinstance(record, Claim):
        return NOTHING, record.says, ("claim", record.about, record.scope)
    if isinstance(record, Comparison):
        return NOTHING, record.sentence, ("comparison", record.about, record.metric)
    return NOTHING, record.sentence, (record.predicate, record.subject, record.object)


def _value(reading: Reading, triple: Triple) -> VersionFact:
    """Tell a triple of a thing, or a detail of a record."""
    subject, predicate, term = identifier(triple.subject), triple.predicate.value, triple.object
    about = _thing_of(reading, subject)
    detail = is_record(reading.table, subject)
    if shipped_schema().joins(predicate, term, reading.entities):
        sentence = tell_edge(reading, subject, predicate, identifier(term))
        return VersionFact(about, (subject, predicate, identifier(term)), NOTHING, sentence, sentence, detail=detail)
    heading = reading.naming.property(predicate)
    if predicate == RDF.type:
        heading, kind = say(translatable("kind")), identifier(term)
        says = Text(term_label(kind), term_label(kind, "zh-hans"))
        return VersionFact(about, (subject, predicate, kind), heading, says, _line(heading, says), detail=detail)
    if predicate == RDFS.label:
        heading = say(translatable("name"))
    told = tell_value(reading, subject, NOTHING, predicate, term)
    tag = (term.language or "") if isinstance(term, Value) else ""
    if tag in IN_LANGUAGE:
        tagged = say(IN_LANGUAGE[tag])
        heading = Text(f"{heading.en} {tagged.en}", f"{heading.zh}（{tagged.zh}）")
    return VersionFact(about, (subject, predicate, tag), heading, told.text, _line(heading, told.text), detail=detail)


def _line(heading: Text, says: Text) -> Text:
    return joined([heading, says], COLON)
