"""The scheduler: which request runs when and where, and for how long.

A query starts on any free worker. One that is not done within a slice is long. Long ones may hold all workers but one;
when they do and somebody waits, the query is ended and queues for such a place. So a look-up gets its turn within
slices, whatever others ask, and nothing is ended in vain.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict
from typing import TYPE_CHECKING

from ydkg.server.pool import fault
from ydkg.server.pool.request import Done, FairQueue, Request
from ydkg.server.pool.supervisor import Supervisor

if TYPE_CHECKING:
    from ydkg.errors import YdkgError
    from ydkg.server.pool.handle import ForkServer, Worker
    from ydkg.server.pool.transport import Header
    from ydkg.server.settings import Settings

_LOG = logging.getLogger("ydkg.server")
#: Seconds that a job of the server itself may take, and wait.
JOB_LIMIT = 120.0
#: How often a request is tried again when its worker was ended from outside; and if that was within a slice, when the
#: request can hardly be the reason.
_TRIES = {False: 3, True: 30}
#: Parts of a slice after which a query is looked at, and after which it makes room if others wait.
_CHECKS, _ROOM = 5, 6
#: How much slower than by itself a query may be on a busy machine before that counts against it.
_STARVED = 5
#: Long queries that are remembered, so that they need not be found to be long again.
_REMEMBERED = 512
_COUNTERS = {"TimeLimitError": "timed_out", "MemoryLimitError": "out_of_memory", "ResultLimitError": "too_large"}


class Scheduler:
    """Requests that wait and run."""

    def __init__(self, settings: Settings, forkserver: ForkServer) -> None:
        self.counts: Counter[str] = Counter()
        self.supervisor = Supervisor(
            settings, forkserver, on_change=self._dispatch, on_reply=self._take_reply, on_loss=self._take_loss
        )
        self._loop = asyncio.get_running_loop()
        self._running: dict[Worker, Request] = {}
        self._short, self._long, self._jobs = FairQueue(), FairQueue(), FairQueue()
        self._job: Request | None = None
        self._known_long: OrderedDict[bytes, None] = OrderedDict()
        self._closing = False

    @property
    def _settings(self) -> Settings:
        return self.supervisor.settings

    def submit(self, request: Request) -> None:
        """Let a request run, or wait.

        Parameters
        ----------
        request : Request

        Raises
        ------
        OverloadError
            If too many wait.
        """
        if self._closing:
            raise fault.overloaded("is stopping")
        request.long = request.lane == "query" and request.digest in self._known_long
        full = self._full_for(request)
        if full:
            self.counts["refused"] += 1
            raise fault.overloaded(full)
        self._wait(request)
        self._dispatch()

    def cancel(self, request: Request) -> None:
        """Forget a request whose caller has gone, and end what runs for it.

        Parameters
        ----------
        request : Request
        """
        self.counts["cancelled"] += 1
        self._queue(request).remove(request)
        self._stop(request)

    def close(self) -> None:
        """Refuse all that wait, run, or come."""
        self._closing = True
        waiting = (*self._short.clear(), *self._long.clear(), *self._jobs.clear())
        for request in (*waiting, *self._running.values()):
            self._fail(request, fault.overloaded("is stopping"))

    def forget(self) -> None:
        """Forget which queries are long: on other data they may not be."""
        self._known_long.clear()

    def health(self) -> dict[str, int]:
        """Count what runs and waits.

        Returns
        -------
        dict of int
            ``busy``, ``long`` (of the busy), ``waiting``, ``jobs``.
        """
        return {
            "busy": len(self._running),
            "long": self._count_long(),
            "waiting": len(self._short) + len(self._long),
            "jobs": len(self._jobs) + (self._job is not None),
        }

    # What the supervisor calls

    def _dispatch(self) -> None:
        """Bring waiting requests and free workers together, as far as the places go."""
        if self._closing:
            return
        self.supervisor.replenish()
        while self.supervisor.free and (request := self._next()) is not None:
            self._begin(self.supervisor.free.pop(), request)
        coming = any(not (worker.process or worker.job) for worker in self.supervisor.workers())
        if len(self._short) and not self.supervisor.free and not coming:
            for request in [one for one in self._running.values() if self._effort(one) >= self._settings.slice]:
                self._check(request)
        if self._job is None and len(self._jobs) and (worker := self.supervisor.start_worker(job=True)) is not None:
            self._job = self._jobs.take()
            assert self._job is not None  # noqa: S101 - for mypy: one waits
            self._begin(worker, self._job)

    def _take_reply(self, worker: Worker, header: Header, body: bytes) -> None:
        """Hand an answer to its caller, and the worker to the next."""
        request = self._running.get(worker)
        if request is None:
            return
        seconds = self._age(request)
        self._detach(request)
        if request.answer.done():
            pass
        elif "error" in header:
            if "trace" in header:
                _LOG.error("%s\n%s", header["message"], header["trace"])
            self._count(header["error"])
            request.answer.set_exception(fault.as_error(header))
        else:
            self.counts["served"] += 1
            request.answer.set_result(Done(header["ok"], body, seconds))
        if seconds < self._settings.slice:
            self._known_long.pop(request.digest, None)
        self.supervisor.release(worker, fit=not header["last"])
        self._dispatch()

    def _take_loss(self, worker: Worker) -> None:
        """Tell a caller why its worker ended, or try again if the query had no part in it."""
        request = self._running.get(worker)
        if request is None:
            return
        quick = self._age(request) < self._settings.slice
        self._detach(request)
        request.losses[quick] += 1
        if request.answer.done() or self._closing:
            return
        last = request.losses[quick] > _TRIES[quick]
        error = fault.of_exit(worker.exit_code, self._settings, request.limit, last=last)
        if error is None:
            self.counts["retried"] += 1
            self._wait(request, first=True)
        else:
            self._count(type(error).__name__)
            request.answer.set_exception(error)

    # Requests

    def _full_for(self, request: Request) -> str:
        """Say what is full; nothing if there is room. Long ones that wait leave the room for short ones alone."""
        queue = self._queue(request)
        if request.lane == "job":
            return "too many jobs wait" if len(queue) >= self._settings.queue else ""
        if self.supervisor.free and not (request.long and self._count_long() >= self._places()):
            return ""
        if len(queue) >= self._settings.queue:
            return "too many queries wait"
        if queue.count(request.client) >= self._settings.queue_per_client:
            return "too many of your queries wait"
        return ""

    def _queue(self, request: Request) -> FairQueue:
        if request.lane == "job":
            return self._jobs
        return self._long if request.long else self._short

    def _wait(self, request: Request, *, first: bool = False) -> None:
        queue = self._queue(request)
        (queue.put_back if first else queue.append)(request)
        request.stop_timers()
        limit = JOB_LIMIT if request.lane == "job" else self._settings.wait_limit
        request.timers.append(self._loop.call_later(limit, self._give_up, request))

    def _give_up(self, request: Request) -> None:
        self.counts["refused"] += 1
        self._queue(request).remove(request)
        self._fail(request, fault.overloaded("all workers are busy"))

    def _expire(self, request: Request) -> None:
        self._count("TimeLimitError")
        self._fail(request, fault.out_of_time(request.limit))

    def _fail(self, request: Request, error: YdkgError) -> None:
        if not request.answer.done():
            request.answer.set_exception(error)
        self._stop(request)

    def _stop(self, request: Request) -> None:
        """End what runs for a request."""
        worker = request.worker
        self._detach(request)
        if worker is not None:
            worker.kill()
        self._dispatch()

    def _detach(self, request: Request) -> None:
        """Note that a request runs no more."""
        request.stop_timers()
        if self._job is request:
            self._job = None
        if request.worker is not None:
            del self._running[request.worker]
            request.worker = None

    def _count(self, error: str) -> None:
        self.counts[_COUNTERS.get(error, "failed" if error == "WorkerError" else "faulty")] += 1

    # Places

    def _next(self) -> Request | None:
        """Take whose turn it is: long ones first, as there are few places for them and always another for the rest."""
        if len(self._long) and self._count_long() < self._places():
            return self._long.take()
        return self._short.take()

    def _begin(self, worker: Worker, request: Request) -> None:
        request.stop_timers()
        request.worker, self._running[worker] = worker, request
        request.started, request.cpu_before = self._loop.time(), worker.cpu_time()
        request.timers.append(self._loop.call_later(request.limit, self._expire, request))
        if request.long:
            worker.slow_down()
        elif request.lane == "query":
            self._check_later(request)
        worker.send(request.content)

    def _check_later(self, request: Request) -> None:
        request.timers.append(self._loop.call_later(self._settings.slice / _CHECKS, self._check, request))

    def _check(self, request: Request) -> None:
        """Judge a query that is not done: whether it is long, and whether it must make room."""
        worker = request.worker
        if worker is None or request.long or request.lane == "job":
            return
        effort, wanted = self._effort(request), len(self._short) > 0
        if effort < (self._settings.slice / _ROOM if wanted else self._settings.slice):
            self._check_later(request)
            return
        self._known_long[request.digest] = None
        if len(self._known_long) > _REMEMBERED:
            self._known_long.popitem(last=False)
        if self._count_long() < self._places():
            request.long = True
            worker.slow_down()
        elif wanted:
            self.counts["moved"] += 1
            self._detach(request)
            worker.kill()
            request.long = True
            full = self._full_for(request)
            if full:
                self.counts["refused"] += 1
                request.answer.set_exception(fault.overloaded(full))
            else:
                self._wait(request)
            self._dispatch()
        else:
            worker.slow_down()
            self._check_later(request)

    def _count_long(self) -> int:
        return sum(request.long for request in self._running.values())

    def _places(self) -> int:
        return max(1, self._settings.workers - 1)

    def _effort(self, request: Request) -> float:
        """Measure what a query has cost: seconds of computing, as a look-up is no long query because others compute."""
        age = self._age(request)
        cpu_now = request.worker.cpu_time() if request.worker is not None else None
        if cpu_now is None or request.cpu_before is None:
            return age
        return max(cpu_now - request.cpu_before, age / _STARVED)

    def _age(self, request: Request) -> float:
        return self._loop.time() - request.started if request.worker is not None else 0.0
