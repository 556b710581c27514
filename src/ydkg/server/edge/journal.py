"""The log: one line for each request and each event, on standard error."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import threading
import time
from typing import Literal, TypeAlias

Layout: TypeAlias = Literal["json", "text", "none"]
#: Characters of a path, a query or a user agent that are kept.
LONGEST = 200
#: Lines that may wait for a slow reader; further ones are counted and left out, so that it never holds up a request.
_WAITING = 10_000


class Journal:
    """Write lines in one of two layouts; a thread of its own writes them.

    Parameters
    ----------
    layout : str
        ``json``: an object a line; ``text``: ``name=value`` pairs; ``none``: only events, as text.
    descriptor : int
        The file to write to.
    """

    def __init__(self, layout: Layout, descriptor: int = 2) -> None:
        self.layout = layout
        self._descriptor = descriptor
        self._lines: queue.Queue[str | None] = queue.Queue(_WAITING)
        self._lost = 0
        self._second = (0, "")
        self._writer: threading.Thread | None = None

    def event(self, name: str, **facts: object) -> None:
        """Write that something happened.

        Parameters
        ----------
        name : str
            What.
        **facts : object
            JSON values about it.
        """
        self._put({"time": self._now(), "event": name, **facts})

    def request(self, facts: dict[str, object]) -> None:
        """Write that a request was answered.

        Parameters
        ----------
        facts : dict
            JSON values about it.
        """
        if self.layout != "none":
            self._put({"time": self._now(), "event": "request", **facts})

    def close(self, seconds: float = 2.0) -> None:
        """Write what waits, for some seconds at most."""
        if self._writer is not None:
            with contextlib.suppress(queue.Full):
                self._lines.put(None, timeout=seconds)
            self._writer.join(seconds)

    def _now(self) -> str:
        """Give the time in UTC to the millisecond; its date is written once a second."""
        time_ms = time.time_ns() // 1_000_000
        second = time_ms // 1000
        if self._second[0] != second:
            self._second = (second, time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second)))
        return f"{self._second[1]}.{time_ms % 1000:03d}Z"

    def _put(self, facts: dict[str, object]) -> None:
        if self._writer is None:
            self._writer = threading.Thread(target=self._write, name="journal", daemon=True)
            self._writer.start()
        if self._lost:
            facts = {**facts, "lines_left_out_before": self._lost}
        try:
            self._lines.put_nowait(_as_json(facts) if self.layout == "json" else _as_text(facts))
            self._lost = 0
        except queue.Full:
            self._lost += 1

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            lines, over = [line], False
            # What has come meanwhile goes in one piece.
            with contextlib.suppress(queue.Empty):
                while (line := self._lines.get_nowait()) is not None:
                    lines.append(line)
                over = True
            rest = "".join(lines).encode("ascii", "backslashreplace")
            with contextlib.suppress(OSError):
                while rest:
                    rest = rest[os.write(self._descriptor, rest) :]
            if over:
                return


class Reports(logging.Handler):
    """Take what libraries log into the journal.

    Parameters
    ----------
    journal : Journal
        Where to write.
    """

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.WARNING)
        self.journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record as an event."""
        trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else None
        facts = {"message": record.getMessage().strip()[:1000], **({"trace": trace} if trace else {})}
        self.journal.event(record.levelname.lower(), source=record.name, **facts)


def shortened(text: str) -> str:
    """Cut a text that a client chose to a length that is kept."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}...({len(text)})"


def _as_json(facts: dict[str, object]) -> str:
    return json.dumps(facts, separators=(",", ":")) + "\n"


def _as_text(facts: dict[str, object]) -> str:
    """Write pairs; what is not a plain word is quoted, so that no value can look like a pair or a line."""
    return " ".join(f"{name}={_word(value)}" for name, value in facts.items()) + "\n"


def _word(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    plain = text.isascii() and text.isprintable() and not set(text) & set(' "=\\')
    return text if plain and text else json.dumps(text)
