"""Try thirteen tasks of analysts on three faces: with real processes, a real server and a real browser.

Usage: ``.venv/bin/python bench/tasks [--task NAME]``. Prints a table: done or not, steps (commands, or clicks and
entries), and seconds of the machine; ends with the number that is done. Exits with 0.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import shell
import site_tasks
from faces import WINDOW, Browsing, CommandLine, served
from playwright.sync_api import sync_playwright

import explorer

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

#: Name of a task -> what is asked.
TASKS = {
    "openings": "What opens before the end of 2024, and where is that written?",
    "person": "Who is Gu Jun, and what did he do?",
    "beaten": "Which metric is better than its target, and by how much?",
    "in_a_place": "What runs in Anhui?",
    "changes": "What has changed since 2018, and by how much?",
    "firsts": "What is the first of its kind in China?",
    "link": "What links Nantong and Shanghai?",
    "to_excel": "The infrastructure under construction, in Excel",
    "cite": "A citation for the charging piles",
    "to_tools": "The graph in Protégé, and the network in Gephi",
    "answering": "Who answers for what in Hefei, as a picture",
    "promises": "All promises and what became of them, for Excel",
    "article": "A picture for an article",
}
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
GOAL = 38


class Tried(NamedTuple):
    """What became of a task on a face: whether it was done, steps, seconds, and what was in the way."""

    done: bool
    steps: int
    seconds: float
    trouble: str = ""


def tried(task: Callable[..., bool], face: CommandLine | Browsing) -> Tried:
    """Try a task; what is not found in time is not done."""
    face.steps = 0
    if isinstance(face, Browsing):
        face.begin()
    began = time.perf_counter()
    try:
        done, trouble = task(face), ""
    except Exception as error:  # noqa: BLE001 - a task that cannot be done fails in its own ways
        done, trouble = False, str(error).splitlines()[0][:90]
    return Tried(done, face.steps, time.perf_counter() - began, trouble)


def table(found: dict[str, dict[str, Tried]]) -> str:
    """Write what was found, a task a line."""
    lines = [f"{'task':64} {'command line':>16} {'site':>16} {'explorer':>16}"]
    for name, faces in found.items():
        cells = [
            f"{'done' if each.done else 'NOT':>5} {each.steps:>3} {each.seconds:5.1f} s" for each in faces.values()
        ]
        lines.append(f"{TASKS[name]:64} " + " ".join(f"{cell:>16}" for cell in cells))
        lines += [f"    {face}: {each.trouble}" for face, each in faces.items() if each.trouble]
    every = [each for told in found.values() for each in told.values()]
    return "\n".join(
        [*lines, f"{sum(each.done for each in every)} of {len(every)} done; the goal is {GOAL} of {3 * len(TASKS)}"]
    )


def main() -> None:
    """Try the tasks and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", choices=TASKS, action="append", help="only this one; may be repeated")
    chosen = parser.parse_args().task or TASKS
    modules: dict[str, ModuleType] = {"command line": shell, "site": site_tasks, "explorer": explorer}
    browser = os.environ.get("YDKG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play, served() as address:
        flags = ["--no-sandbox", "--disable-gpu"]
        context = play.chromium.launch(executable_path=browser, args=flags).new_context(viewport=WINDOW, locale="en-GB")
        context.set_default_timeout(5000)
        context.set_default_navigation_timeout(60_000)
        faces = {
            "command line": CommandLine(Path(folder)),
            "site": Browsing(context.new_page(), address),
            "explorer": Browsing(context.new_page(), f"{address}/explorer"),
        }
        found = {
            name: {face: tried(getattr(module, name), faces[face]) for face, module in modules.items()}
            for name in chosen
        }
        context.close()
    print(table(found))


if __name__ == "__main__":
    main()
