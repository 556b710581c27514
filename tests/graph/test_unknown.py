"""Terms of a query that are nowhere: told with their place and with what is spelled alike."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from ydkg.graph.sparql import MOST, unknown_terms
from ydkg.vocab import FOAF, RDF, ydr


@pytest.fixture
def store() -> Store:
    """Hold a person in a named graph."""
    store = Store()
    store.add(Quad(NamedNode(ydr("ada-king")), NamedNode(RDF.type), NamedNode(FOAF.Person), NamedNode(ydr("graph"))))
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?s a yd:Milestoone }", [("yd:Milestoone", 1, 17, "yd:Milestone")]),
        ("SELECT * {\n ydr:ada-kin a foaf:Person }", [("ydr:ada-kin", 2, 2, "ydr:ada-king")]),
        ("ASK { ?s <http://xmlns.com/foaf/0.1/nick> ?n }", [("foaf:nick", 1, 10, "")]),
        ("PREFIX d: <https://w3id.org/ydkg/id/> ASK { d:nobody ?p ?o }", [("ydr:nobody", 1, 45, "")]),
        ("ASK { ?s yd:xyzzy ?a ; yd:xyzzy ?b }", [("yd:xyzzy", 1, 10, "")]),
        ("ASK { ydr:ada-king a foaf:Person . ?s yd:value '1'^^xsd:integer, yd:MoreThan }", []),
        ("ASK { ?s a <http://example.org/Thing> FILTER(?s != <http://example.org/>) }", []),
        ("# yd:Nothing\nASK { ?s ?p 'yd:Nothing' }", []),
        ("ASK { GRAPH ydr:elsewhere { ?s ?p ?o } }", []),
    ],
)
def test_a_term_that_is_nowhere_is_found(query: str, told: list[tuple[str, int, int, str]], store: Store) -> None:
    """In our namespaces, whether written short or long, once; in comments and texts nothing is a term."""
    assert [tuple(each) for each in unknown_terms(store, query)] == told


def test_of_very_many_the_first_are_told(store: Store) -> None:
    """A long query with nothing but slips takes no longer than one with some."""
    told = unknown_terms(store, f"ASK {{ {' '.join(f'?s yd:slip{n} ?o .' for n in range(2000))} }}")
    assert [each.name for each in told] == [f"yd:slip{n}" for n in range(MOST)]
