"""How the picture is drawn: at once after every change, once, in bounded time, and held while it is dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ydkg.explorer.page import build
from ydkg.vocab import RDFS, ydr

from .conftest import DRAWN, box, take, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from windows import Visit

    from .conftest import Made

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
def test_the_first_picture_is_that_which_vis_network_draws(browser: Browser, pages: Made, address: str) -> None:
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
def test_every_filter_draws_its_shapes(visit: Callable[..., Visit], facet: str, size: tuple[int, int]) -> None:
    """Each choice of a filter, and all again, shows its shapes without another drawing (user trial)."""
    width, height = size
    page = visit("shipped", width=width, height=height).page
    choices = page.eval_on_selector_all(f"#filter-{facet} option", "all => all.map((each) => each.value)")
    assert len(choices) > 3
    for choice in sorted(choices, reverse=True):
        count(page, f"#filter-{facet}", choice)
    assert choice == ""


def test_every_arrangement_and_focus_draws_its_shapes(visit: Callable[..., Visit]) -> None:
    """All things, the overview, steps around a thing, and the way out show their shapes at once (user trial)."""
    page = visit("shipped", width=1440, height=900).page
    for control in ("#mode", "#mode"):
        count(page, control, None)
    page.evaluate("location.hash = 'thing=hefei'")
    page.wait_for_selector("[data-action=focus-1]")
    for control in ("focus-1", "focus-2", "focus-3"):
        count(page, f"[data-action={control}]", None)
    count(page, "#leave", None)


# What each drawing of the picture takes, from one clearing of the canvas to the next: names, lines, copied images.
WATCH_DRAWINGS = """
() => {
  window.drawings = [];
  const last = () => window.drawings[window.drawings.length - 1] || {};
  const count = (name, key) => {
    const known = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function () {
      if (this.canvas.isConnected) last()[key] += 1;
      return known.apply(this, arguments);
    };
  };
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function () {
    window.drawings.push({ names: 0, lines: 0, measured: 0, images: 0 });
    return clear.apply(this, arguments);
  };
  count("fillText", "names");
  count("measureText", "measured");
  count("lineTo", "lines");
  count("drawImage", "images");
}
"""
# Waits a while longer, as there might be more of them.
TAKE_DRAWINGS = f"""
async () => {{
  await {DRAWN};
  await new Promise((go) => setTimeout(go, 300));
  return window.drawings.splice(0);
}}
"""


def press(page: Page) -> tuple[float, float]:
    """Press the mouse where the picture has nothing, so long that it is a long press, and tell where that is."""
    canvas = box(page.locator("#canvas"))
    x, y = canvas["x"] + 4, canvas["y"] + canvas["height"] - 4
    page.mouse.move(x, y)
    page.evaluate(TAKE_DRAWINGS)
    page.mouse.down()
    page.wait_for_function("() => window.drawings.splice(0).length")  # a long press has a drawing of its own
    return x, y


def test_a_dense_picture_is_dragged_as_an_image(visit: Callable[..., Visit]) -> None:
    """While 2,000 things are dragged no line is drawn and no name placed or written; at rest both are there again.

    A filter, a selection and another arrangement each lead to one drawing, whatever they change.
    """
    page = visit("dense", "#show=all").page
    page.evaluate(WATCH_DRAWINGS)
    x, y = press(page)
    for step in range(1, 11):
        page.mouse.move(x + 12 * step, y - 6 * step)
        page.evaluate("new Promise(requestAnimationFrame)")
    dragged = page.evaluate(TAKE_DRAWINGS)
    assert len(dragged) >= 3
    assert all(each == {"names": 0, "lines": 0, "measured": 0, "images": 1} for each in dragged)
    page.mouse.up()
    rested = page.evaluate(TAKE_DRAWINGS)
    assert rested[-1]["names"] >= 25
    assert rested[-1]["lines"] >= 2000
    assert rested[-1]["images"] == 0
    for act in (
        "document.querySelector('#legend button').click()",
        "document.querySelector('#legend button').click()",
        "location.hash = 'thing=t5&show=all'",
        "document.getElementById('mode').click()",
    ):
        page.evaluate(TAKE_DRAWINGS)
        page.evaluate(act)
        assert len(page.evaluate(TAKE_DRAWINGS)) == 1, act


def test_names_keep_their_places_while_the_picture_is_dragged(visit: Callable[..., Visit]) -> None:
    """A picture that is not dense is dragged with its lines and with the very names that it had."""
    page = visit("shipped").page
    before = words(page)
    page.evaluate(WATCH_DRAWINGS)
    x, y = press(page)
    page.mouse.move(x + 60, y - 30, steps=6)
    dragged = page.evaluate(TAKE_DRAWINGS)
    assert dragged
    for each in dragged:
        assert each["names"] == len(before)
        assert each["measured"] == each["images"] == 0
        assert each["lines"] > 0
    page.mouse.up()


#: Things that are drawn everywhere: a focus area, provinces and a city on the map, a line in the timeline, a person.
NAMED = ("shanghai", "anhui", "hefei", "shanghai-suzhou-huzhou-high-speed-railway", "gu-jun")
LONG = {"en": Literal("W" * 20_000, language="en"), "zh-hans": Literal("长" * 20_000, language="zh-hans")}


def test_names_without_spaces_are_drawn_however_long(visit: Callable[..., Visit], graphs: Made, tmp_path: Path) -> None:
    """They are broken where they must be, in bounded time, in every view, whose picture can be taken away."""
    long = {NamedNode(ydr(name)) for name in NAMED}
    long |= {triple.subject for triple in graphs["shipped"] if triple.predicate.value.endswith("orderInDocument")}
    triples = []
    for subject, predicate, term in graphs["shipped"]:
        named = predicate.value == RDFS.label and subject in long and isinstance(term, Literal)
        triples.append(Triple(subject, predicate, LONG[term.language] if named else term))
    file = tmp_path / "page.html"
    file.write_text(build(triples), encoding="utf-8")
    opened = visit(file)
    for lang in ("en", "zh"):
        for view, drawn in (
            ("", "#canvas canvas"),
            ("thing=hefei&show=all", "#panel"),
            ("view=places", "#diagram svg"),
            ("view=timeline", "#stage-table"),
        ):
            page = opened.follow(f"#{view}&lang={lang}")
            page.wait_for_selector(drawn, state="attached")
            page.evaluate(DRAWN)
            if view in {"", "view=places"}:
                assert take(page, "svg").stat().st_size > 1_000, (view, lang)
