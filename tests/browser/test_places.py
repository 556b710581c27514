"""The places: a diagram without borders, tiles of provinces, and what is in each place; all narrowed by one filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.explorer.page import build

from .conftest import box

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from windows import Visit

    from .conftest import Made

pytestmark = pytest.mark.browser


def test_places_are_drawn_where_registers_have_them(visit: Callable[..., Visit]) -> None:
    """West is left of east and north above south; a planned line is dashed, and it is said that this is no map."""
    page = visit("shipped", "#view=places").page
    page.wait_for_selector("#diagram svg")
    place = """name => {
      const dot = [...document.querySelectorAll("#diagram .spot")].find((each) => each.textContent.startsWith(name));
      const { x, y } = dot.querySelector("circle").getBoundingClientRect();
      return [x, y];
    }"""
    hefei, hangzhou, nanjing = (page.evaluate(place, name) for name in ("Hefei", "Hangzhou", "Nanjing"))
    assert hefei[0] < nanjing[0] < hangzhou[0]
    assert nanjing[1] < hefei[1] < hangzhou[1]
    dashes = "each => getComputedStyle(each).strokeDasharray"
    line = page.locator("#diagram .route").filter(has_text="Huzhou high-speed")
    assert line.evaluate(dashes) != "none"
    assert page.locator("#diagram .route").filter(has_text="Suzhou Natural Gas").evaluate(dashes) == "none"
    # A line to a province ends nowhere in it; every dot has its name, led to where it is crowded.
    assert page.locator("#diagram .route").filter(has_text="Zhejiang Natural Gas").count() == 0
    assert page.locator(".spot:not(.inset) > circle").count() == page.locator(":not(.inset) > .spot-name").count()
    assert page.locator("#diagram .leader").count()
    assert "not a map" in page.inner_text("figcaption")
    line.dispatch_event("click")
    assert page.inner_text("#panel-title") == "Shanghai-Suzhou-Huzhou high-speed railway"
    # What all provinces lie in has no dot: it stands in a corner with what is right there, and opens.
    inset = page.locator("#diagram .inset")
    assert "YangtzeRiverDeltaasawhole" in inset.text_content().replace(" ", "")
    assert "10 entities" in inset.text_content()
    inset.dispatch_event("click")
    assert page.inner_text("#panel-title") == "Yangtze River Delta"


def test_what_runs_in_a_place_stands_under_it_and_the_places_above(visit: Callable[..., Visit]) -> None:
    """A pilot in Hefei stands in Anhui, in the Delta; it is found by words, narrowed by status, counted by tiles."""
    page = visit("shipped", "#view=places").page
    page.wait_for_selector("#diagram svg")
    hefei = page.locator(".place").filter(has=page.locator("> .place-name", has_text="Hefei")).last
    assert "science and technology finance pilot reforms" in hefei.text_content()
    above = page.locator(".place", has=page.locator("> .place-name", has_text="Anhui")).filter(has_text="Hefei")
    assert above.count() >= 1
    page.select_option("#filter-status", "Planned")
    assert page.locator(".place-list >> text=Hefei").count() == 0
    assert page.locator("[data-province=anhui] .count").inner_text() == "0"
    assert page.locator("#diagram .spot.dim").filter(has_text="Hefei").count() == 1
    assert page.locator("#diagram .spot-name").filter(has_text="Hefei").count() == 0
    page.select_option("#filter-status", "")
    page.fill("#find", "emissions trading")
    page.wait_for_function("() => document.querySelectorAll('#diagram .spot').length >= 4")
    assert page.locator(".place-list >> text=Hefei").count() == 0


def test_a_tile_narrows_every_view_to_its_province(visit: Callable[..., Visit]) -> None:
    """By keyboard, with the focus kept, in the address, and undone by going back."""
    page = visit("shipped", "#view=places").page
    page.focus("[data-province=anhui]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "place=anhui" in url)
    assert page.evaluate("document.activeElement.dataset.province") == "anhui"
    assert page.locator("[data-province=anhui]").get_attribute("aria-pressed") == "true"
    assert page.locator(".place-list >> text=Nanjing").count() == 0
    page.click("[data-view=picture]")
    assert "7 of" in page.inner_text("#scope")
    page.go_back()
    page.go_back()
    page.wait_for_url(lambda url: "place=" not in url)


def test_an_approved_map_lies_under_the_diagram(visit: Callable[..., Visit], graphs: Made, tmp_path: Path) -> None:
    """It is where its degrees are, nothing is asked for outside, and its number stands below."""
    under = tmp_path / "map.svg"
    under.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 7" data-approval="GS(2099)1" '
        'data-bounds="115, 28, 123, 35"><rect width="8" height="7" fill="#efe"/></svg>',
        encoding="utf-8",
    )
    file = tmp_path / "page.html"
    file.write_text(build(graphs["shipped"], base=under), encoding="utf-8")
    page = visit(file, "#view=places").page
    page.wait_for_selector("#diagram image")
    assert "Approval number of the map: GS(2099)1" in page.inner_text("figcaption")
    boxes = "each => { const { x, y, width, height } = each.getBoundingClientRect(); return [x, y, width, height]; }"
    left, top, width, height = page.locator("#diagram image").evaluate(boxes)
    hefei = page.locator("#diagram .spot").filter(has_text="Hefei").locator("circle").evaluate(boxes)
    assert abs(left + width * (117.28083 - 115) / 8 - hefei[0] - hefei[2] / 2) < 3
    assert abs(top + height * (35 - 31.86389) / 7 - hefei[1] - hefei[3] / 2) < 3


def test_a_graph_without_provinces_has_what_it_has(visit: Callable[..., Visit]) -> None:
    """Where nothing has a place that is said, and a collection without coordinates has its places in one another."""
    for name in ("many", "hostile", "lakes"):
        page = visit(name, "#view=places").page
        assert ("Nothing here has a place" in page.inner_text("#table")) == (name != "lakes")
        assert (page.locator(".place").count() > 0) == (name == "lakes")
        assert page.locator(".tile").count() == 0


def test_on_a_phone_the_whole_stands_above_the_diagram(visit: Callable[..., Visit]) -> None:
    """The name of what concerns all provinces is broken at no letter there, and covers no dot (user trial).

    Other names are broken between words; nothing is wider than the screen, and names and reasons are Chinese, too.
    """
    opened = visit("shipped", "#view=places", width=390, height=844)
    page = opened.page
    page.wait_for_selector("#diagram svg")
    inset = page.locator("#diagram .inset")
    assert "Yangtze River Delta as a whole" in inset.locator("tspan").all_text_contents()
    under = box(inset.locator("rect"))
    for dot in page.locator("#diagram .spot:not(.inset) circle").all():
        assert box(dot)["y"] >= under["y"] + under["height"]
    lines = "each => each.map((name) => [...name.querySelectorAll('tspan')].map((line) => line.textContent).join(' '))"
    names = page.locator("#diagram .spot-name:not(.inset *)").evaluate_all(lines)
    assert len(names) > 10
    assert set(names) <= {*page.locator("#diagram .spot title").all_text_contents()}
    opened.follow("#view=places&lang=zh")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert "南京" in page.text_content("#diagram")
    assert "不是地图" in page.inner_text("figcaption")
