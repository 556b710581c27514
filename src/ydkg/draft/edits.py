"""What a decision takes from a proposal: the facts as they are, with values that a person gave, or of another thing."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.draft.definitions import Definitions
from ydkg.draft.folder import EDIT, SAME_AS, Decision
from ydkg.draft.graphing import Graphing, own_facts
from ydkg.errors import AmbiguousNameError, DraftError, Named, UnknownNameError, YdkgError, problem, quoted
from ydkg.graph.graph import Graph
from ydkg.graph.names import label, resolve
from ydkg.graph.schema import RECORDS, shipped_schema, term_label
from ydkg.graph.turtle import canonical_lexical, chinese, english
from ydkg.language.reading.times import Time, times
from ydkg.language.sentence.stages import known_stages
from ydkg.proof.claims.days import days_of
from ydkg.vocab import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PREFIXES,
    PROV,
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
    ydr,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.draft.folder import Draft, Proposal
    from ydkg.graph.graph import Term

#: Classes that a thing is typed with up to its family start so.
_OF_FAMILIES = (PREFIXES["yd"], FOAF.Person, ORG.Organization, SCHEMA.Event)

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_HAN = re.compile("[\u3400-\u9fff]")
#: What a reviewer may name anew, by its property, and the scheme that it is defined in.
_SCHEMES = {YD.stage: "stages", ORG.role: "roles", YD.participantRole: "participant-roles"}
#: What is measured, where no metric says it, by the unit.
_MEASURES = {UNIT.NUM: YD.Count, UNIT.PERCENT: YD.Share, UNIT.KiloM: YD.Length, UNIT.HR: YD.Duration}
#: Properties whose values are in a language.
_WORDED = frozenset({RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.editorialNote})


class Values:
    """What reviewers type: looked up in the draft first, then in the collection, and defined where it is new."""

    def __init__(self, draft: Draft, known: Sequence[Triple]) -> None:
        self.draft = draft
        self.known = Graph.from_triples(known)
        self.joined = Graph.from_triples([*draft.triples, *known])
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
            raise DraftError(problem("{predicate} needs a value", predicate=compact(predicate)), value)
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
            raise DraftError(problem("{what}: {why}", what=compact(predicate), why=error), text) from error

    def metric(self, name: str, unit: str, direction: str, graphing: Graphing) -> NamedNode:
        """Give the metric that is called so in a unit; a new one where there is none."""
        iri = self.find(name)
        kind = self.joined.one(iri, YD.measureKind) or _MEASURES.get(unit, YD.Stock)
        wanted = expand(direction) or direction or self.joined.one(iri, YD.direction) or YD.NoDirection
        called = label(self.joined, iri) or name
        metric = Definitions(graphing, self.joined).metric(called, unit, kind, wanted)
        if (known := self.joined.one(metric, YD.direction)) and known != wanted:
            said = problem("the metric {name} has another direction; give another name", name=quoted(called))
            raise DraftError(said, direction)
        return NamedNode(metric)

    def _time(self, text: str, predicate: str) -> Time:
        """Read a period: as EDTF writes it, or in words."""
        with suppress(ValueError):  # No calendar has such a day.
            if days := days_of(text):
                first, last = (date.fromisoformat(each) if each else None for each in days)
                return Time(0, len(text), first, last, stated=True)
        moments = [each for each in times(text, self.issued) if each.first or each.last]
        if len(moments) != 1:
            said = problem(
                "{what}: {text} is no period; write 2024, 2024-05 or 2024-01/2024-06",
                what=compact(predicate),
                text=quoted(text),
            )
            raise DraftError(said, text)
        return moments[0]


def take(draft: Draft, proposal: Proposal, decision: Decision, values: Values) -> list[Triple]:
    """Take what was decided on a proposal."""
    stated, subject = own_facts(draft.table, proposal.proposes), proposal.proposes
    try:
        if decision.decision == SAME_AS:
            target = values.iri(decision.edited)
            # Of the thing that it is the same as is kept where it is named.
            kept = [t for t in stated if t.predicate.value in {YD.mentionedIn, PROV.wasDerivedFrom}]
            if not kept:
                said = problem(
                    "no thing that could be the same as {target}; edit it, or reject it", target=compact(target)
                )
                raise DraftError(said, target)
            return kept
        if decision.decision == EDIT:
            edited = _edited(proposal, stated, decision.edited, values)
            return _noted(edited, subject, decision) if proposal.kind in RECORDS else edited
        return stated if proposal.kind in {*RECORDS, RDF.Statement} else _whole(stated, subject)
    except YdkgError as error:
        raise DraftError(problem("{what}: {why}", what=told(draft, proposal), why=error), decision.edited) from error


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


def _edited(proposal: Proposal, stated: list[Triple], edited: Mapping[str, Any], values: Values) -> list[Triple]:
    """Give the facts with new values by property: one, several, or None, which takes the property out."""
    node, found, graphing = NamedNode(proposal.proposes), list(stated), values.graphing()
    changes = {property_of(name): value for name, value in edited.items()}
    measured = changes.keys() & {YD.metric, YD.direction, QUDT.hasUnit} if proposal.kind == YD.Observation else ()
    for predicate, value in changes.items():
        if measured and predicate in {YD.metric, YD.direction}:
            continue
        # Of a statement the property of its edge stands for its object.
        own = proposal.kind == RDF.Statement and predicate == proposal.property
        at = node, NamedNode(RDF.object if own else predicate)
        before = [t.object for t in found if (t.subject, t.predicate) == at]
        example = before[0] if before else None
        given = value if isinstance(value, list) else [] if value is None else [value]
        terms = [values.term(at[1].value, each, graphing, example) for each in given]
        found = [t for t in found if (t.subject, t.predicate) != at]
        found += [Triple(*at, term) for term in terms]
    if measured:
        unit, metric = (
            next((t.object.value for t in found if (t.subject, t.predicate.value) == (node, each)), "")  # type: ignore[union-attr]
            for each in (QUDT.hasUnit, YD.metric)
        )
        name = str(changes.get(YD.metric) or metric)
        term = values.metric(name, unit, str(changes.get(YD.direction) or ""), graphing)
        found = [t for t in found if (t.subject, t.predicate.value) != (node, YD.metric)]
        found.append(Triple(node, NamedNode(YD.metric), term))
    if YD.bound in changes:  # How the bound was printed is not how the new one was.
        found = [t for t in found if (t.subject, t.predicate.value) != (node, YD.printedAs)]
    if proposal.kind in RECORDS and RDFS.label in changes:
        found.append(Triple(node, NamedNode(YD.labelBasis), NamedNode(YD.ByHand)))
    return _whole([*found, *sorted(graphing.triples, key=str)], proposal.proposes)


def property_of(name: str) -> str:
    """Give the property that a prefixed name or an IRI is."""
    predicate = expand(name) or (name if _IRI.match(name) else "")
    if not predicate:
        hint = problem("give a prefixed name such as yd:value")
        raise DraftError(problem("{name} is no property", name=quoted(name)), name, hint=hint)
    return predicate


def _noted(facts: list[Triple], record: str, decision: Decision) -> list[Triple]:
    """Say on a record that a person read it otherwise than the rules: who, when and what; its label changes nothing."""
    changed = sorted({property_of(name) for name in decision.edited} - {RDFS.label})
    if not changed:
        return facts
    day = decision.at[:10]
    names, names_zh = ", ".join(map(term_label, changed)), "、".join(term_label(each, "zh") for each in changed)
    node = NamedNode(record)
    noted = (
        (YD.basis, NamedNode(YD.FromReviewer)),
        (SKOS.editorialNote, english(f"Changed in the review by {decision.by.strip()} on {day}: {names}.")),
        (SKOS.editorialNote, chinese(f"{decision.by.strip()}于{day}在审校中修改：{names_zh}。")),
    )
    kept = [each for each in facts if (each.subject, each.predicate.value) != (node, YD.basis)]
    return [*kept, *(Triple(node, NamedNode(predicate), value) for predicate, value in noted)]


def _whole(facts: list[Triple], subject: str) -> list[Triple]:
    """Add what follows from an edit: the classes above a class, and of a person the name that the label is."""
    node = NamedNode(subject)
    own = [t for t in facts if t.subject == node]
    kinds = {t.object.value for t in own if t.predicate.value == RDF.type and isinstance(t.object, NamedNode)}
    above = {kind for kind in shipped_schema().closure(kinds) - kinds if kind.startswith(_OF_FAMILIES)}
    label = next((t.object.value for t in own if t.predicate.value == RDFS.label and isinstance(t.object, Literal)), "")
    person = FOAF.Person in kinds | above
    found = [t for t in facts if not (label and person and t.predicate.value == FOAF.name)]
    found += [Triple(node, NamedNode(RDF.type), NamedNode(kind)) for kind in sorted(above)]
    return [*found, Triple(node, NamedNode(FOAF.name), Literal(label))] if label and person else found


def language_tagged(words: str) -> Literal:
    """Give words their language, by their script; in ``en`` or ``zh-hans``."""
    return Literal(words, language="zh-hans" if _HAN.search(words) else "en")


def _typed(text: str, datatype: str, predicate: str) -> Literal:
    try:
        lexical = canonical_lexical(text, datatype)
    except ValueError as error:
        raise DraftError(problem("{what}: {why}", what=compact(predicate), why=error), text) from error
    return Literal(lexical) if datatype == XSD.string else Literal(lexical, datatype=NamedNode(datatype))
