"""A server as people run it: `ydkg serve` in a process of its own, on a port of its own."""

from __future__ import annotations

import html
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from email.message import Message

    from conftest import Lakes
    from windows import Visit, Windows

    #: The fixtures `ask` and `launch`.
    Ask = Callable[..., "Reply"]
    Launch = Callable[..., AbstractContextManager["Running"]]

#: Seconds that are allowed for what takes a fraction of one on a machine that does nothing else.
PATIENCE = 60.0
SRC = Path(__file__).resolve().parents[2] / "src"


#: A program that is `ydkg` with other bounds than a server has by itself.
BOUNDED = """
from ydkg.server.settings import Settings
Settings.__new__.__defaults__ = tuple((Settings._field_defaults | {bounds}).values())
{program}
"""
PROGRAM, MAIN = ("-m", "ydkg"), "from ydkg.cli import main\nmain()"


#: A program that is `ydkg`, to which every collection is a large one.
ON_DISK = ("-c", f"from ydkg.graph import store\nstore.LARGE = 0\n{MAIN}")


def command(*arguments: str, program: Sequence[str] = PROGRAM) -> list[str]:
    """Give the words that run `ydkg serve` on a free port."""
    return [sys.executable, *program, "serve", "--port", "0", *arguments]


def environment() -> dict[str, str]:
    """Give an environment without what the tester's own settings would change."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("YDKG_", "_YDKG"))}
    return {**clean, "PYTHONPATH": os.pathsep.join(filter(None, [str(SRC), os.environ.get("PYTHONPATH")]))}


@dataclass
class Running:
    """A server that runs: its address, its process, and what it has written."""

    process: subprocess.Popen[bytes]
    lines: list[str] = field(default_factory=list)
    address: str = ""

    @property
    def port(self) -> int:
        """Its port."""
        return int(self.address.rpartition(":")[2])

    def events(self, name: str) -> list[dict[str, Any]]:
        """What it wrote of a kind, where it writes JSON."""
        found = (json.loads(line) for line in list(self.lines) if line.startswith("{"))
        return [each for each in found if each["event"] == name]

    def connect(self) -> socket.socket:
        """Open a connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def ask(self, path: str = "/healthz", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for a page, and give status, headers and body."""
        more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{more}\r\n"
        return self.parsed(self.send(head.encode()))

    def health(self) -> dict[str, Any]:
        """Give what it says of itself."""
        return dict(json.loads(self.ask()[2]))

    def send(self, content: bytes) -> bytes:
        """Send bytes, and give all that comes until the server closes the connection."""
        with self.connect() as link:
            return self.exchange(link, content)

    @staticmethod
    def exchange(link: socket.socket, content: bytes) -> bytes:
        """Send bytes over a connection, and give all that comes until its end."""
        # The server may have heard enough before all is sent.
        with suppress(OSError):
            link.sendall(content)
        return Running.drained(link)

    @staticmethod
    def drained(link: socket.socket) -> bytes:
        """Give all that comes over a connection until its end."""
        found = bytearray()
        with suppress(ConnectionError):
            while piece := link.recv(65536):
                found += piece
        return bytes(found)

    @staticmethod
    def parsed(answer: bytes) -> tuple[int, dict[str, str], bytes]:
        """Take one answer apart: status, headers by lower-case name, body; the status is 0 where nothing came."""
        if not answer:
            return 0, {}, b""
        head, _, body = answer.partition(b"\r\n\r\n")
        first, *fields = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in fields)}
        return int(first.split()[1]), headers, body

    def eventually(self, true: Callable[[], object], what: str) -> None:
        """Wait until something is true; where it never is, what the server wrote last is told."""
        eventually(true, what, lambda: "".join(self.lines[-20:]))

    def answers(self, path: str) -> None:
        """Wait until a page is answered well; where it never is, the other answers are told."""
        others: list[tuple[int, bytes]] = []

        def answered() -> bool:
            status, _, body = self.ask(path)
            if status != 200:
                others.append((status, body[:200]))
            return status == 200

        eventually(answered, f"an answer at {path}", lambda: f"{others}\n{''.join(self.lines[-20:])}")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Tell it to stop, and give its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def named(self, name: str) -> list[int]:
        """Give the processes of a name, of its own and all that descend from it, without those that have ended."""
        found = []
        for process in self.family():
            with suppress(OSError):
                stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
                if f" ({name}) " in stat and f" ({name}) Z" not in stat:
                    found.append(process)
        return sorted(found)

    def workers(self, count: int = 2) -> list[int]:
        """Wait for so many workers, and give their processes."""
        found: list[int] = []

        def are_there() -> bool:
            found[:] = self.named("ydkg-worker")
            return len(found) == count

        eventually(are_there, f"{count} workers")
        return found

    def family(self) -> set[int]:
        """Give its own process and all that descend from it."""
        found: set[int] = set()
        new = {self.process.pid}
        while new:
            found |= new
            new = {child for each in new for child in children(each)} - found
        return found


def children(process: int) -> list[int]:
    """Give the children of a process, in order of birth; their numbers need not be, as the system begins anew."""
    listing = Path(f"/proc/{process}/task/{process}/children")
    try:
        return [int(word) for word in listing.read_text(encoding="ascii").split()]
    except OSError:
        return []


def eventually(true: Callable[[], object], what: str, told: Callable[[], str] = str) -> None:
    """Wait until something is true; where it never is, more can be told."""
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, f"never came true: {what}\n{told()}"
        time.sleep(0.05)


@contextmanager
def running(*arguments: str, log: str = "json", program: Sequence[str] = PROGRAM, **bounds: float) -> Iterator[Running]:
    """Run `ydkg serve` with arguments and bounds; what it writes is read all the time, so that it never waits."""
    if bounds:
        program = ("-c", BOUNDED.format(bounds=bounds, program=MAIN if program is PROGRAM else program[1]))
    process = subprocess.Popen(
        command("--log", log, *arguments, program=program), env=environment(), stderr=subprocess.PIPE
    )
    server = Running(process)

    def read() -> None:
        assert process.stderr
        for line in process.stderr:
            server.lines.append(line.decode())

    reader = threading.Thread(target=read)
    reader.start()
    try:
        eventually(lambda: _address(server) or process.poll() is not None, "an address")
        server.address = _address(server)
        assert server.address, f"the server did not start: {''.join(server.lines)}"
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
            reader.join(PATIENCE)
            assert process.stderr
            process.stderr.close()


def _address(server: Running) -> str:
    found = re.search(r"http://[^\s\"]+(?=/[\s\"])|unix:[^\s\"]+", "".join(server.lines))
    return found[0] if found else ""


@contextmanager
def served(*arguments: str) -> Iterator[str]:
    """Run `ydkg serve` with arguments, and give its address, without a slash at the end."""
    with running(*arguments) as server:
        yield server.address


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server of the shipped data, which assistants may ask too."""
    with served("--mcp") as address:
        yield address


@pytest.fixture(scope="session")
def launch() -> Launch:
    """Run a server with arguments of one's own."""
    return running


@pytest.fixture(scope="session")
def launch_lakes(lakes: Lakes) -> Launch:
    """Run a server of a small collection with arguments of one's own, where it does not matter what is served.

    Of the shipped data every server, and every process that comes in the place of another, makes pages for seconds.
    """
    return partial(running, *lakes.data)


@pytest.fixture(scope="module")
def strict() -> Iterator[Running]:
    """A server that waits for nobody, and has few connections, so that its bounds are soon reached."""
    with running("--name", "data.example.org", "--proxy", "127.0.0.2", patience=2, connections=40) as one:
        yield one


class Reply(NamedTuple):
    """What a server answered: status, headers (whatever case they are asked for in), and body."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        """What a reader reads of a page: no markup, no doubled spaces."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.body.decode())).split())

    @property
    def line(self) -> str:
        """The one line of an error."""
        assert self.headers["Content-Type"] == "text/plain; charset=utf-8"
        text = self.body.decode()
        assert text.endswith("\n")
        assert len(text.splitlines()) == 1
        return text.strip()


def asking(address: str) -> Ask:
    """Give what asks a server, with no header that is not given: path, method, body, headers."""

    def asked(path: str, method: str = "GET", body: bytes | None = None, **headers: str | None) -> Reply:
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    return asked


@pytest.fixture(scope="session")
def ask(server: str) -> Ask:
    """Ask the server of the shipped data."""
    return asking(server)


@pytest.fixture
def visit(windows: Windows, server: str) -> Iterator[Callable[..., Visit]]:
    """Open a page of the server, or of another, in a window; nothing on it may come from elsewhere."""
    visits: list[Visit] = []
    with ExitStack() as opened:

        def go(path: str, address: str = server, **window: Any) -> Visit:  # noqa: ANN401 - as a window has it
            found = opened.enter_context(windows.window(**window))
            found.address = address
            found.open(path)
            visits.append(found)
            return found

        yield go
        for each in visits:
            assert [url for url in each.requests if not url.startswith((each.address, "data:", "blob:"))] == []
