"""What every verb takes by the size of the graph: the program measures, and gives up what takes too long."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2] / "bench" / "scale.py"


def test_what_takes_too_long_is_ended_and_not_run_at_the_next_size(tmp_path: Path) -> None:
    """The table says so, and the rest is measured."""
    done = subprocess.run(
        [sys.executable, PROGRAM, "--sizes", "60000", "70000", "--limit", "1", "rdflib", "count"],
        capture_output=True,
        check=True,
        text=True,
        env={"PATH": "", "HOME": str(tmp_path)},
    )
    assert re.search(r"^\| rdflib, look-up \| > 1 s \| not run \|", done.stdout, re.MULTILINE)
    assert re.search(r"^\| sparql, count \| [\d.]+ \(\d+\) \| [\d.]+ \(\d+\) \|", done.stdout, re.MULTILINE)
