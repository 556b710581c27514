"""How the server is, for those who watch over it: `/healthz`, `/-/ready`, and figures at `/-/metrics`."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import JSONResponse, PlainTextResponse, Response

from ydkg.collection import VERSION
from ydkg.server.page import Page
from ydkg.server.site import site_of

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request

_OK, _UNAVAILABLE = 200, 503
#: Figures of the pool that go up and down; the others are counted since the start.
_NOW = ("workers", "busy", "long", "waiting", "jobs")
_POOL = "pool_"
PAGE = Page()


class _Figures(NamedTuple):
    """What a server tells of itself."""

    status: str  # in a word or two how it is
    now: dict[str, float]  # what goes up and down
    since_start: dict[str, int]  # what is counted
    responses: dict[str, int]  # status -> how often there was an answer of it


@PAGE.at("/healthz")
async def _health(request: Request) -> Response:
    """Say how the server is: 200 where queries are answered, 503 where no worker can or the server stops."""
    whole = _figures(request.app)
    facts = {
        "status": whole.status,
        "version": VERSION,
        "data": site_of(request).version,
        "triples": whole.now["triples"],
        "uptime": whole.now["uptime_seconds"],
        "reloaded": whole.since_start["reloads"],
        "pages": bool(whole.now["pages_ready"]),
        "prepared": bool(whole.now["prepared"]),
        "pool": {
            name.removeprefix(_POOL): value
            for name, value in (whole.now | whole.since_start).items()
            if name.startswith(_POOL)
        },
    }
    return JSONResponse(facts, _OK if whole.status == "ok" else _UNAVAILABLE, {"Cache-Control": "no-store"})


@PAGE.at("/-/ready")
async def _ready(request: Request) -> Response:
    """Say whether clients may come: 200 where queries are answered and pages need not wait for what they tell."""
    site, whole = site_of(request), _figures(request.app)
    status = whole.status
    if status == "ok" and not whole.now["pages_ready"]:
        status = "without pages"
        # Where it was not made in time at the start it is tried again: nobody else asks while clients are kept away.
        site.begin("directory", site.directory)
    ready = status == "ok"
    return PlainTextResponse(f"{status}\n", _OK if ready else _UNAVAILABLE, {"Cache-Control": "no-store"})


@PAGE.at("/-/metrics")
async def _metrics(request: Request) -> Response:
    """Give the figures of the server in Prometheus's text format."""
    whole, lines = _figures(request.app), []
    for name, value in {"up": whole.status == "ok", **whole.now}.items():
        lines += [f"# TYPE ydkg_{name} gauge", f"ydkg_{name} {value + 0}"]
    for name, value in whole.since_start.items():
        lines += [f"# TYPE ydkg_{name}_total counter", f"ydkg_{name}_total {value}"]
    lines.append("# TYPE ydkg_responses_total counter")
    lines += [f'ydkg_responses_total{{status="{status}"}} {count}' for status, count in sorted(whole.responses.items())]
    body = "\n".join([*lines, ""])
    return Response(
        body, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store"}
    )


def _figures(app: Starlette) -> _Figures:
    """Take down how the server is."""
    site, state = app.state.site, app.state
    pool = site.pool.health()
    now: dict[str, float] = {
        "pages_ready": "directory" in site.kept,
        "prepared": site.prepared,
        "triples": site.triples,
        "uptime_seconds": round(time.monotonic() - state.began, 1),
        "kept_answers": len(site.answers),
        "kept_answers_bytes": site.answers.size,
        **{_POOL + name: pool[name] for name in _NOW},
    }
    since_start = {
        "reloads": state.reloaded,
        "kept_answers_used": site.answers.hits,
        **{_POOL + name: count for name, count in pool.items() if name not in _NOW},
    }
    if state.stopping:
        status = "stopping"
    else:
        processes = site.pool.processes()
        # Where workers are on their way questions wait a moment for them, and it is their parent that must run.
        able = processes["workers"] or (processes["forkservers"] if site.pool.coming() else [])
        stopped = 0
        for process in able:
            # Whether somebody has stopped it, so that it answers nothing; only Linux tells.
            with suppress(OSError):
                stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
                stopped += stat.rpartition(")")[2].split()[0] in {"T", "t"}
        status = ("workers stopped" if stopped == len(able) else "ok") if able else "without workers"
    responses = {str(status): count for status, count in state.log.statuses.items()}
    return _Figures(status, now, since_start, responses)
