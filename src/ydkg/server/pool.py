"""The pool: what the server asks for answers, and which request runs when and where, and for how long.

A query starts on any free worker. One that is not done within a slice is long. Long ones may hold all workers but one;
when they do, or others wait for such a place, and somebody waits, the query is ended and queues for one. So a look-up
gets its turn within slices, whatever others ask, and nothing is ended in vain.

It is our own, as pebble lets look-ups wait 13 s beside queries that do not end, and breaks when workers are killed ten
times a second; `concurrent.futures` cannot end what runs; and none of them gives a worker no file that it could open.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, get_args

from ydkg.errors import OverloadError, YdkgError, problem
from ydkg.server.forkserver import adopt_orphans, again_and_again, of_exit, pack, start_forkserver
from ydkg.server.settings import out_of_time, overloaded
from ydkg.server.turns import Turns
from ydkg.server.workers import OWN, STARVED, Done, ForkServer, Request, RequestKind, Worker

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from ydkg.server.settings import Settings
    from ydkg.server.tasks import Context

_LOG = logging.getLogger("ydkg.server")
#: What a request may lose by workers that are ended from outside under it, and what a loss counts: little if it came so
#: soon that the request can hardly be the reason.
_LOSSES, _LATE_LOSS, _SOON_LOSS = 30, 10, 1
#: Parts of a slice after which a query is looked at, and which it has where others wait.
_LOOKS, _PREEMPTION = 20, 6
#: Workers beyond those that answer, where somebody waits: to fork one in the place of one that was ended takes a while.
_SPARE = 1
#: Long queries that are remembered, so that they need not be found to be long again.
_REMEMBERED = 512
#: Seconds to let processes end by themselves, and until a worker is started again that could not be.
_PATIENCE, _AGAIN = 3.0, 0.2
#: What is counted since the start, errors by their class.
_ERRORS = {
    "TimeLimitError": "timed_out", "MemoryLimitError": "out_of_memory", "ResultLimitError": "too_large",
    "OverloadError": "refused", "WorkerError": "failed",
}  # fmt: skip
_COUNTED = (
    *("served", *_ERRORS.values(), "faulty", "cancelled"),
    *("moved", "retried", "killed", "forked", "renewed", "respawned"),
)


class _Preempted(Exception):  # noqa: N818 - nothing is wrong
    """A query is long, and others wait."""


class Pool:
    """Worker processes, and the requests to them, for the event loop in which it is opened; made by `Pool.start`."""

    def __init__(self, settings: Settings, started: tuple[int, socket.socket]) -> None:
        self.settings = settings
        self.closing = False
        self._started = started
        self._counts: Counter[str] = Counter(dict.fromkeys(_COUNTED, 0))
        self._waiting: dict[RequestKind, Turns[Request]] = {kind: Turns() for kind in get_args(RequestKind)}
        self._running: set[Request] = set()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._coming = 0  # workers for queries that are on their way
        self._forkservers: dict[ForkServer, asyncio.Task[None]] = {}
        self._renewal = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    def start(cls, context: Context) -> Pool:
        """Start the fork server, which forks the workers; ready to be asked."""
        alone = threading.active_count() == 1
        return cls(context.settings, start_forkserver(context.settings, context if alone else None))

    def open(self) -> None:
        """Meet the event loop, and have workers before the first request comes."""
        adopt_orphans()
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
            raise _stopping()
        request = Request(content=pack((task, dict(arguments))), client=client, kind=kind, parent=parent)
        if kind == "short" and request.digest in self._forkserver.known_long:
            request.kind = "long"
        try:
            done = await self._answered(request)
        except asyncio.CancelledError:
            self._counts["cancelled"] += 1
            raise
        except YdkgError as error:
            self._counts[_ERRORS.get(type(error).__name__, "faulty")] += 1
            raise
        self._counts["served"] += 1
        return done

    async def renew(self, settings: Settings, approve: Callable[[ForkServer], Awaitable[None]] | None = None) -> None:
        """Load the data again, in a new fork server; requests that run end on the old data."""
        async with self._renewal:
            await self._take_over(settings, approve)
            self._counts["renewed"] += 1

    async def close(self) -> None:
        """End all processes; whoever still waits is told that the server stops."""
        self.closing = True
        for request in chain(*self._waiting.values()):
            if not request.turn.done():
                request.turn.set_exception(_stopping())
        for task in self._tasks:
            task.cancel()
        for worker in self._workers:
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
            "workers": len(self.processes()["workers"]) + self._coming,
            "busy": len(self._running),
            "long": self._count_running("long"),
            "waiting": len(self._waiting["short"]) + len(self._waiting["long"]),
            "jobs": sum(self._count_running(kind) + len(self._waiting[kind]) for kind in OWN),
            **self._counts,
        }

    def coming(self) -> bool:
        """Tell whether a worker for queries is on its way."""
        return self._coming > 0 and not self._forkserver.ended

    def processes(self) -> dict[str, list[int]]:
        """List the processes; ``forkservers``, ``workers`` (for queries) and ``jobs``."""
        begun = [worker for worker in self._workers if worker.process and not worker.dismissed]
        return {
            "forkservers": [each.process for each in self._forkservers if not each.ended],
            "workers": sorted(worker.process for worker in begun if not worker.job),
            "jobs": sorted(worker.process for worker in begun if worker.job),
        }

    # A request on its way

    async def _answered(self, request: Request) -> Done:
        """Have a request answered, by another worker where one is lost or is wanted for others."""
        lost = False
        while True:
            self._admit(request, first=lost)
            self._dispatch()
            try:
                await self._turn(request)
                return await self._ask(request)
            except _Preempted:
                self._counts["moved"] += 1
                request.kind, lost = "long", False
            except ChildProcessError as error:
                [code] = error.args
                self._lose(request, code)
                lost = True
            finally:
                self._leave(request)

    def _admit(self, request: Request, *, first: bool) -> None:
        """Let a request wait; raise an OverloadError where too many do, short and long ones each by themselves.

        Where all places are taken, whoever has most of them loses one to a client that has fewer.
        """
        kind, waiting = request.kind, self._waiting[request.kind]
        free = self._idle and self._count_running("short", "long") < self.settings.workers
        free = free and (kind == "short" or (kind == "long" and self._place_for_long()))
        if not (first or free):
            if waiting.count(request.client) >= self.settings.queue_per_client and kind not in OWN:
                raise _too_many_of_one()
            if len(waiting) >= self.settings.queue:
                rival = waiting.rival(request.client)
                if rival is None:
                    raise overloaded(problem("too many jobs wait") if kind in OWN else problem("too many queries wait"))
                waiting.remove(rival)
                rival.turn.set_exception(_too_many_of_one())
        request.turn = asyncio.get_running_loop().create_future()
        waiting.append(request, first=first)

    async def _turn(self, request: Request) -> None:
        """Wait until it is a request's turn."""
        limit = self.settings.job_time_limit if request.kind in OWN else self.settings.wait_limit
        try:
            async with asyncio.timeout(None if request.turn.done() else limit):
                await request.turn
        except TimeoutError:
            raise overloaded(problem("all workers are busy")) from None

    async def _ask(self, request: Request) -> Done:
        """Have a worker answer."""
        request.began = time.monotonic()
        settings = self._settings_of(request)
        if request.worker is None:
            parent = request.parent or self._forkserver
            request.worker = await self._start_worker(parent, job=True)
        worker = request.worker
        request.began, request.computed_before = time.monotonic(), worker.cpu_time()
        message = worker.ask(request.content)
        if request.kind == "long":
            worker.slow_down()
        try:
            async with asyncio.timeout(settings.time_limit):
                await self._watch(request, message)
                error, header, body, last = await message
        except TimeoutError:
            raise out_of_time(settings) from None
        seconds = request.age()
        if seconds < self.settings.slice:
            self._forkserver.known_long.pop(request.digest, None)
        # One that was slowed down answers no more.
        if not (last or worker.nice or worker.dismissed or self._is_surplus(worker)):
            request.worker = None
            self._idle.append(worker)
        if error is not None:
            if header:
                _LOG.error("%s\n%s", error, header)
            raise error
        return Done(header, body, seconds)

    async def _watch(self, request: Request, message: asyncio.Future[Any]) -> None:
        """Wait for a query as long as it is short; raise _Preempted where it is not and others wait."""
        slice_, worker = self.settings.slice, request.worker
        while request.kind == "short" and worker and not message.done():
            await asyncio.wait({message}, timeout=slice_ / _LOOKS)
            wanted, effort = bool(self._waiting["short"]), request.effort()
            if message.done() or effort < (slice_ / _PREEMPTION if wanted else slice_):
                continue
            known_long = self._forkserver.known_long
            known_long[request.digest] = None
            if len(known_long) > _REMEMBERED:
                known_long.popitem(last=False)
            if self._place_for_long() and not self._waiting["long"]:
                request.kind = "long"
            elif wanted:
                raise _Preempted
            worker.slow_down()

    def _lose(self, request: Request, code: int | None) -> None:
        """Note that a request has lost its worker; raise why, unless the query had no part in it."""
        if self.closing:
            raise _stopping() from None
        if reason := of_exit(code, self._settings_of(request)):
            raise reason from None
        request.losses += _SOON_LOSS if request.age() < STARVED * self.settings.slice else _LATE_LOSS
        if request.losses > _LOSSES:
            raise again_and_again(code) from None
        self._counts["retried"] += 1

    def _leave(self, request: Request) -> None:
        """Note that a request neither waits nor runs any more; a worker that it has still is of no use to others."""
        self._waiting[request.kind].remove(request)
        self._running.discard(request)
        if request.worker is not None:
            request.worker.dismiss()
            request.worker = None
        self._dispatch()

    def _settings_of(self, request: Request) -> Settings:
        return self.settings.of_jobs() if request.kind in OWN else self.settings

    def _count_running(self, *kinds: RequestKind) -> int:
        return sum(request.kind in kinds for request in self._running)

    def _place_for_long(self) -> bool:
        return self._count_running("long") < max(1, self.settings.workers - 1)

    # Workers

    def _dispatch(self) -> None:
        """Bring workers and waiting requests together, as far as the places go, and start workers that are missing."""
        if self.closing:
            return
        while self._idle and self._count_running("short", "long") < self.settings.workers:
            # Long ones first, as there are few places for them and always another for the rest.
            request = self._take("long") if self._place_for_long() else None
            request = request or self._take("short")
            if request is None:
                break
            request.worker = self._idle.pop()
            self._running.add(request)
            request.turn.set_result(None)
        own = self._workers_of(self._forkserver)
        alive = sum(bool(worker.process) and not (worker.job or worker.dismissed) for worker in own)
        spare = _SPARE if self._waiting["short"] and not self._coming else 0
        for _ in range(0 if self._forkserver.ended else self.settings.workers + spare - alive - self._coming):
            self._coming += 1
            self._begin(self._raise_worker(self._forkserver))
        for kind in OWN:
            if not self._count_running(kind) and (job := self._take(kind)):
                if job.parent is None and self._forkserver.ended:
                    self._waiting[kind].append(job, first=True)
                else:
                    self._running.add(job)
                    job.turn.set_result(None)

    def _take(self, kind: RequestKind) -> Request | None:
        """Take the request whose turn it is, but none that nobody waits for any more."""
        while request := self._waiting[kind].take():
            if not request.turn.done():
                return request
        return None

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _raise_worker(self, parent: ForkServer) -> None:
        """Have one more worker for queries, unless its fork server ends."""
        worker = None
        try:
            # Where another has taken its place meanwhile, that one's workers are wanted.
            with suppress(ChildProcessError, OverloadError):
                worker = await self._start_worker(parent, job=False)
        finally:
            self._coming -= 1
        if worker and self._is_surplus(worker):
            worker.dismiss()
        elif worker:
            self._idle.append(worker)
        self._dispatch()

    def _workers_of(self, forkserver: ForkServer) -> list[Worker]:
        return [worker for worker in self._workers if worker.parent is forkserver]

    def _is_surplus(self, worker: Worker) -> bool:
        """Tell whether a worker has old data, or others wait for work as it does."""
        return worker.parent is not self._forkserver or len(self._idle) >= self.settings.workers

    async def _start_worker(self, parent: ForkServer, *, job: bool) -> Worker:
        """Start a worker, however long none can be; raise a ChildProcessError where its fork server ends."""
        while not (parent.ended or self.closing):
            worker = Worker(parent, self._forget, job=job)
            self._workers.add(worker)
            try:
                await worker.begin()
            except OSError:
                self._workers.discard(worker)
                await asyncio.sleep(_AGAIN)
                continue
            except asyncio.CancelledError:
                # One that was not yet connected is never told to have ended.
                self._workers.discard(worker)
                worker.dismiss()
                raise
            self._counts["forked"] += 1
            return worker
        if not (parent is self._forkserver or self.closing):
            raise overloaded(problem("the data to work on are gone"))
        raise ChildProcessError(None)

    def _forget(self, worker: Worker) -> None:
        """Note that a worker has ended; where it was not told to, another is started."""
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if not worker.dismissed:
            self._counts["killed"] += worker.exit_code in {None, -signal.SIGKILL}
        parent = worker.parent
        if parent.retired and not self._workers_of(parent):
            parent.dismiss()
        self._dispatch()

    # Fork servers

    def _meet(self, process: int, link: socket.socket) -> ForkServer:
        link.setblocking(False)  # noqa: FBT003 - the library's
        forkserver = ForkServer(process, link)
        self._forkservers[forkserver] = asyncio.create_task(self._attend(forkserver))
        return forkserver

    async def _attend(self, forkserver: ForkServer) -> None:
        """Hear whether a fork server has loaded the data, and go on when it has ended: its workers end with it."""
        await forkserver.listen()
        if forkserver is self._forkserver and not self.closing:
            self._begin(self._respawn())
        while not forkserver.reaped() or self._workers_of(forkserver):  # noqa: ASYNC110 - the system tells nobody
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
        idle, self._idle = self._idle, []
        for worker in idle:
            worker.dismiss()
        if not self._workers_of(former):
            former.dismiss()
        self._dispatch()


def _too_many_of_one() -> OverloadError:
    return overloaded(problem("too many of your queries wait"))


def _stopping() -> OverloadError:
    return overloaded(problem("is stopping"))
