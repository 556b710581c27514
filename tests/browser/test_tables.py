"""Tables of entities, relations, milestones and metrics, comparisons and connections, as a person reads them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from .conftest import number, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from conftest import Run
    from windows import Visit

pytestmark = pytest.mark.browser
ROWS = "#table tbody tr"


def row_of(page: Page, text: str) -> Locator:
    """Find a row of the table by some of its text."""
    return page.locator(ROWS, has_text=text).first


def test_tables_are_sorted_by_any_column_both_ways(visit: Callable[..., Visit]) -> None:
    """Each heading sorts up and then down, says so to screen readers, and the address keeps it."""
    opened = visit("shipped")
    for view in ("things", "relations", "milestones", "metrics"):
        page = opened.follow(f"#view={view}")
        headings = page.locator("#table th[scope=col]")
        for place in range(headings.count()):
            rows = []
            for order in ("ascending", "descending"):
                headings.nth(place).locator("button").dispatch_event("click")
                assert headings.nth(place).get_attribute("aria-sort") == order
                rows.append(sorted(page.locator(ROWS).all_text_contents()))
            assert rows[0] == rows[1]
        assert "sort=-" in page.url


def test_rows_stand_in_the_order_of_names_and_days_at_first(visit: Callable[..., Visit]) -> None:
    """The order is that of the names one reads, without case and signs (user trial); milestones are by their last day.

    Changes are sorted as numbers: words of bounds, signs and separators do not matter, what has no change stands last.
    """
    opened = visit("shipped")
    for view in ("things", "relations"):
        page = opened.follow(f"#view={view}")
        names = [row.split("\t")[0].split("\n")[0] for row in page.locator(ROWS).all_inner_texts()]
        bare = [re.sub("[“”]", "", name).replace("-", " ") for name in names]
        assert len(set(bare)) > 100
        assert bare == page.evaluate("names => [...names].sort(new Intl.Collator('en').compare)", bare)
    assert "1 May 2024" in opened.follow("#view=milestones").locator("tbody tr").first.inner_text()
    for sort, wanted in {
        "change": "+0.6", "-change": "+80%", "difference": "−80 min", "-difference": "+3,450 km",
    }.items():  # fmt: skip
        table = opened.follow(f"#view=metrics&sort={sort}").locator("#table table").first
        place = "(all, key) => all.findIndex((each) => each.querySelector(`[data-sort=${key}]`))"
        column = table.locator("thead th").evaluate_all(place, sort.removeprefix("-")) + 1
        assert wanted in table.locator(f"tbody tr > :nth-child({column})").first.inner_text()


def test_a_table_is_narrowed_by_words_and_filters(visit: Callable[..., Visit]) -> None:
    """Words in the box and a filter leave the rows that have both, and the number of rows is told.

    Years, numbers with or without commas, days and changes that stand in a row are found in it (user trial).
    """
    opened = visit("shipped")
    page = opened.page
    page.click("[data-view=things]:not([data-door])")
    everything = number(page.inner_text("#row-count"))
    page.get_by_label("Filter the table").fill("railway")
    rows = page.locator(ROWS)
    assert 0 < rows.count() < 20
    assert page.inner_text("#row-count") == f"{rows.count()} of {everything} rows"
    page.get_by_label("Status").select_option("Planned")
    assert "Shanghai-Suzhou-Huzhou high-speed railway" in rows.all_inner_texts()[-1]
    left = rows.count()
    assert opened.follow("#" + page.url.split("#", 1)[1]).locator(ROWS).count() == left
    for view, words, least, most in (
        ("metrics", "2018", 5, 12),
        ("metrics", "7,600", 1, 1),
        ("metrics", "percentage points", 3, 40),
        ("milestones", "december 2025", 1, 1),
    ):
        opened.follow(f"#view={view}")
        page.fill("#find", words)
        assert least <= rows.count() <= most, words


@pytest.mark.parametrize("width", [1024, 1280, 1366, 1440, 1600])
def test_the_table_of_metrics_is_no_wider_than_its_window(visit: Callable[..., Visit], width: int) -> None:
    """No column is beyond the edge, and numbers stand below each other to the last column.

    On a narrow laptop there is no column of charts, whose figures stand beside it (user trial).
    """
    opened = visit("shipped", width=width)
    for lang in ("zh", "en"):
        page = opened.follow(f"#view=things&lang={lang}")
        ends = "rows => new Set(rows.map((row) => getComputedStyle(row.lastElementChild).paddingRight)).size"
        assert page.eval_on_selector_all("#table tr:has(td[data-label=Relations], td[data-label=关系])", ends) == 1
        page = opened.follow(f"#view=metrics&lang={lang}")
        assert page.evaluate("document.getElementById('stage-table').scrollWidth") <= width
    heads = page.locator("#table table").first.get_by_role("columnheader")
    assert heads.count() == (9 if width == 1024 else 10)
    assert max(heads.evaluate_all("each => each.map((head) => head.getBoundingClientRect().right)")) <= width


def test_a_row_leads_to_the_thing_and_its_relation(visit: Callable[..., Visit]) -> None:
    """From the tables a thing and a relation are selected by keyboard, and shown beside the table."""
    page = visit("shipped", "#view=relations").page
    row = row_of(page, "Gu Jun")
    row.get_by_role("button").nth(1).press("Enter")
    assert "Gu Jun" in page.inner_text("#panel-title")
    row.get_by_role("button").nth(0).press("Enter")
    assert page.inner_text("#panel-title") == "Gu Jun"
    assert page.locator("#table").is_visible()


def test_metrics_show_bounds_targets_and_direction(visit: Callable[..., Visit]) -> None:
    """An open bound has an arrow, a target its own stroke, lower-is-better is said, and the stated outcome is told.

    A rank is a number alone; marks of a chart are joined by nothing but the axis. What is compared has its difference
    in a column of its own; both tables are counted and taken.
    """
    page = visit("shipped", "#view=metrics").page
    ratio = row_of(page, "vehicle-to-pile ratio")
    assert "lower is better" in ratio.inner_text()
    assert "ahead of target" in ratio.inner_text()
    chart = ratio.get_by_role("img")
    assert chart.locator(".mark.target").count() == 1
    assert "◂ better" in chart.text_content()
    assert "target 1.9" in chart.get_attribute("aria-label")
    length = row_of(page, "length of network")
    assert "more than 7,600 km" in length.inner_text()
    assert length.locator("svg .open-tip").count() == 1
    air = row_of(page, "average PM2.5")
    assert air.locator("svg .open-tip").count() == 0
    assert "better than baseline by 12 µg/m³, computed" in re.sub(r"\s+", " ", air.inner_text())
    travel = row_of(page, "travel time").locator("svg .mark")
    current, baseline = (
        float(travel.and_(page.locator(f".{each}")).get_attribute("cx")) for each in ("current", "baseline")
    )
    assert current < baseline
    assert travel.count() == 2
    assert row_of(page, "rank in an innovation index").locator("svg.chart").count() == 0
    assert page.locator("svg.chart rect, svg.chart polyline").count() == 0
    assert page.locator("svg.chart line:not(.axis):not(.open):not(.mark)").count() == 0
    captions = [each.split("\n")[0] for each in page.locator("#table caption").all_inner_texts()]
    assert [each[:8] for each in captions] == ["Compared", "Single f"]
    compared = page.locator("#table table").first
    assert "Difference, computed" in compared.locator("thead th").all_inner_texts()
    assert "+0.53 percentage points" in compared.inner_text()
    rows = page.locator(ROWS).count()
    assert page.inner_text("#row-count") == f"{rows} rows"
    assert page.locator("#table table").nth(1).locator("td:empty").count() == 0
    assert len(take(page, "csvTable").read_text(encoding="utf-8-sig").splitlines()) == rows + 3


def test_paths_are_sentences_with_sources(visit: Callable[..., Visit]) -> None:
    """From Gu Jun to Hefei there are five connections, each hop a sentence that opens to where it is written."""
    page = visit("shipped", "#view=paths").page
    page.get_by_label("From", exact=True).fill("顾军")
    page.get_by_label("To", exact=True).fill("Hefei")
    page.get_by_role("button", name="Find", exact=True).click()
    assert page.inner_text("#path-count") == "5 connections"
    first = page.locator("#path-list > li").first
    assert "Gu Jun is director of Shanghai Municipal Development and Reform Commission" in first.inner_text()
    assert page.locator(".hop").count() == page.locator(".hop summary").count()
    first.locator(".hop summary").first.click()
    assert "Press Release" in first.locator("details[open]").inner_text()
    again = visit("shipped", "#" + page.url.split("#", 1)[1]).page
    assert again.inner_text("#path-list") != ""
    page.get_by_role("button", name="Show in the picture: 1").click()
    assert "trail=gu-jun+" in page.url
    assert page.get_by_role("button", name="Clear path").is_visible()


def test_the_page_and_the_command_line_say_the_same(visit: Callable[..., Visit], ydkg_run: Run) -> None:
    """`ydkg path` and the page find the same ways, and say every hop in the same words."""
    opened = visit("shipped")
    for origin, destination in (
        ("gu-jun", "hefei"),
        ("three-provinces-and-one-municipality", "huawei"),
        ("gu-jun", "metric-travel-time"),
    ):
        done = ydkg_run("path", f"ydr:{origin}", f"ydr:{destination}", "--format", "json")
        rows = json.loads(done.stdout)["results"]["bindings"]
        page = opened.follow(f"#view=paths&from={origin}&to={destination}")
        ways = page.locator("#path-list > li").all()
        assert len(ways) == len({row["path"]["value"] for row in rows}) > 0
        for place, way in enumerate(ways, 1):
            told = [row for row in rows if row["path"]["value"] == str(place)]
            assert way.locator(".hop > .sentence").all_inner_texts() == [row["fact"]["value"] for row in told]
            hops = len({row["hop"]["value"] for row in told})
            assert f"{hops} step" in way.locator("h2").inner_text()


def test_facts_alike_and_unlike_stand_side_by_side(visit: Callable[..., Visit]) -> None:
    """The kind of two people is alike, their parts are not; each is kept alone, found by words, and sourced."""
    page = visit("shipped", "#view=compare&compare=gu-jun+ling-ming").page
    assert page.locator("tr.alike", has_text="Kind").locator("td").all_inner_texts() == ["official", "official"]
    posts = page.locator("tr", has=page.locator("th", has_text="Posts"))
    assert "in part alike" not in posts.inner_text()
    assert "Regional Cooperation Office" in page.inner_text(".in-common")
    alike, unlike = (int(part.split()[0]) for part in page.inner_text("#row-count").split(", "))
    page.get_by_role("button", name="Alike", exact=True).click()
    assert "only=alike" in page.url
    assert page.locator("tr.alike").count() == alike
    assert page.locator("tr.unlike").count() == 0
    page.get_by_role("button", name="Unlike", exact=True).click()
    assert page.locator("tr.unlike").count() == unlike
    page.fill("#find", "respondent")
    assert page.locator("tbody tr.unlike").count() == 1
    page.locator(".compare summary").first.click()
    assert page.locator(".compare .source li").first.is_visible()


def test_things_are_taken_in_and_out_by_name_and_button_alone(visit: Callable[..., Visit]) -> None:
    """The keyboard adds a thing by name, the panel by a button, and removes it; the address has them in order."""
    page = visit("shipped", "#view=compare&thing=hefei").page
    assert "Choose two entities" in page.inner_text("#table")
    page.focus("#compare-name")
    page.keyboard.type("Nanjing")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "compare-name"
    page.focus("[data-action=compare]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "compare=nanjing+hefei" in url)
    assert page.locator("[data-action=compare]").get_attribute("aria-pressed") == "true"
    assert "Hefei is compared, 2 in all" in page.text_content("#said")
    assert page.inner_text("#side-by-side") == "Side by side (2)"
    page.get_by_role("button", name="Remove: Nanjing").click()
    assert "compare=hefei" in page.url
    page.go_back()
    page.wait_for_url(lambda url: "nanjing+hefei" in url)
