"""Measure how every verb grows with the graph, beside pyoxigraph and rdflib, and where each stops being comfortable.

Usage: ``.venv/bin/python bench/scale.py [--sizes N …] [--limit S] [--minutes N] [WORD …]``

With words, only rows whose names hold one of them are measured. Collections are those of ``generate.py``. What would
take more processor time than the limit, or more memory than there is, by what it took at the size before, is not run,
nor anything when the minutes are over. Prints the table, and each figure on standard error as it is measured. Exits
with 0.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import pairwise
from pathlib import Path
from resource import RLIMIT_CPU, setrlimit
from signal import SIGKILL, SIGXCPU
from typing import NamedTuple

from generate import generate, person, town

from ydkg.export import FORMATS
from ydkg.vocab import ydr

HERE = Path(__file__).resolve().parent
#: Seconds of processor time that a person waits for, and that one lets work go on for.
WAITING, WORKING = 2.0, 60.0
#: Megabytes that a command may take on a machine of 24 GB.
MEMORY = 20_000
#: How a command ends that has done its work: checks may find something, and a misspelt name is refused.
ENDS = {0, 1}
MISSPELT = "show, misspelt"
INDEX = "index, built"
QUESTION = "people/posts_of_a_person"
YDKG = (sys.executable, "-m", "ydkg")
#: Queries in files.
QUERIES = {
    "COUNT": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "LOOKUP": f"PREFIX org: <http://www.w3.org/ns/org#> SELECT ?post ?body {{ ?m org:member <{ydr(person(1).slug)}> ; "
    "org:role ?post ; org:organization ?body }",
}
#: Row -> words of the command, of what a person waits for; OUT is a file for what is written, FILES the collection's.
ASKED = {
    f"query {QUESTION}": (*YDKG, "query", QUESTION, "--person", f"ydr:{person(1).slug}"),
    "query metrics/figures_of_a_thing": (*YDKG, "query", "metrics/figures_of_a_thing", "--thing", town(1).en),
    "query metrics/all_figures, csv": (*YDKG, "query", "metrics/all_figures", "--format", "csv"),
    "sparql, count": (*YDKG, "sparql", "COUNT"),
    "show": (*YDKG, "show", town(1).en),
    "cite": (*YDKG, "cite", town(1).en),
    MISSPELT: (*YDKG, "show", f"{town(1).en}x"),
    "path": (*YDKG, "path", town(1).en, town(3).en),
    "view --focus": (*YDKG, "view", "--focus", town(1).en, "-o", "OUT"),
    "promises": (*YDKG, "promises"),
    "view": (*YDKG, "view", "-o", "OUT"),
}
#: Likewise, of work that one lets go on.
WORKED = {
    INDEX: (*YDKG, "query", "people/all_posts"),
    **{f"export {name}": (*YDKG, "export", name, "-o", "OUT") for name in FORMATS},
    "verify": (*YDKG, "verify"),
    "audit": (*YDKG, "audit"),
    "coverage": (*YDKG, "coverage"),
    "format --check": (*YDKG, "format", "--check"),
    **{
        f"check --only {part}": (*YDKG, "check", "--only", part)
        for part in ("evidence", "rules", "shapes", "arithmetic", "coverage")
    },
}
#: Others that answer one look-up, from the files.
PEERS = {
    "pyoxigraph, look-up": (sys.executable, str(HERE / "peers" / "bare_pyoxigraph.py"), "LOOKUP", "FILES"),
    "rdflib, look-up": (sys.executable, str(HERE / "peers" / "bare_rdflib.py"), "LOOKUP", "FILES"),
}
VERBS = {INDEX: WORKED[INDEX], **ASKED, **PEERS, **WORKED}


class Cost(NamedTuple):
    """What a command cost: seconds of processor time and by the clock, megabytes at most; or why that is not known."""

    cpu: float = 0
    wall: float = 0
    memory: float = 0
    unknown: str = ""


#: What was not run, since it would have taken too long, and since the time was over.
NOT_RUN, NO_TIME = Cost(unknown="not run"), Cost(unknown="no time")


def measure(command: tuple[str, ...], folder: Path, scratch: Path, limit: int) -> Cost:
    """Run a command as a process, started cold."""
    places = {name: [str(scratch / name)] for name in (*QUERIES, "OUT")} | {"FILES": [*map(str, folder.glob("*.ttl"))]}
    words = [each for word in command for each in places.get(word, [word])]
    # Modules are compiled once, as they are for a person, whatever this environment says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"YDKG_DATA": str(folder), "YDKG_CACHE": str(scratch / "cache"), "PYTHONHASHSEED": "0"}
    began = time.perf_counter()
    process = subprocess.Popen(
        words,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=partial(setrlimit, RLIMIT_CPU, (limit, limit + 1)),  # noqa: PLW1509 - this process has one thread
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode in {-SIGXCPU, -SIGKILL}:
        return Cost(unknown=f"> {limit} s")
    if process.returncode not in ({2} if command == VERBS[MISSPELT] else ENDS):
        return Cost(unknown="failed")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 1024)


def comfortable(name: str, sizes: list[int], costs: list[Cost]) -> float:
    """Tell up to which size a command is comfortable, between and beyond the sizes as a power of the size."""
    patience = WORKING if name in WORKED else WAITING
    known = [(size, cost.cpu) for size, cost in zip(sizes, costs, strict=True) if not cost.unknown]
    if not known or known[0][1] > patience:
        return 0
    (small, low), (large, high) = known[0], known[-1]
    for (small, low), (large, high) in pairwise(known):  # noqa: B007 - the last two are wanted where none is too long
        if high > patience:
            break
    if high <= patience and len(known) == len(sizes):
        return math.inf
    if high <= patience and costs[len(known)] == NO_TIME:
        return large
    grown = math.log(high / low) / math.log(large / small) if large > small else 1
    until = large * (patience / high) ** (1 / max(grown, 0.1))
    # What was not run, or took too long, is not comfortable.
    return min(until, float(sizes[len(known)])) if high <= patience else until


def exponent(sizes: list[int], costs: list[Cost]) -> float:
    """Tell with which power of the size a command grows, by the two largest sizes that are known."""
    known = [(size, cost.cpu) for size, cost in zip(sizes, costs, strict=True) if not cost.unknown]
    if len(known) < 2:  # noqa: PLR2004 - two
        return math.nan
    (small, low), (large, high) = known[-2:]
    return math.log(high / low) / math.log(large / small)


def table(sizes: list[int], rows: dict[str, list[Cost]]) -> str:
    """Write what was measured as a table; Markdown: a line a row."""
    lines = [
        f"| processor time, s (memory, MB) | {' | '.join(f'{size:,}' for size in sizes)} | exponent | comfortable to |",
        f"|---|{'---:|' * (len(sizes) + 2)}",
    ]
    for name, costs in rows.items():
        told = [each.unknown or f"{each.cpu:.2f} ({each.memory:.0f})" for each in costs]
        grown, until = exponent(sizes, costs), comfortable(name, sizes, costs)
        size = "all" if math.isinf(until) else f"{float(f'{until:.1e}'):,.0f}" if until else "none"
        size = f"{size} at least" if costs[-1] == NO_TIME and until in sizes else size
        lines.append(f"| {name} | {' | '.join(told)} | {'' if math.isnan(grown) else f'{grown:.2f}'} | {size} |")
    return "\n".join([*lines, ""])


def run(names: list[str], wanted: list[int], limit: int, minutes: float) -> tuple[list[int], dict[str, list[Cost]]]:
    """Measure commands at sizes; how many triples there were, and what each row cost."""
    rows: dict[str, list[Cost]] = {name: [] for name in names}
    sizes: list[int] = []
    until = time.monotonic() + 60 * minutes
    for size in wanted:
        with tempfile.TemporaryDirectory() as place:
            scratch, folder = Path(place), Path(place) / "data"
            sizes.append(generate(size, folder))
            for name, text in QUERIES.items():
                (scratch / name).write_text(text)
            if INDEX not in names:
                measure(WORKED[INDEX], folder, scratch, 10 * limit)
            # SPARQL asks a store in which each file is a graph of its own, too; it is built once likewise.
            measure(ASKED["sparql, count"], folder, scratch, 10 * limit)
            for name in names:
                most, before = 10 * limit if name == INDEX else limit, rows[name][-1] if rows[name] else Cost()
                longer = sizes[-1] / sizes[-2] if rows[name] else 1
                fits = not before.unknown and before.cpu * longer <= most and before.memory * longer <= MEMORY
                due = fits and time.monotonic() < until
                unknown = NO_TIME if fits or before == NO_TIME else NOT_RUN
                rows[name].append(measure(VERBS[name], folder, scratch, most) if due else unknown)
                cost = rows[name][-1]
                said = cost.unknown or f"{cost.cpu:.2f} s ({cost.memory:.0f} MB)"
                print(f"{sizes[-1]:,}: {name}: {said}", file=sys.stderr, flush=True)
    return sizes, rows


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="*")
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000, 1_000_000, 10_000_000])
    parser.add_argument("--limit", type=int, default=90)
    parser.add_argument("--minutes", type=float, default=90)
    options = parser.parse_args()
    names = [name for name in VERBS if not options.words or any(word in name for word in options.words)]
    print(table(*run(names, options.sizes, options.limit, options.minutes)), end="")


if __name__ == "__main__":
    main()
