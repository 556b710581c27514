"""The access log: each request is written down when it is over."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ydkg.server.log import Log

#: What the log says of a request whose client went away before it was answered.
_GONE = 499


class AccessLog:
    """Write each request down when it is over."""

    def __init__(self, app: ASGIApp, log: Log) -> None:
        self.app = app
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and write down what came of it."""
        began = time.perf_counter()
        facts: dict[str, Any] = {"status": _GONE, "bytes": 0}
        # Where it is answered more may be told: what a body asked, why there is no answer.
        scope["ydkg.facts"] = facts

        async def counted(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.start":
                facts["status"] = message["status"]
            else:
                facts["bytes"] += len(message.get("body", b""))

        # The connection ends this task where the client goes away: nobody would read the answer.
        connection = scope.get("ydkg.connection")
        if connection is not None:
            connection.task = asyncio.current_task()
        try:
            await self.app(scope, receive, counted)
        finally:
            if connection is not None:
                connection.task = None
                facts["status"] = connection.status or facts["status"]
            self._write(scope, facts, time.perf_counter() - began)

    def _write(self, scope: Scope, facts: dict[str, Any], seconds: float) -> None:
        refused = scope.get("ydkg.target")
        path = quote(scope["path"]) if refused is None else refused.decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        agent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"user-agent"), "")
        client = (scope.get("client") or ("",))[0]
        self.log.request(scope["method"], (path, query), client, agent, **facts, ms=round(seconds * 1000, 1))
