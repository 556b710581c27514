"""The log: one line for each request and each event, on standard error, written beside the event loop.

It is `logging`'s queue with two changes: a reader that does not read loses lines, which are counted, and is not waited
for at the end.
"""

from __future__ import annotations

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
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    _Format: TypeAlias = Callable[[dict[str, object]], str]

Layout: TypeAlias = Literal["json", "text", "none"]
#: Characters of a path, a query or a user agent that are kept.
LONGEST = 200
#: Lines that may wait for a slow reader; further ones are counted and left out, so that it never holds up a request.
_WAITING = 10_000
#: Bytes of lines that are written in one go at most.
_TOGETHER = 32 * 1024
#: Seconds for which lines are gathered.
_REST = 0.02
#: What needs no quotation marks in the layout of pairs: ASCII that is seen, without ", = and \\.
_PLAIN = re.compile(r"[!#-<>-\[\]-~]+")
_NUMBERS = frozenset((int, float))


class _Line(NamedTuple):
    """When something happened, in seconds since 1970, and what."""

    moment: float
    facts: dict[str, object]


#: A line, and how many before it found no room.
_Waiting: TypeAlias = tuple[_Line, int]


class Log(QueueHandler):
    """Write lines in one of two layouts; as a handler it takes what libraries warn of.

    Parameters
    ----------
    layout : str
        ``json``: an object a line; ``text``: ``name=value`` pairs; ``none``: only events, as text.
    descriptor : int
    """

    def __init__(self, layout: Layout, descriptor: int = 2) -> None:
        self._lines: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        super().__init__(self._lines)
        self.setLevel(logging.WARNING)
        self.layout = layout
        #: How often there was an answer of each status.
        self.statuses: Counter[object] = Counter()
        self._lost = 0
        self._listener: QueueListener | None = None
        self._descriptor = descriptor

    def event(self, name: str, **facts: object) -> None:
        """Write that something happened.

        Parameters
        ----------
        name : str
        **facts : object
            JSON values about it.
        """
        self._put(_Line(time.time(), {"event": name, **facts}))

    def request(self, method: str, target: tuple[str, str], client: str, agent: str, **facts: object) -> None:
        """Write that a request was answered.

        Parameters
        ----------
        method : str
        target : str, str
            Path and query.
        client, agent : str
            Who asked, by address and by its own word.
        **facts : object
            JSON values about the answer.
        """
        self.statuses[facts.get("status")] += 1
        if self.layout != "none":
            path, query = map(shortened, target)
            asked = {"method": method, "path": path, **({"query": query} if query else {})}
            self.event("request", **asked, **facts, client=shortened(client), agent=shortened(agent))

    def close(self, seconds: float = 2.0) -> None:
        """Write what waits.

        Parameters
        ----------
        seconds : float
            How long to wait for the reader.
        """
        if self._listener is not None:
            # Its end cannot be waited for where nobody reads.
            ending = threading.Thread(target=self._listener.stop, daemon=True)
            ending.start()
            ending.join(seconds)
            self._listener = None
        super().close()

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        """Let a record pass as it is: it goes to a thread, not to another process.

        Parameters
        ----------
        record : logging.LogRecord

        Returns
        -------
        logging.LogRecord
        """
        return record

    def enqueue(self, record: logging.LogRecord) -> None:
        """Put a record into the queue, or count it.

        Parameters
        ----------
        record : logging.LogRecord
        """
        self._put(_Line(record.created, _told(record)))

    def _put(self, line: _Line) -> None:
        if self._listener is None:
            layout = json.JSONEncoder(separators=(",", ":")).encode if self.layout == "json" else _as_text
            self._listener = _Listener(self._lines, self._descriptor, layout)
            self._listener.start()
        if self._lines.qsize() < _WAITING:
            self._lines.put((line, self._lost))
            self._lost = 0
        else:
            self._lost += 1


class _Listener(QueueListener):
    """The thread that writes; a line that cannot be written is left out.

    It is no `logging.Handler`, which would lock: at the program's end its lock would be waited for where nobody reads.
    """

    def __init__(self, lines: queue.SimpleQueue[_Waiting | None], descriptor: int, layout: _Format) -> None:
        super().__init__(lines)
        self._descriptor = descriptor
        self._layout = layout
        self._unwritten = bytearray()

    def handle(self, record: _Waiting) -> None:  # type: ignore[override] # what waits is ours
        (moment, facts), lost = record
        when = f"{_second(int(moment))}.{int(moment % 1 * 1000):03d}Z"
        if lost:
            facts = {**facts, "lines_left_out_before": lost}
        self._unwritten += f"{self._layout({'time': when, **facts})}\n".encode("ascii", "backslashreplace")
        if self.queue.empty():  # type: ignore[attr-defined] # it is one that tells
            self._write()
            # Lines that come meanwhile are written together: for each time that this thread wakes, the loop waits.
            time.sleep(_REST)
        elif len(self._unwritten) >= _TOGETHER:
            self._write()

    def dequeue(self, block: bool) -> Any:  # noqa: ANN401, FBT001 - its parent's
        record = super().dequeue(block)
        if record is None:
            self._write()  # the end: nothing comes after it
        return record

    def _write(self) -> None:
        rest, self._unwritten = bytes(self._unwritten), bytearray()
        with contextlib.suppress(OSError):
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]


@lru_cache(2)
def _second(moment: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment))


def _told(record: logging.LogRecord) -> dict[str, object]:
    """Write a library's message as an event."""
    message = record.getMessage().strip()[:1000]
    facts: dict[str, object] = {"event": record.levelname.lower(), "source": record.name, "message": message}
    if record.exc_info:
        facts["trace"] = logging.Formatter().formatException(record.exc_info)
    return facts


def shortened(text: str) -> str:
    """Cut a text that a client chose to a length that is kept.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        At most `LONGEST` characters, and how many there were.
    """
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}...({len(text)})"


def _as_text(facts: dict[str, object]) -> str:
    """Write pairs; what is not a plain word is quoted, so that no value can look like a pair or a line."""
    pairs = []
    for name, value in facts.items():
        # A number is the same in JSON, and written faster.
        text = value if isinstance(value, str) else repr(value) if type(value) in _NUMBERS else json.dumps(value)
        pairs.append(f"{name}={text if _PLAIN.fullmatch(text) else json.dumps(text)}")
    return " ".join(pairs)
