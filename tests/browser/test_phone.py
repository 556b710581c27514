"""The explorer in a narrow window, as on a phone or at 200 %: nothing is cut off, and the picture keeps its room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser
# What reaches beyond the window, of what people read or press; lists that scroll sideways by themselves aside.
BEYOND = """() => [...document.querySelectorAll("button, input, select, th, td, p, h1, h2, h3")].filter((each) => {
  const { left, right, width } = each.getBoundingClientRect();
  return width && (left < -1 || right > innerWidth + 1) && !each.closest("#legend, .visually-hidden");
}).map((each) => each.outerHTML.slice(0, 90))"""


def test_nothing_is_beyond_the_edge(visit: Callable[..., Any]) -> None:
    """Tabs wrap, rows of tables are cards with the columns' names, and the header is one line."""
    opened = visit("shipped", width=390, height=844)
    views = ("metrics", "milestones&lang=zh", "relations", "paths", "timeline", "board", "places")
    for address in ("", *(f"#view={each}" for each in views)):
        page = opened.follow(address) if address else opened.page
        assert page.evaluate(BEYOND) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
        assert page.evaluate("document.getElementById('stage-table').scrollWidth") <= 390, address
        assert page.evaluate("document.querySelector('.masthead').clientHeight") <= 60, address
    opened.follow("#view=metrics&lang=en")
    cell = "#table tbody tr >> nth=0 >> td >> nth=1"
    assert page.eval_on_selector(cell, "cell => getComputedStyle(cell, '::before').content") == '"Baseline"'
    assert page.eval_on_selector(cell, "cell => getComputedStyle(cell).textAlign") == "start"
    assert page.eval_on_selector("#table caption", "each => each.clientHeight") < 40
    lower = "all => all.filter(td => parseFloat(getComputedStyle(td, '::before').height) > td.clientHeight + 1)"
    assert page.eval_on_selector_all("#table tbody td", f"{lower}.length") == 0


def test_filters_are_behind_a_button(visit: Callable[..., Any]) -> None:
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


def test_words_that_are_touched_show_their_facts(visit: Callable[..., Any]) -> None:
    """The list of facts comes into the window, and they stay lit."""
    page = visit("lakes", "#text=1", width=390, height=844).page
    page.emulate_media(reduced_motion="reduce")
    page.locator("#reader-text .mark").nth(3).click()
    page.locator("#reader-facts-list .fact >> nth=0").wait_for()
    assert page.evaluate("document.getElementById('reader-facts').getBoundingClientRect().bottom - innerHeight") <= 1
    page.mouse.move(5, 5)
    assert page.locator("#reader-text .lit-main").count() > 0


def test_at_twice_the_size_the_picture_keeps_half_the_window(visit: Callable[..., Any]) -> None:
    """A window of 1280 by 800 at 200 % is one of 640 by 400."""
    page = visit("shipped", width=640, height=400).page
    assert page.evaluate("document.getElementById('canvas').clientHeight") >= 200
