"""The page in a real browser, from disk: what a person finds, sees, and is kept safe from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["delta", "hostile", "empty", "many", "shipped"])
def test_a_page_opens_from_disk_and_asks_for_nothing(visit: Callable[..., Any], name: str) -> None:
    """The only request is for the file itself, and the browser has nothing to complain of, the policy included."""
    opened = visit(name)
    opened.page.wait_for_timeout(300)
    assert [url for url in opened.requests if not url.startswith("data:")] == [opened.page.url]
    assert opened.complaints == []


def test_an_empty_graph_says_so(visit: Callable[..., Any]) -> None:
    """The page of an empty graph tells that there is nothing to draw."""
    assert "The graph is empty" in visit("empty").page.inner_text("main")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("上海", "Shanghai"),
        ("the delta", "Yangtze River Delta"),
        ("SHANGHAI municipálity", "Shanghai"),
        ("顾军", "Gu Jun"),
    ],
)
def test_search_finds_a_thing_by_any_name_from_the_keyboard(visit: Callable[..., Any], typed: str, found: str) -> None:
    """A Chinese name, an alias, and a name in other case and with accents lead to the thing without the mouse."""
    page = visit("delta").page
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.wait_for_selector("#hits li")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == found
    assert page.evaluate("document.activeElement.id") == "panel-title"


def test_hits_are_walked_with_the_arrows_and_show_the_kind(visit: Callable[..., Any]) -> None:
    """Down and up move the chosen hit, each hit names its kind, and Escape closes the list."""
    page = visit("delta").page
    page.fill("#query", "Shanghai")
    chosen = "#hits [aria-selected=true]"
    first = page.inner_text(chosen)
    assert "municipality" in first
    page.press("#query", "ArrowDown")
    second = page.inner_text(chosen)
    assert second != first
    assert page.get_attribute("#query", "aria-activedescendant") == page.get_attribute(chosen, "id")
    page.press("#query", "ArrowUp")
    assert page.inner_text(chosen) == first
    page.press("#query", "Escape")
    assert page.is_hidden("#hits")


def test_details_of_a_person_show_posts_with_dates_and_sources(visit: Callable[..., Any]) -> None:
    """A person's panel has both names, every post with its day, and for each fact the document and the characters."""
    page = visit("delta", "#thing=gu-jun").page
    panel = page.inner_text("#panel")
    assert "顾军" in panel
    assert panel.count("as of 4 December 2024") == 3
    assert "deputy director" in panel
    page.click("#panel .relation .source summary >> nth=0")
    source = page.locator("#panel .source[open]").inner_text()
    assert "Press Release for Media Briefing" in source
    assert "4 December 2024" in source
    assert "characters 180–" in source
    link = page.locator("#panel .source[open] a")
    assert link.get_attribute("href").startswith("https://en.shio.gov.cn/")


def test_details_of_a_place_show_its_figures(visit: Callable[..., Any]) -> None:
    """A figure shows bound, unit, period and status; a comparison its baseline, current value, target and outcome."""
    panel = visit("delta", "#thing=yangtze-river-delta").page.inner_text("#panel")
    for part in ("more than 3.34%", "2.81%", "2018", "target", "more than 3%", "ahead of target"):
        assert part in panel


def test_details_of_a_line_show_what_is_done_and_what_is_planned(visit: Callable[..., Any]) -> None:
    """A milestone says whether it is done or planned, by when, and as of when that holds."""
    panel = visit("delta", "#thing=nanjing-shanghai-line").page.inner_text("#panel")
    assert "Shanghai–Nanjing line: construction started, as of 4 December 2024" in panel
    assert "Shanghai–Nanjing line: planned to open by 31 December 2025, as of 4 December 2024" in panel


def test_a_relation_has_details_of_its_own(visit: Callable[..., Any]) -> None:
    """The address of a record shows its sentence, its two ends, its role, its day and its source."""
    panel = visit("delta", "#line=membership-gu-jun-3").page.inner_text("#panel")
    for part in ("Gu Jun is director of", "director", "4 December 2024", "characters 180–300"):
        assert part in panel


def test_the_legend_hides_a_family_and_the_address_keeps_it(visit: Callable[..., Any]) -> None:
    """Hidden metrics stay hidden in the same address opened anew; going back brings them back."""
    page = visit("delta").page
    before = page.inner_text("#scope")
    page.click("#legend [data-family=place]")
    assert page.inner_text("#scope") != before
    assert page.get_attribute("#legend [data-family=place]", "aria-pressed") == "false"
    address = page.url.split("#", 1)[1]
    again = visit("delta", f"#{address}").page
    assert again.get_attribute("#legend [data-family=place]", "aria-pressed") == "false"
    page.go_back()
    page.wait_for_function("before => document.getElementById('scope').innerText === before", arg=before)


def test_an_unknown_address_shows_the_overview(visit: Callable[..., Any]) -> None:
    """An address that names nothing of this graph is read as far as it goes."""
    opened = visit("delta", "#thing=nobody&hide=nothing&show=all")
    assert opened.page.inner_text("#panel-title") == "Start with a name"
    assert opened.complaints == []


def test_hostile_text_is_shown_as_text(visit: Callable[..., Any], hostile_texts: tuple[str, ...]) -> None:
    """Markup, handlers, templates and bidirectional marks in names are shown letter by letter and do nothing."""
    for number, text in enumerate(hostile_texts):
        opened = visit("hostile", f"#thing=p{number}")
        page = opened.page
        assert page.text_content("#panel-title") == text
        assert text in page.text_content("#panel .definition")
        page.fill("#query", text[:12])
        assert text in page.text_content("#hits")
        assert page.locator("img, b, i, #panel script").count() == 0
        assert opened.complaints == []


@pytest.mark.parametrize("view", ["things", "relations", "milestones", "metrics", "paths&from=p0&to=p1"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_text_is_text_in_every_view(
    visit: Callable[..., Any], hostile_texts: tuple[str, ...], view: str, language: str
) -> None:
    """Tables, paths, filters and lists of suggestions show hostile names as they are, in both languages."""
    opened = visit("hostile", f"#view={view}&lang={language}")
    page = opened.page
    page.wait_for_timeout(100)
    if view in {"things", "relations"}:
        for text in hostile_texts:
            assert text in page.text_content("#table")
    assert page.locator("img, b, i, main script").count() == 0
    assert opened.complaints == []


def test_everything_is_one_step_away(visit: Callable[..., Any]) -> None:
    """What the overview leaves out is found by search, and "Show all" shows it."""
    page = visit("many").page
    page.fill("#query", "Project number 399")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "Project number 399"
    page.get_by_role("button", name="Show all").click()
    assert page.inner_text("#scope") == "All 400 entities"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_the_page_without_scrolling_sideways(visit: Callable[..., Any], scheme: str) -> None:
    """At 390 pixels nothing is wider than the screen, whatever is selected, and dark pages are dark."""
    for address in ("", "#thing=yangtze-river-delta", "#thing=shanghai"):
        page = visit("delta", address, width=390, height=844, scheme=scheme).page
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        light = sum(int(part) for part in background[4:-1].split(",")) > 384
        assert light == (scheme == "light")


def test_a_browser_that_cannot_unpack_the_data_is_told_so(browser: Browser, pages: dict[str, Path]) -> None:
    """Without the browser's own means of unpacking, the page says what it takes instead of staying empty."""
    context = browser.new_context()
    context.add_init_script("delete window.DecompressionStream")
    page = context.new_page()
    page.goto(pages["delta"].as_uri())
    page.wait_for_selector("#too-old:not([hidden])")
    assert "cannot unpack" in page.inner_text("#too-old")
    context.close()
