"""The query engine and the binding of parameters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from ydkg.errors import QueryError
from ydkg.graph.engine import run

A = NamedNode("http://a/a")


def small() -> Store:
    """Make a graph of a few triples."""
    store = Store()
    turtle = b'@prefix : <http://a/> . :a :p :b ; :q "x"@en . :c :p :d . :e :p :f .'
    store.load(turtle, format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?o { ?x :p ?o }", [("http://a/b",)]),
        ("SELECT ?x ?o { ?x :p ?o }", [("http://a/a", "http://a/b")]),
        ("SELECT ?o { ?s :p ?o FILTER(?s = ?x) }", [("http://a/b",)]),
        ("SELECT ?y { BIND(?x AS ?y) }", [("http://a/a",)]),
        ("SELECT ?o { { SELECT ?o { ?x :p ?o } } }", [("http://a/b",)]),
        ("SELECT ?x ?o { { SELECT ?x ?o { ?x :p ?o } } }", [("http://a/a", "http://a/b")]),
        ("SELECT ?o { ?s :p ?o MINUS { ?x :p ?o } } ORDER BY ?o", [("http://a/d",), ("http://a/f",)]),
        ("SELECT ?o { ?s :p ?o FILTER(!BOUND(?x) || ?s = ?x) }", [("http://a/b",)]),
        ("SELECT ?o { ?s :p ?o FILTER(BOUND(?x)) } ORDER BY ?o", [("http://a/b",), ("http://a/d",), ("http://a/f",)]),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?x ORDER BY ?x", [("http://a/a", "2")]),
        ("SELECT ?o { ?s :p ?o OPTIONAL { ?x :p ?z FILTER(?z = ?o) } FILTER(BOUND(?z)) }", [("http://a/b",)]),
        ("SELECT ?xx { ?x :p ?xx }", [("http://a/b",)]),
        ("SELECT ('?x' AS ?text) { } # ?x", [("?x",)]),
    ],
)
def test_a_parameter_is_bound_wherever_its_variable_stands(query: str, rows: list[tuple[str, ...]]) -> None:
    """Filters, sub-queries, differences and projections all see the term; other letters are left alone."""
    result = run(small(), "PREFIX : <http://a/> " + query, {"x": A})
    assert [tuple(term.value for term in row) for row in result.rows] == rows


@pytest.mark.parametrize(
    "query", ["SELECT * { BIND(1 AS ?x) }", "SELECT * { VALUES ?x { 1 } }", "SELECT (1 AS ?x) { }"]
)
def test_a_query_cannot_assign_to_its_parameter(query: str) -> None:
    """Two values for one variable are refused rather than mixed."""
    with pytest.raises(QueryError, match=r"\?x is a parameter"):
        run(small(), query, {"x": A})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_parameter_stays_one_text(text: str) -> None:
    """Whatever letters a person gives, quotes and backslashes too, come back as the same text and do nothing else."""
    result = run(Store(), "SELECT (STR(?x) AS ?y) { }", {"x": Literal(text)})
    assert result.rows == ((Literal(text),),)


def test_the_kinds_of_answers() -> None:
    """Rows, truth and triples are told apart, and triples come sorted."""
    assert run(small(), "ASK { ?s ?p ?o }")[1:] == ((), (), True)
    made = run(small(), "CONSTRUCT { ?s <http://a/z> 1 } WHERE { ?s <http://a/p> ?o }")
    assert made.kind == "triples"
    assert [row[0].value for row in made.rows] == ["http://a/a", "http://a/c", "http://a/e"]
    assert run(small(), "SELECT ?s ?nothing { ?s <http://a/q> ?o }").rows == ((A, None),)


def test_the_usual_prefixes_are_declared() -> None:
    """A short query needs no prologue, and may declare a prefix otherwise."""
    assert run(small(), "ASK { ydr:x skos:broader ?o }").boolean is False
    assert run(small(), "PREFIX yd: <http://a/> ASK { yd:a yd:p yd:b }").boolean is True
