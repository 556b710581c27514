"""The site as files: every link of every page leads to a file, in both languages, and a browser finds its way."""

from __future__ import annotations

import html
import os
import posixpath
import re
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from conftest import Lakes

ADDRESS = "https://lakes.example.org/graph/"
_LINK = re.compile(r'\s(?:href|src|action|data-facts)="([^"]*)"')


def written(lakes: Lakes, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Write the site of a small collection, in a process of its own, as it forks."""
    command = [sys.executable, "-m", "ydkg", *lakes.data, "export", "site", "-o", str(folder), *arguments]
    settings = {name: value for name, value in os.environ.items() if name != "YDKG_SOURCE"}
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(lakes: Lakes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small collection."""
    place = tmp_path_factory.mktemp("site") / "graph"
    done = written(lakes, place, "--address", ADDRESS)
    assert done.returncode == 0, done.stderr
    assert f"{place}: " in done.stderr
    return place


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[str]:
    """A web host that knows nothing but files, below a path."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/graph"
        server.shutdown()


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder, by their places in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_link_leads_to_a_file(folder: Path) -> None:
    """Relative ones from page to page, absolute ones of pages in the other language and of the page for nothing."""
    pages = [page for page in folder.rglob("*.html") if page.name != "explorer.html"]
    assert len(pages) > 50
    lost = set()
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "site.invalid" not in text, page
        assert "/workbench" not in text, page
        assert all("inert" in form or 'explorer.html"' in form for form in re.findall("<form [^>]*>", text)), page
        for address in map(html.unescape, _LINK.findall(text)):
            path = unquote(address.partition("#")[0].partition("?")[0])
            if path.startswith(ADDRESS):
                target = folder / path.removeprefix(ADDRESS)
            elif path.startswith("/graph/"):
                assert page.name == "404.html"
                target = folder / path.removeprefix("/graph/")
            elif re.match("[a-z]+:", path) or not path:
                continue
            else:
                target = folder / posixpath.normpath(page.parent.relative_to(folder).joinpath(path).as_posix())
            if not target.is_file():
                lost.add((str(page), address))
    assert not lost


def test_its_map_lists_pages_in_both_languages(folder: Path) -> None:
    """Each at its absolute address, and crawlers are led to it."""
    places = re.findall("<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))
    for name in ("index.html", "zh/index.html", "id/norvik.html", "zh/id/norvik.html", "explorer.html"):
        assert ADDRESS + name in places
    assert all((folder / place.removeprefix(ADDRESS)).is_file() for place in places)
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (folder / "robots.txt").read_text(encoding="utf-8")
    norvik = (folder / "zh/id/norvik.html").read_text(encoding="utf-8")
    assert f'hreflang="en" href="{ADDRESS}id/norvik.html"' in norvik
    assert "诺维克" in norvik or 'lang="zh-Hans"' in norvik
    assert (folder / "id/norvik.ttl").read_bytes().startswith(b"@prefix")


def test_it_is_the_same_twice_and_takes_no_others_place(folder: Path, lakes: Lakes, tmp_path: Path) -> None:
    """The same bytes in a second folder; one that has files is left alone; queries lead to an endpoint."""
    assert written(lakes, tmp_path / "again", "--address", ADDRESS).returncode == 0
    first, again = contents(folder), contents(tmp_path / "again")
    assert again.keys() == first.keys()
    assert [str(name) for name in first if first[name] != again[name]] == []
    refused = written(lakes, folder)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "give a new folder" in refused.stderr
    assert written(lakes, tmp_path / "ask", "--endpoint", "https://q.example.org/sparql").returncode == 0
    assert 'href="https://q.example.org/sparql?query=' in "".join(
        page.read_text(encoding="utf-8") for page in (tmp_path / "ask/questions").rglob("*.html")
    )


@pytest.mark.browser
def test_a_browser_finds_its_way(host: str, browser: Browser) -> None:
    """From the home page by search to a thing in the explorer, to its page, to Chinese, to a document and its facts."""
    page = browser.new_page(locale="en-GB")
    page.goto(f"{host}/index.html")
    page.fill("#search", "Norvik")
    page.press("#search", "Enter")
    page.wait_for_url("**/explorer.html?q=Norvik*")
    page.press("#query", "Enter")
    page.get_by_role("link", name="Its page on the site").click()
    page.wait_for_url("**/id/norvik.html")
    page.get_by_role("link", name="中文").click()
    page.wait_for_url("**/zh/id/norvik.html")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.goto(f"{host}/id/report-20250310.html")
    page.locator("#beside-list li").first.wait_for()
    page.close()
