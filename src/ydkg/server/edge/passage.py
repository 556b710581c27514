"""The way of a request through the edge and back: watched, written down, and answered whatever happens."""

from __future__ import annotations

import asyncio
import secrets
import time
import traceback
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect

from ydkg.server.edge.headers import plain
from ydkg.server.edge.journal import shortened

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ydkg.server.edge.journal import Journal

#: What the log says of a request whose client went away before it was answered.
_GONE = 499
_STOPPING = "the server is stopping; ask again"


class Passage:
    """Write each request down when it is over.

    Parameters
    ----------
    app : ASGI application
        Who answers.
    journal : Journal
        Where to write.
    """

    def __init__(self, app: ASGIApp, journal: Journal) -> None:
        self.app = app
        self.journal = journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and write down what came of it."""
        began = time.perf_counter()
        facts: dict[str, Any] = {"status": _GONE, "bytes": 0}

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
                facts["status"] = connection.said or facts["status"]
            self._write(scope, facts, time.perf_counter() - began)

    def _write(self, scope: Scope, facts: dict[str, Any], seconds: float) -> None:
        if self.journal.layout == "none":
            return
        refused = scope.get("ydkg.target")
        path = quote(scope["path"]) if refused is None else refused.decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        agent = Headers(scope=scope).get("user-agent", "")
        self.journal.request(
            {
                "method": scope["method"],
                "path": shortened(path),
                **({"query": shortened(query)} if query else {}),
                **facts,
                "ms": round(seconds * 1000, 1),
                "client": (scope.get("client") or ("",))[0],
                "agent": shortened(agent),
            }
        )


class Safety:
    """Answer a request that is not let in, and one whose answer fails.

    Parameters
    ----------
    app : ASGI application
        Who answers.
    journal : Journal
        Where to write what failed.
    """

    def __init__(self, app: ASGIApp, journal: Journal) -> None:
        self.app = app
        self.journal = journal

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
            said = f"{type(error).__name__}: {error}"
            trace = "".join(traceback.format_exception(error))
            self.journal.event("error", mark=mark, path=shortened(quote(scope["path"])), message=said, trace=trace)
            if begun:
                raise
            line = f"the server failed at this; its log says why, at the mark {mark}"
            await plain(500, line)(scope, receive, send)
