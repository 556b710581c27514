"""The guard at the query engine's door."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, Store

from ydkg.errors import QueryError, UnknownGraphError
from ydkg.graph.guard import MAX_DEPTH, MAX_LENGTH, MAX_TOKENS, guard
from ydkg.graph.sparql import run
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NODE = NamedNode("http://a.example/a")


@pytest.fixture
def store() -> Store:
    """Make a graph of one triple."""
    store = Store()
    store.add(Quad(NODE, NODE, NODE))
    return store


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Listen on a port of this machine, so that any connection would be seen."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield server


CALL = "<http://127.0.0.1:PORT/>{?s ?p ?o}"
DECLARE = "PREFIX : <http://127.0.0.1:PORT/> PREFIX ex: <http://127.0.0.1:PORT/> "
ATTACKS = [
    f"SELECT * {{ SERVICE {CALL} }}",
    f"SELECT * {{ sErViCe SILENT {CALL} }}",
    f"SELECT * {{ SERVICE{CALL} }}",
    f"SELECT * {{ SERVICE#c\n{CALL} }}",
    f"SELECT * {{ ?s ?p ?o #\rSERVICE{CALL}\n}}",
    "SELECT * { SERVICE:foo {?s ?p ?o} }",
    "SELECT * { SERVICEex:foo {?s ?p ?o} }",
    "SELECT * { SERVICESILENTex:foo {?s ?p ?o} }",
    "PREFIX SERVICEex: <http://127.0.0.1:PORT/> SELECT * { SERVICEex:foo {?s ?p ?o} }",
    f"SELECT * {{ ?s ?p true SERVICE{CALL} }}",
    f"SELECT * {{ ?s ?p trueSERVICE{CALL} }}",
    f"SELECT * {{ ?s ?p 1SERVICE{CALL} }}",
    f"SELECT * {{ ?s ?p 1.SERVICE{CALL} }}",
    f"SELECT * {{ ?s ?p ex:a. SERVICE{CALL} }}",
    f"SELECT * {{ ?s ?p ex:a.SERVICE{CALL} }}",
    f"SELECT * {{ ?s ?p ex:a\\'.SERVICE{CALL} }}",
    f"SELECT * {{ ?s ?p _:a.SERVICE{CALL} }}",
    f"SELECT * {{ \\u0053ERVICE {CALL} }}",
    f"SELECT * {{ \\U00000053ERVICE {CALL} }}",
    f"SELECT * {{ \\u005Cu0053ERVICE {CALL} }}",
    f"SELECT * {{ ?s ?p '\\u0027 SERVICE {CALL} #' }}",
    f"SELECT * {{ ?s ?p ?o #\\u000aSERVICE {CALL}\n}}",
    f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {CALL} }} }}",
    f"SELECT * {{ LATERAL {{ SERVICE {CALL} }} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {CALL} }}",
    f"DESCRIBE * {{ SERVICE {CALL} }}",
    "ASK { VALUES ?x { <http://127.0.0.1:PORT/> } SERVICE ?x { ?s ?p ?o } }",
    f"ASK {{ {{ SELECT * {{ SERVICE {CALL} }} }} }}",
    # what could be read as an IRI, or as a comparison with a comment or a string after it
    "ASK { BIND(1 AS ?a) FILTER(?a<?b)SERVICEex:foo#>)\n{?s ?p ?o} }",
    f"ASK {{ FILTER(?a<?b#>'''\n) SERVICE {CALL} #''')\n }}",
    f"ASK {{ FILTER(?a<<ex:b'''>) SERVICE {CALL} #'''>>)\n }}",
    f"ASK {{ FILTER(?a<ex:b'''>1) SERVICE {CALL} #'''\n }}",
    # a long string that the engine gives up on and reads as short ones
    f"ASK {{ ?s ?p '''\\uD800' . SERVICE {CALL} #''' \n }}",
    f"ASK {{ ?s ?p '''\\q' . SERVICE {CALL} #''' \n }}",
    f"ASK {{ ?s ?p '''a' . SERVICE {CALL} #\n }}",
    "SELECT * FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }",
    "SELECT *FROM<http://127.0.0.1:PORT/>{ ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:PORT/> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * fr\\u006Fm <http://127.0.0.1:PORT/> { ?s ?p ?o }",
    "SELECT *FROMex:a { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:PORT/>",
    "LOAD SILENT <http://127.0.0.1:PORT/> INTO GRAPH <http://a/>",
    "INSERT DATA { <http://a/> <http://a/> 1 }",
    "insert { ?s ?p 1 } where { ?s ?p ?o }",
    "DELETE WHERE { ?s ?p ?o }",
    "WITH <http://a/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP DEFAULT",
    "CREATE GRAPH <http://a/>",
    "ADD DEFAULT TO <http://a/>",
    "MOVE DEFAULT TO <http://a/>",
    "COPY DEFAULT TO <http://a/>",
    "ASK { ?s ?p ?o } ; DELETE WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_query_reaches_the_network_or_changes_the_graph(store: Store, listener: socket.socket, attack: str) -> None:
    """However it is spelled, a query that would fetch or write is refused in one line and nobody is called."""
    query = (DECLARE + attack).replace("PORT", str(listener.getsockname()[1]))
    with pytest.raises(QueryError) as refusal:
        guard(query, PREFIXES)  # alone first: an engine that calls would wait for an answer
    assert len(str(refusal.value).splitlines()) == 1
    with pytest.raises(QueryError):
        run(store, query)
    with pytest.raises(TimeoutError):
        listener.accept()
    assert len(store) == 1


def test_the_listener_would_hear_a_call(listener: socket.socket) -> None:
    """Without the guard the engine does call, so the test above can fail."""
    query = f"ASK {{ SERVICE SILENT <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
    program = f"import pyoxigraph\nbool(pyoxigraph.Store().query({query!r}))"
    with subprocess.Popen([sys.executable, "-c", program]) as process:
        listener.settimeout(60)
        connection, _ = listener.accept()
        connection.close()
        process.wait(timeout=60)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from WHERE { ?service ?from ?insert }",
        "PREFIX : <http://a/> SELECT * { ?s :service :FROM ; :load 'SERVICE' }",
        "PREFIX ex: <http://a/> SELECT * { ?s ex:FROM ex:SERVICE, ex:delete }",
        "SELECT * { ?s <http://x/SERVICE> <http://x/FROM#INSERT> }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://a/> { } FROM <http://a/>",
        "SELECT * { ?s ?p 'it\\'s a SERVICE', \"\"\"FROM \"here\" on\"\"\", '''DROP ' it''' }",
        "SELECT * { ?s ?p 'a'@en ; ?q 1, 1.5, .5, 1e3, -2, true . _:a.b ?p [] , () , (1 2) }",
        "SELECT * { ?s ?p ?o FILTER(?s<?o&&?o>3||!(?o<=-2)) FILTER(?s<3) }",
        "SELECT * { ?s ^skos:broader+/(rdfs:label|skos:altLabel)?/!(rdf:type|^rdf:type) ?o }",
        "SELECT * { VALUES (?a ?b) { (<http://a/#x> <http://a/#y>) (UNDEF 'it (is) #1') } }",
        "SELECT * { ?s ?p '\\u4E0A\\u6D77', \"\\u00e9\" }",
        "PREFIX ex: <http://a/> SELECT * { ex:a\\'b ?p ex:a%20b, ex:1.5, ex:a.b . ex: ?p ?o. }",
        "SELECT (COUNT(DISTINCT ?s) AS ?n) (GROUP_CONCAT(?o; SEPARATOR=', ') AS ?all) { ?s ?p ?o } HAVING(?n>1)",
        "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1 OFFSET 0",
        "DESCRIBE ydr:gu-jun",
        "BASE <http://a/> ASK { <x> <y> <z> MINUS { <x> <y> 2 } OPTIONAL { ?x a ?y BIND(IF(?x=?y,1,2) AS ?z) } }",
    ],
)
def test_plain_questions_pass(store: Store, query: str) -> None:
    """Forbidden words in names, variables, strings, IRIs and comments are no commands."""
    run(store, query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n  SERVICE <http://a/> {} }", "line 2, column 3: SERVICE is refused"),
        ("SELECT * { ?s ?p ?o", "line 1, column 10: this { is never closed"),
        ("SELECT * { ?s ?p ?o }}", "line 1, column 22: this } closes nothing"),
        ("SELECT * { ?s ?p (1] }", r"line 1, column 20: this ] does not close the ( before it"),
        ("SELECT ?s\nWHERE ?s ?p ?o", "line 2, column 7: cannot read '?s' here"),
        ("SELECT * { ?s ?p }", "line 1, column 18: cannot be read up to this"),
        ("SELECT * { ?s nope:p ?o }", "line 1, column 15: the prefix nope: is not declared"),
        ("SELECT * { ?s ?p ?o . FILTR(?o) }", "line 1, column 23: 'FILTR' is no word of SPARQL"),
        ("SELECT * { ?s ?p 'x }", "line 1, column 18: cannot read"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "neither grouped nor aggregated"),
        ("SELECT (1 AS ?s) { ?s ?p ?o }", "assigns to a variable that is in use already"),
        ("ASK { ?s ?p ?o FILTER(<http://a/f>(?s)) }", "custom function"),
        ("", "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("PREFIX a: <http://a/>", "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ],
)
def test_a_malformed_query_is_told_where(store: Store, query: str, message: str) -> None:
    """One line says what cannot be read and where."""
    with pytest.raises(QueryError) as refusal:
        run(store, query)
    assert message in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == 1


NESTINGS: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "ASK{FILTER(" + "(" * n + "1" + ")" * n + ")}",
    "groups": lambda n: "ASK" + "{" * n + "?s ?p ?o" + "}" * n,
    "optionals": lambda n: "ASK{" + "OPTIONAL{?s ?p ?o " * n + "}" * n + "}",
    "exists": lambda n: "ASK{" + "FILTER EXISTS{?s ?p ?o " * n + "}" * n + "}",
    "negations": lambda n: "ASK{FILTER(" + "!" * n + "true)}",
    "functions": lambda n: "ASK{FILTER(" + "STR(" * n + "1" + ")" * n + ")}",
    "paths": lambda n: "ASK{?s " + "(" * n + "<a:a>" + ")*" * n + " ?o}",
    "nodes": lambda n: "ASK{?s ?p " + "[<a:a> " * n + "1" + "]" * n + "}",
    "lists": lambda n: "ASK{?s ?p " + "(" * n + "1" + ")" * n + "}",
    "selects": lambda n: "SELECT * " + "{SELECT * " * n + "{?s ?p ?o}" + "}" * n,
    "triples": lambda n: "ASK{?s ?p " + "<<( <a:a> <a:a> " * n + "1" + " )>>" * n + "}",
}
CHAINS: dict[str, Callable[[int], str]] = {
    "sums": lambda n: "ASK{FILTER(1" + "+1" * (n // 2 - 4) + ")}",
    "alternatives": lambda n: "ASK{?s <a:a>" + "|<a:a>" * (n // 2 - 4) + " ?o}",
    "unions": lambda n: "ASK{{?s ?p ?o}" + "UNION{?s ?p ?o}" * (n // 6 - 2) + "}",
    "differences": lambda n: "ASK{?s ?p ?o" + " MINUS{?s ?p ?o}" * (n // 6 - 2) + "}",
    "bindings": lambda n: "ASK{?s ?p ?o" + "".join(f" BIND(1 AS ?x{i})" for i in range(n // 6 - 2)) + "}",
    "values": lambda n: "ASK{VALUES ?x {" + " 1" * (n - 7) + "}}",
}


@pytest.mark.parametrize("shape", NESTINGS)
def test_deep_nesting_is_refused(store: Store, shape: str) -> None:
    """What would break the engine's stack never reaches it."""
    with pytest.raises(QueryError, match="nested more than"):
        run(store, NESTINGS[shape](MAX_DEPTH + 1))
    with pytest.raises(QueryError):
        run(store, NESTINGS[shape](20_000))


@pytest.mark.parametrize(
    "query", [f(MAX_DEPTH - 3) for f in NESTINGS.values()] + [f(MAX_TOKENS) for f in CHAINS.values()]
)
def test_the_engine_survives_what_the_guard_lets_through(query: str) -> None:
    """At the limits a new process answers, on a thread's smaller stack too."""
    guard(query, PREFIXES)
    program = (
        "import sys, threading\nfrom pyoxigraph import Store\nfrom ydkg.graph.sparql import run\n"
        "query = sys.stdin.read()\n"
        "thread = threading.Thread(target=lambda: print(run(Store(), query).kind))\nthread.start()\nthread.join()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=query, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() in {"boolean", "rows"}


def test_overlong_queries_are_refused(store: Store) -> None:
    """Neither many characters nor many words get through."""
    with pytest.raises(QueryError, match="characters, at most"):
        run(store, "ASK {} #" + "x" * MAX_LENGTH)
    with pytest.raises(QueryError, match="words and signs, at most"):
        run(store, "ASK { VALUES ?x {" + " 1" * MAX_TOKENS + "} }")


# -------- The graphs that FROM may ask for --------

GRAPHS = ("http://a.example/one", "http://a.example/two#(x)")
NAMESPACES = {**PREFIXES, "a": "http://a.example/", "": "http://a.example/"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://a.example/one> { ?s ?p ?o }",
        "SELECT *FROM<http://a.example/one>{ ?s ?p ?o }",
        "select * from named <http://a.example/one> from <http://a.example/two#(x)> { ?s ?p ?o }",
        "ASK FROM a:one FROM NAMED :one { ?s ?p ?o }",
        "DESCRIBE a:one FROM a:one",
        "CONSTRUCT { ?s ?p ?o } FROM a:one WHERE { ?s ?p ?o }",
        "PREFIX b: <http://a.example/> ASK FROM b:one {}",
        "PREFIX a: <http://b.example/> PREFIX a: <http://a.example/> ASK FROM a:one {}",
        "PREFIX b: <http://a.example/two#> ASK FROM b:\\(x\\) {}",
        "ASK FROM <http://a.example/\\u006Fne> {}",
        "BASE <http://a.example/x/y> ASK FROM <../one> {}",
        "BASE <http://b.example/> BASE <//a.example/two> PREFIX b: </> ASK FROM b:one FROM NAMED <#(x)> {}",
        "PREFIX b: <http://a.\\u0065xample/> ASK FROM b:one {}",
        "ASK FROM # <http://b.example/>\n <http://a.example/one> {}",
        "PREFIX fromage: <http://b.example/> ASK { ?from <http://b.example/FROM> 'FROM <http://b.example/>' }",
    ],
)
def test_from_may_ask_for_graphs_that_there_are(store: Store, query: str) -> None:
    """However it is written, a graph that is given may be asked for, and without graphs none may."""
    guard(query, NAMESPACES, GRAPHS)
    store.query(query, prefixes=NAMESPACES)
    if "fromage" not in query:
        with pytest.raises(UnknownGraphError, match="there are: none"):
            guard(query, NAMESPACES)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1/> { ?s ?p ?o }",
        "SELECT * FROM <http://a.example/one> FROM <http://a.example/on> { ?s ?p ?o }",
        "SELECT * FROM <http://a.example/one> FROM NAMED <http://A.example/one> { ?s ?p ?o }",
        "ASK FROM <http://a.example/one\\u0078> {}",
        "ASK FROM <http://a.example/%6Fne> {}",
        "ASK FROM a:%6Fne {}",
        "ASK FROM ydr:one {}",
        "PREFIX a: <http://b.example/> ASK FROM a:one {}",
        "PREFIX a: <http://a.example/> PREFIX a: <http://b.example/> ASK FROM a:one {}",
        "prefix a: <http://b.\\u0065xample/> ASK from a:one {}",
        "ASK { { SELECT * FROM <http://b.example/> { ?s ?p ?o } } }",
        "ASK FROM <urn:x> {}",
    ],
)
def test_from_may_ask_for_no_other_graph(query: str) -> None:
    """Escapes, prefixes and letter case get nobody to another graph, and the message names those that there are."""
    with pytest.raises(UnknownGraphError, match=r"^query, line 1, column \d+: there is no graph") as refusal:
        guard(query, NAMESPACES, GRAPHS)
    assert all(f"<{graph}>" in str(refusal.value) for graph in GRAPHS)
    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK FROM <one> {}", "wants an absolute IRI, and 'one' is a relative one"),
        ("BASE <urn:x> ASK FROM <one> {}", "wants an absolute IRI"),
        ("BASE <http://[> ASK FROM <one> {}", "wants an absolute IRI"),
        ("ASK FROM <//a.example/one> {}", "wants an absolute IRI"),
        ("ASK FROM <> {}", "wants an absolute IRI"),
        ("ASK FROM ?graph {}", "expected the IRI of a graph after FROM"),
        ("ASK FROM { ?s ?p ?o }", "expected the IRI of a graph after FROM"),
        ("ASK FROM", "expected the IRI of a graph after FROM"),
        ("ASK FROM NAMED", "expected the IRI of a graph after FROM"),
        ("ASK FROM none:one {}", "the prefix none: is not declared"),
        ("PREFIX FROMa: <http://b.example/> SELECT *FROMa:one { ?s ?p ?o }", "FROMa: is refused as a prefix"),
        ("PREFIX NAMEDa: <http://b.example/> ASK FROM NAMEDa:one { ?s ?p ?o }", "NAMEDa: is refused as a prefix"),
        ("ASK FROM a:one { SERVICE a:one {} }", "SERVICE is refused"),
        ("LOAD a:one", "LOAD is refused"),
        ("ASK FROM a:on\\u0065x {}", "cannot read"),
    ],
)
def test_from_is_read_strictly(query: str, message: str) -> None:
    """What could mean one graph or another is refused in one line."""
    with pytest.raises(QueryError) as refusal:
        guard(query, NAMESPACES, GRAPHS)
    assert message in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == 1
