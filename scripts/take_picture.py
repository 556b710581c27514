"""Take the picture that README shows, in a real browser: `python scripts/take_picture.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "network.jpg"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main() -> None:
    """Write the explorer's first view into docs/."""
    found = os.environ.get("YDKG_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "network.html"
        subprocess.run([sys.executable, "-m", "ydkg", "view", "-o", file], check=True)
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready]")
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE, type="jpeg", quality=82)
        browser.close()


if __name__ == "__main__":
    main()
