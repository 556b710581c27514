"""A real browser, headless, that may open files and nothing else."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest

from triples import named_by_their_facts
from ydkg.collection import DATA_DIR, DATA_FILES, collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from conftest import Lakes

playwright = pytest.importorskip("playwright.sync_api")

#: What the page draws in answer to a change stands in the second frame after it, however long a frame takes.
DRAWN = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go))))"
FIXTURE = Path(__file__).parents[1] / "network" / "delta.ttl"
#: Strings that would do something if they were ever taken for markup, script, template or layout.
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "\u202eright to left\u202c and back",
    "<b onmouseover=alert(2)>bold</b> href=",
    "javascript:alert(3)",
)


def hostile_graph() -> list[pyoxigraph.Triple]:
    """Make a graph in which names, values, notes, and labels of records are hostile."""
    lines = ["@prefix yd: <https://w3id.org/ydkg/ontology#> . @prefix ydr: <https://w3id.org/ydkg/id/> ."]
    lines += [
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    ]
    lines += ["@prefix org: <http://www.w3.org/ns/org#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> ."]
    lines += ['ydr:o a org:Organization ; rdfs:label "Office"@en . ydr:r a org:Role ; rdfs:label "<i>role</i>"@en .']
    for number, text in enumerate(HOSTILE):
        value = str(pyoxigraph.Literal(text, language="en"))
        lines.append(f"ydr:p{number} a foaf:Person ; rdfs:label {value} ; skos:altLabel {value} ; yd:aim {value} .")
        lines.append(f"ydr:p{number} skos:definition {value} ; skos:editorialNote {value} .")
        lines.append(f"ydr:m{number} a org:Membership ; rdfs:label {value} ; org:member ydr:p{number} .")
        lines.append(f"ydr:m{number} org:organization ydr:o ; org:role ydr:r .")
    quads = pyoxigraph.parse("\n".join(lines), format=pyoxigraph.RdfFormat.TURTLE)
    return [quad.triple for quad in quads]


@pytest.fixture
def hostile_texts() -> tuple[str, ...]:
    """The strings of the hostile graph: thing ``p0`` is called by the first."""
    return HOSTILE


@pytest.fixture(scope="session")
def graphs(lakes: Lakes) -> dict[str, list[pyoxigraph.Triple]]:
    """The graphs of the pages: a small one, a hostile, an empty, two large, the shipped one, the lakes."""
    return {
        "delta": read(FIXTURE),
        "hostile": hostile_graph(),
        "empty": [],
        "many": many(400),
        "dense": many(2000),
        "shipped": read(*DATA_FILES, DATA_DIR / "dataset.ttl"),
        "lakes": read(*collection(lakes.folder).files, lakes.folder / "dataset.ttl"),
    }


@pytest.fixture(scope="session")
def pages(
    tmp_path_factory: pytest.TempPathFactory, graphs: dict[str, list[pyoxigraph.Triple]], lakes: Lakes
) -> dict[str, Path]:
    """The pages under test, as files."""
    from ydkg.explorer.page import build

    folder = tmp_path_factory.mktemp("pages")
    for name, triples in graphs.items():
        texts = lakes.texts if name == "lakes" else ()
        (folder / f"{name}.html").write_text(build(triples, *texts), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in graphs}


def read(*paths: Path) -> list[pyoxigraph.Triple]:
    """Read Turtle files as triples."""
    quads = [pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE) for path in paths]
    return [quad.triple for each in quads for quad in each]


def many(count: int) -> list[pyoxigraph.Triple]:
    """Make a graph of one hub, and of many things in a tree below it."""
    lines = ["@prefix yd: <https://w3id.org/ydkg/ontology#> . @prefix ydr: <https://w3id.org/ydkg/id/> ."]
    lines += ["@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcterms: <http://purl.org/dc/terms/> ."]
    lines += ["@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."]
    for number in range(count):
        lines.append(f'ydr:t{number} a yd:Project ; rdfs:label "Project number {number}"@en .')
        above = [0] if number < 40 else [(number - 40) // 3, (number * 7) % 40]
        for place, each in enumerate(above if number else ()):
            lines.append(f"ydr:t{number} dcterms:isPartOf ydr:t{each} . ydr:s{number}x{place} a rdf:Statement ;")
            lines.append(f"rdf:subject ydr:t{number} ; rdf:predicate dcterms:isPartOf ; rdf:object ydr:t{each} .")
    quads = pyoxigraph.parse("\n".join(lines), format=pyoxigraph.RdfFormat.TURTLE)
    return named_by_their_facts([quad.triple for quad in quads])


class Visit:
    """An open page, with what it asked for and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._listeners: dict[Any, Callable[..., object]] = {
            "request": lambda request: self.requests.append(request.url),
            "console": lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None,
            "pageerror": lambda error: self.complaints.append(str(error)),
            "dialog": lambda dialog: (self.complaints.append("a dialog opened"), dialog.dismiss()),
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)

    def follow(self, address: str) -> Page:
        """Go to another hash of the page that is open, and give the page as it is then."""
        follow = "hash => { history.replaceState(null, '', hash); dispatchEvent(new HashChangeEvent('hashchange')); }"
        self.page.evaluate(follow, address)
        return self.page

    def end(self) -> None:
        """Look at the page no longer."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)


class Windows:
    """Windows that one test after another opens its pages in: in a new one a page takes more than twice the time."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: defaultdict[tuple[int, int, str, str], list[Page]] = defaultdict(list)

    @contextmanager
    def window(self, width: int, height: int, scheme: str, locale: str) -> Iterator[Visit]:
        """Lend a window in which nothing is open, with a store of its own, and empty both afterwards."""
        size, free = {"width": width, "height": height}, self._free[width, height, scheme, locale]
        if free:
            page = free.pop()
        else:
            context = self._browser.new_context(viewport=size, color_scheme=scheme, locale=locale)  # type: ignore[arg-type] # as given
            page = context.new_page()
        visit = Visit(page)
        yield visit
        if page.is_closed():
            return
        visit.end()
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")
        page.mouse.move(-1, -1)
        page.set_viewport_size(size)  # type: ignore[arg-type] # it is one
        page.emulate_media(media="null", color_scheme=scheme, forced_colors="null", reduced_motion="null")  # type: ignore[arg-type] # likewise
        for other in page.context.pages:
            if other is not page:
                other.close()
        free.append(page)


windows_of = cache(Windows)


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Windows:
    """The windows of the browser that is open."""
    return windows_of(browser)


@pytest.fixture
def visit(windows: Windows, pages: dict[str, Path]) -> Iterator[Callable[..., Visit]]:
    """Open a page by name, at a hash, in a window, light or dark, in a browser of some language."""
    with ExitStack() as opened:

        def go(
            name: str,
            address: str = "",
            *,
            width: int = 1280,
            height: int = 800,
            scheme: str = "light",
            locale: str = "en-GB",
        ) -> Visit:
            found = opened.enter_context(windows.window(width, height, scheme, locale))
            found.page.goto(f"{pages[name].as_uri()}{address}")
            if name != "empty":
                found.page.wait_for_selector("html[data-ready]")
            return found

        yield go
