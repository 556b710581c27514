"""What is stated nowhere, but follows: by the ontology, or by arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.graph.canonical import statement_iri
from ydkg.server.thing.facts import Fact
from ydkg.server.thing.relations import connections
from ydkg.telling.naming import slug
from ydkg.telling.relation import tell_edge
from ydkg.vocab import PROV, RDF, YD

if TYPE_CHECKING:
    from ydkg.server.thing.telling import Telling


def following(telling: Telling, iri: str) -> list[Fact]:
    """Tell what is not stated of a thing, but follows: by the ontology, or by arithmetic.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    iri : str
        The thing.

    Returns
    -------
    list of Fact
        Sentences; ``kind`` is the name of the graph that has it. Empty where the server has none of these graphs.
    """
    return [*_inferred(telling, iri), *_derived(telling, iri)]


def _inferred(telling: Telling, iri: str) -> list[Fact]:
    """Tell what follows by the ontology of a thing and another one: and nothing that is stated the other way round."""
    table, facts = telling.book.following["inferred"], dict[str, Fact]()
    if not table.has(iri) and not table.to(iri):
        return []
    joints = telling.book.joints(slug(iri))
    stated = {
        (fact.other, heading.title) for heading in connections(telling, joints, slug(iri)) for fact in heading.facts
    }
    onward = [
        (iri, predicate, term.value)
        for predicate, terms in table.of(iri).items()
        for term in terms
        if isinstance(term, NamedNode)
    ]
    back = [(subject, predicate, iri) for subject, predicate in table.to(iri)]
    for start, predicate, end in (*onward, *back):
        other, phrase = (
            (end, telling.phrase(predicate).onward) if start == iri else (start, telling.phrase(predicate).back)
        )
        if other in facts or not telling.book.is_thing(other) or predicate == RDF.type:
            continue
        if (other, telling.pick(phrase)) in stated:
            continue
        words = telling.linked(telling.pick(tell_edge(telling.book.reading, start, predicate, end)), (start, end))
        statement = statement_iri(Triple(NamedNode(start), NamedNode(predicate), NamedNode(end)))
        facts[other] = Fact(words, other, statement, "inferred")
    return list(facts.values())


def _derived(telling: Telling, iri: str) -> list[Fact]:
    """Tell the figures that follow by arithmetic of a thing, or in a metric."""
    table = telling.book.following["derived"]
    records = {subject for predicate in (YD.about, YD.metric) for subject, _ in table.to(iri, predicate)}
    facts = []
    for record in sorted(records):
        how = telling.book.table.one(record, PROV.wasGeneratedBy)
        words = [telling.part(telling.name(record), record)]
        if how:
            words += [telling.part(", " if telling.lang != "zh" else "，"), telling.part(telling.name(how))]
        facts.append(Fact(words, "", record, "derived"))
    return facts
