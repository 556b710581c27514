"""Every kind of page in a real browser: axe finds nothing, no complaint, nothing from elsewhere, no sideways scroll."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

SOURCE = os.environ.get("YDKG_SOURCE", "")
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = {
    "home": "/",
    "things": "/things?kind=person",
    "things found none": "/things?q=nothing+of+the+kind",
    "search": "/search?q=delta",
    "metrics": "/metrics",
    "ontology": "/ontology",
    "download": "/download",
    "place": "/id/yangtze-river-delta",
    "person": "/id/gu-jun",
    "metric": "/id/metric-vehicle-to-pile-ratio",
    "figure": "/id/observation-vehicle-to-pile-ratio",
    "document": "/id/release-20241204",
    "questions": "/questions",
    "question": "/questions/people/posts_of_a_person",
    "question with a chart": "/questions/metrics/overview",
    "workbench": "/workbench",
    "explorer": "/explorer",
    "not found": "/id/nothing-of-the-kind",
}
SCREENS = {"wide": (1280, 800), "phone": (390, 844)}


class Visit:
    """A page of the server in the browser, and what it complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)

    def _said(self, said: Any) -> None:  # noqa: ANN401 - playwright's own
        # The browser itself says that a page that is not there is not there.
        if said.type in {"error", "warning"} and "404 (Not Found)" not in said.text:
            self.complaints.append(said.text)

    def _asked(self, request: Any) -> None:  # noqa: ANN401 - playwright's own
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.complaints.append(f"asked for {request.url}")

    def open(self, path: str) -> None:
        """Go to a page, and wait for what it does by itself."""
        self.complaints.clear()
        self.page.goto(self.address + path)
        if path.startswith("/explorer"):
            self.page.wait_for_selector("html[data-ready]")

    def violations(self) -> list[str]:
        """Run axe on the page as it is now."""
        if not AXE.exists():
            pytest.skip("axe-core is not installed: npm ci in tests/")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]

    def width(self) -> int:
        """Give the width that the page wants."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))


@pytest.fixture(scope="module")
def window(browser: Browser, server: str) -> Iterator[Callable[..., Visit]]:
    """Give a window of a size, language and colour scheme, one of each for all tests."""
    opened: dict[object, Visit] = {}

    def give(screen: str = "wide", locale: str = "en-GB", scheme: str = "light", *, script: bool = True) -> Visit:
        key = (screen, locale, scheme, script)
        if key not in opened:
            width, height = SCREENS[screen]
            context = browser.new_context(
                viewport={"width": width, "height": height},
                locale=locale,
                color_scheme=scheme,
                java_script_enabled=script,
            )
            opened[key] = Visit(context.new_page(), server)
        return opened[key]

    yield give
    for each in opened.values():
        each.page.context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_is_for_everyone(window: Callable[..., Visit], screen: str, locale: str, path: str) -> None:
    """Axe finds nothing, the console is silent, all comes from the server, and no page is wider than its screen."""
    visit = window(screen, locale)
    visit.open(f"{path}#lang=zh" if path == "/explorer" and locale == "zh-CN" else path)
    lang = visit.page.evaluate("document.documentElement.lang")
    assert lang == ("zh-Hans" if locale == "zh-CN" else "en")
    assert visit.width() <= SCREENS[screen][0]
    assert visit.violations() == []
    assert visit.complaints == []


@pytest.mark.parametrize("path", [path for path in PAGES.values() if path not in {"/explorer", "/ontology"}])
def test_a_page_is_for_everyone_at_night(window: Callable[..., Visit], path: str) -> None:
    """In dark colours axe finds nothing either."""
    visit = window(scheme="dark")
    visit.open(path)
    assert visit.violations() == []


def test_search_is_driven_by_keyboard(window: Callable[..., Visit]) -> None:
    """A slash leads to the box; letters bring things, arrows choose one, Escape closes, Enter goes there."""
    visit = window()
    visit.open("/download")
    page = visit.page
    box = page.get_by_role("combobox")
    page.keyboard.press("/")
    assert box.evaluate("each => document.activeElement === each")
    page.keyboard.type("SHANG")
    page.wait_for_selector("#search-hits li")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator("form.search [role=status]").inner_text().strip().endswith("found")
    assert visit.violations() == []
    page.keyboard.press("ArrowDown")
    first = page.locator("#search-hits li").first
    assert first.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert page.locator("#search-hits li").last.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#search-hits:not([hidden])")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/shanghai*")
    assert visit.complaints == []


def test_search_finds_by_either_language(window: Callable[..., Visit]) -> None:
    """In Chinese the box says kinds in Chinese; a name that nothing has is said to have nothing."""
    visit = window(locale="zh-CN")
    visit.open("/metrics")
    box = visit.page.get_by_role("combobox")
    box.fill("hefei")
    visit.page.wait_for_selector("#search-hits li")
    assert "城市" in visit.page.locator("#search-hits li").first.inner_text()
    box.fill("nothing of the kind")
    playwright.expect(visit.page.locator("form.search [role=status]")).to_have_text("没有这一名称的条目")
    assert visit.page.locator("#search-hits").is_hidden()


def test_enter_without_a_choice_sends_the_form(window: Callable[..., Visit]) -> None:
    """Who types a word and presses Enter gets the page of all that was found."""
    visit = window()
    visit.open("/")
    visit.page.get_by_role("combobox").fill("delta")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/search?q=delta")
    assert visit.page.locator("main tbody tr").count() > 5


def test_pages_work_without_a_script(window: Callable[..., Visit]) -> None:
    """Search, filter, order and language are links and forms."""
    visit = window(script=False)
    visit.open("/")
    page = visit.page
    page.fill("#search", "hefei")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=hefei")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Entities").click()
    page.locator("select[name=kind]").select_option("province")
    page.get_by_role("button", name="Show").click()
    assert page.locator("main tbody tr").count() == 3
    page.get_by_role("link", name="Relations", exact=True).click()
    assert "sort=relations" in page.url
    assert "kind=province" in page.url
    page.get_by_role("link", name="中文").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert page.locator("main tbody tr").count() == 3


def test_a_term_can_be_reached_by_its_address(window: Callable[..., Visit]) -> None:
    """The ontology's page scrolls to the term whose address was followed."""
    visit = window()
    visit.open("/ontology#Milestone")
    top = visit.page.evaluate("document.getElementById('Milestone').getBoundingClientRect().top")
    assert -5 <= top <= 200


def test_home_offers_the_explorers_guided_views(window: Callable[..., Visit]) -> None:
    """What the explorer offers to begin with is offered by the home page too, at the same addresses."""
    visit = window()
    visit.open("/explorer")
    read = "links => links.map((link) => link.getAttribute('href').split('#')[1])"
    offered = visit.page.locator(".presets a").evaluate_all(read)
    assert len(offered) == 5
    visit.open("/")
    assert visit.page.locator(".presets a").evaluate_all(read) == offered


def test_the_explorer_leads_to_the_site_and_back(window: Callable[..., Visit]) -> None:
    """Its title leads home, a thing to its page and to what can be asked about it, and that page to the explorer."""
    visit = window()
    visit.open("/explorer")
    visit.page.evaluate("location.hash = 'thing=gu-jun'")
    visit.page.wait_for_selector("#panel .site-links")
    addresses = visit.page.eval_on_selector_all(
        ".home, #panel .site-links a, #panel .iri a", "each => each.map((link) => link.pathname + link.hash)"
    )
    assert addresses == ["/", "/id/gu-jun", "/id/gu-jun#asked", "/id/gu-jun"]
    visit.page.click("#panel .site-links a >> nth=1")
    assert visit.page.locator("#asked").count() == 1
    assert visit.page.locator("a[href*='/explorer#'][href*='gu-jun']").count() > 0


def test_within_the_page_of_another_site_the_ways_out_open_windows(window: Callable[..., Visit]) -> None:
    """An embedded explorer is shown; the site's pages are not, in a frame, and so they are not opened there."""
    visit = window()
    embedded = f"<iframe src='{visit.address}/explorer#thing=gu-jun' width='1200' height='700'></iframe>"
    visit.page.route("**/embedding", lambda route: route.fulfill(body=embedded, content_type="text/html"))
    visit.page.goto(f"{visit.address}/embedding")
    links = visit.page.frame_locator("iframe").locator(".home, #panel .site-links a")
    links.nth(2).wait_for()
    assert links.evaluate_all("each => each.map((link) => link.target)") == ["_blank"] * 3


def test_shapes_of_families_are_the_explorers(window: Callable[..., Visit]) -> None:
    """A family has one shape, in the explorer's legend and in the site's index."""
    visit = window()
    read = "paths => paths.map((path) => [path.parentElement.classList[1], path.getAttribute('d')])"
    visit.open("/explorer")
    explorer = visit.page.locator("#legend svg path").evaluate_all(read)
    visit.open("/things")
    assert len(explorer) == 9
    assert visit.page.locator(".chips svg path").evaluate_all(read) == explorer


def test_charts_are_the_explorers(window: Callable[..., Visit]) -> None:
    """The table of metrics has one drawing of each comparison, here and in the explorer: same size, same places."""
    visit = window()
    read = """charts => charts.map((chart) => [
        chart.getAttribute("viewBox"),
        ...[...chart.querySelectorAll(".mark, .open")].map((mark) => [
            ...mark.classList, ...["cx", "x1", "x2"].map((name) => mark.getAttribute(name))
        ]),
    ])"""
    visit.open("/explorer#view=metrics")
    explorer = visit.page.locator("svg.chart").evaluate_all(read)
    visit.open("/metrics")
    site = visit.page.locator("svg.chart").evaluate_all(read)
    assert len(site) >= 8
    assert sorted(map(str, site)) == sorted(map(str, explorer))


def test_the_text_of_a_document_is_read_without_it(window: Callable[..., Visit]) -> None:
    """Its page shows 85 sentences as bars under their sections, and pieces lead to passages, without a program too."""
    for script in (True, False):
        visit = window(script=script)
        visit.open("/id/release-20241204?lang=en")
        page = visit.page
        assert page.locator(".line .bar").count() == 85
        assert page.locator(".part h3").count() == 19
        assert page.locator(".line .bar a").count() > 400
        assert page.is_visible("#drop-zone") == script
    page.click("#s37 .line-number")
    assert page.inner_text("h1") == "Sentence 37 of 85, in Energy infrastructure"


def test_another_file_than_the_document_is_told(window: Callable[..., Visit], tmp_path: Path) -> None:
    """A text of something else changes nothing of the page, and a line says what it is."""
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    other = tmp_path / "other.html"
    other.write_text("<!doctype html><p>Something else.<script>document.title = 'ran'</script>", encoding="utf-8")
    visit.page.set_input_files("#choose-file", other)
    visit.page.wait_for_selector("#seal.trouble")
    assert visit.page.inner_text("#seal-line") == "Not this document: none of its sentences is in this file."
    assert visit.page.locator(".line .bar").count() == 85
    assert visit.page.title() != "ran"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is a binary file, not a text or a saved web page."),
        ("Größe".encode("latin-1"), "The letters of this file cannot be read as utf-8; save it as UTF-8."),
        (b"", "Not this document: none of its sentences is in this file."),
        (None, "This file is too large for a document: 100,000,000 bytes."),
    ],
    ids=["binary", "encoding", "empty", "large"],
)
def test_what_is_no_text_is_told_on_the_documents_page(
    window: Callable[..., Visit], tmp_path: Path, content: bytes | None, said: str
) -> None:
    """A binary file, another encoding, an empty one and one of 100 MB are told in a line, and nothing changes."""
    file = tmp_path / "given.txt"
    with file.open("wb") as written:
        written.truncate(100_000_000) if content is None else written.write(content)
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    visit.page.set_input_files("#choose-file", file)
    visit.page.wait_for_selector("#seal.trouble")
    assert visit.page.inner_text("#seal-line") == said
    assert visit.page.locator(".line .bar").count() == 85


@pytest.mark.skipif(not Path(SOURCE).is_file(), reason="YDKG_SOURCE names no document")
@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        (lambda text: text.replace("\n", "\r\n"), "whole", r"(\d+) of \1 passages are these words"),
        (lambda text: text.split("\n", 2)[2], "part", r"\d+ of \d+ passages are these words"),
        (lambda text: text.replace("1.55", "1.56"), "part", r"\d+ of \d+ passages are these words"),
    ],
    ids=["line ends", "without title lines", "another edition"],
)
def test_another_edition_is_told_on_the_documents_page(
    window: Callable[..., Visit], tmp_path: Path, change: Callable[[str], str], kind: str, said: str
) -> None:
    """Other line ends change nothing; a text without its title lines, or with another figure, is another edition."""
    file = tmp_path / "given.txt"
    file.write_bytes(change(Path(SOURCE).read_text(encoding="utf-8")).encode())
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    visit.page.set_input_files("#choose-file", file)
    visit.page.wait_for_selector(f"#seal.{kind}")
    assert re.fullmatch(said, visit.page.inner_text("#seal-line"))
    more = visit.page.inner_text("#seal-more")
    assert more.startswith("The whole text" if kind == "whole" else "Another edition: sentence ")


@pytest.mark.skipif(not Path(SOURCE).is_file(), reason="YDKG_SOURCE names no document")
def test_the_document_is_proven_on_its_page(window: Callable[..., Visit]) -> None:
    """A copy of the text is proven in the page, and its words stand where the bars were, nothing being sent."""
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    page = visit.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/icon." not in request.url else None)
    page.set_input_files("#choose-file", SOURCE)
    page.wait_for_selector("#seal.whole")
    assert re.match(r"(\d+) of \1 passages are these words", page.inner_text("#seal-line"))
    assert page.locator(".line .words").count() == 85
    assert page.inner_text("#s2 .words") == "2024.12.04"
    assert sent == []
    assert visit.violations() == []


def test_words_and_facts_of_a_document_light_each_other(window: Callable[..., Visit]) -> None:
    """Without the file: a fact lights all its passages in their tints, words list their facts, and keys walk."""
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    page = visit.page
    page.wait_for_selector("#beside-list [data-fact]")
    assert page.locator(".line-head").inner_text().split() == ["sentence", "facts"]
    fact = page.locator("#beside-list .fact:not(.named)", has_text="Gu Jun is director of").first
    fact.click()
    assert page.locator(".lit-main").count() >= 1
    assert page.locator(".lit-date").count() == 1
    assert page.locator("#beside-list [aria-current]").count() == 1
    visit.open("/id/release-20241204?lang=en")
    piece = page.locator("#s37 rect.mark").first
    piece.hover()
    title = page.inner_text("#beside-title")
    assert re.fullmatch(r"sentence 37 · \d+ facts?", title)
    piece.click()
    assert "/id/release-20241204" in page.url
    assert page.locator("#beside-list [data-fact]").count() > 0
    page.hover("#s3 .bar")
    assert page.inner_text("#beside-title") == title
    page.keyboard.press("n")
    first = page.inner_text("#beside-title")
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert page.inner_text("#beside-title") == first
    assert re.fullmatch(r"Fact \d+ of \d+", first)
    assert visit.violations() == []


@pytest.mark.skipif(not Path(SOURCE).is_file(), reason="YDKG_SOURCE names no document")
def test_words_and_facts_of_a_document_light_each_other_with_the_file(window: Callable[..., Visit]) -> None:
    """With the file: overlapping facts offer a choice, and a chosen fact lights its words."""
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    page = visit.page
    page.set_input_files("#choose-file", SOURCE)
    page.wait_for_selector("#seal.whole")
    page.locator("#s3 .words a.mark", has_text="Gu Jun").first.click()
    assert page.locator("#beside-list [data-fact]").count() > 1
    page.locator("#beside-list .fact:not(.named)", has_text="Cooperation Office").first.click()
    assert "Cooperation Office" in "".join(page.locator(".words .lit-main").all_inner_texts())
    assert visit.violations() == []
