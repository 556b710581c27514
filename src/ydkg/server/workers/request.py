"""Requests to workers, and the rows in which they wait: bounded, and fair between clients."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from ydkg.errors import OverloadError

if TYPE_CHECKING:
    from ydkg.server.workers.channel import Worker

Lane: TypeAlias = Literal["query", "job"]


class Done(NamedTuple):
    """What a worker answered.

    Attributes
    ----------
    header : dict
        What the task says of its answer.
    body : bytes
        The answer.
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
        Who asks.
    lane : "query" or "job"
        A stranger's question, or the server's own work.
    """

    def __init__(self, content: bytes, client: str, lane: Lane) -> None:
        self.content = content
        #: Tells the same request again, and is short however long that is.
        self.mark = sha256(content).digest()
        self.client = client
        self.lane = lane
        self.answer: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self.worker: Worker | None = None
        self.started = 0.0
        self.computed: float | None = None
        self.long = False
        #: How often its worker was ended from outside: within a slice (True), and later.
        self.losses = {True: 0, False: 0}
        self.timers: list[asyncio.TimerHandle] = []

    def still(self) -> None:
        """Stop its timers."""
        for timer in self.timers:
            timer.cancel()
        self.timers = []


class Row:
    """Requests that wait: each client has a row of its own, and the rows take turns."""

    def __init__(self) -> None:
        self._rows: OrderedDict[str, deque[Request]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def of(self, client: str) -> int:
        """Count what one client has waiting.

        Parameters
        ----------
        client : str
            Who asks.

        Returns
        -------
        int
            Requests.
        """
        return len(self._rows.get(client, ()))

    def add(self, request: Request) -> None:
        """Put a request at the end of its client's row.

        Parameters
        ----------
        request : Request
            One that waits nowhere.
        """
        self._rows.setdefault(request.client, deque()).append(request)

    def put_back(self, request: Request) -> None:
        """Put a request before all others: its worker was lost, and it has waited already.

        Parameters
        ----------
        request : Request
            One that waits nowhere.
        """
        self._rows.setdefault(request.client, deque()).appendleft(request)
        self._rows.move_to_end(request.client, last=False)

    def take(self) -> Request | None:
        """Take the request whose turn it is.

        Returns
        -------
        Request or None
            None if nobody waits.
        """
        if not self._rows:
            return None
        client, row = self._rows.popitem(last=False)
        request = row.popleft()
        if row:
            self._rows[client] = row
        return request

    def drop(self, request: Request) -> bool:
        """Take a request out of turn.

        Parameters
        ----------
        request : Request
            Any.

        Returns
        -------
        bool
            Whether it waited here.
        """
        row = self._rows.get(request.client)
        if row is None or request not in row:
            return False
        row.remove(request)
        if not row:
            del self._rows[request.client]
        return True

    def clear(self) -> list[Request]:
        """Take everything.

        Returns
        -------
        list of Request
            May be empty.
        """
        all_of_them = [request for row in self._rows.values() for request in row]
        self._rows.clear()
        return all_of_them


def overloaded(reason: str, seconds: int = 5) -> OverloadError:
    """Say that too much is asked at once.

    Parameters
    ----------
    reason : str
        What is full.
    seconds : int
        When to ask again.

    Returns
    -------
    OverloadError
        To be raised.
    """
    return OverloadError(f"server: {reason}; ask again in {seconds} s", seconds)
