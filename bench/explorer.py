"""Measure the explorer's page in a real browser, beside pyvis's defaults, sigma.js and cytoscape.js, in one run.

Usage: ``.venv/bin/python bench/explorer.py [--runs N] [--limit SECONDS] [--graphs 150,600,2000,shipped]``. Prints
three tables and what is not reached; exits with 0.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pages
from playwright.sync_api import Error
from visits import Seen, visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OURS, WHOLE = "ydkg", "ydkg, all shown"
PEERS = {"pyvis": pages.pyvis, "sigma": pages.sigma, "cytoscape": pages.cytoscape}
SHIPPED = "shipped"
#: The views of when and where, and how long the answer to a filter or a brush may take there with so many marks.
VIEWS, MARKS, BRUSH = ("board", "timeline", "places"), 2000, 50
COLUMN = {"150": 0, "600": 1, "2000": 2, SHIPPED: 3}


class Row(NamedTuple):
    """A figure: its name, its form, ≤ or ≥, its bounds for 150, 600, 2,000 nodes and the shipped graph, its value."""

    name: str
    form: str
    sign: str
    bounds: tuple[float, float, float, float]
    value: Callable[[str, Measured], float | None]


class Measured:
    """All that was measured, by graph and page; figures are medians of the runs."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.seen: defaultdict[tuple[str, str], list[Seen]] = defaultdict(list)
        self.view: defaultdict[str, list[float]] = defaultdict(list)
        self.bytes: dict[tuple[str, str], int] = {}
        self.brushed: defaultdict[str, list[list[float]]] = defaultdict(list)

    def first(self, graph: str, page: str) -> float | None:
        """Give the seconds to the first picture; None if it took longer than the limit."""
        return _median(seen.first for seen in self.seen[graph, page])

    def late(self, graph: str, page: str) -> bool:
        """Tell whether a page has once taken longer than the limit."""
        return any(seen.first is None for seen in self.seen[graph, page])

    def frame(self, graph: str, page: str) -> float | None:
        """Give the 95th percentile of frames while dragging, in milliseconds."""
        return _median(_p95(seen.frames) for seen in self.seen[graph, page])

    def act(self, graph: str, page: str, act: str) -> float | None:
        """Give the 95th percentile of an act, in milliseconds."""
        return _median(_p95(seen.acts.get(act, [])) for seen in self.seen[graph, page])

    def ratio(self, graph: str, page: str, other: str) -> float | None:
        """Divide a page's first picture by another's; a page that was late counts with the limit."""
        one, two = (self.limit if self.late(graph, each) else self.first(graph, each) for each in (page, other))
        return one / two if one and two else None


def _median(values: Iterable[float | None]) -> float | None:
    found = list(values)
    known = [value for value in found if value is not None]
    return statistics.median(known) if found and len(known) == len(found) else None


def _p95(values: list[float]) -> float | None:
    return sorted(values)[int(0.95 * (len(values) - 1))] if values else None


def rows() -> list[Row]:
    """List the figures of our page."""
    acts = [
        Row(f"{act}, p95 ms{where}", ".0f", "≤", (100, 100, 250, 100), partial(_act, act=act, page=page))
        for act in ("search", "select", "filter")
        for page, where in ((OURS, ""), (WHOLE, ", all shown"))
    ]
    frames = [
        Row(f"frame while dragging, p95 ms{where}", ".1f", "≤", (20, 20, 35, 20), partial(_frame, page=page))
        for page, where in ((OURS, ""), (WHOLE, ", all shown"))
    ]
    return [
        Row("first picture, s", ".2f", "≤", (0.5, 0.7, 1.5, 0.5), lambda graph, all_: all_.first(graph, OURS)),
        Row("faster than pyvis, times", ".0f", "≥", (10, 50, 100, 10), partial(_ratio, page="pyvis", other=OURS)),
        Row("of cytoscape's time", ".2f", "≤", (1, 1, 1, 1), partial(_ratio, page=OURS, other="cytoscape")),
        Row("of sigma's time", ".2f", "≤", (1.5, 1.5, 1.5, 1.5), partial(_ratio, page=OURS, other="sigma")),
        *acts,
        *frames,
        Row("file, kB", ".0f", "≤", (900, 1000, 1250, 1000), lambda graph, all_: all_.bytes[graph, OURS] / 1000),
        Row("ydkg view, s", ".1f", "≤", (2, 3, 6, 2), lambda graph, all_: _median(all_.view[graph])),
        Row("readable names", ".0f", "≥", (25, 25, 25, 25), lambda graph, all_: readable(all_, graph, OURS)),
        Row("requests outside", ".0f", "≤", (0, 0, 0, 0), lambda graph, all_: requests(all_, graph, OURS)),
    ]


def _act(graph: str, measured: Measured, *, act: str, page: str) -> float | None:
    return measured.act(graph, page, act)


def _ratio(graph: str, measured: Measured, *, page: str, other: str) -> float | None:
    return measured.ratio(graph, page, other)


def _frame(graph: str, measured: Measured, *, page: str) -> float | None:
    return measured.frame(graph, page)


def readable(measured: Measured, graph: str, page: str) -> float | None:
    """Count the names that can be read in the first picture; None where it was late."""
    return None if measured.late(graph, page) else _median(seen.readable for seen in measured.seen[graph, page])


def requests(measured: Measured, graph: str, page: str) -> float | None:
    """Count what a page asks for outside its file."""
    return _median(len(seen.outside) for seen in measured.seen[graph, page])


def prepared(graph: str, folder: Path, measured: Measured) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Write all pages of a graph; the pages, and a dozen names to search for."""
    triples = None if graph == SHIPPED else pages.synthetic(int(graph))
    given = pages.drawn(pages.shipped() if triples is None else triples)
    files = {name: folder / f"{name}-{graph}.html" for name in (OURS, *PEERS)}
    pages.ours(triples, files[OURS])
    for name, write in PEERS.items():
        write(given, files[name])
    measured.bytes.update({(graph, name): path.stat().st_size for name, path in files.items()})
    labels = [label for label in given.labels.values() if label]
    return files, tuple(labels[3 :: max(1, len(labels) // 12)])


def measure(graphs: list[str], runs: int, limit: float, folder: Path) -> Measured:
    """Open all pages in turn, run after run, so that a busy moment of the machine falls on all of them."""
    measured = Measured(limit)
    made = {graph: prepared(graph, folder, measured) for graph in graphs}
    marks = folder / "marks.html"
    pages.ours(pages.marked(MARKS), marks)
    with visitor(limit) as browser:
        browser.visit(made[graphs[0]][0]["cytoscape"], drag=False)  # warms the file cache
        for _ in range(runs):
            for name in VIEWS:
                measured.brushed[name].append(browser.brush(marks, name))
            for graph, (files, names) in made.items():
                data = None if graph == SHIPPED else files[OURS].with_suffix(".ttl")
                measured.view[graph].append(pages.view(data, folder / "again.html"))
                for page in (*PEERS, OURS, WHOLE):
                    if not measured.late(graph, page):  # once is enough
                        seen = browser.visit(files.get(page, files[OURS]), names, everything=page == WHOLE)
                        measured.seen[graph, page].append(seen)
    return measured


def report(graphs: list[str], measured: Measured) -> str:
    """Write the tables, and what is not reached."""
    missed, lines = [], [_line("ydkg", [f"{graph}" for graph in graphs])]
    for row in rows():
        cells = []
        for graph in graphs:
            value, bound = row.value(graph, measured), row.bounds[COLUMN[graph]]
            more = ">" if "pyvis" in row.name and measured.late(graph, "pyvis") else ""
            reached = value is not None and (value <= bound if row.sign == "≤" else value >= bound)
            told = "?" if value is None else f"{more}{value:{row.form}}"
            cells.append(f"{told} ({row.sign} {bound:g})" + ("" if reached else " !"))
            if not reached:
                missed.append(f"{row.name} at {graph}: {told}, target {row.sign} {bound:g}")
        lines.append(_line(row.name, cells))
    lines += ["", _line("first picture s; frame p95 ms; readable names; kB; requests", graphs)]
    for page in (OURS, WHOLE, *PEERS):
        lines.append(_line(page, [_peer(measured, graph, page) for graph in graphs]))
    lines += ["", f"{f'brush and filter at {MARKS:,} marks, p95 ms':<42}"]
    for name in VIEWS:
        taken = _median(_p95(each) for each in measured.brushed[name])
        reached = taken is not None and taken <= BRUSH
        lines.append(_line(name, [f"{taken or 0:.0f} (≤ {BRUSH})" + ("" if reached else " !")]))
        if not reached:
            missed.append(f"brush and filter in {name}: {taken or 0:.0f} ms, target ≤ {BRUSH}")
    lines += ["", *([f"NOT reached: {each}" for each in missed] or ["all reached"])]
    return "\n".join(lines)


def _peer(measured: Measured, graph: str, page: str) -> str:
    """Write what was seen of a page in one cell."""
    if measured.late(graph, page):
        return f"> {measured.limit:.0f}; –; –"
    size = measured.bytes[graph, OURS if page == WHOLE else page] / 1000
    first, frame = measured.first(graph, page), measured.frame(graph, page)
    counts = (readable(measured, graph, page), size, requests(measured, graph, page))
    return f"{first:.2f}; {frame or 0:.0f}; " + "; ".join(f"{count or 0:.0f}" for count in counts)


def _line(name: str, cells: list[str]) -> str:
    return f"{name:<42}" + "".join(f"{cell:>26}" for cell in cells)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds until a page that shows nothing is left")
    parser.add_argument("--graphs", default="150,600,2000,shipped")
    arguments = parser.parse_args()
    graphs = [graph for graph in COLUMN if graph in arguments.graphs.split(",")]
    try:
        if not pages.MODULES.is_dir():
            subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=pages.BENCH, check=True, capture_output=True)  # noqa: S607 - npm is wherever the PATH says
        with tempfile.TemporaryDirectory() as folder:
            print(report(graphs, measure(graphs, arguments.runs, arguments.limit, Path(folder))))
    except (subprocess.CalledProcessError, OSError, Error) as error:
        print(f"not measured: {error}")


if __name__ == "__main__":
    main()
