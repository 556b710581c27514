"""After every change of filter, arrangement and focus the shapes are drawn at once, seen by their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# How many pixels of the picture have the colour of a family, after the two frames that follow a change, and how many
# once the picture has been drawn anew.
COUNT = """
(act) => {
  const style = getComputedStyle(document.documentElement);
  const canvas = document.querySelector("#canvas canvas");
  const pixels = ({ width, height }, context) => new Int32Array(context.getImageData(0, 0, width, height).data.buffer);
  const known = new Set([...style].filter((name) => name.startsWith("--family-")).map((name) => {
    const probe = new OffscreenCanvas(1, 1).getContext("2d");
    probe.fillStyle = style.getPropertyValue(name).trim();
    probe.fillRect(0, 0, 1, 1);
    return pixels(probe.canvas, probe)[0];
  }));
  const opaque = 0xff << 24; // the edges of shapes are thinner, of the same colour
  const count = () =>
    pixels(canvas, canvas.getContext("2d")).reduce((found, each) => found + known.has(each | opaque), 0);
  const frames = (then) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then)));
  const [id, value] = act;
  const control = document.querySelector(id);
  if (value === null) control.click();
  else { control.value = value; control.dispatchEvent(new Event("change")); }
  return new Promise((done) => frames(() => {
    const first = count();
    document.getElementById("fit").click();
    frames(() => done([first, count()]));
  }));
}
"""


# The words of the picture and where they stand, while vis-network is not there yet, and after it.
WORDS = """
window.told = { before: [], after: [] };
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  if (this.canvas.isConnected) told[window.vis ? "after" : "before"].push(`${text} ${Math.round(x)} ${Math.round(y)}`);
  return fillText.call(this, text, x, y);
};
"""


@pytest.mark.parametrize("address", ["", "#show=all&arrange=free", "#focus=shanghai+1&thing=shanghai"])
def test_the_first_picture_is_that_which_vis_network_draws(
    browser: Browser, pages: dict[str, Path], address: str
) -> None:
    """Before vis-network is read all names stand where it has them afterwards; what it draws is held and answers."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(WORDS)
        page.goto(f"{pages['shipped'].as_uri()}{address}")
        page.wait_for_selector("html[data-ready]")
        before, after = page.evaluate("[told.before, told.after]")
        assert len(set(after)) >= 25
        assert set(after) <= set(before)
        assert page.locator("#canvas canvas").count() == 1
        page.focus("#canvas")
        page.keyboard.press("ArrowRight")
        page.wait_for_url(lambda url: "thing=" in url)


def count(page: Page, selector: str, value: str | None) -> None:
    """Change the view, and see that the shapes are there that are there when the picture is drawn once more."""
    first, again = page.evaluate(COUNT, [selector, value])
    assert again > 0, (selector, value)
    assert first >= 0.98 * again, (selector, value)


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("facet", ["topic", "place", "status"])
def test_every_filter_draws_its_shapes(visit: Callable[..., Any], facet: str, size: tuple[int, int]) -> None:
    """Each choice of a filter, and all again, shows its shapes without another drawing (user trial)."""
    width, height = size
    page = visit("shipped", width=width, height=height).page
    choices = page.eval_on_selector_all(f"#filter-{facet} option", "all => all.map((each) => each.value)")
    assert len(choices) > 3
    for choice in sorted(choices, reverse=True):
        count(page, f"#filter-{facet}", choice)
    assert choice == ""


def test_every_arrangement_and_focus_draws_its_shapes(visit: Callable[..., Any]) -> None:
    """All things, the overview, steps around a thing, and the way out show their shapes at once (user trial)."""
    page = visit("shipped", width=1440, height=900).page
    for control in ("#mode", "#mode"):
        count(page, control, None)
    page.evaluate("location.hash = 'thing=hefei'")
    page.wait_for_selector("[data-action=focus-1]")
    for control in ("focus-1", "focus-2", "focus-3"):
        count(page, f"[data-action={control}]", None)
    count(page, "#leave", None)
