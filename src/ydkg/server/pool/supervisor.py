"""The supervisor: keeps a fork server and its workers running, with one coming for each that goes."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import signal
import socket
import sys
import time
from abc import ABC, abstractmethod
from collections import Counter, OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from ydkg.errors import WorkerError, YdkgError, problem
from ydkg.server.pool import fault
from ydkg.server.pool.forkserver import start_forkserver
from ydkg.server.pool.process import adopt_orphans
from ydkg.server.pool.transport import COULD_NOT_BEGIN, ORDER, Header, Link

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ydkg.server.settings import Settings

_LOG = logging.getLogger("ydkg.server")
#: Seconds to let processes end by themselves.
_PATIENCE = 3.0
#: Seconds until a worker is started again that could not be for want of memory, processes or files.
_AGAIN = 0.2
#: What is counted since the start; see `Pool.health`.
COUNTED = (
    *("served", "refused", "timed_out", "out_of_memory", "too_large", "failed", "faulty", "cancelled", "moved"),
    *("retried", "killed", "forked", "renewed", "respawned"),
)


@dataclass(eq=False)
class ForkServer:
    """A fork server, as the main process sees it."""

    #: A child of this process that leads a process group, in which its workers are.
    process: int
    link: Link = field(init=False)
    #: By number, until it is known of each how it ended.
    workers: dict[int, Worker] = field(default_factory=dict)
    #: Done when the data are loaded, or cannot be.
    loading: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    #: Digests of queries that proved to be long on its data.
    known_long: OrderedDict[int, None] = field(default_factory=OrderedDict)
    #: Whether another has taken its place.
    retired: bool = False

    def dismiss(self) -> None:
        """Let it end, and all its workers: it does so when nobody is at the other end."""
        with suppress(OSError):
            self.link.socket.shutdown(socket.SHUT_WR)


@dataclass(eq=False)
class Worker:
    """A worker, from the order to fork it."""

    #: What its fork server calls it.
    number: int
    parent: ForkServer
    #: Whether it is for one request of the server itself.
    job: bool
    link: Link = field(init=False)
    #: 0 until it is forked.
    process: int = 0
    nice: bool = False
    #: Exit code, or minus the number of the signal; None if nobody knows.
    exit_code: int | None = None

    def kill(self) -> None:
        """Have the worker ended, whatever it is doing; closing its link ends one that waits for a request."""
        _order(b"k", self)
        self.link.close()

    def slow_down(self) -> None:
        """Let other processes go first."""
        if not self.nice:
            self.nice = True
            _order(b"n", self)

    def cpu_time(self) -> float | None:
        """Measure how long the worker has computed: on a busy machine that is less than what has passed."""
        try:
            # The clock of another process, numbered as the kernel and the C library do it.
            return time.clock_gettime((~self.process << 3) | 2) if sys.platform == "linux" else None
        except OSError:
            return None


class Supervisor(ABC):
    """A fork server and its workers, for one event loop."""

    def __init__(self, settings: Settings, started: tuple[int, socket.socket]) -> None:
        self.settings = settings
        self.closing = False
        self._started = started
        self._counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
        self._free: list[Worker] = []
        self._numbers = itertools.count(1)
        self._renewal = asyncio.Lock()
        self._respawning: asyncio.Task[None] | None = None
        self._paused = False

    def open(self) -> None:
        """Meet the event loop, and have workers before the first request comes."""
        adopt_orphans()
        self._loop = asyncio.get_running_loop()
        self._forkserver = self._meet(*self._started)
        self._forkservers = [self._forkserver]
        self._replenish()

    async def renew(self, settings: Settings, approve: Callable[[ForkServer], Awaitable[None]] | None = None) -> None:
        """Load the data again, in a new fork server; requests that run end on the old data."""
        async with self._renewal:
            await self._take_over(settings, approve)
            self._counts["renewed"] += 1

    async def close(self) -> None:
        """End all processes, and wait until they have ended, and a while for the sockets to them to be closed."""
        self.closing = True
        if self._respawning is not None:
            self._respawning.cancel()
        for forkserver in self._forkservers:
            forkserver.dismiss()
        until = self._loop.time() + _PATIENCE
        while True:
            late = self._loop.time() > until
            reaped = [_reaped(forkserver) for forkserver in self._forkservers]
            linked = [each for each in self._forkservers if not each.link.ended]
            if all(reaped) and (late or not (linked or any(each.workers for each in self._forkservers))):
                break
            for forkserver in linked if late else ():
                with suppress(ProcessLookupError):
                    os.kill(forkserver.process, signal.SIGKILL)
            await asyncio.sleep(0.005)
        self._forkservers = []

    def workers(self) -> list[Worker]:
        """List the workers, those that are coming and those of a former fork server too."""
        return [worker for parent in self._forkservers for worker in parent.workers.values() if not worker.link.closed]

    def coming(self) -> bool:
        """Tell whether a worker for queries is on its way."""
        return any(not (worker.process or worker.job or worker.link.ended) for worker in self.workers())

    def processes(self) -> dict[str, list[int]]:
        """List the processes; ``forkservers``, ``workers`` (for queries) and ``jobs``, in order of birth."""
        workers = [worker for worker in self.workers() if worker.process]
        return {
            "forkservers": [each.process for each in self._forkservers if not each.link.ended],
            "workers": [worker.process for worker in workers if not worker.job],
            "jobs": [worker.process for worker in workers if worker.job],
        }

    @abstractmethod
    def _dispatch(self) -> None:
        """Do what can be done now that workers or places have come free."""

    @abstractmethod
    def _take_reply(self, worker: Worker, header: Header, body: bytes) -> None:
        """Take a reply."""

    @abstractmethod
    def _take_loss(self, worker: Worker) -> None:
        """Take that a worker has ended by itself."""

    # Workers

    def _replenish(self) -> None:
        """Start as many workers as are missing."""
        alive = sum(not (worker.link.closed or worker.job) for worker in self._forkserver.workers.values())
        for _ in range(self.settings.workers - alive):
            self._start_worker()

    def _start_worker(self, *, job: bool = False, parent: ForkServer | None = None) -> Worker | None:
        """Start a worker, or give None where none can be started now; when that changes there is a dispatch.

        To one for a job its request may be sent at once.
        """
        parent = parent or self._forkserver
        if self.closing or parent.link.ended or self._paused:
            return None
        try:
            ours, theirs = socket.socketpair()
        except OSError:  # as many files are open as may be
            self._pause()
            return None
        worker = Worker(next(self._numbers), parent, job)
        worker.link = Link(ours, partial(self._take_reply, worker), partial(self._note_end, worker))
        parent.workers[worker.number] = worker
        with theirs:
            if not _order(b"j" if job else b"f", worker, theirs.fileno()):
                worker.exit_code = COULD_NOT_BEGIN
        return worker

    def _pause(self) -> None:
        """Start no worker for a while, as one could not begin, and the next could not either."""
        self._paused = True
        self._loop.call_later(_AGAIN, self._resume)

    def _resume(self) -> None:
        """Start workers again; the clock is not asked, as it may be a rounding error before the time."""
        self._paused = False
        self._dispatch()

    def _release(self, worker: Worker, *, fit: bool) -> None:
        """Take a worker that is not busy; one that is not fit, was slowed down, or has old data, answers no more."""
        if fit and not (worker.nice or worker.job or worker.link.ended or worker.parent is not self._forkserver):
            self._free.append(worker)
        else:
            worker.link.close()

    def _note_end(self, worker: Worker) -> None:
        """Note that nothing more will come from a worker, or how it ended.

        A reply may still be in the socket when the process has ended, so it is gone when both are known.
        """
        parent = worker.parent
        if worker in self._free:
            self._free.remove(worker)
        if not worker.link.ended or (worker.exit_code is None and not parent.link.ended):
            return
        if parent.workers.pop(worker.number, None) is None:
            return
        if not worker.link.closed:
            self._counts["killed"] += worker.exit_code in {None, -signal.SIGKILL}
            if worker.exit_code == COULD_NOT_BEGIN:
                self._pause()
            self._take_loss(worker)
        if parent.retired and not parent.workers:
            parent.dismiss()
        self._dispatch()

    # Fork servers

    def _meet(self, process: int, end: socket.socket) -> ForkServer:
        forkserver = ForkServer(process)
        forkserver.link = Link(end, partial(self._take_message, forkserver), partial(self._lose_forkserver, forkserver))
        return forkserver

    def _take_message(self, forkserver: ForkServer, header: Header, _body: bytes) -> None:
        match header["is"]:
            case "forked":
                worker = forkserver.workers[header["number"]]
                worker.process = header["process"]
                self._counts["forked"] += 1
                if not (worker.job or worker.link.closed):
                    self._release(worker, fit=True)
                self._dispatch()
            case "exited":
                worker = forkserver.workers[header["number"]]
                worker.exit_code = header["code"]
                self._note_end(worker)
            case "ready" if not forkserver.loading.done():
                forkserver.loading.set_result(None)
            case "failed" if not forkserver.loading.done():
                forkserver.loading.set_exception(fault.as_error(header))

    def _lose_forkserver(self, forkserver: ForkServer) -> None:
        """Go on when a fork server has ended: its workers end with it."""
        with suppress(ProcessLookupError, PermissionError):
            # On Linux the kernel does it.
            os.killpg(forkserver.process, signal.SIGKILL)
        for worker in list(forkserver.workers.values()):
            self._note_end(worker)
        if not forkserver.loading.done():
            forkserver.loading.set_exception(_ended(forkserver))
        self._forget(forkserver)
        if forkserver is self._forkserver and not self.closing:
            self._respawning = self._loop.create_task(self._respawn())

    def _forget(self, forkserver: ForkServer) -> None:
        if self.closing:
            return
        if _reaped(forkserver):
            self._forkservers.remove(forkserver)
        else:
            self._loop.call_later(0.05, self._forget, forkserver)

    async def _respawn(self) -> None:
        delay = 0.1
        while self._forkserver.link.ended:
            _LOG.error("the fork server of the workers has ended; starting another")
            async with self._renewal:
                if self._forkserver.link.ended:
                    try:
                        await self._take_over(self.settings)
                        self._counts["respawned"] += 1
                    except (YdkgError, OSError) as error:
                        _LOG.error("%s", error)
            if self._forkserver.link.ended:
                await asyncio.sleep(delay)
                delay = min(2 * delay, 10.0)

    async def _take_over(
        self, settings: Settings, approve: Callable[[ForkServer], Awaitable[None]] | None = None
    ) -> None:
        """Start another fork server, and let it take the place of the one there is when it has loaded the data."""
        forkserver = self._meet(*start_forkserver(settings))
        self._forkservers.append(forkserver)
        try:
            await forkserver.loading
            if approve is not None:
                await approve(forkserver)
            if forkserver.link.ended:
                raise _ended(forkserver)  # noqa: TRY301 - it is dismissed below, too
        except BaseException:
            # Be it damaged data, or that nobody wants it any more.
            forkserver.dismiss()
            raise
        former, self._forkserver, self.settings = self._forkserver, forkserver, settings
        former.retired = True
        idle, self._free = self._free, []
        for worker in idle:
            worker.link.close()
        if not former.workers:
            former.dismiss()
        self._dispatch()


def _order(action: bytes, worker: Worker, *descriptor: int) -> bool:
    """Order something of a worker's fork server; if that is gone, it is told soon, and the order could not be sent."""
    with suppress(OSError):
        return socket.send_fds(worker.parent.link.socket, [ORDER.pack(action, worker.number)], descriptor) > 0
    return False


def _reaped(forkserver: ForkServer) -> bool:
    """Reap a fork server, and workers it left behind, which are this process's children then; tell if none is left."""
    try:
        while os.waitpid(-forkserver.process, os.WNOHANG)[0]:
            continue
    except ChildProcessError:
        return True
    return False


def _ended(forkserver: ForkServer) -> WorkerError:
    said = problem("fork server: ended while it loaded the data; look into the system's log")
    return WorkerError(said, forkserver.process)
