"""The picture: titled fields with each thing in its own, marks of states, names written whole, and lines with words."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from .conftest import DRAWN, box, drawn, number, take, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from windows import Visit

pytestmark = pytest.mark.browser

FOCUS_AREAS = (
    "institutional support for integrated development",
    "risk prevention and control system",
    "new quality productive forces",
    "green and beautiful Yangtze River Delta",
    "dual-circulation strategic hub",
)
PROVINCES = ("Shanghai", "Jiangsu", "Zhejiang", "Anhui")
RAILWAY = "shanghai-suzhou-huzhou-high-speed-railway"
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
# How much more light the one of two colours of the page has.
CONTRAST = """(names) => {
  const style = getComputedStyle(document.documentElement);
  const [one, two] = names.map((name) => {
    const pairs = style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/g);
    const parts = pairs.map((each) => parseInt(each, 16) / 255);
    const [r, g, b] = parts.map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  });
  return Math.max(one, two) / Math.min(one, two);
}"""
PIXELS = f"async () => {{ await {DRAWN}; return document.querySelector('canvas').toDataURL(); }}"


def arranged(page: Page) -> list[str]:
    """Which arrangement the switch says is on."""
    chosen = "all => all.map((each) => each.dataset.arrange)"
    return list(page.eval_on_selector_all("#arrange [aria-pressed=true]", chosen))


def picture(page: Page) -> str:
    """Take the picture away as SVG."""
    return take(page, "svg").read_text(encoding="utf-8")


def test_focus_areas_and_provinces_are_named(visit: Callable[..., Visit]) -> None:
    """On a small laptop every arrangement writes the titles of its fields, and the provinces, whole (user trial).

    A title stands for its thing, which is not drawn in its field as well; a click on it chooses the thing.
    """
    opened = visit("shipped")
    for name, titles in {
        "topic": (*FOCUS_AREAS, *PROVINCES),
        "place": PROVINCES,
        "people": ("People", "Where they have posts", "What they answer for", *PROVINCES),
    }.items():
        page = opened.follow(f"#arrange={name}")
        assert arranged(page) == [name]
        written = " ".join(words(page)).lower()
        assert [each for each in titles if each.lower() not in written] == [], name
    page = opened.follow("#lang=zh&arrange=place")
    assert page.inner_text("#arrange").split() == ["主题", "省市", "人物", "自由"]
    assert "安徽省" in " ".join(words(page))
    page = visit("shipped", width=1440, height=900).page
    shapes = re.findall(r"<title>(.*?)</title>", picture(page))
    assert "Shanghai" in shapes
    assert not set(FOCUS_AREAS) & set(shapes)
    canvas = box(page.locator("#canvas"))
    page.mouse.click(canvas["x"] + 80, canvas["y"] + 62)
    assert page.inner_text("#panel-title").lower() == FOCUS_AREAS[0]
    # Without focus areas, provinces and people there is no switch, and the picture is free.
    assert visit("many").page.is_hidden("#arrange")


def test_what_is_chosen_is_shown_near(visit: Callable[..., Visit]) -> None:
    """A thing whose neighbours stand close fills the frame with them, and all comes back when nothing is chosen."""
    page = visit("shipped", "#thing=anhui", width=1440, height=900).page
    apart = []
    for _ in range(2):
        found = re.findall(r"translate\(([\d.-]+) [\d.-]+\)[^>]*><title>(Hefei|China)</title>", picture(page))
        places = {name: float(x) for x, name in found}
        apart.append(places["China"] - places["Hefei"])
        page.keyboard.press("Escape")
    assert apart[0] > 2 * apart[1] > 0


def test_the_switch_is_worked_from_the_keyboard_and_kept_in_the_address(visit: Callable[..., Visit]) -> None:
    """Enter on a button arranges anew, the address says so, and going back undoes it (user trial)."""
    page = visit("shipped").page
    assert arranged(page) == ["topic"]
    page.focus("#arrange [data-arrange=place]")
    page.keyboard.press("Enter")
    assert arranged(page) == ["place"]
    assert "arrange=place" in page.url
    assert page.evaluate("document.activeElement.dataset.arrange") == "place"
    page.go_back()
    page.wait_for_function("document.querySelector('[data-arrange=topic]').getAttribute('aria-pressed') === 'true'")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_filtered_picture_is_laid_out_afresh(visit: Callable[..., Visit], width: int, height: int) -> None:
    """The things of a filter fill the width and the height of the picture, free as well as arranged (user trial)."""
    opened = visit("shipped", width=width, height=height)
    for address in (
        "arrange=free&topic=pollution-prevention-and-control",
        "status=Planned",
        "arrange=free&status=Planned",
    ):
        svg = picture(opened.follow(f"#{address}"))
        frame = re.search(r' width="([\d.]+)" height="([\d.]+)"', svg)
        assert frame
        places = [[float(part) for part in found] for found in re.findall(r"translate\(([\d.-]+) ([\d.-]+)\)", svg)]
        for axis, size in enumerate(frame.groups()):
            along = [place[axis] for place in places]
            assert max(along) - min(along) > float(size) / 2, (address, axis)


@pytest.mark.parametrize("width", [1024, 1440])
def test_the_picture_is_whole_when_one_comes_to_it_from_a_table(visit: Callable[..., Visit], width: int) -> None:
    """A table is wider than the picture beside its panel: what was changed there is framed for the picture."""
    at_once = visit("shipped", "#status=Done", width=width).page.evaluate(PIXELS)
    page = visit("shipped", "#view=things", width=width).page
    page.select_option("#filter-status", "Done")
    page.focus("[data-view=picture]")
    page.keyboard.press("Enter")
    assert page.evaluate(PIXELS) == at_once


def test_the_picture_fits_beside_the_text(visit: Callable[..., Visit]) -> None:
    """A text that is opened leaves the picture whole, as if both had been there from the start (user trial)."""
    at_once = visit("shipped", "#text=1").page.evaluate(PIXELS)
    page = visit("shipped").page
    page.click("#read")
    page.mouse.move(0, 0)
    assert page.evaluate(PIXELS) == at_once


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mark_says_how_far_a_thing_has_come(visit: Callable[..., Visit], scheme: str) -> None:
    """Planned is hollow, under way half full, all else full; the panel and the legend have the words (user trial).

    What fades beside a selection has a contrast of three to one with the paper, or more.
    """
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
        assert "".join(page.locator("#panel .kind .status").all_inner_texts()) == word, thing
    assert page.evaluate(CONTRAST, ["--faded", "--paper"]) >= 3
    key = page.inner_text("#legend .status-key")
    assert [part in key for part in ("planned", "under way", "done")] == [True] * 3
    page.click("#language")
    assert "已完成" in page.inner_text("#legend .status-key")


@pytest.mark.parametrize(("name", "shown"), [("many", 400), ("shipped", 199)])
def test_the_overview_can_be_read(visit: Callable[..., Visit], name: str, shown: int) -> None:
    """The first view shows 150 things at most, with 25 names or more, of 11 pixels or more, none overlapping.

    All is one step away.
    """
    page = visit(name, width=1440, height=900).page
    assert number(page.inner_text("#scope")) <= 150
    labels = drawn(page)
    assert len(labels) >= 25
    assert min(label["height"] for label in labels) >= 11
    for one, other in combinations(labels, 2):
        apart = (
            one["left"] + one["width"] <= other["left"]
            or other["left"] + other["width"] <= one["left"]
            or one["top"] + one["height"] <= other["top"]
            or other["top"] + other["height"] <= one["top"]
        )
        assert apart, (one, other)
    page.get_by_role("button", name="Show all").click()
    assert page.inner_text("#scope") == f"All {shown} entities"


def test_names_are_written_whole(visit: Callable[..., Visit]) -> None:
    """Where a filter leaves a handful of things there is room; a Chinese name is broken near its middle.

    Two steps around a thing, all things within two steps have their names (user trial).
    """
    opened = visit("shipped", "#status=Planned", width=1440, height=900)
    written = " ".join(words(opened.page))
    assert "…" not in written
    assert "directives of the Third" in written
    written = " ".join(words(opened.follow("#thing=hefei&focus=hefei+2")))
    for name in ("Anhui", "China", "Guangde", "Jiaxing", "Hangzhou", "Nanjing", "Shanghai", "Yangtze River Delta"):
        assert name in written
    for arrangement, least in {"topic": 60, "place": 30, "people": 25, "free": 60}.items():
        lines = " ".join(words(opened.follow(f"#lang=zh&arrange={arrangement}"))).split(" ")
        assert len(lines) > least
        assert [line for line in lines if len(line) == 1] == [], arrangement


@pytest.mark.parametrize("width", [1280, 390])
def test_a_selected_name_is_never_cut(visit: Callable[..., Visit], width: int) -> None:
    """The name of what is selected is written whole, on as many lines as it takes (user trial)."""
    opened = visit("shipped", width=width)
    for thing in (RAILWAY, "global-innovation-index-2024"):
        page = opened.follow(f"#thing={thing}")
        assert page.text_content("#panel-title").replace(" ", "") in "".join(words(page)).replace(" ", "")


def test_lines_of_a_selected_thing_say_what_they_are(visit: Callable[..., Visit]) -> None:
    """Each line has its words or role, with an arrow from subject to object as they lie on the screen (user trial)."""
    opened = visit("shipped")
    assert not [each for each in words(opened.page) if "→" in each or "←" in each]
    connects = [each for each in words(opened.follow(f"#thing={RAILWAY}")) if each.strip("→← ") == "connects"]
    assert connects
    assert all("→" in each or "←" in each for each in connects)
    roles = {each.strip("→← ") for each in words(opened.follow("#thing=gu-jun&arrange=people"))}
    assert {"deputy secretary-general", "director"} <= roles


def test_a_place_shows_who_answers_for_it(visit: Callable[..., Visit]) -> None:
    """The details list posts; as a picture these are lit among all people, with bodies and what those answer for."""
    page = visit("shipped").follow("#thing=hefei")
    section = page.locator("#panel section", has=page.get_by_role("heading", name="Who answers here"))
    assert section.locator("li").count() == 6
    section.get_by_role("button", name="As a picture").click()
    page.wait_for_function("location.hash.includes('arrange=people')")
    page.wait_for_timeout(400)
    told = " ".join(words(page))
    for word in ("Zhong", "Gu Jun", "deputy director", "has jurisdiction in", "Anhui"):
        assert word in told, told
    assert "Qu Wei" not in told


def test_a_click_on_a_node_selects_it(visit: Callable[..., Visit]) -> None:
    """Where the picture shows a thing, a click opens it, and its address is a permalink."""
    page = visit("delta").page
    canvas, ratio = box(page.locator("#canvas")), page.evaluate("devicePixelRatio")
    label = next(each for each in drawn(page) if each["text"] == "Gu Jun")
    left, top = canvas["x"] + label["left"] / ratio, canvas["y"] + (label["top"] + label["height"] / 2) / ratio
    for offset in (-10, -16, label["width"] / ratio + 10):
        page.mouse.click(left + offset, top)
        page.wait_for_timeout(400)
        if page.inner_text("#panel-title") == "Gu Jun":
            break
    assert page.inner_text("#panel-title") == "Gu Jun"
    assert page.url.endswith("#thing=gu-jun")
