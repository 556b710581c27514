"""The page's program: typed by its comments, and small."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from shipped import TRIPLES
from ydkg.explorer.page import build, common

ROOT = Path(__file__).parents[2]
COMPILER = ROOT / "tests" / "node_modules" / ".bin" / "tsc"
MOST_BYTES = 1_000_000
both = pytest.mark.parametrize("room", ["explorer", "server"])


@both
@pytest.mark.skipif(not COMPILER.exists(), reason="TypeScript is not installed: npm ci in tests/")
def test_the_modules_are_typed_by_their_comments(room: str) -> None:
    """``tsc --checkJs --strict`` has nothing to say of the modules."""
    command = [str(COMPILER), "-p", str(ROOT / "tests" / room / "tsconfig.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on this machine")
def test_leaving_out_comments_leaves_a_program() -> None:
    """What stands in the page is still JavaScript."""
    program = common()[0]["program"]
    done = subprocess.run(["node", "--check", "-"], input=program, capture_output=True, text=True, check=False)
    assert done.stderr == ""


@both
def test_no_module_makes_markup_of_text(room: str) -> None:
    """Text reaches pages by ``textContent``: no module writes HTML, or runs text; the explorer's ask for nothing."""
    modules = list((ROOT / "src" / "ydkg" / room / "static").glob("*.js"))
    assert len(modules) > 5
    words = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
    words += ["fetch(", "XMLHttpRequest", "WebSocket", "import("] if room == "explorer" else []
    for module in modules:
        text = module.read_text(encoding="utf-8")
        assert [word for word in words if word in text] == [], module.name


def test_the_page_of_the_shipped_graph_is_small() -> None:
    """The whole graph's page stays within a megabyte."""
    assert len(build(TRIPLES).encode()) <= MOST_BYTES
