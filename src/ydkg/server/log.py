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
import threading
import time
from collections import Counter
from functools import partial
from logging.handlers import QueueHandler, QueueListener
from typing import TYPE_CHECKING, Literal, TypeAlias

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


class Log(QueueHandler):
    """Write lines in one of two layouts; as a handler it takes what libraries warn of.

    Parameters
    ----------
    layout : str
        ``json``: an object a line; ``text``: ``name=value`` pairs; ``none``: only events, as text.
    descriptor : int
    """

    def __init__(self, layout: Layout, descriptor: int = 2) -> None:
        self._lines: queue.Queue[logging.LogRecord | None] = queue.Queue(_WAITING)
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
        self.emit(logging.makeLogRecord({"facts": {"event": name, **facts}}))

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
        if self._listener is None:
            layout = partial(json.dumps, separators=(",", ":")) if self.layout == "json" else _as_text
            self._listener = _Listener(self._lines, self._descriptor, layout)
            self._listener.start()
        record.lost = self._lost
        try:
            self._lines.put_nowait(record)
            self._lost = 0
        except queue.Full:
            self._lost += 1


class _Listener(QueueListener):
    """The thread that writes; a line that cannot be written is left out.

    It is no `logging.Handler`, which would lock: at the program's end its lock would be waited for where nobody reads.
    """

    def __init__(self, lines: queue.Queue[logging.LogRecord | None], descriptor: int, layout: _Format) -> None:
        super().__init__(lines)
        self._descriptor = descriptor
        self._layout = layout
        self._unwritten = b""

    def enqueue_sentinel(self) -> None:
        self.queue.put(None)  # type: ignore[attr-defined] # it waits for room, where its parent would fail

    def handle(self, record: logging.LogRecord) -> None:
        # Time in UTC, then an event's own facts, or a library's message.
        when = f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}.{int(record.msecs):03d}Z"
        facts = getattr(record, "facts", None)
        if facts is None:
            message = record.getMessage().strip()[:1000]
            facts = {"event": record.levelname.lower(), "source": record.name, "message": message}
            if record.exc_info:
                facts["trace"] = logging.Formatter().formatException(record.exc_info)
        if lost := getattr(record, "lost", 0):
            facts = {**facts, "lines_left_out_before": lost}
        self._unwritten += f"{self._layout({'time': when, **facts})}\n".encode("ascii", "backslashreplace")
        # While more lines wait they are written together: each writing lets the loop wait for this thread.
        if len(self._unwritten) >= _TOGETHER or self.queue.empty():  # type: ignore[attr-defined] # it is one that tells
            self._write()

    def dequeue(self, block: bool) -> logging.LogRecord | None:  # type: ignore[override] # noqa: FBT001 - its parent's
        record: logging.LogRecord | None = super().dequeue(block)
        if record is None:
            self._write()  # the end: nothing comes after it
        return record

    def _write(self) -> None:
        rest, self._unwritten = self._unwritten, b""
        with contextlib.suppress(OSError):
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]


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
        text = value if isinstance(value, str) else json.dumps(value)
        plain = text.isascii() and text.isprintable() and not set(text) & set(' "=\\')
        pairs.append(f"{name}={text if plain and text else json.dumps(text)}")
    return " ".join(pairs)
