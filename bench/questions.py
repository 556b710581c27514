"""Measure how the named questions grow with the graph, and what they cost beside pyoxigraph alone.

Each is asked at two sizes, by `ydkg.ask`: the exponent between them, and its processor time over that of pyoxigraph
with the same query on the same store, each term's value read too. They take turns, the short ones many times in each,
and medians are compared; what needs computed values is asked of what is stated. Beside them a join of two patterns by
pyoxigraph alone, which shows what the engine itself grows by where a graph outgrows the processor's caches: no question
is asked to grow less.

Usage: ``.venv/bin/python bench/questions.py [--replicas N N] [--limit SECONDS] [WORD ...]``. With words, only questions
whose names hold one of them are asked. Prints a table and which questions grow faster or cost more than allowed; exits
with 0.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import ydkg
from ydkg.collection import DATA_FILES
from ydkg.graph.guard import guard
from ydkg.graph.questions import Question, answer, question, questions, terms
from ydkg.graph.sparql import bind
from ydkg.graph.store import open_store
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

HERE = Path(__file__).resolve().parent
AT_MOST = 1.2  # the exponent that a question may grow with
TIMES = 1.3  # what a question may cost, in times of pyoxigraph alone
RUNS = 9  # turns of a question that takes less than a second, two of others
SHORT = 0.02  # seconds of processor time that a turn takes at least, and below which growth says nothing

#: What looks one thing up for each of its rows, and no more.
JOIN = "SELECT ?fact ?start WHERE { ?fact prov:wasDerivedFrom ?evidence . ?evidence yd:start ?start }"


class Cost(NamedTuple):
    """Seconds of processor time of a question, and of its query by pyoxigraph alone."""

    ours: float
    plain: float


def plain(store: Store, asked: Question) -> Callable[[], object]:
    """Give what has pyoxigraph answer a question's query, its defaults put in beforehand."""
    query = bind(asked.text, guard(asked.text, PREFIXES), terms(store, asked, {}))

    def answered() -> list[list[str | None]]:
        rows = store.query(query, prefixes=PREFIXES)
        return [[term and term.value for term in row] for row in rows]  # type: ignore[union-attr]

    return answered


def cost(answered: Callable[[], object], limit: float) -> float:
    """Take the processor time of an answer, given again while that is short; the kernel ends it at the limit."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + limit), resource.RLIM_INFINITY))
    start, count = time.process_time(), 0
    while not count or time.process_time() - start < SHORT:
        answered()
        count += 1
    return (time.process_time() - start) / count


def ask(files: list[str], limit: float) -> None:
    """Answer the questions whose names come line by line, each with its defaults, and print what each cost."""
    store = open_store([Path(file) for file in files])
    rows = lambda: [tuple(row) for row in store.query(JOIN, prefixes=PREFIXES)]  # type: ignore[union-attr]  # noqa: E731
    print(json.dumps({"triples": len(store), "join": median(cost(rows, limit) for _ in range(RUNS))}), flush=True)
    for line in sys.stdin:
        asked = question(line.strip())
        alone = plain(store, asked)
        ours = partial(*((answer, store, asked, {}) if asked.needs else (ydkg.ask, asked.name, store)))
        costs: list[Cost] = []
        while len(costs) < 2 or (len(costs) < RUNS and costs[0].ours < 1):  # noqa: PLR2004 - the first fills caches
            costs.append(Cost(cost(ours, limit), cost(alone, limit)))
        print(json.dumps([median(each) for each in zip(*costs, strict=True)]), flush=True)


def measure(files: list[Path], names: list[str], limit: float) -> tuple[int, float, dict[str, Cost]]:
    """Ask questions of a graph, in a process that is begun anew after each one that reaches the limit."""
    command = [sys.executable, __file__, "--ask", *map(str, files), "--limit", str(limit)]
    costs: dict[str, Cost] = {}
    triples, join = 0, math.inf
    while len(costs) < len(names):
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin  # noqa: S101 - for the type checker: both are pipes
            assert process.stdout  # noqa: S101 - likewise
            begun = json.loads(process.stdout.readline())
            triples, join = begun["triples"], min(join, begun["join"])
            for name in names[len(costs) :]:
                process.stdin.write(f"{name}\n")
                process.stdin.flush()
                line = process.stdout.readline()
                costs[name] = Cost(*json.loads(line)) if line else Cost(math.inf, math.inf)
                if not line:
                    break
    return triples, join, costs


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
            sizes.append(measure([*DATA_FILES, path], names, options.limit))
    (small, joined, before), (large, joined_again, after) = sizes
    print(f"{'question':42}{small:>12,}{large:>12,}  exponent  beside pyoxigraph alone  (seconds of processor time)")
    grown = math.log(joined_again / joined) / math.log(large / small)
    print(f"{'(a join of two patterns)':42}{joined:12.3f}{joined_again:12.3f}  {grown:8.2f}")
    fast, dear = [], []
    for name in names:
        one, other = before[name], after[name]
        exponent = math.log(other.ours / one.ours) / math.log(large / small)
        ratios = [each.ours / each.plain for each in (one, other)]
        if other.ours > SHORT and not exponent <= max(AT_MOST, grown):
            fast.append(name)
        if not max(ratios) <= TIMES:
            dear.append(name)
        print(f"{name:42}{one.ours:12.5f}{other.ours:12.5f}  {exponent:8.2f}  {ratios[0]:8.2f}{ratios[1]:8.2f}")
    print(f"grow faster than n^{max(AT_MOST, grown):.2f}: {', '.join(fast) or 'none'}")
    print(f"take more than {TIMES} times pyoxigraph alone: {', '.join(dear) or 'none'}")


if __name__ == "__main__":
    main()
