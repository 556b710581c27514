"""Clients for `load.py`: connections that ask one request after the other and measure each answer, over raw sockets.

One process and one event loop, so the figures bear the cost of the clients too; it is the same for every server.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: Seconds after which an answer counts as lost.
GIVEN_UP = 30.0


@dataclass
class Tally:
    """What became of requests.

    Attributes
    ----------
    times : list of float
        Seconds of each answer with status 200.
    statuses : dict of int to int
        Other status -> how many.
    lost : int
        Requests without an answer.
    seconds : float
        How long it went on.
    """

    times: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    lost: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def quantile(self, part: float) -> float:
        """Give the time, in milliseconds, within which a part of the answers came."""
        if not self.times:
            return float("inf")
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000

    @property
    def wrong(self) -> int:
        """Requests that were not answered by 200."""
        return self.lost + sum(self.statuses.values())


def request(path: str, accept: str) -> bytes:
    """Write a request on a connection that stays."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode()


def query(path: str, text: str, accept: str) -> bytes:
    """Write a request for a query's answer."""
    return request(f"{path}?query={quote(text)}", accept)


class Client(asyncio.Protocol):
    """One connection; an answer is over by its length, its last chunk or the end of the connection."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[int] | None = None
        self._buffer = bytearray()
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for mypy
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Read, and tell the status when the answer is over."""
        self._buffer += data
        if self._over() and self.answer and not self.answer.done():
            self.answer.set_result(int(self._buffer[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        """Give up what is not over."""
        if self.answer and not self.answer.done():
            self.answer.set_exception(exc or ConnectionResetError())

    async def ask(self, content: bytes) -> int:
        """Send a request, and give the status of its answer."""
        if self._transport.is_closing():
            raise ConnectionResetError
        self._buffer.clear()
        self.answer = asyncio.get_running_loop().create_future()
        self._transport.write(content)
        return await asyncio.wait_for(self.answer, GIVEN_UP)

    def close(self) -> None:
        """End the connection."""
        self._transport.abort()

    def _over(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self._buffer[:end]).lower()
        if b"\r\ntransfer-encoding: chunked" in head:
            return self._buffer.endswith(b"0\r\n\r\n")
        at = head.find(b"\r\ncontent-length: ")
        length = int(head[at + 18 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        return len(self._buffer) >= end + 4 + length


async def connected(port: int) -> Client:
    """Open a connection."""
    return (await asyncio.get_running_loop().create_connection(Client, "127.0.0.1", port))[1]


async def stream(port: int, requests: Iterator[bytes], going: Callable[[], bool], tally: Tally) -> None:
    """Ask one request after the other, on a new connection where the last one ended."""
    client: Client | None = None
    while going():
        began = time.perf_counter()
        try:
            client = client or await connected(port)
            status = await client.ask(next(requests))
        except (OSError, TimeoutError):
            tally.lost += 1
            client = None
            await asyncio.sleep(0.01)
            continue
        if status == 200:  # noqa: PLR2004 - OK
            tally.times.append(time.perf_counter() - began)
        else:
            tally.statuses[status] = tally.statuses.get(status, 0) + 1
    if client:
        client.close()


async def pressed(port: int, requests: Sequence[bytes], seconds: float, clients: int) -> Tally:
    """Ask for some seconds, over several connections.

    Parameters
    ----------
    port : int
        The server's, at 127.0.0.1.
    requests : sequence of bytes
        Asked in turn, each connection beginning elsewhere.
    seconds : float
        How long.
    clients : int
        Connections.

    Returns
    -------
    Tally
        What became of them.
    """
    tally, began = Tally(), time.perf_counter()

    def going() -> bool:
        return time.perf_counter() - began < seconds

    def turns(first: int) -> Iterator[bytes]:
        while True:
            yield from requests[first:]
            first = 0

    streams = (stream(port, turns(i * len(requests) // clients), going, tally) for i in range(clients))
    await asyncio.gather(*streams)
    tally.seconds = time.perf_counter() - began
    return tally
