"""The page in Firefox: it opens from disk, finds, selects, filters, goes back, and complains of nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
DRIVER = HERE.parent / "node_modules" / "puppeteer-core"


def test_firefox_shows_the_page(pages: dict[str, Path]) -> None:
    """Search, selection, filters, metrics, language and going back work, with one request and no error."""
    firefox = os.environ.get("YDKG_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        pytest.skip("no Firefox on this machine; YDKG_FIREFOX may name one")
    if shutil.which("node") is None or not DRIVER.exists():
        pytest.skip("no node, or puppeteer-core is not installed: npm ci in tests/")
    address = pages["shipped"].as_uri()
    done = subprocess.run(
        ["node", str(HERE / "firefox.mjs"), firefox, address], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["scope"].startswith("150 of ")
    assert seen["selected"] == "Shanghai"
    assert seen["address"] == f"{address}#thing=shanghai"
    assert seen["filtered"] != seen["scope"]
    assert seen["charts"] > 5
    assert seen["language"] == "zh-Hans"
    assert seen["complaints"] == []
    assert {url for url in seen["requests"] if not url.startswith("data:")} <= {address}
