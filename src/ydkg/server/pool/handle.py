"""Handles: a fork server and a worker as the main process sees them."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from typing import TYPE_CHECKING

from ydkg.server.pool.transport import ORDER, Header, Link

if TYPE_CHECKING:
    from collections.abc import Callable


class ForkServer(Link):
    """A fork server; messages and the end of it go to the callbacks.

    Parameters
    ----------
    process : int
        Its process, a child of this one.
    end : socket.socket
        The socket to it.
    """

    def __init__(self, process: int, end: socket.socket) -> None:
        super().__init__(end)
        self.process = process
        self.workers: dict[int, Worker] = {}
        self.on_message: Callable[[ForkServer, Header], None]
        self.on_loss: Callable[[ForkServer], None]
        self._reaped = False
        self._orphans: set[int] = set()

    def order(self, action: bytes, worker: Worker, descriptor: int | None = None) -> None:
        """Order something; if the fork server is gone, `on_loss` is called soon.

        Parameters
        ----------
        action : bytes
            ``f`` (fork), ``j`` (fork for one request of the server itself), ``n`` (make nice) or ``k`` (kill).
        worker : Worker
            For whom.
        descriptor : int, optional
            The new worker's end of its socket.
        """
        with contextlib.suppress(OSError):
            content = ORDER.pack(action, worker.number)
            socket.send_fds(self.socket, [content], [] if descriptor is None else [descriptor])

    def dismiss(self) -> None:
        """Let it end, and all its workers: it does so when nobody is at the other end."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def reaped(self) -> bool:
        """Reap the process and the workers that it left behind, as far as they have ended.

        Returns
        -------
        bool
            Whether none of them is left.
        """
        # Its socket is closed before its end is complete, and only then are its workers children of this process.
        self._reaped = self._reaped or (self.closed and _reaped(self.process))
        if self._reaped:
            # Where nobody adopts orphans the system reaps them, and they are no children of this process.
            self._orphans = {process for process in self._orphans if not _reaped(process)}
        return self._reaped and not self._orphans

    def message_received(self, header: Header, body: bytes) -> None:  # noqa: ARG002 - it has none
        """Pass a message on."""
        self.on_message(self, header)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Pass on that it is gone: its workers have lost their parent."""
        self.closed = True
        self._orphans = {worker.process for worker in self.workers.values() if worker.process}
        self.on_loss(self)


class Worker(Link):
    """A worker; replies and the end of it go to the callbacks.

    Parameters
    ----------
    number : int
        What its fork server calls it.
    parent : ForkServer
        Its fork server.
    end : socket.socket
        The socket to it.
    on_reply, on_loss : callable
        Called with each reply; and once, when the worker is gone and nothing more will come from it.
    """

    def __init__(
        self,
        number: int,
        parent: ForkServer,
        end: socket.socket,
        on_reply: Callable[[Worker, Header, bytes], None],
        on_loss: Callable[[Worker], None],
    ) -> None:
        super().__init__(end)
        self.number = number
        self.parent = parent
        #: 0 until it is forked.
        self.process = 0
        self.exclusive = False
        self.nice = False
        self.exit_code: int | None = None
        self._on_reply = on_reply
        self._on_loss = on_loss
        self._silent = self._exited = False

    def kill(self) -> None:
        """Have the worker ended, whatever it is doing."""
        self.parent.order(b"k", self)
        self.close()

    def slow_down(self) -> None:
        """Let other processes go first."""
        if not self.nice:
            self.nice = True
            self.parent.order(b"n", self)

    def cpu_time(self) -> float | None:
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

    def exited(self, code: int | None) -> None:
        """Note how the process ended.

        Parameters
        ----------
        code : int or None
            Exit code, or minus the number of the signal; None if nobody knows.
        """
        if not self._exited:
            self.exit_code, self._exited = code, True
            self._end()

    def message_received(self, header: Header, body: bytes) -> None:
        """Pass a reply on, if anybody still wants it."""
        if not self.closed:
            self._on_reply(self, header, body)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Wait for the fork server's word on how the worker ended."""
        self._silent = True
        self._end()

    def _end(self) -> None:
        # A reply may still be in the socket when the process has ended, so both must have happened.
        if self._silent and self._exited:
            self._on_loss(self)


def _reaped(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        return True
