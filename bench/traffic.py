"""Clients for `load.py`: connections that ask one request after the other and measure each answer, over raw sockets.

One process and one event loop, so the figures bear the cost of the clients too; it is the same for every server.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Seconds after which an answer counts as lost.
GIVEN_UP = 30.0


@dataclass
class Tally:
    """What became of requests."""

    times: list[float] = field(default_factory=list)  # seconds of each answer with status 200
    statuses: dict[int, int] = field(default_factory=dict)  # other status -> how many
    lost: int = 0  # requests without an answer
    seconds: float = 0.0  # how long it went on
    computed: float = 0.0  # seconds for which the server computed meanwhile; 0 where nobody measured it

    @property
    def cost(self) -> float:
        """Microseconds of computing an answer."""
        return self.computed / len(self.times) * 1e6 if self.times else 0.0

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


class Stream(Client):
    """A connection that asks one request after the other, without a word to the event loop in between."""

    def __init__(self, requests: Iterator[bytes], tally: Tally) -> None:
        super().__init__()
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests, self._tally = requests, tally
        self.began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        super().connection_made(transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Read; note the answer when it is over, and ask for the next."""
        self._buffer += data
        if not self._over():
            return
        now, status = time.perf_counter(), int(self._buffer[9:12])
        if status == 200:  # noqa: PLR2004 - OK
            self._tally.times.append(now - self.began)
        else:
            self._tally.statuses[status] = self._tally.statuses.get(status, 0) + 1
        self._buffer.clear()
        if not self.ended.done():
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Count what is not over as lost."""
        if not self.ended.done():
            self._tally.lost += 1
            self.ended.set_result(None)

    def finish(self) -> None:
        """End the connection, whatever is under way."""
        if not self.ended.done():
            self.ended.set_result(None)
        self.close()

    def _ask(self) -> None:
        self.began = time.perf_counter()
        self._transport.write(next(self._requests))


async def stream(port: int, requests: Iterator[bytes], seconds: float, tally: Tally) -> None:
    """Ask one request after the other for so long, on a new connection where the last one ended or nothing comes."""
    until = time.perf_counter() + seconds
    loop = asyncio.get_running_loop()
    while (left := until - time.perf_counter()) > 0:
        try:
            _, client = await loop.create_connection(lambda: Stream(requests, tally), "127.0.0.1", port)
        except OSError:
            tally.lost += 1
            await asyncio.sleep(0.01)
            continue
        await asyncio.wait([client.ended], timeout=left)
        if time.perf_counter() - client.began > GIVEN_UP:
            tally.lost += 1
        client.finish()


async def asked(port: int, requests: Sequence[bytes]) -> None:
    """Ask some requests, one after another, whatever becomes of them."""
    with suppress(OSError, TimeoutError):
        client = await connected(port)
        for each in requests:
            await client.ask(each)
        client.close()


async def pressed(port: int, requests: Sequence[bytes], seconds: float, clients: int) -> Tally:
    """Ask for some seconds, over several connections; what became of them."""
    tally, began = Tally(), time.perf_counter()

    def turns(first: int) -> Iterator[bytes]:
        while True:
            yield from requests[first:]
            first = 0

    streams = (stream(port, turns(i * len(requests) // clients), seconds, tally) for i in range(clients))
    await asyncio.gather(*streams)
    tally.seconds = time.perf_counter() - began
    return tally
