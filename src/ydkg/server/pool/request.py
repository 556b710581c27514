"""Requests to workers, from the caller to the answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
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
        self.started = 0.0
        self.cpu_before: float | None = None
        #: How often its worker was ended from outside: soon (True), and later.
        self.losses = {True: 0, False: 0}
        self.timers: list[asyncio.TimerHandle] = []
