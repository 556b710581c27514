"""The timeline, the board and the day: what is planned, under way and done, when, and what became of it later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import DRAWN, box, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from windows import Visit

pytestmark = pytest.mark.browser

YEAR = "&since=2025-01-01&until=2025-12-31"
RAILWAY = "shanghai-suzhou-huzhou-high-speed-railway"
PROVEN = "By public pages, not proven to the letter"


def bar(page: Page, words: str) -> Locator:
    """The mark of the entry that says something."""
    return page.locator(".entry:not(.dim)", has_text=words).locator(".mark-of-time")


def reach(mark: Locator) -> tuple[float, float]:
    """Where a mark begins and ends on the screen."""
    shown = box(mark)
    return shown["x"], shown["x"] + shown["width"]


def test_a_plan_is_no_deed_and_no_day(visit: Callable[..., Visit]) -> None:
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


def test_a_period_narrows_picture_tables_and_timeline_and_is_kept(visit: Callable[..., Visit]) -> None:
    """A year chosen on the axis is in the address, in every other view and among the filters; going back undoes it."""
    page = visit("shipped", "#view=timeline").page
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


def test_a_period_is_drawn_typed_and_said_how_it_is_meant(visit: Callable[..., Visit]) -> None:
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


def test_an_entry_opens_what_it_is_of_and_is_found_by_its_words(visit: Callable[..., Visit]) -> None:
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


def test_a_graph_without_days_says_so(visit: Callable[..., Visit]) -> None:
    """Where nothing has a day, the timeline says that, and there is no period to choose."""
    for name in ("many", "hostile"):
        page = visit(name, "#view=timeline").page
        assert "Nothing here has a day" in page.inner_text("#table")
        assert page.is_hidden("#filter-when")


@pytest.mark.parametrize(("view", "rows"), [("timeline", ".entry"), ("board", ".card"), ("places", ".held > li")])
def test_a_filter_leaves_alone_what_stays(visit: Callable[..., Visit], view: str, rows: str) -> None:
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


def test_the_board_has_a_row_for_each_focus_area_by_the_last_possible_day(visit: Callable[..., Visit]) -> None:
    """In it what is planned, under way and done stand by their last day, what no day is said of behind.

    What the filters do not mean stays pale: its card is a name, counts are of the rest, and clearing undoes it.
    """
    page = visit("shipped", "#view=timeline").page
    page.get_by_role("button", name="Board").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.view") == "board"
    assert "view=board" in page.url
    assert [each.split("\n")[0] for each in page.locator(".board-head").all_inner_texts()] == [
        "Planned", "Under way", "Done",
    ]  # fmt: skip
    rows = page.locator(".board-row")
    assert rows.count() == 6
    institutional = rows.filter(has=page.locator("h2", has_text="Institutional support"))
    planned = institutional.locator(".modality-Planned .card-when").all_inner_texts()
    assert planned == ["by 31 December 2024", "by 31 December 2024"]
    done = institutional.locator(".board-lane.modality-Done")
    assert done.locator("ul").first.locator(".card-when").count() == 4
    assert "No date said" in done.inner_text()
    page.fill("#find", "31 December 2025")
    assert page.locator(".card").count() == 1
    page.locator(".card .thing").click()
    assert page.inner_text("#panel-title") == "Yangtze River mainstream ecological corridor"
    page.fill("#find", "")
    page.wait_for_function("document.querySelectorAll('.card').length > 1")
    everything = page.locator(".card").count()
    page.select_option("#filter-status", "Done")
    assert page.locator(".modality-Planned .card:not(.dim)").count() == 0
    assert page.locator(".card").count() == everything
    shown = page.locator(".card:not(.dim)").count()
    assert page.inner_text("#row-count") == f"{shown} of {everything} rows"
    assert page.locator(".card.dim .thing:visible").count() == everything - shown
    assert page.locator(".card.dim :is(.sentence, .card-when, .source):visible").count() == 0
    page.click("#clear")
    assert page.locator(".card.dim").count() == 0


def test_of_many_cards_all_follow_a_filter(visit: Callable[..., Visit]) -> None:
    """Those in sight at once, those out of sight, the counts and the address when the frame has been painted."""
    page = visit("plans", "#view=board").page
    page.locator("#table > .more").dispatch_event("click")
    page.wait_for_function("() => document.querySelectorAll('.card:not(.dim)').length === 600")
    page.evaluate(DRAWN)  # the browser tells what is in sight with a frame
    seen = page.evaluate("""() => {
      const select = document.getElementById("filter-status");
      select.value = "Done";
      select.dispatchEvent(new Event("change"));
      return [...document.querySelectorAll(".modality-Planned .card")].map((card) => card.classList.contains("dim"));
    }""")
    assert seen[0]
    assert not seen[-1]
    page.wait_for_function("() => document.querySelectorAll('.card.dim').length === 300")
    assert page.locator(".modality-Planned .card:not(.dim)").count() == 0
    page.wait_for_url(lambda url: "status=Done" in url)
    assert page.inner_text("#legend [data-family=initiative] .count") == "300"
    page.fill("#find", "number 598")
    page.wait_for_function("() => document.querySelectorAll('.card').length === 1")


def test_a_railway_is_planned_until_it_opens(visit: Callable[..., Visit]) -> None:
    """In title, details and timeline: hollow on the day before, full from the day on; today needs no day."""
    opened = visit("later", f"#thing={RAILWAY}&day=2024-12-25")
    page = opened.page
    assert page.inner_text("#panel .status") == "Planned"
    assert page.inner_text("#panel .today") == "○ no later word"
    opened.follow(f"#thing={RAILWAY}&day=2024-12-26")
    assert page.inner_text("#panel .status") == "Done"
    opened.follow(f"#thing={RAILWAY}")
    assert page.inner_text("#panel .today") == "✓ in operation since 26 December 2024, in time"
    entry = page.locator(".entry", has_text="planned to open by the end of 2024")
    opened.follow("#view=timeline&day=2024-12-25")
    assert entry.locator(".modality-Planned.hoped").count() == 1
    opened.follow("#view=timeline&day=2024-12-26")
    assert entry.locator(".instant.modality-Done").count() == 1
    assert entry.locator(".hoped").count() == 0


def test_the_slider_moves_the_board_and_the_address(visit: Callable[..., Visit]) -> None:
    """From the release to the last later page, by keys too; the last day is the one that no address names."""
    page = visit("later", "#view=board").page
    counts = page.locator(".board-head .count")
    today = [number(each) for each in counts.all_inner_texts()]
    assert page.inner_text("#day-words") == "1 February 2026"
    page.focus("#day")
    page.keyboard.press("Home")
    assert "day=2024-12-04" in page.url
    assert page.inner_text("#day-words") == "4 December 2024"
    before = [number(each) for each in counts.all_inner_texts()]
    assert before[0] > today[0]
    assert before[2] < today[2]
    page.select_option("#filter-status", "Planned")
    assert page.locator(".card:not(.dim)", has_text="Shanghai-Suzhou-Huzhou").count() == 1
    page.focus("#day")
    page.keyboard.press("End")
    assert "day=" not in page.url
    assert page.locator(".card:not(.dim)", has_text="Shanghai-Suzhou-Huzhou").count() == 0


def test_a_thing_tells_what_became_of_it_and_which_pages_say_so(visit: Callable[..., Visit]) -> None:
    """The answers stand under the milestone, the pages under a heading of their own, with links that open elsewhere.

    What is kept in part says what of it, in every view and both languages; bodies that said no more are left alone.
    """
    opened = visit("later", "#thing=airport-link-line")
    page = opened.page
    milestones = page.locator("ol.milestones li").first
    part = "◐ in part, 59 of 68.6 km: in operation since 27 December 2024"
    behind = (
        "Associated Press of Pakistan, 27 December 2024",
        "Confidence: medium",
        "as to section of the airport link",
    )
    assert [words for words in (part, *behind) if words not in milestones.inner_text()] == []
    assert "nothing later" not in milestones.inner_text()
    assert page.get_by_text(PROVEN).count() == 1
    # What the document states comes first.
    headings = page.locator("#panel h3 > span:first-child").all_inner_texts()
    assert headings.index("Connections") < headings.index(PROVEN)
    assert page.get_by_text("What opened is the section of 59 of 68.6 km").count() >= 1
    link = page.get_by_role("link", name="SHINE, 25 December 2024").first
    assert link.get_attribute("rel") == "noreferrer noopener"
    assert link.get_attribute("href").startswith("https://www.shine.cn/")
    table = opened.follow("#view=milestones").inner_text("#table")
    assert part in table
    assert "nothing later" not in table
    told = opened.follow("#view=board&lang=zh").inner_text("#table")
    assert "◐部分兑现（68.6公里中的59公里）：已于2024年12月27日开通运营" in told
