"""Measure what the check costs: each part at several sizes of the data, and the whole beside pySHACL alone.

Usage: ``.venv/bin/python bench/check.py [--sizes N N N] [--runs N] [--limit SECONDS]``. Prints a table of valid data,
one of damaged (``damage.py``), which parts grow faster than the data, and a ratio; exits with 0.
"""

from __future__ import annotations

import argparse
import math
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from ydkg import assets
from ydkg.proof.check import PARTS
from ydkg.proof.shapes import SHAPES_DIR

HERE = Path(__file__).resolve().parent
REASONER = "logic"
NAMES = ("files", *PARTS)
AT_MOST = 3.0  # times pySHACL alone
FASTER = 1.15  # an exponent above this grows faster than the data; sorting and caches account for what is below
ONCE = 60.0  # what takes more seconds than this is not run again


class Cost(NamedTuple):
    """What one part cost at one size.

    Attributes
    ----------
    wall, processor : float
        Seconds; medians. Where the limit was reached, ``wall`` is the limit and ``processor`` is not a number.
    memory : float
        Peak of the largest process in MB.
    errors : int
        What it found; replicas are as valid as the data, so that it should be nothing unless they were damaged.
    """

    wall: float
    processor: float
    memory: float = math.nan
    errors: int = 0

    @property
    def reached(self) -> bool:
        """Return whether the part came to its end."""
        return not math.isnan(self.processor)


def run(name: str, path: Path, limit: float) -> Cost:
    """Run a part on a file in a process of its own.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    path : Path
        The data.
    limit : float
        Seconds after which it is ended, with all that it started.

    Returns
    -------
    Cost
        Of this run.
    """
    command = [sys.executable, str(HERE / "part.py"), name, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            words = process.communicate(timeout=limit)[0].split()
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return Cost(limit, math.nan)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    wall, processor, memory, errors = words
    return Cost(float(wall), float(processor), float(memory), int(errors))


def measure(path: Path, runs: int, limit: float, names: list[str]) -> dict[str, Cost]:
    """Run parts in turn, so that a busy moment of the machine falls on all of them.

    Parameters
    ----------
    path : Path
        The data.
    runs : int
        How often each is run, unless it takes longer than `ONCE`.
    limit : float
        Seconds for one run.
    names : list of str
        Of `NAMES`.

    Returns
    -------
    dict of str to Cost
        Medians by part.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for _ in range(runs):
        for name, found in costs.items():
            if not found or found[0].wall <= ONCE:
                found.append(run(name, path, limit))
    return {name: Cost(*(statistics.median(c) for c in zip(*found, strict=True))) for name, found in costs.items()}


def growth(costs: dict[int, Cost], triples: dict[int, int]) -> tuple[float, bool] | None:
    """Tell how a part grows with the data.

    Parameters
    ----------
    costs : dict of int to Cost
        By size, in ascending order.
    triples : dict of int to int
        How many triples each size has.

    Returns
    -------
    tuple of float and bool, or None
        The exponent between the two largest sizes, of processor time, which other programs disturb less than wall time;
        and whether it is that rather than a lower bound, which a part that reached its limit gives.
    """
    *_, first, last = [None, None, *costs.items()]
    if first is None or last is None:
        return None
    (small, before), (large, after) = first, last
    factor = math.log(triples[large] / triples[small])
    if after.reached:
        return math.log(after.processor / before.processor) / factor, True
    return math.log(after.wall / before.wall) / factor, False


def table(costs: dict[str, dict[int, Cost]], triples: dict[int, int], *, damaged: bool) -> str:
    """Write what each part cost, and which ones grow faster than the data.

    Parameters
    ----------
    costs : dict of str to dict of int to Cost
        By part and size.
    triples : dict of int to int
        How many triples each size has.
    damaged : bool
        Whether errors are there to be found.

    Returns
    -------
    str
        Lines of text; wall times in seconds, errors at the largest size.
    """
    lines = [
        f"{'part':<12}"
        + "".join(f"{f'{size}x s':>10}" for size in triples)
        + f"{'exponent':>10}{'peak MB':>9}{'errors':>9}"
    ]
    faster, unknown, wrong = [], [], []
    for name, found in costs.items():
        cells = [f"{'' if c.reached else '> '}{c.wall:.{2 if c.reached else 0}f}" for c in found.values()]
        cells += ["-"] * (len(triples) - len(cells))
        grown = growth(found, triples)
        exponent = "-" if grown is None else f"{'' if grown[1] else '> '}{grown[0]:.2f}"
        peak = max((c.memory for c in found.values() if c.reached), default=math.nan)
        errors = max(c.errors for c in found.values())
        lines.append(
            f"{name:<12}" + "".join(f"{cell:>10}" for cell in cells) + f"{exponent:>10}{peak:>9.0f}{errors:>9.0f}"
        )
        if grown and grown[0] > FASTER:
            faster.append(name)
        elif grown is None or not grown[1]:
            unknown.append(name)
        wrong += [
            f"{name} finds {c.errors:.0f} errors at {size}x" for size, c in found.items() if c.errors and not damaged
        ]
    lines.append(f"{'triples':<12}" + "".join(f"{number:>10}" for number in triples.values()))
    lines.append(f"faster than the data (exponent above {FASTER}): {', '.join(faster) or 'nothing'}")
    lines += [f"not known, as the limit or the sizes were too small: {', '.join(unknown)}"] if unknown else []
    lines.append(f"nothing grows faster: {'NOT shown' if faster or unknown else 'shown'}")
    return "\n".join([*lines, *(f"the replicas are not valid: {each}" for each in wrong)])


def seconds(command: list[str]) -> float:
    """Run a process to its end and return its wall time; it may find errors, but not fail."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return time.perf_counter() - start


def whole(runs: int) -> str:
    """Measure the check without the reasoner and pySHACL alone in turn, as whole processes on the shipped data.

    Parameters
    ----------
    runs : int
        How often each is run, after one run that only warms the file cache.

    Returns
    -------
    str
        Lines of text: medians in seconds and their ratio.
    """
    parts = [word for name in PARTS if name != REASONER for word in ("--only", name)]
    commands = {
        "ydkg check": [str(Path(sys.executable).with_name("ydkg")), "check", *parts],
        "pySHACL alone": [
            sys.executable,
            str(HERE / "peers" / "bare_pyshacl.py"),
            str(SHAPES_DIR),
            *map(str, assets.DATA_FILES),
        ],
    }
    times: dict[str, list[float]] = {label: [] for label in commands}
    for turn in range(runs + 1):
        for label, command in commands.items():
            taken = seconds(command)
            times[label] += [taken] if turn else []
    ours, alone = (statistics.median(values) for values in times.values())
    lines = [f"{label:<14}{statistics.median(v):>8.2f} s, fastest {min(v):.2f} s" for label, v in times.items()]
    reached = "reached" if ours <= AT_MOST * alone else "NOT reached"
    lines.append(f"ydkg check without the reasoner / pySHACL alone = {ours / alone:.2f} (at most {AT_MOST}: {reached})")
    return "\n".join(lines)


def sizes_measured(sizes: list[int], runs: int, limit: float, *, damaged: bool) -> str:
    """Measure all parts at all sizes and write the table; a part that reached the limit is tried at no larger size."""
    costs: dict[str, dict[int, Cost]] = {name: {} for name in NAMES}
    triples: dict[int, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(set(sizes)):
            path = Path(folder) / f"{size}.ttl"
            # In processes of their own: what this one holds would count as theirs.
            command = [sys.executable, str(HERE / "replica.py"), str(size), str(path)]
            triples[size] = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            if damaged:
                subprocess.run([sys.executable, str(HERE / "damage.py"), path, path], check=True, capture_output=True)
            names = [name for name in NAMES if all(cost.reached for cost in costs[name].values())]
            for name, cost in measure(path, runs, limit, names).items():
                costs[name][size] = cost
    return table(costs, triples, damaged=damaged)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=900.0)
    arguments = parser.parse_args()
    try:
        print(whole(arguments.runs), flush=True)
        for damaged in (False, True):
            print(f"\n{'every kind of fault once in a thousand' if damaged else 'valid'}")
            print(sizes_measured(arguments.sizes, arguments.runs, arguments.limit, damaged=damaged), flush=True)
    except subprocess.CalledProcessError as error:
        print(f"not measured: {' '.join(map(str, error.cmd[:3]))} …: {(error.stderr or '').strip().splitlines()[-1:]}")
    except (OSError, ValueError) as error:
        print(f"not measured: {error}")


if __name__ == "__main__":
    main()
