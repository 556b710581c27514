"""The pool: what the server asks for answers, and which request runs when and where, and for how long.

A query starts on any free worker. One that is not done within a slice is long. Long ones may hold all workers but one;
when they do, or others wait for such a place, and somebody waits, the query is ended and queues for one. So a look-up
gets its turn within slices, whatever others ask, and nothing is ended in vain.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, get_args

from ydkg.errors import OverloadError, YdkgError, problem
from ydkg.server import fault
from ydkg.server.fault import overloaded
from ydkg.server.forkserver import COULD_NOT_BEGIN, JOB, PIECE, QUERIES, adopt_orphans, pack, start_forkserver, take
from ydkg.server.turns import Turns
from ydkg.server.workers import STARVED, Done, ForkServer, Request, RequestKind, Worker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ydkg.server.forkserver import Header
    from ydkg.server.settings import Settings
    from ydkg.server.tasks import Context

#: The kinds of the server's own work: what somebody waits for, and what is made beforehand.
OWN: tuple[RequestKind, ...] = ("job", "background")

_LOG = logging.getLogger("ydkg.server")
#: What a request may lose by workers that are ended from outside under it, and what a loss counts: little if it came so
#: soon that the request can hardly be the reason.
_LOSSES, _LATE_LOSS, _SOON_LOSS = 30, 10, 1
#: Parts of a slice after which a query is looked at, and after which it is preempted if others wait.
_CHECKS, _PREEMPTION = 5, 6
#: Seconds until a query is looked at again at the earliest.
_SOONEST = 0.004
#: Long queries that are remembered, so that they need not be found to be long again.
_REMEMBERED = 512
#: Seconds to let processes end by themselves, and until a worker is started again that could not be.
_PATIENCE, _AGAIN = 3.0, 0.2
#: What is counted since the start; error -> its counter.
_COUNTED = (
    *("served", "refused", "timed_out", "out_of_memory", "too_large", "failed", "faulty", "cancelled", "moved"),
    *("retried", "killed", "forked", "renewed", "respawned"),
)
_COUNTERS = {
    "TimeLimitError": "timed_out", "MemoryLimitError": "out_of_memory", "ResultLimitError": "too_large",
    "OverloadError": "refused", "WorkerError": "failed",
}  # fmt: skip


class Pool:
    """Worker processes, and the requests to them, for the event loop in which it is opened; made by `Pool.start`."""

    def __init__(self, settings: Settings, started: tuple[int, socket.socket]) -> None:
        self.settings = settings
        self.closing = False
        self._started = started
        self._counts: Counter[str] = Counter(dict.fromkeys(_COUNTED, 0))
        self._waiting: dict[RequestKind, Turns[Request]] = {kind: Turns() for kind in get_args(RequestKind)}
        self._running: set[Request] = set()
        self._free: list[Worker] = []
        self._forkservers: dict[ForkServer, asyncio.Task[None]] = {}
        self._renewal = asyncio.Lock()
        self._respawning: asyncio.Task[None] | None = None
        self._paused = False

    @classmethod
    def start(cls, context: Context) -> Pool:
        """Start the fork server, which forks the workers; ready to be asked."""
        alone = threading.active_count() == 1
        return cls(context.settings, start_forkserver(context.settings, context if alone else None))

    def open(self) -> None:
        """Meet the event loop, and have workers before the first request comes."""
        adopt_orphans()
        self._loop = asyncio.get_running_loop()
        self._forkserver = self._meet(*self._started)
        self._dispatch()

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

    async def renew(self, settings: Settings, approve: Callable[[ForkServer], Awaitable[None]] | None = None) -> None:
        """Load the data again, in a new fork server; requests that run end on the old data."""
        async with self._renewal:
            await self._take_over(settings, approve)
            self._counts["renewed"] += 1

    async def close(self) -> None:
        """End all processes; whoever still waits is told that the server stops."""
        self.closing = True
        for request in [*chain(*self._waiting.values()), *self._running]:
            self._stop(request, overloaded(problem("is stopping")))
        if self._respawning is not None:
            self._respawning.cancel()
        for worker in self._workers():
            worker.dismiss()
        for forkserver in self._forkservers:
            forkserver.dismiss()
        attending = list(self._forkservers.values())
        if attending and (await asyncio.wait(attending, timeout=_PATIENCE))[1]:
            for forkserver in self._forkservers:
                with suppress(ProcessLookupError):
                    os.kill(forkserver.process, signal.SIGKILL)
            await asyncio.wait(attending)

    # How it does

    def health(self) -> dict[str, int]:
        """Tell how the pool does."""
        return {
            "workers": len(self._workers()),
            "busy": len(self._running),
            "long": self._count_running("long"),
            "waiting": len(self._waiting["short"]) + len(self._waiting["long"]),
            "jobs": sum(self._count_running(kind) + len(self._waiting[kind]) for kind in OWN),
            **self._counts,
        }

    def coming(self) -> bool:
        """Tell whether a worker for queries is on its way."""
        return any(not (worker.ready or worker.job or worker.parent.ended) for worker in self._workers())

    def processes(self) -> dict[str, list[int]]:
        """List the processes; ``forkservers``, ``workers`` (for queries) and ``jobs``, in order of birth."""
        workers = [worker for worker in self._workers() if worker.process]
        return {
            "forkservers": [each.process for each in self._forkservers if not each.ended],
            "workers": [worker.process for worker in workers if not worker.job],
            "jobs": [worker.process for worker in workers if worker.job],
        }

    def _workers(self) -> list[Worker]:
        """List the workers, those that are coming and those of a former fork server too."""
        return [worker for parent in self._forkservers for worker in parent.workers if not worker.dismissed]

    # What comes of the processes

    def _dispatch(self) -> None:
        """Start workers that are missing, and bring them and waiting requests together, as far as the places go."""
        if self.closing:
            return
        alive = sum(not (worker.dismissed or worker.job) for worker in self._forkserver.workers)
        for _ in range(self.settings.workers - alive):
            self._start_worker(self._forkserver)
        while self._free:
            # Long ones first, as there are few places for them and always another for the rest.
            request = self._waiting["long"].take() if self._place_for_long() else None
            request = request or self._waiting["short"].take()
            if request is None:
                break
            self._begin(self._free.pop(), request)
        if self._waiting["short"] and not (self._free or self.coming()):
            for request in list(self._running):
                # No younger one can have cost so much; to ask the system what it has costs more than a look-up.
                if request.age() >= self.settings.slice / _PREEMPTION:
                    self._check(request)
        for kind in OWN:
            if not self._count_running(kind) and (job := self._waiting[kind].take()):
                self._begin_own(job)

    def take_message(self, worker: Worker, header: Header, body: bytes) -> None:
        """Take an answer of a worker, or what its fork server says of it."""
        if "process" in header:
            worker.process = header["process"]
            self._counts["forked"] += 1
        elif "ready" in header:
            worker.ready = True
            if worker.request is not None:
                self._send(worker, worker.request)
            elif not worker.job:
                self._release(worker)
            self._dispatch()
        elif "ended" in header:
            worker.exit_code = header["ended"]
        elif request := worker.request:
            self._take_answer(worker, request, header, body)

    def _take_answer(self, worker: Worker, request: Request, header: Header, body: bytes) -> None:
        """Hand an answer to its caller, and the worker to the next."""
        seconds = request.age()
        self._detach(request)
        if "error" in header:
            if "trace" in header:
                _LOG.error("%s\n%s", header["message"], header["trace"])
            self._refuse(request, fault.as_error(header))
        else:
            self._counts["served"] += 1
            if not request.answer.done():
                request.answer.set_result(Done(header["ok"], body, seconds))
        if seconds < self.settings.slice:
            self._forkserver.known_long.pop(request.digest, None)
        if header["last"]:
            worker.dismiss()
        else:
            self._release(worker)
        self._dispatch()

    def take_end(self, worker: Worker) -> None:
        """Note that a worker has ended; where it was not told to, start another, and try its request again."""
        parent, request = worker.parent, worker.request
        parent.workers.remove(worker)
        if worker in self._free:
            self._free.remove(worker)
        if not worker.dismissed:
            self._counts["killed"] += worker.exit_code in {None, -signal.SIGKILL}
            if worker.exit_code == COULD_NOT_BEGIN:
                self._pause()
            if request is not None:
                self._try_again(request, worker.exit_code)
        if parent.retired and not parent.workers:
            parent.dismiss()
        self._dispatch()

    def _try_again(self, request: Request, code: int | None) -> None:
        """Tell a caller why its worker ended, or try again if the query had no part in it."""
        request.losses += _SOON_LOSS if request.age() < STARVED * self.settings.slice else _LATE_LOSS
        settings = self._settings_of(request)
        self._detach(request)
        error = fault.of_exit(code, settings, last=request.losses > _LOSSES)
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
        kind, waiting = request.kind, self._waiting[request.kind]
        if kind in OWN or not self._free or (kind == "long" and not self._place_for_long()):
            if waiting.count(request.client) >= self.settings.queue_per_client and kind not in OWN:
                self._counts["refused"] += 1
                raise _too_many_of_one()
            if len(waiting) >= self.settings.queue:
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
        request.later(limit, lambda: self._stop(request, overloaded(problem("all workers are busy"))))

    # Requests that run

    def _begin(self, worker: Worker, request: Request) -> None:
        request.stop_timers()
        request.worker, worker.request = worker, request
        self._running.add(request)
        request.started = time.monotonic()
        settings = self._settings_of(request)
        request.later(settings.time_limit, lambda: self._stop(request, fault.out_of_time(settings)))
        if worker.ready:
            self._send(worker, request)

    def _send(self, worker: Worker, request: Request) -> None:
        request.cpu_before = worker.cpu_time()
        if request.kind == "long":
            worker.slow_down()
        elif request.kind == "short":
            request.later(self.settings.slice / _PREEMPTION, lambda: self._check(request))
        worker.send(request.content)

    def _begin_own(self, job: Request) -> None:
        """Begin a piece of the server's own work in a process of its own, or let it wait on."""
        worker = self._start_worker(job.parent or self._forkserver, job=True)
        if worker is not None:
            self._begin(worker, job)
        elif job.parent is not None and job.parent.ended:
            self._stop(job, overloaded(problem("the data to work on are gone")))
        else:
            self._waiting[job.kind].append(job, first=True)

    def _check(self, request: Request) -> None:
        """Judge a query that is not done: whether it is long, and whether it is preempted."""
        worker = request.worker
        if worker is None or request.kind != "short" or request.answer.done():
            return
        wanted, checked = bool(self._waiting["short"]), self.settings.slice / _CHECKS
        missing = (self.settings.slice / _PREEMPTION if wanted else self.settings.slice) - request.effort()
        if missing > 0:
            # Where others wait it is looked at again as soon as it can have cost that much.
            request.later(max(missing, _SOONEST) if wanted else checked, lambda: self._check(request))
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
            worker.dismiss()
            request.kind = "long"
            try:
                self._admit(request)
            except OverloadError as error:
                request.answer.set_exception(error)
            self._dispatch()
        else:
            worker.slow_down()
            request.later(checked, lambda: self._check(request))

    def _stop(self, request: Request, error: YdkgError | None = None) -> None:
        """End what runs for a request, or its waiting."""
        worker = request.worker
        self._detach(request)
        if error is not None:
            self._refuse(request, error)
        if worker is not None:
            worker.dismiss()
        self._dispatch()

    def _detach(self, request: Request) -> None:
        """Note that a request neither waits nor runs any more."""
        request.stop_timers()
        if worker := request.worker:
            self._running.discard(request)
            request.worker = worker.request = None
        else:
            self._waiting[request.kind].remove(request)

    def _refuse(self, request: Request, error: YdkgError) -> None:
        self._counts[_COUNTERS.get(type(error).__name__, "faulty")] += 1
        if not request.answer.done():
            request.answer.set_exception(error)

    def _settings_of(self, request: Request) -> Settings:
        return self.settings.of_jobs() if request.kind in OWN else self.settings

    def _count_running(self, kind: RequestKind) -> int:
        return sum(request.kind == kind for request in self._running)

    def _place_for_long(self) -> bool:
        return self._count_running("long") < max(1, self.settings.workers - 1)

    # Workers

    def _start_worker(self, parent: ForkServer, *, job: bool = False) -> Worker | None:
        """Start a worker, or give None where none can be started now; when that changes there is a dispatch."""
        if self.closing or parent.ended or self._paused:
            return None
        try:
            ours, theirs = socket.socketpair()
        except OSError:  # as many files are open as may be
            self._pause()
            return None
        worker = Worker(parent, ours, self, job=job)
        parent.workers.append(worker)
        with theirs:
            try:
                socket.send_fds(parent.link, [JOB if job else QUERIES], [theirs.fileno()])
            except OSError:  # it is gone, which is told soon, or somebody has stopped it
                worker.exit_code = COULD_NOT_BEGIN
        return worker

    def _pause(self) -> None:
        """Start no worker for a while, as one could not begin, and the next could not either."""

        def resume() -> None:
            self._paused = False
            self._dispatch()

        self._paused = True
        self._loop.call_later(_AGAIN, resume)

    def _release(self, worker: Worker) -> None:
        """Take a worker that is not busy; one that was slowed down, or has old data, answers no more."""
        if worker.nice or worker.dismissed or worker.parent is not self._forkserver:
            worker.dismiss()
        else:
            self._free.append(worker)

    # Fork servers

    def _meet(self, process: int, link: socket.socket) -> ForkServer:
        link.setblocking(False)  # noqa: FBT003 - the library's
        forkserver = ForkServer(process, link)
        self._forkservers[forkserver] = self._loop.create_task(self._attend(forkserver))
        return forkserver

    async def _attend(self, forkserver: ForkServer) -> None:
        """Hear whether a fork server has loaded the data, and go on when it has ended: its workers end with it."""
        received = bytearray()
        with suppress(OSError):
            while piece := await self._loop.sock_recv(forkserver.link, PIECE):
                received += piece
                if (message := take(received)) and "error" in message[0]:
                    forkserver.loading.set_exception(fault.as_error(message[0]))
                elif message:
                    forkserver.loading.set_result(None)
        forkserver.ended = True
        forkserver.link.close()
        with suppress(ProcessLookupError, PermissionError):
            # On Linux the kernel does it.
            os.killpg(forkserver.process, signal.SIGKILL)
        if not forkserver.loading.done():
            forkserver.loading.set_exception(forkserver.error())
        if forkserver is self._forkserver and not self.closing:
            self._respawning = self._loop.create_task(self._respawn())
        while not forkserver.reaped() or forkserver.workers:  # noqa: ASYNC110 - the system tells nobody
            await asyncio.sleep(0.01)
        del self._forkservers[forkserver]

    async def _respawn(self) -> None:
        """Start another fork server in the place of one that has ended, as often as it takes."""
        delay = 0.1
        while self._forkserver.ended:
            _LOG.error("the fork server of the workers has ended; starting another")
            async with self._renewal:
                if self._forkserver.ended:
                    try:
                        await self._take_over(self.settings)
                        self._counts["respawned"] += 1
                    except (YdkgError, OSError) as error:
                        _LOG.error("%s", error)
            if self._forkserver.ended:
                await asyncio.sleep(delay)
                delay = min(2 * delay, 10.0)

    async def _take_over(
        self, settings: Settings, approve: Callable[[ForkServer], Awaitable[None]] | None = None
    ) -> None:
        """Start another fork server, and let it take the place of the one there is when it has loaded the data."""
        forkserver = self._meet(*start_forkserver(settings))
        try:
            await forkserver.loading
            if approve is not None:
                await approve(forkserver)
            if forkserver.ended:
                raise forkserver.error()  # noqa: TRY301 - it is dismissed below, too
        except BaseException:
            # Be it damaged data, or that nobody wants it any more.
            forkserver.dismiss()
            raise
        former, self._forkserver, self.settings = self._forkserver, forkserver, settings
        former.retired = True
        idle, self._free = self._free, []
        for worker in idle:
            worker.dismiss()
        if not former.workers:
            former.dismiss()
        self._dispatch()


def _too_many_of_one() -> OverloadError:
    return overloaded(problem("too many of your queries wait"))
