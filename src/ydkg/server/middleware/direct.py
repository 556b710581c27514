"""Addresses that are answered directly: what is asked most is not looked for among all the routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send


class Direct:
    """Let some addresses be answered at once, and the others by the routes.

    Parameters
    ----------
    app : ASGI application
    endpoints : mapping of str to ASGI application
        Path -> what answers there, its own failures too.
    """

    def __init__(self, app: ASGIApp, endpoints: Mapping[str, ASGIApp]) -> None:
        self.app = app
        self.endpoints = endpoints

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to where it is answered."""
        await self.endpoints.get(scope["path"], self.app)(scope, receive, send)
