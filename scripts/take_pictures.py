"""Take the pictures that README shows, in a real browser: `python scripts/take_pictures.py`."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from ydkg.collection import DATA_DIR, DATA_FILES, collection
from ydkg.explorer.page import build
from ydkg.graph.turtle import read_turtle

DOCS = Path(__file__).resolve().parents[1] / "docs"
#: File, address fragment, width and height in pixels, colour scheme.
PICTURES = (
    ("network.jpg", "", 1440, 900, "light"),
    ("thing.jpg", "#thing=shanghai-suzhou-huzhou-high-speed-railway", 1440, 900, "light"),
    ("metrics.jpg", "#view=metrics", 1440, 900, "dark"),
)
#: The same of an invented collection, whose words may be shown.
WORDS = ("words.jpg", "#thing=ring-railway&text=1", 1440, 900, "light")
#: File, address on the server, and what is done there.
PAGES = (("home.jpg", "/", None), ("workbench.jpg", "/workbench", "complete"))
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main() -> None:
    """Write one file a picture into docs/."""
    found = os.environ.get("YDKG_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    said = [triple for path in (*DATA_FILES, DATA_DIR / "dataset.ttl") for triple in read_turtle(path)]
    apart = [triple for name in ("later", "judgements") for triple in read_turtle(DATA_DIR / f"{name}.ttl")]
    page_text = build(said, apart=apart)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        page_file, words_file = Path(folder) / "network.html", Path(folder) / "words.html"
        page_file.write_text(page_text, encoding="utf-8")
        words_file.write_text(words_page(Path(folder) / "lakes"), encoding="utf-8")
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, fragment, width, height, scheme in (*PICTURES, WORDS):
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto((words_file if name == WORDS[0] else page_file).as_uri() + fragment)
            page.wait_for_timeout(1500)
            page.screenshot(path=DOCS / name, type="jpeg", quality=82)
        take_pages(browser)
        browser.close()


def words_page(folder: Path) -> str:
    """Build the explorer of the collection that the tests invent, with its texts."""
    subprocess.run(
        [sys.executable, "-m", "ydkg", "init", folder, "--title", "Cooperation of the Three Lakes"], check=True
    )
    texts = runpy.run_path(str(DOCS.parent / "tests" / "lakes.py"))["write_lakes"](folder)
    files = (*collection(folder).files, folder / "dataset.ttl")
    return build([triple for path in files for triple in read_turtle(path)], *texts)


def take_pages(browser: Browser) -> None:
    """Take those of the server's pages."""
    command = [sys.executable, "-m", "ydkg", "serve", "--port", "0", "--log", "none"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        said = ""
        while not (found := re.search(r"http://\S+?(?=/?\s)", said)):
            said += server.stderr.readline()  # type: ignore[union-attr]
        for name, path, deed in PAGES:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(found[0] + path, wait_until="networkidle")
            if deed == "complete":
                page.get_by_role("button", name="Run").click()
                page.get_by_role("table").wait_for()
                editor = page.get_by_role("combobox", name="Query").or_(page.get_by_label("Query")).first
                editor.focus()
                editor.press("Control+Home")
                for _ in range(6):
                    editor.press("ArrowDown")
                editor.press_sequentially("  ?person yd:", delay=60)
                page.get_by_role("listbox").wait_for()
            page.wait_for_timeout(500)
            page.screenshot(path=DOCS / name, type="jpeg", quality=82)
        server.terminate()


if __name__ == "__main__":
    main()
