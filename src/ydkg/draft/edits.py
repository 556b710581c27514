"""What a decision takes from a proposal: the facts as they are, with values that a person gave, or of another thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.draft.decisions import EDIT, SAME_AS, Decision
from ydkg.draft.graphing import own_facts, slug_of
from ydkg.errors import AmbiguousNameError, DraftError, Named, UnknownNameError, YdkgError, problem, quoted
from ydkg.graph.names import label, resolve
from ydkg.graph.schema import RECORDS, shipped_schema, term_label
from ydkg.graph.turtle import canonical_lexical, chinese, english
from ydkg.vocab import FOAF, ORG, OWL, PREFIXES, PROV, QUDT, RDF, RDFS, SCHEMA, SKOS, XSD, YD, compact, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.draft.folder import Draft, Proposal
    from ydkg.graph.graph import Graph, Term

#: Classes that a thing is typed with up to its family start so.
_OF_FAMILIES = (PREFIXES["yd"], FOAF.Person, ORG.Organization, SCHEMA.Event)

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_HAN = re.compile("[\u3400-\u9fff]")
#: What a reviewer may name anew, by its property; what slug and scheme are called after.
_MADE = {YD.metric: "metric", YD.stage: "stage", ORG.role: "role"}
#: Properties whose values are in a language.
_WORDED = frozenset({RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.editorialNote})


class EditNames(NamedTuple):
    """What names in an edit are looked up in: the draft first, then the collection."""

    draft: Graph
    known: Graph

    def iri(self, name: str) -> str:
        """Find the thing, class or value that a person named."""
        given = expand(name) or (name if _IRI.match(name) else "")
        if given and (not given.startswith(PREFIXES["ydr"]) or self.knows(given)):
            return given
        if not given and re.match(r"[a-z0-9-]+\Z", name) and self.knows(ydr(name)):
            return ydr(name)
        for table in (self.draft, self.known):
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

    def knows(self, iri: str) -> bool:
        """Tell whether draft or collection say anything of a thing."""
        return iri in self.draft or iri in self.known


def take(draft: Draft, proposal: Proposal, decision: Decision, naming: EditNames) -> list[Triple]:
    """Take what was decided on a proposal."""
    stated, subject = own_facts(draft.table, proposal.proposes), proposal.proposes
    try:
        if decision.decision == SAME_AS:
            target = naming.iri(decision.edited)
            # Of the thing that it is the same as is kept where it is named.
            kept = [t for t in stated if t.predicate.value in {YD.mentionedIn, PROV.wasDerivedFrom}]
            if not kept:
                said = problem(
                    "no thing that could be the same as {target}; edit it, or reject it", target=compact(target)
                )
                raise DraftError(said, target)
            return kept
        if decision.decision == EDIT:
            edited = _edited(proposal, stated, decision.edited, naming)
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


def _edited(proposal: Proposal, stated: list[Triple], changes: Mapping[str, Any], naming: EditNames) -> list[Triple]:
    """Give the facts with new values by property: one, several, or None, which takes the property out."""
    found, own = list(stated), {proposal.property, compact(proposal.property)}
    record = proposal.kind in RECORDS
    for name, value in changes.items():
        predicate = expand(name) or (name if _IRI.match(name) else None)
        if predicate is None:
            hint = problem("give a prefixed name such as yd:value")
            raise DraftError(problem("{name} is no property", name=quoted(name)), name, hint=hint)
        if proposal.kind == RDF.Statement and name in own:
            predicate = RDF.object  # The property of its edge stands for its object.
        if predicate == YD.direction and proposal.kind == YD.Observation:
            continue  # It is that of the metric.
        at = NamedNode(proposal.proposes), NamedNode(predicate)
        before = [t.object for t in found if (t.subject, t.predicate) == at]
        values = value if isinstance(value, list) else [] if value is None else [value]
        if predicate in _MADE and isinstance(value, str) and not naming.find(value):
            made = _definition(stated, changes, value.strip(), _MADE[predicate], naming)
            found += made
            terms: list[Literal | NamedNode] = [made[0].subject]  # type: ignore[list-item]
        else:
            terms = [_term(predicate, each, before, naming) for each in values]
        found = [t for t in found if (t.subject, t.predicate) != at]
        found += [Triple(*at, term) for term in terms]
    node = NamedNode(proposal.proposes)
    if record and changes.keys() & {"rdfs:label", RDFS.label}:
        found.append(Triple(node, NamedNode(YD.labelBasis), NamedNode(YD.ByHand)))
    return _whole(found, proposal.proposes)


def _noted(facts: list[Triple], record: str, decision: Decision) -> list[Triple]:
    """Say on a record that a person read it otherwise than the rules: who, when and what; its label changes nothing."""
    changed = sorted(expand(name) or name for name in decision.edited if (expand(name) or name) != RDFS.label)
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


def _definition(
    stated: list[Triple], changes: Mapping[str, Any], name: str, scheme: str, naming: EditNames
) -> list[Triple]:
    """Define a metric, a stage or a role that a reviewer named: a metric of the figure's unit, and of its kind."""
    node = NamedNode(ydr(f"{scheme}-{slug_of(name)}"))
    facts: list[tuple[str, Term]] = [(RDFS.label, language_tagged(name))]
    if scheme != "metric":
        facts += [(RDF.type, NamedNode(SKOS.Concept)), (SKOS.inScheme, NamedNode(ydr(f"{scheme}s")))]
        facts += [(RDF.type, NamedNode(ORG.Role))] if scheme == "role" else []
        facts += [(SKOS.definition, english(f"It is {name}, as the reviewer words it."))] if scheme == "stage" else []
        return [Triple(node, NamedNode(predicate), value) for predicate, value in facts]
    before = next(each.object.value for each in stated if each.predicate.value == YD.metric)  # type: ignore[union-attr]
    unit = changes.get("qudt:hasUnit") or next(t.object.value for t in stated if t.predicate.value == QUDT.hasUnit)  # type: ignore[union-attr]
    direction = changes.get("yd:direction") or naming.draft.one(before, YD.direction) or YD.NoDirection
    kind = naming.draft.one(before, YD.measureKind) or naming.known.one(before, YD.measureKind) or YD.Stock
    facts += [(RDF.type, NamedNode(YD.Metric)), (SKOS.definition, english(f"{name}, as the reviewer names it."))]
    facts += [
        (predicate, NamedNode(expand(value) or value))
        for predicate, value in ((QUDT.hasUnit, unit), (YD.direction, direction), (YD.measureKind, kind))
    ]
    return [Triple(node, NamedNode(predicate), value) for predicate, value in facts]


def _whole(facts: list[Triple], subject: str) -> list[Triple]:
    """Add what follows from an edit: the classes above a class, and of a person the name that the label is."""
    node = NamedNode(subject)
    kinds = {t.object.value for t in facts if t.predicate.value == RDF.type and isinstance(t.object, NamedNode)}
    above = {kind for kind in shipped_schema().closure(kinds) - kinds if kind.startswith(_OF_FAMILIES)}
    label = next(
        (t.object.value for t in facts if t.predicate.value == RDFS.label and isinstance(t.object, Literal)), ""
    )
    person = FOAF.Person in kinds | above
    found = [t for t in facts if not (label and person and t.predicate.value == FOAF.name)]
    found += [Triple(node, NamedNode(RDF.type), NamedNode(kind)) for kind in sorted(above)]
    return [*found, Triple(node, NamedNode(FOAF.name), Literal(label))] if label and person else found


def language_tagged(words: str) -> Literal:
    """Give words their language, by their script; in ``en`` or ``zh-hans``."""
    return Literal(words, language="zh-hans" if _HAN.search(words) else "en")


def _term(predicate: str, value: object, before: Sequence[Term], naming: EditNames) -> Literal | NamedNode:
    """Make a term of a value, of the kind that the property had or that the ontology wants."""
    text = str(value).lower() if isinstance(value, bool) else str(value).strip()
    if not text or isinstance(value, dict | list):
        raise DraftError(problem("{predicate} needs a value", predicate=compact(predicate)), value)
    example = before[0] if before else None
    if isinstance(example, Literal):
        worded = example.language is not None
        return language_tagged(text) if worded else _typed(text, example.datatype.value, predicate)
    terms = shipped_schema().terms
    ranges = (*terms.iris(predicate, RDFS.range), *terms.iris(predicate, SCHEMA.rangeIncludes))
    if example is None and (predicate in _WORDED or RDF.langString in ranges):
        return language_tagged(text)
    if example is None and (datatype := next((each for each in ranges if each.startswith(PREFIXES["xsd"])), None)):
        return _typed(text, datatype, predicate)
    if example is None and OWL.DatatypeProperty in terms.types(predicate):
        return _typed(text, XSD.string, predicate)
    try:
        return NamedNode(naming.iri(text))
    except (YdkgError, ValueError) as error:
        raise DraftError(problem("{what}: {why}", what=compact(predicate), why=error), text) from error


def _typed(text: str, datatype: str, predicate: str) -> Literal:
    try:
        lexical = canonical_lexical(text, datatype)
    except ValueError as error:
        raise DraftError(problem("{what}: {why}", what=compact(predicate), why=error), text) from error
    return Literal(lexical) if datatype == XSD.string else Literal(lexical, datatype=NamedNode(datatype))
