"""The page for everyone: no violation of axe in any state, names and roles, a way by keyboard, small screens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
STATES = {
    "overview": "",
    "everything": "#show=all",
    "place": "#thing=yangtze-river-delta",
    "person": "#thing=gu-jun",
    "line": "#view=relations&find=gu+jun",
    "focus": "#thing=demonstration-zone&focus=demonstration-zone+2",
    "filtered": "#place=shanghai&status=Planned&hide=metric",
    "hidden and pinned": "#out=hefei&pin=shanghai@0,0",
    "things": "#view=things&sort=-links",
    "relations": "#view=relations",
    "milestones": "#view=milestones&only=Planned&by=2024-12-31",
    "metrics": "#view=metrics",
    "metrics with panel": "#view=metrics&thing=metric-vehicle-to-pile-ratio",
    "paths": "#view=paths&from=gu-jun&to=hefei",
    "trail": "#trail=gu-jun+shanghai-municipal-government+shanghai",
    "chinese": "#lang=zh&thing=gu-jun",
    "chinese metrics": "#lang=zh&view=metrics",
}


def violations(page: Any) -> list[str]:  # noqa: ANN401 - playwright's own
    """Run axe on the page as it is now."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]


@pytest.mark.parametrize(
    ("state", "scheme"),
    [*((each, "light") for each in STATES), *((each, "dark") for each in ("overview", "place", "metrics", "paths"))],
)
def test_axe_finds_nothing(visit: Callable[..., Any], state: str, scheme: str) -> None:
    """No violation of any impact, with sources opened, in light and dark."""
    page = visit("shipped", STATES[state], scheme=scheme).page
    page.evaluate("document.querySelectorAll('main details').forEach((each, place) => { each.open = place < 8; })")
    assert violations(page) == []


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


@pytest.mark.parametrize("state", ["overview", "place", "focus", "metrics", "paths", "things", "chinese"])
def test_axe_finds_nothing_on_a_phone_and_nothing_is_wider_than_it(visit: Callable[..., Any], state: str) -> None:
    """At 390 pixels the page itself does not scroll sideways, and axe finds nothing."""
    page = visit("shipped", STATES[state], width=390, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []


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
    wanted = ["query", "language", "picture", "metrics", "filter-topic", "canvas", "fit", "person", "panel"]
    places = [reached.index(each) for each in wanted]
    assert places == sorted(places)


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
    assert "pin=hefei" in page.url
    assert page.evaluate("document.activeElement.dataset.action") == "pin"
