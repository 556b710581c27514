"""Search: over names and all that is told, forgiving, and plain where there is nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: An address whose filters leave nothing.
NOTHING = "hide=person.organization.infrastructure.place.initiative.instrument.event.metric.topic"


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
        ("進博會", "China International Import Expo"),
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


def test_enter_that_ends_a_word_of_an_input_method_takes_no_hit(visit: Callable[..., Any]) -> None:
    """Letters of Pinyin are still being composed: the key that is meant for them leaves box and list as they are."""
    page = visit("shipped").page
    page.focus("#query")
    page.context.new_cdp_session(page).send(
        "Input.imeSetComposition", {"text": "gujun", "selectionStart": 5, "selectionEnd": 5}
    )
    page.wait_for_selector("#hits li")
    for key in ("ArrowDown", "Enter", "Escape"):
        page.keyboard.press(key)
    assert page.input_value("#query") == "gujun"
    assert page.get_attribute("#query", "aria-activedescendant") == "hits-0"


@pytest.mark.parametrize("typed", ["first in China", "first of China"])
def test_all_firsts_of_a_place_are_found(visit: Callable[..., Any], typed: str) -> None:
    """A claim is found by the place that it is the first in, whatever its words call that (user trial)."""
    listed = hits(visit("shipped").page, typed)
    for name in ("general data lists", "greenway", "food safety", "Demonstration Zone High-Quality"):
        assert any(name.casefold() in each.casefold() for each in listed), name


@pytest.mark.parametrize(("typed", "among"), [("planned", "airport link line"), ("2025", "ecological corridor")])
def test_states_and_years_are_found(visit: Callable[..., Any], typed: str, among: str) -> None:
    """What a milestone says, its state and its year, finds its thing (user trial)."""
    assert any(among in each for each in hits(visit("shipped").page, typed))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("which railways opened", "Super Loop"),
        ("planned railways", "airport link line"),
        ("R&D intensity target", "R&D expenditure intensity"),
        ("哪些铁路开通了", "airport link line"),
        ("研发强度目标", "R&D expenditure intensity"),
    ],
)
def test_what_shares_the_rarer_words_is_offered(visit: Callable[..., Any], typed: str, offered: str) -> None:
    """Where nothing has all words of a question, what has the rarer ones is offered, and that none has all is said."""
    page = visit("shipped").page
    *listed, said = hits(page, typed)
    assert any(offered in each for each in listed)
    assert len(listed) <= 5
    assert said == f"The document is not known to mention “{typed}”"
    assert page.text_content("#said") == f"{len(listed)} found · {said}"
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("#query", "aria-activedescendant") == f"hits-{len(listed) - 1}"


def test_a_word_alone_is_not_taken_for_others_that_begin_like_it(visit: Callable[..., Any]) -> None:
    """A name that no fact has shares its beginning with much ("international"): nothing is offered for that."""
    assert hits(visit("shipped").page, "Interstellar") == ["The document is not known to mention “Interstellar”"]


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


def test_with_the_text_at_hand_connections_are_asked_for(visit: Callable[..., Any]) -> None:
    """No name and a mark alone, which nothing is called, are looked for in the text too, and found to be none of it."""
    page = visit("lakes", "#view=paths").page
    assert page.inner_text("#path-count") == ""
    page.fill("#path-from", "Norvik")
    page.fill("#path-to", "\u0301")
    page.press("#path-to", "Enter")
    assert page.inner_text("#path-count").startswith("The document does not mention “")
    page.fill("#path-to", "Sudvik")
    page.press("#path-to", "Enter")
    page.wait_for_selector("#path-list li")


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


def test_the_boxes_of_paths_and_comparisons_search_as_the_page_does(visit: Callable[..., Any]) -> None:
    """A typing error is forgiven, the list is used by keyboard, and what is chosen is asked at once."""
    opened = visit("shipped", "#view=paths")
    page = opened.page
    page.fill("#path-from", "Gu Jn")
    assert "Gu Jun" in page.locator("#path-from-hits [role=option]").first.inner_text()
    page.press("#path-from", "Enter")
    assert page.input_value("#path-from") == "Gu Jun"
    page.fill("#path-to", "Hefie")
    page.locator("#path-to-hits [role=option]").first.click()
    assert "from=gu-jun&to=hefei" in page.url
    assert page.inner_text("#path-count") == "5 connections"
    page.evaluate("location.hash = 'view=compare'")
    page.fill("#compare-name", "Nanjng")
    page.press("#compare-name", "Enter")
    assert "compare=nanjing" in page.url
    assert opened.complaints == []


def test_the_boxes_of_paths_have_what_the_address_has(visit: Callable[..., Any]) -> None:
    """Going back from a connection leaves no names of it, and nothing is said of them; what is clicked is replaced."""
    page = visit("shipped", "#view=paths").page
    page.evaluate("location.hash = 'view=paths&from=shanghai&to=hefei'")
    page.wait_for_selector("#path-list li")
    assert page.input_value("#path-to") == "Hefei"
    page.click("#path-from")
    page.keyboard.type("Gu Jun")
    assert page.input_value("#path-from") == "Gu Jun"
    page.go_back()
    page.wait_for_url(lambda url: url.endswith("#view=paths"))
    page.wait_for_selector("#path-list:not(:has(.path))", state="attached")
    assert page.input_value("#path-from") == page.input_value("#path-to") == page.inner_text("#path-count") == ""


@pytest.mark.parametrize("view", ["things", "relations", "milestones", "board", "timeline", "places", "metrics"])
def test_where_nothing_is_left_the_page_says_why(visit: Callable[..., Any], view: str) -> None:
    """By words or by filters, in both languages, and not where something is."""
    page = visit("shipped", f"#view={view}").page
    assert page.locator("#table .intro").count() == 0
    page.fill("#find", "zzzz")
    assert page.locator("#table .intro").inner_text() == "Nothing here has these words."
    page.evaluate(f"location.hash = 'view={view}&{NOTHING}&lang=zh'")
    page.wait_for_selector("html[lang=zh-Hans]")
    assert page.locator("#table .intro").inner_text() == "没有符合筛选条件的内容。"


def test_an_empty_picture_says_why(visit: Callable[..., Any]) -> None:
    """Where the filters leave nothing, the picture says so until one is cleared."""
    page = visit("shipped", f"#{NOTHING}").page
    assert page.inner_text("#empty") == "Nothing here passes the filters."
    page.click("#clear")
    assert page.inner_text("#empty") == ""


@pytest.mark.parametrize("view", ["compare", "paths"])
@pytest.mark.parametrize("width", [390, 1280])
def test_filters_are_offered_where_they_filter(visit: Callable[..., Any], view: str, width: int) -> None:
    """Comparison and paths are of what is named, whatever is filtered; neither has a filter that does nothing."""
    page = visit("shipped", f"#view={view}", width=width).page
    for control in ("#filters", "#show-filters", "#find"):
        assert page.is_hidden(control)
    page.click("[data-view=things]")
    assert page.is_visible("#find")
    assert page.is_visible("#show-filters" if width == 390 else "#filter-topic")


def test_filters_have_a_group_for_each_focus_area(visit: Callable[..., Any]) -> None:
    """Its themes stand under it, with their counts, and can be chosen."""
    page = visit("shipped").page
    groups = page.locator("#filter-topic optgroup")
    assert groups.count() == 5
    green = page.locator("#filter-topic optgroup[label='Green and beautiful Yangtze River Delta'] option")
    names = [name.split(" (")[0] for name in green.all_text_contents()]
    assert names[0] == "Green and beautiful Yangtze River Delta"
    assert "Pollution prevention and control" in names
    page.select_option("#filter-topic", "pollution-prevention-and-control")
    assert page.inner_text("#scope").startswith("10 of")
    assert page.input_value("#filter-topic") == "pollution-prevention-and-control"


def test_compared_and_single_figures_stand_apart(visit: Callable[..., Any]) -> None:
    """What is compared has its difference in a column of its own; both tables are counted, filtered and taken."""
    page = visit("shipped", "#view=metrics").page
    captions = [each.split("\n")[0] for each in page.locator("#table caption").all_inner_texts()]
    assert [each[:8] for each in captions] == ["Compared", "Single f"]
    heads = page.locator("#table table").first.locator("thead th").all_inner_texts()
    assert "Difference, computed" in heads
    assert "+0.53 percentage points" in page.locator("#table table").first.inner_text()
    rows = page.locator("#table tbody tr").count()
    assert page.inner_text("#row-count") == f"{rows} rows"
    assert page.locator("#table table").nth(1).locator("td:empty").count() == 0
    page.click("#take summary")
    with page.expect_download() as download:
        page.click("#take-csvThings")
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == rows + 3
