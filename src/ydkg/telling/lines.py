"""Everything that is told of one thing, as lines for a program: by the graph, of its parts, and by later words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Store, Triple

from ydkg.errors import UnknownNameError
from ydkg.graph.graph import Graph, Term
from ydkg.graph.names import label, resolve
from ydkg.graph.schema import is_entity, is_record, reached, shipped_schema, term_label
from ydkg.graph.store import with_apart
from ydkg.graph.turtle import statement_iri
from ydkg.graph.values import in_language
from ydkg.language.text import translatable
from ydkg.telling.later import tell_judged, tell_promises, tell_words
from ydkg.telling.reading import original, reading_of
from ydkg.telling.relations import tell_edge
from ydkg.telling.text import NOTHING, Text, joined, say
from ydkg.vocab import FOAF, GEO, ORG, PROV, RDF, RDFS, SKOS, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ydkg.telling.reading import Reading


#: By the family of a whole: what leads to it from its parts, and what stands above that which is rolled up.
_PARTS = {
    "place": (GEO.sfWithin, translatable("In places within {name}")),
    "topic": (SKOS.broader, translatable("Under sub-themes of {name}")),
}


@dataclass(frozen=True, slots=True)
class RolledUpFact:
    """A fact of a part, which is told of the whole."""

    reading: Reading
    part: str  # IRIs: the part, the thing that leads to it, and the property by which it does
    subject: str
    predicate: str
    statement: str  # IRI of what states it
    sources: tuple[str, ...]  # IRIs of where it is written

    @property
    def sentence(self) -> Text:
        """The fact in words, told when it is asked for: a page shows few of many."""
        return tell_edge(self.reading, self.subject, self.predicate, self.part)

    @property
    def basis(self) -> Text:
        """What it was read from where the words do not state it; may be empty."""
        return self.reading.term(self.statement, YD.basis)


def tell_within(reading: Reading, whole: str) -> list[RolledUpFact]:
    """Tell what leads to the parts of a place or theme, and not to itself; to parts of parts, too."""
    family = _family(reading, whole)
    if family not in _PARTS:
        return []
    within = _PARTS[family][0]
    parts = reached([whole], lambda each: (part for part, _ in reading.table.incoming(each, within))) - {whole}
    told = {subject for subject, _ in reading.table.incoming(whole)} if parts else set()
    # What editors only define is stated nowhere.
    return [
        RolledUpFact(reading, part, subject, predicate, statement, reading.table.iris(statement, PROV.wasDerivedFrom))
        for part in sorted(parts)
        for subject, predicate in sorted(set(reading.table.incoming(part)))
        if subject not in told and predicate != YD.namedAfter and _family(reading, subject) not in {"", family}
        if (statement := reading.statement(subject, predicate, NamedNode(part)))
    ]


def within_title(reading: Reading, whole: str, name: Text) -> Text:
    """Say what stands above that which is rolled up; empty for what is neither."""
    family = _family(reading, whole)
    return say(_PARTS[family][1], name=name) if family in _PARTS else NOTHING


def _family(reading: Reading, iri: str) -> str:
    """Give the key of the family of a thing; empty for what is none."""
    family = reading.entities.family(iri)
    return family.key if family else ""


_NAMES = (RDFS.label, SKOS.altLabel, FOAF.name)
_NO_FACTS = frozenset(
    {*_NAMES, YD.shortName, RDF.type, SKOS.hiddenLabel, YD.mentionedIn, PROV.wasDerivedFrom, YD.orderInDocument},
)
#: Class of a record -> section that it is told in.
_SECTIONS = {
    ORG.Membership: "posts",
    YD.Participation: "participations",
    YD.Observation: "figures",
    YD.Comparison: "comparisons",
    YD.Milestone: "milestones",
    YD.FirstClaim: "first claims",
}
#: In the order in which they are told.
SECTIONS = ("names", "facts", *_SECTIONS.values(), "neighbours", "mentions")


class Line(NamedTuple):
    """One thing told of another."""

    section: str  # one of `SECTIONS`
    property: str
    value: str  # a literal's letters, a thing's label, or a record's label
    iri: str  # the thing or record; empty of a literal
    evidence: tuple[str, ...]  # IRIs of the passages and registers that state it, sorted; may be empty


def named_in(store: Store, name: str) -> str:
    """Find the thing that a name stands for: of the documents, or what only public pages speak of; IRI."""
    table, whole = Graph(store), with_apart(store)
    try:
        return resolve(table, name)
    except UnknownNameError as unknown:
        with suppress(UnknownNameError):
            if whole.graphs != table.graphs:
                return resolve(whole, name)
        raise unknown from None


def tell_lines(store: Store, iri: str, lang: str) -> list[Line]:
    """Tell everything of one thing."""
    table, rolled = with_apart(store), tell_within(reading_of(Graph(store)), iri)
    lines, answers = [*describe(store, iri, lang), *lines_within(rolled, lang)], tell_promises(table, iri)
    for milestone, told in answers.items():
        records = tuple(ydr(word.id) for word in told.words)
        for name, answer in (("evidence", told.evidence), ("schedule", told.schedule), ("official", told.official)):
            lines.append(Line("promises", name, answer.pick(lang), milestone, records))
    for word in tell_words(table, iri, answers):
        sources = table.iris(ydr(word.id), PROV.wasDerivedFrom)
        lines.append(Line("public pages", word.stands.pick(lang), word.sentence.pick(lang), ydr(word.id), sources))
    for judgement, said, why in tell_judged(table, iri):
        lines.append(Line("judgements", why.pick(lang), said.pick(lang), judgement, ()))
    return lines


def lines_within(rolled: Iterable[RolledUpFact], lang: str) -> list[Line]:
    """Give what is rolled up as lines for a program."""
    return [
        Line(
            "within",
            f"^{compact(fact.predicate)}",
            joined([fact.sentence, fact.basis]).pick(lang),
            fact.subject,
            fact.sources,
        )
        for fact in rolled
    ]


def describe(store: Store, iri: str, lang: str = "en") -> list[Line]:
    """Tell everything about one thing; by section, then property and value; may be empty."""
    table = Graph(store)
    lines = {*_outgoing(table, iri, lang), *_incoming(table, iri, lang)}
    # The entities next to it, by an edge or through a record, with what states that.
    near: dict[str, set[str]] = {}
    for line in lines:
        if line.section == "facts" and line.iri:
            near.setdefault(line.iri, set()).update(line.evidence)
        elif line.section in _SECTIONS.values():
            for other in (each for predicate in table.properties(line.iri) for each in table.iris(line.iri, predicate)):
                near.setdefault(other, set()).update(line.evidence)
    for other in near.keys() - {iri}:
        if is_entity(table, other):
            sharpest = shipped_schema().sharpest(table.types(other))
            kind = term_label(sharpest, lang) if sharpest else "thing"
            name = label(table, other, lang) or other
            lines.add(Line("neighbours", kind, name, other, tuple(sorted(near[other]))))
    return sorted(lines, key=lambda line: (SECTIONS.index(line.section), line.property.lstrip("^"), line))


def _outgoing(table: Graph, iri: str, lang: str) -> Iterator[Line]:
    """Tell what the thing is the subject of: names, facts (of a record its parts), and where it is mentioned."""
    for predicate in _NAMES:
        for term in table.objects(iri, predicate):
            if isinstance(term, Literal):
                tag = f"@{term.language}" if term.language else ""
                yield Line("names", compact(predicate) + tag, term.value, "", _behind(table, iri, predicate, term))
    for predicate, terms in table.properties(iri).items():
        for term in in_language(terms, lang) if predicate not in _NO_FACTS else ():
            other = term.value if isinstance(term, NamedNode) else ""
            if other or isinstance(term, Literal):
                value = (label(table, other, lang) or other) if other else term.value  # type: ignore[union-attr]
                yield Line("facts", compact(predicate), value, other, _behind(table, iri, predicate, term))
    for predicate in (YD.mentionedIn,) if is_record(table, iri) else (YD.mentionedIn, PROV.wasDerivedFrom):
        for passage in table.iris(iri, predicate):
            yield Line("mentions", compact(predicate), compact(passage), passage, (passage,))


def _incoming(table: Graph, iri: str, lang: str) -> Iterator[Line]:
    """Tell what others say of the thing: plain edges, and records with what is compared with them."""
    for other, predicate in table.incoming(iri):
        if other.startswith("_:"):
            continue
        classes = table.types(other)
        section = next((section for record, section in _SECTIONS.items() if record in classes), None)
        if section:
            yield _record(table, other, section, lang)
            if section == "figures":
                yield from (
                    _record(table, comparison, "comparisons", lang)
                    for comparison, _ in table.incoming(other)
                    if YD.Comparison in table.types(comparison)
                )
        elif not is_record(table, other):
            name = label(table, other, lang) or other
            yield Line("facts", f"^{compact(predicate)}", name, other, _behind(table, other, predicate, NamedNode(iri)))


def _record(table: Graph, iri: str, section: str, lang: str) -> Line:
    return Line(section, compact(iri), label(table, iri, lang) or iri, iri, table.iris(iri, PROV.wasDerivedFrom))


def _behind(table: Graph, subject: str, predicate: str, term: Term) -> tuple[str, ...]:
    """List the evidence of a plain edge, which its statement carries, or of a record's part, which the record does."""
    statement = statement_iri(Triple(NamedNode(subject), NamedNode(predicate), term))
    found = table.iris(original(table, statement), PROV.wasDerivedFrom)
    return found if found or not is_record(table, subject) else table.iris(subject, PROV.wasDerivedFrom)
