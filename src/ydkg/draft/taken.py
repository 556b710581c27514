"""What one decision takes from one proposal: the facts as they are, edited, split, or of another thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.draft.decision import EDIT, SAME_AS, SPLIT
from ydkg.draft.edit import changed
from ydkg.errors import DraftError, Named, YdkgError, problem
from ydkg.graph.canonical import statement_iri
from ydkg.graph.names import label
from ydkg.graph.passages import passage_iri, span
from ydkg.graph.schema import RECORDS, shipped_schema
from ydkg.graph.table import identifier
from ydkg.vocab import FOAF, ORG, PREFIXES, PROV, RDF, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ydkg.draft.decision import Decision
    from ydkg.draft.edit import Naming
    from ydkg.draft.folder import Draft, Proposal
    from ydkg.graph.table import Table

#: Classes that a thing is typed with up to its family start so.
_OF_FAMILIES = (PREFIXES["yd"], FOAF.Person, ORG.Organization, SCHEMA.Event)


def take(draft: Draft, proposal: Proposal, decision: Decision, naming: Naming) -> list[Triple]:
    """Take what was decided on a proposal.

    Parameters
    ----------
    draft : Draft
    proposal : Proposal
    decision : Decision
        No rejection.
    naming : Naming

    Returns
    -------
    list of pyoxigraph.Triple
        Facts of the proposed record, thing or statement node, under the IRI that the draft gives it; of a split of
        others with a number behind it. The edge of a statement is not among them.

    Raises
    ------
    DraftError
        If what was edited cannot be; says where in the text.
    """
    stated, subject = own_facts(draft.table, proposal.proposes), proposal.proposes
    try:
        if decision.decision == SAME_AS:
            return _named(stated, naming.iri(decision.edited))
        if decision.decision == EDIT:
            return _edited(proposal, stated, decision.edited, naming)
        if decision.decision != SPLIT:
            return stated if proposal.kind in {*RECORDS, RDF.Statement} else _whole(stated, subject)
        found: list[Triple] = []
        for number, changes in enumerate(decision.edited, start=1):
            part = _narrowed(draft, _edited(proposal, stated, changes, naming))
            found += part if number == 1 else moved(part, {subject: f"{subject}-{number}"})
    except YdkgError as error:
        raise DraftError(problem("{what}: {why}", what=told(draft, proposal), why=error), decision.edited) from error
    return found


def own_facts(table: Table, subject: str) -> list[Triple]:
    """Collect what is said of a subject, without edges that have a statement node.

    Parameters
    ----------
    table : Table
    subject : str

    Returns
    -------
    list of pyoxigraph.Triple
    """
    node = NamedNode(subject)
    triples = (Triple(node, NamedNode(p), term) for p, terms in table.of(subject).items() for term in terms)
    return [triple for triple in triples if not table.has(statement_iri(triple))]


def moved(triples: Iterable[Triple], iris: Mapping[str, str]) -> list[Triple]:
    """Call things otherwise, as subjects and as objects.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
    iris : mapping of str to str
        Old IRI -> new.

    Returns
    -------
    list of pyoxigraph.Triple
        In the same order.
    """

    def term(old: Any) -> Any:  # noqa: ANN401 - whatever a triple has there
        return NamedNode(iris[old.value]) if isinstance(old, NamedNode) and old.value in iris else old

    return [Triple(term(t.subject), t.predicate, term(t.object)) for t in triples]


def told(draft: Draft, proposal: Proposal) -> Named:
    """Say which proposal is meant.

    Parameters
    ----------
    draft : Draft
    proposal : Proposal

    Returns
    -------
    Named
        Its label, or its prefixed name, and its position.
    """
    name = label(draft.table, proposal.proposes) or compact(proposal.proposes)
    chinese = label(draft.table, proposal.proposes, "zh") or name
    start, end = proposal.start, proposal.end
    return Named(f"“{name}” ({start}–{end})", f"“{chinese}”（第{start}—{end}字符）")


def _edited(proposal: Proposal, stated: list[Triple], changes: Mapping[str, Any], naming: Naming) -> list[Triple]:
    """Apply an edit; of a statement the property of its edge stands for its object."""
    subject = proposal.proposes
    if proposal.kind == RDF.Statement:
        given = {proposal.property, compact(proposal.property)}
        changes = {"rdf:object" if name in given else name: value for name, value in changes.items()}
    return _whole(changed(stated, subject, changes, naming), subject)


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


def _named(stated: list[Triple], target: str) -> list[Triple]:
    """Keep where a thing is named, for the thing that it is the same as."""
    kept = [t for t in stated if t.predicate.value in {YD.mentionedIn, PROV.wasDerivedFrom}]
    if not kept:
        raise DraftError(
            problem("no thing that could be the same as {target}; edit it, or reject it", target=compact(target)),
            target,
        )
    return kept


def _narrowed(draft: Draft, part: list[Triple]) -> list[Triple]:
    """Lead each part of a split thing to its own name, where that stands just once in the words that were split."""
    labels = [t.object.value for t in part if t.predicate.value == RDFS.label and isinstance(t.object, Literal)]
    found: list[Triple] = []
    for triple in part:
        at = span(draft.table, identifier(triple.object)) if triple.predicate.value == YD.mentionedIn else None
        words = draft.source.words(*at[1:]) if at else ""
        name = next((label for label in labels if words != label and words.count(label) == 1), None)
        if name is None or at is None:
            found.append(triple)
            continue
        start = at[1] + words.index(name)
        passage = NamedNode(passage_iri(draft.document, start, start + len(name)))
        found.append(Triple(triple.subject, triple.predicate, passage))
    return found
