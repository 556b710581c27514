"""What a client may send to `ydkg serve`, and what every answer carries, tried over raw sockets."""

from __future__ import annotations

import gzip
import json
from contextlib import ExitStack
from select import select
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    import socket

    from conftest import Launch, Running

GOOD = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
LAST = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
FENCE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def head(target: str = "/healthz", *fields: str, method: str = "GET", version: str = "1.1") -> bytes:
    """Write the head of a request; the connection ends after it."""
    lines = [f"{method} {target} HTTP/{version}", *(fields or ("Host: localhost",)), "Connection: close"]
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1") + b"\r\n"


REFUSED = {
    "no host": (400, b"GET / HTTP/1.1\r\n\r\n"),
    "two hosts": (400, head("/", "Host: localhost", "Host: localhost")),
    "an empty host": (400, head("/", "Host:")),
    "a host with a path": (400, head("/", "Host: localhost/evil")),
    "a host with a user": (400, head("/", "Host: user@localhost")),
    "a host of others": (421, head("/", "Host: evil.example")),
    "a host that ends like ours": (421, head("/", "Host: evil-localhost")),
    "a host that begins like ours": (421, head("/", "Host: localhost.evil.example")),
    "another machine's address": (421, head("/", "Host: 192.0.2.1")),
    "an address of another host": (421, head("http://evil.example/", "Host: localhost")),
    "an address without slash": (400, head("healthz")),
    "a tunnel": (400, head("localhost:80", method="CONNECT")),
    "a length given twice": (
        400,
        head("/", "Host: localhost", "Content-Length: 1", "Content-Length: 1", method="POST") + b"a",
    ),
    "two lengths": (400, head("/", "Host: localhost", "Content-Length: 1", "Content-Length: 2", method="POST") + b"ab"),
    "lengths in a list": (400, head("/", "Host: localhost", "Content-Length: 1, 1", method="POST") + b"a"),
    "a length with a sign": (400, head("/", "Host: localhost", "Content-Length: +1", method="POST") + b"a"),
    "a length below zero": (400, head("/", "Host: localhost", "Content-Length: -1", method="POST")),
    "a length beyond numbers": (400, head("/", "Host: localhost", "Content-Length: " + "9" * 30, method="POST")),
    "length and chunks": (
        400,
        head("/", "Host: localhost", "Content-Length: 5", "Transfer-Encoding: chunked", method="POST") + b"0\r\n\r\n",
    ),
    "chunks and length": (
        400,
        head("/", "Host: localhost", "Transfer-Encoding: chunked", "Content-Length: 5", method="POST") + b"0\r\n\r\n",
    ),
    "chunks in HTTP/1.0": (
        400,
        head("/", "Host: localhost", "Transfer-Encoding: chunked", method="POST", version="1.0") + b"0\r\n\r\n",
    ),
    "an unknown coding": (
        501,
        head("/", "Host: localhost", "Transfer-Encoding: xchunked", method="POST") + b"0\r\n\r\n",
    ),
    "chunked not last": (
        400,
        head("/", "Host: localhost", "Transfer-Encoding: chunked, identity", method="POST") + b"0\r\n\r\n",
    ),
    "a chunk of no size": (
        400,
        head("/sparql", "Host: localhost", "Transfer-Encoding: chunked", method="POST") + b"xyz\r\n\r\n",
    ),
    "a body that is announced as too large": (
        413,
        head("/sparql", "Host: localhost", "Content-Length: 99999999", method="POST"),
    ),
    "a long address": (414, head("/search?q=" + "a" * 20_000)),
    "a long header": (431, head("/", "Host: localhost", "X-Long: " + "a" * 40_000)),
    "many headers": (431, head("/", "Host: localhost", *(f"X-{number}: 1" for number in range(200)))),
    "a % before nothing": (400, head("/id/50%")),
    "a % before other signs": (400, head("/id/%zz")),
    "a % in the query": (400, head("/search?q=50%")),
    "bytes that are not UTF-8": (400, head("/id/%ff%fe")),
    "bytes in the query that are not UTF-8": (400, head("/search?q=%ff")),
    "bytes that are not ASCII": (400, head("/id/é")),
    "an overlong slash": (400, head("/static/..%c0%af..%c0%afetc/passwd")),
    "a null byte": (400, head("/static/site.css%00.html")),
    "a null byte in the query": (400, head("/search?q=%00")),
    "a line break in the path": (400, head("/id/a%0d%0aSet-Cookie:%20b")),
    "steps up": (400, head("/static/../../pyproject.toml")),
    "steps up, escaped": (400, head("/static/%2e%2e/%2e%2e/pyproject.toml")),
    "steps up with a slash escaped": (400, head("/static/..%2f..%2fpyproject.toml")),
    "steps up with backslashes": (400, head("/static/..%5c..%5cpyproject.toml")),
    "a bare line feed": (400, b"GET / HTTP/1.1\nHost: localhost\n\n"),
    "a folded header": (400, b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n c\r\n\r\n"),
    "a space before a colon": (400, b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n"),
    "a null byte in a header": (400, b"GET / HTTP/1.1\r\nHost: localhost\r\nA: \0\r\n\r\n"),
    "an unknown method": (400, head("/", method="HACK")),
    "another version": (505, head("/", version="2.0")),
    "a version without numbers": (400, b"GET / HTTP/x\r\nHost: localhost\r\n\r\n"),
    "another protocol": (400, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 40),
    "HTTP/2 from the start": (400, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_in_one_line(strict: Running, name: str) -> None:
    """A request that is not as it should be gets a status, one plain line, the usual headers, and the end."""
    status, request = REFUSED[name]
    found, headers, body = strict.parsed(strict.send(request))
    assert (found, body.count(b"\n"), body.endswith(b"\n")) == (status, 1, True)
    assert FENCE.items() <= headers.items()
    assert headers["connection"] == "close"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


LET_IN = {
    "a plain request": head(),
    "this machine by address": head("/healthz", "Host: 127.0.0.1:1"),
    "this machine by its other address": head("/healthz", "Host: [::1]:80"),
    "a name in capitals with a dot": head("/healthz", "Host: LOCALHOST."),
    "a public name": head("/healthz", "Host: data.example.org"),
    "an absolute address": head("http://localhost/healthz", "Host: localhost"),
    "HTTP/1.0 without host": b"GET /healthz HTTP/1.0\r\n\r\n",
    "empty lines before it": b"\r\n\r\n" + head(),
    "a wish for another protocol": (
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    ),
    "an escaped percent sign": head("/healthz?q=50%25"),
    "Chinese": head("/healthz?q=%E5%90%88%E8%82%A5"),
    "a body that nobody reads": head("/healthz", "Host: localhost", "Content-Length: 3") + b"abc",
    "spaces after values": head("/healthz", "Host: localhost \t", "Content-Length: 3 ") + b"abc",
}


@pytest.mark.parametrize("name", LET_IN)
def test_what_is_right_is_let_in(strict: Running, name: str) -> None:
    """Strictness stops nobody who keeps to the standard."""
    assert strict.parsed(strict.send(LET_IN[name]))[0] == 200


def test_a_body_without_announced_length_is_cut_off(strict: Running) -> None:
    """Chunks are counted as they come, and 413 reaches also a client that goes on sending."""
    start = head(
        "/sparql",
        "Host: localhost",
        "Content-Type: application/sparql-query",
        "Transfer-Encoding: chunked",
        method="POST",
    )
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    assert strict.parsed(strict.send(start + chunk * 40))[0] == 413


def test_a_large_body_does_not_hide_its_refusal(strict: Running) -> None:
    """A client that sends all of a body before it reads can do so, and then reads 413."""
    request = head("/sparql", "Host: localhost", "Content-Length: 4000000", method="POST")
    with strict.connect() as link:
        link.sendall(request + b" " * 4_000_000)
        assert strict.parsed(strict.drained(link))[0] == 413


def test_fields_after_a_body_change_nothing(strict: Running) -> None:
    """A trailer cannot pass as a header: one that wants HTML does not get it."""
    start = head("/nothing", "Host: localhost", "Transfer-Encoding: chunked")
    status, headers, _ = strict.parsed(strict.send(start + b"0\r\nAccept: text/html\r\nHost: evil.example\r\n\r\n"))
    assert (status, headers["content-type"].partition(";")[0]) == (404, "text/plain")


def test_a_head_that_does_not_end_is_given_up(strict: Running) -> None:
    """Whoever sends a part of a head, or nothing, is told after the set time, and does not stay."""
    parts = (b"", b"GET / HT", GOOD[:-2], b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
    with ExitStack() as links:
        found = [(links.enter_context(strict.connect()), sent) for sent in parts]
        for link, sent in found:
            link.sendall(sent)
        answers = {sent: strict.drained(link) for link, sent in found}
    assert answers.pop(b"") == b""
    assert {sent: strict.parsed(answer)[0] for sent, answer in answers.items()} == dict.fromkeys(parts[1:], 408)


def test_a_head_that_drips_is_given_up(strict: Running) -> None:
    """The time counts from the first byte: a byte now and then does not win more of it."""
    with strict.connect() as link:
        link.settimeout(0.2)
        link.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        assert strict.parsed(dripped(link, b"X: a\r\n"))[0] == 408


def test_a_body_that_drips_is_given_up(strict: Running) -> None:
    """A body has its time too."""
    with strict.connect() as link:
        link.settimeout(0.2)
        link.sendall(
            head(
                "/sparql",
                "Host: localhost",
                "Content-Type: application/sparql-query",
                "Content-Length: 900",
                method="POST",
            )
        )
        assert strict.parsed(dripped(link, b" "))[0] == 408


def dripped(link: socket.socket, piece: bytes) -> bytes:
    """Send a piece now and then until an answer comes, and give it."""
    for _ in range(300):
        try:
            link.sendall(piece)
            return link.recv(65536)
        except TimeoutError:
            continue
    raise AssertionError("it was never given up")


def test_an_idle_connection_is_closed(strict: Running) -> None:
    """A connection that was used and is not used any more ends without a word."""
    with strict.connect() as link:
        answer = strict.exchange(link, GOOD)
    assert strict.parsed(answer)[0] == 200
    assert answer.count(b"HTTP/1.1") == 1


def test_requests_in_a_row_are_answered_in_order(strict: Running) -> None:
    """A client may send the next request before it has the answer to the one before."""
    paths = [f"/nothing-{number}" for number in range(8)]
    answer = strict.send(b"".join(f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for path in paths) + LAST)
    assert answer.count(b"HTTP/1.1 404") == 8
    assert answer.index(b"HTTP/1.1 200") > answer.rindex(b"HTTP/1.1 404")


def test_too_many_requests_in_a_row_are_cut(strict: Running) -> None:
    """Of thousands of requests sent at once some are answered, whole and in order, and then the connection ends."""
    answer = strict.send(GOOD * 3000)
    assert 1 <= answer.count(b"HTTP/1.1 200") < 100
    assert answer.count(b"HTTP/1.1") == answer.count(b"HTTP/1.1 200")


def test_garbage_after_a_request_does_not_spoil_its_answer(strict: Running) -> None:
    """What comes behind a good request ends the connection after its answer."""
    answer = strict.send(GOOD + b"\x00\x01\x02 garbage\r\n\r\n")
    assert strict.parsed(answer)[0] == 200
    assert answer.count(b"HTTP/1.1") == 1


def test_who_leaves_while_requests_wait_is_no_fault(launch_lakes: Launch) -> None:
    """The log says that somebody has gone, and tells of no fault of the program."""
    endless = quote("SELECT (COUNT(*) AS ?gone) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    with launch_lakes("--time-limit", "2") as server:

        def told(query: str, status: int) -> bool:
            return any(query in each.get("query", "") and each["status"] == status for each in server.events("request"))

        with server.connect() as link:
            link.sendall(f"GET /sparql?query={endless} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 3)
            server.eventually(lambda: server.health()["pool"]["busy"], "a query under way")
        server.eventually(lambda: told("gone", 499), "a line about who has gone")
        server.ask("/healthz?afterwards")
        server.eventually(lambda: told("afterwards", 200), "a line about what came afterwards")
        assert server.events("error") == []


def test_a_smuggled_request_is_not_answered(strict: Running) -> None:
    """What follows a refused request on the same connection is read by nobody."""
    first = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    answer = strict.send(first + GOOD)
    assert answer.count(b"HTTP/1.1") == 1


def test_idle_connections_make_room(launch_lakes: Launch) -> None:
    """With every connection held half open, whoever comes next is answered, and the eldest of those gives way."""
    with launch_lakes(connections=8, connections_of_one=16, patience=300) as server, ExitStack() as links:
        for _ in range(8):
            links.enter_context(server.connect()).sendall(b"GET / HTTP/1.1\r\n")
        # Those that have only just come do not give way yet.
        server.eventually(lambda: server.ask()[0] == 200, "room for one more")


def test_a_busy_server_refuses_at_once(launch_lakes: Launch) -> None:
    """With every connection new, a further one is refused and does not hang; later there is room again."""
    with launch_lakes(connections=8, connections_of_one=8) as server, ExitStack() as links:
        found = [links.enter_context(server.connect()) for _ in range(40)]
        server.eventually(lambda: len(select(found, [], [], 0)[0]) == 32, "an end of those that are too many")
        links.close()
        server.eventually(lambda: server.ask()[0] == 200, "room for one more")


def test_other_clients_are_answered_during_an_attack(strict: Running) -> None:
    """Thirty clients that never finish their requests cost the others nothing."""
    with ExitStack() as links:
        for number in range(30):
            link = links.enter_context(strict.connect())
            link.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n"[: 20 + number * 2])
        assert [strict.ask()[0] for _ in range(10)] == [200] * 10


def sparql(query: str) -> str:
    """Write the address of a query's answer."""
    return f"/sparql?query={quote(query)}"


HEALTH, PAGE, DATA, FILE, ERROR, WRONG = "health", "page", "data", "file", "an error on a page", "an error of data"
#: What every address has to hold to, by kind: data and what is wrong with it are for scripts of every site.
KINDS = {
    "/healthz": HEALTH,
    **dict.fromkeys(("/", "/things", "/metrics", "/milestones", "/questions", "/ontology", "/download"), PAGE),
    **dict.fromkeys(("/search?q=delta", "/id/hefei.html", "/workbench"), PAGE),
    **{f"/id/hefei.{each}": DATA for each in ("ttl", "jsonld", "nt", "rdf")},
    **dict.fromkeys(("/graph/release", "/search.json?q=hefei", "/sparql", "/.well-known/void", "/ontology.ttl"), DATA),
    sparql("SELECT ?initiative { ?initiative a yd:Initiative }"): DATA,
    **dict.fromkeys(("/static/site.css", "/static/icon.svg"), FILE),
    **dict.fromkeys(("/nothing", "/id/nobody.html"), ERROR),
    **dict.fromkeys((sparql("nonsense"), sparql("ASK {}") + "&format=nt", "/sparql?update="), WRONG),
}


@pytest.mark.parametrize("path", KINDS)
def test_every_answer_is_fenced_in_known_again_and_told_by_its_head(strict: Running, path: str) -> None:
    """Whatever is answered carries the headers, sets no cookie and names no software; HEAD has its headers, no body.

    Who has it by its name gets 304 with the headers of 200; what is wrong nobody has. Data may be read from elsewhere,
    with the headers that scripts need, and a script that asks before is told so; pages are for their reader only.
    """
    kind, accept = KINDS[path], "text/html" if KINDS[path] in {PAGE, ERROR} else "*/*"
    fields = ("Host: localhost", f"Accept: {accept}", "Origin: https://a.example")
    status, headers, body = strict.parsed(strict.send(head(path, *fields)))
    assert FENCE.items() <= headers.items()
    assert "permissions-policy" in headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert not {"set-cookie", "server", "x-powered-by", "access-control-allow-credentials"} & headers.keys()
    assert (headers["content-type"] == "text/html; charset=utf-8") == (kind in {PAGE, ERROR})
    told, others, nothing = strict.parsed(strict.send(head(path, *fields, method="HEAD")))
    assert (told, nothing) == (status, b"")
    if kind != HEALTH:
        assert {**others, "date": ""} == {**headers, "date": ""}
        assert int(headers["content-length"]) == len(body)
    assert (status == 200, "etag" in headers) == (kind not in {ERROR, WRONG}, kind in {PAGE, DATA, FILE})
    if tag := headers.get("etag", ""):
        assert "no-cache" in headers["cache-control"]
        for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
            again = strict.parsed(strict.send(head(path, *fields, f"If-None-Match: {known}")))
            assert (again[0], again[2]) == (304, b""), known
            for name in ("etag", "cache-control", "vary"):
                assert again[1].get(name) == headers.get(name)
    for unknown in ('"other"', *([] if tag else ["*"])):
        answer = strict.parsed(strict.send(head(path, *fields, f"If-None-Match: {unknown}")))
        assert answer[0] == status
        assert kind == HEALTH or answer[2] == body
    opened = headers.get("access-control-allow-origin") == "*"
    assert opened == (kind in {DATA, WRONG}), headers
    if opened:
        assert {"ETag", "Retry-After"} <= set(headers["access-control-expose-headers"].split(", "))
        asked = head(path, *fields, "Access-Control-Request-Method: POST", method="OPTIONS")
        status, headers, body = strict.parsed(strict.send(asked))
        assert (status, body) == (204, b"")
        taken = {"GET", "HEAD", *(["POST"] if path.startswith("/sparql") else [])}
        assert set(headers["allow"].split(", ")) == {*taken, "OPTIONS"}
        assert taken <= set(headers["access-control-allow-methods"].split(", "))
        allowed = set(headers["access-control-allow-headers"].split(", "))
        assert {"Authorization", "Cache-Control"} <= allowed
        assert "POST" not in taken or "Content-Type" in allowed
        assert headers["access-control-allow-origin"] == "*"


def test_the_server_says_what_it_does(launch_lakes: Launch) -> None:
    """OPTIONS of the server as a whole has no body and names all methods; the log has it as it was asked."""
    with launch_lakes("--log", "json") as server:
        asked = head("*", "Host: localhost", method="OPTIONS")
        status, headers, body = server.parsed(server.send(asked))
        assert (status, headers["allow"], body) == (204, "GET, HEAD, POST, OPTIONS", b"")
        assert server.parsed(server.send(head("/", "Host: localhost", method="OPTIONS")))[0] == 405
        assert server.parsed(server.send(head("*", "Host: evil.example", method="OPTIONS")))[0] == 421
        server.eventually(
            lambda: ("*", 204) in [(each["path"], each["status"]) for each in server.events("request")], "a line"
        )


def test_text_is_compressed_where_that_is_wanted(strict: Running) -> None:
    """The same bytes come either way, shorter by gzip, and caches are told apart what was asked for."""
    path = "/static/site.css"
    _, bare, body = strict.ask(path)
    _, packed, small = strict.ask(path, Accept_Encoding="br, gzip;q=0.8")
    assert packed["content-encoding"] == "gzip"
    assert "content-encoding" not in bare
    assert gzip.decompress(small) == body
    assert len(small) == int(packed["content-length"]) < len(body)
    assert "accept-encoding" in bare["vary"].lower()
    assert "accept-encoding" in packed["vary"].lower()
    assert packed["etag"] != bare["etag"]


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_what_has_not_changed_is_not_sent_again(strict: Running, coding: str) -> None:
    """An ETag that was given with a compressed answer is known again, and 304 repeats it."""
    first = strict.ask("/static/site.css", Accept_Encoding=coding)[1]
    status, again, body = strict.ask("/static/site.css", Accept_Encoding=coding, If_None_Match=first["etag"])
    assert (status, body, again["etag"]) == (304, b"", first["etag"])


@pytest.mark.parametrize("coding", ["gzip;q=0", "identity", "*;q=0", ""])
def test_nothing_is_compressed_for_those_who_refuse_it(strict: Running, coding: str) -> None:
    """A quality of zero means no."""
    assert "content-encoding" not in strict.ask("/static/site.css", Accept_Encoding=coding)[1]


def test_short_answers_are_not_compressed(strict: Running) -> None:
    """What is shorter than a packet goes as it is."""
    assert "content-encoding" not in strict.ask("/nothing", Accept_Encoding="gzip")[1]


@pytest.mark.parametrize(
    ("accept", "lang", "kind", "words"),
    [
        ("text/html,*/*;q=0.8", "en", "text/html", "There is nothing at this address"),
        ("text/html,*/*;q=0.8", "zh-CN,zh;q=0.9", "text/html", "此地址没有内容"),
        ("*/*", "zh", "text/plain", "There is nothing at this address\n"),
        ("application/json", "en", "text/plain", "There is nothing at this address\n"),
    ],
)
def test_an_error_is_a_page_for_people_and_a_line_for_programs(
    strict: Running, accept: str, lang: str, kind: str, words: str
) -> None:
    """Whoever likes HTML better gets a page in the language of his choice."""
    status, headers, body = strict.ask("/nothing", Accept=accept, Accept_Language=lang)
    assert (status, headers["content-type"].partition(";")[0]) == (404, kind)
    assert words in body.decode()
    assert (body.count(b"\n") == 1) is (kind == "text/plain")


def test_a_method_that_is_not_answered_is_named_with_those_that_are(strict: Running) -> None:
    """405 says what is allowed."""
    status, headers, _ = strict.parsed(strict.send(head("/healthz", method="DELETE")))
    assert status == 405
    assert "GET" in headers["allow"]


def test_health_is_told(strict: Running) -> None:
    """Whoever watches the server learns in one object that it works, and what it serves."""
    status, headers, body = strict.ask("/healthz")
    facts = json.loads(body)
    assert (status, facts["status"], headers["cache-control"]) == (200, "ok", "no-store")
    asked = strict.ask(f"/sparql?query={quote('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')}", Accept="text/csv")[2]
    assert facts["triples"] == int(asked.split()[1])
    assert {"version", "uptime", "data"} <= facts.keys()
    # One more makes, at first, what the first visitors would wait for.
    strict.eventually(lambda: strict.health()["pool"]["workers"] == 2, "two workers")


def test_a_fault_of_the_program_is_told_by_a_mark_only(capfd: pytest.CaptureFixture[str]) -> None:
    """Whoever asks learns where to look, and the log has the traceback at that mark."""
    import asyncio
    import re
    from typing import Any

    from ydkg.server.log import Log
    from ydkg.server.middleware import Failures

    async def failing(*_: object) -> None:
        await asyncio.sleep(0)
        raise RuntimeError("a secret of the program")

    sent: list[Any] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    log = Log("json")
    asyncio.run(Failures(failing, log)({"type": "http", "path": "/a", "headers": []}, receive, send))
    log.close()
    told, logged = sent[1]["body"].decode(), json.loads(capfd.readouterr().err)
    assert sent[0]["status"] == 500
    assert "secret" not in told
    assert told.count("\n") == 1
    assert re.search(r"at the mark (\w+)", told).group(1) == logged["mark"]  # type: ignore[union-attr]
    assert "a secret of the program" in logged["trace"]


def test_what_is_said_while_there_can_be_no_thread_is_said_with_the_next_line(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that has no more threads ends nobody who only wanted to say so."""
    from ydkg.server.log import Log

    log = Log("json")

    def none_left(_: Thread) -> None:
        message = "can't start new thread"
        raise RuntimeError(message)

    with monkeypatch.context() as patch:
        patch.setattr(Thread, "start", none_left)
        log.event("first")
    log.event("second")
    log.close()
    assert [json.loads(line)["event"] for line in capfd.readouterr().err.splitlines()] == ["first", "second"]


def test_a_client_that_takes_nothing_is_given_up(strict: Running) -> None:
    """Whoever asks for much and reads none of it does not hold a connection for ever."""
    with strict.connect() as link:
        link.setsockopt(1, 8, 4096)  # SOL_SOCKET, SO_RCVBUF: a small window fills soon
        link.sendall(b"GET /graph/release HTTP/1.1\r\nHost: localhost\r\nAccept: application/n-triples\r\n\r\n" * 16)
        strict.eventually(lambda: len(strict.events("request")) and ended(strict, link), "an end")


def ended(server: Running, link: socket.socket) -> bool:
    """Tell whether the server has given a connection up, without reading from it."""
    port = link.getsockname()[1]
    with open("/proc/net/tcp", encoding="ascii") as table:  # noqa: PTH123 - as short as it gets
        rows = [line.split() for line in table][1:]
    states = {(int(row[1].rpartition(":")[2], 16), int(row[2].rpartition(":")[2], 16)): row[3] for row in rows}
    return states.get((server.port, port)) != "01"


@pytest.mark.parametrize(("peer", "seen"), [("127.0.0.1", "127.0.0.1"), ("127.0.0.2", "203.0.113.9")])
def test_only_our_proxies_are_believed(strict: Running, peer: str, seen: str) -> None:
    """A client cannot give itself another address, a proxy of ours can."""
    import socket as sockets

    mark = f"/believed-{peer}"
    request = head(mark, "Host: localhost", "X-Forwarded-For: 6.6.6.6, 203.0.113.9", "X-Forwarded-Proto: https")
    with sockets.create_connection(("127.0.0.1", strict.port), 60, (peer, 0)) as link:
        strict.exchange(link, request)
    strict.eventually(lambda: [each for each in strict.events("request") if each["path"] == mark], "a line")
    assert [each["client"] for each in strict.events("request") if each["path"] == mark] == [seen]
