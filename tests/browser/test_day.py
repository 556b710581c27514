"""The slider of days: marks stand as they stood, hollow ones fill on the day that they opened, the address keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.collection import DATA_DIR, DATA_FILES
from ydkg.explorer.page import build
from ydkg.graph.turtle import read_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RAILWAY = "shanghai-suzhou-huzhou-high-speed-railway"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of the page of the shipped graph with its later pages."""
    triples = [triple for path in (*DATA_FILES, DATA_DIR / "dataset.ttl") for triple in read_turtle(path)]
    apart = [triple for name in ("later", "judgements") for triple in read_turtle(DATA_DIR / f"{name}.ttl")]
    file = tmp_path_factory.mktemp("day") / "page.html"
    file.write_text(build(triples, apart=apart), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of a browser that has nothing to complain of in the end."""
    opened, complaints = browser.new_page(), list[str]()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    assert complaints == []


def test_a_railway_is_planned_until_it_opens(page: Page, address: str) -> None:
    """In title, details and timeline: hollow on the day before, full from the day on; today needs no day."""
    page.goto(f"{address}#thing={RAILWAY}&day=2024-12-25")
    assert page.inner_text("#panel .status") == "Planned"
    assert page.inner_text("#panel .today") == "○ no later word"
    page.goto(f"{address}#thing={RAILWAY}&day=2024-12-26")
    assert page.inner_text("#panel .status") == "Done"
    page.goto(f"{address}#thing={RAILWAY}")
    assert page.inner_text("#panel .today") == "✓ in operation since 26 December 2024, in time"
    page.goto(f"{address}#view=timeline&day=2024-12-25")
    entry = page.locator(".entry", has_text="planned to open by the end of 2024")
    assert entry.locator(".modality-Planned.hoped").count() == 1
    page.goto(f"{address}#view=timeline&day=2024-12-26")
    assert entry.locator(".instant.modality-Done").count() == 1
    assert entry.locator(".hoped").count() == 0


def test_the_slider_moves_the_board_and_the_address(page: Page, address: str) -> None:
    """From the release to the last later page, by keys too; the last day is the one that no address names."""
    page.goto(f"{address}#view=board")
    counts = page.locator(".board-head .count")
    today = counts.all_inner_texts()
    assert page.inner_text("#day-words") == "1 February 2026"
    page.focus("#day")
    page.keyboard.press("Home")
    assert "day=2024-12-04" in page.url
    assert page.inner_text("#day-words") == "4 December 2024"
    before = counts.all_inner_texts()
    assert int(before[0]) > int(today[0])
    assert int(before[2]) < int(today[2])
    page.select_option("#filter-status", "Planned")
    assert page.locator(".card:not(.dim)", has_text="Shanghai-Suzhou-Huzhou").count() == 1
    page.focus("#day")
    page.keyboard.press("End")
    assert "day=" not in page.url
    assert page.locator(".card:not(.dim)", has_text="Shanghai-Suzhou-Huzhou").count() == 0


def test_what_is_kept_in_part_says_what_of_it(page: Page, address: str) -> None:
    """On the board and in the table of milestones, in both languages; nothing is said of bodies that said no more."""
    page.goto(f"{address}#view=milestones")
    assert "◐ in part, 59 of 68.6 km: in operation since 27 December 2024" in page.inner_text("#table")
    assert "nothing later" not in page.inner_text("#table")
    page.goto(f"{address}#view=board&lang=zh")
    assert "◐部分兑现（68.6公里中的59公里）：已于2024年12月27日开通运营" in page.inner_text("#table")
