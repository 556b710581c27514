"""The endpoint over HTTP: other sites' pages, caches, compression, browsers, and no way out of the machine."""

from __future__ import annotations

import gzip
import json
import socket
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Ask

INITIATIVES = "/sparql?query=" + quote("SELECT ?initiative { ?initiative a yd:Initiative }")
PASSAGES = "/sparql?query=" + quote("SELECT * { ?passage a yd:Passage }")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
DIRECT = "application/sparql-query"


# -------- Pages of other sites --------


def test_what_is_wrong_is_told_to_programs_with_its_place(ask: Ask) -> None:
    """A client that takes problem details gets message and place apart; all others get one line."""
    path = "/sparql?query=" + quote("SELECT *\n{ ?s ?p")
    reply = ask(path, Accept="application/sparql-results+json, application/problem+json;q=0.8")
    assert (reply.status, reply.headers["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(reply.body) == {"status": 400, "detail": "this { is never closed", "line": 2, "column": 1}
    assert ask(path, Accept="application/sparql-results+json").line == "query, line 2, column 1: this { is never closed"
    assert ask(path, Accept="*/*").line.startswith("query, line 2")


# -------- Caches --------


def test_other_answers_have_other_names(ask: Ask) -> None:
    """Query, graphs and format are all part of the name."""
    release = quote("https://w3id.org/ydkg/graph/release", safe="")
    replies = [
        ask(INITIATIVES),
        ask(INITIATIVES, Accept="text/csv"),
        ask(f"{INITIATIVES}&default-graph-uri={release}"),
        ask(f"{INITIATIVES}&named-graph-uri={release}"),
        ask(f"{INITIATIVES}&format=csv"),
        ask(PASSAGES),
    ]
    assert len({reply.headers["ETag"] for reply in replies}) == len(replies)
    assert ask(INITIATIVES, Accept="text/csv", If_None_Match=replies[0].headers["ETag"]).status == 200


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "STRUUID()", "n\\u006Fw()"])
def test_what_changes_each_time_has_no_name(ask: Ask, call: str) -> None:
    """A random number that a cache kept would be none."""
    reply = ask("/sparql?" + urlencode({"query": f"SELECT ?x {{ BIND(STR({call}) AS ?x) }}"}))
    assert reply.headers["Cache-Control"] == "no-store"
    assert "ETag" not in reply.headers


def test_posts_and_errors_are_not_kept(ask: Ask) -> None:
    """A cache would hand out the answer of another body, or of another day."""
    tag = ask(INITIATIVES).headers["ETag"]
    post = ask(
        "/sparql", "POST", b"SELECT ?initiative { ?initiative a yd:Initiative }", Content_Type=DIRECT, If_None_Match=tag
    )
    assert post.status == 200
    for reply in (post, ask("/sparql?query=nonsense"), ask(INITIATIVES, Accept="image/png")):
        assert reply.headers["Cache-Control"] == "no-store"
        assert "ETag" not in reply.headers


def test_answers_vary_with_what_they_depend_on(ask: Ask) -> None:
    """A cache is told which headers of the request count."""
    for path in (INITIATIVES, "/sparql", "/.well-known/void"):
        assert {"Accept", "Accept-Encoding"} <= set(ask(path).headers["Vary"].split(", "))
    assert ask("/sparql", Accept=BROWSER).headers["Vary"] == "Accept, Sec-Fetch-Mode"


# -------- Compression --------


def test_long_answers_are_packed_where_the_client_likes(ask: Ask) -> None:
    """Compression is used if asked for, holds the same bytes, and has the same weak name."""
    plain, packed = ask(PASSAGES), ask(PASSAGES, Accept_Encoding="gzip, br")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 4
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert packed.headers["ETag"].startswith("W/")
    again = ask(PASSAGES, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    assert again.status == 304


@pytest.mark.parametrize("header", ["identity", "gzip;q=0", "br"])
def test_answers_are_plain_where_the_client_does_not_like_gzip(ask: Ask, header: str) -> None:
    """A client that cannot unpack gets what it can read."""
    reply = ask(PASSAGES, Accept_Encoding=header)
    assert "Content-Encoding" not in reply.headers
    assert json.loads(reply.body)["head"]["vars"] == ["passage"]


# -------- Browsers --------


def test_a_browser_is_sent_to_the_workbench(ask: Ask) -> None:
    """A person who opens the endpoint's address, with a query or without, sees a page."""
    for query in ("", "?query=SELECT%20*%20%7B%7D&default-graph-uri=a%26b", "?query=nonsense"):
        reply = ask(f"/sparql{query}", Accept=BROWSER)
        assert (reply.status, reply.headers["Location"]) == (303, f"/workbench{query}")


@pytest.mark.parametrize(
    "accept", ["application/sparql-results+json, text/html;q=0.9", "*/*", "text/*", "text/html;q=0"]
)
def test_other_clients_are_not_sent_away(ask: Ask, accept: str) -> None:
    """Only who likes a page best gets one."""
    assert ask("/sparql?query=ASK%7B%7D", Accept=accept).status in {200, 406}


# -------- No way out of the machine --------


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Listen on a port of this machine, so that any connection would be seen."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield server


OUTSIDE = "http://127.0.0.1:PORT/"
QUERIES = [
    "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <http://127.0.0.1:PORT/> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:PORT/> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
    "SELECT * FROM <https://w3id.org/ydkg/graph/release> FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:PORT/>",
    "LOAD SILENT <http://127.0.0.1:PORT/> INTO GRAPH <http://a.example/>",
    "LOAD <file:///etc/hostname>",
    "PREFIX x: <http://127.0.0.1:PORT/> SELECT * FROM x:a { ?s ?p ?o }",
    "BASE <http://127.0.0.1:PORT/> SELECT * FROM <a> { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_calls_anybody(ask: Ask, listener: socket.socket, query: str) -> None:
    """SERVICE, FROM and LOAD are refused, and a socket that they name stays untouched."""
    query = query.replace("PORT", str(listener.getsockname()[1]))
    for reply in (
        ask("/sparql?" + urlencode({"query": query})),
        ask("/sparql", "POST", query.encode(), Content_Type=DIRECT),
        ask("/sparql", "POST", query.encode(), Content_Type="application/sparql-update"),
        ask("/sparql", "POST", urlencode({"update": query}).encode(), Content_Type="application/x-www-form-urlencoded"),
    ):
        assert reply.status == 400
        assert reply.line
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize("kind", ["default", "named", "using", "using-named"])
@pytest.mark.parametrize("iri", [OUTSIDE, "file:///etc/hostname"])
def test_no_parameter_calls_anybody(ask: Ask, listener: socket.socket, kind: str, iri: str) -> None:
    """A graph that a request names is looked up among ours and nowhere else."""
    iri = iri.replace("PORT", str(listener.getsockname()[1]))
    name = f"{kind}-graph-uri"
    body = {"query": "SELECT * { ?s ?p ?o } LIMIT 1", name: iri}
    reply = ask("/sparql?" + urlencode(body))
    assert reply.status == (200 if kind.startswith("using") else 400)
    with pytest.raises(TimeoutError):
        listener.accept()


# -------- Limits --------


def test_an_answer_that_is_too_large_is_not_cut(ask: Ask) -> None:
    """What is beyond the limit is refused whole, in one line that says what to do."""
    # So long are its rows that it is too large before a busy machine finds it too slow.
    query = 'SELECT * { ?s ?p ?o BIND("' + "x" * 9000 + '" AS ?x) } LIMIT 3000'
    for accept in ("text/csv", "application/sparql-results+json"):
        reply = ask("/sparql?query=" + quote(query), Accept=accept)
        assert reply.status == 413
        assert "larger than 16 MB" in reply.line
        assert "LIMIT" in reply.line


def test_accept_may_come_in_several_lines(server: str) -> None:
    """Two lines of a header are one list."""
    connection = HTTPConnection(server.removeprefix("http://"), timeout=60)
    connection.putrequest("GET", "/sparql?query=ASK%7B%7D")
    connection.putheader("Accept", "text/csv;q=0.1")
    connection.putheader("Accept", "application/sparql-results+xml")
    connection.endheaders()
    assert connection.getresponse().headers["Content-Type"] == "application/sparql-results+xml"
    connection.close()


JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Accept": JAVA}, "application/sparql-results+json"),
        ({"Accept": "*"}, "application/sparql-results+json"),
        ({"Accept": BROWSER, "Sec_Fetch_Mode": "cors"}, "application/xml"),
        ({"Accept": BROWSER, "Sec_Fetch_Mode": "navigate"}, None),
        ({"Accept": BROWSER}, None),
        ({"Accept": "text/html"}, None),
    ],
)
def test_programs_are_told_from_browsers(ask: Ask, headers: dict[str, str], kind: str | None) -> None:
    """Who only says that it likes HTML is no reader: a browser says where its request comes from, or likes XHTML."""
    reply = ask("/sparql?query=ASK%7B%7D", **headers)
    assert (reply.status, reply.headers["Content-Type"]) == ((303, None) if kind is None else (200, kind))


def test_relative_iris_are_resolved_against_the_endpoint(ask: Ask, server: str) -> None:
    """A query without BASE has the address that it was sent to; one with its own keeps that."""
    query = "SELECT ?a ?b { VALUES (?a ?b) { (<#x> <y>) } }"
    found = ask("/sparql?query=" + quote(query), Accept="text/csv").body.decode().split()
    assert found == ["a,b", f"{server}/sparql#x,{server}/y"]
    post = ask("/sparql", "POST", query.encode(), Accept="text/csv", Content_Type="application/sparql-query")
    assert post.body.decode().split() == found
    own = ask("/sparql?query=" + quote(f"BASE <http://a.example/> {query}"), Accept="text/csv")
    assert own.body.decode().split()[1] == "http://a.example/#x,http://a.example/y"
