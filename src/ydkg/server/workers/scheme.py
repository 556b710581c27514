"""The scheme: which request runs when and where, and for how long.

A query starts on any free worker. One that is not done within a slice is long. There are places for long ones on all
workers but one; when they are taken and somebody waits, the query is ended and waits for such a place. So a look-up
gets its turn within slices, whatever others ask, and nothing is ended in vain.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict
from typing import TYPE_CHECKING, Any

from ydkg.server.workers import fault
from ydkg.server.workers.request import Done, Request, Row, overloaded

if TYPE_CHECKING:
    from ydkg.errors import YdkgError
    from ydkg.server.settings import Settings
    from ydkg.server.workers.channel import Worker
    from ydkg.server.workers.crew import Crew

_LOG = logging.getLogger("ydkg.server")
#: Seconds that a job of the server itself may take, and wait.
JOB_LIMIT = 120.0
#: How often a request is tried again when its worker was ended from outside; and if that was within a slice, when the
#: request can hardly be the reason.
_TRIES = {False: 3, True: 30}
#: Parts of a slice after which a query is looked at, and after which it makes room if others wait.
_LOOKS, _ROOM = 5, 6
#: How much slower than by itself a query may be on a busy machine before that counts against it.
_STARVED = 5
#: Long queries that are remembered, so that they need not be found to be long again.
_REMEMBERED = 512


class Scheme:
    """Requests that wait and run.

    Parameters
    ----------
    crew : Crew
        The workers, and the settings with the limits.
    """

    def __init__(self, crew: Crew) -> None:
        self.counts: Counter[str] = Counter()
        self._crew = crew
        self._loop = asyncio.get_running_loop()
        self._running: set[Request] = set()
        self._short, self._long, self._jobs = Row(), Row(), Row()
        self._job: Request | None = None
        self._known: OrderedDict[bytes, None] = OrderedDict()
        self._closing = False

    @property
    def settings(self) -> Settings:
        """The limits."""
        return self._crew.settings

    def admit(self, request: Request) -> None:
        """Let a request run, or wait.

        Parameters
        ----------
        request : Request
            A new one.

        Raises
        ------
        OverloadError
            If too many wait.
        """
        if self._closing:
            raise overloaded("is stopping")
        request.long = request.lane == "query" and request.mark in self._known
        refusal = self._refusal(request)
        if refusal:
            self.counts["refused"] += 1
            raise overloaded(refusal)
        self._wait(request)
        self.ready()

    def let_go(self, request: Request) -> None:
        """Forget a request whose caller has gone, and end what runs for it.

        Parameters
        ----------
        request : Request
            One that was admitted; of one that was answered nothing is left to forget.
        """
        if request.answer.cancelled():
            self.counts["cancelled"] += 1
            self._row(request).drop(request)
            self._stop(request)

    def close(self) -> None:
        """Refuse all that wait, run, or come."""
        self._closing = True
        for request in (*self._short.clear(), *self._long.clear(), *self._jobs.clear(), *self._running):
            self._fail(request, overloaded("is stopping"))

    def forget(self) -> None:
        """Forget which queries are long: on other data they may not be."""
        self._known.clear()

    def health(self) -> dict[str, int]:
        """Count what runs and waits.

        Returns
        -------
        dict of int
            ``busy``, ``long`` (of the busy), ``waiting``, ``jobs``.
        """
        return {
            "busy": len(self._running),
            "long": self._longs(),
            "waiting": len(self._short) + len(self._long),
            "jobs": len(self._jobs) + (self._job is not None),
        }

    # What the crew tells

    def ready(self) -> None:
        """Bring waiting requests and free workers together, as far as the places go."""
        if self._closing:
            return
        self._crew.replenish()
        while self._crew.free and (request := self._next()) is not None:
            self._begin(self._crew.free.pop(), request)
        if len(self._short) and not self._crew.free and self._crew.complete:
            for request in [one for one in self._running if self._effort(one) >= self.settings.slice]:
                self._look(request)
        if self._job is None and (job := self._jobs.take()) is not None:
            self._job = job
            self._crew.order_for(job)

    def ready_for(self, job: Request, worker: Worker) -> None:
        """Begin a job, if it is still wanted."""
        if job is self._job and not job.answer.done():
            self._begin(worker, job)
        else:
            worker.end()

    def jobless(self, job: Request) -> None:
        """Let a job wait again."""
        if job is self._job:
            self._job = None
            self._jobs.put_back(job)

    def replied(self, worker: Worker, header: dict[str, Any], body: bytes) -> None:
        """Hand an answer to its caller, and the worker to the next."""
        request = worker.request
        if request is None:
            return
        seconds = self._age(request)
        self._leave(request)
        if not request.answer.done():
            if "error" in header:
                self._tell_failure(request, header)
            else:
                self.counts["served"] += 1
                request.answer.set_result(Done(header["ok"], body, seconds))
        if seconds < self.settings.slice:
            self._known.pop(request.mark, None)
        self._crew.give_back(worker, fit=not header["last"])
        self.ready()

    def lost(self, worker: Worker) -> None:
        """Tell a caller why its worker ended, or try again if the query had no part in it."""
        request = worker.request
        if request is None:
            return
        quick = self._age(request) < self.settings.slice
        self._leave(request)
        request.losses[quick] += 1
        if request.answer.done() or self._closing:
            return
        error = fault.of_code(
            worker.code, self.settings, self._limit(request), last=request.losses[quick] > _TRIES[quick]
        )
        if error is None:
            self.counts["retried"] += 1
            self._wait(request, first=True)
        else:
            self._count(type(error).__name__)
            request.answer.set_exception(error)

    # Requests

    def _refusal(self, request: Request) -> str:
        """Say what is full."""
        if request.lane == "job":
            return "too many jobs wait" if len(self._jobs) >= self.settings.queue else ""
        if self._crew.free and not (request.long and self._longs() >= self._places()):
            return ""
        if len(self._short) + len(self._long) >= self.settings.queue:
            return "too many queries wait"
        if self._short.of(request.client) + self._long.of(request.client) >= self.settings.queue_per_client:
            return "too many of your queries wait"
        return ""

    def _row(self, request: Request) -> Row:
        if request.lane == "job":
            return self._jobs
        return self._long if request.long else self._short

    def _wait(self, request: Request, *, first: bool = False) -> None:
        row = self._row(request)
        (row.put_back if first else row.add)(request)
        request.still()
        limit = JOB_LIMIT if request.lane == "job" else self.settings.wait_limit
        request.timers.append(self._loop.call_later(limit, self._give_up, request))

    def _give_up(self, request: Request) -> None:
        self.counts["refused"] += 1
        self._row(request).drop(request)
        self._fail(request, overloaded("all workers are busy"))

    def _expire(self, request: Request) -> None:
        self._count("TimeLimitError")
        self._fail(request, fault.out_of_time(self._limit(request)))

    def _fail(self, request: Request, error: YdkgError) -> None:
        if not request.answer.done():
            request.answer.set_exception(error)
        self._stop(request)

    def _stop(self, request: Request) -> None:
        """End what runs for a request."""
        worker = request.worker
        self._leave(request)
        if worker is not None:
            worker.end()
        self.ready()

    def _leave(self, request: Request) -> None:
        """Note that a request runs no more."""
        request.still()
        self._running.discard(request)
        if self._job is request:
            self._job = None
        if request.worker is not None:
            request.worker.request = None
            request.worker = None

    def _tell_failure(self, request: Request, header: dict[str, Any]) -> None:
        if "trace" in header:
            _LOG.error("%s\n%s", header["message"], header["trace"])
        self._count(header["error"])
        request.answer.set_exception(fault.as_error(header))

    def _count(self, error: str) -> None:
        kinds = {"TimeLimitError": "timed_out", "MemoryLimitError": "out_of_memory", "ResultLimitError": "too_large"}
        self.counts[kinds.get(error, "failed" if error == "WorkerError" else "faulty")] += 1

    # Places

    def _next(self) -> Request | None:
        """Take whose turn it is: long ones first, as there are few places for them and always another for the rest."""
        if len(self._long) and self._longs() < self._places():
            return self._long.take()
        return self._short.take()

    def _begin(self, worker: Worker, request: Request) -> None:
        request.still()
        request.worker, worker.request = worker, request
        request.started, request.computed = self._loop.time(), worker.computed()
        self._running.add(request)
        request.timers.append(self._loop.call_later(self._limit(request), self._expire, request))
        if request.long:
            worker.slow_down()
        elif request.lane == "query":
            self._look_later(request)
        worker.ask(request.content)

    def _look_later(self, request: Request) -> None:
        request.timers.append(self._loop.call_later(self.settings.slice / _LOOKS, self._look, request))

    def _look(self, request: Request) -> None:
        """Judge a query that is not done: whether it is long, and whether it must make room."""
        worker = request.worker
        if worker is None or request.long or request.lane == "job":
            return
        effort, wanted = self._effort(request), len(self._short) > 0
        if effort < (self.settings.slice / _ROOM if wanted else self.settings.slice):
            self._look_later(request)
            return
        self._remember(request)
        if self._longs() < self._places():
            request.long = True
            worker.slow_down()
        elif wanted:
            self.counts["moved"] += 1
            self._leave(request)
            worker.end()
            request.long = True
            self._wait(request)
            self.ready()
        else:
            worker.slow_down()
            self._look_later(request)

    def _remember(self, request: Request) -> None:
        self._known[request.mark] = None
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def _limit(self, request: Request) -> float:
        return JOB_LIMIT if request.lane == "job" else self.settings.time_limit

    def _longs(self) -> int:
        return sum(request.long for request in self._running)

    def _places(self) -> int:
        return max(1, self.settings.workers - 1)

    def _effort(self, request: Request) -> float:
        """Measure what a query has cost: seconds of computing, as a look-up is no long query because others compute."""
        age = self._age(request)
        computed = request.worker.computed() if request.worker is not None else None
        if computed is None or request.computed is None:
            return age
        return max(computed - request.computed, age / _STARVED)

    def _age(self, request: Request) -> float:
        return self._loop.time() - request.started if request.worker is not None else 0.0
