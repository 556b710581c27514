"""What is told of a record, and what things, records and statements are called in another language than English."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from ydkg.graph.graph import Graph
from ydkg.graph.names import translation
from ydkg.language.text import nested, translatable
from ydkg.proof.claims.days import document_of
from ydkg.telling.comparisons import Comparison, comparison_label, tell_comparison
from ydkg.telling.figures import Figure, figure_label, tell_figure
from ydkg.telling.milestones import Claim, Milestone, claim_label, milestone_label, tell_claim, tell_milestone
from ydkg.telling.reading import Reading, reading_of
from ydkg.telling.relations import Relation, record_ends, relation_label, tell_edge, tell_relation
from ydkg.telling.text import NOTHING, Text, joined, say
from ydkg.telling.thing import tell_value
from ydkg.vocab import PREFIXES, RDF, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Triple

    from ydkg.language.text import Language


Record: TypeAlias = Relation | Figure | Comparison | Milestone | Claim


def judgement_label(reading: Reading, iri: str) -> Text:
    """Put the labels of two records and what was judged of them together, with the part that is meant."""
    name = reading.naming.name
    one, relation, other, part = (
        reading.table.iri(iri, each) for each in (RDF.subject, RDF.predicate, RDF.object, YD.realisedPart)
    )
    label = say(
        translatable("“{one}” {relation} “{other}”"),
        one=name(one),
        relation=reading.naming.property(relation),
        other=name(other),
    )
    return joined([label, say(translatable("as to {part}"), part=name(part))]) if part else label


#: Class of a record -> what tells one, and what makes its label; all others that are told are drawn as edges.
_TELLERS: dict[str, Callable[[Reading, str], Record]] = {
    YD.Observation: tell_figure,
    YD.Comparison: tell_comparison,
    YD.Milestone: tell_milestone,
    YD.FirstClaim: tell_claim,
}
_TEMPLATES: dict[str, Callable[[Reading, str], Text]] = {
    YD.Observation: figure_label,
    YD.Comparison: comparison_label,
    YD.Milestone: milestone_label,
    YD.FirstClaim: claim_label,
    YD.Judgement: judgement_label,
}


def tell_record(reading: Reading, iri: str) -> Record | None:
    """Tell a record by its class; None for what is no record, or lacks an end."""
    classes = reading.table.types(iri)
    for kind, tell in _TELLERS.items():
        if kind in classes:
            return tell(reading, iri)
    start, end = record_ends(reading, iri)
    if not (start and end) or iri in reading.entities:
        return None
    return tell_relation(reading, start, end, reading.entities.record(iri))


def make_label(reading: Reading, iri: str) -> Text | None:
    """Make the label of a record or judgement; None for what is none, or lacks an end.

    The graph may be a small one, and of a draft; names of things are taken from it.
    """
    label, table = say_record(reading, iri), reading.table
    if label and table.values(iri, YD.confidence):  # what rests on a public page names it in English
        page = table.text(document_of(table, iri), RDFS.label)
        return Text(f"{label.en} ({page})", label.zh) if page else label
    return label


def say_record(reading: Reading, iri: str) -> Text | None:
    """Put a record or judgement into words by the template of its kind; None for what is none, or lacks an end."""
    classes = reading.table.types(iri)
    template = next((template for kind, template in _TEMPLATES.items() if kind in classes), relation_label)
    if template is relation_label and not all(record_ends(reading, iri)):
        return None
    return template(reading, iri)


def tell_fact(reading: Reading, iri: str) -> Text | None:
    """Tell a record, a judgement of two or a statement in a sentence; None for what is none of them."""
    classes = reading.table.types(iri)
    if YD.Judgement in classes:
        return reading.sentence(iri, judgement_label)
    if RDF.Statement not in classes:
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


def chinese_of(reading: Reading, text: str) -> str:
    """Give the Chinese of an English text of the graph: of a record's label, of a name, of words of the editors."""
    labelled = (iri for iri, each in reading.table.incoming(Literal(text, language="en")) if each == RDFS.label)
    made = next((label.zh for iri in labelled if (label := make_label(reading, iri))), None)
    return translation(reading.table, text) or made or text


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
