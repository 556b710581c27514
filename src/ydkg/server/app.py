"""The application: which address is answered by what, and what every answer passes through."""

from __future__ import annotations

import time
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ydkg.errors import UnknownNameError, YdkgError
from ydkg.server.connection.rules import rules_of
from ydkg.server.failure import failed
from ydkg.server.kept import Keeping
from ydkg.server.log import AccessLog, Log
from ydkg.server.middleware import Compression, Failures, Prefix, SecurityHeaders, Streaming
from ydkg.server.pages.missing import missing
from ydkg.server.sparql import endpoint

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from ydkg.server.page import Page
    from ydkg.server.site import Site

#: The packages in which pages are looked for.
_PACKAGES = ("pages", "questions", "thing")


def pages() -> list[Page]:
    """Find the pages of the site."""
    names = [
        f"ydkg.server.{package}.{module.name}"
        for package in _PACKAGES
        for module in iter_modules(import_module(f"ydkg.server.{package}").__path__)
    ]
    declared = (getattr(import_module(name), "PAGE", None) for name in names)
    return sorted((page for page in declared if page), key=lambda page: (page.order, page.path))


def _direct(app: ASGIApp) -> ASGIApp:
    """Have what is asked most answered at once, without looking for it among all the routes."""

    async def passed(scope: Scope, receive: Receive, send: Send) -> None:
        await endpoint.endpoints.get(scope["path"], app)(scope, receive, send)

    return passed


def create_app(site: Site, log: Log | None = None) -> Starlette:
    """Put the application together."""
    log = log or Log("none")
    site_pages, assistant = pages(), None
    if site.settings.mcp:
        from ydkg.server.assistant.protocol import Assistant  # noqa: PLC0415 - only where it is asked for

        assistant = Assistant(site)
    app = Starlette(
        routes=[
            *(assistant.routes if assistant else ()),
            *(route for page in site_pages for route in page.routes),
        ],
        middleware=[
            Middleware(ProxyHeadersMiddleware, trusted_hosts=list(rules_of(site.settings).proxies)),
            Middleware(AccessLog, log=log),
            Middleware(Keeping),
            Middleware(Compression),
            Middleware(Streaming, result_limit=site.settings.result_limit),
            Middleware(Prefix),
            Middleware(SecurityHeaders),
            Middleware(Failures, log=log),
            Middleware(_direct),
        ],
        exception_handlers={404: missing, UnknownNameError: missing, HTTPException: failed, YdkgError: failed},
    )
    app.state.site = site
    app.state.pages = site_pages
    app.state.assistant = assistant
    app.state.log = log
    app.state.began = time.monotonic()
    app.state.stopping = False
    app.state.reloaded = 0
    return app
