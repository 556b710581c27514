"""What goes over a socket between two of the server's processes: a header in JSON, and bytes."""

from __future__ import annotations

import json
import socket
import struct
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Message: TypeAlias = tuple[dict[str, Any], bytes]

_LENGTHS = struct.Struct(">II")
_CHUNK = 1 << 16


def packed(header: Mapping[str, object], body: bytes = b"") -> bytes:
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
    >>> list(Reader().messages(packed({"task": "query"}, b"ASK {}")))
    [({'task': 'query'}, b'ASK {}')]
    """
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"".join((_LENGTHS.pack(len(text), len(body)), text, body))


def send(link: socket.socket, header: Mapping[str, object], body: bytes = b"", descriptor: int | None = None) -> None:
    """Send a message whole, and a descriptor beside it.

    Parameters
    ----------
    link : socket.socket
        A Unix stream socket that blocks.
    header, body : mapping, bytes
        The message.
    descriptor : int, optional
        An open file that the other process gets too; the header should say so.

    Raises
    ------
    OSError
        If nobody is at the other end.
    """
    content = packed(header, body)
    sent = socket.send_fds(link, [content], [descriptor]) if descriptor is not None else 0
    link.sendall(memoryview(content)[sent:])


def receive(link: socket.socket) -> Message | None:
    """Wait for a message.

    Parameters
    ----------
    link : socket.socket
        A Unix stream socket that blocks.

    Returns
    -------
    dict, bytes or None
        Header and body; None if the other end is closed, be it in the midst of a message.
    """
    lengths = _exactly(link, _LENGTHS.size)
    if lengths is None:
        return None
    of_header, of_body = _LENGTHS.unpack(lengths)
    header, body = _exactly(link, of_header), _exactly(link, of_body)
    return None if header is None or body is None else (_header(header), body)


def receive_some(link: socket.socket) -> tuple[bytes, Sequence[int]]:
    """Take what has arrived, without waiting.

    Parameters
    ----------
    link : socket.socket
        A Unix stream socket.

    Returns
    -------
    bytes, sequence of int
        Part of some messages, empty if the other end is closed; and the descriptors that came with it.

    Raises
    ------
    BlockingIOError
        If nothing has arrived.
    """
    # Not inherited by programs that this process starts: an end kept open by one of them would never read as closed.
    flags = socket.MSG_DONTWAIT | getattr(socket, "MSG_CMSG_CLOEXEC", 0)
    content, descriptors, _, _ = socket.recv_fds(link, _CHUNK, 8, flags)
    return content, descriptors


class Reader:
    """Put messages together from the pieces in which they arrive."""

    def __init__(self) -> None:
        self._content = bytearray()

    def messages(self, piece: bytes) -> Iterator[Message]:
        """Add a piece.

        Parameters
        ----------
        piece : bytes
            What was received next.

        Yields
        ------
        dict, bytes
            Header and body of each message that is whole now, in order; there may be none.
        """
        self._content += piece
        while len(self._content) >= _LENGTHS.size:
            of_header, of_body = _LENGTHS.unpack_from(self._content)
            start = _LENGTHS.size + of_header
            if len(self._content) < start + of_body:
                return
            header, body = bytes(self._content[_LENGTHS.size : start]), bytes(self._content[start : start + of_body])
            del self._content[: start + of_body]
            yield _header(header), body


def _header(text: bytes) -> dict[str, Any]:
    header: dict[str, Any] = json.loads(text.decode("utf-8", "surrogatepass"))
    return header


def _exactly(link: socket.socket, length: int) -> bytes | None:
    pieces: list[bytes] = []
    while length:
        try:
            piece = link.recv(min(length, 1 << 20))
        except ConnectionError:
            return None
        if not piece:
            return None
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)
