"""Compression of answers, in one place for pages and data."""

from __future__ import annotations

import asyncio
import re
import zlib
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Bytes from which compressing pays.
SMALLEST = 1024
#: Bytes from which compressing takes long enough to be done beside the event loop.
_LONG = 128 * 1024
_LEVEL = 5
_MARK = "-gzip"
#: What is text; pictures and fonts are packed already.
_TEXT = re.compile(
    r"text/|image/svg|application/(?:.*\+)?(?:json|xml|javascript|n-|sparql|rdf|trig|wasm)", re.IGNORECASE
)
_GZIP = re.compile(r"(?:^|[\s,])(?:gzip|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d*)?))?\s*(?:,|$)", re.IGNORECASE)


def takes_gzip(header: str) -> bool:
    """Tell whether a client takes gzip.

    Parameters
    ----------
    header : str
        Its ``Accept-Encoding``.

    Returns
    -------
    bool
        Whether gzip is named with a quality above 0.

    Examples
    --------
    >>> takes_gzip("br, gzip"), takes_gzip("gzip;q=0"), takes_gzip("identity")
    (True, False, False)
    """
    found = _GZIP.search(header)
    return found is not None and float(found[1] or 1) > 0


class Packing:
    """Compress what passes, where it is text, long enough and wanted.

    A strong ``ETag`` gets a mark, since the compressed bytes are others, and loses it again in ``If-None-Match``.

    Parameters
    ----------
    app : ASGI application
        Who answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an answer pass, compressed if that is right."""
        wanted = takes_gzip(Headers(scope=scope).get("accept-encoding", ""))
        if wanted:
            scope["headers"] = [
                (name, value.replace(f'{_MARK}"'.encode(), b'"') if name == b"if-none-match" else value)
                for name, value in scope["headers"]
            ]
        await self.app(scope, receive, _Packer(send, wanted=wanted).send)


class _Packer:
    """One answer on its way."""

    def __init__(self, send: Send, *, wanted: bool) -> None:
        self._send = send
        self._wanted = wanted
        self._start: Message | None = None
        self._compressor: zlib._Compress | None = None

    async def send(self, message: Message) -> None:
        """Take a message, and pass it on as soon as it is clear what becomes of it."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            if message["status"] == 304:  # noqa: PLR2004 - not modified: the mark belongs to its ETag too
                headers.add_vary_header("Accept-Encoding")
                self._mark(headers)
            elif _packable(headers):
                headers.add_vary_header("Accept-Encoding")
                if self._wanted:
                    self._start = message
                    return
        elif self._start is not None:
            message = await self._begin(message)
        elif self._compressor is not None:
            message = {**message, "body": await self._pack(message)}
        await self._send(message)

    async def _begin(self, message: Message) -> Message:
        """Look at the first piece of a body, and send the head."""
        start, self._start = self._start, None
        assert start is not None  # noqa: S101 - for mypy: the caller has just looked
        more = message.get("more_body", False)
        if more or len(message.get("body", b"")) >= SMALLEST:
            self._compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
            message = {**message, "body": await self._pack(message)}
            headers = MutableHeaders(raw=start["headers"])
            headers["Content-Encoding"] = "gzip"
            self._mark(headers)
            if more:
                del headers["Content-Length"]
            else:
                headers["Content-Length"] = str(len(message["body"]))
        await self._send(start)
        return message

    def _mark(self, headers: MutableHeaders) -> None:
        tag = headers.get("etag", "")
        if self._wanted and tag.startswith('"') and not tag.endswith(f'{_MARK}"'):
            headers["ETag"] = f'{tag[:-1]}{_MARK}"'

    async def _pack(self, message: Message) -> bytes:
        piece = message.get("body", b"")
        last = not message.get("more_body", False)
        if len(piece) >= _LONG:
            return await asyncio.to_thread(self._compress, piece, last=last)
        return self._compress(piece, last=last)

    def _compress(self, piece: bytes, *, last: bool) -> bytes:
        assert self._compressor is not None  # noqa: S101 - for mypy: made before the first piece
        return self._compressor.compress(piece) + self._compressor.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)


def _packable(headers: MutableHeaders) -> bool:
    return (
        "content-encoding" not in headers
        and "content-range" not in headers
        and _TEXT.match(headers.get("content-type", "")) is not None
    )
