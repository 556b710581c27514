"""The crew: the nursery and its workers as the main process keeps them, with one coming for each that goes."""

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
from typing import TYPE_CHECKING, Any, Protocol

from ydkg.errors import WorkerError, YdkgError
from ydkg.server.workers import bounds, fault
from ydkg.server.workers.channel import Nursery, Worker
from ydkg.server.workers.nursery import spawn_nursery

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from ydkg.server.settings import Settings
    from ydkg.server.workers.request import Request

_LOG = logging.getLogger("ydkg.server")
#: Seconds to let processes end by themselves.
_PATIENCE = 3.0
#: Seconds until a fork is tried again that failed for want of memory or processes.
_AGAIN = 0.2
#: Exit code of a worker that could not even begin: the next would not either, so that one has to wait a little.
_STILLBORN = 1


class Boss(Protocol):
    """Who has work for the crew, and is told what becomes of it."""

    def ready(self) -> None:
        """Use the workers that are free."""

    def ready_for(self, job: Request, worker: Worker) -> None:
        """Use the worker that was ordered for a job."""

    def jobless(self, job: Request) -> None:
        """Order again, as the worker for a job will not come."""

    def replied(self, worker: Worker, header: dict[str, Any], body: bytes) -> None:
        """Take an answer; the worker is busy until it is given back."""

    def lost(self, worker: Worker) -> None:
        """Learn of the end of a worker that was not told to end."""


class Crew:
    """The nursery and its workers.

    Parameters
    ----------
    settings : Settings
        What is loaded, and how many workers there should be.
    nursery : Nursery
        Their parent.
    """

    def __init__(self, settings: Settings, nursery: Nursery) -> None:
        self.settings = settings
        self.free: list[Worker] = []
        self.counts: Counter[str] = Counter()
        self._boss: Boss
        self._nursery = nursery
        self._nurseries = [nursery]
        self._numbers = itertools.count(1)
        self._coming: dict[int, Request | None] = {}  # number of a worker to be born -> the job that it is for
        self._loading: dict[Nursery, asyncio.Future[None]] = {}
        self._renewal = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        self._pausing = False
        self.replenish()

    def open(self, boss: Boss) -> None:
        """Begin, in the running event loop.

        Parameters
        ----------
        boss : Boss
            Who has work.
        """
        self._boss = boss
        bounds.adopt_orphans()
        self._nursery.listen(self._heard, self._nursery_lost)
        self.replenish()

    @property
    def complete(self) -> bool:
        """Whether no worker is coming."""
        return None not in self._coming.values()

    @property
    def strength(self) -> int:
        """How many workers there are, or will be in a moment."""
        return len(self.workers()) + len(self._coming)

    def workers(self) -> list[Worker]:
        """List the workers, those of a former nursery too.

        Returns
        -------
        list of Worker
            In order of birth, without those that were told to end.
        """
        return [worker for nursery in self._nurseries for worker in nursery.workers.values() if not worker.ended]

    def nurseries(self) -> list[int]:
        """List the processes of the nurseries.

        Returns
        -------
        list of int
            In order of birth.
        """
        return [nursery.process for nursery in self._nurseries if not nursery.lost]

    def replenish(self) -> None:
        """Order as many workers as are missing."""
        if self._closing or self._pausing or self._nursery.lost:
            return
        alive = sum(not (worker.ended or worker.job) for worker in self._nursery.workers.values())
        coming = sum(job is None for job in self._coming.values())
        for _ in range(self.settings.workers - alive - coming):
            self._order(None)

    def order_for(self, job: Request) -> None:
        """Order a worker for one job.

        Parameters
        ----------
        job : Request
            The job.
        """
        self._order(job)

    def give_back(self, worker: Worker, *, fit: bool) -> None:
        """Take a worker that has answered.

        Parameters
        ----------
        worker : Worker
            One that is busy no more.
        fit : bool
            Whether it may answer again; one that was slowed down, or has old data, may not.
        """
        if fit and not worker.nice and not worker.job and worker.nursery is self._nursery:
            self.free.append(worker)
        else:
            worker.leave()

    async def renew(self, settings: Settings) -> None:
        """Start another nursery, and let it take the place of the one there is when it has loaded the data.

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
        for task in self._tasks:
            task.cancel()
        for nursery in self._nurseries:
            nursery.dismiss()
        clock = asyncio.get_running_loop().time
        until = clock() + _PATIENCE
        while any(not nursery.buried() for nursery in self._nurseries):
            if clock() > until:
                for process in self.nurseries():
                    os.kill(process, signal.SIGKILL)
            await asyncio.sleep(0.005)
        self._nurseries = []

    # Workers

    def _order(self, job: Request | None) -> None:
        number = next(self._numbers)
        self._coming[number] = job
        self._nursery.tell(do="fork", number=number, job=job is not None)

    def _heard(self, nursery: Nursery, header: dict[str, Any], descriptor: int | None) -> None:
        """Hear a nursery's news."""
        match header["is"]:
            case "born":
                worker = Worker(header["number"], header["process"], nursery, self._boss.replied, self._lost)
                worker.job = self._coming.get(worker.number) is not None
                nursery.workers[worker.number] = worker
                self.counts["forked"] += 1
                self._do(self._welcome(worker, socket.socket(fileno=descriptor)))
            case "unborn":
                asyncio.get_running_loop().call_later(_AGAIN, self._miscarried, header["number"])
            case "gone":
                nursery.workers[header["number"]].buried(header["code"])
            case "ready":
                self._loaded(nursery, None)
            case "failed":
                self._loaded(nursery, fault.as_error(header))

    async def _welcome(self, worker: Worker, link: socket.socket) -> None:
        """Connect to a new worker and let it have work."""
        await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=link)
        if worker.number not in self._coming:
            # It was ordered from a nursery whose place another has taken.
            worker.end()
            return
        job = self._coming.pop(worker.number)
        if job is not None:
            self._boss.ready_for(job, worker)
        elif not worker.silent:
            self.free.append(worker)
        self._boss.ready()

    def _miscarried(self, number: int) -> None:
        job = self._coming.pop(number, None)
        if job is not None:
            self._boss.jobless(job)
        self._boss.ready()

    def _lost(self, worker: Worker) -> None:
        """Note that a worker is no more."""
        nursery = worker.nursery
        del nursery.workers[worker.number]
        if worker in self.free:
            self.free.remove(worker)
        if not worker.ended:
            self.counts["killed"] += worker.code in {None, -signal.SIGKILL}
            self._pausing = self._pausing or worker.code == _STILLBORN
            if self._pausing:
                asyncio.get_running_loop().call_later(_AGAIN, self._go_on)
            self._boss.lost(worker)
        if nursery is not self._nursery and not nursery.workers:
            nursery.dismiss()
        self._boss.ready()

    def _go_on(self) -> None:
        self._pausing = False
        self._boss.ready()

    # Nurseries

    def _nursery_lost(self, nursery: Nursery) -> None:
        """Go on when a nursery has ended: its workers end with it."""
        message = "nursery: ended while it loaded the data; look into the system's log"
        self._loaded(nursery, WorkerError(message, nursery.process))
        if sys.platform != "linux":
            # The kernel does not do it there.
            for worker in nursery.workers.values():
                with suppress(ProcessLookupError):
                    os.kill(worker.process, signal.SIGKILL)
        nursery.orphan()
        self._forget(nursery)
        if nursery is self._nursery and not self._closing:
            self._expect_none()
            self._do(self._respawn())

    def _loaded(self, nursery: Nursery, error: YdkgError | None) -> None:
        """Tell whoever waits for a nursery's data what became of it."""
        loading = self._loading.pop(nursery, None)
        if loading is None or loading.done():
            return
        if error is None:
            loading.set_result(None)
        else:
            loading.set_exception(error)

    def _expect_none(self) -> None:
        """Expect no worker any more of those that were ordered."""
        coming, self._coming = self._coming, {}
        for job in coming.values():
            if job is not None:
                self._boss.jobless(job)

    def _forget(self, nursery: Nursery) -> None:
        if self._closing:
            return
        if nursery.buried():
            self._nurseries.remove(nursery)
        else:
            asyncio.get_running_loop().call_later(0.05, self._forget, nursery)

    async def _respawn(self) -> None:
        delay = 0.1
        while self._nursery.lost:
            _LOG.error("the nursery of the workers has ended; starting another")
            async with self._renewal:
                if self._nursery.lost:
                    try:
                        await self._take_over(self.settings)
                        self.counts["respawned"] += 1
                    except (YdkgError, OSError) as error:
                        _LOG.error("%s", error)
            if self._nursery.lost:
                await asyncio.sleep(delay)
                delay = min(2 * delay, 10.0)

    async def _take_over(self, settings: Settings) -> None:
        nursery = Nursery(*spawn_nursery(settings))
        self._nurseries.append(nursery)
        self._loading[nursery] = loading = asyncio.get_running_loop().create_future()
        nursery.listen(self._heard, self._nursery_lost)
        try:
            await loading
        except BaseException:
            # Be it damaged data, or that nobody wants it any more.
            self._loading.pop(nursery, None)
            nursery.dismiss()
            raise
        former, self._nursery, self.settings = self._nursery, nursery, settings
        self._expect_none()
        idle, self.free = self.free, []
        for worker in idle:
            worker.leave()
        if not former.workers:
            former.dismiss()
        self._boss.ready()

    def _do(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
