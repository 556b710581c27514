"""The board of milestones, and tables that are filtered by all that a row shows and stand in the order of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser


def test_the_board_has_a_row_for_each_focus_area_by_the_last_possible_day(visit: Callable[..., Any]) -> None:
    """In it what is planned, under way and done stand by their last day, what no day is said of behind."""
    opened = visit("shipped", "#view=milestones")
    page = opened.page
    page.get_by_role("button", name="Board").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.form") == "board"
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
    assert opened.complaints == []


def test_what_the_filters_do_not_mean_stays_pale_on_the_board(visit: Callable[..., Any]) -> None:
    """By status, focus area and province: its card is a name, counts are of the rest, and clearing undoes it."""
    page = visit("shipped", "#view=board").page
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


@pytest.mark.parametrize(
    ("view", "words", "most"), [("metrics", "2018", 12), ("metrics", "7,600", 1), ("milestones", "december 2025", 1)]
)
def test_tables_find_what_their_rows_show(visit: Callable[..., Any], view: str, words: str, most: int) -> None:
    """A year of a baseline, a number with its comma, and a day by which a thing is due are found."""
    page = visit("shipped", f"#view={view}").page
    page.fill("#find", words)
    assert 1 <= page.locator("tbody tr").count() <= most


def test_tables_stand_in_the_order_of_names_and_days_at_first(visit: Callable[..., Any]) -> None:
    """Things by name, milestones by their last day."""
    page = visit("shipped", "#view=things").page
    names = [name.strip().lower() for name in page.locator("tbody th").all_inner_texts()]
    assert [name[0] for name in names if name[0].isalpha()] == sorted(name[0] for name in names if name[0].isalpha())
    page.click("[data-view=milestones]")
    assert "1 May 2024" in page.locator("tbody tr").first.inner_text()
