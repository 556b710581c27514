"""The query engine, the binding of parameters, and terms that are nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store

from ydkg.errors import QueryError, ResultLimitError, UnknownGraphError
from ydkg.graph.guard import tokens
from ydkg.graph.sparql import MOST, bind, evaluate, run, unknown_terms
from ydkg.vocab import FOAF, RDF, ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.graph.sparql import Answer

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


def test_what_is_wrong_is_told_of_what_was_written() -> None:
    """An error has the line and column of the file, and where a parameter stands in it the line."""
    written = '# one\nPREFIX a: <http://a/>\nPREFIX yd: <http://own/>\nSELECT ?o {\n  ?s ?o ; yd:q "a:p # x"@en }'
    with pytest.raises(QueryError, match=r"line 5, column 11: cannot read 'yd:q' here"):
        run(Store(), written, {"lang": Literal("en")})
    with pytest.raises(QueryError, match=r"line 1, column 11: cannot read 'SELECT' here"):
        run(Store(), "PREFIX a: SELECT", {"lang": Literal("en")})
    with pytest.raises(QueryError, match=r"^query, line 5: cannot be read with its parameters put in$"):
        run(Store(), written, {"s": A})
    no_iri_there = f"SELECT ?x {{ ?s ?p (?x yd:Thing) }} # {'long' * 20}"
    assert run(Store(), no_iri_there, {"lang": Literal("en")}).rows == ()


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
    filled = bind(query, tokens(query), {"x": term})
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
    filled = bind(query, found, {"x": term})
    of_the_term = [token.text for token in tokens(str(term))]
    assert [token.text for token in tokens(filled)] == [
        text for token in found for text in (of_the_term if token.text == "?x" else [token.text])
    ]


@pytest.mark.parametrize("text", ["a\\u0022", "\\u0022) } SERVICE <http://a/> { #", "it's (a) #1", "\\"])
def test_a_term_is_guarded_with_its_query(text: str) -> None:
    """Whatever a term reads like, it is itself or refused, and nobody is called."""
    try:
        rows = run(Store(), "SELECT ?y { BIND(STR(?x) AS ?y) } # once", {"x": Literal(text)}).rows
    except QueryError:
        assert "SERVICE" in text
    else:
        assert rows == ((Literal(text),),)


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


def ask(text: str, take: Callable[[Answer], object], *dataset: list[str]) -> object:
    """Ask a small graph that has a named one beside it."""
    store = small()
    store.add(Quad(A, A, A, NamedNode("http://a/graph")))
    return evaluate(store, text, take, *dataset)


def count(answer: Answer) -> int:
    """Count rows."""
    assert isinstance(answer, QuerySolutions)
    return sum(1 for _ in answer)


def test_an_answer_is_handed_on() -> None:
    """What takes the answer has the engine's own, and its result is returned."""
    assert ask("SELECT * { ?s ?p ?o }", count) == 4
    assert ask("ASK { ?s skos:broader ?o }", bool) is False


def test_a_dataset_goes_before_the_query_s_own() -> None:
    """FROM counts only where no dataset is given, and a graph is one that the store has."""
    graph = "http://a/graph"
    everywhere = "SELECT * FROM <http://a/nowhere> { ?s ?p ?o }"
    text = everywhere.replace("nowhere", "graph")
    assert ask(text, count) == 1
    assert ask(everywhere, count, [graph]) == 1
    assert ask(text, count, [], [graph]) == 0
    assert ask("SELECT * { GRAPH ?g { ?s ?p ?o } }", count) == 1
    assert ask("SELECT * { GRAPH ?g { ?s ?p ?o } }", count, [graph]) == 0
    with pytest.raises(UnknownGraphError, match=r"^query, line 1, column 15: there is no graph 'http://a/no"):
        ask(everywhere, count)
    with pytest.raises(UnknownGraphError, match=r"^request: there is no graph 'http://a/nowhere' here"):
        ask(text, count, [], ["http://a/nowhere"])


def test_a_triple_of_two_graphs_is_one_in_their_merge() -> None:
    """FROM of several graphs asks their merge, for a whole answer as for one that is handed on."""
    store, names = small(), ("http://a/graph", "http://a/later")
    store.extend(Quad(A, A, A, NamedNode(name)) for name in names)
    text = "SELECT * FROM <http://a/graph> FROM <http://a/later> { ?s ?p ?o }"
    assert evaluate(store, text, count) == len(run(store, text).rows) == 1


def test_errors_on_the_way_are_told() -> None:
    """An error of what takes the answer comes through as it is, one of the engine in the words of this package."""

    def fail(answer: Answer) -> None:
        raise ResultLimitError("too much", answer)

    with pytest.raises(ResultLimitError, match="too much"):
        ask("ASK {}", fail)
    with pytest.raises(QueryError, match="line 1, column 17: cannot read"):
        ask("SELECT ?s WHERE ?s ?p ?o", count)
    with pytest.raises(QueryError, match="custom function"):
        ask("SELECT * { ?s ?p ?o FILTER(<http://a/f>(?s)) }", count)


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
