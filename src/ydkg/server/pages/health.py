"""`/healthz`: whether the server can answer, for those who watch over it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.version import VERSION

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_OK, _UNAVAILABLE = 200, 503
PAGE = Page()


@PAGE.at("/healthz")
async def _health(request: Request) -> Response:
    """Say how the server is: 200 where queries are answered, 503 where no worker is left or the server stops."""
    site, state = site_of(request), request.app.state
    pool = site.pool.health()
    well = not state.stopping and bool(pool["workers"])
    facts = {
        "status": "stopping" if state.stopping else "ok" if well else "without workers",
        "version": VERSION,
        "data": site.version,
        "triples": site.triples,
        "uptime": round(time.monotonic() - state.began, 1),
        "reloaded": state.reloaded,
        "pool": pool,
    }
    return JSONResponse(facts, _OK if well else _UNAVAILABLE, {"Cache-Control": "no-store"})
