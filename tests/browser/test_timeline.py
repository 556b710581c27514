"""The timeline: what is done, under way and planned, when; and one period for picture, tables and timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

YEAR = "&since=2025-01-01&until=2025-12-31"


def bar(page: Page, words: str) -> Locator:
    """The mark of the entry that says something."""
    return page.locator(".entry:not(.dim)", has_text=words).locator(".mark-of-time")


def reach(mark: Locator) -> tuple[float, float]:
    """Where a mark begins and ends on the screen."""
    box = mark.bounding_box()
    assert box
    return box["x"], box["x"] + box["width"]


def test_a_plan_is_no_deed_and_no_day(visit: Callable[..., Any]) -> None:
    """What is planned by the end of a year is a hollow bar to its last day, what was done on a day a full dot."""
    page = visit("shipped", "#view=timeline").page
    plan, done = bar(page, "Airport link line: planned"), bar(page, "in force since 1 May 2024")
    year = page.locator("[data-year='2024-01-01']")
    assert plan.evaluate("each => each.matches('.hoped.lasting')")
    assert done.evaluate("each => each.matches('.instant:not(.hoped)')")
    assert abs(reach(plan)[1] - reach(year)[1]) < 1
    assert reach(year)[0] < reach(done)[0] < reach(plan)[0]
    filling = "each => getComputedStyle(each).backgroundColor"
    assert plan.evaluate(filling) == page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert done.evaluate(filling) != plan.evaluate(filling)
    since_ever = bar(page, "up to the end of October 2024").first
    assert abs(reach(since_ever)[0] - reach(page.locator("[data-year='2018-01-01']"))[0]) < 1
    silent = page.locator(".undated")
    assert "15th Five-Year" in silent.text_content()
    assert silent.locator(".mark-of-time").count() == 0


def test_a_period_narrows_picture_tables_and_timeline_and_is_kept(visit: Callable[..., Any]) -> None:
    """A year chosen on the axis is in the address, in every other view and among the filters; going back undoes it."""
    opened = visit("shipped", "#view=timeline")
    page = opened.page
    page.click("[data-year='2025-01-01']")
    assert YEAR in page.url
    assert page.evaluate("document.activeElement.dataset.year") == "2025-01-01"
    assert page.locator(".entry:not(.dim)").count() == 2
    assert page.locator(".entry.dim .mark-of-time").count() > 50
    assert page.locator(".entry.dim").first.inner_text() == ""
    assert page.locator(".lane").get_by_role("listitem").count() == 2  # what has nothing to say is silent
    page.click("[data-view=things]:not([data-door])")
    page.click("[data-view=milestones]")
    assert page.locator("tbody tr").count() == 1
    assert "ecological corridor" in page.inner_text("tbody")
    page.click("[data-view=metrics]")
    assert page.locator("tbody tr").count() == 0
    page.click("[data-view=things][data-door]")
    names = page.locator("tbody th").all_inner_texts()
    assert len(names) == 2
    page.click("[data-view=picture]")
    assert "2 of 199 entities" in page.inner_text("#scope")
    assert page.input_value("#filter-when") == "2025-01-01/2025-12-31"
    for _ in range(6):
        page.go_back()
    page.wait_for_url(lambda url: "since" not in url)
    page.wait_for_function("document.querySelectorAll('.entry:not(.dim)').length > 50")
    assert opened.complaints == []


def test_a_period_is_drawn_typed_and_said_how_it_is_meant(visit: Callable[..., Any]) -> None:
    """Shift takes the years between, drawing over them too, days are typed, and what starts or ends there is kept."""
    page = visit("shipped", "#view=timeline").page
    page.focus("[data-year='2018-01-01']")
    page.keyboard.press("Enter")
    page.focus("[data-year='2023-01-01']")
    page.keyboard.press("Shift+Enter")
    page.wait_for_url(lambda url: "since=2018-01-01&until=2023-12-31" in url)
    assert page.locator("#filter-when option:checked").inner_text().startswith("2018–2023 (")
    page.hover("[data-year='2026-01-01']")
    page.mouse.down()
    page.hover("[data-year='2025-01-01']")
    page.mouse.up()
    page.wait_for_url(lambda url: "since=2025-01-01&until=2026-12-31" in url)
    page.fill("#since", "2024-01-01")
    assert page.locator(".entry:not(.dim)", has_text="by 31 December 2025").count() == 1
    page.select_option("#touch", "ends")
    assert "touch=ends" in page.url
    assert page.locator(".entry:not(.dim)", has_text="2018").count() == 0
    page.fill("#until", "2024-12-31")
    assert page.locator(".entry:not(.dim)", has_text="by 31 December 2025").count() == 0
    page.get_by_role("button", name="Any time").click()
    assert "since" not in page.url
    assert "touch" not in page.url


def test_an_entry_opens_what_it_is_of_and_is_found_by_its_words(visit: Callable[..., Any]) -> None:
    """The words in a row are looked for, its name opens the details, a post its record, and its source its place."""
    page = visit("shipped", "#view=timeline").page
    page.fill("#find", "7600")
    assert page.locator(".entry").count() == 1
    assert "1 of" in page.inner_text("#row-count")
    page.fill("#find", "deputy")
    page.locator(".entry-name").first.click()
    assert "deputy" in page.inner_text("#panel-title")
    assert "line=" in page.url
    page.locator(".entry summary").first.click()
    assert page.locator(".entry .source li").first.is_visible()


@pytest.mark.parametrize("name", ["many", "hostile"])
def test_a_graph_without_days_says_so(visit: Callable[..., Any], name: str) -> None:
    """Where nothing has a day, the timeline says that, and there is no period to choose."""
    opened = visit(name, "#view=timeline")
    assert "Nothing here has a day" in opened.page.inner_text("#table")
    assert opened.page.is_hidden("#filter-when")
    assert opened.complaints == []


@pytest.mark.parametrize(("view", "rows"), [("timeline", ".entry"), ("board", ".card"), ("places", ".held > li")])
def test_a_filter_leaves_alone_what_stays(visit: Callable[..., Any], view: str, rows: str) -> None:
    """Rows that a filter and a period do not change are the same elements after it, and none is lost or doubled."""
    page = visit("shipped", f"#view={view}").page
    names = "each => each.filter((row) => !row.matches('.dim')).map((row) => row.textContent)"
    before = page.locator(rows).evaluate_all(names)
    page.locator(rows).evaluate_all("each => each.forEach((row) => { row.seen = true; })")
    page.get_by_label("Status").select_option("Planned")
    assert page.locator(rows).count() > 3
    assert page.locator(rows).evaluate_all("each => each.every((row) => row.seen)")
    narrowed = page.locator(rows).evaluate_all(names)
    assert 0 < len(narrowed) < len(before)
    page.get_by_label("Status").select_option("")
    assert page.locator(rows).evaluate_all(names) == before
    assert page.locator(rows).evaluate_all("each => each.every((row) => row.seen)")
