"""Take the pictures of the network that README shows, in a real browser: `python scripts/take_pictures.py`."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from ydkg.assets import DATA_FILES
from ydkg.explorer.page import build
from ydkg.graph.canonical import read_turtle

DOCS = Path(__file__).resolve().parents[1] / "docs"
#: File, address fragment, width and height in pixels, colour scheme.
PICTURES = (
    ("network.jpg", "", 1440, 900, "light"),
    ("thing.jpg", "#thing=shanghai-suzhou-huzhou-high-speed-railway", 1440, 900, "light"),
    ("metrics.jpg", "#view=metrics", 1440, 900, "dark"),
)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main() -> None:
    """Write one file a picture into docs/."""
    found = os.environ.get("YDKG_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    page_text = build([triple for path in DATA_FILES for triple in read_turtle(path)])
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        page_file = Path(folder) / "network.html"
        page_file.write_text(page_text, encoding="utf-8")
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, fragment, width, height, scheme in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(page_file.as_uri() + fragment)
            page.wait_for_timeout(1500)
            page.screenshot(path=DOCS / name, type="jpeg", quality=82)
        browser.close()


if __name__ == "__main__":
    main()
