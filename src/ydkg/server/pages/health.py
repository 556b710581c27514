"""How the server is, for those who watch over it: `/healthz`, `/-/ready`, and figures at `/-/metrics`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse, Response

from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.version import VERSION

if TYPE_CHECKING:
    from starlette.requests import Request

_OK, _UNAVAILABLE = 200, 503
#: Figures of the pool that go up and down; the others are counted since the start.
_NOW = ("workers", "busy", "long", "waiting", "jobs")
PAGE = Page()


@PAGE.at("/healthz")
async def _health(request: Request) -> Response:
    """Say how the server is: 200 where queries are answered, 503 where no worker can or the server stops."""
    site, state = site_of(request), request.app.state
    status = _status(request)
    facts = {
        "status": status,
        "version": VERSION,
        "data": site.version,
        "triples": site.triples,
        "uptime": round(time.monotonic() - state.began, 1),
        "reloaded": state.reloaded,
        "pages": "directory" in site.kept,
        "prepared": site.prepared,
        "pool": site.pool.health(),
    }
    return JSONResponse(facts, _OK if status == "ok" else _UNAVAILABLE, {"Cache-Control": "no-store"})


@PAGE.at("/-/ready")
async def _ready(request: Request) -> Response:
    """Say whether clients may come: 200 where queries are answered and pages need not wait for what they tell."""
    site, status = site_of(request), _status(request)
    if status == "ok" and "directory" not in site.kept:
        status = "without pages"
        # Where it was not made in time at the start it is tried again: nobody else asks while clients are kept away.
        site.begin("directory", site.directory)
    ready = status == "ok"
    return PlainTextResponse(f"{status}\n", _OK if ready else _UNAVAILABLE, {"Cache-Control": "no-store"})


@PAGE.at("/-/metrics")
async def _metrics(request: Request) -> Response:
    """Give the figures of the server in Prometheus's text format."""
    site, state = site_of(request), request.app.state
    pool = site.pool.health()
    gauges: dict[str, float] = {
        "up": _status(request) == "ok",
        "pages_ready": "directory" in site.kept,
        "prepared": site.prepared,
        "triples": site.triples,
        "uptime_seconds": round(time.monotonic() - state.began, 1),
        "kept_answers": len(site.answers),
        "kept_answers_bytes": site.answers.size,
        **{f"pool_{name}": pool[name] for name in _NOW},
    }
    counters = {
        "reloads": state.reloaded,
        "kept_answers_used": site.answers.hits,
        **{f"pool_{name}": count for name, count in pool.items() if name not in _NOW},
    }
    lines = []
    for name, value in gauges.items():
        lines += [f"# TYPE ydkg_{name} gauge", f"ydkg_{name} {value + 0}"]
    for name, value in counters.items():
        lines += [f"# TYPE ydkg_{name}_total counter", f"ydkg_{name}_total {value}"]
    lines.append("# TYPE ydkg_responses_total counter")
    lines += [
        f'ydkg_responses_total{{status="{status}"}} {count}' for status, count in sorted(state.log.statuses.items())
    ]
    body = "\n".join([*lines, ""])
    return Response(
        body, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store"}
    )


def _status(request: Request) -> str:
    """Say in a word or two how the server is."""
    if request.app.state.stopping:
        return "stopping"
    pool = site_of(request).pool
    processes = pool.processes()
    # Where workers are on their way questions wait a moment for them, and it is their parent that must run.
    able = processes["workers"] or (processes["forkservers"] if pool.coming else [])
    if not able:
        return "without workers"
    return "workers stopped" if all(map(_is_stopped, able)) else "ok"


def _is_stopped(process: int) -> bool:
    """Tell whether somebody has stopped a process, which then answers nothing; only Linux tells."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] in {"T", "t"}
