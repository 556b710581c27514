"""A clash: the fewest facts that cannot all be true, in words and each with its source."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.errors import Listed, Named, problem
from ydkg.graph.graph import Graph
from ydkg.graph.schema import RECORDS
from ydkg.graph.sources import offset, passages_of, span, text_of
from ydkg.graph.turtle import statement_iri
from ydkg.language.relation import spaced
from ydkg.language.text import CHINESE, ENGLISH
from ydkg.proof.finding import Finding
from ydkg.proof.logic.reason import first_inconsistent
from ydkg.proof.logic.view import annotated, annotation_properties, logical, shipped_ontology, text
from ydkg.proof.phrase import fact_words, name_of, with_vocabulary
from ydkg.vocab import PROV, RDF, RDFS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.graph.sources import Source
    from ydkg.language.text import Language

#: How many sets of facts one run of the reasoner looks at: starting it costs as much as some thirty small sets.
_SETS = 32


def clash(triples: Iterable[Triple]) -> list[Triple]:
    """Find a minimal set of facts that cannot all be true.

    U. Junker, QuickXplain: preferred explanations and relaxations for over-constrained problems, AAAI 2004.
    """
    terms = annotated(shipped_ontology())
    annotations = annotation_properties(terms)
    rules, facts = logical(terms, annotations), logical(triples, annotations)
    if first_inconsistent([facts], rules) is None:
        return []
    above: dict[str, set[str]] = defaultdict(set)
    for t in rules:
        if t.predicate.value == RDFS.subClassOf and isinstance(t.object, NamedNode):
            above[text(t.subject)].add(text(t.object))

    def plainness(t: Triple) -> tuple[int, int, str]:
        """Rank a fact by how plainly it says what a clash is about.

        That a thing is of a family's class is plainest (a person cannot be a place); what only implies it comes before.
        """
        kind = isinstance(t.object, NamedNode) + (t.predicate.value == RDF.type)
        return (kind, -len(above[text(t.object)]) if kind > 1 else 0, str(t))

    # Of clashing facts a minimal set that clashes is kept, of the last ones where there is a choice: the shortest end
    # of the list that clashes with what is kept starts with a fact that it cannot do without.
    kept: list[Triple] = []
    rest = sorted(_module(facts, rules), key=plainness)
    while True:
        # The shortest end that clashes starts between `low` and `high`; that of all of `rest` does.
        low, high = 0, len(rest) + 1
        while high - low > 1:
            step = -(-(high - low) // _SETS)
            starts = list(range(high - 1, low, -step))
            hit = first_inconsistent([[*kept, *rest[start:]] for start in starts], rules)
            low, high = (starts[hit], starts[hit - 1] if hit else high) if hit is not None else (low, starts[-1])
        if low == len(rest):
            return sorted(kept, key=str)
        kept.append(rest[low])
        rest = rest[low + 1 :]


def contradictions(triples: Iterable[Triple], *documents: Source) -> list[Finding]:
    """Check that the facts can all be true; one that says which facts clash; empty where the graph is consistent."""
    held = list(triples)
    facts = clash(held)
    if not facts:
        return []
    table = Graph.from_triples(held)
    worded = with_vocabulary(table)
    told = []
    for fact in facts:
        subject = text(fact.subject)
        plain = isinstance(fact.subject, NamedNode) and isinstance(fact.object, NamedNode | Literal)
        behind = table.values(statement_iri(fact), PROV.wasDerivedFrom) if plain else []
        # Without a statement a record's fact comes from where the record does, a thing's class from what speaks of it.
        if not behind and (fact.predicate.value == RDF.type or not RECORDS.isdisjoint(table.types(subject))):
            behind = passages_of(table, subject)
        sources = []
        for iri in sorted(set(behind), key=lambda iri: (table.number(iri, YD.start) or 0, iri)):
            at = span(table, iri)
            source = text_of(documents, at[0]) if at else None
            words = f"{compact(iri)} “{source.words(*at[1:])}”" if at and source else compact(iri)
            sources.append(name_of(table, iri) if table.is_a(iri, YD.Register) else Named(words, words))
        told.append((fact_words(worded, fact), sources))

    def listed(language: Language) -> str:
        """List the facts by numbers, each with its sources."""
        none = language.told(problem("no source"))
        facts = [
            language.gettext(
                "({number}) {fact} [{sources}]",
                number=number,
                fact=spaced(language.told(words)),
                sources=language.told(Listed(sources, "; ")) or none,
            )
            for number, (words, sources) in enumerate(told, start=1)
        ]
        return (" " if language is ENGLISH else "；").join(facts)

    english, chinese = map(listed, (ENGLISH, CHINESE))
    several = problem("cannot be true of one world: {facts}", facts=Named(english, chinese))
    message = several if len(facts) > 1 else problem("cannot be true: {facts}", facts=Named(english, chinese))
    # The thing that most of the facts speak of.
    spoken = Counter(iri for t in facts for iri in (text(t.subject), text(t.object)) if t.predicate.value != RDF.type)
    spoken += Counter(text(t.subject) for t in facts if t.predicate.value == RDF.type)
    entity = min(spoken, key=lambda iri: (-spoken[iri], iri))
    fix = problem("mend or leave out any one of them")
    return [Finding(entity, message, "contradiction", offset(table, entity), fix=fix)]


def _module(facts: Sequence[Triple], rules: Sequence[Triple]) -> Sequence[Triple]:
    """Return few facts that clash: those among one thing and its neighbours, else all."""
    if len(facts) <= _SETS:
        return facts
    # Each thing with those that it has a relation to, small circles first.
    near: dict[str, set[str]] = defaultdict(set)
    for t in facts:
        near[text(t.subject)].add(text(t.subject))
        if isinstance(t.object, NamedNode) and t.predicate.value != RDF.type:
            near[text(t.subject)].add(text(t.object))
            near[text(t.object)] |= {text(t.subject), text(t.object)}
    things = sorted({frozenset(circle) for circle in near.values()}, key=lambda circle: (len(circle), sorted(circle)))
    chosen = facts
    size = len(things)
    while size > 1:
        size = -(-len(things) // _SETS)
        parts = [things[start : start + size] for start in range(0, len(things), size)]
        circles = (frozenset().union(*part) for part in parts)
        sets = [
            [
                t
                for t in facts
                if text(t.subject) in circle
                and (t.predicate.value == RDF.type or isinstance(t.object, Literal) or text(t.object) in circle)
            ]
            for circle in circles
        ]
        hit = first_inconsistent(sets, rules)
        if hit is None:
            return chosen
        things, chosen = parts[hit], sets[hit]
    return chosen
