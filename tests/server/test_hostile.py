"""What clients of `ydkg serve` cannot do to it: fill its memory, hold up its event loop, or lead readers elsewhere."""

from __future__ import annotations

import os
import re
import signal
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    import socket

    from conftest import Ask, Launch, Running

MB = 1024 * 1024
POST = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
)


def memory(server: Running) -> int:
    """Measure what the main process has in memory."""
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024  # type: ignore[index]


BODIES = {
    "a trailer without end": b"6\r\nASK {}\r\n0\r\nX: " + b"a" * 4 * MB + b"\r\n\r\n",
    "trailers without end": b"6\r\nASK {}\r\n0\r\n" + b"a: b\r\n" * 700_000 + b"\r\n",
    "an extension of a chunk without end": b"6;" + b"a" * 4 * MB + b"\r\nASK {}\r\n0\r\n\r\n",
    "chunks of one letter": b"1\r\n \r\n" * 700_000 + b"6\r\nASK {}\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("name", BODIES)
def test_what_is_sent_around_a_body_is_bounded(strict: Running, name: str) -> None:
    """A body within bounds cannot come in any number of bytes: what the parser passes over counts too."""
    with strict.connect() as link:
        assert strict.parsed(strict.exchange(link, POST + BODIES[name]))[0] == 413


@pytest.mark.parametrize("path", ["//evil.example/a", "/%5Cevil.example/a", "/%2F/evil.example/a", "/a%3Fb/c"])
def test_the_other_language_is_on_this_server(strict: Running, path: str) -> None:
    """No path makes the link to the other language lead to another host, or to another path."""
    page = strict.ask(path, Accept="text/html")[2].decode()
    link = re.search(r'class="language" href="([^"]*)"', page)[1]  # type: ignore[index]
    assert re.match(r"/[^/\\?]", link)
    assert link.count("?") == 1


def test_ports_that_clients_make_up_are_not_kept(launch: Launch) -> None:
    """A description names the server as the client did, and clients can do so in ways without number."""
    with launch() as server:
        server.eventually(lambda: server.health()["prepared"], "all that is made beforehand")
        server.ask("/.well-known/void")
        before = memory(server)
        for port in range(150):
            fields = f"Host: localhost:{port}\r\nAccept: application/n-triples\r\nConnection: close"
            answer = server.parsed(server.send(f"GET /.well-known/void HTTP/1.1\r\n{fields}\r\n\r\n".encode()))
            assert (answer[0], f"//localhost:{port}/".encode() in answer[2] or port == 80) == (200, True)
        assert memory(server) - before < 6 * MB


def test_slow_readers_do_not_fill_the_memory(launch: Launch) -> None:
    """Of many large answers that nobody takes some are kept, the newest for sure, and their memory is given back."""
    query = quote('SELECT * { ?s ?p ?o BIND("' + "x" * 900 + '" AS ?x) } LIMIT 11000')
    request = f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    # Nobody is given up for being slow, and no query for the time that it takes.
    with launch("--time-limit", "60", patience=300) as server, ExitStack() as links:
        before = memory(server)
        for _ in range(30):
            link = slow(links.enter_context(server.connect()))
            link.sendall(request)
            assert link.recv(12) == b"HTTP/1.1 200"
        server.eventually(lambda: memory(server) - before < 200 * MB, "memory for some of them")
        answer = server.send(request)
        assert len(answer) > 10 * MB
        assert answer.endswith(b"]}}")
        links.close()
        server.eventually(lambda: memory(server) - before < 60 * MB, "its memory given back")
        assert not [line for line in server.lines if "socket.send" in line]


def test_a_slow_but_steady_reader_gets_all(launch: Launch) -> None:
    """What the system still holds for a client counts as taken when the client takes it, and not when all is gone."""
    query = quote('SELECT * { ?s ?p ?o BIND("' + "x" * 300 + '" AS ?x) } LIMIT 12000')
    request = f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    # Whoever takes nothing is given up after 6 s; for 15 s so little is taken that the system wants no more meanwhile.
    with launch(patience=2) as server, server.connect() as link:
        link.setsockopt(1, 8, 65536)  # SOL_SOCKET, SO_RCVBUF
        link.sendall(request)
        end, slow_until = b"", time.monotonic() + 15
        while piece := link.recv(8 * 1024):
            end = (end + piece)[-20:]
            if time.monotonic() < slow_until:
                time.sleep(0.2)
        assert end.endswith(b"]}}")


def slow(link: socket.socket) -> socket.socket:
    """Make a connection take little at a time."""
    link.setsockopt(1, 8, 4096)  # SOL_SOCKET, SO_RCVBUF
    return link


def test_killed_fork_servers_leave_no_dead_processes(launch_lakes: Launch) -> None:
    """The workers that a fork server leaves behind are buried, however soon the main process learns of its end."""
    with launch_lakes() as server:
        gone: list[int] = []
        for _ in range(3):
            gone.append(other_fork_server(server, gone))
            os.kill(gone[-1], signal.SIGKILL)
            server.answers("/sparql?query=ASK%7B%7D")
        server.eventually(lambda: not named(server, ") Z"), "burials")


def other_fork_server(server: Running, gone: list[int]) -> int:
    """Wait for a fork server that is none of those that are gone."""
    found: list[int] = []

    def has_come() -> list[int]:
        found[:] = [process for process in named(server, "(ydkg-forkserver)") if process not in gone]
        return found

    server.eventually(has_come, "a fork server")
    return found[0]


def named(server: Running, told: str) -> list[int]:
    """Find processes of a server by name and state."""
    found = []
    for process in server.family():
        with suppress(OSError):
            if told in Path(f"/proc/{process}/stat").read_text(encoding="ascii"):
                found.append(process)
    return found


def test_labels_are_asked_for_in_bounds(ask: Ask) -> None:
    """Names of thousands of IRIs are told, of more not."""
    form = "application/x-www-form-urlencoded"
    for count, status in ((5000, 200), (5001, 413)):
        body = "&".join(f"iri=http://a.example/{number}" for number in range(count)).encode()
        assert ask("/labels", "POST", body, Content_Type=form).status == status


def test_those_who_take_nothing_make_room(launch: Launch) -> None:
    """With every connection held by a client that reads none of its answer, whoever comes next is answered."""
    query = quote('SELECT * { ?s ?p ?o BIND("' + "x" * 300 + '" AS ?x) }')
    bounds = {"connections": 8, "connections_of_one": 16, "patience": 300}
    with launch("--time-limit", "60", **bounds) as server, ExitStack() as links:
        for _ in range(8):
            link = slow(links.enter_context(server.connect()))
            link.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert link.recv(12) == b"HTTP/1.1 200"
        # Those that were sent something a moment ago do not give way yet.
        server.eventually(lambda: server.ask()[0] == 200, "room for one more")
