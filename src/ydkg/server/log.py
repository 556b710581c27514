"""The log: one line for each request, when it is over, and each event, on standard error, beside the event loop.

`logging`'s own queue would grow without end where a reader does not read, and wait for it at the end; here such a
reader loses lines, which are counted.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import queue
import re
import threading
import time
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Characters of a path, a query or a user agent that are kept.
LONGEST = 200
#: Lines that may wait for a slow reader; further ones are counted and left out, so that it never holds up a request.
_WAITING = 10_000
#: Lines that are written in one go at most.
_TOGETHER = 100
#: Seconds for which lines are gathered.
_REST = 0.02
#: Seconds that a reader has at the end.
_PATIENCE = 2.0
#: What the log says of a request whose client went away before it was answered.
_GONE = 499
#: What needs no quotation marks in the layout of pairs: ASCII that is seen, without ", = and \\.
_PLAIN = re.compile(r"[!#-<>-\[\]-~]+")
_NUMBERS = frozenset((int, float))


class Log(logging.Handler):
    """Write lines in one of two layouts; as a handler it takes what libraries warn of."""

    def __init__(self, layout: Literal["json", "text", "none"]) -> None:
        super().__init__(logging.WARNING)
        self.layout = layout
        #: How often there was an answer of each status.
        self.statuses: Counter[object] = Counter()
        self._lines: queue.SimpleQueue[tuple[float, dict[str, object]] | None] = queue.SimpleQueue()
        self._lost = 0
        self._thread: threading.Thread | None = None

    def event(self, name: str, **facts: object) -> None:
        """Write that something happened."""
        self._put(time.time(), {"event": name, **facts})

    def request(self, method: str, target: tuple[str, str], client: str, agent: str, **facts: object) -> None:
        """Write that a request was answered."""
        self.statuses[facts.get("status")] += 1
        if self.layout != "none":
            path, query = map(shortened, target)
            asked = {"method": method, "path": path, **({"query": query} if query else {})}
            self.event("request", **asked, **facts, client=shortened(client), agent=shortened(agent))

    def close(self) -> None:
        """Write what waits, as long as somebody reads."""
        if self._thread is not None:
            self._lines.put(None)
            self._thread.join(_PATIENCE)
            self._thread = None
        super().close()

    def emit(self, record: logging.LogRecord) -> None:
        """Write what a library warns of."""
        message = record.getMessage().strip()[:1000]
        facts: dict[str, object] = {"event": record.levelname.lower(), "source": record.name, "message": message}
        if record.exc_info:
            facts["trace"] = logging.Formatter().formatException(record.exc_info)
        self._put(record.created, facts)

    def _put(self, moment: float, facts: dict[str, object]) -> None:
        """Have a line written, or count it where too many wait."""
        if self._thread is None:
            thread = threading.Thread(target=self._write, name="ydkg-log", daemon=True)
            with contextlib.suppress(RuntimeError):  # there can be no more threads: what is said waits for a later line
                thread.start()
                self._thread = thread
        if self._lines.qsize() >= _WAITING:
            self._lost += 1
            return
        if self._lost:
            facts = {**facts, "lines_left_out_before": self._lost}
            self._lost = 0
        self._lines.put((moment, facts))

    def _write(self) -> None:
        """Be the thread that writes; a line that cannot be written is left out."""
        encode = json.JSONEncoder(separators=(",", ":")).encode if self.layout == "json" else _as_text
        ended = False
        while not ended:
            lines = [self._lines.get()]
            while len(lines) < _TOGETHER and not self._lines.empty():
                lines.append(self._lines.get())
            ended = None in lines
            unwritten = bytearray()
            for moment, facts in filter(None, lines):
                when = f"{_second(int(moment))}.{int(moment % 1 * 1000):03d}Z"
                unwritten += f"{encode({'time': when, **facts})}\n".encode("ascii", "backslashreplace")
            with contextlib.suppress(OSError):
                while unwritten:
                    del unwritten[: os.write(2, unwritten)]
            if self._lines.empty() and not ended:
                # Lines that come meanwhile are written together: for each time that this thread wakes, the loop waits.
                time.sleep(_REST)


@lru_cache(2)
def _second(moment: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment))


def shortened(text: str) -> str:
    """Cut a text that a client chose to a length that is kept."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}...({len(text)})"


def _as_text(facts: dict[str, object]) -> str:
    """Write pairs; what is not a plain word is quoted, so that no value can look like a pair or a line."""
    pairs = []
    for name, value in facts.items():
        # A number is the same in JSON, and written faster.
        text = value if isinstance(value, str) else repr(value) if type(value) in _NUMBERS else json.dumps(value)
        pairs.append(f"{name}={text if _PLAIN.fullmatch(text) else json.dumps(text)}")
    return " ".join(pairs)


class AccessLog:
    """Write each request down when it is over."""

    def __init__(self, app: ASGIApp, log: Log) -> None:
        self.app = app
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and write down what came of it."""
        began = time.perf_counter()
        facts: dict[str, Any] = {"status": _GONE, "bytes": 0}
        # Where it is answered more may be told: what a body asked, why there is no answer.
        scope["ydkg.facts"] = facts

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
                facts["status"] = connection.status or facts["status"]
            self._write(scope, facts, time.perf_counter() - began)

    def _write(self, scope: Scope, facts: dict[str, Any], seconds: float) -> None:
        refused = scope.get("ydkg.target")
        path = quote(scope["path"]) if refused is None else refused.decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        agent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"user-agent"), "")
        client = (scope.get("client") or ("",))[0]
        self.log.request(scope["method"], (path, query), client, agent, **facts, ms=round(seconds * 1000, 1))
