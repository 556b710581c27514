"""Measure how every verb grows with the graph, beside pyoxigraph and rdflib, and where each stops being comfortable.

Usage: ``.venv/bin/python bench/scale.py [--sizes N …] [--limit SECONDS] [--plot FILE.svg] [WORD …]``. With words, only
rows whose names hold one of them are measured. Collections are those of ``generate.py``. Prints a table, and each
figure on standard error as it is measured; exits with 0.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from generate import generate, person, town

from ydkg.export import FORMATS
from ydkg.vocab import ydr

HERE = Path(__file__).resolve().parent
#: Seconds of processor time that a person waits for without thinking of something else.
COMFORTABLE = 2.0
#: How a command ends that has done its work: checks may find something, and a misspelt name is refused.
ENDS = {0, 1}
MISSPELT = "show, misspelt"
QUESTION = "people/posts_of_a_person"
YDKG = (sys.executable, "-m", "ydkg")
#: Queries in files.
QUERIES = {
    "COUNT": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "LOOKUP": f"PREFIX org: <http://www.w3.org/ns/org#> SELECT ?post ?body {{ ?m org:member <{ydr(person(1).slug)}> ; "
    "org:role ?post ; org:organization ?body }",
}
#: Row -> words of the command; OUT is a file for what is written, FILES those of the collection.
VERBS = {
    "index, built": (*YDKG, "index"),
    f"query {QUESTION}": (*YDKG, "query", QUESTION, "--person", f"ydr:{person(1).slug}"),
    "query metrics/figures_of_a_thing": (*YDKG, "query", "metrics/figures_of_a_thing", "--thing", town(1).en),
    "query metrics/all_figures, csv": (*YDKG, "query", "metrics/all_figures", "--format", "csv"),
    "sparql, count": (*YDKG, "sparql", "COUNT"),
    "show": (*YDKG, "show", town(1).en),
    "cite": (*YDKG, "cite", town(1).en),
    MISSPELT: (*YDKG, "show", f"{town(1).en}x"),
    "path": (*YDKG, "path", town(1).en, town(3).en),
    "view --focus": (*YDKG, "view", "--focus", town(1).en, "-o", "OUT"),
    "view": (*YDKG, "view", "-o", "OUT"),
    **{f"export {name}": (*YDKG, "export", name, "-o", "OUT") for name in FORMATS},
    "verify": (*YDKG, "verify"),
    "coverage": (*YDKG, "coverage"),
    "promises": (*YDKG, "promises"),
    **{
        f"check --only {part}": (*YDKG, "check", "--only", part)
        for part in ("evidence", "rules", "shapes", "arithmetic", "coverage")
    },
    "pyoxigraph, look-up": (sys.executable, str(HERE / "peers" / "bare_pyoxigraph.py"), "LOOKUP", "FILES"),
    "rdflib, look-up": (sys.executable, str(HERE / "peers" / "bare_rdflib.py"), "LOOKUP", "FILES"),
}
_COLOURS = ("#35419a", "#8c2a5e", "#1c7a3c", "#c24a0b", "#0a73a6", "#8a6a00", "#66625a")


class Cost(NamedTuple):
    """What a command cost: seconds of processor time and by the clock, megabytes at most; infinite where it failed."""

    cpu: float
    wall: float
    memory: float


def measure(command: tuple[str, ...], folder: Path, scratch: Path, limit: float) -> Cost:
    """Run a command as a process, started cold.

    Parameters
    ----------
    command : tuple of str
    folder : Path
        The collection.
    scratch : Path
        Where indexes and outputs are.
    limit : float
        Seconds of the clock after which it is ended.

    Returns
    -------
    Cost
    """
    places = {name: [str(scratch / name)] for name in (*QUERIES, "OUT")} | {"FILES": [*map(str, folder.glob("*.ttl"))]}
    words = [each for word in command for each in places.get(word, [word])]
    environment = {**os.environ, "YDKG_DATA": str(folder), "YDKG_CACHE": str(scratch / "cache"), "PYTHONHASHSEED": "0"}
    began = time.perf_counter()
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        took = time.perf_counter() - began
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in ({2} if command == VERBS[MISSPELT] else ENDS):
                return Cost(math.inf, math.inf, math.inf)
            return Cost(used.ru_utime + used.ru_stime, took, used.ru_maxrss / 1024)
        if took > limit:
            process.kill()
            process.wait()
            return Cost(math.inf, math.inf, math.inf)
        time.sleep(0.005)


def comfortable(sizes: list[int], costs: list[Cost]) -> float:
    """Tell up to which size a command is comfortable, between the sizes that were measured as a power of the size.

    Parameters
    ----------
    sizes : list of int
    costs : list of Cost

    Returns
    -------
    float
        Triples; infinite where it is comfortable at all of them, 0 where at none.
    """
    if costs[0].cpu > COMFORTABLE:
        return 0
    for (small, low), (large, high) in pairwise(zip(sizes, costs, strict=True)):
        if high.cpu > COMFORTABLE:
            if math.isinf(high.cpu):
                return small
            share = math.log(COMFORTABLE / low.cpu) / math.log(high.cpu / low.cpu)
            return small * (large / small) ** share
    return math.inf


def plot(sizes: list[int], rows: dict[str, list[Cost]]) -> str:
    """Draw processor time over size, both by powers of ten.

    Parameters
    ----------
    sizes : list of int
    rows : dict of str to list of Cost

    Returns
    -------
    str
        SVG.
    """
    width, height, left = 560, 60 + 22 * len(rows), 60
    low, high = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size: int) -> float:
        return round(left + (math.log10(size) - low) / max(high - low, 1) * width, 1)

    def y(seconds: float) -> float:
        return round(height - 30 - (math.log10(min(max(seconds, 0.01), 1000)) + 2) / 5 * (height - 60), 1)

    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 420}" height="{height}" font-size="12">'
    drawn = [
        head,
        *(
            f'<path d="M{left} {y(each)}h{width}" stroke="#ddd"/><text x="4" y="{y(each)}">{each:g} s</text>'
            for each in (0.01, 0.1, 1, 10, 100, 1000)
        ),
    ]
    drawn += [f'<text x="{x(size) - 20}" y="{height - 8}">{size:,}</text>' for size in sizes]
    for at, (name, costs) in enumerate(rows.items()):
        colour, dash = _COLOURS[at % len(_COLOURS)], f' stroke-dasharray="{2 + at // len(_COLOURS) * 3}"'
        points = " ".join(
            f"{x(size)},{y(cost.cpu)}" for size, cost in zip(sizes, costs, strict=True) if cost.cpu < math.inf
        )
        place = 30 + 22 * at
        drawn.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}"{dash if at >= len(_COLOURS) else ""}/>'
        )
        drawn.append(f'<text x="{left + width + 20}" y="{place}" fill="{colour}">{name}</text>')
    return "\n".join([*drawn, "</svg>", ""])


def main() -> None:
    """Measure, print the table, and draw the plot where one is wanted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="*")
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--limit", type=float, default=300)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    names = [name for name in VERBS if not options.words or any(word in name for word in options.words)]
    rows: dict[str, list[Cost]] = {name: [] for name in names}
    sizes = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as place:
            scratch, folder = Path(place), Path(place) / "data"
            sizes.append(generate(size, folder))
            for name, text in QUERIES.items():
                (scratch / name).write_text(text)
            measure(VERBS["sparql, count"], folder, scratch, options.limit)  # builds the index of a large one
            for name in names:
                gone = math.isinf(rows[name][-1].cpu) if rows[name] else False
                if name == "index, built":
                    measure((*YDKG, "index", "--remove"), folder, scratch, options.limit)
                cost = Cost(*[math.inf] * 3) if gone else measure(VERBS[name], folder, scratch, options.limit)
                rows[name].append(cost)
                print(f"{sizes[-1]:,}: {name}: {cost.cpu:.2f} s ({cost.memory:.0f} MB)", file=sys.stderr, flush=True)
    print(f"| seconds of processor time (MB) | {' | '.join(f'{size:,}' for size in sizes)} | exponent | up to |")
    print(f"|---|{'---|' * (len(sizes) + 2)}")
    for name, costs in rows.items():
        told = [f"{cost.cpu:.2f} ({cost.memory:.0f})" if cost.cpu < math.inf else "–" for cost in costs]
        grown = (
            math.log(costs[-1].cpu / costs[-2].cpu) / math.log(sizes[-1] / sizes[-2]) if len(sizes) > 1 else math.nan
        )
        until = comfortable(sizes, costs)
        print(f"| {name} | {' | '.join(told)} | {grown:.2f} | {'all' if math.isinf(until) else f'{until:,.0f}'} |")
    if options.plot:
        options.plot.write_text(plot(sizes, rows), encoding="utf-8")


if __name__ == "__main__":
    main()
