"""Search: over names and all that is told, forgiving, and plain where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def hits(page: Page, typed: str) -> list[str]:
    """Type into the search box, and tell what is listed."""
    page.fill("#query", typed)
    return list(page.locator("#hits li").all_inner_texts())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Shangai", "Shanghai"),
        ("Suzou", "Suzhou"),
        ("Hangzou", "Hangzhou"),
        ("gujun", "Gu Jun"),
        ("Gu Jnu", "Gu Jun"),
        ("三省一市", "three provinces and one municipality"),
        ("进博会", "China International Import Expo"),
        ("充电桩", "new public charging piles a year"),
        ("空气", "share of days with good air quality"),
        ("7,600", "high-speed railway network of the Yangtze River Delta"),
        ("7600", "high-speed railway network of the Yangtze River Delta"),
        ("46441", "Yangtze River Delta Science and Technology Resource Sharing Service Platform"),
        ("GDP", "number of trillion-yuan cities"),
        ("medical", "direct settlement of outpatient expenses"),
        ("ecology", "key ecological spaces and ecosystems"),
        ("first in China", "regional food safety information traceability standards"),
    ],
)
def test_what_was_not_found_is_found_first(visit: Callable[..., Any], typed: str, found: str) -> None:
    """Typing errors, short Chinese forms, numbers in any form, words of definitions find their thing (user trial)."""
    assert hits(visit("shipped").page, typed)[0].startswith(found)


@pytest.mark.parametrize(("typed", "among"), [("planned", "airport link line"), ("2025", "ecological corridor")])
def test_states_and_years_are_found(visit: Callable[..., Any], typed: str, among: str) -> None:
    """What a milestone says, its state and its year, finds its thing (user trial)."""
    assert any(among in each for each in hits(visit("shipped").page, typed))


def test_a_short_word_is_a_whole_word_first(visit: Callable[..., Any]) -> None:
    """Two letters are not looked for within words, and a whole word stands before a beginning (user trial)."""
    page = visit("shipped").page
    assert not any("development" in each for each in hits(page, "EV"))
    assert hits(page, "Xi")[0].startswith("Xi Jinping")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "not known to mention “Nantong”"), ("zh", "未见原文提及“Nantong”")]
)
def test_what_is_not_there_is_said(visit: Callable[..., Any], language: str, said: str) -> None:
    """A place that no fact names is said to be in none, in the list and to screen readers (user trial)."""
    page = visit("shipped", f"#lang={language}").page
    assert said in hits(page, "Nantong")[0]
    assert said in page.text_content("#said")


def test_with_the_text_at_hand_it_is_certain(visit: Callable[..., Any]) -> None:
    """Where the whole text is in the page, the document does not mention what is not in it (user trial)."""
    assert hits(visit("lakes").page, "Nantong") == ["The document does not mention “Nantong”"]


def test_tables_are_filtered_by_what_their_rows_show(visit: Callable[..., Any]) -> None:
    """Years, days and changes that stand in a row are found in it (user trial)."""
    page = visit("shipped", "#view=metrics&find=2018").page
    assert page.locator("#table tbody tr").count() >= 5
    page.fill("#find", "percentage points")
    assert page.locator("#table tbody tr").count() >= 3


def test_paths_say_what_is_not_mentioned(visit: Callable[..., Any]) -> None:
    """A place that the document does not name is said not to be, in the form of paths too (user trial)."""
    page = visit("shipped", "#view=paths").page
    page.fill("#path-from", "Nantong")
    page.fill("#path-to", "Shanghai")
    page.press("#path-to", "Enter")
    assert "Nantong" in page.inner_text("#path-count")
    assert "mention" in page.inner_text("#path-count")
