"""Compression of answers, in one place for pages and data."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.middleware.gzip import GZipMiddleware

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Bytes from which compressing pays.
_SMALLEST = 1024
_LEVEL = 5
_MARK = b'-gzip"'
#: Codings, and their qualities; possessive, so that a header is read once, however many spaces it has.
_CODING = re.compile(r"(?:^|[\s,])(gzip|\*)\s*+(?:;\s*+q\s*+=\s*+([01](?:\.\d*+)?+)\s*+)?+(?=,|$)", re.IGNORECASE)
_NOT_MODIFIED = 304
#: What is compressed, as the content type begins.
_PACKED = (b"text/", b"application/", b"image/svg")


@lru_cache(maxsize=256)
def _takes_gzip(header: str) -> bool:
    """Tell whether a client takes gzip: whether its ``Accept-Encoding`` names it with a quality above 0.

    What says nothing of gzip itself may say something of every coding.

    >>> _takes_gzip("br, gzip"), _takes_gzip("gzip;q=0"), _takes_gzip("identity")
    (True, False, False)
    >>> _takes_gzip("*;q=0, gzip"), _takes_gzip("*, gzip;q=0"), _takes_gzip("*;q=0.5")
    (True, False, True)
    """
    qualities = {match[1].lower(): float(match[2] or 1) for match in _CODING.finditer(header)}
    return qualities.get("gzip", qualities.get("*", 0.0)) > 0


class Compression(GZipMiddleware):
    """Starlette's compression, and what it lacks: it does not read qualities, and leaves ``ETag`` alone.

    A strong ``ETag`` gets a mark, since the compressed bytes are others, and loses it again in ``If-None-Match``. Short
    answers vary with the coding too: their next version may be long.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, _SMALLEST, _LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an answer pass, compressed if that is right."""
        wanted = _takes_gzip(_field(scope["headers"], b"accept-encoding").decode("latin-1"))
        if wanted:
            fields = [field for field in scope["headers"] if field[0] not in {b"accept-encoding", b"if-none-match"}]
            tags = [value.replace(_MARK, b'"') for name, value in scope["headers"] if name == b"if-none-match"]
            fields += [(b"accept-encoding", b"gzip"), *((b"if-none-match", tag) for tag in tags)]
            scope = {**scope, "headers": fields}

        async def mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                fields = message["headers"] = list(message["headers"])
                unchanged = message["status"] == _NOT_MODIFIED
                if unchanged or _field(fields, b"content-type").startswith(_PACKED):
                    vary = _field(fields, b"vary")
                    if not vary:
                        fields.append((b"vary", b"Accept-Encoding"))
                    elif b"Accept-Encoding" not in vary:
                        fields[fields.index((b"vary", vary))] = (b"vary", vary + b", Accept-Encoding")
                tag = _field(fields, b"etag")
                marked = tag.endswith(_MARK) or not tag.startswith(b'"')
                if wanted and not marked and (unchanged or _field(fields, b"content-encoding")):
                    fields[fields.index((b"etag", tag))] = (b"etag", tag[:-1] + _MARK)
            await send(message)

        # Starlette's class would look at every answer to leave it as it is.
        await (super().__call__ if wanted else self.app)(scope, receive, mark)


def _field(fields: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes:
    """Give the value of a header field; empty where it is not there."""
    for each, value in fields:
        if each == name:
            return value
    return b""
