"""The SPARQL 1.1 Protocol's query operation: what its test suite asks of a server, with graphs of ours."""

from __future__ import annotations

import csv
import gzip
import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import pytest
import rdflib

from ydkg.errors import ProtocolError
from ydkg.graph.guard import MAX_LENGTH
from ydkg.server.sparql.protocol import by_address, by_body

if TYPE_CHECKING:
    from conftest import Ask, Reply

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
RELEASE, REFERENCE = "https://w3id.org/ydkg/graph/release", "https://w3id.org/ydkg/graph/reference"
#: Stated by the release and nowhere else, and by a register and nowhere else.
STATED, REGISTERED = "ydr:gu-jun a yd:Official", "ydr:shanghai skos:exactMatch ?elsewhere"
BY = ("address", "form", "body")


def operation(ask: Ask, by: str, query: str, *pairs: tuple[str, str], accept: str = JSON) -> Reply:
    """Ask a query in one of the protocol's three ways, with parameters."""
    if by == "address":
        return ask(f"/sparql?{urlencode([('query', query), *pairs])}", Accept=accept)
    if by == "form":
        form = urlencode([("query", query), *pairs]).encode()
        return ask("/sparql", "POST", form, Accept=accept, Content_Type=FORM)
    address = f"/sparql?{urlencode(pairs)}" if pairs else "/sparql"
    return ask(address, "POST", query.encode(), Accept=accept, Content_Type=DIRECT)


def truth(reply: Reply) -> bool:
    """Read the answer of ASK."""
    assert (reply.status, reply.headers["Content-Type"]) == (200, JSON), reply.body
    answer = json.loads(reply.body)["boolean"]
    assert isinstance(answer, bool)
    return answer


# -------- How a query is asked --------


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize(("query", "answer"), [("ASK {}", True), ("ASK { FILTER(false) }", False)])
def test_a_query_is_asked_in_three_ways(ask: Ask, by: str, query: str, *, answer: bool) -> None:
    """A query comes in the address, in a form, or as the body itself."""
    assert truth(operation(ask, by, query)) is answer


@pytest.mark.parametrize("by", BY)
def test_letters_of_every_script_arrive(ask: Ask, by: str) -> None:
    """A query is Unicode, whichever way it comes."""
    reply = operation(ask, by, 'SELECT ?x { VALUES ?x { "上海 + 100% & ü 𝒳" } }')
    assert json.loads(reply.body)["results"]["bindings"][0]["x"]["value"] == "上海 + 100% & ü 𝒳"


@pytest.mark.parametrize(
    "content_type", [DIRECT, f"{DIRECT}; charset=utf-8", f'{DIRECT};charset="UTF-8"', DIRECT.upper()]
)
def test_a_content_type_may_have_parameters(ask: Ask, content_type: str) -> None:
    """UTF-8 is what a query is in anyway, and media types know no case."""
    assert truth(ask("/sparql", "POST", b"ASK {}", Accept=JSON, Content_Type=content_type))
    form = content_type.lower().replace("sparql-query", "x-www-form-urlencoded")
    assert truth(ask("/sparql", "POST", b"query=ASK+%7B%7D", Accept=JSON, Content_Type=form))


def test_unknown_parameters_are_left_alone(ask: Ask) -> None:
    """Clients send parameters of other servers too."""
    assert truth(operation(ask, "address", "ASK {}", ("timeout", "1"), ("results", "xml"), ("lang", "zh"), ("", "")))


# -------- Which graphs it asks --------


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize(
    ("graphs", "query", "answer"),
    [
        # the default graph is everything
        ((), f"ASK {{ {STATED} . {REGISTERED} }}", True),
        ((), f"ASK {{ GRAPH <{RELEASE}> {{ {STATED} }} GRAPH <{REFERENCE}> {{ {REGISTERED} }} }}", True),
        # default graphs of the request
        ((("default", RELEASE),), f"ASK {{ {STATED} }}", True),
        ((("default", RELEASE),), f"ASK {{ {REGISTERED} }}", False),
        ((("default", RELEASE), ("default", REFERENCE)), f"ASK {{ {STATED} . {REGISTERED} }}", True),
        ((("default", RELEASE), ("default", RELEASE)), f"ASK {{ {STATED} }}", True),
        ((("default", RELEASE),), "ASK { GRAPH ?any { ?s ?p ?o } }", False),
        # named graphs of the request
        ((("named", RELEASE),), f"ASK {{ GRAPH ?graph {{ {STATED} }} }}", True),
        ((("named", RELEASE),), f"ASK {{ GRAPH ?graph {{ {REGISTERED} }} }}", False),
        ((("named", RELEASE),), "ASK { ?s ?p ?o }", False),
        (
            (("named", RELEASE), ("named", REFERENCE)),
            f"ASK {{ GRAPH ?a {{ {STATED} }} GRAPH ?b {{ {REGISTERED} }} FILTER(?a != ?b) }}",
            True,
        ),
        # both
        (
            (("default", RELEASE), ("named", REFERENCE)),
            f"ASK {{ {STATED} . GRAPH ?graph {{ {REGISTERED} }} FILTER NOT EXISTS {{ {REGISTERED} }} }}",
            True,
        ),
        # the query's own
        ((), f"ASK FROM <{RELEASE}> {{ {STATED} FILTER NOT EXISTS {{ {REGISTERED} }} }}", True),
        ((), f"ASK FROM <{RELEASE}> FROM <{REFERENCE}> {{ {STATED} . {REGISTERED} }}", True),
        ((), f"ASK FROM NAMED <{RELEASE}> {{ GRAPH ?g {{ {STATED} }} FILTER NOT EXISTS {{ ?s ?p ?o }} }}", True),
        ((), f"ASK FROM <{RELEASE}> FROM NAMED <{REFERENCE}> {{ {STATED} GRAPH ?g {{ {REGISTERED} }} }}", True),
        ((), f"PREFIX g: <https://w3id.org/ydkg/graph/> ASK FROM g:release {{ {STATED} }}", True),
        # both the query's and the request's: the request's counts
        ((("default", RELEASE),), f"ASK FROM <{REFERENCE}> {{ {STATED} }}", True),
        ((("default", RELEASE),), f"ASK FROM <{REFERENCE}> {{ {REGISTERED} }}", False),
        ((("default", RELEASE),), "ASK FROM NAMED <http://elsewhere.example/> { GRAPH ?g { ?s ?p ?o } }", False),
        ((("named", RELEASE),), f"ASK FROM <{REFERENCE}> {{ ?s ?p ?o }}", False),
        ((("named", RELEASE),), f"ASK FROM NAMED <{REFERENCE}> {{ GRAPH ?graph {{ {STATED} }} }}", True),
    ],
)
def test_a_request_chooses_its_graphs(
    ask: Ask, by: str, graphs: tuple[tuple[str, str], ...], query: str, *, answer: bool
) -> None:
    """Graphs are named by the request or by the query, and where both do, by the request."""
    pairs = [(f"{kind}-graph-uri", iri) for kind, iri in graphs]
    assert truth(operation(ask, by, query, *pairs)) is answer


def test_a_form_heeds_the_address_too(ask: Ask) -> None:
    """A graph that is named in the address of a form is not left out in silence."""
    reply = ask(
        f"/sparql?default-graph-uri={quote(REFERENCE)}",
        "POST",
        urlencode({"query": f"ASK {{ {STATED} }}"}).encode(),
        Accept=JSON,
        Content_Type=FORM,
    )
    assert truth(reply) is False


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("kind", ["default", "named"])
@pytest.mark.parametrize("iri", ["http://a.example/none", "file:///etc/hostname", "release", ""])
def test_a_graph_that_is_not_here_is_refused(ask: Ask, by: str, kind: str, iri: str) -> None:
    """Nobody gets an empty answer for a graph that the server does not have, but the list of those it has."""
    reply = operation(ask, by, "ASK { ?s ?p ?o }", (f"{kind}-graph-uri", iri))
    assert reply.status == 400
    assert "there is no graph" in reply.line
    assert RELEASE in reply.line
    assert REFERENCE in reply.line


@pytest.mark.parametrize("clause", ["FROM <http://a.example/>", "FROM NAMED <http://a.example/>", "FROM ydr:shanghai"])
def test_from_a_graph_that_is_not_here_is_refused(ask: Ask, clause: str) -> None:
    """The query's own clauses are looked at as well, and the message says where."""
    reply = operation(ask, "address", f"ASK\n{clause} {{ ?s ?p ?o }}")
    assert reply.status == 400
    assert "query, line 2, column" in reply.line
    assert RELEASE in reply.line


def test_a_relative_graph_is_resolved_against_the_base(ask: Ask, server: str) -> None:
    """As every IRI of a query it belongs to BASE, else to the address that is asked; one of the request does not."""
    query = f"ASK FROM <release> {{ {STATED} FILTER NOT EXISTS {{ {REGISTERED} }} }}"
    assert truth(operation(ask, "address", f"BASE <https://w3id.org/ydkg/graph/none> {query}"))
    reply = operation(ask, "address", query)
    assert reply.status == 400
    assert f"there is no graph '{server}/release' here" in reply.line
    # What the request overrides may be called anything.
    assert truth(operation(ask, "address", query, ("default-graph-uri", RELEASE)))


# -------- In which format it is answered --------


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (JSON, JSON),
        (XML, XML),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", "text/csv; charset=utf-8"),
        (f"{JSON};q=0.3, {XML};q=0.8", XML),
        (f"text/turtle, {XML};q=0.1", XML),
        (f"{JSON};q=0, */*", XML),
        ("TEXT/CSV ; q=0.9, application/json; q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_rows_come_as_the_client_likes(ask: Ask, by: str, accept: str, given: str) -> None:
    """SELECT is answered in the format that Accept likes best, and the same rows are in each."""
    reply = operation(
        ask, by, "SELECT ?x ?y { VALUES (?x ?y) { (1 <http://a.example/>) (UNDEF 'b'@en) } }", accept=accept
    )
    assert (reply.status, reply.headers["Content-Type"]) == (200, given)
    assert rows(reply) == [["1", "http://a.example/"], ["", "b"]]


def rows(reply: Reply) -> list[list[str]]:
    """Read rows in whatever format, as text."""
    media_type = reply.headers["Content-Type"].partition(";")[0]
    if media_type.endswith("json"):
        found = json.loads(reply.body)
        names = found["head"]["vars"]
        return [[row.get(name, {}).get("value", "") for name in names] for row in found["results"]["bindings"]]
    if media_type.endswith("xml"):
        space = "{http://www.w3.org/2005/sparql-results#}"
        root = ET.fromstring(reply.body)  # noqa: S314 - our own server wrote it
        names = [each.attrib["name"] for each in root.iter(f"{space}variable")]
        found = [
            {each.attrib["name"]: each[0].text or "" for each in row.iter(f"{space}binding")}
            for row in root.iter(f"{space}result")
        ]
        return [[row.get(name, "") for name in names] for row in found]
    if media_type == "text/csv":
        return list(csv.reader(reply.body.decode().splitlines()))[1:]
    lines = [line.split("\t") for line in reply.body.decode().split("\n")[:-1]]
    assert lines[0] == ["?x", "?y"]
    return [[cell.removesuffix("@en").strip('<>"') for cell in line] for line in lines[1:]]


@pytest.mark.parametrize(
    ("accept", "body"), [(JSON, b'"boolean":true'), (XML, b"<boolean>true</boolean>"), ("text/csv", b"true")]
)
def test_truth_comes_as_the_client_likes(ask: Ask, accept: str, body: bytes) -> None:
    """ASK is answered in the formats of SELECT."""
    reply = operation(ask, "address", "ASK {}", accept=accept)
    assert reply.headers["Content-Type"].startswith(accept)
    assert body in reply.body


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")  # rdflib's own readers
@pytest.mark.parametrize("query", ["DESCRIBE ydr:gu-jun", "CONSTRUCT { ydr:gu-jun ?p ?o } WHERE { ydr:gu-jun ?p ?o }"])
@pytest.mark.parametrize(
    ("accept", "given", "parser"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("text/n3", "text/n3; charset=utf-8", "n3"),
        ("text/plain", "text/plain; charset=utf-8", "nt"),
        ("application/xml", "application/xml", "xml"),
        ("*/*", "text/turtle; charset=utf-8", "turtle"),
        ("application/rdf+xml;q=0.9, application/n-triples;q=0.8, text/csv", "application/rdf+xml", "xml"),
    ],
)
def test_triples_come_as_the_client_likes(ask: Ask, query: str, accept: str, given: str, parser: str) -> None:
    """CONSTRUCT and DESCRIBE are answered in the RDF format that Accept likes best, with the same triples in each."""
    reply = operation(ask, "address", query, accept=accept)
    assert (reply.status, reply.headers["Content-Type"]) == (200, given)
    plain = rdflib.Graph().parse(
        data=operation(ask, "address", query, accept="application/n-triples").body, format="nt"
    )
    assert len(plain) > 3
    assert set(rdflib.Graph().parse(data=reply.body, format=parser)) == set(plain)
    assert operation(ask, "address", query, accept=accept).body == reply.body


def test_without_accept_everything_is_accepted(ask: Ask) -> None:
    """A client that says nothing gets the favourite."""
    assert ask("/sparql?query=ASK%7B%7D").headers["Content-Type"] == JSON
    assert (
        ask("/sparql?query=CONSTRUCT+WHERE%7B?s+a+yd:Fund%7D").headers["Content-Type"] == "text/turtle; charset=utf-8"
    )


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize(
    ("query", "accept", "there"),
    [
        ("ASK {}", "text/turtle", JSON),
        ("SELECT * {}", "image/png, audio/*;q=0.4", "text/tab-separated-values"),
        ("DESCRIBE ydr:gu-jun", JSON, "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s a yd:Fund }", "text/csv", "text/turtle"),
        ("ASK {}", "*/*;q=0", JSON),
    ],
)
def test_a_format_that_is_not_here_is_refused(ask: Ask, by: str, query: str, accept: str, there: str) -> None:
    """406 comes with the list of what there is."""
    reply = operation(ask, by, query, accept=accept)
    assert reply.status == 406
    assert there in reply.line


def test_a_link_may_ask_for_a_format(ask: Ask) -> None:
    """A link in a page cannot send an Accept header: format= goes before what the browser sends."""
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    reply = operation(ask, "address", "SELECT (1 AS ?x) {}", ("format", "csv"), accept=browser)
    assert (reply.status, reply.body) == (200, b"x\r\n1\r\n")
    assert operation(ask, "address", "ASK {}", ("format", "turtle")).status == 406
    assert truth(operation(ask, "address", "ASK {}", ("format", "nonsense")))


# -------- What is refused --------


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(ask: Ask, method: str) -> None:
    """405 says which methods there are."""
    reply = ask("/sparql?query=ASK%20%7B%7D", method)
    assert reply.status == 405
    assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
    assert "ask by GET, HEAD, POST" in reply.line


@pytest.mark.parametrize(
    ("address", "content_type", "body", "status", "said"),
    [
        # more than one query, or none
        ("?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", None, None, 400, "query= is there 2 times"),
        ("", FORM, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400, "query= is there 2 times"),
        ("?query=ASK%20%7B%7D", FORM, b"query=ASK%20%7B%7D", 400, "query= is there 2 times"),
        ("?query=ASK%20%7B%7D", DIRECT, b"ASK {}", 400, "query= is there 2 times"),
        ("?query=", None, None, 400, "no query"),
        ("?query", None, None, 400, "no query"),
        ("?default-graph-uri=https://w3id.org/ydkg/graph/release", None, None, 400, "no query"),
        ("", FORM, b"", 400, "no query"),
        ("", FORM, b"quer%79s=ASK%20%7B%7D", 400, "no query"),
        ("", DIRECT, b" \n", 400, "no query"),
        # media types
        ("", "text/plain", b"query=ASK%20%7B%7D", 415, "'text/plain'"),
        ("", "application/json", b'{"query": "ASK {}"}', 415, "'application/json'"),
        ("", "multipart/form-data; boundary=x", b"--x--", 415, "'multipart/form-data'"),
        ("", None, b"query=ASK%20%7B%7D", 415, "no Content-Type"),
        ("", None, b"ASK {}", 415, "no Content-Type"),
        ("?query=ASK%20%7B%7D", None, b"", 415, "no Content-Type"),
        # encodings
        ("", f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16"), 415, "'UTF-16'"),
        ("", f"{FORM}; charset=iso-8859-1", b"query=ASK%20%7B%7D", 415, "'iso-8859-1'"),
        ("", DIRECT, "ASK { ?s ?p 'Ü' }".encode("latin-1"), 400, "no UTF-8"),
        ("", FORM, b"query=ASK+%7B+?s+?p+'%DC'+%7D", 400, "no UTF-8"),
        ("", FORM, b"query=%ED%A0%80", 400, "no UTF-8"),
        ("", FORM, b"query=ASK%20%7B%7", 400, "'%7'"),
        ("", FORM, b"query=100%&x=1", 400, "no percent-encoding"),
        ("?query=%DC", None, None, 400, "not UTF-8"),
        # what is no query
        ("?query=ASK%20%7B", None, None, 400, "line 1, column 5"),
        ("?query=SELECT%20?s%0AWHERE%20?s", None, None, 400, "line 2, column 7"),
        ("?query=nonsense", None, None, 400, "line 1, column 1"),
        ("", DIRECT, b"ASK { SERVICE <http://127.0.0.1/> {} }", 400, "line 1, column 7: SERVICE is refused"),
        ("", DIRECT, b"ASK {} #" + b"x" * MAX_LENGTH, 413, "at most 65536"),
        # updates
        ("?update=CLEAR%20ALL", None, None, 400, "read-only"),
        ("?query=ASK%20%7B%7D&update=CLEAR%20ALL", None, None, 400, "read-only"),
        ("", FORM, b"update=CLEAR%20ALL", 400, "read-only"),
        ("", FORM, b"update=CLEAR+ALL&update=CLEAR+ALL", 400, "read-only"),
        ("", FORM, b"update=nonsense&using-graph-uri=http://a.example/", 400, "read-only"),
        ("", "application/sparql-update", b"CLEAR ALL", 400, "read-only"),
        ("?using-graph-uri=http://a.example/", "application/sparql-update", b"nonsense", 400, "read-only"),
        ("", "application/sparql-update; charset=utf-16", b"\xff\xfe", 400, "read-only"),
        ("", DIRECT, b"INSERT DATA { <http://a.example/> <http://a.example/> 1 }", 400, "INSERT is refused"),
        ("?query=DELETE%20WHERE%20%7B?s%20?p%20?o%7D", None, None, 400, "DELETE is refused"),
    ],
)
def test_what_is_no_query_is_refused_in_one_line(
    ask: Ask, *, address: str, content_type: str | None, body: bytes | None, status: int, said: str
) -> None:
    """Every fault of a request has the protocol's status and one plain line."""
    headers = {"Content_Type": content_type} if content_type else {}
    reply = ask(f"/sparql{address}", "GET" if body is None else "POST", body, **headers)
    assert reply.status == status
    assert said in reply.line


@pytest.mark.parametrize("kind", [FORM, DIRECT])
def test_a_packed_query_is_refused_as_what_it_is(ask: Ask, kind: str) -> None:
    """What is packed is not unpacked, and the line says what is taken; what is said to be as it is, is."""
    plain = b"query=ASK%20%7B%7D" if kind == FORM else b"ASK {}"
    reply = ask("/sparql", "POST", gzip.compress(plain), Content_Type=kind, Content_Encoding="gzip")
    assert (reply.status, reply.line) == (
        415,
        "request: Content-Encoding 'gzip': a query by POST is taken uncompressed",
    )
    assert truth(ask("/sparql", "POST", plain, Content_Type=kind, Content_Encoding="Identity"))


def test_a_broken_address_is_refused(ask: Ask) -> None:
    """A percent sign that encodes nothing is not guessed at."""
    assert ask("/sparql?query=ASK%20%7B%7").status == 400
    with pytest.raises(ProtocolError, match="'%7'"):
        by_address(b"query=ASK%20%7B%7")


def test_the_graph_is_whole_after_all_that(ask: Ask) -> None:
    """No update has changed anything."""
    assert truth(operation(ask, "address", f"ASK {{ {STATED} . {REGISTERED} }}"))


def test_a_form_may_be_in_the_address_and_in_the_body() -> None:
    """Parameters add up in the order of address and body."""
    found = by_body(FORM, b"query=ASK+%7B%7D&named-graph-uri=b", b"named-graph-uri=a&format=CSV")
    assert found == ("ASK {}", (), ("a", "b"), "csv")
