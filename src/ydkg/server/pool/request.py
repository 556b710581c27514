"""Requests to workers, from the caller to the answer, and how they wait: fair between clients."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.server.pool.process import ForkServer, Worker

Lane: TypeAlias = Literal["query", "job", "chore"]
#: The lanes of the server's own work: what somebody waits for, and what is made beforehand.
OWN: tuple[Lane, ...] = ("job", "chore")


class Done(NamedTuple):
    """What a worker answered.

    Attributes
    ----------
    header : dict
        What the task says of its answer.
    body : bytes
    seconds : float
        How long the worker took, without waiting.
    """

    header: dict[str, Any]
    body: bytes
    seconds: float


class Request:
    """One request on its way.

    Parameters
    ----------
    content : bytes
        What is sent to the worker, packed.
    client : str
    lane : "query", "job" or "chore"
        A stranger's question, or the server's own work that somebody waits for, or nobody.
    limit : float
        Seconds that it may run.
    parent : ForkServer, optional
        Whose worker has to do it; by default one with the data that are served.
    """

    def __init__(self, content: bytes, client: str, lane: Lane, limit: float, parent: ForkServer | None = None) -> None:
        self.content = content
        self.parent = parent
        #: Tells the same request again, and is short however long that is.
        self.digest = hash(content)
        self.client = client
        #: In what it waits: ``job``, ``chore``, ``short``, or ``long`` once it has proved to be.
        self.queue: str = lane if lane in OWN else "short"
        self.limit = limit
        self.answer: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self.worker: Worker | None = None
        #: Its place among those that wait, equal for requests of different clients that came together.
        self.turn = 0
        self.started = 0.0
        self.cpu_before: float | None = None
        #: How often its worker was ended from outside: soon (True), and later.
        self.losses = {True: 0, False: 0}
        self.timers: list[asyncio.TimerHandle] = []


class Waiting:
    """Requests that wait: those of each queue apart, and in each queue clients take turns."""

    def __init__(self) -> None:
        self._queues: dict[str, list[Request]] = {queue: [] for queue in (*OWN, "short", "long")}
        self._turns: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Request]:
        return chain(*self._queues.values())

    def count(self, queue: str, client: str | None = None) -> int:
        """Count what waits in a queue.

        Parameters
        ----------
        queue : str
        client : str, optional
            Whose requests; all where it is not given.

        Returns
        -------
        int
        """
        waiting = self._queues[queue]
        return len(waiting) if client is None else sum(each.client == client for each in waiting)

    def last_of_most(self, queue: str) -> Request | None:
        """Find the last request of the client that has most of them waiting.

        Parameters
        ----------
        queue : str

        Returns
        -------
        Request or None
            None if nobody waits there.
        """
        waiting = self._queues[queue]
        held = Counter(each.client for each in waiting)
        return max(waiting, key=lambda each: (held[each.client], each.turn), default=None)

    def append(self, request: Request, *, first: bool = False) -> None:
        """Let a request wait.

        Parameters
        ----------
        request : Request
        first : bool
            Whether it goes before all others, as it has waited already.
        """
        waiting = self._queues[request.queue]
        mine = [each.turn + 1 for each in waiting if each.client == request.client]
        request.turn = -1 if first else max([self._turns[request.queue], *mine])
        waiting.append(request)

    def take(self, queue: str) -> Request | None:
        """Take the request whose turn it is.

        Parameters
        ----------
        queue : str

        Returns
        -------
        Request or None
            None if nobody waits there.
        """
        waiting = self._queues[queue]
        if not waiting:
            return None
        request = min(waiting, key=lambda each: each.turn)
        self._turns[queue] = max(request.turn, self._turns[queue])
        waiting.remove(request)
        return request

    def remove(self, request: Request) -> None:
        """Let a request wait no longer, if it does.

        Parameters
        ----------
        request : Request
        """
        if request in self._queues[request.queue]:
            self._queues[request.queue].remove(request)
