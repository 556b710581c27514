"""The arranged picture: titled fields, each thing in its own, kept in the address, and no name missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import DRAWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FOCUS_AREAS = (
    "institutional support for integrated development",
    "risk prevention and control system",
    "new quality productive forces",
    "green and beautiful Yangtze River Delta",
    "dual-circulation strategic hub",
)
PROVINCES = ("Shanghai", "Jiangsu", "Zhejiang", "Anhui")

# All that is written into the picture in one drawing.
WRITTEN = """
async () => {
  const written = [];
  const fill = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text) {
    written.push(text);
    return fill.apply(this, arguments);
  };
  document.getElementById("fit").click();
  await DRAWN;
  CanvasRenderingContext2D.prototype.fillText = fill;
  return written.join(" ");
}
""".replace("DRAWN", DRAWN)


def arranged(page: Page) -> list[str]:
    """Which arrangement the switch says is on."""
    chosen = "all => all.map((each) => each.dataset.arrange)"
    return list(page.eval_on_selector_all("#arrange [aria-pressed=true]", chosen))


def test_focus_areas_and_provinces_are_named(visit: Callable[..., Any]) -> None:
    """On a small laptop every arrangement writes the titles of its fields, and the provinces, whole (user trial)."""
    opened = visit("shipped")
    for name, titles in {
        "topic": (*FOCUS_AREAS, *PROVINCES),
        "place": PROVINCES,
        "people": ("People", "Where they have posts", "What they answer for", *PROVINCES),
    }.items():
        page = opened.follow(f"#arrange={name}")
        assert arranged(page) == [name]
        written = page.evaluate(WRITTEN).lower()
        assert [each for each in titles if each.lower() not in written] == [], name


def test_a_title_stands_for_its_thing(visit: Callable[..., Any]) -> None:
    """What a field is named after is not drawn in it as well; a click on the title chooses it."""
    page = visit("shipped", width=1440, height=900).page
    svg = "() => document.getElementById('take-svg').click()"
    with page.expect_download() as taken:
        page.evaluate(svg)
    drawn = re.findall(r"<title>(.*?)</title>", taken.value.path().read_text(encoding="utf-8"))
    assert "Shanghai" in drawn
    assert not set(FOCUS_AREAS) & set(drawn)
    box = page.locator("#canvas").bounding_box()
    assert box
    page.mouse.click(box["x"] + 80, box["y"] + 62)
    assert page.inner_text("#panel-title").lower() == FOCUS_AREAS[0]


def test_what_is_chosen_is_shown_near(visit: Callable[..., Any]) -> None:
    """A thing whose neighbours stand close fills the frame with them, and all comes back when nothing is chosen."""
    page = visit("shipped", "#thing=anhui", width=1440, height=900).page
    taken = []
    for _ in range(2):
        with page.expect_download() as saved:
            page.evaluate("document.getElementById('take-svg').click()")
        svg = saved.value.path().read_text(encoding="utf-8")
        places = {
            name: float(x)
            for x, name in re.findall(r"translate\(([\d.-]+) [\d.-]+\)[^>]*><title>(Hefei|China)</title>", svg)
        }
        taken.append(places["China"] - places["Hefei"])
        page.keyboard.press("Escape")
    assert taken[0] > 2 * taken[1] > 0


def test_the_switch_is_worked_from_the_keyboard_and_kept_in_the_address(visit: Callable[..., Any]) -> None:
    """Enter on a button arranges anew, the address says so, and going back undoes it (user trial)."""
    opened = visit("shipped")
    page = opened.page
    assert arranged(page) == ["topic"]
    page.focus("#arrange [data-arrange=place]")
    page.keyboard.press("Enter")
    assert arranged(page) == ["place"]
    assert "arrange=place" in page.url
    assert page.evaluate("document.activeElement.dataset.arrange") == "place"
    page.go_back()
    page.wait_for_function("document.querySelector('[data-arrange=topic]').getAttribute('aria-pressed') === 'true'")
    assert opened.complaints == []


def test_no_sign_of_a_name_is_alone_on_a_line(visit: Callable[..., Any]) -> None:
    """A Chinese name on two lines is broken near its middle."""
    opened = visit("shipped", "#lang=zh", width=1440, height=900)
    for name, least in {"topic": 60, "place": 30, "people": 25, "free": 60}.items():
        lines = opened.follow(f"#lang=zh&arrange={name}").evaluate(WRITTEN).split(" ")
        assert len(lines) > least
        assert [line for line in lines if len(line) == 1] == [], name


def test_few_names_are_written_whole(visit: Callable[..., Any]) -> None:
    """Where a filter leaves a handful of things there is room for their names."""
    written = visit("shipped", "#status=Planned", width=1440, height=900).page.evaluate(WRITTEN)
    assert "…" not in written
    assert "directives of the Third" in written


def test_the_switch_speaks_chinese(visit: Callable[..., Any]) -> None:
    """On the Chinese page the switch and the fields have Chinese titles."""
    page = visit("shipped", "#lang=zh&arrange=place").page
    assert page.inner_text("#arrange").split() == ["主题", "省市", "人物", "自由"]
    assert "安徽省" in page.evaluate(WRITTEN)


def test_a_graph_offers_only_what_it_has(visit: Callable[..., Any]) -> None:
    """Without focus areas, provinces and people there is no switch, and the picture is free."""
    page = visit("many").page
    assert page.is_hidden("#arrange")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_filtered_picture_is_laid_out_afresh(visit: Callable[..., Any], width: int, height: int) -> None:
    """The things of a filter fill the width and the height of the picture, free as well as arranged (user trial)."""
    opened = visit("shipped", width=width, height=height)
    for address in (
        "#arrange=free&topic=pollution-prevention-and-control",
        "#status=Planned",
        "#arrange=free&status=Planned",
    ):
        page = opened.follow(address)
        with page.expect_download() as taken:
            page.evaluate("document.getElementById('take-svg').click()")
        svg = taken.value.path().read_text(encoding="utf-8")
        frame = re.search(r' width="([\d.]+)" height="([\d.]+)"', svg)
        assert frame
        places = [[float(part) for part in found] for found in re.findall(r"translate\(([\d.-]+) ([\d.-]+)\)", svg)]
        for axis, size in enumerate(frame.groups()):
            along = [place[axis] for place in places]
            assert max(along) - min(along) > float(size) / 2, (address, axis)


@pytest.mark.parametrize("width", [1024, 1440])
def test_the_picture_is_whole_when_one_comes_to_it_from_a_table(visit: Callable[..., Any], width: int) -> None:
    """A table is wider than the picture beside its panel: what was changed there is framed for the picture."""
    drawn = f"async () => {{ await {DRAWN}; return document.querySelector('canvas').toDataURL(); }}"
    at_once = visit("shipped", "#status=Done", width=width).page.evaluate(drawn)
    page = visit("shipped", "#view=things", width=width).page
    page.select_option("#filter-status", "Done")
    page.focus("[data-view=picture]")
    page.keyboard.press("Enter")
    assert page.evaluate(drawn) == at_once


def test_the_picture_fits_beside_the_text(visit: Callable[..., Any]) -> None:
    """A text that is opened leaves the picture whole, as if both had been there from the start (user trial)."""
    drawn = f"async () => {{ await {DRAWN}; return document.querySelector('canvas').toDataURL(); }}"
    at_once = visit("shipped", "#text=1").page.evaluate(drawn)
    page = visit("shipped").page
    page.click("#read")
    page.mouse.move(0, 0)
    assert page.evaluate(drawn) == at_once
