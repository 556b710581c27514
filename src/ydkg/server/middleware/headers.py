"""Headers of every answer: what a browser may do with it, and who may read it from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
_OPEN = ("/id/", "/ontology", "/graph/", "/download", "/.well-known/", "/questions/", "/search")
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
