"""The review under a local server: the page, and decisions that are in their file before they are said to be."""

from __future__ import annotations

import asyncio
import errno
import getpass
import json
import re
import secrets
import socket
from contextlib import suppress
from datetime import UTC, datetime
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ydkg.draft.accept import foresee
from ydkg.draft.edits import ADDED, Values, addition, read_passage, with_additions
from ydkg.draft.folder import (
    ADD,
    ADDED_RULE,
    ADDRESS,
    DECISIONS,
    Decision,
    append,
    decision_of,
    read_decisions,
    standing,
)
from ydkg.draft.page import build
from ydkg.errors import OutputError, YdkgError, draft_error, problem, system_reason
from ydkg.files import write_whole
from ydkg.language.text import CHINESE, ENGLISH, Language
from ydkg.telling.text import Text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from starlette.requests import Request

    from ydkg.draft.folder import Draft
    from ydkg.graph.graph import Graph


HOST = "127.0.0.1"
PORT = 8765
_PORTS = 65536
_TOKEN = re.compile(r"[\w-]{32}")
#: Rules of what was added.
_RULES = frozenset(f"{ADDED_RULE}{kind}" for kind in ADDED)
_LARGEST = 4 * 1024 * 1024
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Review:
    """A review that is served: the draft with what reviewers added, and the collection that it may go into."""

    def __init__(self, draft: Draft, known: Graph, files: Sequence[Path], reviewer: str) -> None:
        self._draft = self._with = draft
        self._known = known
        self._files = files
        self._reviewer = reviewer
        self._lock, self._checking = Lock(), Lock()
        self._findings: dict[str, list[Text]] = {}
        self._checked = -1  # how many decisions there were when it was checked
        self.file = draft.folder / DECISIONS

    def now(self) -> tuple[Draft, tuple[Decision, ...]]:
        """Give the draft with the facts that were added and not taken back, and all decisions."""
        decisions = read_decisions(self.file).decisions
        with self._lock:
            stand = standing(decisions)
            gone = [each for each in self._with.proposals if each.rule in _RULES and each.key not in stand]
            self._with = with_additions(self._draft if gone else self._with, decisions, self._known)
            return self._with, decisions

    def page(self, language: Language) -> str:
        """Write the page as it is now."""
        return build(*self.now(), self._known, reviewer=self._reviewer, language=language)

    def decide(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Append what was decided, and give what others decided since."""
        seen, made = _seen(asked), [decision_of(each) for each in asked["decisions"]]
        keys = {each.key for each in self.now()[0].proposals} if made else ()
        for each in made:
            if each.key not in keys or each.decision == ADD:
                raise draft_error("the decision is on no proposal of this draft; load the page again", each.key)
        return self._append(made, seen)

    def read(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Read marked words as a kind of fact."""
        draft, kind, at = self._marked(asked)
        return {"values": read_passage(Values(draft, self._known), kind, at)}

    def add(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Add a fact of marked words."""
        draft, kind, at = self._marked(asked)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = addition(draft, self._known, kind, at, dict(asked["facts"]), str(asked["by"]), now)
        return self._append([decision_of(list(made))], _seen(asked)) | {"key": made.key}

    def _marked(self, asked: Mapping[str, Any]) -> tuple[Draft, str, tuple[int, int]]:
        """Say which words are marked for which kind of fact: words of one sentence of the draft."""
        draft, at = self.now()[0], (int(asked["start"]), int(asked["end"]))
        if asked["kind"] not in ADDED or not 0 <= at[0] < at[1] <= len(draft.source.text):
            raise draft_error("no such kind of fact, or no such words", at)
        if draft.source.sentence(*at)[:2] not in draft.source.sentences:
            raise draft_error("these words stand within no one sentence; mark words of one", at)
        return draft, asked["kind"], at

    def foresee(self, _: Mapping[str, Any]) -> dict[str, Any]:
        """Say what the check found last, and whether that is of all that was decided; where it is not, check anew."""
        done = self._checked == len(read_decisions(self.file).decisions)
        if not done and not self._checking.locked():
            Thread(target=self._check, daemon=True).start()  # which nobody waits for at the end
        return {"findings": self._findings, "done": done}

    def _check(self) -> None:
        with self._checking:
            decisions = read_decisions(self.file).decisions
            try:
                self._findings = foresee(self.now()[0], standing(decisions), self._known, self._files)
            except YdkgError as error:
                self._findings = {"": [Text(str(error), CHINESE.complaint(error, place=True))]}
            self._checked = len(decisions)

    def _append(self, made: Sequence[Decision], seen: int) -> dict[str, Any]:
        kept = append(self.file, made, seen)
        if seen > len(kept.decisions):
            raise draft_error("{file} was changed by another program; load the page again", seen, file=self.file)
        return {"decisions": kept.decisions[seen:], "taken": kept.taken}


def create_app(review: Review, token: str, *, language: Language = ENGLISH) -> Starlette:
    """Make the application that serves a review."""

    async def page(request: Request) -> Response:
        if refusal := _refusal(request, token):
            return refusal
        return HTMLResponse(await run_in_threadpool(review.page, language), headers=_HEADERS)

    def answering(act: Callable[[Mapping[str, Any]], dict[str, Any]]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            if refusal := _refusal(request, token):
                return refusal
            try:
                asked = await _asked(request)
                return JSONResponse(await run_in_threadpool(act, asked), headers=_HEADERS)
            except OutputError as error:
                return _failed(error, 507)
            except YdkgError as error:
                return _failed(error, 400)
            except (ValueError, TypeError, KeyError, RecursionError):
                return _failed(draft_error("expected what the review page sends, as JSON"), 400)

        return answer

    acts = {"decisions": review.decide, "read": review.read, "facts": review.add, "check": review.foresee}
    routes = [Route(f"/{{token}}/{name}", answering(act), methods=["POST"]) for name, act in acts.items()]
    app = Starlette(routes=[Route("/{token}/", page, methods=["GET"]), *routes])
    app.router.redirect_slashes = False
    return app


def serve(review: Review, *, port: int | None, begun: Callable[[str], None], language: Language = ENGLISH) -> None:
    """Serve a review to this machine until told to stop."""
    import uvicorn  # noqa: PLC0415 - only who serves needs it

    folder = review.file.parent
    before, token = _address_of(folder)
    app = create_app(review, token, language=language)
    with _listener([port] if port is not None else [*before, PORT, 0]) as listener:
        own = listener.getsockname()[1]
        _keep_address(folder, own, token)
        begun(f"http://{HOST}:{own}/{token}/")
        server = uvicorn.Server(
            uvicorn.Config(
                app, log_level="warning", access_log=False, lifespan="off", proxy_headers=False, server_header=False
            )
        )
        with suppress(KeyboardInterrupt):
            asyncio.run(server.serve([listener]))


def login() -> str:
    """Say who is logged in; empty where nobody can be told."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _refusal(request: Request, token: str) -> Response | None:
    """Refuse whoever does not know the token, and what another page of the browser sends."""
    host, origin = request.headers.get("host", ""), request.headers.get("origin")
    name, _, port = host.partition(":")
    here = request.scope.get("server")
    if name not in {HOST, "localhost"} or (here and port != str(here[1])):
        return JSONResponse({"error": "this is served to 127.0.0.1 only"}, 421, _HEADERS)
    if not secrets.compare_digest(request.path_params["token"].encode(), token.encode()):
        return _failed(draft_error("no such address; take the one that `ydkg review` says", token), 404)
    if request.method == "POST" and origin != f"http://{host}":
        return _failed(draft_error("decisions are taken from the review page only", origin), 403)
    return None


def _failed(error: YdkgError, status: int) -> Response:
    """Answer with what is wrong, in both languages of the page."""
    return JSONResponse({"error": str(error), "chinese": CHINESE.complaint(error, place=True)}, status, _HEADERS)


async def _asked(request: Request) -> dict[str, Any]:
    """Read what the page sends, if it is not too much."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise draft_error("more was sent than a review is", len(body))
    asked = json.loads(body, parse_constant=int)  # which refuses NaN and Infinity
    if not isinstance(asked, dict):
        raise TypeError
    return asked


def _seen(asked: Mapping[str, Any]) -> int:
    """Say how many decisions the page has seen."""
    seen = asked["seen"]
    if not isinstance(seen, int) or isinstance(seen, bool) or seen < 0:
        raise draft_error("seen is no number of decisions", seen)
    return seen


def _address_of(folder: Path) -> tuple[list[int], str]:
    """Give the port and the secret of a draft's last review, so that its page finds it again; else a new secret."""
    try:
        port, token = json.loads((folder / ADDRESS).read_bytes())
        if 0 < port < _PORTS and _TOKEN.fullmatch(token):
            return [port], token
    except (OSError, ValueError, TypeError):
        pass  # There was none yet, or it is damaged.
    return [], secrets.token_urlsafe(24)


def _keep_address(folder: Path, port: int, token: str) -> None:
    """Keep port and secret for the next review of a draft, where nobody else of this machine reads them."""
    write_whole(folder / ADDRESS, json.dumps([port, token]), private=True)


def _listener(ports: Sequence[int]) -> socket.socket:
    """Take the first port of some that this machine has free; 0 is any."""
    for each in ports:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, each))
            listener.listen()
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE or len(ports) == 1:
                why = system_reason(error)
                said = problem("port {port} cannot be had: {why}; give another --port", port=str(each), why=why)
                raise OutputError(said, each) from error
        else:
            return listener
    raise OutputError(problem("no port can be had"), None)
