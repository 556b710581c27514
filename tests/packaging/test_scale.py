"""What every verb takes by the size of the graph: no verb is forgotten, and page and chart are as the figures are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from ydkg.cli import verbs

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "bench" / "scale.py"
#: Sizes, and what rows cost there: seconds of processor time and by the clock, megabytes, and why that is not known.
FIGURES: dict[str, Any] = {
    "sizes": [10_000, 100_000, 1_000_000],
    "limit": 90,
    "rows": {
        "show": [[0.2, 0.2, 40, ""], [0.2, 0.2, 41, ""], [0.3, 0.3, 42, ""]],
        "view": [[0.5, 0.5, 80, ""], [4, 4, 120, ""], [40, 40, 900, ""]],
        "export csv": [[1, 1, 50, ""], [10, 10, 90, ""], [0, 0, 0, "not run"]],
        "verify": [[1, 1, 50, ""], [10, 10, 90, ""], [0, 0, 0, "no time"]],
        "rdflib, look-up": [[3, 3, 60, ""], [0, 0, 0, "> 90 s"], [0, 0, 0, "not run"]],
    },
}


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    """Load the program as a module."""
    sys.path.insert(0, str(PROGRAM.parent))
    try:
        import scale  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(PROGRAM.parent))
    return scale


def test_every_verb_is_measured_or_it_is_said_why_not(scale: ModuleType) -> None:
    """A verb that comes later gets a row, or a reason."""
    measured = {words[3] for words in scale.VERBS.values() if words[:3] == scale.YDKG}
    elsewhere = {verb for names in scale.ELSEWHERE for verb in names.split(", ")}
    assert measured | elsewhere == set(verbs.VERBS)
    assert not measured & elsewhere


def test_page_and_chart_tell_what_was_measured(scale: ModuleType, tmp_path: Path) -> None:
    """Where each stops being comfortable is said, and what was not run; the same figures give the same bytes."""
    (tmp_path / "scale.json").write_text(json.dumps(FIGURES), encoding="utf-8")
    scale.write(tmp_path)
    page, drawn = ((tmp_path / name).read_text(encoding="utf-8") for name in ("scale.md", "scale.svg"))
    told = {line.split(" | ")[0][2:]: line.removesuffix(" |").split(" | ")[1:] for line in page.splitlines()}
    assert told["show"] == ["0.20 (40)", "0.20 (41)", "0.30 (42)", "0.18", "all"]
    assert told["view"] == ["0.50 (80)", "4.00 (120)", "40.00 (900)", "1.00", "46,000"]
    assert told["export csv"] == ["1.00 (50)", "10.00 (90)", "not run", "1.00", "600,000"]
    assert told["verify"] == ["1.00 (50)", "10.00 (90)", "no time", "1.00", "100,000 at least"]
    assert told["rdflib, look-up"] == ["3.00 (60)", "> 90 s", "not run", "", "none"]
    picture = ET.fromstring(drawn)  # noqa: S314 - written here
    named = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert set(FIGURES["rows"]) <= set(named)
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}circle"))) == 3 + 11
    assert "prefers-color-scheme:dark" in drawn
    scale.write(tmp_path)
    assert (tmp_path / "scale.svg").read_text(encoding="utf-8") == drawn


def test_what_takes_too_long_is_ended_and_not_run_at_the_next_size(tmp_path: Path) -> None:
    """The table says so, and the rest is measured."""
    done = subprocess.run(
        [sys.executable, PROGRAM, "--sizes", "60000", "70000", "--limit", "1", "--into", tmp_path, "rdflib", "count"],
        capture_output=True,
        check=True,
        text=True,
        env={"PATH": "", "HOME": str(tmp_path)},
    )
    assert re.search(r"^\| rdflib, look-up \| > 1 s \| not run \|", done.stdout, re.MULTILINE)
    assert re.search(r"^\| sparql, count \| [\d.]+ \(\d+\) \| [\d.]+ \(\d+\) \|", done.stdout, re.MULTILINE)
    assert done.stdout in (tmp_path / "scale.md").read_text(encoding="utf-8")


def test_the_page_in_the_documentation_is_current(scale: ModuleType, tmp_path: Path) -> None:
    """Page and chart are what the figures beside them give."""
    docs = ROOT / "docs"
    if not (docs / "scale.json").exists():
        pytest.skip("not measured yet")
    (tmp_path / "scale.json").write_bytes((docs / "scale.json").read_bytes())
    scale.write(tmp_path)
    for name in ("scale.md", "scale.svg"):
        assert (tmp_path / name).read_bytes() == (docs / name).read_bytes(), name
