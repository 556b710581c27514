"""Transport: connections are read into one buffer; what one step writes goes out together, and the end is gentle.

So head and body of an answer are one piece, and an answer reaches also a client that is still talking.
"""

from __future__ import annotations

import asyncio
import fcntl
import sys
import termios
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

#: Where all connections are read to, one after another: asyncio's own buffer is taken from the system at each reading.
_BUFFER = memoryview(bytearray(64 * 1024))


class Reader(asyncio.BufferedProtocol, ABC):
    """A protocol that shares its buffer with all others."""

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 - asyncio's signature
        """Say where to read to."""
        return _BUFFER

    def buffer_updated(self, nbytes: int) -> None:
        """Take what was read."""
        self.data_received(bytes(_BUFFER[:nbytes]))

    @abstractmethod
    def data_received(self, data: bytes) -> None:
        """Take a piece."""


class LingeringTransport(asyncio.Transport):
    """Pass everything on to a transport, but tell when it is to be closed.

    A socket that is closed while bytes lie unread makes the system send a reset, at which clients drop the answer that
    they were about to read. So whoever is told may stop writing first and read on for a while.
    """

    def __init__(self, transport: asyncio.Transport, closing: Callable[[], None]) -> None:
        super().__init__()
        self._transport = transport
        self._on_close = closing
        self._closed = False
        self._waiting = 0  # bytes
        self._gathered: list[bytes | bytearray | memoryview] = []
        #: Since when the client has taken nothing of what waits, as far as is known; None where nothing waits.
        self.stuck_since: float | None = None

    def check_progress(self, now: float) -> None:
        """Look whether the client takes what it is sent, and note since when it does not."""
        waiting = self._transport.get_write_buffer_size()
        if not waiting:
            self.stuck_since = None
            return
        try:
            # The system holds megabytes, which a client may be taking while nothing moves here.
            system = fcntl.ioctl(self.get_extra_info("socket").fileno(), termios.TIOCOUTQ, bytes(4))
            waiting += int.from_bytes(system, sys.byteorder)
        except (OSError, ValueError):
            pass  # it is closed, or this system does not tell
        if self.stuck_since is None or self._waiting != waiting:
            self._waiting, self.stuck_since = waiting, now

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send bytes, together with all others of this step of the event loop."""
        if not self._gathered:
            asyncio.get_running_loop().call_soon(self.flush)
        self._gathered.append(data)

    def flush(self) -> None:
        """Send at once what is gathered, if there is still somebody to send it to."""
        gathered, self._gathered = self._gathered, []
        if gathered and not self._transport.is_closing():
            self._transport.write(b"".join(gathered))

    def close(self) -> None:
        """End the connection when everything is sent."""
        if not self._closed:
            self._closed = True
            self.flush()
            self._on_close()

    def is_closing(self) -> bool:
        """Tell whether the end has begun; True from the first call of `close` on."""
        return self._closed or self._transport.is_closing()

    def pause_reading(self) -> None:
        """Read no further for now."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Read on."""
        self._transport.resume_reading()

    def get_extra_info(self, name: str, default: object = None) -> Any:  # noqa: ANN401 - asyncio's signature
        """Tell something of the socket."""
        return self._transport.get_extra_info(name, default)
