"""The pool: what the server asks for answers."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from ydkg.server.pool.forkserver import start_forkserver
from ydkg.server.pool.request import OWN, Done, Lane, Request
from ydkg.server.pool.scheduler import Scheduler
from ydkg.server.pool.transport import pack

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable, Mapping

    from ydkg.server.pool.process import ForkServer
    from ydkg.server.settings import Settings
    from ydkg.server.tasks import Context

_SINCE_START = (
    *("served", "refused", "timed_out", "out_of_memory", "too_large", "failed", "faulty", "cancelled", "moved"),
    *("retried", "killed", "forked", "renewed", "respawned"),
)


class Pool:
    """Worker processes, and the requests to them, for one event loop; made by `Pool.start`."""

    def __init__(self, settings: Settings, started: tuple[int, socket.socket]) -> None:
        self._settings, self._started = settings, started
        self._scheduler: Scheduler | None = None

    @classmethod
    def start(cls, context: Context) -> Pool:
        """Start the fork server, which forks the workers.

        Parameters
        ----------
        context : Context
            The graph and the settings. A process with threads cannot fork safely: there the fork server is started as a
            new program, which loads what the settings tell.

        Returns
        -------
        Pool
            Ready to be asked.
        """
        alone = threading.active_count() == 1
        return cls(context.settings, start_forkserver(context.settings, context if alone else None))

    async def run(
        self,
        task: str,
        arguments: Mapping[str, object],
        *,
        client: str = "",
        lane: Lane = "query",
        parent: ForkServer | None = None,
    ) -> Done:
        """Have a worker do something.

        Parameters
        ----------
        task : str
            A key of `ydkg.server.tasks.TASKS`.
        arguments : mapping of str to object
            What the task wants to know: values that JSON can carry.
        client : str
            Who asks: clients take turns.
        lane : "query", "job" or "chore"
            A stranger's question; or work of the server itself, which has more time and memory, gives way to questions,
            and is done one at a time: jobs, for which somebody waits, and beside them chores, for which nobody does.
        parent : ForkServer, optional
            Whose data a job works on; by default those that are served.

        Returns
        -------
        Done
            The answer. If the caller is cancelled, the worker is ended.

        Raises
        ------
        OverloadError
            If too many wait, or this waited too long; ``value`` is the number of seconds after which to ask again.
        TimeLimitError, MemoryLimitError, ResultLimitError
            If it wanted more than it may have.
        WorkerError
            If the task failed.
        YdkgError
            If the task refused what it was given.
        """
        scheduler = self.open()
        settings = scheduler.supervisor.settings
        limit, most = settings.time_limit, settings.result_limit
        if lane in OWN:
            limit, most = settings.job_time_limit, sys.maxsize
        content = pack({"task": task, "arguments": dict(arguments), "time": limit, "most": most})
        return await scheduler.run(Request(content, client, lane, limit, parent))

    async def renew(self, settings: Settings, approve: Callable[[ForkServer], Awaitable[None]] | None = None) -> None:
        """Load the data again, in a new fork server; requests go on meanwhile, and those that run end on the old data.

        Parameters
        ----------
        settings : Settings
        approve : callable, optional
            Looks at the new data before they are served; what it raises keeps them from it.

        Raises
        ------
        YdkgError
            If the data cannot be loaded, or are not approved of; then all stays as it was.
        """
        scheduler = self.open()
        await scheduler.supervisor.renew(settings, approve)
        scheduler.forget()

    async def close(self) -> None:
        """End all processes; whoever still waits is told that the server stops."""
        scheduler = self.open()
        scheduler.close()
        await scheduler.supervisor.close()

    @property
    def closing(self) -> bool:
        """Tell whether it refuses all that comes, as the server stops.

        Returns
        -------
        bool
        """
        return self.open().closing

    @property
    def coming(self) -> bool:
        """Tell whether a worker for queries is on its way.

        Returns
        -------
        bool
        """
        return self.open().supervisor.coming()

    def health(self) -> dict[str, int]:
        """Tell how the pool does.

        Returns
        -------
        dict of int
            Now: ``workers`` (processes), ``busy``, ``long`` (of the busy), ``waiting``, ``jobs``. Since the start:
            ``served``; ``refused`` (too many waited, or too long), ``timed_out``, ``out_of_memory``, ``too_large``,
            ``failed`` (by the program's fault), ``faulty`` (by the asker's); ``cancelled``; ``moved`` (ended, to wait
            among the long); ``retried``, ``killed`` (workers, from outside), ``forked``, ``renewed``, ``respawned``
            (fork servers).
        """
        scheduler = self.open()
        supervisor = scheduler.supervisor
        counts = supervisor.counts + scheduler.counts
        since_start = {name: counts[name] for name in _SINCE_START}
        return {"workers": len(supervisor.workers()), **scheduler.health(), **since_start}

    def processes(self) -> dict[str, list[int]]:
        """List the processes.

        Returns
        -------
        dict of list of int
            ``forkservers``, ``workers`` (for queries) and ``jobs``, in order of birth.
        """
        supervisor = self.open().supervisor
        workers = [worker for worker in supervisor.workers() if worker.process]
        return {
            "forkservers": supervisor.forkservers(),
            "workers": [worker.process for worker in workers if not worker.job],
            "jobs": [worker.process for worker in workers if worker.job],
        }

    def open(self) -> Scheduler:
        """Meet the event loop, so that workers are connected before the first request comes; else that does it.

        Returns
        -------
        Scheduler
            The same each time.
        """
        if self._scheduler is None:
            self._scheduler = Scheduler(self._settings, self._started)
        return self._scheduler


__all__ = ["Done", "Lane", "Pool"]
