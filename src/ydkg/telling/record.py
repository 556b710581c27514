"""What is told of a record, and what things, records and statements are called in another language than English."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from ydkg.graph.graph import Graph
from ydkg.graph.names import translation
from ydkg.language.text import nested, translatable
from ydkg.telling.comparisons import Comparison, tell_comparison
from ydkg.telling.figures import Figure, tell_figure
from ydkg.telling.milestones import Claim, Milestone, tell_claim, tell_milestone
from ydkg.telling.reading import reading_of
from ydkg.telling.relations import Relation, tell_edge, tell_relation
from ydkg.telling.text import NOTHING, Text, joined, say
from ydkg.telling.thing import tell_value
from ydkg.vocab import PREFIXES, RDF, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Triple

    from ydkg.language.text import Language
    from ydkg.telling.reading import Reading


#: The parts of a judgement: a record, what it is to another one, that one, and the part that is meant.
JUDGED = (RDF.subject, RDF.predicate, RDF.object, YD.realisedPart)
Record: TypeAlias = Relation | Figure | Comparison | Milestone | Claim


def tell_record(reading: Reading, iri: str) -> Record | None:
    """Tell a record by its class; None for what is no record, or lacks an end."""
    classes = set(reading.table.types(iri))
    if YD.Observation in classes:
        return tell_figure(reading, iri)
    if YD.Comparison in classes:
        roles = (YD.baseline, YD.current, YD.target)
        figures = (tell_figure(reading, each) for role in roles for each in reading.table.iris(iri, role))
        return tell_comparison(reading, iri, {figure.id: figure for figure in figures})
    if YD.Milestone in classes:
        return tell_milestone(reading, iri)
    if YD.FirstClaim in classes:
        return tell_claim(reading, iri)
    # All others that are told the network draws as edges.
    table, schema = reading.table, reading.naming.schema
    edge = reading.entities.record(iri)
    if not edge:
        return None
    start, end = (table.iri(iri, each) for each in schema.edges[str(edge["predicate"])][:2])
    return tell_relation(reading, start, end, edge) if start and end else None


def tell_fact(reading: Reading, iri: str) -> Text | None:
    """Tell a record, a judgement of two or a statement in a sentence; None for what is none of them."""
    if YD.Judgement in reading.table.types(iri):
        return tell_judgement(reading, iri)
    if RDF.Statement not in reading.table.types(iri):
        record = tell_record(reading, iri)
        return record.sentence if record else None
    return tell_statement(reading, iri)[0] or None


def tell_statement(reading: Reading, iri: str) -> tuple[Text, tuple[str, ...]]:
    """Tell a statement in a sentence: a relation of two things, or a value of one."""
    table = reading.table
    subject, predicate = table.one(iri, RDF.subject), table.one(iri, RDF.predicate)
    value = next(iter(table.objects(iri, RDF.object)), None)
    if subject is None or predicate is None or value is None:
        return NOTHING, ()
    other = value.value if isinstance(value, NamedNode) else ""
    ends = (subject, other) if other else (subject,)
    # What is said of a thing by something that is none, such as its period, is a value of it.
    if other.startswith(PREFIXES["ydr"]) and (other in reading.entities or subject not in reading.entities):
        return tell_edge(reading, subject, predicate, other), ends
    name, fact = reading.naming.short(subject), tell_fact(reading, subject)
    name = Text(name.en, f"“{nested(fact.zh)}”") if fact else name
    return tell_value(reading, subject, name, predicate, value).sentence, ends


def tell_judgement(reading: Reading, iri: str) -> Text:
    """Tell what the editors judged of two records."""
    told = judged(reading, iri)
    return Text(told.en, reading.naming.stored(iri).zh or told.zh)


def judged(reading: Reading, iri: str) -> Text:
    """Put the sentences of two records and what was judged of them together."""
    one, relation, other, part = (reading.table.one(iri, each) or "" for each in JUDGED)
    told = say(
        translatable("“{one}” {relation} “{other}”"),
        one=tell_fact(reading, one) or reading.naming.name(one),
        relation=reading.naming.property(relation),
        other=tell_fact(reading, other) or reading.naming.name(other),
    )
    return joined([told, say(translatable("as to {part}"), part=reading.naming.name(part))]) if part else told


def chinese_of(reading: Reading, text: str) -> str:
    """Give the Chinese of an English text of the graph: of a record's label, of a name, of words of the editors."""
    labelled = (iri for iri, each in reading.table.incoming(Literal(text, language="en")) if each == RDFS.label)
    told = next((fact.zh for iri in labelled if (fact := tell_fact(reading, iri))), None)
    return told or translation(reading.table, text) or text


def names_in(language: Language, graph: Graph | Iterable[Triple]) -> Callable[[str], str] | None:
    """Give what calls a thing, a record or a statement in a language."""
    if not language.chinese:
        return None
    table = graph if isinstance(graph, Graph) else Graph.from_triples(graph)
    reading = reading_of(table)

    # What is called so is mostly called so again soon: where it is marked, and where it is told.
    @lru_cache(maxsize=1024)
    def name(iri: str) -> str:
        try:
            fact = tell_fact(reading, iri)
        except (LookupError, ValueError, TypeError, AttributeError):  # of a damaged record that cannot be told
            fact = None
        return fact.zh if fact else reading.naming.name(iri).zh

    return name
