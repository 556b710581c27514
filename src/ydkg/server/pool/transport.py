"""Transport: messages between two of the server's processes over a Unix socket, each a header in JSON and bytes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import struct
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from ydkg.server.connection.transport import Reader

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

Header: TypeAlias = dict[str, Any]

#: An order to a fork server: what to do, and the number of the worker; a descriptor may come with it.
ORDER = struct.Struct(">cI")
#: Exit code of a worker that could not even begin.
COULD_NOT_BEGIN = 1
_LENGTHS = struct.Struct(">II")
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pack(header: Mapping[str, object], body: bytes = b"") -> bytes:
    """Pack a message.

    Parameters
    ----------
    header : mapping of str to object
        What JSON can carry.
    body : bytes, optional
        At most 4 GiB.

    Returns
    -------
    bytes
        Two lengths, the header, the body.

    Examples
    --------
    >>> import io
    >>> read(io.BytesIO(pack({"task": "query"}, b"ASK {}")))
    ({'task': 'query'}, b'ASK {}')
    """
    text = _as_json(header).encode("utf-8", "surrogatepass")
    return b"".join((_LENGTHS.pack(len(text), len(body)), text, body))


def read(stream: BinaryIO) -> tuple[Header, bytes] | None:
    """Wait for a message.

    Parameters
    ----------
    stream : binary file
        A socket's file, which blocks.

    Returns
    -------
    dict, bytes or None
        Header and body; None if the other end is closed, be it in the midst of a message.
    """
    with contextlib.suppress(ConnectionError):
        lengths = stream.read(_LENGTHS.size)
        if len(lengths) == _LENGTHS.size:
            of_header, of_body = _LENGTHS.unpack(lengths)
            content = stream.read(of_header + of_body)
            if len(content) == of_header + of_body:
                return _header(content[:of_header]), content[of_header:]
    return None


class Link(Reader):
    """The main process's end of a socket to another process.

    Parameters
    ----------
    end : socket.socket
        This end; it is closed with the link.
    on_message, on_end : callable
        Called with header and body of each message; and once, when the other end is closed.
    """

    def __init__(
        self, end: socket.socket, on_message: Callable[[Header, bytes], None], on_end: Callable[[], None]
    ) -> None:
        self.socket = end
        #: Whether it was closed from this side.
        self.closed = False
        self._on_message = on_message
        self._on_end = on_end
        self._transport: asyncio.Transport | None = None
        self._unsent = b""
        self._received = bytearray()
        loop = asyncio.get_running_loop()
        self._attaching = loop.create_task(loop.create_unix_connection(lambda: self, sock=end))
        self._attaching.add_done_callback(lambda _: self._settle())

    def send(self, content: bytes) -> None:
        """Send bytes, such as a packed message; if the other end is closed, that is told and nothing else happens.

        Parameters
        ----------
        content : bytes
        """
        if self._transport is None:
            self._unsent += content
        elif not self._transport.is_closing():
            # To one that is closed asyncio writes in vain, while uvloop raises a RuntimeError.
            self._transport.write(content)

    def close(self) -> None:
        """Close the socket at once, whatever is still to be sent or received."""
        self.closed = True
        self._settle()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send what has waited.

        Parameters
        ----------
        transport : asyncio.Transport
        """
        self._transport = transport  # type: ignore[assignment]
        self.send(self._unsent)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Pass the end on.

        Parameters
        ----------
        exc : Exception or None
        """
        self._on_end()

    def data_received(self, data: bytes) -> None:
        """Put messages together from the pieces in which they arrive.

        Parameters
        ----------
        data : bytes
        """
        content = self._received
        content += data
        while len(content) >= _LENGTHS.size:
            of_header, of_body = _LENGTHS.unpack_from(content)
            start = _LENGTHS.size + of_header
            if len(content) < start + of_body:
                return
            header, body = _header(content[_LENGTHS.size : start]), bytes(content[start : start + of_body])
            del content[: start + of_body]
            if not self.closed:
                self._on_message(header, body)

    def _settle(self) -> None:
        """Close what is to be closed and is attached: before that uvloop would leave the socket to be closed again.

        By then its number may be another file's.
        """
        if self.closed and self._transport is not None and self._attaching.done():
            self._transport.abort()


def _header(text: bytes | bytearray) -> Header:
    header: Header = json.loads(text.decode("utf-8", "surrogatepass"))
    return header
