"""Damage: edits of a graph as somebody in a hurry makes them, the identifiers that depend on an edit among them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.graph.graph import Graph
from ydkg.graph.turtle import statement_iri
from ydkg.language.quantity import fraction, quantity
from ydkg.language.stage import stage_words
from ydkg.vocab import ORG, PREFIXES, PROV, QUDT, RDF, RDFS, YD, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    Graph = frozenset[Triple]
    Term = NamedNode | Literal
    Edit = Callable[[Graph], Graph]

RELEASE = "release-20241204"
_MODALITIES = {YD.Planned: "planned", YD.Underway: "underway", YD.Done: "done"}
_DEEDS = {"chair": "chaired", "attendee": "attended", "respondent": "answered", "presenter": "presented"}


@cache
def node(name: str) -> NamedNode:
    """Make a term of a prefixed name, of an IRI, or of a slug of `ydr:`."""
    if name.startswith("http"):
        return NamedNode(name)
    prefix, colon, local = name.partition(":")
    return NamedNode((expand(name) or PREFIXES[prefix] + local) if colon else ydr(name))


def passage(start: int, end: int) -> str:
    """Return the slug of a passage of the release."""
    return f"passage-{RELEASE}-{start}-{end}"


def text(value: str, language: str = "en") -> Literal:
    """Make words in a language."""
    return Literal(value, language=language)


def typed(value: str, kind: str) -> Literal:
    """Make a literal of a datatype of XML Schema."""
    return Literal(value, datatype=node(f"xsd:{kind}"))


def decimal(value: str) -> Literal:
    """Make a number."""
    return typed(value, "decimal")


def day(value: str) -> Literal:
    """Make a day."""
    return typed(value, "date")


def integer(value: int) -> Literal:
    """Make a whole number."""
    return typed(str(value), "integer")


def triple(subject: str, predicate: str, value: str | Term) -> Triple:
    """Make a triple of names."""
    return Triple(node(subject), node(predicate), node(value) if isinstance(value, str) else value)


def of(graph: Graph, subject: str, predicate: str) -> Graph:
    """Return the triples of one property of a thing; that there are some is part of every fault."""
    thing, part = node(subject), node(predicate)
    found = frozenset(t for t in graph if t.subject == thing and t.predicate == part)
    assert found, f"{subject} has no {predicate}"
    return found


def gone(subject: str, predicate: str) -> Edit:
    """Take out all values of a property."""
    return lambda graph: graph - of(graph, subject, predicate)


def put(subject: str, predicate: str, value: str | Term) -> Edit:
    """Give a property another value."""
    return lambda graph: graph - of(graph, subject, predicate) | {triple(subject, predicate, value)}


def also(subject: str, predicate: str, value: str | Term) -> Edit:
    """Add a triple alone."""
    return lambda graph: graph | {triple(subject, predicate, value)}


def not_so(subject: str, predicate: str, value: str | Term) -> Edit:
    """Take out one triple alone."""

    def edit(graph: Graph) -> Graph:
        assert triple(subject, predicate, value) in graph
        return graph - {triple(subject, predicate, value)}

    return edit


def erased(subject: str) -> Edit:
    """Take out all that is said of a thing, but no edge to it."""

    def edit(graph: Graph) -> Graph:
        found = frozenset(t for t in graph if t.subject == node(subject))
        assert found, f"nothing is said of {subject}"
        return graph - found

    return edit


def steps(*edits: Edit) -> Edit:
    """Do one edit after the other."""

    def edit(graph: Graph) -> Graph:
        for each in edits:
            graph = each(graph)
        return graph

    return edit


def renamed(old: str, new: str) -> Edit:
    """Call a thing otherwise everywhere."""

    def term(value: object) -> object:
        return node(new) if value == node(old) else value

    def edit(graph: Graph) -> Graph:
        thing = node(old)
        found = frozenset(t for t in graph if thing in (t.subject, t.object))
        assert any(t.subject == thing for t in found)
        return graph - found | {Triple(term(t.subject), t.predicate, term(t.object)) for t in found}  # type: ignore[arg-type]

    return edit


def restated(edit_first: Edit) -> Edit:
    """Make an edit, then let every statement node that it touched say the edge as it is now, under its right IRI."""

    def edit(graph: Graph) -> Graph:
        changed = edit_first(graph)
        subjects = {t.subject for t in changed - graph if t.subject.value.startswith(ydr("statement-"))}
        for subject in subjects:
            parts = {t.predicate.value: t.object for t in changed if t.subject == subject}
            told = Triple(parts[RDF.subject], NamedNode(parts[RDF.predicate].value), parts[RDF.object])
            changed = renamed(subject.value, statement_iri(told))(changed)
        return changed

    return edit


def stated(subject: str, predicate: str, value: str | Term, *evidence: str) -> Edit:
    """Add an edge with its statement node and evidence."""
    edge = triple(subject, predicate, value)
    name = statement_iri(edge)
    edits = [
        also(subject, predicate, value),
        also(name, "rdf:type", "rdf:Statement"),
        also(name, "rdf:subject", subject),
        also(name, "rdf:predicate", edge.predicate.value),
        also(name, "rdf:object", edge.object),
        *(also(name, "prov:wasDerivedFrom", each) for each in evidence),
    ]
    return steps(*edits)


def unstated(subject: str, predicate: str, value: str | Term) -> Edit:
    """Take out an edge with its statement node."""
    name = statement_iri(triple(subject, predicate, value))
    return steps(not_so(subject, predicate, value), erased(name))


def other_relation(subject: str, old: str, new: str, value: str) -> Edit:
    """Link two things by another property, with the evidence of the edge that was there."""

    def edit(graph: Graph) -> Graph:
        said = node(statement_iri(triple(subject, old, value)))
        evidence = [t.object for t in graph if t.subject == said and t.predicate.value == PROV.wasDerivedFrom]
        assert evidence
        cited = [each.value for each in evidence if isinstance(each, NamedNode)]
        return stated(subject, new, value, *cited)(unstated(subject, old, value)(graph))

    return edit


def untold(subject: str, predicate: str, value: str) -> Edit:
    """Take out what is said in words, in both languages, with its statement nodes."""

    def edit(graph: Graph) -> Graph:
        said = statement_iri(triple(subject, predicate, text(value)))
        told = {t.subject for t in graph if t.predicate == node("yd:translationOf") and t.object == node(said)}
        chinese = {t.object for t in graph if t.subject in told and t.predicate.value == RDF.object}
        assert chinese
        for each in (text(value), *chinese):
            graph = unstated(subject, predicate, each)(graph)
        return graph

    return edit


def moved_edge(subject: str, predicate: str, old: str | Term, new: str | Term, *, readdress: bool = True) -> Edit:
    """Let an edge lead elsewhere, and its statement node with it, under its right IRI or its old one."""
    before, after = triple(subject, predicate, old), triple(subject, predicate, new)
    name = statement_iri(before)
    edits = (
        not_so(subject, predicate, old),
        also(subject, predicate, new),
        put(name, "rdf:object", after.object),
        renamed(name, statement_iri(after)),
    )
    return steps(*edits[: None if readdress else -1])


def moved_passage(start: int, end: int, new_start: int, new_end: int, *, readdress: bool = True) -> Edit:
    """Let a passage start and end elsewhere, under its right IRI or its old one, its digest as it was."""
    name = passage(start, end)
    edits = (
        put(name, "yd:start", integer(new_start)),
        put(name, "yd:end", integer(new_end)),
        renamed(name, passage(new_start, new_end)),
    )
    return steps(*edits[: None if readdress else -1])


def other_evidence(subject: str, old: str, new: str) -> Edit:
    """Let a record come from another passage."""
    return steps(not_so(subject, "prov:wasDerivedFrom", old), also(subject, "prov:wasDerivedFrom", new))


def struck(*records: str) -> Edit:
    """Take out records, what leads to them, and the statements about them."""
    taken = {node(record) for record in records}

    def edit(graph: Graph) -> Graph:
        assert taken <= {t.subject for t in graph}
        said = {t.subject for t in graph if t.object in taken and t.predicate.value in {RDF.subject, RDF.object}}
        return frozenset(t for t in graph if t.subject not in said and taken.isdisjoint((t.subject, t.object)))

    return edit


def relabelled(record: str) -> Edit:
    """Let the label of a record say what its parts say now, and the slug of a milestone its modality."""

    def edit(graph: Graph) -> Graph:
        near: set[object] = {node(record)}
        for _ in range(2):
            near |= {t.object for t in graph if t.subject in near}
        table = Graph.from_triples(t for t in graph if t.subject in near)
        graph = put(record, "rdfs:label", text(_said(table, ydr(record))))(graph)
        modality = _MODALITIES.get(table.one(ydr(record), YD.modality) or "", "")
        slug = f"{record.rpartition('-')[0]}-{modality}" if modality else record
        return graph if slug == record else renamed(record, slug)(graph)

    return edit


def _said(table: Graph, iri: str) -> str:
    """Say what a record says, by its parts."""

    def called(part: str) -> str:
        return table.text(table.one(iri, part) or "", RDFS.label) or ""

    kinds, value = table.types(iri), table.one(iri, YD.value)
    unit, bound = table.one(iri, QUDT.hasUnit), table.one(iri, YD.bound)
    numerator, denominator = table.one(iri, YD.numerator), table.one(iri, YD.denominator)
    if YD.Observation in kinds:
        figure = (
            fraction(numerator, denominator, bound) if numerator and denominator else quantity(value or "", unit, bound)
        )
        return f"{called(YD.about)}: {figure}"
    if YD.Comparison in kinds:
        now, before = (table.one(table.one(iri, side) or "", YD.value) for side in (YD.current, YD.baseline))
        change = (table.one(iri, YD.statedChange) or "").removeprefix("-")
        way = "rose" if now and before and Decimal(now) > Decimal(before) else "fell"
        return f"By {quantity(change, unit, bound)}" if change else f"It {way}"
    if YD.Milestone in kinds:
        return f"{called(YD.about)}: {stage_words(called(YD.stage), table.one(iri, YD.modality) or '')}"
    if YD.Participation in kinds:
        role = (table.one(iri, YD.participantRole) or "").rpartition("participant-role-")[2]
        return f"{called(YD.participant)}: {_DEEDS[role]}"
    return f"{called(ORG.member)}, {called(ORG.organization)}: {called(ORG.role)}"


def copied(old: str, new: str) -> Edit:
    """Say of a new thing all that is said of another."""
    return lambda graph: graph | {Triple(node(new), t.predicate, t.object) for t in graph if t.subject == node(old)}


def merged(old: str, new: str) -> Edit:
    """Make two things one with care: the names of the first become other names, statements are addressed anew."""

    def edit(graph: Graph) -> Graph:
        names = frozenset(t for t in graph if t.subject == node(old) and t.predicate == node("rdfs:label"))
        graph = graph - names | {Triple(t.subject, node("skos:altLabel"), t.object) for t in names}
        for name in (statement_iri(t) for t in names):
            if any(t.subject == node(name) for t in graph):
                graph = put(name, "rdf:predicate", "skos:altLabel")(graph)
        one = restated(renamed(old, new))(graph)
        loops = frozenset(t for t in one if t.subject == t.object)
        dropped = {node(statement_iri(t)) for t in loops}
        return frozenset(t for t in one - loops if t.subject not in dropped)

    return edit


def bare_sentence(sentence: str) -> Edit:
    """Take out all evidence that lies in one sentence."""

    def edit(graph: Graph) -> Graph:
        within = {t.subject for t in graph if t.predicate == node("yd:inSentence") and t.object == node(sentence)}
        found = frozenset(t for t in graph if t.predicate.value == PROV.wasDerivedFrom and t.object in within)
        assert found
        return graph - found

    return edit


def grown_sentence(start: int, end: int, new_end: int, *passages: tuple[int, int, int]) -> Edit:
    """Let a sentence end elsewhere, and passages in it too."""
    edits = [moved_passage(start, end, start, new_end)]
    edits += [moved_passage(first, last, first, new_last) for first, last, new_last in passages]
    return steps(*edits)


def everywhere_gone(predicate: str) -> Edit:
    """Take out a property of everything."""

    def edit(graph: Graph) -> Graph:
        kept = frozenset(t for t in graph if t.predicate != node(predicate))
        assert len(kept) < len(graph)
        return kept

    return edit


def misspelt(subject: str, predicate: str, wrong: str) -> Edit:
    """Write a property of a thing with a slip, in the edge and in its statement."""

    def edit(graph: Graph) -> Graph:
        found = of(graph, subject, predicate)
        slip = NamedNode(PREFIXES["yd"] + wrong)
        for edge in found:
            name, new = statement_iri(edge), Triple(edge.subject, slip, edge.object)
            graph = graph - {edge} | {new}
            if any(t.subject == node(name) for t in graph):
                graph = put(name, "rdf:predicate", slip)(graph)
                graph = renamed(name, statement_iri(new))(graph)
        return graph

    return edit
