"""The supervisor: keeps a fork server and its workers running, with one coming for each that goes."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import signal
import socket
import sys
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from ydkg.errors import WorkerError, YdkgError
from ydkg.server.pool import fault, limits
from ydkg.server.pool.forkserver import spawn_forkserver
from ydkg.server.pool.handle import ForkServer, Worker
from ydkg.server.pool.worker import COULD_NOT_BEGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from ydkg.server.pool.transport import Header
    from ydkg.server.settings import Settings

_LOG = logging.getLogger("ydkg.server")
#: Seconds to let processes end by themselves.
_PATIENCE = 3.0
#: Seconds until a fork is tried again that failed for want of memory or processes.
_AGAIN = 0.2


class Callbacks(NamedTuple):
    """What is called when something has changed, with each reply, and with each worker that was lost."""

    on_change: Callable[[], None]
    on_reply: Callable[[Worker, Header, bytes], None]
    on_loss: Callable[[Worker], None]


class Supervisor:
    """A fork server and its workers.

    Parameters
    ----------
    settings : Settings
        What is loaded, and how many workers there should be.
    forkserver : ForkServer
        Their parent.
    """

    def __init__(self, settings: Settings, forkserver: ForkServer) -> None:
        self.settings = settings
        self.free: list[Worker] = []
        self.counts: Counter[str] = Counter()
        self._callbacks: Callbacks
        self._forkserver = forkserver
        self._forkservers = [forkserver]
        self._numbers = itertools.count(1)
        self._loading: dict[ForkServer, asyncio.Future[None]] = {}
        self._renewal = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._respawning: asyncio.Task[None] | None = None
        self._attached = self._closing = self._pausing = False
        self.replenish()

    def open(self, callbacks: Callbacks) -> None:
        """Begin, in the running event loop.

        Parameters
        ----------
        callbacks : Callbacks
            Who has work.
        """
        self._callbacks = callbacks
        self._attached = True
        limits.adopt_orphans()
        self._attach(self._forkserver)
        for worker in self._forkserver.workers.values():
            self._start_task(worker.attach())

    @property
    def complete(self) -> bool:
        """Whether no worker is coming."""
        return all(worker.process for worker in self.workers() if not worker.exclusive)

    def workers(self) -> list[Worker]:
        """List the workers, those that are coming and those of a former fork server too.

        Returns
        -------
        list of Worker
            In order of birth, without those that were told to end.
        """
        return [worker for parent in self._forkservers for worker in parent.workers.values() if not worker.closed]

    def forkservers(self) -> list[int]:
        """List the processes of the fork servers.

        Returns
        -------
        list of int
            In order of birth.
        """
        return [forkserver.process for forkserver in self._forkservers if not forkserver.closed]

    def replenish(self) -> None:
        """Start as many workers as are missing."""
        alive = sum(not (worker.closed or worker.exclusive) for worker in self._forkserver.workers.values())
        for _ in range(self.settings.workers - alive):
            self._start_worker(b"f")

    def start_exclusive(self) -> Worker | None:
        """Start a worker for one job.

        Returns
        -------
        Worker or None
            One that may be sent its request at once; None where none can be started now: a change will be told.
        """
        worker = self._start_worker(b"j")
        if worker is not None:
            worker.exclusive = True
        return worker

    def release(self, worker: Worker, *, fit: bool) -> None:
        """Take a worker that has answered.

        Parameters
        ----------
        worker : Worker
            One that is busy no more.
        fit : bool
            Whether it may answer again; one that was slowed down, or has old data, may not.
        """
        if fit and not (worker.nice or worker.exclusive) and worker.parent is self._forkserver:
            self.free.append(worker)
        else:
            worker.close()

    async def renew(self, settings: Settings) -> None:
        """Start another fork server, and let it take the place of the one there is when it has loaded the data.

        Parameters
        ----------
        settings : Settings
            What to load.

        Raises
        ------
        YdkgError
            If the data cannot be loaded; then all stays as it was.
        """
        async with self._renewal:
            await self._take_over(settings)
            self.counts["renewed"] += 1

    async def close(self) -> None:
        """End all processes, and wait until they have ended."""
        self._closing = True
        if self._respawning is not None:
            self._respawning.cancel()
        for forkserver in self._forkservers:
            forkserver.dismiss()
        clock = asyncio.get_running_loop().time
        until = clock() + _PATIENCE
        while not all(forkserver.reaped() for forkserver in self._forkservers):
            if clock() > until:
                for process in self.forkservers():
                    os.kill(process, signal.SIGKILL)
            await asyncio.sleep(0.005)
        self._forkservers = []

    # Workers

    def _start_worker(self, action: bytes) -> Worker | None:
        if self._closing or self._pausing or self._forkserver.closed:
            return None
        ours, theirs = socket.socketpair()
        worker = Worker(next(self._numbers), self._forkserver, ours, self._take_reply, self._lose)
        with theirs:
            self._forkserver.order(action, worker, theirs.fileno())
        self._forkserver.workers[worker.number] = worker
        if self._attached:
            self._start_task(worker.attach())
        return worker

    def _take_reply(self, worker: Worker, header: Header, body: bytes) -> None:
        self._callbacks.on_reply(worker, header, body)

    def _take_message(self, forkserver: ForkServer, header: Header) -> None:
        match header["is"]:
            case "forked":
                worker = forkserver.workers[header["number"]]
                worker.process = header["process"]
                self.counts["forked"] += 1
                if not (worker.exclusive or worker.closed):
                    self.release(worker, fit=True)
                self._callbacks.on_change()
            case "exited":
                forkserver.workers[header["number"]].exited(header["code"])
            case "ready":
                self._end_loading(forkserver, None)
            case "failed":
                self._end_loading(forkserver, fault.as_error(header))

    def _lose(self, worker: Worker) -> None:
        """Note that a worker is no more."""
        parent = worker.parent
        del parent.workers[worker.number]
        if worker in self.free:
            self.free.remove(worker)
        if not worker.closed:
            self.counts["killed"] += worker.exit_code in {None, -signal.SIGKILL}
            if worker.exit_code == COULD_NOT_BEGIN:
                # The next could not either.
                self._pausing = True
                asyncio.get_running_loop().call_later(_AGAIN, self._go_on)
            self._callbacks.on_loss(worker)
        if parent is not self._forkserver and not parent.workers:
            parent.dismiss()
        self._callbacks.on_change()

    def _go_on(self) -> None:
        self._pausing = False
        self._callbacks.on_change()

    # Fork servers

    def _attach(self, forkserver: ForkServer) -> None:
        forkserver.on_message, forkserver.on_loss = self._take_message, self._lose_forkserver
        self._start_task(forkserver.attach())

    def _lose_forkserver(self, forkserver: ForkServer) -> None:
        """Go on when a fork server has ended: its workers end with it."""
        message = "fork server: ended while it loaded the data; look into the system's log"
        self._end_loading(forkserver, WorkerError(message, forkserver.process))
        for worker in list(forkserver.workers.values()):
            if sys.platform != "linux" and worker.process:
                # The kernel does not do it there.
                with suppress(ProcessLookupError):
                    os.kill(worker.process, signal.SIGKILL)
            worker.exited(None)
        self._forget(forkserver)
        if forkserver is self._forkserver and not self._closing:
            self._respawning = self._start_task(self._respawn())

    def _end_loading(self, forkserver: ForkServer, error: YdkgError | None) -> None:
        """Tell whoever waits for a fork server's data what became of it."""
        loading = self._loading.pop(forkserver, None)
        if loading is None or loading.done():
            return
        if error is None:
            loading.set_result(None)
        else:
            loading.set_exception(error)

    def _forget(self, forkserver: ForkServer) -> None:
        if self._closing:
            return
        if forkserver.reaped():
            self._forkservers.remove(forkserver)
        else:
            asyncio.get_running_loop().call_later(0.05, self._forget, forkserver)

    async def _respawn(self) -> None:
        delay = 0.1
        while self._forkserver.closed:
            _LOG.error("the fork server of the workers has ended; starting another")
            async with self._renewal:
                if self._forkserver.closed:
                    try:
                        await self._take_over(self.settings)
                        self.counts["respawned"] += 1
                    except (YdkgError, OSError) as error:
                        _LOG.error("%s", error)
            if self._forkserver.closed:
                await asyncio.sleep(delay)
                delay = min(2 * delay, 10.0)

    async def _take_over(self, settings: Settings) -> None:
        forkserver = ForkServer(*spawn_forkserver(settings))
        self._forkservers.append(forkserver)
        self._loading[forkserver] = loading = asyncio.get_running_loop().create_future()
        self._attach(forkserver)
        try:
            await loading
        except BaseException:
            # Be it damaged data, or that nobody wants it any more.
            self._loading.pop(forkserver, None)
            forkserver.dismiss()
            raise
        former, self._forkserver, self.settings = self._forkserver, forkserver, settings
        idle, self.free = self.free, []
        for worker in idle:
            worker.close()
        if not former.workers:
            former.dismiss()
        self._callbacks.on_change()

    def _start_task(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
