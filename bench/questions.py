"""Measure how the named questions grow with the graph: each at two sizes, and the exponent between them.

Usage: ``.venv/bin/python bench/questions.py [--replicas N N] [--limit SECONDS] [WORD ...]``. With words, only questions
whose names hold one of them are asked. Prints a table and which questions grow faster than allowed; exits with 0.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from ydkg import assets
from ydkg.graph.answer import answer
from ydkg.graph.catalogue import question, questions
from ydkg.graph.store import open_store

HERE = Path(__file__).resolve().parent
AT_MOST = 1.2  # the exponent that a question may grow with
RUNS = 3  # of a question that takes less than a second; the best one counts, as the first one fills caches
SHORT = 0.02  # seconds below which an exponent says nothing


def ask(files: list[str], limit: float) -> None:
    """Answer the questions whose names come line by line, each with its defaults, and print what each cost.

    Parameters
    ----------
    files : list of str
        The Turtle files of the graph.
    limit : float
        Seconds of processor time after which the kernel ends this process.
    """
    store = open_store([Path(file) for file in files])
    print(json.dumps({"triples": len(store)}), flush=True)
    for line in sys.stdin:
        costs: list[float] = []
        while not costs or (len(costs) < RUNS and costs[0] < 1):
            start = resource.getrusage(resource.RUSAGE_SELF).ru_utime
            resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(start + limit), resource.RLIM_INFINITY))
            answer(store, question(line.strip()), {})
            costs.append(resource.getrusage(resource.RUSAGE_SELF).ru_utime - start)
        print(json.dumps({"seconds": min(costs)}), flush=True)


def measure(files: list[Path], names: list[str], limit: float) -> tuple[int, dict[str, float]]:
    """Ask questions of a graph, in a process that is begun anew after each one that reaches the limit.

    Parameters
    ----------
    files : list of Path
        The graph.
    names : list of str
        The questions.
    limit : float
        Seconds of processor time for each.

    Returns
    -------
    int, dict of str to float
        The number of triples, and seconds of processor time by question; infinite where the limit was reached.
    """
    command = [sys.executable, __file__, "--ask", *map(str, files), "--limit", str(limit)]
    costs: dict[str, float] = {}
    triples = 0
    while len(costs) < len(names):
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin  # noqa: S101 - for the type checker: both are pipes
            assert process.stdout  # noqa: S101 - likewise
            triples = json.loads(process.stdout.readline())["triples"]
            for name in names[len(costs) :]:
                process.stdin.write(f"{name}\n")
                process.stdin.flush()
                line = process.stdout.readline()
                costs[name] = json.loads(line)["seconds"] if line else math.inf
                if not line:
                    break
    return triples, costs


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--ask", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--replicas", nargs=2, type=int, default=[9, 98])
    parser.add_argument("--limit", type=float, default=180)
    options = parser.parse_args()
    if options.ask:
        ask(options.ask, options.limit)
        return
    names = [each.name for each in questions() if not options.words or any(word in each.name for word in options.words)]
    sizes = []
    with tempfile.TemporaryDirectory() as folder:
        for count in options.replicas:
            path = Path(folder) / f"{count}.ttl"
            subprocess.run([sys.executable, HERE / "replica.py", str(count), path], check=True, capture_output=True)
            sizes.append(measure([*assets.DATA_FILES, path], names, options.limit))
    (small, before), (large, after) = sizes
    print(f"{'question':42}{small:>12,}{large:>12,}  exponent   (seconds of processor time)")
    fast = []
    for name in names:
        one, other = before[name], after[name]
        exponent = math.log(other / one) / math.log(large / small) if min(one, other) > 0 else math.nan
        if other > SHORT and not exponent <= AT_MOST:
            fast.append(name)
        print(f"{name:42}{one:12.3f}{other:12.3f}  {exponent:8.2f}")
    print(f"grow faster than n^{AT_MOST}: {', '.join(fast) or 'none'}")


if __name__ == "__main__":
    main()
