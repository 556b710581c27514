"""Things: what they are called, their kind, and their plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.graph.graph import identifier
from ydkg.graph.schema import FAMILIES, shipped_schema
from ydkg.graph.values import in_language
from ydkg.language.grammar import capitalized
from ydkg.language.relation import has_verb, spaced
from ydkg.language.text import translatable
from ydkg.language.units import measure_word, unit_name
from ydkg.telling.chart import DIRECTIONS
from ydkg.telling.figures import tell_change, tell_quantity
from ydkg.telling.naming import Slugged, predicate_objects, slug, turtle_term
from ydkg.telling.reading import ToldRecord
from ydkg.telling.relations import tell_edge
from ydkg.telling.sources import NOWHERE, Evidence
from ydkg.telling.text import NOTHING, Text, both, say
from ydkg.vocab import DCTERMS, FOAF, OWL, PROV, QUDT, RDF, RDFS, SKOS, UNIT, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ydkg.graph.graph import Term
    from ydkg.telling.reading import Reading

#: Told elsewhere, or bookkeeping that tells a reader nothing.
SKIPPED = frozenset(
    {
        DCTERMS.subject, FOAF.name, OWL.differentFrom, PROV.wasDerivedFrom, RDF.type, RDFS.label, SKOS.altLabel,
        SKOS.definition, SKOS.editorialNote, SKOS.hiddenLabel, SKOS.inScheme, YD.measureWord, YD.mentionedIn,
        YD.labelBasis, YD.orderInDocument, YD.shortName,
    }
)  # fmt: skip
_NAMES = frozenset(
    (RDF.type, RDFS.label, SKOS.altLabel, SKOS.definition, SKOS.editorialNote, SKOS.hiddenLabel, FOAF.name)
)
_TOPICS = translatable("sub-theme"), translatable("focus area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(ToldRecord):
    """A plain value of a thing."""

    heading: Text  # the property as a heading, and the value
    text: Text
    link: str  # a public address that the value is; else empty
    property: str  # the two as Turtle has them
    object: str


@dataclass(frozen=True, slots=True)
class Thing(Slugged):
    """An entity."""

    id: str  # its slug, and the key of its family
    name: Text  # in Chinese the English name where it has no other
    kind: Text  # what it is
    family: str
    short: Text = NOTHING  # the same as sentences, tables and pictures have it; empty where that is the name
    aliases: tuple[str, ...] = ()  # other names, in any language, sorted
    direction: str = ""
    rank: bool = False  # of a metric whether its figures are places in an order
    definition: Text = NOTHING  # may be empty
    note: Text = NOTHING
    values: tuple[Value, ...] = ()  # by IRI of the property
    mentions: Evidence = NOWHERE
    described: Evidence = NOWHERE
    registered: Evidence = NOWHERE
    turtle: str = ""  # its classes, names and notes, as Turtle has them


def tell_thing(
    reading: Reading, iri: str, attributes: Mapping[str, object], named: Iterable[str] | None = None
) -> Thing:
    """Tell an entity; all of it but its relations and records."""
    table = reading.table
    sources, name, joins = table.iris(iri, PROV.wasDerivedFrom), reading.naming.short(iri), shipped_schema().joins
    return replace(
        tell_brief(reading, iri, attributes),
        rank=reading.measure(iri) == YD.Rank,
        definition=reading.text(iri, SKOS.definition),
        note=reading.text(iri, SKOS.editorialNote),
        values=tuple(
            tell_value(reading, iri, name, predicate, term)
            for predicate, terms in table.properties(iri).items()
            if predicate not in SKIPPED
            for term in in_language(terms, "en")
            if not joins(predicate, term, reading.entities) and identifier(term) != UNIT.UNITLESS
        ),
        mentions=reading.library.evidence(table.iris(iri, YD.mentionedIn) if named is None else named),
        described=reading.library.evidence(each for each in sources if reading.library.passage(each)),
        registered=reading.library.evidence(each for each in sources if not reading.library.passage(each)),
        turtle=predicate_objects(table, iri, _NAMES),
    )


def tell_brief(reading: Reading, iri: str, attributes: Mapping[str, object]) -> Thing:
    """Tell what an entity is called, and what it is."""
    family = str(attributes["family"])
    name = Text(str(attributes["label"]), str(attributes.get("label_zh") or attributes["label"]))
    kind = Text(str(attributes["kind"]), str(attributes["kind_zh"]))
    if family == "topic":
        kind = topic_kind(reading, iri)
    short = reading.naming.short(iri)
    aliases: tuple[str, ...] = tuple(attributes["aliases"])  # type: ignore[arg-type]
    return Thing(
        slug(iri),
        name,
        kind,
        family,
        short if short.zh != name.zh else NOTHING,
        aliases,
        direction=reading.direction(iri),
    )


def tell_value(reading: Reading, iri: str, name: Text, predicate: str, term: Term) -> Value:
    """Tell a plain value of a thing; with what its statement says of it."""
    property_, text = reading.naming.property(predicate), reading.naming.value(predicate, term)
    # The letters of a fraction, a rank or a change say less than it does with its bound and unit.
    if predicate == YD.value:
        text = tell_quantity(reading, iri)
    elif predicate == YD.statedChange:
        text = tell_change(reading, iri)
    elif predicate == YD.direction and (better := reading.direction(iri)):
        text = say(DIRECTIONS[better])
    elif predicate == QUDT.hasUnit and (
        counter := measure_word(reading.table, reading.table.one(iri, YD.metric) or iri)
    ):
        text = both(unit_name, identifier(term), counter=counter)
    statement = reading.statement(iri, predicate, term)
    for other, _ in reading.table.incoming(statement, YD.translationOf) if statement else ():
        text = Text(text.en, reading.table.text(other, RDF.object, "zh-hans") or text.zh)
    address = term.value if isinstance(term, Literal) else identifier(term)
    public = address.startswith(("https://", "http://")) and " " not in address
    link = address if public and not compact(address).startswith("yd") else ""
    # An acronym keeps its capitals.
    heading = property_.en[:1].lower() + property_.en[1:] if re.match(".[a-z]", property_.en) else property_.en
    sentence = Text(f"{capitalized(name.en)}, {heading}: {text.en}", spaced(f"{name.zh}的{property_.zh}：{text.zh}"))
    if isinstance(term, NamedNode) and has_verb(predicate):
        sentence = tell_edge(reading, iri, predicate, term.value)
    title = Text(capitalized(property_.en), property_.zh)
    return Value(
        **reading.stated(statement),
        id=slug(statement),
        heading=title,
        text=text,
        sentence=sentence,
        link=link,
        property=compact(predicate),
        object=turtle_term(term),
    )


@cache
def family_names() -> dict[str, Text]:
    """Call each family by its name; key -> name in the plural, in the order of the families."""
    return {family.key: say(family.label) for family in FAMILIES}


def topic_kind(reading: Reading, iri: str) -> Text:
    """Say what a topic is: a focus area, or a sub-theme of one."""
    return say(_TOPICS[0] if reading.table.iris(iri, SKOS.broader) else _TOPICS[1])
