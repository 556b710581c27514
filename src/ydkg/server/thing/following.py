"""What is stated nowhere, but follows: by the ontology, or by arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.graph.canonical import statement_iri
from ydkg.server.dataset import GRAPHS
from ydkg.server.thing.book import slug_of
from ydkg.server.thing.facts import NOWHERE, Fact, connections
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
    store, node, graph = telling.book.store, NamedNode(iri), NamedNode(GRAPHS["inferred"])
    found: dict[str, Fact] = {}
    stated = {(fact.other, heading.title) for heading in connections(telling, slug_of(iri)) for fact in heading.facts}
    onward = store.quads_for_pattern(node, None, None, graph)
    back = store.quads_for_pattern(None, None, node, graph)
    for quad in (*sorted(onward, key=str), *sorted(back, key=str)):
        other = str(getattr(quad.object if quad.subject == node else quad.subject, "value", ""))
        statement = statement_iri(quad.triple)
        if other in found or slug_of(other) not in telling.book.things or quad.predicate.value == RDF.type:
            continue
        words = telling.phrase(quad.predicate.value, "")
        if (other, words.onward if quad.subject == node else words.back) in stated:
            continue
        found[other] = Fact(telling.tell(statement), other, statement, "", "inferred", "", "", NOWHERE)
    return list(found.values())


def _derived(telling: Telling, iri: str) -> list[Fact]:
    """Tell the figures that follow by arithmetic of a thing, or in a metric."""
    store, graph = telling.book.store, NamedNode(GRAPHS["derived"])
    records = {
        str(getattr(quad.subject, "value", ""))
        for predicate in (YD.about, YD.metric)
        for quad in store.quads_for_pattern(None, NamedNode(predicate), NamedNode(iri), graph)
    }
    facts = []
    for each in sorted(records):
        how = telling.book.one(each, PROV.wasGeneratedBy)
        words = [telling.part(telling.name(each), each)]
        facts.append(Fact(words, "", each, telling.name(how) if how else "", "derived", "", "", NOWHERE))
    return facts
