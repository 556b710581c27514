"""The scheduler: which request runs when and where, and for how long.

A query starts on any free worker. One that is not done within a slice is long. Long ones may hold all workers but one;
when they do and somebody waits, the query is ended and queues for such a place. So a look-up gets its turn within
slices, whatever others ask, and nothing is ended in vain.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict
from itertools import chain
from typing import TYPE_CHECKING

from ydkg.errors import OverloadError, problem
from ydkg.server.limit import overloaded
from ydkg.server.pool import fault
from ydkg.server.pool.request import OWN, Done, Request
from ydkg.server.pool.supervisor import Supervisor
from ydkg.server.turns import Turns

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from ydkg.errors import YdkgError
    from ydkg.server.pool.process import Worker
    from ydkg.server.pool.transport import Header
    from ydkg.server.settings import Settings

_LOG = logging.getLogger("ydkg.server")
#: How often a request is tried again when its worker was ended from outside; and if that was so soon that the request
#: can hardly be the reason.
_TRIES = {False: 3, True: 30}
#: Parts of a slice after which a query is looked at, and after which it makes room if others wait.
_CHECKS, _ROOM = 5, 6
#: How much slower than by itself a query may be on a busy machine before that counts against it.
_STARVED = 5
#: Long queries that are remembered, so that they need not be found to be long again.
_REMEMBERED = 512
_COUNTERS = {
    "TimeLimitError": "timed_out", "MemoryLimitError": "out_of_memory", "ResultLimitError": "too_large",
    "OverloadError": "refused", "WorkerError": "failed",
}  # fmt: skip


class Scheduler:
    """Requests that wait and run, in the running event loop.

    Parameters
    ----------
    settings : Settings
    started : int, socket.socket
        As `start_forkserver` gives them.
    """

    def __init__(self, settings: Settings, started: tuple[int, socket.socket]) -> None:
        self.counts: Counter[str] = Counter()
        self.supervisor = Supervisor(
            settings, started, on_change=self._dispatch, on_reply=self._take_reply, on_loss=self._take_loss
        )
        self._loop = asyncio.get_running_loop()
        self._waiting: dict[str, Turns[Request]] = {queue: Turns() for queue in (*OWN, "short", "long")}
        self._running: dict[Worker, Request] = {}
        self._known_long: OrderedDict[int, None] = OrderedDict()
        self.closing = False

    async def run(self, request: Request) -> Done:
        """Let a request wait and run; where its caller goes, what runs for it is ended.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Done

        Raises
        ------
        YdkgError
            If too many wait, it waited too long, or its worker says so; see `Pool.run`.
        """
        if self.closing:
            raise overloaded(problem("is stopping"))
        if request.queue == "short" and request.digest in self._known_long:
            request.queue = "long"
        self._admit(request)
        self._dispatch()
        try:
            return await request.answer
        finally:
            if request.answer.cancelled():
                self.counts["cancelled"] += 1
                self._stop(request)

    def close(self) -> None:
        """Refuse all that wait, run, or come."""
        self.closing = True
        for request in [*chain(*self._waiting.values()), *self._running.values()]:
            self._stop(request, overloaded(problem("is stopping")))

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
            "long": self._count_running("long"),
            "waiting": len(self._waiting["short"]) + len(self._waiting["long"]),
            "jobs": sum(self._count_running(lane) + len(self._waiting[lane]) for lane in OWN),
        }

    # What the supervisor calls

    def _dispatch(self) -> None:
        """Bring waiting requests and free workers together, as far as the places go."""
        if self.closing:
            return
        self.supervisor.replenish()
        while self.supervisor.free:
            # Long ones first, as there are few places for them and always another for the rest.
            request = self._waiting["long"].take() if self._place_for_long() else None
            request = request or self._waiting["short"].take()
            if request is None:
                break
            self._begin(self.supervisor.free.pop(), request)
        if self._waiting["short"] and not (self.supervisor.free or self.supervisor.coming()):
            for request in list(self._running.values()):
                # No younger one can have cost that much; to ask the system what it has costs more than a look-up.
                if self._age(request) >= self._settings.slice and self._effort(request) >= self._settings.slice:
                    self._check(request)
        for lane in OWN:
            if not self._count_running(lane) and (job := self._waiting[lane].take()) is not None:
                self._begin_own(job)

    def _take_reply(self, worker: Worker, header: Header, body: bytes) -> None:
        """Hand an answer to its caller, and the worker to the next."""
        request = self._running.get(worker)
        if request is None:
            return
        seconds = self._age(request)
        self._detach(request)
        if "error" not in header:
            self.counts["served"] += 1
            if not request.answer.done():
                request.answer.set_result(Done(header["ok"], body, seconds))
        else:
            if "trace" in header:
                _LOG.error("%s\n%s", header["message"], header["trace"])
            self._refuse(request, fault.as_error(header))
        if seconds < self._settings.slice:
            self._known_long.pop(request.digest, None)
        self.supervisor.release(worker, fit=not header["last"])
        self._dispatch()

    def _take_loss(self, worker: Worker) -> None:
        """Tell a caller why its worker ended, or try again if the query had no part in it."""
        request = self._running.get(worker)
        if request is None:
            return
        quick = self._age(request) < _STARVED * self._settings.slice
        self._detach(request)
        request.losses[quick] += 1
        last = request.losses[quick] > _TRIES[quick]
        error = fault.of_exit(worker.exit_code, self._settings_of(request), last=last)
        if error is not None:
            self._refuse(request, error)
        elif not (request.answer.done() or self.closing):
            self.counts["retried"] += 1
            self._wait(request, first=True)

    # Requests that wait

    def _admit(self, request: Request) -> None:
        """Let a request wait; raise an OverloadError where too many do, short and long ones each by themselves.

        Where all places are taken, whoever has most of them loses one to a client that has fewer.
        """
        settings, queue, waiting = self._settings, request.queue, self._waiting[request.queue]
        if queue in OWN or not self.supervisor.free or (queue == "long" and not self._place_for_long()):
            if waiting.count(request.client) >= settings.queue_per_client and queue not in OWN:
                self.counts["refused"] += 1
                raise _too_many_of_one()
            if len(waiting) >= settings.queue:
                rival = waiting.rival(request.client)
                if rival is None:
                    self.counts["refused"] += 1
                    raise overloaded(
                        problem("too many jobs wait") if queue in OWN else problem("too many queries wait")
                    )
                self._detach(rival)
                self._refuse(rival, _too_many_of_one())
        self._wait(request)

    def _wait(self, request: Request, *, first: bool = False) -> None:
        self._waiting[request.queue].append(request, first=first)
        limit = self._settings.job_time_limit if request.queue in OWN else self._settings.wait_limit
        self._later(request, limit, lambda: self._stop(request, overloaded(problem("all workers are busy"))))

    # Requests that run

    def _begin(self, worker: Worker, request: Request) -> None:
        self._stop_timers(request)
        request.worker, self._running[worker] = worker, request
        request.started, request.cpu_before = self._loop.time(), worker.cpu_time()
        self._later(request, request.limit, lambda: self._stop(request, fault.out_of_time(self._settings_of(request))))
        if request.queue == "long":
            worker.slow_down()
        self._check_later(request)
        worker.link.send(request.content)

    def _begin_own(self, job: Request) -> None:
        """Begin a piece of the server's own work in a process of its own, or let it wait on."""
        worker = self.supervisor.start_worker(job=True, parent=job.parent)
        if worker is not None:
            self._begin(worker, job)
        elif job.parent is not None and job.parent.lost:
            self._stop(job, overloaded(problem("the data to work on are gone")))
        else:
            self._waiting[job.queue].append(job, first=True)

    def _check_later(self, request: Request) -> None:
        if request.queue == "short":
            self._later(request, self._settings.slice / _CHECKS, lambda: self._check(request))

    def _check(self, request: Request) -> None:
        """Judge a query that is not done: whether it is long, and whether it must make room."""
        worker = request.worker
        if worker is None or request.queue != "short":
            return
        wanted = bool(self._waiting["short"])
        if self._effort(request) < (self._settings.slice / _ROOM if wanted else self._settings.slice):
            self._check_later(request)
            return
        self._known_long[request.digest] = None
        if len(self._known_long) > _REMEMBERED:
            self._known_long.popitem(last=False)
        if self._place_for_long():
            request.queue = "long"
            worker.slow_down()
        elif wanted:
            self.counts["moved"] += 1
            self._detach(request)
            worker.kill()
            request.queue = "long"
            try:
                self._admit(request)
            except OverloadError as error:
                request.answer.set_exception(error)
            self._dispatch()
        else:
            worker.slow_down()
            self._check_later(request)

    def _stop(self, request: Request, error: YdkgError | None = None) -> None:
        """End what runs for a request, or its waiting."""
        worker = request.worker
        self._detach(request)
        if error is not None:
            self._refuse(request, error)
        if worker is not None:
            worker.kill()
        self._dispatch()

    def _detach(self, request: Request) -> None:
        """Note that a request neither waits nor runs any more."""
        self._stop_timers(request)
        if request.worker is not None:
            del self._running[request.worker]
            request.worker = None
        else:
            self._waiting[request.queue].remove(request)

    def _refuse(self, request: Request, error: YdkgError) -> None:
        self.counts[_COUNTERS.get(type(error).__name__, "faulty")] += 1
        if not request.answer.done():
            request.answer.set_exception(error)

    def _stop_timers(self, request: Request) -> None:
        for timer in request.timers:
            timer.cancel()
        request.timers.clear()

    def _later(self, request: Request, seconds: float, act: Callable[[], None]) -> None:
        request.timers.append(self._loop.call_later(seconds, act))

    # Places and costs

    def _settings_of(self, request: Request) -> Settings:
        return self._settings.of_jobs() if request.queue in OWN else self._settings

    @property
    def _settings(self) -> Settings:
        return self.supervisor.settings

    def _count_running(self, queue: str) -> int:
        return sum(request.queue == queue for request in self._running.values())

    def _place_for_long(self) -> bool:
        return self._count_running("long") < max(1, self._settings.workers - 1)

    def _effort(self, request: Request) -> float:
        """Measure what a query has cost: seconds of computing, as a look-up is no long query because others compute."""
        age = self._age(request)
        cpu_now = request.worker.cpu_time() if request.worker is not None else None
        if cpu_now is None or request.cpu_before is None:
            return age
        return max(cpu_now - request.cpu_before, age / _STARVED)

    def _age(self, request: Request) -> float:
        return self._loop.time() - request.started if request.worker is not None else 0.0


def _too_many_of_one() -> OverloadError:
    return overloaded(problem("too many of your queries wait"))
