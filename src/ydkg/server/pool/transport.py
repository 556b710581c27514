"""Transport: messages between two of the server's processes over a Unix socket, each a header in JSON and bytes."""

from __future__ import annotations

import asyncio
import json
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

Header: TypeAlias = dict[str, Any]

#: An order to a fork server: what to do, and the number of the worker; a descriptor may come with it.
ORDER = struct.Struct(">cI")
#: Exit code of a worker that could not even begin.
COULD_NOT_BEGIN = 1
#: Bytes that are received at a time.
PIECE = 64 * 1024
_LENGTHS = struct.Struct(">II")
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pack(header: Mapping[str, object], body: bytes = b"") -> bytes:
    """Pack a message; two lengths, the header, the body."""
    text = _as_json(header).encode("utf-8", "surrogatepass")
    return b"".join((_LENGTHS.pack(len(text), len(body)), text, body))


def take(received: bytearray) -> tuple[Header, bytes] | None:
    """Take the first message out of what was received; header and body; None as long as the message is not whole.

    >>> received = bytearray(pack({"task": "query"}, b"ASK {}") + b"...")
    >>> take(received), received
    (({'task': 'query'}, b'ASK {}'), bytearray(b'...'))
    """
    if len(received) < _LENGTHS.size:
        return None
    of_header, of_body = _LENGTHS.unpack_from(received)
    start = _LENGTHS.size + of_header
    if len(received) < start + of_body:
        return None
    header: Header = json.loads(received[_LENGTHS.size : start].decode("utf-8", "surrogatepass"))
    body = bytes(received[start : start + of_body])
    del received[: start + of_body]
    return header, body


class Link:
    """The main process's end of a socket to another process."""

    def __init__(
        self, end: socket.socket, on_message: Callable[[Header, bytes], None], on_end: Callable[[], None]
    ) -> None:
        end.settimeout(0)
        self.socket = end
        self.closed = self.ended = False
        self._on_message, self._on_end = on_message, on_end
        self._received, self._unsent = bytearray(), bytearray()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(end, self._receive)

    def send(self, content: bytes) -> None:
        """Send bytes, such as a packed message; if the other end is closed, that is told and nothing else happens."""
        self._unsent += content
        self._send()
        if self._unsent and not self.ended:
            self._loop.add_writer(self.socket, self._send_rest)

    def close(self) -> None:
        """Close the socket at once, whatever is still to be sent or received."""
        self.closed = True
        self._end()

    def _send(self) -> None:
        with suppress(OSError):  # there is no room yet, or nobody to send it to, of which reading tells
            del self._unsent[: self.socket.send(self._unsent)]

    def _send_rest(self) -> None:
        self._send()
        if not self._unsent:
            self._loop.remove_writer(self.socket)

    def _receive(self) -> None:
        try:
            piece = self.socket.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        self._received += piece
        while not self.closed and (message := take(self._received)) is not None:
            self._on_message(*message)
        if not piece:
            self._end()

    def _end(self) -> None:
        if not self.ended:
            self.ended = True
            self._loop.remove_reader(self.socket)
            self._loop.remove_writer(self.socket)
            self.socket.close()
            self._loop.call_soon(self._on_end)
