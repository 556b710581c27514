"""Search: over names and all that is told, by keyboard and mouse, forgiving, and plain where there is nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from windows import Visit

pytestmark = pytest.mark.browser

#: An address whose filters leave nothing.
NOTHING = "hide=person.organization.infrastructure.place.initiative.instrument.event.metric.topic"
#: What is typed, and what the first hit begins with: typing errors, short Chinese forms, numbers in any form, words of
#: definitions (user trial), other case and accents.
FIRST = {
    "上海": "Shanghai",
    "顾军": "Gu Jun",
    "Shangai": "Shanghai",
    "Suzou": "Suzhou",
    "Hangzou": "Hangzhou",
    "gujun": "Gu Jun",
    "Gu Jnu": "Gu Jun",
    "三省一市": "three provinces and one municipality",
    "进博会": "China International Import Expo",
    "進博會": "China International Import Expo",
    "充电桩": "new public charging piles a year",
    "空气": "share of days with good air quality",
    "7,600": "high-speed railway network of the Yangtze River Delta",
    "7600": "high-speed railway network of the Yangtze River Delta",
    "46441": "Yangtze River Delta Science and Technology Resource Sharing Service Platform",
    "GDP": "number of trillion-yuan cities",
    "medical": "direct settlement of outpatient expenses",
    "ecology": "key ecological spaces and ecosystems",
    "first in China": "regional food safety information traceability standards",
    "Xi": "Xi Jinping",
}
#: What else is listed: a claim by its place, whatever its words call that, a milestone by its state and year.
AMONG = {
    "first in China": ("general data lists", "greenway", "food safety", "Demonstration Zone High-Quality"),
    "first of China": ("general data lists", "greenway", "food safety", "Demonstration Zone High-Quality"),
    "planned": ("airport link line",),
    "2025": ("ecological corridor",),
}
#: What is offered where nothing has all words of a question, since it has the rarer ones.
OFFERED = {
    "which railways opened": "Super Loop",
    "planned railways": "airport link line",
    "R&D intensity target": "R&D expenditure intensity",
    "哪些铁路开通了": "airport link line",
    "研发强度目标": "R&D expenditure intensity",
}


def hits(page: Page, typed: str) -> list[str]:
    """Type into the search box, and tell what is listed."""
    page.fill("#query", typed)
    return list(page.locator("#hits li").all_inner_texts())


def test_what_is_meant_is_found_first(visit: Callable[..., Visit]) -> None:
    """By any name and word; what has the rarer words only is offered, and that none has all is said.

    A name that no fact has shares its beginning with much ("international"): nothing is offered for that. Two letters
    are not looked for within words (user trial).
    """
    page = visit("shipped").page
    for typed, found in FIRST.items():
        assert hits(page, typed)[0].startswith(found), typed
    for typed, among in AMONG.items():
        listed = "\n".join(hits(page, typed)).casefold()
        assert [each for each in among if each.casefold() not in listed] == [], typed
    for typed, offered in OFFERED.items():
        *listed, said = hits(page, typed)
        assert any(offered in each for each in listed), typed
        assert len(listed) <= 5
        assert said == f"The document is not known to mention “{typed}”"
        assert page.text_content("#said") == f"{len(listed)} found · {said}"
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("#query", "aria-activedescendant") == f"hits-{len(listed) - 1}"
    assert hits(page, "Interstellar") == ["The document is not known to mention “Interstellar”"]
    assert not any("development" in each for each in hits(page, "EV"))


def test_hits_are_walked_and_taken_by_keyboard(visit: Callable[..., Visit]) -> None:
    """Down and up move the chosen hit, each hit names its kind, Escape closes the list, Enter leads to the details."""
    page = visit("delta").page
    page.keyboard.press("/")
    page.keyboard.type("Shanghai")
    chosen = "#hits [aria-selected=true]"
    first = page.inner_text(chosen)
    assert "municipality" in first
    page.press("#query", "ArrowDown")
    assert page.inner_text(chosen) != first
    assert page.get_attribute("#query", "aria-activedescendant") == page.get_attribute(chosen, "id")
    page.press("#query", "ArrowUp")
    assert page.inner_text(chosen) == first
    page.press("#query", "Escape")
    assert page.is_hidden("#hits")
    page.evaluate("document.activeElement.blur()")
    for typed, found in (
        ("the delta", "Yangtze River Delta"),
        ("SHANGHAI municipálity", "Shanghai"),
        ("顾军", "Gu Jun"),
    ):
        page.keyboard.press("/")
        page.keyboard.type(typed)
        page.wait_for_selector("#hits li")
        page.keyboard.press("Enter")
        assert page.inner_text("#panel-title") == found
        assert page.evaluate("document.activeElement.id") == "panel-title"
    page = visit("many").page  # what the overview leaves out is found
    page.fill("#query", "Project number 399")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "Project number 399"


def test_hits_stay_open_and_are_taken_with_the_mouse(visit: Callable[..., Visit]) -> None:
    """Leaving the box closes the list at once; coming back opens it, and nothing closes it afterwards.

    Pressing beside the names in the list leaves it open; a click on a hit selects the thing.
    """
    page = visit("shipped").page
    query = page.get_by_role("combobox", name=re.compile("Search"))
    query.fill("hefei")
    query.blur()
    assert page.locator("#hits").is_hidden()
    query.focus()
    assert page.locator("#hits").is_visible()
    page.wait_for_timeout(400)
    assert page.locator("#hits").is_visible()
    assert query.get_attribute("aria-expanded") == "true"
    page.locator("#hits").dispatch_event("mousedown")
    assert page.locator("#hits").is_visible()
    page.get_by_role("option", name=re.compile("Hefei.*city")).first.click()
    assert page.inner_text("#panel-title") == "Hefei"
    assert page.locator("#hits").is_hidden()


def test_enter_that_ends_a_word_of_an_input_method_takes_no_hit(visit: Callable[..., Visit]) -> None:
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


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        ("shipped", "en", "The document is not known to mention “Nantong”"),
        ("shipped", "zh", "未见原文提及“Nantong”"),
        ("lakes", "en", "The document does not mention “Nantong”"),  # for its texts are in the page
    ],
)
def test_what_is_not_there_is_said(visit: Callable[..., Visit], name: str, lang: str, said: str) -> None:
    """A place that no fact names is said to be in none, in the list and to screen readers (user trial)."""
    page = visit(name, f"#lang={lang}").page
    assert said in hits(page, "Nantong")[0]
    assert said in page.text_content("#said")


def test_with_the_text_at_hand_connections_are_asked_for(visit: Callable[..., Visit]) -> None:
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


def test_the_boxes_of_paths_and_comparisons_search_as_the_page_does(visit: Callable[..., Visit]) -> None:
    """A typing error is forgiven, the list is used by keyboard, what is chosen is asked at once, what is not
    mentioned is said not to be (user trial).
    """
    page = visit("shipped", "#view=paths").page
    page.fill("#path-from", "Nantong")
    page.fill("#path-to", "Shanghai")
    page.press("#path-to", "Enter")
    assert "mention “Nantong”" in page.inner_text("#path-count")
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


def test_the_boxes_of_paths_have_what_the_address_has(visit: Callable[..., Visit]) -> None:
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


def test_where_nothing_is_left_the_page_says_why(visit: Callable[..., Visit]) -> None:
    """By words or by filters, in every view and both languages, and not where something is, until one is cleared."""
    opened = visit("shipped")
    for view in ("things", "relations", "milestones", "board", "timeline", "places", "metrics"):
        page = opened.follow(f"#view={view}&lang=en")
        assert page.locator("#table .intro").count() == 0, view
        page.fill("#find", "zzzz")
        assert page.locator("#table .intro").inner_text() == "Nothing here has these words.", view
        page = opened.follow(f"#view={view}&{NOTHING}&lang=zh")
        assert page.locator("#table .intro").inner_text() == "没有符合筛选条件的内容。", view
    page = opened.follow(f"#{NOTHING}&lang=en")
    assert page.inner_text("#empty") == "Nothing here passes the filters."
    page.click("#clear")
    assert page.inner_text("#empty") == ""
