"""Servers that are down, busy, or answer something else: one line says so, and a push goes on where it was."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store

from ydkg.errors import EndpointError
from ydkg.graph.remote import PASSWORD, TOKEN, USER, remote_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from conftest import Run

    Reply = tuple[int, dict[str, str], bytes]

JSON = {"Content-Type": "application/sparql-results+json"}
TRIPLES = {"Content-Type": "application/n-triples"}
SECRET = "ever so secret"  # noqa: S105 - it is none
POSTS = ("query", "people/posts_of_a_person")


class Server:
    """A server on this machine: a real store behind it, and what a test puts in its way."""

    def __init__(self) -> None:
        self.store = Store()
        self.keeps = True  # what is put
        self.headers: list[dict[str, str]] = []
        self.instead: Callable[[dict[str, list[str]]], Reply | None] = lambda _form: None

    def reply(self, form: dict[str, list[str]], headers: dict[str, str]) -> Reply:
        """Answer a query."""
        self.headers.append(headers)
        if instead := self.instead(form):
            return instead
        graphs: dict[str, Any] = {}
        if "default-graph-uri" in form:
            graphs["default_graph"] = [NamedNode(iri) for iri in form["default-graph-uri"]]
            graphs["named_graphs"] = [NamedNode(iri) for iri in form.get("named-graph-uri", [])]
        answer = self.store.query(form["query"][0], **graphs)
        if isinstance(answer, QueryTriples):
            return 200, TRIPLES, answer.serialize(format=RdfFormat.N_TRIPLES) or b""
        return 200, JSON, answer.serialize(format=QueryResultsFormat.JSON) or b""  # type: ignore[union-attr,call-overload]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, str]]:
    """Run a server, and give its address too."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            form = parse_qs(self.content().decode())
            status, headers, body = state.reply(form, dict(self.headers))
            self.answer(status, headers, body)
            self.close_connection = "Content-Length" in headers

        def do_PUT(self) -> None:
            content = self.content()
            graph = parse_qs(self.path.partition("?")[2])["graph"][0]
            reply = state.instead({"graph": [graph]})
            if not reply and state.keeps:
                state.store.remove_graph(NamedNode(graph))
                state.store.load(content, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(graph))
            self.answer(*(reply or (204, {}, b"")))

        def content(self) -> bytes:
            return self.rfile.read(int(self.headers["Content-Length"]))

        def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    for name in (USER, PASSWORD, TOKEN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", "/nowhere")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        yield state, f"http://127.0.0.1:{listening.server_port}/sparql"
        listening.shutdown()


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((200, {"Content-Type": "text/html; charset=utf-8"}, b"<html>"), "the answer is text/html, no SPARQL results"),
        ((204, {}, b""), "the answer is empty, no SPARQL results; is this the address of its queries?"),
        ((200, {}, b"so"), "the answer is empty, no SPARQL results"),
        ((200, {"Content-Type": "image/png"}, b"PNG"), "the answer is image/png, no SPARQL results"),
        ((200, JSON, b'{"head":{"vars":["g"]},"results":{"bindings":[{"g":'), "the answer is damaged, or broke off"),
        (
            (200, JSON | {"Content-Length": "900"}, b'{"head":{}'),
            "the answer broke off, or is none of HTTP (RemoteProtocolError)",
        ),
        ((200, JSON, b'{"head":{},"boolean":true}'), "the answer is application/sparql-results+json, no SPARQL"),
        (
            (400, {"Content-Type": "text/plain"}, b"too hard\n\x1b[2Jfor me"),
            "the server refuses (status 400); too hard",
        ),
        ((401, {"WWW-Authenticate": "Basic"}, b""), f"the server refuses (status 401); give {USER}"),
        (
            (302, {"Location": "https://elsewhere.example/sparql?key=x"}, b""),
            "the server sends elsewhere (status 302); give the address that it sends to: https://elsewhere.example/sparql\n",
        ),
        ((302, {}, b""), "the server refuses (status 302)\n"),
        (
            (307, {"Location": "https://[elsewhere"}, b""),
            "the server sends elsewhere (status 307); give the address that it sends to: https://%5Belsewhere\n",
        ),
        ((404, {"Content-Type": "text/html"}, b"<html>"), "no SPARQL is answered at this address (status 404)"),
        ((429, {"Retry-After": "86400"}, b""), "the server is busy (status 429); it asks to come back in 86,400 s"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value[0]),
)
def test_whatever_a_server_answers_is_told_in_one_line(
    server: tuple[Server, str], ydkg_run: Run, reply: Reply, said: str
) -> None:
    """A server that answers something else than SPARQL results is told with its address, in one line and exit 2."""
    state, address = server
    state.instead = lambda _form: reply
    done = ydkg_run(*POSTS, "--endpoint", address)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"ydkg: {address}: {said}" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:9/query", "nothing answers there ([Errno 111] Connection refused); is the server running?"),
        ("http://someone:ever%20so%20secret@127.0.0.1:9/", "an address with credentials in it is refused"),
        ("ftp://127.0.0.1/", "is no address of a SPARQL server"),
        ("http://127.0.0.1:99999/", "is no address of a SPARQL server"),
        ("http://[::1/", "is no address of a SPARQL server"),
    ],
)
def test_an_address_without_a_server_is_told(ydkg_run: Run, address: str, said: str) -> None:
    """Nobody there, or no address: one line, exit 2, and no credentials in it."""
    for words in (POSTS, ("show", "Hefei"), ("view", "-o", "page.html"), ("push",), ("path", "Hefei", "Shanghai")):
        done = ydkg_run(*words, "--endpoint", address)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert said in done.stderr
        assert "secret" not in done.stderr


def test_an_empty_server_is_told(server: tuple[Server, str], ydkg_run: Run) -> None:
    """A server that holds nothing is no reason to say that a thing is unknown."""
    done = ydkg_run("show", "Hefei", "--endpoint", server[1])
    assert done.returncode == 2
    assert done.stderr == f"ydkg: {server[1]}: no triple is there; `ydkg push` loads a collection\n"


def test_a_busy_server_is_asked_again(server: tuple[Server, str], ydkg_run: Run) -> None:
    """What a server that is busy refuses is asked again when it says."""
    state, address = server
    waits = iter([503, 429, 503])

    def busy(_form: object) -> Reply | None:
        status = next(waits, None)
        return (status, {"Retry-After": "0"}, b"") if status else None

    state.instead = busy
    state.store.update("INSERT DATA { <a:a> <http://www.w3.org/2000/01/rdf-schema#label> 'Here'@en }")
    done = ydkg_run("sparql", "-", "--endpoint", address, "--format", "csv", stdin="SELECT ?l { ?s rdfs:label ?l }")
    assert (done.returncode, done.stdout.split()) == (0, ["l", "Here"])


def test_a_query_that_is_none_is_not_sent(server: tuple[Server, str], ydkg_run: Run) -> None:
    """What is wrong with a query is told with its place before anything is sent; so is what would write."""
    state, address = server
    state.store.update("INSERT DATA { <a:a> <a:b> <a:c> }")
    for query, said in (("SELECT ?s WHERE ?s ?p ?o", "line 1, column 17"), ("CLEAR ALL", "CLEAR is refused")):
        done = ydkg_run("sparql", "-", "--endpoint", address, stdin=query)
        assert done.returncode == 2
        assert said in done.stderr
    assert len(state.headers) == 2 * 2  # what there is was asked, each time


def test_credentials_go_to_the_server_and_nowhere_else(
    server: tuple[Server, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """They are read from variables or netrc, sent where they are asked for, and left out of what the server says."""
    state, address = server
    state.instead = lambda _form: (
        (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")
        if "Authorization" not in state.headers[-1]
        else (500, {"Content-Type": "text/plain"}, f"no: {SECRET} {state.headers[-1]['Authorization']}".encode())
    )
    netrc = tmp_path / "netrc"
    netrc.write_text(f'machine 127.0.0.1 login me password "{SECRET}"\n')
    for given in ({USER: "me", PASSWORD: SECRET}, {TOKEN: SECRET}, {"NETRC": str(netrc)}):
        with monkeypatch.context() as patch:
            for name, value in given.items():
                patch.setenv(name, value)
            with pytest.raises(EndpointError, match=r"status 500\); no: … (Basic|Bearer) …") as refused:
                remote_store(address)
        assert SECRET not in repr(refused.value) + str(refused.value.__context__)


@pytest.mark.parametrize(
    ("challenge", "given", "said"),
    [
        ('Basic realm="x"', {USER: "me", PASSWORD: SECRET}, r"\(status 401\); it does not take these credentials"),
        ('Basic realm="x"', {TOKEN: SECRET}, r"\(status 401\); it does not take these credentials"),
        ("Digest nonsense", {USER: "me"}, r"the server refuses \(status 401\)"),
        ('Digest realm="x", nonce="y", algorithm=none', {USER: "me"}, r"the server refuses \(status 401\)"),
        ('Digest realm="x", nonce="y", qop="z"', {USER: "me"}, r"the server refuses \(status 401\)"),
    ],
)
def test_credentials_that_are_refused_are_not_asked_for_again(
    server: tuple[Server, str], monkeypatch: pytest.MonkeyPatch, challenge: str, given: dict[str, str], said: str
) -> None:
    """Who has given them is told that they are not taken, or that the way in which they are asked for is unknown."""
    state, address = server
    state.instead = lambda _form: (401, {"WWW-Authenticate": challenge}, b"")
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(EndpointError, match=said) as refused:
        remote_store(address)
    assert SECRET not in repr(refused.value)


def test_a_push_puts_each_graph_in_the_place_of_what_there_was(server: tuple[Server, str], ydkg_run: Run) -> None:
    """What is too much there is gone, another collection's graph is left, and a push that broke off is done again."""
    state, address = server
    state.store.update("INSERT DATA { GRAPH <https://w3id.org/ydkg/graph/release> { <a:a> <a:b> 'too much' } }")
    state.store.update("INSERT DATA { GRAPH <https://w3id.org/ydkg/graph/other> { <a:a> <a:b> 'left' } }")
    state.instead = lambda form: (500, {}, b"") if form.get("graph") == ["https://w3id.org/ydkg/graph/names"] else None
    broken = ydkg_run("push", "--endpoint", address)
    assert broken.returncode == 2
    assert "-graph-crud-auth: the server refuses (status 500)" in broken.stderr.splitlines()[-1]
    state.instead = lambda _form: None
    done = ydkg_run("push", "--endpoint", address)
    assert done.returncode == 0
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "release", "reference", "names", "later", "judgements", "dataset", "stated"
    ]  # fmt: skip
    assert not state.store.query("ASK { GRAPH ?g { ?s ?p 'too much' } }")
    assert state.store.query("ASK { GRAPH ?g { ?s ?p 'left' } }")
    assert ydkg_run(*POSTS, "--endpoint", address).stdout == ydkg_run(*POSTS).stdout


def test_a_server_that_keeps_something_else_is_found_out(server: tuple[Server, str], ydkg_run: Run) -> None:
    """A push that did not arrive as it was sent is an error, and no success; the line says which option to mend."""
    state, address = server
    state.keeps = False
    done = ydkg_run("push", "--endpoint", address)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "the graph release has 0 triples of 9," in done.stderr
    assert done.stderr.endswith("give the server's address as --graph-store\n")


@pytest.mark.parametrize(
    ("store", "said"),
    [
        ("http://127.0.0.2:9/store", "http://127.0.0.2:9/store: nothing answers there"),
        ("ftp://127.0.0.1/", "is no address of a SPARQL server"),
        ("http://me:ever%20so%20secret@127.0.0.1:9/", "an address with credentials in it is refused"),
    ],
)
def test_graphs_are_sent_to_the_server_that_is_named_for_them(
    server: tuple[Server, str], ydkg_run: Run, store: str, said: str
) -> None:
    """Where they lie on another server than the queries do, that one gets them, and no other: one line, and exit 2."""
    done = ydkg_run("push", "--endpoint", server[1], "--graph-store", store)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr
    assert "secret" not in done.stderr
    assert len(server[0].store) == 0
