"""The conformance suite of the Model Context Protocol tries `ydkg serve --mcp`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import playwright
import pytest

HERE = Path(__file__).parent
SUITE = HERE.parent / "node_modules" / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"
#: The suite wants Node.js 22 or later, which Debian does not have: the library that drives browsers brings one.
NODE = Path(playwright.__file__).parent / "driver" / "node"


def test_the_suite_finds_what_is_known_and_no_more(server: str, tmp_path: Path) -> None:
    """Every scenario that is meant for any server passes; of the others none passes unnoticed."""
    if not SUITE.is_file():
        pytest.skip("tests/node_modules is not installed; scripts/test does it")
    known = ["--expected-failures", HERE / "conformance.yml"]
    command = [NODE, SUITE, "server", "--url", f"{server}/mcp", *known, "--output-dir", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
