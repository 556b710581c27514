"""The log: one line for each request, when it is over, and each event, on standard error, beside the event loop.

It is `logging`'s queue with two changes: a reader that does not read loses lines, which are counted, and is not waited
for at the end.
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
from logging.handlers import QueueHandler, QueueListener
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Characters of a path, a query or a user agent that are kept.
LONGEST = 200
#: Lines that may wait for a slow reader; further ones are counted and left out, so that it never holds up a request.
_WAITING = 10_000
#: Bytes of lines that are written in one go at most.
_TOGETHER = 32 * 1024
#: Seconds for which lines are gathered.
_REST = 0.02
#: Seconds that a reader has at the end.
_PATIENCE = 2.0
#: What the log says of a request whose client went away before it was answered.
_GONE = 499
#: What needs no quotation marks in the layout of pairs: ASCII that is seen, without ", = and \\.
_PLAIN = re.compile(r"[!#-<>-\[\]-~]+")
_NUMBERS = frozenset((int, float))


class _Line(NamedTuple):
    """When something happened, in seconds since 1970, and what; and how many lines before it found no room."""

    moment: float
    facts: dict[str, object]
    lost: int


class Log(QueueHandler):
    """Write lines in one of two layouts; as a handler it takes what libraries warn of."""

    def __init__(self, layout: Literal["json", "text", "none"]) -> None:
        self._lines: queue.SimpleQueue[_Line | None] = queue.SimpleQueue()
        super().__init__(self._lines)
        self.setLevel(logging.WARNING)
        self.layout = layout
        #: How often there was an answer of each status.
        self.statuses: Counter[object] = Counter()
        self._lost = 0
        self._listener: QueueListener | None = None

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
        """Write what waits."""
        if self._listener is not None:
            # Its end cannot be waited for where nobody reads.
            ending = threading.Thread(target=self._listener.stop, daemon=True)
            ending.start()
            ending.join(_PATIENCE)
            self._listener = None
        super().close()

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        """Let a record pass as it is: it goes to a thread, not to another process."""
        return record

    def enqueue(self, record: logging.LogRecord) -> None:
        """Put a record into the queue, or count it."""
        message = record.getMessage().strip()[:1000]
        facts: dict[str, object] = {"event": record.levelname.lower(), "source": record.name, "message": message}
        if record.exc_info:
            facts["trace"] = logging.Formatter().formatException(record.exc_info)
        self._put(record.created, facts)

    def _put(self, moment: float, facts: dict[str, object]) -> None:
        if self._listener is None:
            layout = json.JSONEncoder(separators=(",", ":")).encode if self.layout == "json" else _as_text
            listener = _Listener(self._lines, layout)
            with contextlib.suppress(RuntimeError):  # there can be no more threads: what is said waits for a later line
                listener.start()
                self._listener = listener
        if self._lines.qsize() < _WAITING:
            self._lines.put(_Line(moment, facts, self._lost))
            self._lost = 0
        else:
            self._lost += 1


class _Listener(QueueListener):
    """The thread that writes; a line that cannot be written is left out.

    It is no `logging.Handler`, which would lock: at the program's end its lock would be waited for where nobody reads.
    """

    def __init__(self, lines: queue.SimpleQueue[_Line | None], layout: Callable[[dict[str, object]], str]) -> None:
        super().__init__(lines)
        self._layout = layout
        self._unwritten = bytearray()

    def handle(self, record: _Line) -> None:  # type: ignore[override] # what waits is ours
        moment, facts, lost = record
        when = f"{_second(int(moment))}.{int(moment % 1 * 1000):03d}Z"
        if lost:
            facts = {**facts, "lines_left_out_before": lost}
        line = f"{self._layout({'time': when, **facts})}\n".encode("ascii", "backslashreplace")
        if len(self._unwritten) + len(line) > _TOGETHER:
            self._write()
        self._unwritten += line
        if self.queue.empty():  # type: ignore[attr-defined] # it is one that tells
            self._write()
            # Lines that come meanwhile are written together: for each time that this thread wakes, the loop waits.
            time.sleep(_REST)

    def dequeue(self, block: bool) -> Any:  # noqa: ANN401, FBT001 - its parent's
        record = super().dequeue(block)
        if record is None:
            self._write()  # the end: nothing comes after it
        return record

    def _write(self) -> None:
        rest, self._unwritten = bytes(self._unwritten), bytearray()
        with contextlib.suppress(OSError):
            while rest:
                rest = rest[os.write(2, rest) :]


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
