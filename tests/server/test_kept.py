"""Answers that are kept: the same as the first, told apart by all that they depend on, gone with their data."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import pytest
from pyoxigraph import Store

from ydkg.server.dataset import version_of
from ydkg.server.settings import Settings
from ydkg.server.site import Site
from ydkg.server.workers import Done

from .conftest import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Lakes, Launch, Running
    from ydkg.server.pool import Pool

LABEL = quote('SELECT ?l WHERE { <https://w3id.org/ydkg/id/hefei> rdfs:label ?l FILTER(LANG(?l) = "en") }')
FORUM = quote("SELECT ?l WHERE { ydr:lakes-forum rdfs:label ?l }")
FICKLE = quote("SELECT (NOW() AS ?now) {}")


@pytest.fixture(scope="module")
def server(launch: Launch) -> Iterator[Running]:
    """A server of the shipped data."""
    with launch() as one:
        yield one


def keep(server: Running, path: str, *, times: int = 3, **headers: str) -> list[tuple[int, dict[str, str], bytes]]:
    """Ask for the same several times over one connection, as a browser does."""
    named = {"Host": "localhost", **headers}.items()
    fields = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named)
    request = f"GET {path} HTTP/1.1\r\n{fields}\r\n".encode()
    with server.connect() as link:
        stream = link.makefile("rb")
        answers = []
        for _ in range(times):
            link.sendall(request)
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = stream.readline()
                assert line, "the server has closed the connection"
                head += line
            length = re.search(rb"content-length: (\d+)", head)
            answers.append(server.parsed(head + stream.read(int(length[1]) if length else 0)))
    return answers


PATHS = ["/", "/things", "/metrics", "/ontology", "/id/hefei.html", "/id/hefei.ttl", f"/sparql?query={LABEL}"]


@pytest.mark.parametrize("path", PATHS)
def test_what_is_asked_again_is_kept_and_the_same(server: Running, path: str) -> None:
    """From the third time on an answer says its age; all else of it is as it was."""
    first, _, third = keep(server, path)
    assert "age" not in first[1]
    assert int(third[1].pop("age")) >= 0
    assert (third[0], third[2]) == (first[0], first[2])
    assert {name: value for name, value in first[1].items() if name != "date"} == {
        name: value for name, value in third[1].items() if name != "date"
    }


def test_the_log_says_what_was_kept(server: Running) -> None:
    """A request that was answered with what is kept has its line, with all that the others have."""
    keep(server, "/metrics?log=1", User_Agent="a reader")
    server.eventually(lambda: len(lines(server, "log=1")) == 3, "three lines")
    first, _, third = lines(server, "log=1")
    assert third.pop("kept")
    assert third.keys() == first.keys()
    assert [third[name] for name in ("method", "path", "status", "bytes", "client", "agent")] == [
        first[name] for name in ("method", "path", "status", "bytes", "client", "agent")
    ]


def lines(server: Running, query: str) -> list[dict[str, object]]:
    """What was logged of requests with a query."""
    return [each for each in server.events("request") if each.get("query") == query]


@pytest.mark.parametrize(
    ("path", "one", "other"),
    [
        ("/id/hefei", {"Accept": "text/turtle"}, {"Accept": "text/html"}),
        ("/things", {"Accept_Language": "en"}, {"Accept_Language": "zh"}),
        ("/id/hefei.html", {"Accept_Encoding": "gzip"}, {}),
        ("/.well-known/void", {"Host": "localhost"}, {"Host": "127.0.0.1"}),
        (f"/sparql?query={LABEL}", {"Accept": "text/csv"}, {"Accept": "text/tab-separated-values"}),
    ],
)
def test_answers_are_told_apart(server: Running, path: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    """What is kept for one is not given to another who asks for something else at the same address."""
    first, second = keep(server, path, **one)[-1], keep(server, path, **other)[-1]
    differing = ("content-type", "content-language", "content-encoding", "location")
    assert first[2] != second[2] or [first[1].get(each) for each in differing] != [
        second[1].get(each) for each in differing
    ]


def test_who_has_it_is_told_so(server: Running) -> None:
    """304 is kept as well, with the tag that it is for."""
    tag = keep(server, "/things")[-1][1]["etag"]
    found = keep(server, "/things", If_None_Match=tag)
    assert [(status, headers["etag"], body) for status, headers, body in found] == [(304, tag, b"")] * 3
    assert keep(server, "/things", If_None_Match='"another"')[-1][0] == 200


@pytest.mark.parametrize("path", ["/healthz", "/nothing", f"/sparql?query={FICKLE}"])
def test_what_may_change_is_not_kept(server: Running, path: str) -> None:
    """How the server is, errors, and what is another answer each time are made anew."""
    assert not [headers for _, headers, _ in keep(server, path, times=4) if "age" in headers]


def test_many_requests_at_once_are_answered_in_order(server: Running) -> None:
    """Kept answers wait for those before them that are not kept."""
    keep(server, "/id/hefei.ttl")
    paths = ["/id/hefei.ttl", "/nothing-1", "/id/hefei.ttl", "/nothing-2", "/id/hefei.ttl"]
    last = "GET /nothing-3 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    sent = "".join(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n" for path in paths) + last
    statuses = re.findall(rb"HTTP/1\.1 (\d+)", server.send(sent.encode()))
    assert statuses == [b"200", b"404", b"200", b"404", b"200", b"404"]


def test_requests_that_are_known_by_their_bytes_are_answered_one_by_one(server: Running) -> None:
    """However they are cut into pieces, what is kept goes out in order, and so does what is not."""
    paths = (f"/sparql?query={LABEL}", "/id/hefei.ttl")
    one, other = (f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for path in paths)
    last = b"GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    for path in paths:
        assert "age" in keep(server, path, times=4)[-1][1]
    expected = [b"application/sparql-results+json", b"text/turtle"] * 12 + [b"text/plain"]
    sent = (one + other) * 12 + last
    for cuts in ([len(sent)], [len(one), len(one) + 9], [1, len(one) - 2, len(one) + 2]):
        with server.connect() as link:
            begun = 0
            for end in (*cuts, len(sent)):
                link.sendall(sent[begun:end])
                begun = end
                time.sleep(0.05)
            found = server.drained(link)
        assert re.findall(rb"content-type: ([^;\r]+)", found) == expected
        assert found.count(b"HTTP/1.1 200 ") == 24
        assert found.count(b"HTTP/1.1 404 ") == 1


def test_who_asks_is_logged_of_every_answer_that_is_kept(launch_lakes: Launch) -> None:
    """By a believed proxy's word where there is one, by the connection's other end where there is none."""
    with launch_lakes("--proxy", "127.0.0.1") as server:
        for client in ("192.0.2.1", "192.0.2.2"):
            keep(server, "/things?log=2", times=4, X_Forwarded_For=client)
        keep(server, "/things?log=2", times=4)
        server.eventually(lambda: len(lines(server, "log=2")) == 12, "twelve lines")
        told = [(each["client"], "kept" in each) for each in lines(server, "log=2")]
    first, *rest = [(client, True) for client in ["192.0.2.1"] * 2 + ["192.0.2.2"] * 4 + ["127.0.0.1"] * 4]
    assert told[:2] == [("192.0.2.1", False)] * 2
    assert told[2:] == [first, *rest]


def test_a_head_is_known_only_where_the_answer_would_be_the_same(launch_lakes: Launch) -> None:
    """The same bytes get another answer from a proxy that is believed than from whoever is not."""
    with launch_lakes("--proxy", "127.0.0.2") as server:
        found = []
        for own in ("127.0.0.1", "127.0.0.2"):
            for _ in range(4):
                with socket.create_connection(("127.0.0.1", server.port), PATIENCE, (own, 0)) as link:
                    fields = "Host: localhost\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Prefix: /below"
                    link.sendall(f"GET /?from=head HTTP/1.1\r\n{fields}\r\n\r\n".encode())
                    page = b""
                    while b"</html>" not in page:
                        piece = link.recv(65536)
                        assert piece, "the server has closed the connection"
                        page += piece
                found.append(b'href="/below/things' in page)
    assert found == [False] * 4 + [True] * 4


def test_other_data_have_other_answers(launch: Launch, lakes: Lakes, tmp_path: Path) -> None:
    """When data were loaded again nothing is answered with what was kept of those before."""
    report = Path(shutil.copy(lakes.folder / "report.ttl", tmp_path))
    with launch("--data", str(report)) as server:
        path = f"/sparql?query={FORUM}"
        assert "湖区论坛".encode() in keep(server, path)[-1][2]
        report.write_text(report.read_text(encoding="utf-8").replace("湖区论坛", "湖区新论坛"), encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("reload"), "a line")
        status, headers, body = keep(server, path, times=1)[0]
    assert (status, "age" in headers, "湖区新论坛".encode() in body) == (200, False, True)


def test_a_server_does_without_uvloop(launch: Launch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is not installed asyncio's own loop answers, what is kept as well."""
    (tmp_path / "uvloop.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with launch() as server:
        assert "age" in keep(server, "/id/hefei.ttl", times=4)[-1][1]


class _Pool:
    """Makes ten bytes for whatever is asked, and writes down what that was."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    async def run(self, _: str, arguments: dict[str, object], **__: object) -> Done:
        self.asked.append(arguments["format"])
        return Done({}, b"0123456789", 0)


def test_what_was_made_first_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fits is made once; what has gone is made again."""
    monkeypatch.setattr("ydkg.server.site._MADE_CAPACITY", 25)
    pool = _Pool()
    site = Site(Settings(), Store(), "state", cast("Pool", pool))

    async def ask(*names: str) -> None:
        for name in names:
            assert await site.made("export", format=name) == b"0123456789"

    asyncio.run(ask("a", "b", "a", "b", "c", "b", "c", "a"))
    assert pool.asked == ["a", "b", "c", "a"]


def test_what_has_words_of_some_documents_is_not_that_of_others() -> None:
    """A page that was made where the text of one was at hand shows nothing of another's."""
    texts = [(), (Path("one.txt"),), (Path("other.txt"),), (Path("one.txt"), Path("other.txt"))]
    assert len({version_of(Settings(digests=("0",), sources=each)) for each in texts}) == len(texts)
