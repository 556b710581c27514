"""Workers and fork servers as the main process sees them, and what is asked of them."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias

from ydkg.errors import WorkerError, problem
from ydkg.server.forkserver import PIECE, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.server.forkserver import Header

RequestKind: TypeAlias = Literal["short", "long", "job", "background"]
#: How much slower than by itself a query may be on a busy machine before that counts against it.
STARVED = 5
#: How much nicer a worker with a long query is. What it is owed beside others it takes in whole ticks of the kernel,
#: mostly 4 ms, for which a look-up waits: 15 is owed a third.
_NICE_LONG = 15


class Done(NamedTuple):
    """What a worker answered."""

    header: dict[str, Any]  # what the task says of its answer
    body: bytes
    seconds: float  # how long the worker took, without waiting


class Hearer(Protocol):
    """Who is told what a worker says, and that it has ended."""

    def take_message(self, worker: Worker, header: Header, body: bytes, /) -> None: ...  # noqa: D102
    def take_end(self, worker: Worker, /) -> None: ...  # noqa: D102


@dataclass(eq=False)
class ForkServer:
    """A fork server: a child of this process that leads a process group, in which its workers are."""

    process: int
    link: socket.socket
    workers: list[Worker] = field(default_factory=list)
    #: Done when the data are loaded, or cannot be.
    loading: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    #: Digests of queries that proved to be long on its data.
    known_long: OrderedDict[int, None] = field(default_factory=OrderedDict)
    #: Whether another has taken its place, and whether it has ended.
    retired: bool = False
    ended: bool = False

    def error(self) -> WorkerError:
        """Say that it has ended before its time."""
        said = problem("fork server: ended while it loaded the data; look into the system's log")
        return WorkerError(said, self.process)

    def dismiss(self) -> None:
        """Let it end, and all its workers: it does so when nobody is at the other end."""
        with suppress(OSError):
            self.link.shutdown(socket.SHUT_WR)

    def reaped(self) -> bool:
        """Reap it, and workers it left behind, which are this process's children then; tell if none is left."""
        try:
            while os.waitpid(-self.process, os.WNOHANG)[0]:
                continue
        except ChildProcessError:
            return True
        return False


class Worker:
    """A worker, from the order to fork it until its socket is closed at either end."""

    def __init__(self, parent: ForkServer, end: socket.socket, hearer: Hearer, *, job: bool) -> None:
        self.parent = parent
        self.job = job  # whether it is for one request of the server itself
        self.process = 0  # until it is forked
        self.ready = False  # whether it can be asked
        self.nice = False
        self.request: Request | None = None
        #: Exit code, or minus the number of the signal; None if nobody knows.
        self.exit_code: int | None = None
        #: Whether this process has ended it.
        self.dismissed = False
        self._end, self._hearer, self._closed = end, hearer, False
        self._received, self._unsent = bytearray(), bytearray()
        self._loop = asyncio.get_running_loop()
        end.setblocking(False)  # noqa: FBT003 - the library's
        self._loop.add_reader(end, self._receive)

    def _receive(self) -> None:
        """Take what the worker, or its fork server, says."""
        try:
            piece = self._end.recv(PIECE)
            self._received += piece
            while not self._closed and (message := take(self._received)):
                self._hearer.take_message(self, *message)
        except BlockingIOError:
            return
        except (OSError, ValueError):  # a ValueError where it was killed in the midst of an answer
            piece = b""
        # Of a socket that is closed with something unread uvloop tells once, so that its end is not waited for.
        if not piece or self.exit_code is not None:
            self._close()

    def send(self, content: bytes) -> None:
        """Ask it; where it has ended, that is told."""
        self._unsent += content
        self._loop.add_writer(self._end, self._send)
        self._send()

    def _send(self) -> None:
        with suppress(OSError):  # there is no room yet, or nobody to send it to, of which reading tells
            del self._unsent[: self._end.send(self._unsent)]
        if not self._unsent:
            self._loop.remove_writer(self._end)

    def dismiss(self) -> None:
        """Have it ended, whatever it is doing."""
        self.dismissed = True
        self._close()

    def _close(self) -> None:
        if not self._closed:
            self._closed = True
            self._loop.remove_reader(self._end)
            self._loop.remove_writer(self._end)
            self._end.close()
            self._loop.call_soon(self._hearer.take_end, self)

    def slow_down(self) -> None:
        """Let other processes go first."""
        if not self.nice:
            self.nice = True
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process, os.getpriority(os.PRIO_PROCESS, 0) + _NICE_LONG)

    def cpu_time(self) -> float | None:
        """Measure how long it has computed, in seconds: on a busy machine that is less than what has passed."""
        try:
            # The clock of another process, numbered as the kernel and the C library do it.
            return time.clock_gettime((~self.process << 3) | 2) if sys.platform == "linux" else None
        except OSError:
            return None


@dataclass(eq=False)
class Request:
    """One request on its way; client, kind and parent are as for `Pool.run`."""

    #: What is sent to the worker, packed.
    content: bytes
    client: str
    kind: RequestKind
    parent: ForkServer | None = None
    #: Tells the same request again, and is short however long that is.
    digest: int = field(init=False)
    answer: asyncio.Future[Done] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    worker: Worker | None = None
    started: float = 0.0
    cpu_before: float | None = None
    losses: int = 0
    timers: list[asyncio.TimerHandle] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.digest = hash(self.content)

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Have something done after some seconds, unless it goes on otherwise before."""
        self.timers.append(asyncio.get_running_loop().call_later(seconds, act))

    def stop_timers(self) -> None:
        """Have none of it done."""
        for timer in self.timers:
            timer.cancel()
        self.timers.clear()

    def age(self) -> float:
        """Measure how long it has run, in seconds."""
        return time.monotonic() - self.started if self.worker else 0.0

    def effort(self) -> float:
        """Measure what it has cost: seconds of computing, as a look-up is no long query because others compute."""
        age = self.age()
        now = self.worker.cpu_time() if self.worker else None
        if now is None or self.cpu_before is None:
            return age
        return max(now - self.cpu_before, age / STARVED)
