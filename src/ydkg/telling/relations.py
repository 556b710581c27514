"""Relations of two things, as sentences and under headings, and the facts of a hop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.schema import shipped_schema
from ydkg.language import relation as words
from ydkg.language.grammar import agreeing, takes_plural
from ydkg.language.text import CHINESE, ENGLISH
from ydkg.telling.figures import tell_figure
from ydkg.telling.naming import slug
from ydkg.telling.reading import ToldRecord
from ydkg.telling.text import NOTHING, Text, as_of, day_text, same
from ydkg.vocab import PROV, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ydkg.network.paths import Hop
    from ydkg.telling.reading import Reading


@dataclass(frozen=True, slots=True)
class BilingualPhrase:
    """The words of a relation."""

    verb: Text  # with ``…`` where the object stands and ``#`` where the role does
    between: Text
    onward: Text  # the heading over objects, and over subjects
    back: Text


class Measure(NamedTuple):
    """A metric that a thing has figures in: slugs of both, and a sentence."""

    thing: str
    metric: str
    sentence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(ToldRecord):
    """An edge of the network: a plain one, or a record; its slug is that of what states or would state it."""

    subject: str  # slugs of its ends
    object: str
    predicate: str  # of a plain edge its property, of a record its class, as Turtle has it
    phrase: BilingualPhrase
    role: Text = NOTHING  # of a record what it names; may be empty
    date: str = ""  # ISO day as of which it holds; may be empty
    day: Text = NOTHING  # the day in words, by itself and as the end of a sentence
    as_of: Text = NOTHING
    record: bool = False
    defined: bool = False


def tell_phrase(
    reading: Reading, predicate: str, subject: str = "", object_: str = "", role: str = "", *, many: bool = False
) -> BilingualPhrase:
    """Tell the words of a relation; the verb agrees with the subject."""
    classes = shipped_schema().closure
    known = [classes(reading.table.types(end)) | {end} if end else frozenset() for end in (subject, object_)]
    known[1] |= {role}
    english, chinese = (words.phrase(predicate, language, *known) for language in (ENGLISH, CHINESE))
    verb = Text(agreeing(english.verb) if many else english.verb, chinese.verb)
    between = Text(
        *(
            heading if set(text) & {"…", "#"} or text.startswith("的") else text
            for text, heading in zip(verb, (english[1], chinese[1]), strict=True)
        )
    )
    return BilingualPhrase(verb, between, Text(english.onward, chinese.onward), Text(english.back, chinese.back))


def tell_relation(reading: Reading, subject: str, object_: str, edge: Mapping[str, object]) -> Relation:
    """Tell an edge of the network."""
    record, date, predicate = str(edge.get("record", "")), str(edge.get("date", "")), str(edge["predicate"])
    holds = as_of(date)
    role_term, role = _role(reading, edge)
    phrase = _phrase_of(reading, subject, predicate, object_, role_term)
    if record:
        sentence = reading.sentence(record, relation_label, date)
    else:
        sentence = _held(tell_edge(reading, subject, predicate, object_), holds)
    return Relation(
        **reading.stated(str(edge["id"])),
        id=slug(str(edge["id"])),
        subject=slug(subject),
        object=slug(object_),
        predicate=compact(predicate),
        phrase=phrase,
        sentence=sentence,
        role=role,
        date=date,
        day=day_text(date),
        as_of=holds,
        record=bool(record),
        defined=not record and "statement" not in edge,
    )


def relation_label(reading: Reading, record: str) -> Text:
    """Make the label of a post or a part in an event: who, where and as what; in Chinese with the day."""
    edge = reading.entities.record(record)
    ends = record_ends(reading, record)
    if not all(ends):
        return same(reading.naming.name(record).en)
    role_term, role = _role(reading, edge)
    phrase = _phrase_of(reading, ends[0], str(edge["predicate"]), ends[1], role_term)
    names = reading.naming.short(ends[0]), reading.naming.short(ends[1])
    made = _sentence(phrase, *names, role)
    return Text(made.en, _held(made, as_of(str(edge.get("date", "")))).zh)


def record_ends(reading: Reading, record: str) -> tuple[str, str]:
    """Give the two things that a record joins; IRIs, empty of an end that it lacks, or of what joins none."""
    schema, table = reading.naming.schema, reading.table
    drawn = schema.edge_shape(schema.closure(table.types(record)))
    if drawn is None:
        return "", ""
    return table.iri(record, drawn[1].source), table.iri(record, drawn[1].target)


def _role(reading: Reading, edge: Mapping[str, object]) -> tuple[str, Text]:
    """Give what the record of an edge names its subject: IRI, or empty, and the same in words."""
    if "record" not in edge:
        return "", NOTHING
    shape = reading.naming.schema.edges[str(edge["predicate"])]
    term = reading.table.iri(str(edge["record"]), shape.label or "")
    return term, reading.naming.name(term) if term else same(str(edge["label"]))


def tell_edge(reading: Reading, subject: str, predicate: str, object_: str) -> Text:
    """Tell that a property relates two things, which no record of the graph need say; a sentence."""
    names = reading.naming.short(subject), reading.naming.short(object_)
    return _sentence(_phrase_of(reading, subject, predicate, object_), *names, NOTHING)


def _phrase_of(reading: Reading, subject: str, predicate: str, object_: str, role: str = "") -> BilingualPhrase:
    """Tell the words of a relation of a thing."""
    family = reading.entities.family(subject)
    group = reading.table.text(subject, YD.isGroup) == "true"
    many = family is not None and takes_plural(reading.naming.name(subject).en, family.key, group=group)
    return tell_phrase(reading, predicate, subject, object_, role, many=many)


def tell_measure(reading: Reading, thing: str, metric: str) -> Measure:
    """Tell that a thing has figures in a metric."""
    return Measure(slug(thing), slug(metric), tell_edge(reading, thing, YD.metric, metric))


def _held(sentence: Text, as_of: Text) -> Text:
    """Say as of when a sentence holds."""
    return Text(f"{sentence.en}, {as_of.en}", f"{sentence.zh}（{as_of.zh}）") if as_of else sentence


def _sentence(phrase: BilingualPhrase, subject: Text, object_: Text, role: Text) -> Text:
    """Say a relation in a sentence."""
    english, chinese = (
        words.sentence(verb, start, end, language, role=part)
        for verb, start, end, part, language in zip(
            phrase.verb, subject, object_, role, (ENGLISH, CHINESE), strict=True
        )
    )
    return Text(english, chinese)


class HopFact(NamedTuple):
    """What joins the ends of a hop: its words, the IRIs that it consists of, where it is written, how it was read."""

    text: str
    subject: str
    predicate: str
    object: str
    record: str
    evidence: tuple[str, ...]
    basis: str


def tell_hop(reading: Reading, hop: Hop, lang: str) -> Iterator[HopFact]:
    """Say everything that joins the ends of a hop; relations first, then figures."""
    for edge in hop.edges:
        attributes = reading.entities.attributes(edge)
        relation, record = tell_relation(reading, edge.source, edge.target, attributes), str(attributes["id"])
        yield HopFact(
            text=relation.sentence.pick(lang),
            subject=edge.source,
            predicate=edge.predicate,
            object=edge.target,
            record=record,
            evidence=reading.table.iris(record, PROV.wasDerivedFrom),
            basis=relation.basis.pick(lang),
        )
    for thing, metric, record in hop.figures:
        yield HopFact(
            text=tell_figure(reading, record).sentence.pick(lang),
            subject=thing,
            predicate=YD.metric,
            object=metric,
            record=record,
            evidence=reading.table.iris(record, PROV.wasDerivedFrom),
            basis=reading.term(record, YD.basis).pick(lang),
        )
