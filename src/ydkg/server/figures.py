"""Figures of several processes as of one: each writes its own into memory that all share, and any reads the whole."""

from __future__ import annotations

import json
import struct
import time
from collections import Counter
from mmap import mmap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Bytes of a row: its first counts how often it was written, and so says which of two texts holds. The other is written
#: meanwhile, so that what is read is whole where nothing was written since.
_ROW, _TEXT, _FIRST = 32 * 1024, 15 * 1024, 8
#: Of a text: when it was written, in seconds of a clock that all processes have, and its length.
_HEAD = struct.Struct("=dI")
#: Seconds without a word after which a process is missed.
_MISSED = 5.0
#: Of which figures the least or the most of all processes is the whole's; of the others it is the sum.
_OF_ALL = {"pages_ready": min, "prepared": min, "triples": max, "uptime_seconds": max}


class Figures(NamedTuple):
    """What a server tells of itself."""

    status: str  # in a word or two how it is; empty where it is no more
    now: dict[str, float]  # what goes up and down
    since_start: dict[str, int]  # what is counted
    responses: dict[str, int]  # status -> how often there was an answer of it

    def plus(self, others: Iterable[Figures]) -> Figures:
        """Give those of a whole that this is part of."""
        parts = [self, *others]
        living = [each for each in parts if each.now and each.status != "stopping"] or [self]
        now = {name: _OF_ALL.get(name, sum)([each.now[name] for each in living]) for name in self.now}
        return Figures(
            next((each.status for each in living if each.status != "ok"), "ok"),
            now,
            _added(each.since_start for each in parts),
            _added(each.responses for each in parts),
        )


class SharedFigures:
    """Rows of figures in memory that is shared with all processes that are forked later."""

    def __init__(self, processes: int) -> None:
        self._processes, self.rows = processes, range(3 * processes)
        self._memory = mmap(-1, len(self.rows) * _ROW)

    def read(self, row: int) -> Figures:
        """Read a row; without any where nothing was written."""
        _, text = self._read(row)
        return Figures(*json.loads(text)) if text else Figures("", {}, {}, {})

    def write(self, row: int, figures: Figures, moment: float | None = None) -> None:
        """Write a row."""
        moment = time.monotonic() if moment is None else moment
        count, text = (self._memory[row * _ROW] + 1) % 256, json.dumps(figures, separators=(",", ":")).encode()
        place = self._place(row, count)
        self._memory[place : place + _HEAD.size + len(text)] = _HEAD.pack(moment, len(text)) + text
        self._memory[row * _ROW] = count

    def leave(self, row: int) -> None:
        """Leave of a row what was counted, when its process has ended: counts of the whole never fall."""
        self.write(row, self.read(row)._replace(status="", now={}), self._read(row)[0])

    def others(self, row: int) -> list[Figures]:
        """Read all rows but one."""
        return [self.read(each) for each in self.rows if each != row]

    def complete(self) -> bool:
        """Tell whether as many processes were heard of lately as there are when all are well."""
        return sum(time.monotonic() - self._read(row)[0] < _MISSED for row in self.rows) >= self._processes

    def _read(self, row: int) -> tuple[float, bytes]:
        while True:
            count = self._memory[row * _ROW]
            place = self._place(row, count)
            moment, length = _HEAD.unpack_from(self._memory, place)
            text = self._memory[place + _HEAD.size : place + _HEAD.size + length]
            if self._memory[row * _ROW] == count:
                return moment, text

    @staticmethod
    def _place(row: int, count: int) -> int:
        return row * _ROW + _FIRST + count % 2 * _TEXT


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total = Counter[str]()
    for each in counts:
        total.update(each)
    return dict(total)
