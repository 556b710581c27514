"""Compression of answers, in one place for pages and data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Bytes from which compressing pays.
_SMALLEST = 1024
_LEVEL = 5
_MARK = b'-gzip"'
_GZIP = re.compile(r"(?:^|[\s,])(?:gzip|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d*)?))?\s*(?:,|$)", re.IGNORECASE)
_NOT_MODIFIED = 304


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
    match = _GZIP.search(header)
    return match is not None and float(match[1] or 1) > 0


class Compression(GZipMiddleware):
    """Starlette's compression, and what it lacks: it does not read qualities, and leaves ``ETag`` alone.

    A strong ``ETag`` gets a mark, since the compressed bytes are others, and loses it again in ``If-None-Match``. Short
    answers vary with the coding too: their next version may be long.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, _SMALLEST, _LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an answer pass, compressed if that is right."""
        wanted = takes_gzip(Headers(scope=scope).get("accept-encoding", ""))
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        if wanted:
            headers = [
                (name, value.replace(_MARK, b'"') if name == b"if-none-match" else value) for name, value in headers
            ]
            headers.append((b"accept-encoding", b"gzip"))

        async def mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                unchanged = message["status"] == _NOT_MODIFIED
                text = headers.get("content-type", "").startswith(("text/", "application/"))
                if (unchanged or text) and "Accept-Encoding" not in headers.get("vary", ""):
                    headers.add_vary_header("Accept-Encoding")
                tag = headers.get("etag", "").encode("latin-1")
                marked = tag.endswith(_MARK) or not tag.startswith(b'"')
                if wanted and not marked and (unchanged or "content-encoding" in headers):
                    headers["ETag"] = (tag[:-1] + _MARK).decode("latin-1")
            await send(message)

        await super().__call__({**scope, "headers": headers}, receive, mark)
