"""A connection's transport that ends gently: an answer reaches also a client that is still talking."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class LingeringTransport(asyncio.Transport):
    """Pass everything on to a transport, but tell when it is to be closed.

    A socket that is closed while bytes lie unread makes the system send a reset, at which clients drop the answer that
    they were about to read. So whoever is told may stop writing first and read on for a while.

    Parameters
    ----------
    transport : asyncio.Transport
        The real one.
    closing : callable
        Told instead of it.
    """

    def __init__(self, transport: asyncio.Transport, closing: Callable[[], None]) -> None:
        super().__init__()
        self._transport = transport
        self._on_close = closing
        self._closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send bytes."""
        self._transport.write(data)

    def close(self) -> None:
        """End the connection when everything is sent."""
        if not self._closed:
            self._closed = True
            self._on_close()

    def is_closing(self) -> bool:
        """Tell whether the end has begun."""
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
