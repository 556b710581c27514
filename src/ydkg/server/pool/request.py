"""Requests to workers, and the queue in which they wait: fair between clients."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from ydkg.server.pool.handle import Worker

Lane: TypeAlias = Literal["query", "job"]


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
    lane : "query" or "job"
        A stranger's question, or the server's own work.
    limit : float
        Seconds that it may run.
    """

    def __init__(self, content: bytes, client: str, lane: Lane, limit: float) -> None:
        self.content = content
        #: Tells the same request again, and is short however long that is.
        self.digest = sha256(content).digest()
        self.client = client
        self.lane = lane
        self.limit = limit
        self.answer: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self.worker: Worker | None = None
        self.started = 0.0
        self.cpu_before: float | None = None
        self.long = False
        #: How often its worker was ended from outside: within a slice (True), and later.
        self.losses = {True: 0, False: 0}
        self.timers: list[asyncio.TimerHandle] = []

    def stop_timers(self) -> None:
        """Stop its timers."""
        for timer in self.timers:
            timer.cancel()
        self.timers = []


class FairQueue:
    """Requests that wait: each client has a queue of its own, and the queues take turns."""

    def __init__(self) -> None:
        self._queues: OrderedDict[str, deque[Request]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))

    def count(self, client: str) -> int:
        """Count what one client has waiting.

        Parameters
        ----------
        client : str

        Returns
        -------
        int
        """
        return len(self._queues.get(client, ()))

    def append(self, request: Request) -> None:
        """Put a request at the end of its client's queue.

        Parameters
        ----------
        request : Request
        """
        self._queues.setdefault(request.client, deque()).append(request)

    def put_back(self, request: Request) -> None:
        """Put a request before all others: its worker was lost, and it has waited already.

        Parameters
        ----------
        request : Request
        """
        self._queues.setdefault(request.client, deque()).appendleft(request)
        self._queues.move_to_end(request.client, last=False)

    def take(self) -> Request | None:
        """Take the request whose turn it is.

        Returns
        -------
        Request or None
            None if nobody waits.
        """
        if not self._queues:
            return None
        client, queue = self._queues.popitem(last=False)
        request = queue.popleft()
        if queue:
            self._queues[client] = queue
        return request

    def remove(self, request: Request) -> None:
        """Take a request out of turn, if it waits here.

        Parameters
        ----------
        request : Request
        """
        queue = self._queues.get(request.client)
        if queue and request in queue:
            queue.remove(request)
            if not queue:
                del self._queues[request.client]

    def clear(self) -> list[Request]:
        """Take everything.

        Returns
        -------
        list of Request
            May be empty.
        """
        requests = [request for queue in self._queues.values() for request in queue]
        self._queues.clear()
        return requests
