"""Measure how `ydkg diff --format patch` grows: processor time and memory, at up to a million triples a side.

Usage: ``.venv/bin/python bench/diff.py [--documents N …]``. Each graph is the shipped data with replicas; of the second
every hundredth fact is another. Each patch is applied to the first and has to give the second. Prints a table and how
time and memory grow between the last two sizes; exits with 0.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from itertools import chain
from math import log
from pathlib import Path

from pyoxigraph import Literal, Triple
from replica import Original

from ydkg import assets
from ydkg.graph.canonical import ntriples, read_turtle

VERB = """
from ydkg.cli import main
try:
    main()
finally:
    print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))
"""
GROWTH = 1.15  # exponent of processor time
MEMORY = 1.25  # times the memory of a graph before


def write_sides(folder: Path, documents: int) -> tuple[int, int]:
    """Write two graphs that differ, as Turtle without prefixes.

    Parameters
    ----------
    folder : Path
        Where ``a.ttl`` and ``b.ttl`` are written.
    documents : int
        How many copies of the shipped data they hold.

    Returns
    -------
    int, int
        Triples of the first, and changes between the two: a triple that is gone and one that is new are two.
    """
    triples = [triple for path in assets.DATA_FILES for triple in read_turtle(path)]
    original, total, changed = Original(triples), 0, 0
    replicas = (original.replica(number) for number in range(2, documents + 1))
    with (
        (folder / "a.ttl").open("w", encoding="utf-8") as first,
        (folder / "b.ttl").open("w", encoding="utf-8") as second,
    ):
        for total, triple in enumerate(chain(dict.fromkeys(triples), *replicas), start=1):
            line = ntriples(triple)
            first.write(f"{line}\n")
            if total % 100 == 0:
                changed += 2
                line = ntriples(Triple(triple.subject, triple.predicate, Literal(f"changed {total}", language="en")))
            second.write(f"{line}\n")
    return total, changed


def measured(folder: Path) -> tuple[float, float, int]:
    """Run the verb in a process of its own.

    Returns
    -------
    float, float, int
        Processor seconds, megabytes at most, lines of the patch.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    arguments = ["diff", "a.ttl", "b.ttl", "--format", "patch", "-o", "out.rdfp"]
    done = subprocess.run(
        [sys.executable, "-c", VERB, *arguments], cwd=folder, capture_output=True, check=True, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with (folder / "out.rdfp").open("rb") as written:
        lines = sum(1 for _ in written)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, int(done.stdout) / 1024, lines


def applied(folder: Path) -> bool:
    """Apply the patch to the first graph.

    Parameters
    ----------
    folder : Path
        Where ``a.ttl``, ``b.ttl`` and the patch are, a triple a line each.

    Returns
    -------
    bool
        Whether that gives the second, triple for triple.
    """
    graph = set((folder / "a.ttl").read_text(encoding="utf-8").splitlines())
    for line in (folder / "out.rdfp").read_text(encoding="utf-8").splitlines():
        sign, _, triple = line.partition(" ")
        if sign == "D":
            graph.remove(triple)
        elif sign == "A":
            graph.add(triple)
    return graph == set((folder / "b.ttl").read_text(encoding="utf-8").splitlines())


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", nargs="+", type=int, default=[1, 10, 100], metavar="N")
    rows = []
    print(f"{'triples a side':>15} {'changes':>9} {'processor s':>12} {'MB':>6}")
    for documents in parser.parse_args().documents:
        with tempfile.TemporaryDirectory() as name:
            triples, changed = write_sides(Path(name), documents)
            seconds, megabytes, lines = measured(Path(name))
            if not applied(Path(name)):
                print("the patch, applied to the first graph, does not give the second", file=sys.stderr)
                return 1
        if lines != changed + 2:
            print(f"the patch has {lines} lines where {changed + 2} were due", file=sys.stderr)
            return 1
        rows.append((triples, seconds, megabytes))
        print(f"{triples:>15,} {changed:>9,} {seconds:>12.2f} {megabytes:>6.0f}")
    sizes, times, memory = zip(*rows[-2:], strict=True)
    exponent = log(times[-1] / times[0]) / log(sizes[-1] / sizes[0]) if len(rows) > 1 else 0
    print(f"between the last two: time grows as n^{exponent:.2f}, memory {memory[-1] / memory[0]:.2f} times")
    if exponent > GROWTH or memory[-1] > MEMORY * memory[0]:
        print(f"target: at most n^{GROWTH} and {MEMORY} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
