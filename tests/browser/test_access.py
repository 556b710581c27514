"""The page for everyone: no violation of axe in any state, a way by keyboard out and back, small screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from axe import COLOURS, violations

from .conftest import box

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from windows import Visit

pytestmark = pytest.mark.browser

STATES = {
    "overview": "",
    "everything": "#show=all",
    "place": "#thing=yangtze-river-delta",
    "person": "#thing=gu-jun",
    "line": "#view=relations&find=gu+jun",
    "focus": "#thing=demonstration-zone&focus=demonstration-zone+2",
    "filtered": "#place=shanghai&status=Planned&hide=metric",
    "hidden and pinned": "#out=hefei&pin=shanghai@0,0",
    "timeline": "#view=timeline",
    "timeline of a year": "#view=timeline&since=2024-01-01&until=2024-12-31&lang=zh&thing=airport-link-line",
    "places": "#view=places&thing=shanghai",
    "board": "#view=board&thing=airport-link-line",
    "compare": "#view=compare&compare=shanghai+anhui+gu-jun",
    "compared": "#lang=zh&compare=shanghai+anhui",
    "things": "#view=things&sort=-links",
    "relations": "#view=relations",
    "milestones": "#view=milestones&only=Planned&by=2024-12-31",
    "metrics": "#view=metrics",
    "metrics with panel": "#view=metrics&thing=metric-vehicle-to-pile-ratio",
    "paths": "#view=paths&from=gu-jun&to=hefei",
    "trail": "#trail=gu-jun+shanghai-municipal-government+shanghai",
    "text": "#text=1&thing=gu-jun",
    "text beside a table": "#view=metrics&text=1&lang=zh",
    "chinese": "#lang=zh&thing=gu-jun",
    "chinese metrics": "#lang=zh&view=metrics",
}
VIEWS = ("relations", "paths", "timeline", "board", "places", "metrics")
SOURCES = "document.querySelectorAll('main details').forEach((each, place) => { each.open = place < 8; })"


HERE = "document.activeElement.id || document.activeElement.textContent"
# What reaches beyond the window, of what people read or press; lists that scroll sideways by themselves aside.
BEYOND = """() => [...document.querySelectorAll("button, input, select, th, td, p, h1, h2, h3")].filter((each) => {
  const { left, right, width } = each.getBoundingClientRect();
  return width && (left < -1 || right > innerWidth + 1) && !each.closest("#legend, .visually-hidden");
}).map((each) => each.outerHTML.slice(0, 90))"""


def test_axe_finds_nothing(visit: Callable[..., Visit]) -> None:
    """No violation of any impact in any state, with sources opened, with things found, with none, and with the menu.

    Hostile names and an empty graph make no page that axe would complain of, either.
    """
    opened = visit("shipped")
    for state, address in STATES.items():
        page = opened.follow(address)
        page.evaluate(SOURCES)
        assert violations(page) == [], state
    page = opened.follow("#lang=en")
    for typed in ("shang", "nothing of the kind"):
        page.get_by_role("combobox", name="Search").fill(typed)
        assert page.is_visible("#hits")
        assert violations(page) == [], typed
    page.keyboard.press("Escape")
    page.get_by_text("Take away", exact=True).click()
    assert violations(page) == []
    for name in ("hostile", "empty"):
        assert violations(visit(name).page) == [], name


LIGHT = "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number).reduce((a, b) => a + b) > 384"


@pytest.mark.parametrize("state", ["overview", "place", "timeline", "places", "compare", "metrics", "paths", "text"])
def test_axe_finds_nothing_in_the_dark(visit: Callable[..., Visit], state: str) -> None:
    """Dark pages are dark, and nothing is wrong with the colours then."""
    page = visit("shipped", STATES[state], scheme="dark").page
    page.evaluate(SOURCES)
    assert not page.evaluate(LIGHT)
    assert violations(page, *COLOURS) == []


@pytest.mark.parametrize(
    "state", ["overview", "place", "focus", "timeline", "places", "compare", "metrics", "paths", "things", "chinese"]
)
def test_axe_finds_nothing_on_a_phone_and_nothing_is_wider_than_it(visit: Callable[..., Visit], state: str) -> None:
    """At 390 pixels the page itself does not scroll sideways, and axe finds nothing."""
    page = visit("shipped", STATES[state], width=390, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(LIGHT)
    assert violations(page, seen=True) == []


def test_on_a_phone_nothing_is_beyond_the_edge(visit: Callable[..., Visit]) -> None:
    """Tabs wrap, rows of tables are cards with the columns' names, and the header is one line."""
    opened = visit("shipped", width=390, height=844)
    views = ("", "view=milestones&lang=zh", *(f"view={each}&lang=en" for each in VIEWS))
    for address in views:
        page = opened.follow(f"#{address}")
        assert page.evaluate(BEYOND) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
        assert page.evaluate("document.getElementById('stage-table').scrollWidth") <= 390, address
        assert page.evaluate("document.querySelector('.masthead').clientHeight") <= 60, address
    cell = "#table tbody tr >> nth=0 >> td >> nth=1"
    assert page.eval_on_selector(cell, "cell => getComputedStyle(cell, '::before').content") == '"Baseline"'
    assert page.eval_on_selector(cell, "cell => getComputedStyle(cell).textAlign") == "start"
    assert page.eval_on_selector("#table caption", "each => each.clientHeight") < 40
    lower = "all => all.filter(td => parseFloat(getComputedStyle(td, '::before').height) > td.clientHeight + 1)"
    assert page.eval_on_selector_all("#table tbody td", f"{lower}.length") == 0


def test_on_a_phone_filters_are_behind_a_button(visit: Callable[..., Visit]) -> None:
    """They are shown when asked for; a mark on the button says that some are set."""
    page = visit("shipped", "#status=Planned", width=390, height=844).page
    assert page.is_hidden("#filter-topic")
    mark = "getComputedStyle(document.getElementById('show-filters'), '::after').content"
    assert page.evaluate(mark) == '" ●"'
    page.get_by_role("button", name="Filters").click()
    page.click("#clear")
    assert page.is_visible("#filter-topic")
    assert page.evaluate(mark) == "none"
    assert visit("shipped").page.is_hidden("#show-filters")


def test_on_a_phone_words_that_are_touched_show_their_facts(visit: Callable[..., Visit]) -> None:
    """The list of facts comes into the window, and they stay lit."""
    page = visit("lakes", "#text=1", width=390, height=844).page
    page.emulate_media(reduced_motion="reduce")
    page.locator("#reader-text .mark").nth(3).click()
    page.locator("#reader-facts-list .fact >> nth=0").wait_for()
    assert page.evaluate("document.getElementById('reader-facts').getBoundingClientRect().bottom - innerHeight") <= 1
    page.mouse.move(5, 5)
    assert page.locator("#reader-text .lit-main").count() > 0


def test_twice_the_size_and_forced_colours(visit: Callable[..., Visit]) -> None:
    """At 200 % the picture keeps half of a window of 1280 by 800; of the tabs one has a line that is seen."""
    page = visit("shipped", width=640, height=400).page
    assert page.evaluate("document.getElementById('canvas').clientHeight") >= 200
    page.emulate_media(forced_colors="active")
    colours = page.evaluate(
        "[...document.querySelectorAll('#views button')].map((each) => getComputedStyle(each).borderBottomColor)"
    )
    assert colours[0] not in colours[1:]
    assert len(set(colours[1:])) == 1


def test_changes_are_told_to_screen_readers(visit: Callable[..., Visit]) -> None:
    """Selecting, searching and filtering each change a live region."""
    page = visit("shipped").page
    said = page.locator("#said[aria-live=polite]")
    page.get_by_role("combobox", name="Search").fill("hefei")
    assert "found" in said.text_content()
    page.keyboard.press("Enter")
    assert "Hefei selected" in said.text_content()
    scope = page.locator("#scope[role=status]")
    before = scope.inner_text()
    page.get_by_label("Province").select_option("anhui")
    assert scope.inner_text() != before


def test_everything_is_reached_with_the_tab_key(visit: Callable[..., Visit]) -> None:
    """Tab alone reaches search, language, views, filters, picture, legend and panel, in this order.

    The first stop skips to the details, and is seen while the keyboard is on it; the picture is one stop, whose ring
    lies above the drawing.
    """
    page = visit("shipped").page
    where = "(({ id, dataset }) => id || dataset.view || dataset.family || '')(document.activeElement)"
    skip, reached = page.locator("#skip"), []
    assert box(skip)["width"] <= 1
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(where))
        assert (box(skip)["width"] > 50) == (reached[-1] == "skip")
    wanted = ["query", "language", "picture", "things", "filter-topic", "canvas", "fit", "person", "panel"]
    places = [reached.index(each) for each in wanted]
    assert places == sorted(places)
    page.locator("#skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(HERE) == "panel-title"
    assert page.evaluate("[...document.querySelectorAll('#canvas *')].filter((each) => each.tabIndex >= 0).length") == 0
    page.locator("#canvas").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(HERE) == "canvas"
    ring = "getComputedStyle(document.getElementById('canvas'), '::after')"
    assert page.evaluate(f"[{ring}.borderTopWidth, {ring}.position]") == ["2px", "absolute"]


def test_enter_goes_to_the_details_and_escape_back(visit: Callable[..., Visit]) -> None:
    """From the picture, and from a row of a table, which is drawn anew in between."""
    opened = visit("shipped", "#thing=gu-jun")
    page = opened.page
    page.get_by_role("application").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(HERE) == "panel-title"
    page.keyboard.press("Escape")
    assert page.evaluate(HERE) == "canvas"
    assert "thing=" not in page.url
    button = opened.follow("#view=things").locator("#table tbody .thing").nth(7)
    name = button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(HERE) == "panel-title"
    assert page.inner_text("#panel-title").casefold() == name.casefold()
    page.keyboard.press("Escape")
    assert page.evaluate(HERE) == name
    assert page.is_hidden("#panel")


def tab_to(page: Page, wanted: str, most: int = 80) -> None:
    """Press Tab until the element that a selector names has the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"Tab does not lead to {wanted}")


def test_the_picture_is_moved_zoomed_and_filtered_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    """Searching, pinning, dragging a thing or the view, zooming, hiding a family and filtering need no mouse.

    The reader is not thrown back to the top.
    """
    page = visit("shipped").page
    page.keyboard.press("/")
    page.keyboard.type("gu jun")
    page.keyboard.press("Enter")
    tab_to(page, "[data-action=pin]", 12)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "pin=gu-jun@" in url)
    assert page.evaluate("document.activeElement.dataset.action") == "pin"
    before = page.url
    page.get_by_role("application").focus()
    page.keyboard.press("Alt+ArrowRight")
    page.wait_for_url(lambda url: url != before and "pin=gu-jun@" in url)
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("+")
    page.wait_for_url(lambda url: "at=" in url)
    page.keyboard.press("0")
    page.wait_for_url(lambda url: "at=" not in url)
    scope = page.inner_text("#scope")
    tab_to(page, "#legend [data-family=metric]")
    page.keyboard.press("Space")
    assert page.locator("#legend [data-family=metric]").get_attribute("aria-pressed") == "false"
    assert page.inner_text("#scope") != scope
    page.get_by_label("Province").focus()
    page.keyboard.type("Anh")
    page.keyboard.press("Tab")
    page.wait_for_url(lambda url: "place=anhui" in url)


def test_a_relation_is_opened_from_a_panel_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    """What a click on a line in the picture shows, a button beside the far end shows too, dotted lines included."""
    opened = visit("shipped", "#thing=gu-jun")
    page = opened.page
    tab_to(page, "#panel .relation .line")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    assert page.text_content("#panel-title") in name
    assert "Gu Jun" in page.text_content("#panel-title")
    assert page.text_content("#panel-title") in page.text_content("#said")
    opened.follow("#thing=journey-shanghai-huzhou")
    tab_to(page, "#panel .figure .line")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "Journey from Shanghai to Huzhou is measured by travel time"


def test_tables_paths_and_the_menu_work_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    """Sorting, filtering rows, finding connections and taking away are reached with Tab and done with Enter."""
    page = visit("shipped").page
    tab_to(page, "[data-view=things]")
    page.keyboard.press("Enter")
    tab_to(page, "#find")
    page.keyboard.type("railway")
    assert "of" in page.inner_text("#row-count")
    tab_to(page, "[data-sort=kind]")
    page.keyboard.press("Enter")
    assert "sort=kind" in page.evaluate("location.hash")
    assert page.evaluate("document.activeElement.dataset.sort") == "kind"
    page.evaluate("location.hash = 'view=paths'")
    page.wait_for_selector("#stage-paths:not([hidden])")
    page.focus("#skip")
    tab_to(page, "#path-from")
    page.keyboard.type("Gu Jun")
    page.keyboard.press("Tab")
    page.keyboard.type("Hefei")
    page.keyboard.press("Enter")
    assert page.locator("#path-count[role=status]").inner_text() == "5 connections"
    tab_to(page, ".stations .thing")
    page.evaluate("document.querySelector('#take summary').focus()")
    page.keyboard.press("Enter")
    tab_to(page, "#take-csvThings")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "ydkg-things.csv"
    assert "ydkg-things.csv" in page.text_content("#said")
