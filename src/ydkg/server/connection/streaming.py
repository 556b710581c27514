"""Large answers on their way out: in pieces, as fast as the client takes them, and within a bound for all of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ydkg.server.connection.protocol import Connection

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
        self._waiting: dict[Connection, int] = {}  # whose answer is under way, the eldest first -> its bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, and its answer in pieces."""
        connection: Connection | None = scope.get("ydkg.connection")

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
