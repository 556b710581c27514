"""Things side by side, several chosen in the picture, neighbours brought in, and the way back from details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def press_in_the_middle(page: Page, *keys: str, times: int = 1) -> None:
    """Click on what the picture has in its middle, with keys held."""
    box = page.locator("#canvas").bounding_box()
    assert box
    for key in keys:
        page.keyboard.down(key)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, click_count=times)
    for key in keys:
        page.keyboard.up(key)


def test_facts_alike_and_unlike_stand_side_by_side(visit: Callable[..., Any]) -> None:
    """The kind of two people is alike, their parts are not; each is kept alone, found by words, and sourced."""
    opened = visit("shipped", "#view=compare&compare=gu-jun+ling-ming")
    page = opened.page
    assert page.locator("tr.alike", has_text="Kind").locator("td").all_inner_texts() == ["official", "official"]
    posts = page.locator("tr", has=page.locator("th", has_text="Posts"))
    assert "in part alike" not in posts.inner_text()
    assert "Regional Cooperation Office" in page.inner_text(".in-common")
    alike, unlike = (int(part.split()[0]) for part in page.inner_text("#row-count").split(", "))
    page.get_by_role("button", name="Alike", exact=True).click()
    assert "only=alike" in page.url
    assert page.locator("tr.alike").count() == alike
    assert page.locator("tr.unlike").count() == 0
    page.get_by_role("button", name="Unlike", exact=True).click()
    assert page.locator("tr.unlike").count() == unlike
    page.fill("#find", "respondent")
    assert page.locator("tbody tr.unlike").count() == 1
    page.locator(".compare summary").first.click()
    assert page.locator(".compare .source li").first.is_visible()
    assert opened.complaints == []


def test_things_are_taken_in_and_out_by_name_and_button_alone(visit: Callable[..., Any]) -> None:
    """The keyboard adds a thing by name, the panel by a button, and removes it; the address has them in order."""
    page = visit("shipped", "#view=compare&thing=hefei").page
    assert "Choose two entities" in page.inner_text("#table")
    page.focus("#compare-name")
    page.keyboard.type("Nanjing")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "compare-name"
    page.focus("[data-action=compare]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "compare=nanjing+hefei" in url)
    assert page.locator("[data-action=compare]").get_attribute("aria-pressed") == "true"
    assert "Hefei is compared, 2 in all" in page.text_content("#said")
    assert page.inner_text("#side-by-side") == "Side by side (2)"
    page.get_by_role("button", name="Remove: Nanjing").click()
    assert "compare=hefei" in page.url
    page.go_back()
    page.wait_for_url(lambda url: "nanjing+hefei" in url)


def test_several_are_chosen_in_the_picture_and_two_clicks_bring_in_neighbours(visit: Callable[..., Any]) -> None:
    """Ctrl and a click compare a thing, without selecting another; a double click brings in all that is next to it."""
    page = visit("shipped", "#thing=shanghai&pin=hefei@0,0&at=0,0,1000").page
    press_in_the_middle(page, "Control")
    page.wait_for_url(lambda url: "compare=hefei" in url)
    assert "thing=shanghai" in page.url
    page.wait_for_timeout(600)  # else the two clicks are a double one
    press_in_the_middle(page)
    page.wait_for_url(lambda url: "thing=hefei" in url)
    page.get_by_role("application").focus()
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: "compare" not in url)
    for _ in range(5):  # two clicks are one double click only on a machine that is not too busy
        page.wait_for_timeout(600)
        press_in_the_middle(page, times=2)
        page.wait_for_timeout(600)
        if "add=" in page.url:
            break
    assert "add=" in page.url
    assert "neighbours of Hefei are shown" in page.text_content("#said")
    page.go_back()
    page.wait_for_url(lambda url: "add=" not in url)
    page.locator("[data-action=neighbours]").click()
    page.wait_for_url(lambda url: "add=" in url)
    assert page.evaluate("document.activeElement.dataset.action") == "neighbours"


def test_escape_goes_back_to_where_a_thing_was_chosen(visit: Callable[..., Any]) -> None:
    """From the details to the name in the table, and to the picture, where Enter goes to the details again."""
    page = visit("shipped", "#view=things").page
    page.get_by_role("button", name="Hefei", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.id") == "hefei"
    page = visit("shipped", "#thing=hefei").page
    page.get_by_role("application").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "canvas"
