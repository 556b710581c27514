"""Marks, names and lines: how far a thing has come, what it is called in full, and what joins it to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .conftest import DRAWN

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser

# Whether the middle of the canvas, some pixels up and down, has the colour of the paper.
HOLLOW = """
(steps) => {
  const canvas = document.querySelector("#canvas canvas");
  const context = canvas.getContext("2d");
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  probe.fillRect(0, 0, 1, 1);
  const pixel = (from, x, y) => [...from.getImageData(x, y, 1, 1).data].join();
  return steps.map((step) => pixel(context, canvas.width / 2, canvas.height / 2 + step) === pixel(probe, 0, 0));
}
"""

# The words that are drawn once the picture is shown whole, a drawing's last.
WRITTEN = """
async () => {
  let drawn = [];
  const { fillText: fill, clearRect: clear } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function () {
    if (this.canvas.isConnected) drawn = [];
    return clear.apply(this, arguments);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text) {
    drawn.push(text);
    return fill.apply(this, arguments);
  };
  document.getElementById("fit").click();
  await DRAWN;
  Object.assign(CanvasRenderingContext2D.prototype, { fillText: fill, clearRect: clear });
  return drawn;
}
""".replace("DRAWN", DRAWN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mark_says_how_far_a_thing_has_come(visit: Callable[..., Any], scheme: str) -> None:
    """Planned is hollow, under way half full, all else full; the panel and the legend have the words (user trial)."""
    opened = visit("shipped", scheme=scheme)
    for thing, hollow, word in (
        ("huawei-rd-center", [False, False], "Done"),
        ("high-speed-railway-network", [False, False], ""),
        ("shanghai-suzhou-jiaxing-intercity-railway", [True, False], "Under way"),
        ("blueprint-for-the-15th-five-year-plan-period", [True, True], "Planned"),
    ):
        page = opened.follow(f"#arrange=free&thing={thing}&pin={thing}@0,0&at=0,0,4000")
        page.evaluate(DRAWN)
        assert page.evaluate(HOLLOW, [-3, 3]) == hollow, thing
        status = page.locator("#panel .kind .status")
        assert (status.inner_text() if status.count() else "") == word, thing
    key = page.inner_text("#legend .status-key")
    assert [part in key for part in ("planned", "under way", "done")] == [True] * 3


def test_the_key_of_marks_is_in_chinese_on_a_chinese_page(visit: Callable[..., Any]) -> None:
    """The words of the key change with the page's language."""
    page = visit("shipped").page
    page.click("#language")
    assert "已完成" in page.inner_text("#legend .status-key")


@pytest.mark.parametrize("thing", ["shanghai-suzhou-huzhou-high-speed-railway", "global-innovation-index-2024"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_selected_name_is_never_cut(visit: Callable[..., Any], thing: str, width: int) -> None:
    """The name of what is selected is written whole, on as many lines as it takes (user trial)."""
    page = visit("shipped", f"#thing={thing}", width=width).page
    name = page.text_content("#panel-title").replace(" ", "")
    assert name in "".join(page.evaluate(WRITTEN)).replace(" ", "")


def test_lines_of_a_selected_thing_say_what_they_are(visit: Callable[..., Any]) -> None:
    """Each line has its words, with an arrow from subject to object as they lie on the screen (user trial)."""
    page = visit("shipped", "#thing=shanghai-suzhou-huzhou-high-speed-railway").page
    written = page.evaluate(WRITTEN)
    assert [each for each in written if each.strip("→← ") == "connects"]
    assert all("→" in each or "←" in each for each in written if each.strip("→← ") == "connects")
    nothing = visit("shipped").page.evaluate(WRITTEN)
    assert not [each for each in nothing if "→" in each or "←" in each]


def test_a_post_says_which_on_its_line(visit: Callable[..., Any]) -> None:
    """The line of a record has the role that it names (user trial)."""
    written = visit("shipped", "#thing=gu-jun&arrange=people").page.evaluate(WRITTEN)
    assert {"deputy secretary-general", "director"} <= {each.strip("→← ") for each in written}


def test_a_focus_lights_and_names_all_its_steps(visit: Callable[..., Any]) -> None:
    """Two steps around a thing, all things within two steps have their names (user trial)."""
    page = visit("shipped", "#thing=hefei&focus=hefei+2", width=1440, height=900).page
    written = " ".join(page.evaluate(WRITTEN))
    for name in ("Anhui", "China", "Guangde", "Jiaxing", "Hangzhou", "Nanjing", "Shanghai", "Yangtze River Delta"):
        assert name in written


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_fades_can_still_be_seen(visit: Callable[..., Any], scheme: str) -> None:
    """The colour of shapes beside a selection has a contrast of three to one, or more, with the paper (user trial)."""
    page = visit("delta", "#thing=gu-jun", scheme=scheme).page
    ratio = page.evaluate(
        """() => {
          const style = getComputedStyle(document.documentElement);
          const light = (name) => {
            const pairs = style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/g);
            const parts = pairs.map((each) => parseInt(each, 16) / 255);
            const [r, g, b] = parts.map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
          };
          const [one, two] = [light("--faded"), light("--paper")];
          return Math.max(one, two) / Math.min(one, two);
        }"""
    )
    assert ratio >= 3


def test_a_heading_begins_with_a_capital(visit: Callable[..., Any]) -> None:
    """Title and headings of the panel begin with a capital; names themselves stay as they are (user trial)."""
    page = visit("shipped", "#thing=metric-vehicle-to-pile-ratio").page
    assert page.inner_text("#panel-title") == "Vehicle-to-pile ratio"
    assert page.text_content("#panel-title") == "vehicle-to-pile ratio"
    heads = visit("shipped", "#thing=yangtze-river-delta").page.locator("#panel h4").all_inner_texts()
    assert heads
    assert all(head[0].isupper() for head in heads)
