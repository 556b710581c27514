"""The way out and back: one stop for the picture, from it to the details and back, and what the current page is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser
HERE = "document.activeElement.id || document.activeElement.textContent"


def test_the_picture_is_one_stop_that_is_seen(visit: Callable[..., Any]) -> None:
    """Nothing else within it takes the keyboard, and its ring lies above the drawing."""
    page = visit("shipped").page
    assert page.evaluate("[...document.querySelectorAll('#canvas *')].filter((each) => each.tabIndex >= 0).length") == 0
    page.locator("#canvas").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(HERE) == "canvas"
    ring = "getComputedStyle(document.getElementById('canvas'), '::after')"
    assert page.evaluate(f"[{ring}.borderTopWidth, {ring}.position]") == ["2px", "absolute"]


def test_enter_goes_to_the_details_and_escape_back(visit: Callable[..., Any]) -> None:
    """From the picture, and from a row of a table, which is drawn anew in between."""
    page = visit("shipped", "#thing=gu-jun").page
    page.locator("#canvas").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(HERE) == "panel-title"
    page.keyboard.press("Escape")
    assert page.evaluate(HERE) == "canvas"
    assert "thing=" not in page.url
    page = visit("shipped", "#view=things").page
    button = page.locator("#table tbody .thing").nth(7)
    name = button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title").casefold() == name.casefold()
    page.keyboard.press("Escape")
    assert page.evaluate(HERE) == name
    assert page.is_hidden("#panel")


def test_the_first_stop_skips_to_the_details(visit: Callable[..., Any]) -> None:
    """It is seen when the keyboard is on it, and not before."""
    page = visit("shipped").page
    assert page.locator("#skip").bounding_box()["width"] <= 1
    page.keyboard.press("Tab")
    assert page.locator("#skip").bounding_box()["width"] > 50
    page.keyboard.press("Enter")
    assert page.evaluate(HERE) == "panel-title"


def test_a_first_view_has_nothing_to_go_back_to(visit: Callable[..., Any]) -> None:
    """In a Chinese browser, whose language goes into the address, neither."""
    page = visit("shipped", locale="zh-CN").page
    assert page.is_disabled("#back")
    page.get_by_role("button", name="表格", exact=True).click()
    assert page.is_enabled("#back")
    page.click("#back")
    page.wait_for_selector("#stage-picture:not([hidden])")
    assert page.is_disabled("#back")


def test_forced_colours_mark_the_current_page_only(visit: Callable[..., Any]) -> None:
    """Of the tabs one has a line that is seen."""
    page = visit("shipped").page
    page.emulate_media(forced_colors="active")
    colours = page.evaluate(
        "[...document.querySelectorAll('#views button')].map((each) => getComputedStyle(each).borderBottomColor)"
    )
    assert colours[0] not in colours[1:]
    assert len(set(colours[1:])) == 1


def test_from_disk_identifiers_lead_to_their_permanent_address(visit: Callable[..., Any]) -> None:
    """There is no site around the page, so it links to none."""
    page = visit("shipped", "#thing=gu-jun").page
    assert page.get_attribute("#panel .iri a", "href") == "https://w3id.org/ydkg/id/gu-jun"
    assert page.locator(".home, .site-links").count() == 0
