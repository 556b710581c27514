"""Failures: a request that is not let in, and one whose answer fails, are answered all the same."""

from __future__ import annotations

import asyncio
import secrets
import traceback
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import ClientDisconnect

from ydkg.server.log import shortened
from ydkg.server.middleware.headers import plain

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ydkg.server.log import Log

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
