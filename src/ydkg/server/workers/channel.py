"""Channels: how the main process sees a nursery and a worker, and hears of them from its event loop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from ydkg.server.workers import wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.server.workers.request import Request


class Nursery:
    """A nursery as the main process sees it.

    Parameters
    ----------
    process : int
        Its process.
    link : socket.socket
        The socket to it.
    """

    def __init__(self, process: int, link: socket.socket) -> None:
        self.process = process
        self.lost = self._dead = False
        self.workers: dict[int, Worker] = {}
        self._orphans: set[int] = set()
        self._link = link
        self._reader = wire.Reader()
        self._descriptors: deque[int] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None

    def listen(
        self, heard: Callable[[Nursery, dict[str, Any], int | None], None], lost: Callable[[Nursery], None]
    ) -> None:
        """Hear what the nursery says, from now on, in the running event loop.

        Parameters
        ----------
        heard : callable
            Called with each message, and the descriptor that came with it.
        lost : callable
            Called once, when the nursery is gone.
        """
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._link, self._arrive, heard, lost)

    def tell(self, **order: object) -> None:
        """Give an order; if the nursery is gone, `lost` is called soon.

        Parameters
        ----------
        **order : object
            What to do.
        """
        if not self.lost:
            try:
                wire.send(self._link, order)
            except OSError:
                # The reader will see the end of it.
                return

    def dismiss(self) -> None:
        """Let the nursery end, and all its workers: it does so when nobody is at the other end."""
        if not self.lost:
            with contextlib.suppress(OSError):
                self._link.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Forget the nursery; if it still runs it ends."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._link)
        self.lost = True
        self._link.close()
        while self._descriptors:
            os.close(self._descriptors.popleft())

    def buried(self) -> bool:
        """Tell whether the process is no more, and bury it, and the workers that it left behind, if they have ended.

        Returns
        -------
        bool
            False while it runs.
        """
        # Its socket is closed before its end is complete, and only then are its workers children of this process.
        self._dead = self._dead or (self.lost and _buried(self.process))
        if not self._dead:
            return False
        # Where nobody adopts orphans the system does it, and they are no children of this process.
        self._orphans = {process for process in self._orphans if not _buried(process)}
        return not self._orphans

    def orphan(self) -> None:
        """Note that the workers have lost their parent."""
        for worker in list(self.workers.values()):
            self._orphans.add(worker.process)
            worker.buried(None)

    def _arrive(
        self, heard: Callable[[Nursery, dict[str, Any], int | None], None], lost: Callable[[Nursery], None]
    ) -> None:
        try:
            content, descriptors = wire.receive_some(self._link)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            content, descriptors = b"", ()
        self._descriptors.extend(descriptors)
        for header, _ in self._reader.messages(content):
            heard(self, header, self._descriptors.popleft() if header["is"] == "born" else None)
        if not content:
            self.close()
            lost(self)


class Worker(asyncio.Protocol):
    """A worker as the main process sees it.

    Parameters
    ----------
    number : int
        What the nursery calls it.
    process : int
        Its process.
    nursery : Nursery
        Its parent.
    replied, lost : callable
        Called with each reply; and once, when the worker is gone and nothing more will come from it.
    """

    def __init__(
        self,
        number: int,
        process: int,
        nursery: Nursery,
        replied: Callable[[Worker, dict[str, Any], bytes], None],
        lost: Callable[[Worker], None],
    ) -> None:
        self.number = number
        self.nursery = nursery
        self.process = process
        self.request: Request | None = None
        self.job = False
        self.nice = False
        self.ended = False
        self.code: int | None = None
        self._replied = replied
        self._lost = lost
        self._reader = wire.Reader()
        self._transport: asyncio.Transport | None = None
        self.silent = self._gone = False

    def ask(self, content: bytes) -> None:
        """Send a request.

        Parameters
        ----------
        content : bytes
            Packed.
        """
        if self._transport is not None:
            self._transport.write(content)

    def end(self) -> None:
        """Have the worker ended, whatever it is doing, and hear nothing of it any more."""
        self.ended = True
        self.nursery.tell(do="end", number=self.number)
        self.leave()

    def leave(self) -> None:
        """Close the socket: a worker that is waiting for a request ends."""
        self.ended = True
        if self._transport is not None:
            self._transport.abort()

    def slow_down(self) -> None:
        """Let other processes go first."""
        if not self.nice:
            self.nice = True
            self.nursery.tell(do="nice", number=self.number)

    def computed(self) -> float | None:
        """Measure how long the worker has computed: on a busy machine that is less than what has passed.

        Returns
        -------
        float or None
            Seconds since its birth; None where the system does not tell, or it has just ended.
        """
        try:
            # The clock of another process, numbered as the kernel and the C library do it.
            return time.clock_gettime((~self.process << 3) | 2) if sys.platform == "linux" else None
        except OSError:
            return None

    def buried(self, code: int | None) -> None:
        """Learn from the nursery how the worker ended.

        Parameters
        ----------
        code : int or None
            Exit code, or minus the number of the signal; None if nobody knows.
        """
        self.code = code
        self._gone = True
        self._perhaps_lost()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = transport  # type: ignore[assignment]
        if self.ended:
            self.leave()

    def data_received(self, data: bytes) -> None:
        """Put replies together."""
        for header, body in self._reader.messages(data):
            if not self.ended:
                self._replied(self, header, body)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Wait for the nursery's word on how the worker ended."""
        self.silent = True
        self._perhaps_lost()

    def _perhaps_lost(self) -> None:
        # A reply may still be in the socket when the nursery has buried its writer, so both must have happened.
        if self.silent and self._gone:
            self._lost(self)


def _buried(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        return True
