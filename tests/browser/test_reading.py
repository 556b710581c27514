"""Tables, metrics, paths, guided views and the Chinese page, as a person reads them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from ydkg.collection import DATA_FILES
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import read_turtle
from ydkg.telling.atlas import atlas_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Run

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
VIEWS = ("things", "relations", "milestones", "metrics")


@pytest.mark.parametrize("view", VIEWS)
def test_a_table_is_sorted_by_any_column_both_ways(visit: Callable[..., Any], view: str) -> None:
    """Each heading sorts up and then down, says so to screen readers, and the address keeps it."""
    page = visit("shipped", f"#view={view}").page
    headings = page.locator("#table th[scope=col]")
    for place in range(headings.count()):
        rows = []
        for order in ("ascending", "descending"):
            headings.nth(place).locator("button").dispatch_event("click")
            assert headings.nth(place).get_attribute("aria-sort") == order
            rows.append(sorted(page.locator("#table tbody tr").all_text_contents()))
        assert rows[0] == rows[1]
    assert "sort=-" in page.url


@pytest.mark.parametrize(
    ("column", "least", "most"), [("change", "+0.6", "+80%"), ("difference", "−80 min", "+3,450 km")]
)
def test_changes_are_sorted_as_numbers(visit: Callable[..., Any], column: str, least: str, most: str) -> None:
    """Words of bounds, signs and separators of thousands do not matter: what has no change stands last."""
    for sort, wanted in ((column, least), (f"-{column}", most)):
        page = visit("shipped", f"#view=metrics&sort={sort}").page
        place = (
            page.locator("#table table")
            .first.locator("thead th")
            .evaluate_all("(all, key) => all.findIndex((each) => each.querySelector(`[data-sort=${key}]`))", column)
        )
        cells = page.locator("#table table").first.locator(f"tbody tr > :nth-child({place + 1})").all_inner_texts()
        assert wanted in cells[0]


@pytest.mark.parametrize("view", ["things", "relations"])
def test_rows_stand_in_the_order_of_their_names_at_first(visit: Callable[..., Any], view: str) -> None:
    """Before anybody sorts, the order is that of the names one reads, without case and signs (user trial)."""
    page = visit("shipped", f"#view={view}").page
    names = [row.split("\t")[0].split("\n")[0] for row in page.locator("#table tbody tr").all_inner_texts()]
    bare = [re.sub("[“”]", "", name).replace("-", " ") for name in names]
    assert len(set(bare)) > 100
    assert bare == page.evaluate("names => [...names].sort(new Intl.Collator('en').compare)", bare)


def test_a_table_is_narrowed_by_words_and_filters(visit: Callable[..., Any]) -> None:
    """Words in the box and a filter above leave the rows that have both, and the number of rows is told."""
    page = visit("shipped").page
    page.click("[data-view=things]:not([data-door])")
    everything = page.inner_text("#row-count").removesuffix(" rows")
    page.get_by_label("Filter the table").fill("railway")
    rows = page.locator("#table tbody tr")
    assert 0 < rows.count() < 20
    assert page.inner_text("#row-count") == f"{rows.count()} of {everything} rows"
    page.get_by_label("Status").select_option("Planned")
    assert "Shanghai-Suzhou-Huzhou high-speed railway" in rows.all_inner_texts()[-1]
    again = visit("shipped", "#" + page.url.split("#", 1)[1]).page
    assert again.locator("#table tbody tr").count() == rows.count()


@pytest.mark.parametrize("width", [1280, 1366, 1440, 1600])
def test_the_table_of_metrics_is_no_wider_than_its_window(visit: Callable[..., Any], width: int) -> None:
    """No column is beyond the edge, and numbers stand below each other to the last column."""
    opened = visit("shipped", width=width)
    for lang in ("en", "zh"):
        page = opened.follow(f"#view=metrics&lang={lang}")
        assert page.evaluate("document.getElementById('stage-table').scrollWidth") <= width
        page = opened.follow(f"#view=things&lang={lang}")
        ends = "rows => new Set(rows.map((row) => getComputedStyle(row.lastElementChild).paddingRight)).size"
        assert page.eval_on_selector_all("#table tr:has(td[data-label=Relations], td[data-label=关系])", ends) == 1


def test_a_row_leads_to_the_thing_and_its_relation(visit: Callable[..., Any]) -> None:
    """From the tables a thing and a relation are selected by keyboard, and shown beside the table."""
    page = visit("shipped", "#view=relations").page
    row = page.locator("#table tbody tr", has_text="Gu Jun").first
    row.get_by_role("button").nth(1).press("Enter")
    assert "Gu Jun" in page.inner_text("#panel-title")
    row.get_by_role("button").nth(0).press("Enter")
    assert page.inner_text("#panel-title") == "Gu Jun"
    assert page.locator("#table").is_visible()


def test_milestones_are_full_sentences(visit: Callable[..., Any]) -> None:
    """What is planned reads as a sentence, with the last day and the day as of which it holds (user trial)."""
    page = visit("shipped", "#view=milestones").page
    wanted = "Shanghai-Suzhou-Huzhou high-speed railway: planned to open by the end of 2024, as of 4 December 2024"
    assert wanted in page.locator("#table").inner_text()
    page.get_by_role("button", name="中文").click()
    assert "沪苏湖高铁：计划于2024年底前开通运营（截至2024年12月4日）" in page.locator("#table").inner_text()


def row_of(page: Any, text: str) -> Any:  # noqa: ANN401 - playwright's own
    """Find a row of the table by some of its text."""
    return page.locator("#table tbody tr", has_text=text).first


def test_metrics_show_bounds_targets_and_direction(visit: Callable[..., Any]) -> None:
    """An open bound has an arrow, a target its own stroke, lower-is-better is said, and the stated outcome is told."""
    page = visit("shipped", "#view=metrics").page
    ratio = row_of(page, "vehicle-to-pile ratio")
    assert "lower is better" in ratio.inner_text()
    assert "ahead of target" in ratio.inner_text()
    chart = ratio.get_by_role("img")
    assert chart.locator(".mark.target").count() == 1
    assert "◂ better" in chart.text_content()
    assert "target 1.9" in chart.get_attribute("aria-label")
    length = row_of(page, "length of network")
    assert "more than 7,600 km" in length.inner_text()
    assert length.locator("svg .open-tip").count() == 1
    air = row_of(page, "average PM2.5")
    assert air.locator("svg .open-tip").count() == 0
    assert "better than baseline by 12 µg/m³, computed" in re.sub(r"\s+", " ", air.inner_text())
    travel = row_of(page, "travel time")
    marks = travel.locator("svg .mark")
    assert float(travel.locator("svg .mark.current").get_attribute("cx")) < float(
        travel.locator("svg .mark.baseline").get_attribute("cx")
    )
    assert marks.count() == 2


def test_a_rank_has_no_chart_and_no_chart_has_a_bar_or_a_curve(visit: Callable[..., Any]) -> None:
    """A rank is a number alone; marks are joined by nothing but the axis."""
    page = visit("shipped", "#view=metrics").page
    rank = row_of(page, "rank in an innovation index")
    assert rank.locator("svg.chart").count() == 0
    assert page.locator("svg.chart rect, svg.chart polyline").count() == 0
    for chart in page.locator("svg.chart").all():
        assert chart.locator("line:not(.axis):not(.open):not(.mark)").count() == 0


def test_paths_are_sentences_with_sources(visit: Callable[..., Any]) -> None:
    """From Gu Jun to Hefei there are five connections, each hop a sentence that opens to where it is written."""
    page = visit("shipped", "#view=paths").page
    page.get_by_label("From", exact=True).fill("顾军")
    page.get_by_label("To", exact=True).fill("Hefei")
    page.get_by_role("button", name="Find", exact=True).click()
    assert page.inner_text("#path-count") == "5 connections"
    first = page.locator("#path-list > li").first
    assert "Gu Jun is director of Shanghai Municipal Development and Reform Commission" in first.inner_text()
    for hop in page.locator(".hop").all():
        assert hop.locator("summary").count() == 1
    first.locator(".hop summary").first.click()
    assert "Press Release" in first.locator("details[open]").inner_text()
    again = visit("shipped", "#" + page.url.split("#", 1)[1]).page
    assert again.inner_text("#path-list") != ""
    page.get_by_role("button", name="Show in the picture: 1").click()
    assert "trail=gu-jun+" in page.url
    assert page.get_by_role("button", name="Clear path").is_visible()


@pytest.mark.parametrize(("lang", "said"), [("en", "read from the name"), ("zh", "据名称判断")])
def test_a_relation_says_how_it_was_read(visit: Callable[..., Any], lang: str, said: str) -> None:
    """In the details, the table, the paths and by itself, a relation says what it was read from; stated ones do not."""
    line = "shanghai-suzhou-huzhou-high-speed-railway"
    page = visit("shipped", f"#thing={line}&lang={lang}").page
    assert page.locator("#panel .relation summary", has_text=said).count() == 1
    page.locator("#panel .relation", has_text=said).locator("button.line").click()
    assert said in page.locator("#panel dl.values").inner_text()
    page = visit("shipped", f"#view=relations&lang={lang}").page
    assert page.locator("#table summary", has_text=said).count() > 10
    page = visit("shipped", f"#view=paths&from={line}&to=suzhou&lang={lang}").page
    assert said in page.locator(".hop").first.inner_text()


def test_high_confidence_names_the_sources_that_agree(visit: Callable[..., Any]) -> None:
    """Beside the confidence of what was looked up stands who agrees: in the details, the table and by itself."""
    page = visit("shipped", "#thing=shanghai").page
    within = page.locator("#panel .relation", has_text="China").first
    within.locator("summary").click()
    assert re.search(r"Agreed by: china-division.*Confidence: high", within.inner_text(), re.DOTALL)
    within.locator("button.line").click()
    assert re.search("high.*Agreed by: china-division", page.locator("#panel").inner_text(), re.DOTALL)


@pytest.mark.parametrize(
    ("origin", "destination"),
    [("gu-jun", "hefei"), ("three-provinces-and-one-municipality", "huawei"), ("gu-jun", "metric-travel-time")],
)
def test_the_page_and_the_command_line_say_the_same(
    visit: Callable[..., Any], ydkg_run: Run, origin: str, destination: str
) -> None:
    """`ydkg path` and the page find the same ways, and say every hop in the same words."""
    done = ydkg_run("path", f"ydr:{origin}", f"ydr:{destination}", "--format", "json")
    rows = json.loads(done.stdout)["results"]["bindings"]
    page = visit("shipped", f"#view=paths&from={origin}&to={destination}").page
    ways = page.locator("#path-list > li").all()
    assert len(ways) == len({row["path"]["value"] for row in rows}) > 0
    for number, way in enumerate(ways, 1):
        told = [row for row in rows if row["path"]["value"] == str(number)]
        assert way.locator(".hop > .sentence").all_inner_texts() == [row["fact"]["value"] for row in told]
        hops = len({row["hop"]["value"] for row in told})
        assert f"{hops} step" in way.locator("h2").inner_text()


def test_every_relation_reads_as_its_sentence(visit: Callable[..., Any]) -> None:
    """For all relations of the shipped graph the page says what `ydkg.telling` says, whole and in its language."""
    atlas = atlas_of(Graph.from_triples([triple for path in DATA_FILES for triple in read_turtle(path)]))
    page, slugs = visit("shipped").page, list(atlas.things)
    for lang in ("en", "zh"):
        # In the view of paths, which draws less than the picture does.
        told = set(page.evaluate(SENTENCES, [slugs, f"view=paths&lang={lang}"]))
        assert {relation.sentence.pick(lang) for relation in atlas.relations} <= told
        assert not any("…" in each or "#" in each or "  " in each for each in told)


def test_what_lies_in_a_place_is_no_event(visit: Callable[..., Any]) -> None:
    """Companies located in the Delta are not headed as events; an event still takes place where it does."""
    page = visit("shipped", "#thing=yangtze-river-delta").page
    headings = page.locator("#panel h4").all_inner_texts()
    assert any("Located here" in each for each in headings)
    assert not any("Events here" in each for each in headings)
    place = visit("shipped", "#thing=shanghai").page
    assert any("Events here" in each for each in place.locator("#panel h4").all_inner_texts())


RECORDS = {
    "yangtze-river-delta": (
        "5.4%（2024年前三季度），高于全国0.6个百分点",
        "降至30微克/立方米",
        "1.55，优于2024年目标1.9",
    ),
    "demonstration-zone-high-quality-development-regulations": (
        "已自2024年5月1日起施行（截至2024年12月4日）",
        "以来全国首部",
    ),
    "nanjing-cluster": ("第9位",),
    "media-briefing-20241204": ("2024年12月4日",),
}


def test_records_are_chinese_sentences(visit: Callable[..., Any]) -> None:
    """Comparisons, milestones, first claims, ranks and days are said in Chinese, English names in them as such."""
    opened = visit("shipped", "#lang=zh")
    for thing, said in RECORDS.items():
        page = opened.follow(f"#thing={thing}&lang=zh")
        panel = page.inner_text("#panel")
        assert [each for each in said if each not in panel] == []
        for english in page.locator("#panel .sentence [lang=en], #panel .comparison-label [lang=en]").all_inner_texts():
            assert not re.search(r"[\u4e00-\u9fff]", english)


def test_posts_are_chinese_sentences(visit: Callable[..., Any]) -> None:
    """In Chinese a post is said with its role, and the page of paths says it with its day."""
    page = visit("shipped", "#view=paths&from=gu-jun&to=hefei&lang=zh").page
    assert "顾军任上海市发展改革委主任（截至2024年12月4日）" in page.inner_text("#path-list")
    assert "合肥隶属安徽" in page.inner_text("#path-list")


def test_notes_on_figures_and_comparisons_are_shown(visit: Callable[..., Any]) -> None:
    """Where the editors say how a figure was read, the panel says so beside it."""
    panel = visit("shipped", "#thing=high-speed-railway-network").page.inner_text("#panel")
    assert "the stated figure is kept as printed" in panel


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
def test_guided_views_are_links_that_show_what_they_say(visit: Callable[..., Any], name: str, seen: str) -> None:
    """Each guided view is a link with an address of its own, and shows what it is about."""
    opened = visit("shipped")
    link = opened.page.get_by_role("link", name=name)
    address = link.get_attribute("href")
    link.click()
    opened.page.wait_for_function("seen => document.querySelector('main').innerText.includes(seen)", arg=seen)
    assert seen in visit("shipped", address).page.inner_text("main")
    assert opened.complaints == []


def test_only_what_is_ahead_is_shown_and_all_can_be(visit: Callable[..., Any]) -> None:
    """The guided view of targets shows only what is ahead, says so, and leads to the whole table."""
    page = visit("shipped", "#view=metrics&only=ahead").page
    assert page.locator("#table tbody tr").count() == 1
    page.get_by_role("button", name="Show all").click()
    assert page.locator("#table tbody tr").count() > 30


def test_the_page_speaks_chinese(visit: Callable[..., Any]) -> None:
    """The switch turns the page's words, kinds, relations and names into Chinese; English names say so."""
    page = visit("shipped", "#thing=gu-jun").page
    page.get_by_role("button", name="中文").click()
    assert page.get_attribute("html", "lang") == "zh-Hans"
    assert page.inner_text("#panel-title") == "顾军"
    panel = page.inner_text("#panel")
    for word in ("职务", "参加的会议与活动", "主任", "截至2024年12月4日", "聚焦", "Gu Jun"):
        assert word in panel
    english = page.locator("#panel [lang=en] bdi").first
    assert re.fullmatch(r"[ -~’“”–]+", english.inner_text())
    assert "lang=zh" in page.url
    assert page.get_by_role("button", name="表格", exact=True).is_visible()
    page.get_by_role("button", name="English").click()
    assert page.inner_text("#panel-title") == "Gu Jun"


def test_a_chinese_browser_gets_the_chinese_page(visit: Callable[..., Any]) -> None:
    """Who has not chosen a language gets the browser's; who has, keeps it, also in the address."""
    page = visit("shipped", "#thing=gu-jun", locale="zh-CN").page
    assert page.inner_text("#panel-title") == "顾军"
    page.get_by_role("button", name="English").click()
    assert page.inner_text("#panel-title") == "Gu Jun"
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.inner_text("#panel-title") == "Gu Jun"
    assert visit("shipped", "#thing=gu-jun&lang=en", locale="zh-CN").page.inner_text("#panel-title") == "Gu Jun"


def test_no_words_of_the_page_are_left_in_english(visit: Callable[..., Any]) -> None:
    """On the Chinese page every button, label and heading of the page itself has Chinese in it (user trial)."""
    page = visit("shipped", "#lang=zh").page
    for text in [page.title(), *page.locator("[data-say]:not(#language)").all_inner_texts()]:
        assert not text or re.search(r"[\u4e00-\u9fff]", text), text


def test_on_a_narrow_laptop_no_column_of_metrics_is_cut(visit: Callable[..., Any]) -> None:
    """At 1024 pixels every column but the chart, whose figures stand beside it, is within the window (user trial)."""
    page = visit("shipped", "#view=metrics", width=1024, height=800).page
    heads = page.locator("#table table").first.get_by_role("columnheader")
    boxes = heads.evaluate_all("each => each.map((head) => head.getBoundingClientRect().right)")
    assert len(boxes) == 9
    assert max(boxes) <= 1024
    wide = visit("shipped", "#view=metrics", width=1280).page
    assert wide.locator("#table table").first.get_by_role("columnheader").count() == 10
