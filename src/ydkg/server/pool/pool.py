"""The pool: what the server asks for answers, and which request runs when and where, and for how long.

A query starts on any free worker. One that is not done within a slice is long. Long ones may hold all workers but one;
when they do, or others wait for such a place, and somebody waits, the query is ended and queues for one. So a look-up
gets its turn within slices, whatever others ask, and nothing is ended in vain.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from ydkg.errors import OverloadError, problem
from ydkg.server.limit import overloaded
from ydkg.server.pool import fault
from ydkg.server.pool.forkserver import start_forkserver
from ydkg.server.pool.supervisor import Supervisor
from ydkg.server.pool.transport import pack
from ydkg.server.turns import Turns

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

    from ydkg.errors import YdkgError
    from ydkg.server.pool.supervisor import ForkServer, Worker
    from ydkg.server.pool.transport import Header
    from ydkg.server.settings import Settings
    from ydkg.server.tasks import Context

RequestKind: TypeAlias = Literal["short", "long", "job", "background"]
#: The kinds of the server's own work: what somebody waits for, and what is made beforehand.
OWN: tuple[RequestKind, ...] = ("job", "background")

_LOG = logging.getLogger("ydkg.server")
#: What a request may lose by workers that are ended from outside under it, and what a loss counts: little if it came so
#: soon that the request can hardly be the reason.
_LOSSES, _LATE_LOSS, _SOON_LOSS = 30, 10, 1
#: Parts of a slice after which a query is looked at, and after which it is preempted if others wait.
_CHECKS, _PREEMPTION = 5, 6
#: How much slower than by itself a query may be on a busy machine before that counts against it.
_STARVED = 5
#: Long queries that are remembered, so that they need not be found to be long again.
_REMEMBERED = 512
_COUNTERS = {
    "TimeLimitError": "timed_out", "MemoryLimitError": "out_of_memory", "ResultLimitError": "too_large",
    "OverloadError": "refused", "WorkerError": "failed",
}  # fmt: skip


class Done(NamedTuple):
    """What a worker answered."""

    header: dict[str, Any]  # what the task says of its answer
    body: bytes
    seconds: float  # how long the worker took, without waiting


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


class Pool(Supervisor):
    """Worker processes, and the requests to them, for the event loop in which it is opened; made by `Pool.start`."""

    def __init__(self, settings: Settings, started: tuple[int, socket.socket]) -> None:
        super().__init__(settings, started)
        self._waiting: dict[RequestKind, Turns[Request]] = {kind: Turns() for kind in get_args(RequestKind)}
        self._running: dict[Worker, Request] = {}

    @classmethod
    def start(cls, context: Context) -> Pool:
        """Start the fork server, which forks the workers; ready to be asked."""
        alone = threading.active_count() == 1
        return cls(context.settings, start_forkserver(context.settings, context if alone else None))

    async def run(
        self,
        task: str,
        arguments: Mapping[str, object],
        *,
        client: str = "",
        kind: RequestKind = "short",
        parent: ForkServer | None = None,
    ) -> Done:
        """Have a worker do something."""
        if self.closing:
            raise overloaded(problem("is stopping"))
        request = Request(pack({"task": task, "arguments": dict(arguments)}), client, kind, parent)
        if kind == "short" and request.digest in self._forkserver.known_long:
            request.kind = "long"
        self._admit(request)
        self._dispatch()
        try:
            return await request.answer
        finally:
            if request.answer.cancelled():
                self._counts["cancelled"] += 1
                self._stop(request)

    async def close(self) -> None:
        """End all processes; whoever still waits is told that the server stops."""
        self.closing = True
        for request in [*chain(*self._waiting.values()), *self._running.values()]:
            self._stop(request, overloaded(problem("is stopping")))
        await super().close()

    def health(self) -> dict[str, int]:
        """Tell how the pool does."""
        return {
            "workers": len(self.workers()),
            "busy": len(self._running),
            "long": self._count_running("long"),
            "waiting": len(self._waiting["short"]) + len(self._waiting["long"]),
            "jobs": sum(self._count_running(kind) + len(self._waiting[kind]) for kind in OWN),
            **self._counts,
        }

    # What comes of the processes

    def _dispatch(self) -> None:
        """Bring waiting requests and free workers together, as far as the places go."""
        if self.closing:
            return
        self._replenish()
        while self._free:
            # Long ones first, as there are few places for them and always another for the rest.
            request = self._waiting["long"].take() if self._place_for_long() else None
            request = request or self._waiting["short"].take()
            if request is None:
                break
            self._begin(self._free.pop(), request)
        if self._waiting["short"] and not (self._free or self.coming()):
            for request in list(self._running.values()):
                # No younger one can have cost that much; to ask the system what it has costs more than a look-up.
                if self._age(request) >= self.settings.slice and self._effort(request) >= self.settings.slice:
                    self._check(request)
        for kind in OWN:
            if not self._count_running(kind) and (job := self._waiting[kind].take()) is not None:
                self._begin_own(job)

    def _take_reply(self, worker: Worker, header: Header, body: bytes) -> None:
        """Hand an answer to its caller, and the worker to the next."""
        request = self._running.get(worker)
        if request is None:
            return
        seconds = self._age(request)
        self._detach(request)
        if "error" not in header:
            self._counts["served"] += 1
            if not request.answer.done():
                request.answer.set_result(Done(header["ok"], body, seconds))
        else:
            if "trace" in header:
                _LOG.error("%s\n%s", header["message"], header["trace"])
            self._refuse(request, fault.as_error(header))
        if seconds < self.settings.slice:
            self._forkserver.known_long.pop(request.digest, None)
        self._release(worker, fit=not header["last"])
        self._dispatch()

    def _take_loss(self, worker: Worker) -> None:
        """Tell a caller why its worker ended, or try again if the query had no part in it."""
        request = self._running.get(worker)
        if request is None:
            return
        request.losses += _SOON_LOSS if self._age(request) < _STARVED * self.settings.slice else _LATE_LOSS
        self._detach(request)
        error = fault.of_exit(worker.exit_code, self._settings_of(request), last=request.losses > _LOSSES)
        if error is not None:
            self._refuse(request, error)
        elif not (request.answer.done() or self.closing):
            self._counts["retried"] += 1
            self._wait(request, first=True)

    # Requests that wait

    def _admit(self, request: Request) -> None:
        """Let a request wait; raise an OverloadError where too many do, short and long ones each by themselves.

        Where all places are taken, whoever has most of them loses one to a client that has fewer.
        """
        settings, kind, waiting = self.settings, request.kind, self._waiting[request.kind]
        if kind in OWN or not self._free or (kind == "long" and not self._place_for_long()):
            if waiting.count(request.client) >= settings.queue_per_client and kind not in OWN:
                self._counts["refused"] += 1
                raise _too_many_of_one()
            if len(waiting) >= settings.queue:
                rival = waiting.rival(request.client)
                if rival is None:
                    self._counts["refused"] += 1
                    raise overloaded(problem("too many jobs wait") if kind in OWN else problem("too many queries wait"))
                self._detach(rival)
                self._refuse(rival, _too_many_of_one())
        self._wait(request)

    def _wait(self, request: Request, *, first: bool = False) -> None:
        self._waiting[request.kind].append(request, first=first)
        limit = self.settings.job_time_limit if request.kind in OWN else self.settings.wait_limit
        self._later(request, limit, lambda: self._stop(request, overloaded(problem("all workers are busy"))))

    # Requests that run

    def _begin(self, worker: Worker, request: Request) -> None:
        self._stop_timers(request)
        request.worker, self._running[worker] = worker, request
        request.started, request.cpu_before = time.monotonic(), worker.cpu_time()
        settings = self._settings_of(request)
        self._later(request, settings.time_limit, lambda: self._stop(request, fault.out_of_time(settings)))
        if request.kind == "long":
            worker.slow_down()
        self._check_later(request)
        worker.link.send(request.content)

    def _begin_own(self, job: Request) -> None:
        """Begin a piece of the server's own work in a process of its own, or let it wait on."""
        worker = self._start_worker(job=True, parent=job.parent)
        if worker is not None:
            self._begin(worker, job)
        elif job.parent is not None and job.parent.link.ended:
            self._stop(job, overloaded(problem("the data to work on are gone")))
        else:
            self._waiting[job.kind].append(job, first=True)

    def _check_later(self, request: Request) -> None:
        if request.kind == "short":
            self._later(request, self.settings.slice / _CHECKS, lambda: self._check(request))

    def _check(self, request: Request) -> None:
        """Judge a query that is not done: whether it is long, and whether it is preempted."""
        worker = request.worker
        if worker is None or request.kind != "short" or request.answer.done():
            return
        wanted = bool(self._waiting["short"])
        if self._effort(request) < (self.settings.slice / _PREEMPTION if wanted else self.settings.slice):
            self._check_later(request)
            return
        known_long = self._forkserver.known_long
        known_long[request.digest] = None
        if len(known_long) > _REMEMBERED:
            known_long.popitem(last=False)
        if self._place_for_long() and not self._waiting["long"]:
            request.kind = "long"
            worker.slow_down()
        elif wanted:
            self._counts["moved"] += 1
            self._detach(request)
            worker.kill()
            request.kind = "long"
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
            self._waiting[request.kind].remove(request)

    def _refuse(self, request: Request, error: YdkgError) -> None:
        self._counts[_COUNTERS.get(type(error).__name__, "faulty")] += 1
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
        return self.settings.of_jobs() if request.kind in OWN else self.settings

    def _count_running(self, kind: RequestKind) -> int:
        return sum(request.kind == kind for request in self._running.values())

    def _place_for_long(self) -> bool:
        return self._count_running("long") < max(1, self.settings.workers - 1)

    def _effort(self, request: Request) -> float:
        """Measure what a query has cost: seconds of computing, as a look-up is no long query because others compute."""
        age = self._age(request)
        cpu_now = request.worker.cpu_time() if request.worker is not None else None
        if cpu_now is None or request.cpu_before is None:
            return age
        return max(cpu_now - request.cpu_before, age / _STARVED)

    def _age(self, request: Request) -> float:
        return time.monotonic() - request.started if request.worker is not None else 0.0


def _too_many_of_one() -> OverloadError:
    return overloaded(problem("too many of your queries wait"))
