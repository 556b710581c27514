"""Middleware: what every request and every answer passes, whatever page is asked for.

Large answers go out in pieces and compressed, all with the same headers; a request whose answer fails is answered too.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import traceback
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from ydkg.server.log import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ydkg.server.log import Log

# Headers of every answer: what a browser may do with it, and who may read it from elsewhere

#: What is no page loads nothing and is shown in no frame.
POLICY = "default-src 'none'; frame-ancestors 'none'"
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_RAW = [
    (name.lower().encode(), value.encode()) for name, value in {**SECURITY, "Content-Security-Policy": POLICY}.items()
]
#: The target of OPTIONS that asks for what the server does, wherever it is done.
SERVER = b"*"
_METHODS = "GET, HEAD, POST, OPTIONS"
#: Addresses of data, which is public: pages of other sites may read it. The endpoint speaks for itself.
_OPEN = ("/id/", "/ontology", "/graph/", "/download", "/.well-known/", "/questions/", "/reconcile", "/search")
_PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, Cache-Control, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class SecurityHeaders:
    """Put the headers on every answer that passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight and who asks for the server's methods, and let everything else pass with the headers."""
        opened = scope["path"].startswith(_OPEN)

        async def fenced(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Without the class's care for one header at a time where it is not needed: every answer passes here.
                headers = MutableHeaders(raw=message["headers"])
                present = dict(message["headers"])
                headers.raw.extend([pair for pair in _RAW if pair[0] not in present])
                policy = present.get(b"content-security-policy", b"frame-ancestors")
                if b"frame-ancestors" not in policy:
                    headers["Content-Security-Policy"] = f"{policy.decode().rstrip('; ')}; frame-ancestors 'none'"
                # Pages may show sentences of the document, which are not for others' scripts.
                if opened and not present.get(b"content-type", b"").startswith(b"text/html"):
                    headers.setdefault("Access-Control-Allow-Origin", "*")
                    headers.setdefault("Access-Control-Expose-Headers", "Content-Location, ETag, Link, Retry-After")
            await send(message)

        if scope["method"] == "OPTIONS" and "ydkg.refusal" not in scope:
            asked = None
            if scope.get("ydkg.target") == SERVER:
                asked = {"Allow": _METHODS}
            elif opened:
                asked = {**_PREFLIGHT, "Allow": "GET, HEAD, OPTIONS"}
            if asked:
                await Response(status_code=204, headers=asked)(scope, receive, fenced)
                return
        await self.app(scope, receive, fenced)


def plain(status: int, line: str, more: dict[str, str] | None = None) -> Response:
    """Answer in one plain line, with nothing of a page; one line of text."""
    headers = {"Cache-Control": "no-store", **(more or {})}
    return Response(f"{' '.join(line.split())}\n", status, headers, "text/plain")


# Requests that are not let in, and answers that fail

_STOPPING = "the server is stopping; ask again"


class Failures:
    """Answer a request that is not let in, and one whose answer fails."""

    def __init__(self, app: ASGIApp, log: Log) -> None:
        self.app = app
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, if it may pass."""
        refusal = scope.get("ydkg.refusal")
        if refusal is not None:
            # What else comes on this connection cannot be trusted.
            await plain(refusal.status, refusal.line, {"Connection": "close"})(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            return
        except asyncio.CancelledError:
            connection = scope.get("ydkg.connection")
            if connection is None:
                raise
            if not (connection.over or begun):
                await plain(503, _STOPPING, {"Connection": "close", "Retry-After": "2"})(scope, receive, send)
        except Exception as error:
            mark = secrets.token_hex(4)
            message = f"{type(error).__name__}: {error}"
            trace = "".join(traceback.format_exception(error))
            self.log.event("error", mark=mark, path=shortened(quote(scope["path"])), message=message, trace=trace)
            if begun:
                raise
            line = f"the server failed at this; its log says why, at the mark {mark}"
            await plain(500, line)(scope, receive, send)


# A path below which the site lies: requests lose it, and what leads to the site's own pages gets it

_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._~-]+)+")
#: Where pages name addresses of the site itself; texts of the graph are escaped and have no such quotation mark.
_OWN = re.compile(rb"""(\s(?:href|src|action|data-facts)=")/(?!/)""")
_LINK = re.compile(r"<(?=/(?!/))")


class Prefix:
    """Let the site lie below a path of another, which a proxy of ours takes off and tells as ``X-Forwarded-Prefix``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and the answer back with addresses below the prefix."""
        prefix = Headers(scope=scope).get("x-forwarded-prefix", "").rstrip("/") if scope.get("ydkg.proxied") else ""
        if _PATH.fullmatch(prefix):
            await self.app({**scope, "ydkg.prefix": prefix}, receive, _Moved(send, prefix))
        else:
            await self.app(scope, receive, send)


class _Moved:
    """What takes an answer, and sends it on with addresses below a prefix; a page is sent when all of it is there."""

    def __init__(self, send: Send, prefix: str) -> None:
        self.send = send
        self.prefix = prefix
        self._start: Message | None = None
        self._pieces: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        """Take the start of an answer, or a piece of its body."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name in ("location", "content-location"):
                if re.match("/(?!/)", headers.get(name, "")):
                    headers[name] = self.prefix + headers[name]
            if "link" in headers:
                headers["link"] = _LINK.sub(f"<{self.prefix}", headers["link"])
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._pieces.append(message.get("body", b""))
            if message.get("more_body", False):
                return
            body = _OWN.sub(rb"\g<1>" + self.prefix.encode() + b"/", b"".join(self._pieces))
            headers = MutableHeaders(raw=self._start["headers"])
            if "content-length" in headers:
                headers["content-length"] = str(len(body))
            await self.send(self._start)
            message = {"type": "http.response.body", "body": body}
        await self.send(message)


# Compression, in one place for pages and data

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


# Large answers


class Giving(Protocol):
    """A connection that can be given up."""

    def give_up(self) -> None: ...  # noqa: D102


#: Bytes that are handed to a connection at a time; the system and the event loop hold little more of an answer.
_PIECE = 128 * 1024
#: Bytes of answers that may wait for their clients, besides what several answers of the largest size take.
_CAPACITY = 128 * 1024 * 1024
_LARGEST = 4


class Streaming:
    """Send large answers piece by piece; where too much waits for slow clients, the eldest of those is given up."""

    def __init__(self, app: ASGIApp, result_limit: int) -> None:
        self.app = app
        self.capacity = max(_CAPACITY, _LARGEST * result_limit)
        self._waiting: dict[Giving, int] = {}  # whose answer is under way, the eldest first -> its bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, and its answer in pieces."""
        connection: Giving | None = scope.get("ydkg.connection")

        async def pieced(message: Message) -> None:
            body = message.get("body", b"")
            if connection is None or len(body) <= _PIECE:
                await send(message)
                return
            self._make_room(len(body))
            self._waiting[connection] = len(body)
            try:
                whole = memoryview(body)
                for start in range(0, len(body), _PIECE):
                    # Others come first, and the end of the connection if it has come.
                    await asyncio.sleep(0)
                    more = message.get("more_body", False) or start + _PIECE < len(body)
                    await send({**message, "body": whole[start : start + _PIECE], "more_body": more})
            finally:
                del self._waiting[connection]

        await self.app(scope, receive, pieced)

    def _make_room(self, size: int) -> None:
        """Give up the eldest until an answer has room: it has had the most time."""
        held = sum(self._waiting.values())
        for connection, freed in list(self._waiting.items()):
            if held + size <= self.capacity:
                return
            connection.give_up()
            held -= freed
