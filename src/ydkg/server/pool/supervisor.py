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
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from ydkg.errors import WorkerError, YdkgError, problem
from ydkg.server.pool import fault
from ydkg.server.pool.forkserver import start_forkserver
from ydkg.server.pool.process import adopt_orphans
from ydkg.server.pool.transport import COULD_NOT_BEGIN, ORDER, Header, Link

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Awaitable, Callable

    from ydkg.server.settings import Settings

_LOG = logging.getLogger("ydkg.server")
#: Seconds to let processes end by themselves.
_PATIENCE = 3.0
#: Seconds until a fork is tried again that failed for want of memory or processes.
_AGAIN = 0.2


class ForkServer:
    """A fork server, as the main process sees it.

    Parameters
    ----------
    process : int
        A child of this process that leads a process group, in which its workers are.
    end : socket.socket
        This end of the socket to it.
    on_message, on_end : callable
        Called with it and each message; and once with it, when it is gone.

    Attributes
    ----------
    link : Link
    workers : dict of int to Worker
        By number, until it is known of each how it ended.
    loading : asyncio.Future
        Done when the data are loaded, or cannot be.
    retired : bool
        Whether another has taken its place.
    """

    def __init__(
        self,
        process: int,
        end: socket.socket,
        on_message: Callable[[ForkServer, Header], None],
        on_end: Callable[[ForkServer], None],
    ) -> None:
        self.process = process
        self.link = Link(end, lambda header, _: on_message(self, header), partial(on_end, self))
        self.workers: dict[int, Worker] = {}
        self.loading: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.retired = False

    def order(self, action: bytes, number: int, *descriptor: int) -> bool:
        """Order something; if the fork server is gone, that is told soon.

        Parameters
        ----------
        action : bytes
            ``f`` (fork), ``j`` (fork for one request of the server itself), ``n`` (make nice) or ``k`` (kill).
        number : int
            Of the worker.
        *descriptor : int
            The new worker's end of its socket.

        Returns
        -------
        bool
            Whether it could be sent.
        """
        with suppress(OSError):
            return socket.send_fds(self.link.socket, [ORDER.pack(action, number)], descriptor) > 0
        return False

    def dismiss(self) -> None:
        """Let it end, and all its workers: it does so when nobody is at the other end."""
        with suppress(OSError):
            self.link.socket.shutdown(socket.SHUT_WR)

    def reaped(self) -> bool:
        """Reap the process, and the workers that it left behind, as far as they have ended.

        Returns
        -------
        bool
            Whether none of them is left; workers are children of this process when their parent has ended.
        """
        try:
            while os.waitpid(-self.process, os.WNOHANG)[0]:
                continue
        except ChildProcessError:
            return True
        return False


class Worker:
    """A worker, from the order to fork it.

    Parameters
    ----------
    number : int
        What its fork server calls it.
    parent : ForkServer
    on_reply, on_end : callable
        Called with it and each reply; and once with it, when nothing more will come from it.
    job : bool
        Whether it is for one request of the server itself.

    Attributes
    ----------
    process : int
        0 until it is forked.
    nice : bool
        Whether others go first.
    exit_code : int or None
        How it ended, or minus the number of the signal; None as long as nobody knows.
    link : Link
    """

    def __init__(
        self,
        number: int,
        parent: ForkServer,
        on_reply: Callable[[Worker, Header, bytes], None],
        on_end: Callable[[Worker], None],
        *,
        job: bool,
    ) -> None:
        self.number, self.parent, self.job = number, parent, job
        self.process = 0
        self.nice = False
        self.exit_code: int | None = None
        parent.workers[number] = self
        ours, theirs = socket.socketpair()
        self.link = Link(ours, partial(on_reply, self), partial(on_end, self))
        with theirs:
            if not parent.order(b"j" if job else b"f", number, theirs.fileno()):
                self.exit_code = COULD_NOT_BEGIN

    def kill(self) -> None:
        """Have the worker ended, whatever it is doing; closing its link ends one that waits for a request."""
        self.parent.order(b"k", self.number)
        self.link.close()

    def slow_down(self) -> None:
        """Let other processes go first."""
        if not self.nice:
            self.nice = True
            self.parent.order(b"n", self.number)

    def cpu_time(self) -> float | None:
        """Measure how long the worker has computed: on a busy machine that is less than what has passed.

        Returns
        -------
        float or None
            Seconds since its birth; None where the system does not tell, or it has just ended.
        """
        try:
            # The clock of another process, numbered as the kernel and the C library do it.
            return time.clock_gettime((~self.process << 3) | 2) if sys.platform == "linux" else None
        except OSError:
            return None


class Supervisor:
    """A fork server and its workers, in the running event loop.

    Parameters
    ----------
    settings : Settings
    started : int, socket.socket
        The first fork server, as `start_forkserver` gives it.
    counts : Counter
        Where processes that were killed, forked, renewed and respawned are counted.
    on_change, on_reply, on_loss : callable
        Called when workers or places have come free, with each reply, and with each worker that ended by itself.

    Attributes
    ----------
    settings : Settings
        Of the data that are served.
    free : list of Worker
    """

    def __init__(
        self,
        settings: Settings,
        started: tuple[int, socket.socket],
        counts: Counter[str],
        *,
        on_change: Callable[[], None],
        on_reply: Callable[[Worker, Header, bytes], None],
        on_loss: Callable[[Worker], None],
    ) -> None:
        self.settings = settings
        self.free: list[Worker] = []
        self._counts = counts
        self._on_change, self._on_reply, self._on_loss = on_change, on_reply, on_loss
        self._loop = asyncio.get_running_loop()
        self._numbers = itertools.count(1)
        self._renewal = asyncio.Lock()
        self._respawning: asyncio.Task[None] | None = None
        self._closing = False
        self._paused_until = 0.0
        adopt_orphans()
        self._forkserver = ForkServer(*started, self._take_message, self._lose_forkserver)
        self._forkservers = [self._forkserver]
        self.replenish()

    def workers(self) -> list[Worker]:
        """List the workers, those that are coming and those of a former fork server too.

        Returns
        -------
        list of Worker
            In order of birth, without those that were told to end.
        """
        return [worker for parent in self._forkservers for worker in parent.workers.values() if not worker.link.closed]

    def forkservers(self) -> list[int]:
        """List the processes of the fork servers.

        Returns
        -------
        list of int
            In order of birth.
        """
        return [forkserver.process for forkserver in self._forkservers if not forkserver.link.ended]

    def coming(self) -> bool:
        """Tell whether a worker for queries is on its way.

        Returns
        -------
        bool
        """
        return any(not (worker.process or worker.job or worker.link.ended) for worker in self.workers())

    def replenish(self) -> None:
        """Start as many workers as are missing."""
        alive = sum(not (worker.link.closed or worker.job) for worker in self._forkserver.workers.values())
        for _ in range(self.settings.workers - alive):
            self.start_worker()

    def start_worker(self, *, job: bool = False, parent: ForkServer | None = None) -> Worker | None:
        """Start a worker.

        Parameters
        ----------
        job : bool
            Whether it is for one request of the server itself, which it may be sent at once.
        parent : ForkServer, optional
            Whose data it has; by default those that are served.

        Returns
        -------
        Worker or None
            None where none can be started now; when that changes it is told.
        """
        parent = parent or self._forkserver
        if self._closing or parent.link.ended or self._loop.time() < self._paused_until:
            return None
        return Worker(next(self._numbers), parent, self._on_reply, self._note_end, job=job)

    def release(self, worker: Worker, *, fit: bool) -> None:
        """Take a worker that has answered.

        Parameters
        ----------
        worker : Worker
            One that is busy no more.
        fit : bool
            Whether it may answer again; one that was slowed down, or has old data, may not.
        """
        if fit and not (worker.nice or worker.job or worker.link.ended or worker.parent is not self._forkserver):
            self.free.append(worker)
        else:
            worker.link.close()

    async def renew(self, settings: Settings, approve: Callable[[ForkServer], Awaitable[None]] | None = None) -> None:
        """Start another fork server, and let it take the place of the one there is when it has loaded the data.

        Parameters
        ----------
        settings, approve
            As for `ydkg.server.pool.pool.Pool.renew`, which raises the same.
        """
        async with self._renewal:
            await self._take_over(settings, approve)
            self._counts["renewed"] += 1

    async def close(self) -> None:
        """End all processes, and wait until they have ended, and a while for the sockets to them to be closed."""
        self._closing = True
        if self._respawning is not None:
            self._respawning.cancel()
        for forkserver in self._forkservers:
            forkserver.dismiss()
        until = self._loop.time() + _PATIENCE
        while True:
            late = self._loop.time() > until
            reaped = [forkserver.reaped() for forkserver in self._forkservers]
            if all(reaped) and (late or not (self.forkservers() or any(each.workers for each in self._forkservers))):
                break
            for process in self.forkservers() if late else ():
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            await asyncio.sleep(0.005)
        self._forkservers = []

    # Workers

    def _take_message(self, forkserver: ForkServer, header: Header) -> None:
        match header["is"]:
            case "forked":
                worker = forkserver.workers[header["number"]]
                worker.process = header["process"]
                self._counts["forked"] += 1
                if not (worker.job or worker.link.closed):
                    self.release(worker, fit=True)
                self._on_change()
            case "exited":
                worker = forkserver.workers[header["number"]]
                worker.exit_code = header["code"]
                self._note_end(worker)
            case "ready" if not forkserver.loading.done():
                forkserver.loading.set_result(None)
            case "failed" if not forkserver.loading.done():
                forkserver.loading.set_exception(fault.as_error(header))

    def _note_end(self, worker: Worker) -> None:
        """Note that nothing more will come from a worker, or how it ended.

        A reply may still be in the socket when the process has ended, so it is gone when both are known.
        """
        parent = worker.parent
        if worker in self.free:
            self.free.remove(worker)
        if not worker.link.ended or (worker.exit_code is None and not parent.link.ended):
            return
        if parent.workers.pop(worker.number, None) is None:
            return
        if not worker.link.closed:
            self._counts["killed"] += worker.exit_code in {None, -signal.SIGKILL}
            if worker.exit_code == COULD_NOT_BEGIN:
                # The next could not either.
                self._paused_until = self._loop.time() + _AGAIN
                self._loop.call_later(_AGAIN, self._on_change)
            self._on_loss(worker)
        if parent.retired and not parent.workers:
            parent.dismiss()
        self._on_change()

    # Fork servers

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
        if forkserver is self._forkserver and not self._closing:
            self._respawning = self._loop.create_task(self._respawn())

    def _forget(self, forkserver: ForkServer) -> None:
        if self._closing:
            return
        if forkserver.reaped():
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
        forkserver = ForkServer(*start_forkserver(settings), self._take_message, self._lose_forkserver)
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
        idle, self.free = self.free, []
        for worker in idle:
            worker.link.close()
        if not former.workers:
            former.dismiss()
        self._on_change()


def _ended(forkserver: ForkServer) -> WorkerError:
    said = problem("fork server: ended while it loaded the data; look into the system's log")
    return WorkerError(said, forkserver.process)
