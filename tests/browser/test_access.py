"""The page for everyone: no violation of axe in any state, names and roles, a way by keyboard, small screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from axe import COLOURS, violations

if TYPE_CHECKING:
    from collections.abc import Callable

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
SOURCES = "document.querySelectorAll('main details').forEach((each, place) => { each.open = place < 8; })"


def test_axe_finds_nothing(visit: Callable[..., Any]) -> None:
    """No violation of any impact in any state, with sources opened."""
    opened = visit("shipped")
    for state, address in STATES.items():
        page = opened.follow(address)
        page.evaluate(SOURCES)
        assert violations(page) == [], state


@pytest.mark.parametrize("state", ["overview", "place", "timeline", "places", "compare", "metrics", "paths", "text"])
def test_axe_finds_nothing_in_the_dark(visit: Callable[..., Any], state: str) -> None:
    """Nor is anything wrong with the colours then."""
    page = visit("shipped", STATES[state], scheme="dark").page
    page.evaluate(SOURCES)
    assert violations(page, *COLOURS) == []


@pytest.mark.parametrize("name", ["hostile", "empty"])
def test_axe_finds_nothing_on_odd_graphs(visit: Callable[..., Any], name: str) -> None:
    """Hostile names and an empty graph make no page that axe would complain of."""
    assert violations(visit(name).page) == []


def test_axe_finds_nothing_with_search_and_menu_open(visit: Callable[..., Any]) -> None:
    """The list of things found, nothing found, and the open menu are as accessible as the rest."""
    page = visit("shipped").page
    page.get_by_role("combobox", name="Search").fill("shang")
    assert violations(page) == []
    page.get_by_role("combobox", name="Search").fill("nothing of the kind")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_text("Take away", exact=True).click()
    assert violations(page) == []


@pytest.mark.parametrize(
    "state", ["overview", "place", "focus", "timeline", "places", "compare", "metrics", "paths", "things", "chinese"]
)
def test_axe_finds_nothing_on_a_phone_and_nothing_is_wider_than_it(visit: Callable[..., Any], state: str) -> None:
    """At 390 pixels the page itself does not scroll sideways, and axe finds nothing."""
    page = visit("shipped", STATES[state], width=390, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page, seen=True) == []


def test_changes_are_told_to_screen_readers(visit: Callable[..., Any]) -> None:
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


def test_everything_is_reached_with_the_tab_key(visit: Callable[..., Any]) -> None:
    """From the top, Tab alone reaches search, language, views, filters, picture, legend and panel, in this order."""
    page = visit("shipped").page
    where = "(({ id, dataset }) => id || dataset.view || dataset.family || '')(document.activeElement)"
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(where))
    wanted = ["query", "language", "picture", "things", "filter-topic", "canvas", "fit", "person", "panel"]
    places = [reached.index(each) for each in wanted]
    assert places == sorted(places)


def tab_to(page: Any, wanted: str, most: int = 80) -> None:  # noqa: ANN401 - playwright's own
    """Press Tab until the element that a selector names has the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"Tab does not lead to {wanted}")


def test_the_picture_is_moved_zoomed_and_filtered_by_keyboard_alone(visit: Callable[..., Any]) -> None:
    """Dragging a thing, dragging the view, zooming, fitting, hiding a family and filtering need no mouse."""
    page = visit("shipped", "#thing=gu-jun").page
    tab_to(page, "[data-action=pin]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "pin=gu-jun@" in url)
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


def test_a_relation_is_opened_from_a_panel_by_keyboard_alone(visit: Callable[..., Any]) -> None:
    """What a click on a line in the picture shows, a button beside the far end shows too, dotted lines included."""
    page = visit("shipped", "#thing=gu-jun").page
    tab_to(page, "#panel .relation .line")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    assert page.text_content("#panel-title") in name
    assert "Gu Jun" in page.text_content("#panel-title")
    assert page.text_content("#panel-title") in page.text_content("#said")
    page = visit("shipped", "#thing=journey-shanghai-huzhou").page
    tab_to(page, "#panel .figure .line")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "Journey from Shanghai to Huzhou is measured by travel time"


def test_tables_paths_and_the_menu_work_by_keyboard_alone(visit: Callable[..., Any]) -> None:
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


def test_a_thing_is_hidden_pinned_and_focused_by_keyboard_alone(visit: Callable[..., Any]) -> None:
    """Search, choose, and act on a thing with Tab and Enter only; the reader is not thrown back to the top."""
    page = visit("shipped").page
    page.keyboard.press("/")
    page.keyboard.type("hefei")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.action") == "pin":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "pin=hefei" in url)
    assert page.evaluate("document.activeElement.dataset.action") == "pin"
