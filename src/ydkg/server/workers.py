"""Workers and fork servers as the main process sees them, and what is asked of them."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import socket
import sys
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from ydkg.errors import WorkerError, problem
from ydkg.server.forkserver import END, JOB, LENGTH, QUERIES

if TYPE_CHECKING:
    from collections.abc import Callable

RequestKind: TypeAlias = Literal["short", "long", "job", "background"]
#: The kinds of the server's own work: what somebody waits for, and what is made beforehand.
OWN: tuple[RequestKind, ...] = ("job", "background")

#: How much slower than by itself a query may be on a busy machine before that counts against it.
STARVED = 2
#: How much nicer a worker with a long query is. What it is owed beside others it takes in whole ticks of the kernel,
#: mostly 4 ms, for which a look-up waits: 15 is owed a third.
_NICE_LONG = 15


@dataclass(eq=False)
class ForkServer:
    """A fork server: a child of this process that leads a process group, in which its workers are."""

    process: int
    link: socket.socket
    #: Done when the data are loaded, or cannot be.
    loading: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    #: Digests of queries that proved to be long on its data.
    known_long: OrderedDict[int, None] = field(default_factory=OrderedDict)
    #: Whether another has taken its place, and whether it has ended.
    retired: bool = False
    ended: bool = False

    async def listen(self) -> None:
        """Hear whether it has loaded the data, until it has ended: its workers end with it."""
        received = b""
        with suppress(OSError):
            while piece := await asyncio.get_running_loop().sock_recv(self.link, 64 * 1024):
                received += piece
                head, content = received[: LENGTH.size], received[LENGTH.size :]
                if len(head) == LENGTH.size and LENGTH.unpack(head) == (len(content),) and not self.loading.done():
                    error = pickle.loads(content)  # noqa: S301 - a process of our own has written it
                    if error is None:
                        self.loading.set_result(None)
                    else:
                        self.loading.set_exception(error)
        self.ended = True
        self.link.close()
        with suppress(ProcessLookupError, PermissionError):
            # On Linux the kernel does it.
            os.killpg(self.process, signal.SIGKILL)
        if not self.loading.done():
            self.loading.set_exception(self.error())

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


class Worker(asyncio.Protocol):
    """A worker, by our end of its socket; a ChildProcessError with its exit code is what comes when it has ended."""

    def __init__(self, parent: ForkServer, ended: Callable[[Worker], None], *, job: bool) -> None:
        self.parent = parent
        self.job = job  # whether it is for one request of the server itself
        self.process = 0  # until it has begun
        self.nice = False
        self.dismissed = False  # whether this process has ended it
        #: Exit code, or minus the number of the signal; None if nobody knows.
        self.exit_code: int | None = None
        #: The next message.
        self.message: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._ended = ended
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport  # type: ignore[assignment] # asyncio's own type says less

    def data_received(self, data: bytes) -> None:
        """Take what the worker, or its fork server, says."""
        self._received += data
        while len(self._received) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._received)
            end = LENGTH.size + length if length else END.size
            if len(self._received) < end:
                return
            content = bytes(self._received[LENGTH.size : end])
            del self._received[:end]
            if not length:
                self.exit_code = int.from_bytes(content, signed=True)
                self._abort()
            elif not content.endswith(pickle.STOP):
                # It was killed in the midst of an answer, and in its place stands how it ended.
                self._abort()
            elif not self.message.done():
                self.message.set_result(pickle.loads(content))  # noqa: S301 - a process of our own has written it

    def connection_lost(self, _error: Exception | None) -> None:
        """End."""
        if not self.message.done():
            self.message.set_exception(ChildProcessError(self.exit_code))
            self.message.exception()  # whoever waits is told; where nobody does, nothing is wrong
        self._ended(self)

    async def begin(self) -> None:
        """Have it forked; raise an OSError where it cannot be: too many files are open, or its fork server is gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.parent.link, [JOB if self.job else QUERIES], [theirs.fileno()])
        await asyncio.get_running_loop().create_unix_connection(lambda: self, sock=ours)
        self.process = await self.message

    def ask(self, content: bytes) -> asyncio.Future[Any]:
        """Ask it; what it will answer."""
        self.message = asyncio.get_running_loop().create_future()
        if self._transport and not self._transport.is_closing():
            self._transport.write(content)
        else:
            self.message.set_exception(ChildProcessError(self.exit_code))
        return self.message

    def dismiss(self) -> None:
        """Have it ended, whatever it is doing."""
        self.dismissed = True
        self._abort()

    def _abort(self) -> None:
        if self._transport:
            self._transport.abort()

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


class Done(NamedTuple):
    """What a worker answered."""

    header: dict[str, Any]  # what the task says of its answer
    body: bytes
    seconds: float  # how long the worker took, without waiting


@dataclass(eq=False, kw_only=True)
class Request:
    """One request on its way; client, kind and parent are as for `Pool.run`."""

    content: bytes  # what is sent to the worker
    client: str
    kind: RequestKind
    parent: ForkServer | None = None
    #: Done when it is its turn.
    turn: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    worker: Worker | None = None
    losses: int = 0
    began: float = 0.0
    computed_before: float | None = None

    @property
    def digest(self) -> int:
        """Tell the same request again, in a number."""
        return hash(self.content)

    def age(self) -> float:
        """Measure how long it has run, in seconds."""
        return time.monotonic() - self.began

    def effort(self) -> float:
        """Measure what it has cost: seconds of computing, as a look-up is no long query because others compute."""
        age = self.age()
        computed = self.worker.cpu_time() if self.worker else None
        if computed is None or self.computed_before is None:
            return age
        return max(computed - self.computed_before, age / STARVED)
