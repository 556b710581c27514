"""Run one part of the check on a file; print wall and processor seconds, peak memory in MB, and the errors it found.

Usage: ``.venv/bin/python bench/part.py PART FILE``. ``files`` is what `ydkg check` does before any part: read, and see
whether the file is canonical.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from ydkg.graph.canonical import stream_turtle
from ydkg.proof.check import PARTS, Data, check
from ydkg.proof.finding import ERROR

_PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def main() -> None:
    """Run the part and print."""
    name, path = sys.argv[1], Path(sys.argv[2])
    data = Data(lambda: stream_turtle(path))
    if name not in {"files", "logic"}:
        PARTS[name](Data(list), ())  # loads modules and compiles queries, which does not depend on the data
    wall, processor = time.perf_counter(), _processor()
    findings = check([path], only=()).parts[0].findings if name == "files" else PARTS[name](data, ())
    wall, processor = time.perf_counter() - wall, _processor() - processor
    peak = max(resource.getrusage(who).ru_maxrss for who in _PROCESSES) / 1024
    print(wall, processor, peak, sum(finding.severity == ERROR for finding in findings))


def _processor() -> float:
    """Return the processor seconds that this process and those it started have used, those of the reasoner included."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _PROCESSES))


if __name__ == "__main__":
    main()
