"""Measure what a person waits for: whole processes that answer one question from the shipped graph, started cold.

Usage: ``.venv/bin/python bench/cold.py [--runs N] [--question NAME]``. Prints a table and two ratios; exits with 0.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyoxigraph import NamedNode

from ydkg.collection import DATA_FILES, QUERIES_DIR
from ydkg.graph.guard import tokens
from ydkg.graph.sparql import bind
from ydkg.vocab import PREFIXES

PEERS = Path(__file__).resolve().parent / "peers"
AT_MOST = 2.5  # times a bare process on pyoxigraph
AT_LEAST = 4.0  # times faster than rdflib


def defaults(query: str) -> dict[str, str]:
    """Read the parameters of a question that have a value in its header."""
    named = re.findall(r"^#\+ param: (\w+) iri .*= ([\w-]+):([\w-]+)$", query, re.MULTILINE)
    return {name: PREFIXES[prefix] + local for name, prefix, local in named}


def plain_query(query: str, values: dict[str, str]) -> str:
    """Write a question as a query that any engine reads: prefixes declared, parameters put in; SPARQL."""
    declared = re.findall(r"^\s*PREFIX\s+([\w-]*):", query, re.MULTILINE | re.IGNORECASE)
    missing = [f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name not in declared]
    return "".join(missing) + bind(query, tokens(query), {name: NamedNode(iri) for name, iri in values.items()})


def commands(question: str, folder: Path) -> dict[str, list[str]]:
    """List the processes that are measured; label to command line, in the order of the table."""
    query = (QUERIES_DIR / f"{question}.rq").read_text(encoding="utf-8")
    values = defaults(query)
    plain = folder / "question.rq"
    plain.write_text(plain_query(query, values), encoding="utf-8")
    peer = [str(plain), *map(str, DATA_FILES)]
    parameters = [word for name, iri in values.items() for word in (f"--{name}", iri)]
    return {
        "ydkg query": [str(Path(sys.executable).with_name("ydkg")), "query", question, *parameters, "--format", "csv"],
        "bare pyoxigraph": [sys.executable, str(PEERS / "bare_pyoxigraph.py"), *peer],
        "bare rdflib": [sys.executable, str(PEERS / "bare_rdflib.py"), *peer],
    }


def seconds(command: list[str]) -> tuple[float, int]:
    """Run a process to its end; wall time in seconds, and the number of rows that it answered with."""
    # Modules are compiled once, as they are for a person, whatever this environment says.
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=settings)
    return time.perf_counter() - start, len(list(csv.reader(io.StringIO(run.stdout)))) - 1


def measure(measured: dict[str, list[str]], runs: int) -> dict[str, list[float]]:
    """Run all processes in turn, so that a busy moment of the machine falls on all of them."""
    rows = {label: seconds(command)[1] for label, command in measured.items()}
    if len(set(rows.values())) > 1:
        sys.stderr.write(f"the answers differ: {rows}\n")
    times: dict[str, list[float]] = {label: [] for label in measured}
    for _ in range(runs):
        for label, command in measured.items():
            times[label].append(seconds(command)[0])
    return times


def report(times: dict[str, list[float]]) -> str:
    """Write the table and the two ratios; lines of text; times in milliseconds."""
    lines = [f"{'process':<18}{'median ms':>10}{'fastest ms':>12}{'runs':>6}"]
    lines += [f"{k:<18}{statistics.median(v) * 1e3:>10.0f}{min(v) * 1e3:>12.0f}{len(v):>6}" for k, v in times.items()]
    ours, pyoxigraph, rdflib = (statistics.median(values) for values in times.values())
    for name, ratio, target, reached in [
        ("ydkg / bare pyoxigraph", ours / pyoxigraph, f"at most {AT_MOST}", ours <= AT_MOST * pyoxigraph),
        ("bare rdflib / ydkg", rdflib / ours, f"at least {AT_LEAST}", rdflib >= AT_LEAST * ours),
    ]:
        lines.append(f"{name} = {ratio:.2f} ({target}: {'reached' if reached else 'NOT reached'})")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--question", default="people/posts_of_a_person")
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            print(report(measure(commands(arguments.question, Path(folder)), arguments.runs)))
    except subprocess.CalledProcessError as error:
        print(f"not measured: {' '.join(error.cmd[:3])} …: {(error.stderr or '').strip().splitlines()[-1:]}")
    except OSError as error:
        print(f"not measured: {error}")


if __name__ == "__main__":
    main()
