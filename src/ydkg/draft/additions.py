"""Facts that a reviewer adds by marking words: read as drafting reads them, and proposed like the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.draft.drafting import Origin
from ydkg.draft.drafting import draft as draft_of_text
from ydkg.draft.edits import Values, property_of
from ydkg.draft.folder import ADD, ADDED_RULE, Decision, draft_of, standing
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
#: The longest value, in characters.
_LONGEST = 300
_MAY_LACK = frozenset({YD.period, YD.direction, YD.on, YD.notAfter})
#: The longest slug of a part within that of its record.
_SLUG = 60


#: What is added -> its name on the page, and the properties that are asked for, in order.
ADDED = {
    "figure": (
        translatable("Figure"),
        (YD.about, YD.metric, YD.value, QUDT.hasUnit, YD.bound, YD.valueStatus, YD.period, YD.direction),
    ),
    "stage": (translatable("Stage"), (YD.about, YD.stage, YD.modality, YD.on, YD.notAfter)),
    "post": (translatable("Post"), (ORG.member, ORG.role, ORG.organization)),
    "relation": (translatable("Relation"), (RDF.subject, RDF.predicate, RDF.object)),
}
#: What may be a thing that nothing knows -> its class, unless its name says one.
_NEW = {YD.about: YD.Initiative, ORG.member: FOAF.Person, ORG.organization: YD.PublicBody}


def with_additions(draft: Draft, decisions: Sequence[Decision], known: Sequence[Triple]) -> Draft:
    """Give a draft with the facts that reviewers added to it and did not take back."""
    stand, digest = standing(decisions), draft.table.text(draft.document, YD.textDigest) or ""
    added = {each.key: each for each in decisions if each.decision == ADD and each.key in stand}
    known_keys = {each.key for each in draft.proposals}
    for key, decision in added.items():
        # Of another edition of the text it has another key.
        of_text = key == added_key(digest, tuple(decision.edited["passage"]), decision.edited)
        if of_text and key not in known_keys:
            try:
                draft = _with(decision, Values(draft, known))
            except DraftError as error:
                said = problem("what {by} added on {at}: {why}", by=decision.by, at=decision.at, why=error)
                raise DraftError(said, key) from error
    return draft


def addition(  # noqa: PLR0917 - the parts of a decision, in their order
    draft: Draft, known: Sequence[Triple], kind: str, at: Span, given: Mapping[str, Any], by: str, now: str
) -> Decision:
    """Make the decision that adds a fact; it says what of it the words are not read to say."""
    values = Values(draft, known)
    facts = {compact(property_of(name)): str(value).strip() for name, value in given.items() if str(value).strip()}
    if wrong := [value for value in facts.values() if len(value) > _LONGEST or not value.isprintable()]:
        raise DraftError(problem("{value} is no value of one line", value=quoted(wrong[0])), wrong[0])
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
    draft, properties, around = values.draft, ADDED[kind][1], values.draft.source.sentence(*at)[:2]
    if kind == "relation":
        ends = dict.fromkeys(_named(draft, at))
        return {compact(name): compact(iri) for name, iri in zip((RDF.subject, RDF.object), ends, strict=False)}
    named = _named(draft, (around[0], at[1]))
    read = {compact(properties[0]): compact(named[-1])} if named else {}
    for start, end in (around, at):
        words = draft.source.words(start, end)
        drafted = Graph.from_triples(draft_of_text(words, Origin(values.issued), values.joined).triples)
        near = [(0, "")]
        for proposal in drafted.subjects(YD.Proposal):
            record, passage = (drafted.iri(proposal, each) for each in (YD.proposes, PROV.wasDerivedFrom))
            place = span(drafted, passage)
            if place and ADDED_CLASSES[kind] in drafted.types(record):
                near.append((min(start + place[2], at[1]) - max(start + place[1], at[0]), record))
        shared, record = max(near)
        if shared > 0:
            typed = {compact(each): _typed(drafted, values.joined, record, each) for each in properties}
            return read | {name: text for name, text in typed.items() if text}
    usual = {YD.bound: YD.Exactly, YD.valueStatus: YD.Actual} if kind == "figure" else {}
    return read | {compact(name): compact(value) for name, value in usual.items()}


def _named(draft: Draft, within: Span) -> list[str]:
    """List the things of a draft that are named in a run of words; in the order of the text."""
    found = []
    for thing, passage in draft.table.pairs(YD.mentionedIn):
        place = span(draft.table, identifier(passage))
        if place and within[0] <= place[1] and place[2] <= within[1]:
            found.append((place[1], place[2], thing))
    return [thing for _, _, thing in sorted(found)]


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
    kind, at, draft = decision.edited["kind"], tuple(decision.edited["passage"]), values.draft
    properties, of = ADDED[kind][1], ADDED_CLASSES[kind]
    given = {property_of(name): value for name, value in decision.edited["facts"].items()}
    graphing = values.graphing()
    moments = times(draft.source.text[:_HEAD], values.issued)
    graphing.dateline = next((each[:2] for each in moments if each.is_day and each.first == values.issued), None)
    terms: dict[str, Any] = {}
    for predicate in properties:
        value = given.get(predicate, "")
        if value and predicate in _NEW and not values.find(value):
            terms[predicate] = NamedNode(_new_thing(graphing, value, at, _NEW[predicate]))
        elif value and predicate not in {YD.metric, YD.direction}:
            terms[predicate] = values.term(predicate, value, graphing)
        elif predicate == YD.metric and value:
            unit = values.iri(given.get(QUDT.hasUnit, ""))
            terms[predicate] = values.metric(value, unit, given.get(YD.direction, ""), graphing)
        elif predicate not in _MAY_LACK:
            raise DraftError(problem("{predicate} needs a value", predicate=compact(predicate)), predicate)
    if not graphing.is_new(at, of, GIVEN[of][0] if of in GIVEN else terms[RDF.predicate].value):
        raise DraftError(problem("the draft has such a fact of these words already; edit that one"), at)
    if of == RDF.Statement:
        edge = Triple(*terms.values())
        subject, joining, thing = (each.value for each in terms.values())
        graphing.state(at, subject, joining, thing, decision.rule, ())
        record = statement_iri(edge)
    else:
        dated = of != YD.Observation
        facts: list[Fact] = [(YD.asOf, day_term(values.issued)) if dated else (RDF.type, QB.Observation)]
        facts += [(each, term.value if isinstance(term, NamedNode) else term) for each, term in terms.items()]
        parts = [local_name(term.value)[:_SLUG] for term in terms.values() if isinstance(term, NamedNode)]
        slug = "-".join((local_name(of).lower(), *parts[:2]))
        record = graphing.record(slug, facts, at, of, decision.rule, (), dated=dated)
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
    kind = usual if usual == FOAF.Person else kind_of(name) or usual
    iri = graphing.new_iri(slug_of(name))
    facts: list[Fact] = [
        (RDF.type, kind),
        (RDFS.label, english(name)),
        (RDFS.label, chinese(name) if is_chinese(name) else None),
        (FOAF.name, Literal(name) if kind == FOAF.Person else None),
        (YD.mentionedIn, graphing.passage(first, first + len(name))),
    ]
    graphing.add(iri, facts)
    graphing.propose((first, first + len(name)), kind, RDFS.label, iri, f"{ADDED_RULE}thing")
    return iri
