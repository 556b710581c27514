"""What reviewers give: values for those proposed, another thing that is meant, and facts of words that they mark."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.draft.definitions import Definitions
from ydkg.draft.drafting import Origin
from ydkg.draft.drafting import draft as draft_of_text
from ydkg.draft.folder import ADD, ADDED_RULE, EDIT, SAME_AS, Decision, draft_of, standing
from ydkg.draft.graphing import (
    ADDED_CLASSES,
    GIVEN,
    Fact,
    Graphing,
    added_key,
    day_term,
    language_tagged,
    own_facts,
    short_slug,
    slug_of,
    with_labels,
)
from ydkg.errors import AmbiguousNameError, DraftError, Named, UnknownNameError, YdkgError, draft_error, problem, quoted
from ydkg.graph.graph import Graph, Term, identifier
from ydkg.graph.names import label, resolve
from ydkg.graph.schema import RECORDS, shipped_schema, term_label
from ydkg.graph.sources import span
from ydkg.graph.turtle import canonical_lexical, chinese, english, statement_iri
from ydkg.language.reading.times import Time, times
from ydkg.language.sentence.names import kind_of
from ydkg.language.sentence.stages import known_stages
from ydkg.language.text import translatable
from ydkg.proof.claims.days import days_of
from ydkg.telling.labels import BY_HAND
from ydkg.vocab import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PREFIXES,
    PROV,
    QB,
    QUDT,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    UNIT,
    XSD,
    YD,
    compact,
    expand,
    local_name,
    ydr,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.draft.folder import Draft, Proposal
    from ydkg.language.reading.spans import Span

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
#: What a reviewer may name anew, by its property, and the scheme that it is defined in.
_SCHEMES = {YD.stage: "stages", ORG.role: "roles", YD.participantRole: "participant-roles"}
#: What is measured, where no metric says it, by the unit.
_MEASURES = {UNIT.NUM: YD.Count, UNIT.PERCENT: YD.Share, UNIT.KiloM: YD.Length, UNIT.HR: YD.Duration}
#: Properties whose values are in a language.
_WORDED = frozenset({RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.editorialNote})
#: How far into a text the day of issue is looked for, in characters.
_HEAD = 2000
#: The longest value, in characters.
_LONGEST = 300
_MAY_LACK = frozenset({YD.period, YD.direction, YD.on, YD.notAfter})
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


class Values:
    """What reviewers type: looked up in the draft first, then in the collection, and defined where it is new."""

    def __init__(self, draft: Draft, known: Graph) -> None:
        self.draft = draft
        self.known = known
        self.joined = Graph.from_triples([*draft.triples, *known.triples()])
        self.issued = date.fromisoformat(draft.table.text(draft.document, DCTERMS.issued) or "")

    def graphing(self) -> Graphing:
        """Begin to write what is new beside draft and collection."""
        graphing = Graphing(self.draft.source, self.joined.__contains__)
        graphing.keys = {each.key for each in self.draft.proposals}
        return graphing

    def iri(self, name: str) -> str:
        """Find the thing, class or value that a person named."""
        given = expand(name) or (name if _IRI.match(name) else "")
        if given and (not given.startswith(PREFIXES["ydr"]) or given in self.joined):
            return given
        if not given and re.match(r"[a-z0-9-]+\Z", name) and ydr(name) in self.joined:
            return ydr(name)
        for table in (self.draft.table, self.known):
            try:
                return resolve(table, given or name)
            except (UnknownNameError, AmbiguousNameError) as error:
                failure = error
        raise DraftError(failure.message, name, hint=failure.hint, suggestions=failure.suggestions)

    def find(self, name: str) -> str:
        """Find what a person named; empty where nothing is called so."""
        try:
            return self.iri(name)
        except DraftError:
            return ""

    def term(self, predicate: str, value: object, graphing: Graphing, example: Term | None = None) -> Term:
        """Make a term of a value, of the kind that the property had or that the ontology wants."""
        text = str(value).lower() if isinstance(value, bool) else str(value).strip()
        if not text or isinstance(value, dict | list):
            raise draft_error("{predicate} needs a value", value, predicate=compact(predicate))
        if isinstance(example, Literal):
            worded = example.language is not None
            return language_tagged(text) if worded else _typed(text, example.datatype.value, predicate)
        terms = shipped_schema().terms
        ranges = (*terms.iris(predicate, RDFS.range), *terms.iris(predicate, SCHEMA.rangeIncludes))
        if example is None and (predicate in _WORDED or RDF.langString in ranges):
            return language_tagged(text)
        literal = XSD.string if OWL.DatatypeProperty in terms.types(predicate) else ""
        datatype = next((each for each in ranges if each.startswith(PREFIXES["xsd"])), literal)
        if example is None and datatype:
            return _typed(text, datatype, predicate)
        if YD.Period in ranges and not self.find(text):
            return NamedNode(Definitions(graphing, self.joined).period(self._time(text, predicate)))
        if predicate in _SCHEMES and not self.find(text):
            slug = next((slug for slug, names in known_stages().items() if text in names), "")
            return NamedNode(Definitions(graphing, self.joined).concept(_SCHEMES[predicate], text, slug))
        try:
            return NamedNode(self.iri(text))
        except (YdkgError, ValueError) as error:
            raise draft_error("{what}: {why}", text, what=compact(predicate), why=error) from error

    def metric(self, name: str, unit: str, direction: str, graphing: Graphing) -> NamedNode:
        """Give the metric that is called so in a unit; a new one where there is none."""
        iri = self.find(name)
        kind = self.joined.one(iri, YD.measureKind) or _MEASURES.get(unit, YD.Stock)
        wanted = expand(direction) or direction or self.joined.one(iri, YD.direction) or YD.NoDirection
        called = label(self.joined, iri) or name
        metric = Definitions(graphing, self.joined).metric(called, unit, kind, wanted)
        if (known := self.joined.one(metric, YD.direction)) and known != wanted:
            raise draft_error(
                "the metric {name} has another direction; give another name", direction, name=quoted(called)
            )
        return NamedNode(metric)

    def _time(self, text: str, predicate: str) -> Time:
        """Read a period: as EDTF writes it, or in words."""
        with suppress(ValueError):  # No calendar has such a day.
            if days := days_of(text):
                first, last = (date.fromisoformat(each) if each else None for each in days)
                return Time(0, len(text), first, last, stated=True)
        moments = [each for each in times(text, self.issued) if each.first or each.last]
        if len(moments) != 1:
            raise draft_error(
                "{what}: {text} is no period; write 2024, 2024-05 or 2024-01/2024-06",
                text,
                what=compact(predicate),
                text=quoted(text),
            )
        return moments[0]


def take(draft: Draft, proposal: Proposal, decision: Decision, values: Values) -> list[Triple]:
    """Take what was decided on a proposal."""
    stated, node = own_facts(draft.table, proposal.proposes), NamedNode(proposal.proposes)
    try:
        if decision.decision == SAME_AS:
            target = values.iri(decision.edited)
            # Of the thing that it is the same as is kept where it is named.
            kept = [t for t in stated if t.predicate.value in {YD.mentionedIn, PROV.wasDerivedFrom}]
            if not kept:
                raise draft_error(
                    "no thing that could be the same as {target}; edit it, or reject it", target, target=compact(target)
                )
            return kept
        facts = defaultdict[str, list[Term]](list)
        for triple in stated:
            facts[triple.predicate.value].append(triple.object)
        beside = _edit(facts, proposal, decision, values) if decision.decision == EDIT else []
        _complete(facts)
        return [*(Triple(node, NamedNode(p), term) for p, terms in facts.items() for term in terms), *beside]
    except YdkgError as error:
        raise draft_error("{what}: {why}", decision.edited, what=told(draft, proposal), why=error) from error


def _edit(facts: dict[str, list[Term]], proposal: Proposal, decision: Decision, values: Values) -> list[Triple]:
    """Give properties other values, one, several or none, and say so on a record; what is defined for that."""
    graphing, changes = values.graphing(), changes_of(decision)
    measured = changes.keys() & {YD.metric, YD.direction, QUDT.hasUnit} if proposal.kind == YD.Observation else ()
    for predicate, value in changes.items():
        if measured and predicate in {YD.metric, YD.direction}:
            continue
        # Of a statement the property of its edge stands for its object.
        at = RDF.object if proposal.kind == RDF.Statement and predicate == proposal.property else predicate
        example = next(iter(facts[at]), None)
        given = value if isinstance(value, list) else [] if value is None else [value]
        facts[at] = [values.term(at, each, graphing, example) for each in given]
    if measured:
        unit, metric = (identifier(facts[each][0]) if facts[each] else "" for each in (QUDT.hasUnit, YD.metric))
        name, direction = (str(changes.get(each) or "") for each in (YD.metric, YD.direction))
        facts[YD.metric] = [values.metric(name or metric, unit, direction, graphing)]
    if YD.bound in changes:
        facts.pop(YD.printedAs, None)  # How the bound was printed is not how the new one was.
    if proposal.kind in RECORDS and RDFS.label in changes:
        languages = (each.language for each in facts[RDFS.label] if isinstance(each, Literal))
        facts[YD.labelBasis] = [NamedNode(BY_HAND[each or "en"]) for each in languages]
    # A label of one's own is no other reading.
    if proposal.kind in RECORDS and (changed := sorted(changes.keys() - {RDFS.label})):
        by, day = decision.by.strip(), decision.at[:10]
        names, names_zh = ", ".join(map(term_label, changed)), "、".join(term_label(each, "zh") for each in changed)
        facts[YD.basis] = [NamedNode(YD.FromReviewer)]
        facts[SKOS.editorialNote] += [
            english(f"Changed in the review by {by} on {day}: {names}."),
            chinese(f"{by}于{day}在审校中修改：{names_zh}。"),
        ]
    return sorted(graphing.triples, key=str)


def _complete(facts: dict[str, list[Term]]) -> None:
    """Add what follows from facts: the classes above a class, and of a person the name that the label is."""
    kinds = set(map(identifier, facts[RDF.type]))
    facts[RDF.type] += map(NamedNode, sorted(shipped_schema().closure(kinds) - kinds))
    label = next((each.value for each in facts[RDFS.label] if isinstance(each, Literal)), "")
    if label and NamedNode(FOAF.Person) in facts[RDF.type]:
        facts[FOAF.name] = [Literal(label)]


def moved(triples: Iterable[Triple], iris: Mapping[str, str]) -> list[Triple]:
    """Call things otherwise, as subjects and as objects; in the same order."""

    def term(old: Any) -> Any:  # noqa: ANN401 - whatever a triple has there
        return NamedNode(iris[old.value]) if isinstance(old, NamedNode) and old.value in iris else old

    return [Triple(term(t.subject), t.predicate, term(t.object)) for t in triples]


def told(draft: Draft, proposal: Proposal) -> Named:
    """Say which proposal is meant; its label, or its prefixed name, and its position."""
    name = label(draft.table, proposal.proposes) or compact(proposal.proposes)
    chinese = label(draft.table, proposal.proposes, "zh") or name
    start, end = proposal.start, proposal.end
    return Named(f"“{name}” ({start}–{end})", f"“{chinese}”（第{start}—{end}字符）")


def changes_of(decision: Decision) -> dict[str, Any]:
    """Give what an edit changes, by property; nothing of any other decision."""
    edited = decision.edited.items() if decision.decision == EDIT else ()
    return {_property(name): value for name, value in edited}


def _property(name: str) -> str:
    """Give the property that a prefixed name or an IRI is."""
    predicate = expand(name) or (name if _IRI.match(name) else "")
    if not predicate:
        hint = problem("give a prefixed name such as yd:value")
        raise draft_error("{name} is no property", name, name=quoted(name), hint=hint)
    return predicate


def _typed(text: str, datatype: str, predicate: str) -> Literal:
    try:
        lexical = canonical_lexical(text, datatype)
    except ValueError as error:
        raise draft_error("{what}: {why}", text, what=compact(predicate), why=error) from error
    return Literal(lexical) if datatype == XSD.string else Literal(lexical, datatype=NamedNode(datatype))


def with_additions(draft: Draft, decisions: Sequence[Decision], known: Graph) -> Draft:
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
                raise draft_error(
                    "what {by} added on {at}: {why}", key, by=decision.by, at=decision.at, why=error
                ) from error
    return draft


def addition(  # noqa: PLR0917 - the parts of a decision, in their order
    draft: Draft, known: Graph, kind: str, at: Span, given: Mapping[str, Any], by: str, now: str
) -> Decision:
    """Make the decision that adds a fact; it says what of it the words are not read to say."""
    values = Values(draft, known)
    facts = {compact(_property(name)): str(value).strip() for name, value in given.items() if str(value).strip()}
    if wrong := [value for value in facts.values() if len(value) > _LONGEST or not value.isprintable()]:
        raise draft_error("{value} is no value of one line", wrong[0], value=quoted(wrong[0]))
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
            typed = {compact(each): _as_typed(drafted, values.joined, record, each) for each in properties}
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


def _as_typed(drafted: Graph, known: Graph, record: str, predicate: str) -> str:
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
    given = {_property(name): value for name, value in decision.edited["facts"].items()}
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
            raise draft_error("{predicate} needs a value", predicate, predicate=compact(predicate))
    if not graphing.is_new(at, of, GIVEN[of][0] if of in GIVEN else terms[RDF.predicate].value):
        raise draft_error("the draft has such a fact of these words already; edit that one", at)
    if of == RDF.Statement:
        edge = Triple(*terms.values())
        subject, joining, thing = (each.value for each in terms.values())
        graphing.state(at, subject, joining, thing, decision.rule, ())
        record = statement_iri(edge)
    else:
        dated = of != YD.Observation
        facts: list[Fact] = [(YD.asOf, day_term(values.issued)) if dated else (RDF.type, QB.Observation)]
        facts += [(each, term.value if isinstance(term, NamedNode) else term) for each, term in terms.items()]
        parts = [short_slug(term.value) for term in terms.values() if isinstance(term, NamedNode)]
        slug = "-".join((local_name(of).lower(), *parts[:2]))
        record = graphing.record(slug, facts, at, of, decision.rule, (), dated=dated)
    if decision.edited["differs"]:
        by, day = decision.by.strip(), decision.at[:10]
        notes = english(f"Added in the review by {by} on {day}."), chinese(f"{by}于{day}在审校中补充。")
        graphing.add(record, [(YD.basis, YD.FromReviewer), *((SKOS.editorialNote, note) for note in notes)])
    made = with_labels(graphing.triples, values.joined)
    return draft_of(draft.folder, [*draft.triples, *made], draft.source.text.encode())


def _new_thing(graphing: Graphing, name: str, at: Span, usual: str) -> str:
    """Propose a thing that neither draft nor collection has, where the sentence names it; its IRI."""
    start, _, words = graphing.source.sentence(*at)
    if name not in words:
        raise draft_error(
            "nothing is called {name}, and the sentence does not name it",
            name,
            name=quoted(name),
            hint=problem("give a known thing, or a name as it stands there"),
        )
    first = start + words.index(name)
    kind = usual if usual == FOAF.Person else kind_of(name) or usual
    iri = graphing.new_iri(slug_of(name))
    facts: list[Fact] = [
        (FOAF.name, Literal(name) if kind == FOAF.Person else None),
        (YD.mentionedIn, graphing.passage(first, first + len(name))),
    ]
    graphing.thing(iri, kind, name, facts)
    graphing.propose((first, first + len(name)), kind, RDFS.label, iri, f"{ADDED_RULE}thing")
    return iri
