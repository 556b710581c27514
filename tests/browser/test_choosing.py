"""Filters, hiding, pinning, expanding, focus, back and forward, and the addresses that keep them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser


def count(text: str) -> int:
    """Read the first number of a text."""
    found = re.search(r"\d+", text)
    assert found
    return int(found[0])


@pytest.mark.parametrize(("label", "option"), [("Province", "Anhui"), ("Status", "Planned"), ("Focus area", "Infra")])
def test_a_filter_shows_as_many_things_as_its_choice_says(visit: Callable[..., Any], label: str, option: str) -> None:
    """What a province, state or focus area counts beside its name is what the picture then holds."""
    page = visit("shipped").page
    select = page.get_by_label(label)
    chosen = next(text for text in select.locator("option").all_inner_texts() if text.startswith(option))
    select.select_option(label=chosen)
    promised = int(chosen.rsplit("(", 1)[1].rstrip(")"))
    assert promised > 0
    assert count(page.inner_text("#scope")) == promised
    page.get_by_role("button", name="Clear filters").click()
    assert count(page.inner_text("#scope")) == 150


def test_counts_follow_the_other_filters(visit: Callable[..., Any]) -> None:
    """With a province chosen, every state and family counts only what is there."""
    page = visit("shipped").page
    before = page.get_by_label("Status").locator("option").all_inner_texts()
    places = page.get_by_role("button", name=re.compile("Places")).inner_text()
    page.get_by_label("Province").select_option("zhejiang")
    after = page.get_by_label("Status").locator("option").all_inner_texts()
    assert after != before
    assert count(page.get_by_role("button", name=re.compile("Places")).inner_text()) < count(places)
    page.get_by_label("Status").select_option("Planned")
    rows = count(page.inner_text("#scope"))
    page.get_by_role("button", name="Things", exact=True).click()
    assert count(page.inner_text("#row-count")) == rows


def test_a_thing_is_hidden_and_brought_back(visit: Callable[..., Any]) -> None:
    """Hide takes a thing out of the picture, the address keeps it so, and one button brings it back."""
    page = visit("shipped", "#thing=hefei").page
    before = count(page.inner_text("#scope"))
    page.get_by_role("button", name="Hide", exact=True).click()
    assert page.inner_text("#panel-title") == "Start with a name"
    again = visit("shipped", "#" + page.url.split("#", 1)[1]).page
    assert again.get_by_role("button", name="Bring back 1 hidden").is_visible()
    page.get_by_role("button", name="Bring back 1 hidden").click()
    assert count(page.inner_text("#scope")) <= before
    assert page.get_by_role("button", name="Bring back").count() == 0


def test_a_pinned_thing_stays_whatever_is_filtered(visit: Callable[..., Any]) -> None:
    """Pin keeps a thing in the picture when its family is hidden, and the address keeps the pin and its place."""
    page = visit("shipped", "#thing=gu-jun").page
    page.get_by_role("button", name="Pin", exact=True).click()
    assert page.get_by_role("button", name="Pin", exact=True).get_attribute("aria-pressed") == "true"
    assert re.search(r"pin=gu-jun@-?\d+,-?\d+", page.url)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("People")).click()
    families = {"person"}
    shown = "() => [...document.querySelectorAll('#legend [aria-pressed=false]')].map((each) => each.dataset.family)"
    assert set(page.evaluate(shown)) == families
    with_pin = count(page.inner_text("#scope"))
    without = count(visit("shipped", "#hide=person").page.inner_text("#scope"))
    assert with_pin == without + 1


def test_a_relation_s_far_ends_are_added_to_the_picture(visit: Callable[..., Any]) -> None:
    """Expanding one relation adds what it leads to, and it stays when the selection goes."""
    page = visit("shipped", "#thing=demonstration-zone&focus=gu-jun+1").page
    around = count(page.inner_text("#scope").split(": ")[1])
    button = page.get_by_role("button", name=re.compile("Add to the picture")).first
    added = int(button.get_attribute("aria-label").rsplit("(", 1)[1].rstrip(")"))
    button.click()
    page.keyboard.press("Escape")
    assert "add=" in page.url
    assert count(page.inner_text("#scope").split(": ")[1]) == around - 1 + added


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_focus_shows_as_many_things_as_its_button_says(visit: Callable[..., Any], steps: int) -> None:
    """The neighbourhood of one to three steps has the thing and as many others as promised; leaving it restores all."""
    page = visit("shipped", "#thing=zhong-lan").page
    button = page.get_by_role("button", name=re.compile(rf"^{steps} steps? \("))
    promised = int(button.inner_text().rsplit("(", 1)[1].rstrip(")"))
    button.click()
    scope = page.inner_text("#scope")
    assert f": {promised + 1} things" in scope
    assert button.get_attribute("aria-pressed") == "true"
    assert f"focus=zhong-lan+{steps}" in page.url
    page.get_by_role("button", name="Leave focus").click()
    assert count(page.inner_text("#scope")) >= 150


def test_back_and_forward_walk_through_what_was_chosen(visit: Callable[..., Any]) -> None:
    """The page's own buttons go back and forward through selections, and are off where there is nowhere to go."""
    page = visit("shipped").page
    back, forward = page.get_by_role("button", name="Back", exact=True), page.get_by_role("button", name="Forward")
    assert back.is_disabled()
    for name in ("Hefei", "Shanghai"):
        page.get_by_role("combobox", name=re.compile("Search")).fill(name)
        page.keyboard.press("Enter")
    back.click()
    page.locator("#panel-title", has_text="Hefei").wait_for()
    assert forward.is_enabled()
    forward.click()
    page.locator("#panel-title", has_text="Shanghai").wait_for()
    assert forward.is_disabled()


def test_the_address_keeps_the_centre_and_the_zoom(visit: Callable[..., Any]) -> None:
    """After zooming, the address opened anew frames the same part of the picture."""
    page = visit("shipped").page
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(400)
    assert "at=" in page.url
    address = page.url.split("#", 1)[1]
    again = visit("shipped", f"#{address}").page
    again.wait_for_timeout(400)
    assert again.url.split("#", 1)[1] == address
    page.get_by_role("button", name="Fit").click()
    assert "at=" not in page.url


def test_the_picture_is_walked_with_the_arrow_keys(visit: Callable[..., Any]) -> None:
    """From a selected thing an arrow key goes to the next in that direction, and the reader stays in the picture."""
    page = visit("shipped", "#thing=shanghai").page
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#panel-title")
    assert first != "Shanghai"
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#panel-title") != first
    assert page.evaluate("document.activeElement.id") == "canvas"
    assert page.inner_text("#panel-title") in page.text_content("#said")
    page.keyboard.press("+")
    page.wait_for_timeout(400)
    assert "at=" in page.url
