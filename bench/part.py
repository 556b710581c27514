"""Run one part of the check on a file, and print seconds, peak memory in MB, and how many errors it found.

Usage: ``.venv/bin/python bench/part.py PART FILE``. ``files`` is what `ydkg check` does before any part: read, and see
whether the file is canonical.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from ydkg.graph.canonical import read_turtle
from ydkg.proof.check import PARTS, check
from ydkg.proof.finding import ERROR


def main() -> None:
    """Run the part and print."""
    name, path = sys.argv[1], Path(sys.argv[2])
    triples = [] if name == "files" else read_turtle(path)
    if name not in {"files", "logic"}:
        PARTS[name]([], None)  # loads modules and compiles queries, which does not depend on the data
    start = time.perf_counter()
    findings = check([path], only=()).parts[0].findings if name == "files" else PARTS[name](triples, None)
    seconds = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(seconds, peak / 1024, sum(finding.severity == ERROR for finding in findings))


if __name__ == "__main__":
    main()
