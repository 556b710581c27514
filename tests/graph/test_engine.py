"""The query engine and the binding of parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store

from ydkg.errors import QueryError, ResultLimitError
from ydkg.graph import engine
from ydkg.graph.binding import shortened, template
from ydkg.graph.engine import Dataset, evaluated, run
from ydkg.graph.guard import guard
from ydkg.graph.tokens import tokens
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.graph.engine import Answer

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


def test_what_is_asked_is_short_and_what_is_wrong_is_told_of_what_was_written() -> None:
    """The engine gets a question without comments and prologue; an error has the line and column of the file."""
    written = '# one\nPREFIX a: <http://a/>\nPREFIX yd: <http://own/>\nSELECT ?o {\n  ?s a:p ?o ; yd:q "a:p # x"@en }'
    assert shortened(written, guard(written, PREFIXES), PREFIXES) == (
        'SELECT ?o { ?s <http://a/p> ?o ; <http://own/q> "a:p # x"@en }'
    )
    declared_otherwise = (f"{head}\n{written}" for head in ("BASE <http://b/>", 'VERSION "1.2"', "PREFIX b:"))
    for text in (written.replace("a:p ?o", "a:\\- ?o"), *declared_otherwise):
        assert shortened(text, guard(text, PREFIXES), PREFIXES) == text
    no_iri_there = f"SELECT ?x {{ ?s ?p (?x yd:Thing) }} # {'long' * 20}"  # its # could begin a comment
    assert run(Store(), no_iri_there, {"lang": Literal("en")}).rows == ()
    with pytest.raises(QueryError, match=r"line 5, column 11: cannot read 'yd:q' here"):
        run(Store(), written.replace("a:p ?o", "?o"), {"lang": Literal("en")})
    with pytest.raises(QueryError, match=r"line 1, column 11: cannot read 'SELECT' here"):
        run(Store(), "PREFIX a: SELECT", {"lang": Literal("en")})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_parameter_stays_one_text(text: str) -> None:
    """Whatever letters a person gives, quotes and backslashes too, come back as the same text and do nothing else."""
    result = run(Store(), "SELECT (STR(?x) AS ?y) { }", {"x": Literal(text)})
    assert result.rows == ((Literal(text),),)


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ('SELECT (CONCAT("",?x,"") AS ?y) { }', Literal("a")),
        ('ASK { FILTER(""?x""=1) }', Literal("")),
        ("SELECT ?y { BIND('a' AS ?y) FILTER(?y<?x) }", NamedNode("http://a/b")),
        ("SELECT (STR(?x)AS ?y) { FILTER(<http://a/a>=?x) }", A),
        ("SELECT ?x?y { ?x<http://a/p>?y }", A),
    ],
)
def test_a_term_does_not_grow_together_with_what_stands_beside_it(query: str, term: Literal | NamedNode) -> None:
    """Without a space between them, two quotes and a text would begin a long text, and < an IRI another word."""
    filled, holds = template(query, tokens(query), ["x"]).filled({"x": term})
    assert holds
    assert [token.text for token in tokens(filled) if token.text not in {"AS", "?x", "(", ")"}] == [
        str(term) if token.text == "?x" else token.text for token in tokens(query) if token.text not in {"AS", "(", ")"}
    ]


@given(
    st.lists(
        st.sampled_from(['""', "''", '"a"', "'a'", "?x", "<", "<http://a/>", "=", "!", "@en", "a", "1", " ", "("])
    ),
    st.sampled_from([Literal(""), Literal("a"), Literal("a", language="en"), Literal(1), NamedNode("http://a/b"), A]),
)
def test_a_filled_query_has_the_tokens_of_the_query_and_of_the_terms(
    parts: list[str], term: Literal | NamedNode
) -> None:
    """Whatever stands beside a variable, guarded once is guarded: nothing else can be read in the filled query."""
    query = "".join(parts)
    try:
        found = tokens(query)
    except QueryError:
        return
    filled, holds = template(query, found, ["x"]).filled({"x": term})
    of_the_term = [token.text for token in tokens(str(term))]
    assert holds
    assert [token.text for token in tokens(filled)] == [
        text for token in found for text in (of_the_term if token.text == "?x" else [token.text])
    ]


def test_a_query_is_guarded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked again, with another plain term too, it is not cut again; a term that is not plain is guarded with it."""
    asked: list[str] = []
    monkeypatch.setattr(engine, "guard", lambda text, prefixes: asked.append(text) or guard(text, prefixes))
    query = "SELECT ?y { BIND(STR(?x) AS ?y) } # once"
    for term in (A, Literal("a"), NamedNode("http://a/(b)"), Literal("a\\u0022")):
        assert run(Store(), query, {"x": term}).rows == ((Literal(term.value),),)
    assert [each.count("?x") for each in asked] == [1, 0, 0]
    run(Store(), "ASK { FILTER('\\u0041' = ?x) }", {"x": Literal(1)})
    assert len(asked) == 5, "a query with an escape has two readings"


def test_a_parameter_cannot_make_a_query_too_long() -> None:
    """What is put in counts."""
    with pytest.raises(QueryError, match="characters, at most"):
        run(Store(), "SELECT (STR(?x) AS ?y) { }", {"x": Literal("a" * 70_000)})


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


# -------- Answers handed on while they are made --------


def evaluate(text: str, take: Callable[[Answer], object], dataset: Dataset | None = None) -> object:
    """Ask a small graph that has a named one beside it."""
    store = small()
    store.add(Quad(A, A, A, NamedNode("http://a/graph")))
    return evaluated(store, text, guard(text, PREFIXES, ["http://a/graph"]), take, dataset)


def count(answer: Answer) -> int:
    """Count rows."""
    assert isinstance(answer, QuerySolutions)
    return sum(1 for _ in answer)


def test_an_answer_is_handed_on() -> None:
    """What takes the answer has the engine's own, and its result is returned."""
    assert evaluate("SELECT * { ?s ?p ?o }", count) == 4
    assert evaluate("ASK { ?s skos:broader ?o }", bool) is False


def test_a_dataset_goes_before_the_query_s_own() -> None:
    """FROM counts only where no dataset is given."""
    named = [NamedNode("http://a/graph")]
    text = "SELECT * FROM <http://a/graph> { ?s ?p ?o }"
    assert evaluate(text, count) == 1
    assert evaluate(text, count, Dataset([DefaultGraph()], [])) == 4
    assert evaluate(text, count, Dataset([], named)) == 0
    assert evaluate("SELECT * { GRAPH ?g { ?s ?p ?o } }", count) == 1
    assert evaluate("SELECT * { GRAPH ?g { ?s ?p ?o } }", count, Dataset(named, [])) == 0


def test_errors_on_the_way_are_told() -> None:
    """An error of what takes the answer comes through as it is, one of the engine in the words of this package."""

    def fail(answer: Answer) -> None:
        raise ResultLimitError("too much", answer)

    with pytest.raises(ResultLimitError, match="too much"):
        evaluate("ASK {}", fail)
    with pytest.raises(QueryError, match="line 1, column 17: cannot read"):
        evaluate("SELECT ?s WHERE ?s ?p ?o", count)
    with pytest.raises(QueryError, match="custom function"):
        evaluate("SELECT * { ?s ?p ?o FILTER(<http://a/f>(?s)) }", count)
