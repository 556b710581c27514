"""Every kind of page in a real browser: axe finds nothing, no complaint, nothing from elsewhere, no sideways scroll."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from axe import COLOURS, WORDS, violations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page


playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

SOURCE = os.environ.get("YDKG_SOURCE", "")
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
    "milestone": "/id/milestone-airport-link-line-operational-planned",
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

    def resize(self, screen: str) -> None:
        """Show the page on a screen, than which it may not be wider."""
        width, height = SCREENS[screen]
        self.page.set_viewport_size({"width": width, "height": height})
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width


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
@pytest.mark.parametrize(("locale", "screen", "other"), [("en-GB", "wide", "phone"), ("zh-CN", "phone", "wide")])
def test_a_page_is_for_everyone(window: Callable[..., Visit], locale: str, screen: str, other: str, path: str) -> None:
    """Axe finds nothing, the console is silent, all comes from the server, and no page is wider than its screen.

    Each language and each screen has all rules of axe once.
    """
    visit = window(screen, locale)
    visit.open(f"{path}#lang=zh" if path == "/explorer" and locale == "zh-CN" else path)
    lang = visit.page.evaluate("document.documentElement.lang")
    assert lang == ("zh-Hans" if locale == "zh-CN" else "en")
    visit.resize(other)
    visit.resize(screen)
    assert violations(visit.page, seen=screen == "phone") == []
    visit.resize(other)
    assert violations(visit.page, *WORDS) == []
    visit.resize(screen)
    assert visit.complaints == []


@pytest.mark.parametrize("path", [path for path in PAGES.values() if path not in {"/explorer", "/ontology"}])
def test_a_page_is_for_everyone_at_night(window: Callable[..., Visit], path: str) -> None:
    """In dark colours axe finds nothing either."""
    visit = window(scheme="dark")
    visit.open(path)
    assert violations(visit.page, *COLOURS) == []


#: What stands on each line of an element.
LINES = """element => {
  const lines = [], range = document.createRange(), walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const place = range.getBoundingClientRect(), last = lines[lines.length - 1];
      if (last && Math.abs(last.top - place.top) < 5) last.text += node.data[at];
      else lines.push({ top: place.top, text: node.data[at] });
    }
  return lines.map(line => line.text.trim());
}"""


@pytest.mark.parametrize("screen", SCREENS)
def test_a_chinese_heading_is_broken_at_its_punctuation(window: Callable[..., Visit], screen: str) -> None:
    """No word of the headline stands on two lines, wide or narrow."""
    visit = window(screen, "zh-CN")
    visit.open("/")
    lines = visit.page.locator("h1").evaluate(LINES)
    assert len(lines) > (screen == "phone")
    assert all(line[-1] in "：，；。" for line in lines[:-1])


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
@pytest.mark.parametrize("path", ["/questions/claims/judgements", "/questions/claims/figures_told_differently"])
def test_a_long_source_does_not_take_the_room_of_the_words(
    window: Callable[..., Visit], locale: str, path: str
) -> None:
    """The column of sources is no wider than a fifth of its table, and the table is within its frame."""
    visit = window(locale=locale)
    visit.open(path)
    sizes = "table => [table.clientWidth, table.parentElement.clientWidth, table.rows[0].lastElementChild.offsetWidth]"
    table, frame, sources = visit.page.locator("table.answer").evaluate(sizes)
    assert table <= frame
    assert sources <= table / 5


def test_what_is_short_stays_on_its_line(window: Callable[..., Visit]) -> None:
    """The size of a file, and the sentence that a milestone is written in, are not broken."""
    visit = window()
    for path, short in (("/download", "td.numeric"), ("/milestones", ".board a.quiet")):
        visit.open(path)
        places = visit.page.locator(short)
        assert places.count() > 20
        assert {len(each) for each in places.evaluate_all(f"all => all.map({LINES})")} == {1}


def test_the_headings_of_sentences_are_whole_on_a_phone(window: Callable[..., Visit]) -> None:
    """What stands above the numbers of sentences and facts has one line each."""
    visit = window("phone")
    visit.open("/id/release-20241204")
    heads = visit.page.locator(".line-head .line-number > span")
    assert {len(each) for each in heads.evaluate_all(f"all => all.map({LINES})")} == {1}
    edges = "all => all.map(each => each.getBoundingClientRect().left)"
    assert all(edge >= 0 for edge in heads.evaluate_all(edges))


def test_links_to_values_look_alike_in_both_tables_of_metrics(window: Callable[..., Visit]) -> None:
    """A value and its source lead on in the same way, whether the figure is compared or single."""
    visit = window()
    visit.open("/metrics")
    look = "all => all.map(each => getComputedStyle(each).textDecorationLine + getComputedStyle(each).color)"
    for link in ("a.value", ".cited a"):
        assert len(set(visit.page.locator(f"main {link}").evaluate_all(look))) == 1


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
    assert violations(visit.page) == []
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
    playwright.expect(page.locator("main tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Relations", exact=True).click()
    page.wait_for_url(re.compile("sort=relations"))
    assert "kind=province" in page.url
    page.get_by_role("link", name="中文").click()
    playwright.expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    playwright.expect(page.locator("main tbody tr")).to_have_count(3)


def test_a_term_can_be_reached_by_its_address(window: Callable[..., Visit]) -> None:
    """The ontology's page scrolls to the term whose address was followed."""
    visit = window()
    visit.open("/ontology#Milestone")
    visit.page.wait_for_function(
        """() => {
          const { top } = document.getElementById("Milestone").getBoundingClientRect();
          return -5 <= top && top <= 200;
        }"""
    )


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
    visit.page.wait_for_url(re.compile(r"/id/gu-jun.*#asked$"))
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


@pytest.mark.parametrize("path", ["/milestones", "/things"])
def test_many_filters_fold_behind_one_button_on_a_phone(window: Callable[..., Visit], path: str) -> None:
    """On a phone the ways to narrow a page are behind a button that says what is chosen (user trial)."""
    visit = window("phone")
    visit.open(path)
    ways, button = visit.page.locator(".chips a:visible"), visit.page.locator(".folded summary")
    assert ways.count() == 0
    assert button.inner_text().endswith(": All")
    button.click()
    assert ways.count() > 5
    ways.nth(1).click()
    # The next page is told from this one by its state.
    visit.page.locator(".chips a").first.wait_for(state="hidden")
    assert ways.count() == 0
    assert not button.inner_text().endswith(": All")
    broad = window()
    broad.open(path)
    assert broad.page.locator(".chips a:visible").count() > 5
    assert not broad.page.locator(".folded summary").is_visible()


@pytest.mark.parametrize("path", ["/id/gu-jun", "/id/release-20241204", "/workbench?query=ASK+{}"])
def test_on_paper_there_are_no_controls(window: Callable[..., Visit], path: str) -> None:
    """What is pressed, chosen, dropped on or unfolded is left out, where it is not what the page tells."""
    visit = window()
    visit.open(path)
    visit.page.emulate_media(media="print")
    try:
        assert visit.page.locator("main h1").is_visible()
        assert visit.page.locator("button:visible, select:visible, summary:visible, #drop-zone:visible").count() == 0
    finally:
        visit.page.emulate_media(media="null")


@pytest.mark.parametrize("path", ["/metrics", "/questions/metrics/overview"])
def test_a_wide_table_is_whole_on_paper(window: Callable[..., Visit], path: str) -> None:
    """Where nothing can be scrolled, no column is cut off: the table is as wide as a sheet of A4 at most."""
    visit = window()
    visit.open(path)
    visit.page.emulate_media(media="print")
    try:
        visit.page.set_viewport_size({"width": 794, "height": 1123})
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 794
    finally:
        visit.page.emulate_media(media="null")
        visit.resize("wide")


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
    heading = "Sentence 37 of 85, in Energy infrastructure"
    playwright.expect(page.locator("h1")).to_have_text(heading, use_inner_text=True)


def test_another_file_than_the_document_is_told(window: Callable[..., Visit], tmp_path: Path) -> None:
    """A text of something else changes nothing of the page, and a line says what it is."""
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    other = tmp_path / "other.html"
    other.write_text("<!doctype html><p>Something else.<script>document.title = 'ran'</script>", encoding="utf-8")
    visit.page.set_input_files("#choose-file", other)
    visit.page.wait_for_selector("#seal.trouble")
    assert visit.page.inner_text("#seal-line") == "This file is not this document: it has none of its sentences."
    assert visit.page.locator(".line .bar").count() == 85
    assert visit.page.title() != "ran"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is a binary file, not a text or a saved web page."),
        ("Größe".encode("latin-1"), "The letters of this file cannot be read as utf-8; save it as UTF-8."),
        (b"", "This file is not this document: it has none of its sentences."),
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
    assert more.startswith("The whole text" if kind == "whole" else "Another edition")


#: The lines of a heading as they are shown.
LINES = """
(heading) => {
  const lines = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  for (let top = -Infinity; walker.nextNode();) {
    const text = walker.currentNode;
    for (let at = 0; at < text.length; at++) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const box = range.getBoundingClientRect();
      if (box.top > top + box.height / 2) {
        lines.push("");
        top = box.top;
      }
      lines[lines.length - 1] += text.data[at];
    }
  }
  return lines;
}
"""


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/id/blueprint-for-the-15th-five-year-plan-period", ("长三角", "一体化", "发展", "蓝图")),
        ("/id/hongqiao-hub-action-plan-2024-2026", ("虹桥", "国际", "枢纽", "建设", "行动", "计划")),
        ("/id/china-patent-agent", ("中国", "专利", "香港", "公司")),
        ("/id/implementation-of-the-speech", ("学习", "习近平", "总书记", "讲话", "精神")),
    ],
)
def test_a_chinese_heading_breaks_between_words_on_a_phone(
    window: Callable[..., Visit], path: str, words: tuple[str, ...]
) -> None:
    """A heading of several lines has each word on one of them."""
    visit = window("phone", "zh-CN")
    visit.open(path)
    lines = visit.page.locator("h1").evaluate(LINES)
    assert len(lines) > 1
    assert [word for word in words if not any(word in line for line in lines)] == [], lines
    assert visit.complaints == []


@pytest.mark.skipif(not Path(SOURCE).is_file(), reason="YDKG_SOURCE names no document")
def test_the_document_is_proven_on_its_page(window: Callable[..., Visit]) -> None:
    """A copy of the text is proven in the page, and its words stand where the bars were, nothing being sent."""
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    page = visit.page
    page.wait_for_selector("#beside:not([aria-busy])")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/icon." not in request.url else None)
    page.set_input_files("#choose-file", SOURCE)
    page.wait_for_selector("#seal.whole")
    assert re.match(r"(\d+) of \1 passages are these words", page.inner_text("#seal-line"))
    assert page.locator(".line .words").count() == 85
    assert page.inner_text("#s2 .words") == "2024.12.04"
    assert sent == []
    assert violations(visit.page) == []


def test_the_explorer_counts_the_facts_of_a_sentence_as_the_site_does(window: Callable[..., Visit]) -> None:
    """A sentence has as many facts in the explorer, but for what the document, no thing there, says of itself."""
    visit = window()
    visit.open("/explorer#text=1")
    visit.page.wait_for_selector(".sentence-row")
    explorer = visit.page.locator(".sentence-row .count").all_text_contents()
    visit.open("/id/release-20241204?lang=en")
    site = visit.page.locator(".line:not(.line-head) .count").all_text_contents()
    assert len(explorer) == len(site) == 85
    assert [
        (number, *pair) for number, pair in enumerate(zip(explorer, site, strict=True), 1) if pair[0] != pair[1]
    ] == [(1, "2", "3")]


def test_words_and_facts_of_a_document_light_each_other(window: Callable[..., Visit]) -> None:
    """Without the file: a fact lights all its passages in their tints, words list their facts, and keys walk."""
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    page = visit.page
    page.wait_for_selector("#beside:not([aria-busy])")
    assert page.locator(".line-head").inner_text().split() == ["sentence", "facts"]
    fact = page.locator("#beside-list .fact:not(.named)", has_text="Gu Jun is director of").first
    fact.click()
    assert page.locator(".lit-main").count() >= 1
    assert page.locator(".lit-date").count() == 1
    assert page.locator("#beside-list [aria-current]").count() == 1
    visit.open("/id/release-20241204?lang=en")
    page.wait_for_selector("#beside:not([aria-busy])")
    piece = page.locator("#s37 rect.mark").first
    piece.hover()
    title = page.inner_text("#beside-title")
    assert re.fullmatch(r"sentence 37, \d+ facts?", title)
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
    assert violations(visit.page) == []


@pytest.mark.skipif(not Path(SOURCE).is_file(), reason="YDKG_SOURCE names no document")
def test_words_and_facts_of_a_document_light_each_other_with_the_file(window: Callable[..., Visit]) -> None:
    """With the file: overlapping facts offer a choice, and a chosen fact lights its words."""
    visit = window()
    visit.open("/id/release-20241204?lang=en")
    page = visit.page
    page.set_input_files("#choose-file", SOURCE)
    page.wait_for_selector("#seal.whole")
    page.wait_for_selector("#beside:not([aria-busy])")
    page.locator("#s3 .words a.mark", has_text="Gu Jun").first.click()
    assert page.locator("#beside-list [data-fact]").count() > 1
    page.locator("#beside-list .fact:not(.named)", has_text="Cooperation Office").first.click()
    assert "Cooperation Office" in "".join(page.locator(".words .lit-main").all_inner_texts())
    assert violations(visit.page) == []


#: Pages of what is no entity, and what stands on the left of their details.
RECORDS = {
    "/id/observation-vehicle-to-pile-ratio": "#sources",
    "/id/comparison-pm25-against-2018": "#sources",
    "/id/passage-release-20241204-11432-11437": "#carried-1",
}


@pytest.mark.parametrize(("path", "left"), RECORDS.items())
def test_details_stand_beside_what_is_said_where_there_is_room(
    window: Callable[..., Visit], path: str, left: str
) -> None:
    """A wide screen is used to its right edge; on a phone the details stand above."""
    place = "each => { const place = each.getBoundingClientRect(); return [place.left, place.top, place.right] }"
    for screen, beside in (("wide", True), ("phone", False)):
        visit = window(screen)
        visit.open(path)
        details, said = (visit.page.locator(each).evaluate(place) for each in ("#parts", left))
        edge = visit.page.locator("main").evaluate("main => main.getBoundingClientRect().right")
        assert (details[0] > said[2]) is beside
        assert beside or details[1] < said[1]
        assert edge - details[2] < 30
