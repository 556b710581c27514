"""A real browser, headless, that may open files and nothing else."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest

from triples import named_by_their_facts, triples_of
from ydkg.collection import DATA_DIR, DATA_FILES, collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import FloatRect, Locator, Page

    from conftest import Lakes
    from windows import Visit, Windows

playwright = pytest.importorskip("playwright.sync_api")

#: What the page draws in answer to a change stands in the second frame after it, however long a frame takes.
DRAWN = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go))))"
#: Every text that is drawn into the picture once it is shown whole, with its box, as the canvas is told to draw it.
WRITTEN = """
async () => {
  let drawn = [];
  const { fillText: fill, clearRect: clear } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function () {
    if (this.canvas.isConnected) drawn = [];
    return clear.apply(this, arguments);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const size = parseFloat(/([\\d.]+)px/.exec(this.font)[1]);
    const { a, d, e, f } = this.getTransform();
    const width = this.measureText(text).width;
    drawn.push({ text, left: x * a + e, top: (y - size / 2) * d + f, width: width * a, height: size * d });
    return fill.apply(this, arguments);
  };
  document.getElementById("closer").click();
  document.getElementById("fit").click();
  await DRAWN;
  Object.assign(CanvasRenderingContext2D.prototype, { fillText: fill, clearRect: clear });
  return drawn;
}
""".replace("DRAWN", DRAWN)
#: Lets the clipboard be read in the page, as what was copied last.
CLIPBOARD = "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
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
    lines = ['ydr:o a org:Organization ; rdfs:label "Office"@en . ydr:r a org:Role ; rdfs:label "<i>role</i>"@en .']
    for number, text in enumerate(HOSTILE):
        value = str(pyoxigraph.Literal(text, language="en"))
        lines.append(f"ydr:p{number} a foaf:Person ; rdfs:label {value} ; skos:altLabel {value} ; yd:aim {value} .")
        lines.append(f"ydr:p{number} skos:definition {value} ; skos:editorialNote {value} .")
        lines.append(f"ydr:m{number} a org:Membership ; rdfs:label {value} ; org:member ydr:p{number} .")
        lines.append(f"ydr:m{number} org:organization ydr:o ; org:role ydr:r .")
    return triples_of(*lines)


@pytest.fixture
def hostile_texts() -> tuple[str, ...]:
    """The strings of the hostile graph: thing ``p0`` is called by the first."""
    return HOSTILE


class Made(dict[str, Any]):
    """What is made when it is asked for the first time, by name."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        self._make = make

    def __missing__(self, name: str) -> Any:  # noqa: ANN401 - graphs, and files of pages
        self[name] = self._make(name)
        return self[name]


@pytest.fixture(scope="session")
def graphs(lakes: Lakes) -> Made:
    """The graphs of the pages: a small one, a hostile, an empty, large ones, the shipped one, the lakes."""
    shipped = (*DATA_FILES, DATA_DIR / "dataset.ttl")
    recipes: dict[str, Callable[[], list[pyoxigraph.Triple]]] = {
        "delta": lambda: read(FIXTURE),
        "hostile": hostile_graph,
        "empty": list,
        "many": lambda: many(400),
        "dense": lambda: many(2000),
        "plans": lambda: plans(600),
        "shipped": lambda: read(*shipped),
        "later": lambda: read(*shipped),
        "lakes": lambda: read(*collection(lakes.folder).files, lakes.folder / "dataset.ttl"),
    }
    return Made(lambda name: recipes[name]())


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, graphs: Made, lakes: Lakes) -> Made:
    """The pages of the graphs, as files: that of the lakes with texts, one of the shipped graph with later pages."""
    from ydkg.explorer.page import build

    folder = tmp_path_factory.mktemp("pages")

    def made(name: str) -> Path:
        texts = lakes.texts if name == "lakes" else ()
        apart = read(*(DATA_DIR / f"{each}.ttl" for each in ("later", "judgements"))) if name == "later" else ()
        (folder / f"{name}.html").write_text(build(graphs[name], *texts, apart=apart), encoding="utf-8")
        return folder / f"{name}.html"

    return Made(made)


def read(*paths: Path) -> list[pyoxigraph.Triple]:
    """Read Turtle files as triples."""
    quads = [pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE) for path in paths]
    return [quad.triple for each in quads for quad in each]


def many(count: int) -> list[pyoxigraph.Triple]:
    """Make a graph of one hub, and of many things in a tree below it."""
    lines = []
    for number in range(count):
        lines.append(f'ydr:t{number} a yd:Project ; rdfs:label "Project number {number}"@en .')
        above = [0] if number < 40 else [(number - 40) // 3, (number * 7) % 40]
        for place, each in enumerate(above if number else ()):
            lines.append(f"ydr:t{number} dcterms:isPartOf ydr:t{each} . ydr:s{number}x{place} a rdf:Statement ;")
            lines.append(f"rdf:subject ydr:t{number} ; rdf:predicate dcterms:isPartOf ; rdf:object ydr:t{each} .")
    return named_by_their_facts(triples_of(*lines))


def plans(count: int) -> list[pyoxigraph.Triple]:
    """Make a graph of projects with a milestone each, planned and done by turns, on days of one after the other."""
    lines = []
    for number in range(count):
        lines.append(f'ydr:t{number} a yd:Project ; rdfs:label "Project number {number}"@en .')
        lines.append(f'ydr:m{number} a yd:Milestone ; rdfs:label "Milestone {number}"@en ; yd:about ydr:t{number} ;')
        day = f"{2000 + number // 12}-{number % 12 + 1:02}-01"
        lines.append(f'yd:modality yd:{"Planned" if number % 2 else "Done"} ; yd:notAfter "{day}"^^xsd:date .')
    return triples_of(*lines)


def drawn(page: Page) -> list[dict[str, Any]]:
    """Have the whole picture drawn, and tell what is written into it, each with its box."""
    return list(page.evaluate(WRITTEN))


def words(page: Page) -> list[str]:
    """Have the whole picture drawn, and tell the words that are written into it."""
    return [each["text"] for each in drawn(page)]


def take(page: Page, kind: str) -> Path:
    """Save what is shown, by the entry of the menu that is called so, and give the file."""
    with page.expect_download() as download:
        page.evaluate("kind => document.getElementById(`take-${kind}`).click()", kind)
    return Path(download.value.path())


def number(text: str) -> int:
    """Read the first number of a text."""
    return int(re.findall(r"\d+", text)[0])


def box(shown: Locator) -> FloatRect:
    """Where something is on the screen."""
    found = shown.bounding_box()
    assert found
    return found


@pytest.fixture
def visit(windows: Windows, pages: Made) -> Iterator[Callable[..., Visit]]:
    """Open a page by name, or a file, at a hash, in a window, light or dark, in a browser of some language."""
    with ExitStack() as opened:

        def go(
            name: str | Path,
            address: str = "",
            *,
            width: int = 1280,
            height: int = 800,
            scheme: str = "light",
            locale: str = "en-GB",
        ) -> Visit:
            found = opened.enter_context(windows.window(width, height, scheme, locale))
            file = name if isinstance(name, Path) else pages[name]
            found.page.goto(f"{file.as_uri()}{address}")
            if name != "empty":
                found.page.wait_for_selector("html[data-ready]")
            return found

        yield go
