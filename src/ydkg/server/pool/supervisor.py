"""The supervisor: keeps a fork server and its workers running, with one coming for each that goes."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import signal
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from ydkg.errors import WorkerError, YdkgError, problem
from ydkg.server.pool import fault, limits
from ydkg.server.pool.forkserver import start_forkserver
from ydkg.server.pool.process import ForkServer, Worker
from ydkg.server.pool.transport import COULD_NOT_BEGIN

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable

    from ydkg.server.pool.transport import Header
    from ydkg.server.settings import Settings

_LOG = logging.getLogger("ydkg.server")
#: Seconds to let processes end by themselves.
_PATIENCE = 3.0
#: Seconds until a fork is tried again that failed for want of memory or processes.
_AGAIN = 0.2


class Supervisor:
    """A fork server and its workers, in the running event loop.

    Parameters
    ----------
    settings : Settings
    started : int, socket.socket
        The first fork server, as `start_forkserver` gives it.
    on_change, on_reply, on_loss : callable
        Called when workers or places have come free, with each reply, and with each worker that ended by itself.
    """

    def __init__(
        self,
        settings: Settings,
        started: tuple[int, socket.socket],
        *,
        on_change: Callable[[], None],
        on_reply: Callable[[Worker, Header, bytes], None],
        on_loss: Callable[[Worker], None],
    ) -> None:
        self.settings = settings
        self.free: list[Worker] = []
        self.counts: Counter[str] = Counter()
        self._on_change, self._on_reply, self._on_loss = on_change, on_reply, on_loss
        self._numbers = itertools.count(1)
        self._renewal = asyncio.Lock()
        self._respawning: asyncio.Task[None] | None = None
        self._closing = False
        self._paused_until = 0.0
        limits.adopt_orphans()
        self._forkserver = ForkServer(*started, self._take_message, self._lose_forkserver)
        self._forkservers = [self._forkserver]
        self._coming: ForkServer | None = None
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
        return [forkserver.process for forkserver in self._forkservers if not forkserver.lost]

    def coming(self) -> bool:
        """Tell whether a worker for queries is on its way.

        Returns
        -------
        bool
        """
        return any(not (worker.process or worker.job or worker.silent) for worker in self.workers())

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
        if self._closing or parent.lost or asyncio.get_running_loop().time() < self._paused_until:
            return None
        return Worker(next(self._numbers), parent, self._on_reply, self._withdraw, self._lose, job=job)

    def release(self, worker: Worker, *, fit: bool) -> None:
        """Take a worker that has answered.

        Parameters
        ----------
        worker : Worker
            One that is busy no more.
        fit : bool
            Whether it may answer again; one that was slowed down, or has old data, may not.
        """
        if fit and not (worker.nice or worker.job or worker.silent) and worker.parent is self._forkserver:
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
            self.counts["renewed"] += 1

    async def close(self) -> None:
        """End all processes, and wait until they have ended, and a while for the sockets to them to be closed."""
        self._closing = True
        if self._respawning is not None:
            self._respawning.cancel()
        for forkserver in self._forkservers:
            forkserver.dismiss()
        clock = asyncio.get_running_loop().time
        until = clock() + _PATIENCE

        def over() -> bool:
            reaped = [each.reaped() for each in self._forkservers]
            closed = all(each.lost and not each.workers for each in self._forkservers)
            return all(reaped) and (closed or clock() > until)

        while not over():
            if clock() > until:
                for process in self.forkservers():
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
                self.counts["forked"] += 1
                if not (worker.job or worker.link.closed):
                    self.release(worker, fit=True)
                self._on_change()
            case "exited":
                forkserver.workers[header["number"]].exited(header["code"])
            case "ready" if not forkserver.loading.done():
                forkserver.loading.set_result(None)
            case "failed" if not forkserver.loading.done():
                forkserver.loading.set_exception(fault.as_error(header))

    def _withdraw(self, worker: Worker) -> None:
        """Give nothing more to a worker that has ended, be it told or not."""
        if worker in self.free:
            self.free.remove(worker)

    def _lose(self, worker: Worker) -> None:
        """Note that a worker is no more."""
        parent = worker.parent
        del parent.workers[worker.number]
        if not worker.link.closed:
            self.counts["killed"] += worker.exit_code in {None, -signal.SIGKILL}
            if worker.exit_code == COULD_NOT_BEGIN:
                # The next could not either.
                self._paused_until = asyncio.get_running_loop().time() + _AGAIN
                asyncio.get_running_loop().call_later(_AGAIN, self._on_change)
            self._on_loss(worker)
        if parent not in {self._forkserver, self._coming} and not parent.workers:
            parent.dismiss()
        self._on_change()

    # Fork servers

    def _lose_forkserver(self, forkserver: ForkServer) -> None:
        """Go on when a fork server has ended: its workers end with it."""
        if not forkserver.loading.done():
            forkserver.loading.set_exception(_ended(forkserver))
        self._forget(forkserver)
        if forkserver is self._forkserver and not self._closing:
            self._respawning = asyncio.get_running_loop().create_task(self._respawn())

    def _forget(self, forkserver: ForkServer) -> None:
        if self._closing:
            return
        if forkserver.reaped():
            self._forkservers.remove(forkserver)
        else:
            asyncio.get_running_loop().call_later(0.05, self._forget, forkserver)

    async def _respawn(self) -> None:
        delay = 0.1
        while self._forkserver.lost:
            _LOG.error("the fork server of the workers has ended; starting another")
            async with self._renewal:
                if self._forkserver.lost:
                    try:
                        await self._take_over(self.settings)
                        self.counts["respawned"] += 1
                    except (YdkgError, OSError) as error:
                        _LOG.error("%s", error)
            if self._forkserver.lost:
                await asyncio.sleep(delay)
                delay = min(2 * delay, 10.0)

    async def _take_over(
        self, settings: Settings, approve: Callable[[ForkServer], Awaitable[None]] | None = None
    ) -> None:
        self._coming = forkserver = ForkServer(*start_forkserver(settings), self._take_message, self._lose_forkserver)
        self._forkservers.append(forkserver)
        try:
            await forkserver.loading
            if approve is not None:
                await approve(forkserver)
            if forkserver.lost:
                raise _ended(forkserver)  # noqa: TRY301 - it is dismissed below, too
        except BaseException:
            # Be it damaged data, or that nobody wants it any more.
            forkserver.dismiss()
            raise
        finally:
            self._coming = None
        former, self._forkserver, self.settings = self._forkserver, forkserver, settings
        idle, self.free = self.free, []
        for worker in idle:
            worker.link.close()
        if not former.workers:
            former.dismiss()
        self._on_change()


def _ended(forkserver: ForkServer) -> WorkerError:
    said = problem("fork server: ended while it loaded the data; look into the system's log")
    return WorkerError(said, forkserver.process)
