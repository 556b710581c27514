"""The explorer in Chinese: no view, panel, menu or field has English words but names, codes and terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from spoken import misprints, untold
from ydkg.explorer.page import build
from ydkg.language.text import CHINESE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pyoxigraph
    from playwright.sync_api import Browser

    from conftest import Visit

#: What stands on the page, in its menus, and what a screen reader says of it; what is marked as English, which has to
#: be a name, in lines of its own; no code.
SEEN = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const style = new CSSStyleSheet();
  document.adoptedStyleSheets = [style];
  style.replaceSync("pre, code, .iri { display: none !important; }");
  const english = [...document.querySelectorAll('body [lang="en"]')].map((each) => each.innerText);
  style.insertRule("body [lang=en] { display: none !important; }");
  const said = [...document.querySelectorAll("[title], [aria-label], [placeholder], option")].flatMap((each) => [
    each.getAttribute("title"), each.getAttribute("aria-label"), each.getAttribute("placeholder"),
    each.tagName === "OPTION" ? each.textContent : "",
  ]);
  const told = [document.body.innerText, ...english, ...said].filter(Boolean).join("\\n");
  document.adoptedStyleSheets = [];
  return told;
}"""
VIEWS = (
    "",
    "arrange=place",
    "arrange=people",
    "arrange=free",
    "focus=shanghai+2",
    "view=timeline&since=2024-01-01&until=2024-12-31",
    "view=places",
    "view=things",
    "view=things&find=zzzz",
    "view=relations",
    "view=milestones",
    "view=board",
    "view=metrics",
    "view=metrics&only=ahead",
    "view=compare",
    "view=compare&compare=shanghai+anhui+metric-travel-time",
    "view=paths",
    "view=paths&from=gu-jun&to=hefei",
    "thing=gu-jun",
    "thing=shanghai",
    "thing=media-briefing-20241204",
    "thing=metric-innovation-rank",
    "thing=three-provinces-and-one-municipality",
    "thing=shanghai-suzhou-huzhou-high-speed-railway",
)


def test_no_chinese_leans(visit: Callable[..., Visit]) -> None:
    """Chinese has no italics; what leans in English stands upright."""
    leans = """() => [...document.querySelectorAll("body *")].filter((each) =>
      getComputedStyle(each).fontStyle !== "normal"
      && [...each.childNodes].some((node) => node.nodeType === 3 && /\\p{Script=Han}/u.test(node.textContent))
    ).map((each) => each.outerHTML)"""
    opened = visit("shipped", "#lang=zh", width=1440, locale="zh-CN")
    for address in ("thing=gu-jun", "thing=15th-five-year-plan", "view=metrics", "view=paths&from=gu-jun&to=hefei"):
        assert opened.follow(f"#lang=zh&{address}").evaluate(leans) == [], address


def test_no_view_has_english(visit: Callable[..., Visit]) -> None:
    """Whatever is shown or read out is Chinese, or a name, a code or a term of the trade."""
    opened = visit("shipped", "#lang=zh", width=1440, locale="zh-CN")
    for address in VIEWS:
        said = opened.follow(f"#lang=zh&{address}").evaluate(SEEN)
        assert len(said) > 500, address
        assert [*untold(said), *misprints(said)] == [], address


@pytest.mark.parametrize("typed", ["上海", "zzzz"])
def test_what_a_search_finds_has_no_english(visit: Callable[..., Visit], typed: str) -> None:
    """Hits, and that there are none."""
    page = visit("shipped", "#lang=zh", locale="zh-CN").page
    page.fill("#query", typed)
    page.wait_for_selector("#hits:not([hidden])")
    assert list(untold(page.evaluate(SEEN))) == []


def test_a_page_made_in_chinese_opens_so_in_any_browser(
    browser: Browser, graphs: dict[str, list[pyoxigraph.Triple]], tmp_path: Path
) -> None:
    """What the link says goes before, and a link to the English of such a page says so."""
    made = tmp_path / "page.html"
    made.write_text(build(graphs["delta"], language=CHINESE), encoding="utf-8")
    with browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        for address, tongue, at in (("", "zh-Hans", "lang=zh"), ("#lang=en", "en", "lang=en")):
            page.goto(f"{made.as_uri()}{address}")
            page.reload()
            page.wait_for_selector("html[data-ready]")
            assert page.evaluate("document.documentElement.lang") == tongue
            page.click("#views button >> nth=1")
            assert at in page.url


def test_marks_beside_chinese_are_full_width_and_stand_close(visit: Callable[..., Visit]) -> None:
    """Brackets in choices, buttons and verdicts; a year among the periods is said as one."""
    page = visit("shipped", "#lang=zh&view=metrics&thing=yangtze-river-delta", width=1440, locale="zh-CN").page
    chosen = page.locator("#filter-when option").all_inner_texts()
    assert re.fullmatch("2024年（[0-9]+）", next(each for each in chosen if "2024" in each))
    said = page.evaluate(SEEN)
    assert re.findall("[\u3400-\u9fff] ?[(),;]|[(),;] ?[\u3400-\u9fff]| （", said) == []


def test_chinese_names_are_in_the_order_of_their_reading(visit: Callable[..., Visit]) -> None:
    """The table of entities goes from Anhui to Zhejiang, before anybody sorts it."""
    page = visit("shipped", "#lang=zh&view=things", width=1440, locale="zh-CN").page
    names = page.locator("table.data tbody th").all_inner_texts()
    places = [names.index(name) for name in ("安徽", "杭州", "江苏", "南京", "上海", "浙江")]
    assert places == sorted(places)


def test_provinces_and_relations_have_chinese_signs(visit: Callable[..., Visit]) -> None:
    """The letter of a province is its name of one letter; what relates two things can stand by itself."""
    page = visit("shipped", "#lang=zh&view=places", locale="zh-CN").page
    assert set(page.locator(".province-mark").all_inner_texts()) == {"沪", "苏", "浙", "皖"}
    page = visit("shipped", "#lang=zh&view=relations", width=1440, locale="zh-CN").page
    said = page.locator("table tbody td").all_inner_texts()
    assert "名称由来" in said
    assert [each for each in said if each.startswith("的")] == []
