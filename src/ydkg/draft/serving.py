"""The review under a local server: the page, and decisions that are in their file before they are said to be."""

from __future__ import annotations

import asyncio
import errno
import getpass
import json
import secrets
import socket
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ydkg.draft.decisions import DECISIONS, Decision, append, decision_of, read_decisions
from ydkg.draft.page import build
from ydkg.errors import DraftError, Listed, OutputError, YdkgError, problem, system_reason
from ydkg.language.text import CHINESE, ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyoxigraph import Triple
    from starlette.requests import Request

    from ydkg.draft.folder import Draft


HOST = "127.0.0.1"
PORT = 8765
_LARGEST = 4 * 1024 * 1024
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def create_app(
    draft: Draft, known: Sequence[Triple], reviewer: str, token: str, *, language: Language = ENGLISH
) -> Starlette:
    """Make the application that serves a review."""
    file, keys = draft.folder / DECISIONS, {each.key for each in draft.proposals}

    async def page(request: Request) -> Response:
        if refusal := _refusal(request, token):
            return refusal
        log = await run_in_threadpool(read_decisions, file)
        made = partial(build, reviewer=reviewer, language=language)
        content = await run_in_threadpool(made, draft, log.decisions, known)
        return HTMLResponse(content, headers=_HEADERS)

    async def decide(request: Request) -> Response:
        if refusal := _refusal(request, token):
            return refusal
        try:
            seen, made = await _asked(request, keys)
            kept = await run_in_threadpool(append, file, made, seen)
            if seen > len(kept.decisions):
                raise DraftError(problem("{file} was changed by another program; load the page again", file=file), seen)
        except OutputError as error:
            return _failed(error, 507)
        except YdkgError as error:
            return _failed(error, 400)
        return JSONResponse({"decisions": kept.decisions[seen:], "taken": kept.taken}, headers=_HEADERS)

    routes = [Route("/{token}/", page, methods=["GET"]), Route("/{token}/decisions", decide, methods=["POST"])]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return app


def serve(
    draft: Draft,
    known: Sequence[Triple],
    *,
    port: int | None,
    reviewer: str | None,
    begun: Callable[[str], None],
    language: Language = ENGLISH,
) -> None:
    """Serve a review to this machine until told to stop."""
    import uvicorn  # noqa: PLC0415 - only who serves needs it

    token = secrets.token_urlsafe(24)
    by = reviewer or ""
    if reviewer is None:
        with suppress(OSError, KeyError, ImportError):  # nobody can be told
            by = getpass.getuser()
    app = create_app(draft, known, by, token, language=language)
    with _listener(port) as listener:
        begun(f"http://{HOST}:{listener.getsockname()[1]}/{token}/")
        server = uvicorn.Server(
            uvicorn.Config(
                app, log_level="warning", access_log=False, lifespan="off", proxy_headers=False, server_header=False
            )
        )
        with suppress(KeyboardInterrupt):
            asyncio.run(server.serve([listener]))


def _refusal(request: Request, token: str) -> Response | None:
    """Refuse whoever does not know the token, and what another page of the browser sends."""
    host, origin = request.headers.get("host", ""), request.headers.get("origin")
    name, _, port = host.partition(":")
    here = request.scope.get("server")
    if name not in {HOST, "localhost"} or (here and port != str(here[1])):
        return JSONResponse({"error": "this is served to 127.0.0.1 only"}, 421, _HEADERS)
    if not secrets.compare_digest(request.path_params["token"].encode(), token.encode()):
        return _failed(DraftError(problem("no such address; take the one that `ydkg review` says"), token), 404)
    if request.method == "POST" and origin != f"http://{host}":
        return _failed(DraftError(problem("decisions are taken from the review page only"), origin), 403)
    return None


def _failed(error: YdkgError, status: int) -> Response:
    """Answer with what is wrong, in both languages of the page."""
    return JSONResponse({"error": str(error), "chinese": CHINESE.complaint(error, place=True)}, status, _HEADERS)


async def _asked(request: Request, keys: set[str]) -> tuple[int, list[Decision]]:
    """Read how much the page has seen, and what was decided there, if it is not too much."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise DraftError(problem("more was sent than a review is"), len(body))
    try:
        asked = json.loads(body, parse_constant=int)  # which refuses NaN and Infinity
        seen, made = asked["seen"], [decision_of(each) for each in asked["decisions"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        said = (
            error.message
            if isinstance(error, DraftError)
            else problem("expected {names} as JSON", names=Listed(["seen", "decisions"]))
        )
        raise DraftError(said, None) from error
    if not isinstance(seen, int) or isinstance(seen, bool) or seen < 0:
        raise DraftError(problem("seen is no number of decisions"), seen)
    for each in made:
        if each.key not in keys:
            raise DraftError(problem("the decision is on no proposal of this draft; load the page again"), each.key)
    return seen, made


def _listener(port: int | None) -> socket.socket:
    """Take a port of this machine."""
    for each in (PORT, 0) if port is None else (port,):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, each))
            listener.listen()
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE or port is not None:
                why = system_reason(error)
                said = problem("port {port} cannot be had: {why}; give another --port", port=str(each), why=why)
                raise OutputError(said, each) from error
        else:
            return listener
    raise OutputError(problem("no port can be had"), port)
