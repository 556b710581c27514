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

    from playwright.sync_api import Browser

    from windows import Visit

    from .conftest import Made

pytestmark = pytest.mark.browser

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
    *("", "arrange=place", "arrange=people", "arrange=free", "focus=shanghai+2"),
    *("view=timeline&since=2024-01-01&until=2024-12-31", "view=places", "view=things", "view=things&find=zzzz"),
    *("view=relations", "view=milestones", "view=board", "view=metrics", "view=metrics&only=ahead", "view=compare"),
    *("view=compare&compare=shanghai+anhui+metric-travel-time", "view=paths", "view=paths&from=gu-jun&to=hefei"),
    *("thing=gu-jun", "thing=shanghai", "thing=media-briefing-20241204", "thing=metric-innovation-rank"),
    *("thing=three-provinces-and-one-municipality", "thing=shanghai-suzhou-huzhou-high-speed-railway"),
)
#: What leans, and has Chinese letters of its own.
LEANS = """() => [...document.querySelectorAll("body *")].filter((each) =>
  getComputedStyle(each).fontStyle !== "normal"
  && [...each.childNodes].some((node) => node.nodeType === 3 && /\\p{Script=Han}/u.test(node.textContent))
).map((each) => each.outerHTML)"""
#: What is said of things and connections: comparisons, milestones, first claims, ranks, days and posts.
RECORDS = {
    "thing=yangtze-river-delta": (
        "5.4%（2024年前三季度），高于全国0.6个百分点",
        "降至30微克/立方米",
        "1.55，优于2024年目标1.9",
    ),
    "thing=demonstration-zone-high-quality-development-regulations": (
        "已自2024年5月1日起施行（截至2024年12月4日）",
        "以来全国首部",
    ),
    "thing=nanjing-cluster": ("第9位",),
    "thing=media-briefing-20241204": ("2024年12月4日",),
    "thing=gu-jun": ("职务", "参加的会议与活动", "主任", "截至2024年12月4日", "聚焦", "Gu Jun"),
    "view=paths&from=gu-jun&to=hefei": ("顾军任上海市发展改革委主任（截至2024年12月4日）", "合肥隶属安徽"),
    "view=milestones": ("沪苏湖高铁：计划于2024年底前开通运营（截至2024年12月4日）",),
}


def test_no_view_has_english(visit: Callable[..., Visit]) -> None:
    """Whatever is shown or read out is Chinese, or a name, a code or a term of the trade; nothing Chinese leans.

    So are hits of a search, and that there are none; every button and heading has Chinese in it (user trial).
    """
    opened = visit("shipped", "#lang=zh", width=1440, locale="zh-CN")
    page = opened.page
    for text in [page.title(), *page.locator("[data-say]:not(#language)").all_inner_texts()]:
        assert not text or re.search(r"[\u4e00-\u9fff]", text), text
    for address in VIEWS:
        said = opened.follow(f"#lang=zh&{address}").evaluate(SEEN)
        assert len(said) > 500, address
        assert [*untold(said), *misprints(said)] == [], address
        assert page.evaluate(LEANS) == [], address
    assert opened.follow("#lang=zh&thing=15th-five-year-plan").evaluate(LEANS) == []
    for typed in ("上海", "zzzz"):
        page.fill("#query", typed)
        page.wait_for_selector("#hits:not([hidden])")
        assert list(untold(page.evaluate(SEEN))) == []


def test_records_are_chinese_sentences(visit: Callable[..., Visit]) -> None:
    """Comparisons, milestones, first claims, ranks, days, posts and paths, with English names marked as such."""
    opened = visit("shipped", "#lang=zh")
    for address, said in RECORDS.items():
        page = opened.follow(f"#{address}&lang=zh")
        told = page.inner_text("main")
        assert [each for each in said if each not in told] == []
        for english in page.locator("#panel .sentence [lang=en], #panel .comparison-label [lang=en]").all_inner_texts():
            assert not re.search(r"[\u4e00-\u9fff]", english)


def test_the_switch_turns_the_page_chinese_and_back(visit: Callable[..., Visit]) -> None:
    """Words, kinds, relations, names and sentences; the address says so, and English names do."""
    opened = visit("shipped", "#view=milestones")
    page = opened.page
    wanted = "Shanghai-Suzhou-Huzhou high-speed railway: planned to open by the end of 2024, as of 4 December 2024"
    assert wanted in page.locator("#table").inner_text()
    opened.follow("#thing=gu-jun")
    page.get_by_role("button", name="中文").click()
    assert page.get_attribute("html", "lang") == "zh-Hans"
    assert page.inner_text("#panel-title") == "顾军"
    assert re.fullmatch(r"[ -~’“”–]+", page.locator("#panel [lang=en] bdi").first.inner_text())
    assert "lang=zh" in page.url
    assert page.get_by_role("button", name="表格", exact=True).is_visible()
    page.get_by_role("button", name="English").click()
    assert page.inner_text("#panel-title") == "Gu Jun"


def test_a_chinese_browser_gets_the_chinese_page(visit: Callable[..., Visit]) -> None:
    """Who has not chosen a language gets the browser's; who has, keeps it, also in the address."""
    page = visit("shipped", "#thing=gu-jun", locale="zh-CN").page
    assert page.inner_text("#panel-title") == "顾军"
    page.get_by_role("button", name="English").click()
    assert page.inner_text("#panel-title") == "Gu Jun"
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.inner_text("#panel-title") == "Gu Jun"
    assert visit("shipped", "#thing=gu-jun&lang=en", locale="zh-CN").page.inner_text("#panel-title") == "Gu Jun"


def test_a_page_made_in_chinese_opens_so_in_any_browser(browser: Browser, graphs: Made, tmp_path: Path) -> None:
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


def test_chinese_has_marks_signs_and_an_order_of_its_own(visit: Callable[..., Visit]) -> None:
    """Full-width brackets stand close in choices, buttons and verdicts; a year among the periods is said as one.

    Entities go from Anhui to Zhejiang before anybody sorts them; a province has its name of one letter; what relates
    two things can stand by itself.
    """
    opened = visit("shipped", "#lang=zh&view=metrics&thing=yangtze-river-delta", width=1440, locale="zh-CN")
    page = opened.page
    chosen = page.locator("#filter-when option").all_inner_texts()
    assert re.fullmatch("2024年（[0-9]+）", next(each for each in chosen if "2024" in each))
    assert re.findall("[\u3400-\u9fff] ?[(),;]|[(),;] ?[\u3400-\u9fff]| （", page.evaluate(SEEN)) == []
    names = opened.follow("#lang=zh&view=things").locator("table.data tbody th").all_inner_texts()
    places = [names.index(name) for name in ("安徽", "杭州", "江苏", "南京", "上海", "浙江")]
    assert places == sorted(places)
    marks = opened.follow("#lang=zh&view=places").locator(".province-mark").all_inner_texts()
    assert set(marks) == {"沪", "苏", "浙", "皖"}
    said = opened.follow("#lang=zh&view=relations").locator("table tbody td").all_inner_texts()
    assert "名称由来" in said
    assert [each for each in said if each.startswith("的")] == []
