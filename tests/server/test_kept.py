"""Answers that are kept: the same as the first, told apart by all that they depend on, and gone with their data."""

from __future__ import annotations

import re
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from ydkg.assets import DATA_FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from conftest import Running

    Launch = Callable[..., AbstractContextManager[Running]]

LABEL = quote('SELECT ?l WHERE { <https://w3id.org/ydkg/id/hefei> rdfs:label ?l FILTER(LANG(?l) = "en") }')
REGISTERS = quote("SELECT ?l WHERE { ?s a yd:Register ; rdfs:label ?l }")
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
                head += stream.readline()
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


@pytest.mark.parametrize("path", ["/healthz", "/nothing", f"/sparql?query={FICKLE}", f"/workbench?query={FICKLE}"])
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


def test_other_data_have_other_answers(launch: Launch, tmp_path: Path) -> None:
    """When data were loaded again nothing is answered with what was kept of those before."""
    files = [Path(shutil.copy(each, tmp_path)) for each in DATA_FILES]
    with launch(*(word for each in files for word in ("--data", str(each)))) as server:
        path = f"/sparql?query={REGISTERS}"
        assert b'"GeoNames"' in keep(server, path)[-1][2]
        [register] = [each for each in files if each.name == "reference.ttl"]
        text = register.read_text(encoding="utf-8").replace('"GeoNames"@en', '"GeoNames renamed"@en')
        register.write_text(text, encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("reload"), "a line")
        status, headers, body = keep(server, path, times=1)[0]
    assert (status, "age" in headers, b"GeoNames renamed" in body) == (200, False, True)
