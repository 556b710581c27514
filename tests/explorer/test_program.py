"""The page's program: typed by its comments, and small."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from shipped import TRIPLES
from ydkg.explorer.page import build, common

HERE = Path(__file__).parent
COMPILER = HERE.parent / "node_modules" / ".bin" / "tsc"
STATIC = HERE.parents[1] / "src" / "ydkg" / "explorer" / "static"
MOST_BYTES = 1_000_000


@pytest.mark.skipif(not COMPILER.exists(), reason="TypeScript is not installed: npm ci in tests/")
def test_the_modules_are_typed_by_their_comments() -> None:
    """``tsc --checkJs --strict`` has nothing to say of the modules."""
    done = subprocess.run(
        [str(COMPILER), "-p", str(HERE / "tsconfig.json")], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert done.returncode == 0


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on this machine")
def test_leaving_out_comments_leaves_a_program() -> None:
    """What stands in the page is still JavaScript."""
    program = common()[0]["program"]
    done = subprocess.run(["node", "--check", "-"], input=program, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_no_module_makes_markup_of_text() -> None:
    """Text reaches the page by ``textContent``: no module writes HTML, or runs text."""
    for module in STATIC.glob("*.js"):
        text = module.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert word not in text, (module.name, word)
        for word in ("fetch(", "XMLHttpRequest", "WebSocket", "import("):
            assert word not in text, (module.name, word)


def test_the_page_of_the_shipped_graph_is_small() -> None:
    """The whole graph's page stays within a megabyte."""
    triples = TRIPLES
    assert len(build(triples).encode()) <= MOST_BYTES
