"""Every kind of page in a real browser: axe finds nothing, no complaint, nothing from elsewhere, no sideways scroll."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from axe import COLOURS, WORDS, violations
from shipped import SOURCE, needs_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from windows import Visit

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

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
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
RELEASE = "/id/release-20241204?lang=en"
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


def resize(page: Page, screen: dict[str, int]) -> None:
    """Show a page on a screen, than which it may not be wider."""
    page.set_viewport_size(screen)  # type: ignore[arg-type] # it is one
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize(("locale", "screen", "other"), [("en-GB", WIDE, PHONE), ("zh-CN", PHONE, WIDE)])
def test_a_page_is_for_everyone(
    visit: Callable[..., Visit], locale: str, screen: dict[str, int], other: dict[str, int], path: str
) -> None:
    """Axe finds nothing, the console is silent, all comes from the server, and no page is wider than its screen.

    Each language and each screen has all rules of axe once.
    """
    chinese = locale == "zh-CN"
    page = visit(f"{path}#lang=zh" if path == "/explorer" and chinese else path, **screen, locale=locale).page
    assert page.evaluate("document.documentElement.lang") == ("zh-Hans" if chinese else "en")
    resize(page, other)
    resize(page, screen)
    assert violations(page, seen=screen == PHONE) == []
    resize(page, other)
    assert violations(page, *WORDS) == []


@pytest.mark.parametrize("path", [path for path in PAGES.values() if path not in {"/explorer", "/ontology"}])
def test_a_page_is_for_everyone_at_night(visit: Callable[..., Visit], path: str) -> None:
    """In dark colours axe finds nothing either."""
    assert violations(visit(path, scheme="dark").page, *COLOURS) == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", ()),
        ("/id/blueprint-for-the-15th-five-year-plan-period", ("长三角", "一体化", "发展", "蓝图")),
        ("/id/hongqiao-hub-action-plan-2024-2026", ("虹桥", "国际", "枢纽", "建设", "行动", "计划")),
        ("/id/china-patent-agent", ("中国", "专利", "香港", "公司")),
        ("/id/implementation-of-the-speech", ("学习", "习近平", "总书记", "讲话", "精神")),
    ],
)
def test_a_chinese_heading_is_broken_between_words(
    visit: Callable[..., Visit], path: str, words: tuple[str, ...]
) -> None:
    """On a phone each word stands on one line; the headline of home is broken at its punctuation, wide and narrow."""
    opened = visit(path, **PHONE, locale="zh-CN")
    lines = opened.page.locator("h1").evaluate(LINES)
    assert len(lines) > 1
    assert [word for word in words if not any(word in line for line in lines)] == [], lines
    if not words:
        resize(opened.page, WIDE)
        for shown in (lines, opened.page.locator("h1").evaluate(LINES)):
            assert all(line[-1] in "：，；。" for line in shown[:-1])


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_a_long_source_does_not_take_the_room_of_the_words(visit: Callable[..., Visit], locale: str) -> None:
    """The column of sources is no wider than a fifth of its table, and the table is within its frame."""
    for name in ("judgements", "figures_told_differently"):
        page = visit(f"/questions/claims/{name}", locale=locale).page
        sizes = "each => [each.clientWidth, each.parentElement.clientWidth, each.rows[0].lastElementChild.offsetWidth]"
        table, frame, sources = page.locator("table.answer").evaluate(sizes)
        assert table <= frame
        assert sources <= table / 5


def test_what_is_short_stays_on_its_line_and_links_look_alike(visit: Callable[..., Visit]) -> None:
    """Sizes of files, sentences of milestones, and, on a phone, what stands above the numbers of sentences.

    A value and its source lead on in the same way, whether the figure is compared or single.
    """
    opened = visit("/download")
    for path, short in (("/download", "td.numeric"), ("/milestones", ".board a.quiet")):
        places = opened.open(path).locator(short)
        assert places.count() > 20
        assert {len(each) for each in places.evaluate_all(f"all => all.map({LINES})")} == {1}
    look = "all => all.map(each => getComputedStyle(each).textDecorationLine + getComputedStyle(each).color)"
    page = opened.open("/metrics")
    for link in ("a.value", ".cited a"):
        assert len(set(page.locator(f"main {link}").evaluate_all(look))) == 1
    heads = visit(RELEASE, **PHONE).page.locator(".line-head .line-number > span")
    assert {len(each) for each in heads.evaluate_all(f"all => all.map({LINES})")} == {1}
    assert min(heads.evaluate_all("all => all.map(each => each.getBoundingClientRect().left)")) >= 0


def test_search_is_driven_by_keyboard(visit: Callable[..., Visit]) -> None:
    """A slash leads to the box; letters bring things, arrows choose one, Escape closes, Enter goes there.

    Who types a word and presses Enter gets the page of all that was found.
    """
    opened = visit("/download")
    page = opened.page
    box = page.get_by_role("combobox")
    page.keyboard.press("/")
    assert box.evaluate("each => document.activeElement === each")
    page.keyboard.type("SHANG")
    page.wait_for_selector("#search-hits li")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator("form.search [role=status]").inner_text().strip().endswith("found")
    assert violations(page) == []
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
    opened.open("/")
    box.fill("delta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=delta")
    assert page.locator("main tbody tr").count() > 5


def test_search_finds_by_either_language(visit: Callable[..., Visit]) -> None:
    """In Chinese the box says kinds in Chinese; a name that nothing has is said to have nothing."""
    page = visit("/metrics", locale="zh-CN").page
    box = page.get_by_role("combobox")
    box.fill("hefei")
    page.wait_for_selector("#search-hits li")
    assert "城市" in page.locator("#search-hits li").first.inner_text()
    box.fill("nothing of the kind")
    playwright.expect(page.locator("form.search [role=status]")).to_have_text("没有这一名称的条目")
    assert page.locator("#search-hits").is_hidden()


def test_pages_work_without_a_script(visit: Callable[..., Visit]) -> None:
    """Search, filter, order and language are links and forms; a document's text leads to its passages."""
    opened = visit("/", script=False)
    page = opened.page
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
    opened.open(RELEASE)
    assert page.is_hidden("#drop-zone")
    assert_bars(page)
    page.click("#s37 .line-number")
    heading = "Sentence 37 of 85, in Energy infrastructure"
    playwright.expect(page.locator("h1")).to_have_text(heading, use_inner_text=True)


def test_a_term_can_be_reached_by_its_address(visit: Callable[..., Visit]) -> None:
    """The ontology's page scrolls to the term whose address was followed."""
    visit("/ontology#Milestone").page.wait_for_function(
        """() => {
          const { top } = document.getElementById("Milestone").getBoundingClientRect();
          return -5 <= top && top <= 200;
        }"""
    )


def test_the_explorer_and_the_site_say_the_same(visit: Callable[..., Visit]) -> None:
    """Guided views and their addresses, shapes of families, charts, and the facts of a sentence are those of both.

    The document, no thing in the explorer, has facts that say something of itself.
    """
    opened = visit("/explorer")

    def read(path: str, selector: str, each: str) -> list[object]:
        return list(opened.open(path).locator(selector).evaluate_all(f"all => all.map({each})"))

    for here, there, count, each in (
        (("/explorer", ".presets a"), ("/", ".presets a"), 5, "link => link.getAttribute('href').split('#')[1]"),
        (
            ("/explorer", "#legend svg path"),
            ("/things", ".chips svg path"),
            9,
            "path => [path.parentElement.classList[1], path.getAttribute('d')]",
        ),
        (
            ("/explorer#view=metrics", "svg.chart"),
            ("/metrics", "svg.chart"),
            8,
            """chart => [chart.getAttribute("viewBox"), ...[...chart.querySelectorAll(".mark, .open")].map((mark) =>
            [...mark.classList, ...["cx", "x1", "x2"].map((name) => mark.getAttribute(name))])].join()""",
        ),
    ):
        explorer, site = read(*here, each), read(*there, each)
        assert len(site) >= count
        assert sorted(map(str, site)) == sorted(map(str, explorer)), here
    numbers = "each => each.textContent"
    opened.open("/explorer#text=1").wait_for_selector(".sentence-row")
    explorer = read("/explorer#text=1", ".sentence-row .count", numbers)
    site = read(RELEASE, ".line:not(.line-head) .count", numbers)
    assert len(explorer) == len(site) == 85
    pairs = enumerate(zip(explorer, site, strict=True), 1)
    assert [(place, *pair) for place, pair in pairs if pair[0] != pair[1]] == [(1, "2", "3")]


def test_the_explorer_leads_to_the_site_and_back(visit: Callable[..., Visit]) -> None:
    """Its title leads home, a thing to its page and to what can be asked about it, and that page to the explorer.

    Within the page of another site, where the site's pages are not shown, the ways out open windows.
    """
    opened = visit("/explorer")
    page = opened.page
    page.evaluate("location.hash = 'thing=gu-jun'")
    page.wait_for_selector("#panel .site-links")
    addresses = page.eval_on_selector_all(
        ".home, #panel .site-links a, #panel .iri a", "each => each.map((link) => link.pathname + link.hash)"
    )
    assert addresses == ["/", "/id/gu-jun", "/id/gu-jun#asked", "/id/gu-jun"]
    page.click("#panel .site-links a >> nth=1")
    page.wait_for_url(re.compile(r"/id/gu-jun.*#asked$"))
    assert page.locator("#asked").count() == 1
    assert page.locator("a[href*='/explorer#'][href*='gu-jun']").count() > 0
    embedded = f"<iframe src='{opened.address}/explorer#thing=gu-jun' width='1200' height='700'></iframe>"
    page.route("**/embedding", lambda route: route.fulfill(body=embedded, content_type="text/html"))
    links = opened.open("/embedding").frame_locator("iframe").locator(".home, #panel .site-links a")
    links.nth(2).wait_for()
    assert links.evaluate_all("each => each.map((link) => link.target)") == ["_blank"] * 3


@pytest.mark.parametrize("path", ["/milestones", "/things"])
def test_many_filters_fold_behind_one_button_on_a_phone(visit: Callable[..., Visit], path: str) -> None:
    """On a phone the ways to narrow a page are behind a button that says what is chosen (user trial)."""
    page = visit(path, **PHONE).page
    ways, button = page.locator(".chips a:visible"), page.locator(".folded summary")
    assert ways.count() == 0
    assert button.inner_text().endswith(": All")
    button.click()
    assert ways.count() > 5
    ways.nth(1).click()
    # The next page is told from this one by its state.
    page.locator(".chips a").first.wait_for(state="hidden")
    assert ways.count() == 0
    assert not button.inner_text().endswith(": All")
    resize(page, WIDE)
    assert ways.count() > 5
    assert not button.is_visible()


def test_on_paper_there_are_no_controls_and_tables_are_whole(visit: Callable[..., Visit]) -> None:
    """What is pressed, chosen, dropped on or unfolded is left out, where it is not what the page tells.

    Where nothing can be scrolled, no column is cut off: a table is as wide as a sheet of A4 at most.
    """
    opened = visit("/id/gu-jun")
    page = opened.page
    page.emulate_media(media="print")
    for path in ("/id/gu-jun", RELEASE, "/workbench?query=ASK+{}"):
        opened.open(path)
        assert page.locator("main h1").is_visible()
        assert page.locator("button:visible, select:visible, summary:visible, #drop-zone:visible").count() == 0, path
    for path in ("/metrics", "/questions/metrics/overview"):
        opened.open(path)
        resize(page, {"width": 794, "height": 1123})


def assert_bars(page: Page) -> None:
    """See the text of a document without it: 85 sentences as bars under their sections, whose pieces are links."""
    assert page.locator(".line .bar").count() == 85
    assert page.locator(".part h3").count() == 19
    assert page.locator(".line .bar a").count() > 400


def test_another_file_than_the_document_is_told(visit: Callable[..., Visit], tmp_path: Path) -> None:
    """A text of something else, a binary file, another encoding, an empty one and one of 100 MB are told in a line.

    Nothing of the page changes.
    """
    page = visit(RELEASE).page
    file = tmp_path / "given.html"
    other = "This file is not this document: it has none of its sentences."
    for content, said in (
        (b"<!doctype html><p>Something else.<script>document.title = 'ran'</script>", other),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is a binary file, not a text or a saved web page."),
        ("Größe".encode("latin-1"), "The letters of this file cannot be read as utf-8; save it as UTF-8."),
        (b"", other),
        (None, "This file is too large for a document: 100,000,000 bytes."),
    ):
        with file.open("wb") as written:
            written.truncate(100_000_000) if content is None else written.write(content)
        page.evaluate("document.getElementById('seal').className = 'seal'")
        page.set_input_files("#choose-file", file)
        page.wait_for_selector("#seal.trouble")
        assert page.inner_text("#seal-line") == said
        assert_bars(page)
        assert page.is_visible("#drop-zone")
        assert page.title() != "ran"


@needs_source
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
    visit: Callable[..., Visit], tmp_path: Path, change: Callable[[str], str], kind: str, said: str
) -> None:
    """Other line ends change nothing; a text without its title lines, or with another figure, is another edition."""
    file = tmp_path / "given.txt"
    file.write_bytes(change(Path(SOURCE).read_text(encoding="utf-8")).encode())
    page = visit(RELEASE).page
    page.set_input_files("#choose-file", file)
    page.wait_for_selector(f"#seal.{kind}")
    assert re.fullmatch(said, page.inner_text("#seal-line"))
    assert page.inner_text("#seal-more").startswith("The whole text" if kind == "whole" else "Another edition")


@needs_source
def test_the_document_is_proven_on_its_page(visit: Callable[..., Visit]) -> None:
    """A copy of the text is proven in the page, and its words stand where the bars were, nothing being sent.

    Overlapping facts offer a choice then, and a chosen fact lights its words.
    """
    opened = visit(RELEASE)
    page = opened.page
    page.wait_for_selector("#beside:not([aria-busy])")
    before = len(opened.requests)
    page.set_input_files("#choose-file", SOURCE)
    page.wait_for_selector("#seal.whole")
    assert re.match(r"(\d+) of \1 passages are these words", page.inner_text("#seal-line"))
    assert page.locator(".line .words").count() == 85
    assert page.inner_text("#s2 .words") == "2024.12.04"
    assert [url for url in opened.requests[before:] if "/icon." not in url] == []
    assert violations(page) == []
    page.locator("#s3 .words a.mark", has_text="Gu Jun").first.click()
    assert page.locator("#beside-list [data-fact]").count() > 1
    page.locator("#beside-list .fact:not(.named)", has_text="Cooperation Office").first.click()
    assert "Cooperation Office" in "".join(page.locator(".words .lit-main").all_inner_texts())
    assert violations(page) == []


def test_words_and_facts_of_a_document_light_each_other(visit: Callable[..., Visit]) -> None:
    """Without the file: a fact lights all its passages in their tints, words list their facts, and keys walk."""
    opened = visit(RELEASE)
    page = opened.page
    page.wait_for_selector("#beside:not([aria-busy])")
    assert page.locator(".line-head").inner_text().split() == ["sentence", "facts"]
    fact = page.locator("#beside-list .fact:not(.named)", has_text="Gu Jun is director of").first
    fact.click()
    assert page.locator(".lit-main").count() >= 1
    assert page.locator(".lit-date").count() == 1
    assert page.locator("#beside-list [aria-current]").count() == 1
    opened.open(RELEASE)
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
    assert violations(page) == []


#: Pages of what is no entity, and what stands on the left of their details.
RECORDS = {
    "/id/observation-vehicle-to-pile-ratio": "#sources",
    "/id/comparison-pm25-against-2018": "#sources",
    "/id/passage-release-20241204-11432-11437": "#carried-1",
}


def test_details_stand_beside_what_is_said_where_there_is_room(visit: Callable[..., Visit]) -> None:
    """A wide screen is used to its right edge; on a phone the details stand above."""
    opened = visit("/")
    page = opened.page
    place = "each => { const place = each.getBoundingClientRect(); return [place.left, place.top, place.right] }"
    for path, left in RECORDS.items():
        opened.open(path)
        for screen in (WIDE, PHONE):
            resize(page, screen)
            details, said = (page.locator(each).evaluate(place) for each in ("#parts", left))
            edge = page.locator("main").evaluate("main => main.getBoundingClientRect().right")
            assert (details[0] > said[2]) == (screen == WIDE)
            assert screen == WIDE or details[1] < said[1]
            assert edge - details[2] < 30


def test_a_term_that_is_folded_opens_where_an_address_names_it(visit: Callable[..., Visit]) -> None:
    """The ontology is short enough to look through; a link to a term opens it."""
    seen = visit("/ontology#Milestone")
    assert seen.page.locator("#Milestone").get_attribute("open") is not None
    assert seen.page.locator("details.term[open]").count() == 1
    assert seen.page.evaluate("document.documentElement.scrollHeight") < 12_000
    seen.page.locator("#Place").evaluate("() => { location.hash = 'Place'; }")
    seen.page.locator("#Place dl").wait_for()
