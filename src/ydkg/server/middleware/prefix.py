"""A path below which the site lies: requests lose it, and what leads to the site's own pages gets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._~-]+)+")
#: Where pages name addresses of the site itself; texts of the graph are escaped and have no such quotation mark.
_OWN = re.compile(rb"""(\s(?:href|src|action)=")/(?!/)""")
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
