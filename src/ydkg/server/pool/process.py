"""Processes: a fork server and a worker as the main process sees them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING

from ydkg.server.pool.transport import COULD_NOT_BEGIN, ORDER, Header, Link

if TYPE_CHECKING:
    from collections.abc import Callable


class ForkServer:
    """A fork server.

    Parameters
    ----------
    process : int
        A child of this process that leads a process group, in which its workers are.
    end : socket.socket
        This end of the socket to it.
    on_message, on_loss : callable
        Called with each message; and once, when the fork server is gone.
    """

    def __init__(
        self,
        process: int,
        end: socket.socket,
        on_message: Callable[[ForkServer, Header], None],
        on_loss: Callable[[ForkServer], None],
    ) -> None:
        self.process = process
        self.workers: dict[int, Worker] = {}
        self.lost = False
        #: Done when the data is loaded, or cannot be.
        self.loading: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._on_loss = on_loss
        self._link = Link(end, lambda header, _: on_message(self, header), self._end)

    def order(self, action: bytes, worker: Worker, *descriptor: int) -> bool:
        """Order something; if the fork server is gone, that is told soon.

        Parameters
        ----------
        action : bytes
            ``f`` (fork), ``j`` (fork for one request of the server itself), ``n`` (make nice) or ``k`` (kill).
        worker : Worker
        *descriptor : int
            The new worker's end of its socket.

        Returns
        -------
        bool
            Whether it could be sent.
        """
        with contextlib.suppress(OSError):
            return socket.send_fds(self._link.socket, [ORDER.pack(action, worker.number)], descriptor) > 0
        return False

    def dismiss(self) -> None:
        """Let it end, and all its workers: it does so when nobody is at the other end."""
        with contextlib.suppress(OSError):
            self._link.socket.shutdown(socket.SHUT_WR)

    def reaped(self) -> bool:
        """Reap the process, and the workers that it left behind, as far as they have ended.

        Returns
        -------
        bool
            Whether none of them is left; workers are children of this process when their parent has ended.
        """
        try:
            while os.waitpid(-self.process, os.WNOHANG)[0]:
                continue
        except ChildProcessError:
            return True
        return False

    def _end(self) -> None:
        self.lost = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            # On Linux the kernel does it.
            os.killpg(self.process, signal.SIGKILL)
        for worker in list(self.workers.values()):
            worker.exited(None)
        self._on_loss(self)


class Worker:
    """A worker, from the order to fork it.

    Parameters
    ----------
    number : int
        What its fork server calls it.
    parent : ForkServer
    on_reply, on_silence, on_loss : callable
        Called with each reply; once, when nothing more will come from it; and once, when it is known too how it ended.
    job : bool
        Whether it is for one request of the server itself.
    """

    def __init__(
        self,
        number: int,
        parent: ForkServer,
        on_reply: Callable[[Worker, Header, bytes], None],
        on_silence: Callable[[Worker], None],
        on_loss: Callable[[Worker], None],
        *,
        job: bool,
    ) -> None:
        self.number = number
        self.parent = parent
        self.job = job
        #: 0 until it is forked.
        self.process = 0
        self.nice = False
        #: Exit code, or minus the number of the signal; None if nobody knows.
        self.exit_code: int | None = None
        self._on_silence, self._on_loss = on_silence, on_loss
        # A reply may still be in the socket when the process has ended, so both must be over.
        self.silent = self._exited = False
        ours, theirs = socket.socketpair()
        self.link = Link(ours, lambda header, body: on_reply(self, header, body), self._fall_silent)
        with theirs:
            if not parent.order(b"j" if job else b"f", self, theirs.fileno()):
                self.exited(COULD_NOT_BEGIN)
        parent.workers[number] = self

    def kill(self) -> None:
        """Have the worker ended, whatever it is doing; closing its link ends one that waits for a request."""
        self.parent.order(b"k", self)
        self.link.close()

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
        """Note how the process ended; what is told first holds.

        Parameters
        ----------
        code : int or None
            Exit code, or minus the number of the signal; None if nobody knows.
        """
        if not self._exited:
            self.exit_code, self._exited = code, True
            if self.silent:
                self._on_loss(self)

    def _fall_silent(self) -> None:
        self.silent = True
        self._on_silence(self)
        if self._exited:
            self._on_loss(self)
