"""Keeping: an answer that may be asked for again is kept as it went over the wire."""

from __future__ import annotations

from email.utils import formatdate
from typing import TYPE_CHECKING

from ydkg.server.kept import LARGEST, may_keep

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ydkg.server.kept import Kept, Key


class Keeping:
    """Let a request be answered from one state of the graph, and keep the answer in that state's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and keep what comes of it."""
        site = scope["ydkg.site"] = scope["app"].state.site
        kept: Kept = site.answers
        key: Key | None = scope.get("ydkg.key")
        if key is None or "ydkg.refusal" in scope or not kept.wanted(key):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body: list[bytes] | None = []

        async def watched(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                fields = [(name.lower(), value) for name, value in message["headers"]]
                start = {"status": message["status"], "headers": fields}
                body = [] if may_keep(message["status"], fields) else None
            elif body is not None:
                body.append(bytes(message.get("body", b"")))
                if sum(map(len, body)) > LARGEST:
                    body = None
            await send(message)
            if body is not None and message["type"] == "http.response.body" and not message.get("more_body", False):
                content = b"".join(body)
                fields = [field for field in start["headers"] if field[0] != b"content-length"]
                fields.append((b"date", formatdate(usegmt=True).encode()))
                if start["status"] != 304:  # noqa: PLR2004 - the one without a body
                    fields.append((b"content-length", str(len(content)).encode()))
                kept.put(key, start["status"], fields, content)

        await self.app(scope, receive, watched)
