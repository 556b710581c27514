"""By the word of others: the conformance suite of the Model Context Protocol, and the Nu checker of HTML."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import playwright
import pytest

if TYPE_CHECKING:
    from conftest import Ask

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


CHECKER = Path(__file__).parents[1] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PATHS = (
    *("/", "/things", "/things?kind=person&q=a", "/search?q=delta", "/search?q=nothing+of+the+kind", "/metrics"),
    *("/ontology", "/download", "/explorer", "/questions", "/questions/people/posts_of_a_person"),
    *("/questions/infrastructure/connections_of_all_lines", "/questions/metrics/overview", "/workbench"),
    *("/id/hefei", "/id/gu-jun", "/id/yangtze-river-delta", "/id/three-provinces-and-one-municipality"),
    *("/id/metric-vehicle-to-pile-ratio", "/id/observation-vehicle-to-pile-ratio", "/id/comparison-railway-network"),
    *("/id/first-claim-food-safety-standards", "/id/release-20241204", "/id/nothing-of-the-kind"),
)
# The explorer holds a library as it is, and a policy of hashes, which the checker does not compute.
_INLINE = re.compile(rb"<(script|style)\b.*?</\1>|<meta http-equiv=[^>]*>", re.DOTALL)
# Where most names of a page have no Chinese form, each is marked as English; what the checker then guesses is no fault.
_GUESS = re.compile("^This document appears to be written in ")


@pytest.mark.skipif(not CHECKER.exists() or shutil.which("java") is None, reason="no Java, or npm ci in tests/ is due")
def test_pages_are_valid_html(ask: Ask, tmp_path: Path) -> None:
    """The checker has no error, and no warning, about any kind of page in either language."""
    names = {}
    for number, (path, lang) in enumerate((path, lang) for path in PATHS for lang in ("en", "zh")):
        reply = ask(path, Accept="text/html", Accept_Language=lang)
        if reply.status == 303:
            reply = ask(reply.headers["Location"], Accept="text/html", Accept_Language=lang)
        file = tmp_path / f"{number}.html"
        file.write_bytes(_INLINE.sub(b"", reply.body) if path == "/explorer" else reply.body)
        names[file.as_uri().replace("file:///", "file:/")] = f"{path} ({lang})"
    files = sorted(map(str, tmp_path.glob("*.html")))
    done = subprocess.run(
        [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xss8m",
            "-jar",
            str(CHECKER),
            "--format",
            "json",
            *files,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stderr)["messages"]
    found = {
        f"{names.get(each['url'], each['url'])}: {each['message']} {each.get('extract', '').strip()[:120]}"
        for each in told
        if (each["type"] == "error" or each.get("subType") == "warning") and not _GUESS.search(each["message"])
    }
    assert not sorted(found), "\n".join(sorted(found))
