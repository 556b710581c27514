"""Facts that a reviewer adds by marking words: read as drafting reads them, and proposed like the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.draft.decisions import ADD, ADDED_RULE, Decision, standing
from ydkg.draft.drafting import Origin
from ydkg.draft.drafting import draft as draft_of_text
from ydkg.draft.edits import Values, property_of
from ydkg.draft.folder import draft_of
from ydkg.draft.graphing import ADDED_CLASSES, GIVEN, Fact, Graphing, added_key, day_term, slug_of, with_labels
from ydkg.errors import DraftError, problem, quoted
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.names import label
from ydkg.graph.sources import span
from ydkg.graph.turtle import chinese, english, statement_iri
from ydkg.language.reading.tables import is_chinese
from ydkg.language.reading.times import times
from ydkg.language.sentence.names import kind_of
from ydkg.language.text import translatable
from ydkg.vocab import FOAF, ORG, PREFIXES, PROV, QB, QUDT, RDF, RDFS, SKOS, YD, compact, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.draft.folder import Draft
    from ydkg.language.reading.spans import Span

#: How far into a text the day of issue is looked for, in characters.
_HEAD = 2000
_MAY_LACK = frozenset({YD.period, YD.direction, YD.on, YD.notAfter})
#: The longest slug of a part within that of its record.
_SLUG = 60


class AddedKind(NamedTuple):
    """A kind of fact that is added."""

    name: str  # on its button
    kind: str  # IRIs of the class of its record
    properties: tuple[str, ...]  # and of what is asked for, in order
    things: Mapping[str, str] = {}  # and of the classes that new things are of, by property


ADDED = {
    "figure": AddedKind(
        translatable("Figure"),
        ADDED_CLASSES["figure"],
        (YD.about, YD.metric, YD.value, QUDT.hasUnit, YD.bound, YD.valueStatus, YD.period, YD.direction),
        {YD.about: YD.Initiative},
    ),
    "stage": AddedKind(
        translatable("Stage"),
        ADDED_CLASSES["stage"],
        (YD.about, YD.stage, YD.modality, YD.on, YD.notAfter),
        {YD.about: YD.Initiative},
    ),
    "post": AddedKind(
        translatable("Post"),
        ADDED_CLASSES["post"],
        (ORG.member, ORG.role, ORG.organization),
        {ORG.member: FOAF.Person, ORG.organization: YD.PublicBody},
    ),
    "relation": AddedKind(
        translatable("Relation"), ADDED_CLASSES["relation"], (RDF.subject, RDF.predicate, RDF.object)
    ),
}


def with_additions(draft: Draft, decisions: Sequence[Decision], known: Sequence[Triple]) -> Draft:
    """Give a draft with the facts that reviewers added to it and did not take back."""
    stand, digest = standing(decisions), draft.table.text(draft.document, YD.textDigest) or ""
    added = {each.key: each for each in decisions if each.decision == ADD and each.key in stand}
    for key, decision in added.items():
        # Of another edition of the text it has another key.
        of_text = key == added_key(digest, tuple(decision.edited["passage"]), decision.edited)
        if of_text and key not in {each.key for each in draft.proposals}:
            draft = _with(decision, Values(draft, known))
    return draft


def addition(  # noqa: PLR0917 - the parts of a decision, in their order
    draft: Draft, known: Sequence[Triple], kind: str, at: Span, given: Mapping[str, Any], by: str, now: str
) -> Decision:
    """Make the decision that adds a fact; it says what of it the words are not read to say."""
    values = Values(draft, known)
    if kind not in ADDED or not 0 <= at[0] < at[1] <= len(draft.source.text):
        raise DraftError(problem("no such kind of fact, or no such words"), at)
    if draft.source.sentence(*at)[:2] not in draft.source.sentences:
        raise DraftError(problem("these words stand within no one sentence; mark words of one"), at)
    facts = {compact(property_of(name)): str(value).strip() for name, value in given.items() if str(value).strip()}
    facts = {name: _called(values, value) for name, value in facts.items()}
    read = {name: _called(values, value) for name, value in read_passage(values, kind, at).items()}
    differs = sorted(name for name in facts.keys() | read.keys() if facts.get(name) != read.get(name))
    edited = {"kind": kind, "passage": list(at), "facts": facts, "differs": differs}
    key = added_key(draft.table.text(draft.document, YD.textDigest) or "", at, edited)
    made = Decision(key, ADD, by, now, f"{ADDED_RULE}{kind}", edited)
    _with(made, values)  # which refuses what cannot be a fact
    return made


def _called(values: Values, typed: str) -> str:
    """Call what is known by its prefixed name, and all else as it was typed."""
    iri = values.find(typed)
    return compact(iri) if iri else typed


def read_passage(values: Values, kind: str, at: Span) -> dict[str, str]:
    """Read marked words as the reader of drafts does: prefixed names of properties -> values as a person types them."""
    draft, joined, wanted = values.draft, values.joined, ADDED[kind]
    around = draft.source.sentence(*at)[:2]
    if kind == "relation":
        ends = [thing for start, end, thing in _named(draft, at)]
        return {
            compact(name): compact(iri)
            for name, iri in zip((RDF.subject, RDF.object), ends[:1] + ends[1:2], strict=False)
        }
    for start, end in (around, at):
        drafted = Graph.from_triples(
            draft_of_text(draft.source.words(start, end), Origin(values.issued), joined).triples
        )
        near = []
        for proposal in drafted.subjects(YD.Proposal):
            record, passage = drafted.one(proposal, YD.proposes), drafted.one(proposal, PROV.wasDerivedFrom)
            place = span(drafted, passage) if passage else None
            if record and place and wanted.kind in drafted.types(record):
                shared = min(start + place[2], at[1]) - max(start + place[1], at[0])
                near.append((shared, record))
        shared, record = max(near, default=(0, ""))
        if shared > 0:
            typed = {each: _typed(drafted, joined, record, each) for each in wanted.properties}
            return {compact(each): text for each, text in typed.items() if text}
    before = [thing for start, end, thing in _named(draft, (around[0], at[1]))]
    usual = {YD.bound: YD.Exactly, YD.valueStatus: YD.Actual} if kind == "figure" else {}
    first = wanted.properties[0]
    return {compact(name): compact(iri) for name, iri in {first: before[-1] if before else "", **usual}.items() if iri}


def _named(draft: Draft, within: Span) -> list[tuple[int, int, str]]:
    """List the things of a draft that are named in a run of words; in the order of the text."""
    found = []
    for thing, passage in draft.table.pairs(YD.mentionedIn):
        place = span(draft.table, identifier(passage))
        if place and within[0] <= place[1] and place[2] <= within[1]:
            found.append((place[1], place[2], thing))
    return sorted(found)


def _typed(drafted: Graph, known: Graph, record: str, predicate: str) -> str:
    """Give a value of a record as a person types it: what is known by its prefixed name, what is new by its name."""
    value = drafted.one(record, predicate)
    if not value or predicate == YD.direction or "/to-be-named-" in value:
        return ""
    if not value.startswith(PREFIXES["ydr"]):
        return compact(value) if value.startswith("http") else value
    if value in known:
        return compact(value)
    return (drafted.text(value, YD.edtf) if predicate == YD.period else label(drafted, value)) or ""


def _with(decision: Decision, values: Values) -> Draft:
    """Give a draft with one more fact."""
    wanted, at, draft = ADDED[decision.edited["kind"]], tuple(decision.edited["passage"]), values.draft
    given = {property_of(name): value for name, value in decision.edited["facts"].items()}
    graphing = values.graphing()
    moments = times(draft.source.text[:_HEAD], values.issued)
    graphing.dateline = next((each[:2] for each in moments if each.is_day and each.first == values.issued), None)
    terms: dict[str, Any] = {}
    for predicate in wanted.properties:
        value = given.get(predicate, "")
        if value and predicate in wanted.things and not values.find(value):
            terms[predicate] = NamedNode(_new_thing(graphing, value, at, wanted.things[predicate]))
        elif value and predicate not in {YD.metric, YD.direction}:
            terms[predicate] = values.term(predicate, value, graphing)
        elif predicate == YD.metric and value:
            unit = values.iri(given.get(QUDT.hasUnit, ""))
            terms[predicate] = values.metric(value, unit, given.get(YD.direction, ""), graphing)
        elif predicate not in _MAY_LACK:
            raise DraftError(problem("{predicate} needs a value", predicate=compact(predicate)), predicate)
    edge = wanted.kind == RDF.Statement
    kind_given = terms[RDF.predicate].value if edge else GIVEN[wanted.kind][0]
    if not graphing.is_new(at, wanted.kind, kind_given):
        raise DraftError(problem("the draft has such a fact of these words already; edit that one"), at)
    if edge:
        subject, predicate, value = (terms[each] for each in wanted.properties)
        graphing.state(at, subject.value, predicate.value, value.value, decision.rule, ())
        record = statement_iri(Triple(subject, predicate, value))
    else:
        issued = day_term(values.issued)
        dated = wanted.kind != YD.Observation
        facts: list[Fact] = [
            (each, term.value if isinstance(term, NamedNode) else term) for each, term in terms.items()
        ]
        facts += [(YD.asOf, issued)] if dated else [(RDF.type, QB.Observation)]
        parts = [local_name(term.value)[:_SLUG] for term in terms.values() if isinstance(term, NamedNode)]
        slug = "-".join((local_name(wanted.kind).lower(), *parts[:2]))
        record = graphing.record(slug, facts, at, wanted.kind, decision.rule, (), dated=dated)
    if decision.edited["differs"]:
        by, day = decision.by.strip(), decision.at[:10]
        notes = english(f"Added in the review by {by} on {day}."), chinese(f"{by}于{day}在审校中补充。")
        graphing.add(record, [(YD.basis, YD.FromReviewer), *((SKOS.editorialNote, note) for note in notes)])
    made = with_labels(graphing.triples, values.joined.triples())
    return draft_of(draft.folder, [*draft.triples, *made], draft.source.text.encode())


def _new_thing(graphing: Graphing, name: str, at: Span, usual: str) -> str:
    """Propose a thing that neither draft nor collection has, where the sentence names it; its IRI."""
    start, _, words = graphing.source.sentence(*at)
    if name not in words:
        said = problem("nothing is called {name}, and the sentence does not name it", name=quoted(name))
        raise DraftError(said, name, hint=problem("give a known thing, or a name as it stands there"))
    first = start + words.index(name)
    place, kind = (first, first + len(name)), kind_of(name) if usual != FOAF.Person else ""
    kind = kind or usual
    iri = graphing.new_iri(slug_of(name))
    labels: list[Fact] = [
        (RDF.type, kind),
        (RDFS.label, english(name)),
        (RDFS.label, chinese(name) if is_chinese(name) else None),
    ]
    graphing.add(iri, [*labels, (FOAF.name, Literal(name) if kind == FOAF.Person else None)])
    graphing.add(iri, [(YD.mentionedIn, graphing.passage(*place))])
    graphing.propose(place, kind, RDFS.label, iri, f"{ADDED_RULE}thing")
    return iri
