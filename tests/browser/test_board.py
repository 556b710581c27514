"""The board of milestones, and tables that are filtered by all that a row shows and stand in the order of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest

from .conftest import DRAWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.browser


def test_the_board_has_a_row_for_each_focus_area_by_the_last_possible_day(visit: Callable[..., Any]) -> None:
    """In it what is planned, under way and done stand by their last day, what no day is said of behind."""
    opened = visit("shipped", "#view=timeline")
    page = opened.page
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


def test_of_many_cards_all_follow_a_filter(visit: Callable[..., Any], pages: dict[str, Path]) -> None:
    """Those in sight at once, those out of sight, the counts and the address when the frame has been painted."""
    from ydkg.explorer.page import build

    pages["plans"] = pages["shipped"].with_name("plans.html")
    pages["plans"].write_text(build(plans(600)), encoding="utf-8")
    opened = visit("plans", "#view=board")
    page = opened.page
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
    assert opened.complaints == []


def plans(count: int) -> list[pyoxigraph.Triple]:
    """Make a graph of projects with a milestone each, planned and done by turns, on days of one after the other."""
    lines = ["@prefix yd: <https://w3id.org/ydkg/ontology#> . @prefix ydr: <https://w3id.org/ydkg/id/> ."]
    lines += [
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    ]
    for number in range(count):
        lines.append(f'ydr:t{number} a yd:Project ; rdfs:label "Project number {number}"@en .')
        lines.append(f'ydr:m{number} a yd:Milestone ; rdfs:label "Milestone {number}"@en ; yd:about ydr:t{number} ;')
        day = f"{2000 + number // 12}-{number % 12 + 1:02}-01"
        lines.append(f'yd:modality yd:{"Planned" if number % 2 else "Done"} ; yd:notAfter "{day}"^^xsd:date .')
    quads = pyoxigraph.parse("\n".join(lines), format=pyoxigraph.RdfFormat.TURTLE)
    return [quad.triple for quad in quads]
