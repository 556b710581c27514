"""The review page in a real browser: everything by keys, nothing lost, hostile text shown as text."""

from __future__ import annotations

import json
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from corridor import FACTS, REPORT, decide, write_draft
from pyoxigraph import RdfFormat, parse
from test_serving import saved

from axe import violations
from ydkg.draft.folder import read_decisions, standing
from ydkg.draft.page import build
from ydkg.graph.graph import Graph
from ydkg.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from ydkg.draft.folder import Draft

HERE = Path(__file__).parent
COMPILER = HERE.parent / "node_modules" / ".bin" / "tsc"
STATIC = HERE.parents[1] / "src" / "ydkg" / "draft" / "static"
#: What a collection may call the parts of the draft.
NAMES = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ydr: <https://w3id.org/ydkg/id/> .
ydr:lakeside-railway rdfs:label "湖滨铁路"@zh-hans . ydr:metric-length rdfs:label "全长"@zh-hans .
ydr:northern-corridor rdfs:label "北部走廊"@zh-hans . ydr:corridor-office rdfs:label "北部走廊办公室"@zh-hans .
ydr:role-director rdfs:label "主任"@zh-hans . ydr:stage-operational rdfs:label "投入运行"@zh-hans .
"""
HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.mark.skipif(not COMPILER.exists(), reason="TypeScript is not installed: npm ci in tests/")
def test_the_modules_are_typed_by_their_comments() -> None:
    """``tsc --checkJs --strict`` has nothing to say of the modules."""
    command = [str(COMPILER), "-p", str(HERE / "tsconfig.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def test_no_module_makes_markup_of_text_and_one_asks_the_server() -> None:
    """Text reaches the page by ``textContent``; only what keeps decisions asks for anything."""
    for module in STATIC.glob("*.js"):
        text = module.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert word not in text, (module.name, word)
        assert ("fetch(" in text) == (module.name == "keeping.js")


def test_the_page_is_one_file_and_the_same_every_time(draft: Draft) -> None:
    """It loads nothing, its policy allows its own script and style only, and it has the decisions that were made."""
    page = unescape(build(draft, (), Graph()))
    assert page == unescape(build(draft, (), Graph()))
    for word in ("src=", "@import", "url(", 'http-equiv="refresh"'):
        assert word not in page.replace("img-src", "")
    assert "connect-src 'self'" in page
    decisions = list(decide(draft).values())
    assert decisions[0].key in build(draft, decisions, Graph())


def test_proposals_are_told_in_chinese_where_their_parts_have_names(draft: Draft) -> None:
    """The title of a record is put together from the names that the collection has; a name without Chinese stays."""
    page = build(draft, (), Graph.from_triples(parse(NAMES, format=RdfFormat.TURTLE)))
    content = json.loads(page.partition('id="draft">')[2].partition("</script>")[0])
    titles = {proposal["thing"]: proposal["title"][1] for proposal in content["proposals"]}
    assert titles["ydr:lakeside-railway"] == "湖滨铁路"
    assert titles["ydr:observation-lakeside-railway-length"] == "湖滨铁路全长：42公里"
    told = "湖滨铁路：计划于2027年底前投入运行（截至2025年3月14日）"
    assert titles["ydr:milestone-lakeside-railway-operational-planned"] == told
    assert titles["ydr:membership-li-na-corridor-office"] == "Li Na 任北部走廊办公室主任（截至2025年3月14日）"
    assert "北部走廊办公室 · 职能范围 · 北部走廊" in titles.values()
    assert titles["ydr:observation-clerks"] == "北部走廊办公室 clerks：7"
    assert "14 March 2025" in page


def decided(page: Page, draft: Draft) -> dict[str, tuple[str, Any]]:
    """Give what stands in the file of decisions, by prefixed name of the thing."""
    saved(page)
    stand = standing(read_decisions(draft.folder / "decisions.jsonl").decisions)
    return {
        compact(each.proposes): (stand[each.key].decision, stand[each.key].edited)
        for each in draft.proposals
        if each.key in stand
    }


def current(page: Page) -> str:
    """Tell which proposal the reader is at."""
    return page.locator("[aria-current] .name").inner_text()


@pytest.mark.browser
def test_enter_accepts_one_after_the_other(visit: Callable[..., Page], draft: Draft) -> None:
    """Ten keys decide ten proposals, and the file has them all."""
    page = visit(draft)
    assert current(page) == "Northern Corridor"
    for _ in draft.proposals:
        page.keyboard.press("Enter")
    assert "10 of 10 decided: 10 accepted" in page.locator("#counts").inner_text()
    assert {decision for decision, _ in decided(page, draft).values()} == {"accept"}


@pytest.mark.browser
def test_one_key_accepts_a_sentence_and_one_what_is_visible(visit: Callable[..., Page], draft: Draft) -> None:
    """Space takes the sentence, V the window; U takes each of them back at once."""
    page = visit(draft)
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    assert "5 of 10 decided" in page.locator("#counts").inner_text()
    page.keyboard.press("v")
    assert "10 of 10 decided" in page.locator("#counts").inner_text()
    page.keyboard.press("u")
    assert "5 of 10 decided" in page.locator("#counts").inner_text()
    page.keyboard.press("u")
    assert "1 of 10 decided" in page.locator("#counts").inner_text()


@pytest.mark.browser
def test_every_decision_by_keys(visit: Callable[..., Page], draft: Draft) -> None:
    """Edit, same as, reject and undo, without a pointer; the edits are what acceptance takes."""
    from ydkg.draft.accept import accept

    page = visit(draft)
    page.keyboard.press("r")
    page.keyboard.press("u")
    assert current(page) == "Northern Corridor"
    for _ in range(5):
        page.keyboard.press("Enter")
    assert current(page) == "Lakeside Railway"
    page.keyboard.press("m")
    page.keyboard.type("Northern Corridor")
    page.keyboard.press("Enter")
    assert current(page) == "Length of the Lakeside Railway: 42 km"
    page.keyboard.press("e")
    page.get_by_label("value", exact=True).fill("43")
    page.get_by_label("bound", exact=True).select_option("more than")
    page.get_by_label("label", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("r")
    found = decided(page, draft)
    assert found["ydr:lakeside-railway"] == ("same-as", "https://w3id.org/ydkg/id/northern-corridor")
    assert found["ydr:observation-lakeside-railway-length"] == (
        "edit",
        {"yd:bound": "yd:MoreThan", "yd:value": "43"},
    )
    assert found["ydr:observation-clerks"] == ("reject", None)
    stand = decide(draft, found)
    assert len(accept(draft, stand, Graph()).taken) == 9


@pytest.mark.browser
def test_undo_brings_back_the_decision_before(visit: Callable[..., Page], draft: Draft) -> None:
    """Of two decisions on one proposal one key takes back the last, in the page as in the file."""
    page = visit(draft)
    page.keyboard.press("r")
    page.locator(".card .name", has_text="Northern Corridor").first.click()
    page.keyboard.press("Enter")
    assert "1 of 10 decided: 1 accepted" in page.locator("#counts").inner_text()
    page.keyboard.press("u")
    assert "1 of 10 decided: 0 accepted, 0 changed, 1 rejected" in page.locator("#counts").inner_text()
    assert decided(page, draft) == {"ydr:northern-corridor": ("reject", None)}


@pytest.mark.browser
def test_filters_let_through_what_is_then_accepted(visit: Callable[..., Page], draft: Draft) -> None:
    """By type, rule, state, plans and figures; nothing else is accepted."""
    page = visit(draft)
    page.get_by_role("checkbox", name="Figures").check()
    page.get_by_role("button", name="Accept all that is filtered (3)").click()
    assert set(decided(page, draft)) == {
        "ydr:observation-lakeside-railway-length",
        "ydr:observation-freight-growth-2024",
        "ydr:observation-clerks",
    }
    page.get_by_role("checkbox", name="Figures").uncheck()
    page.get_by_role("checkbox", name="Planned").check()
    assert current(page) == "Lakeside Railway: planned to open by 2027"
    page.get_by_role("checkbox", name="Planned").uncheck()
    page.get_by_role("combobox", name="Type").select_option("person")
    assert current(page) == "Li Na"
    page.get_by_role("combobox", name="Type").select_option("all")
    page.get_by_role("combobox", name="State").select_option("Accepted")
    assert page.locator(".card").count() == 3
    page.get_by_role("combobox", name="State").select_option("all")
    page.get_by_role("combobox", name="Rule").select_option("post.head")
    assert current(page) == "Li Na, Northern Corridor Office: director"


@pytest.mark.browser
def test_what_rests_on_something_rejected_is_said(visit: Callable[..., Page], draft: Draft) -> None:
    """A record about a rejected thing says so, and the filter lets through what is to be looked at again."""
    page = visit(draft)
    page.keyboard.press("v")
    page.locator(".card .name", has_text="Lakeside Railway").first.click()
    page.keyboard.press("r")
    page.get_by_role("combobox", name="State").select_option("To be looked at again")
    assert current(page) == "Length of the Lakeside Railway: 42 km"
    assert page.locator("[aria-current] .finding").inner_text() == "Rests on what was rejected Lakeside Railway"
    page.locator("#cards").click(position={"x": 3, "y": 3})
    page.keyboard.press("r")
    page.keyboard.press("r")
    assert page.locator(".finding").count() == 0


@pytest.mark.browser
def test_whoever_decides_says_who_it_is(visit: Callable[..., Page], draft: Draft) -> None:
    """Without a name nothing is decided, and the page asks for one."""
    page = visit(draft, words=("--by", ""))
    page.keyboard.press("Enter")
    assert "Say first who reviews" in page.get_by_role("alert").inner_text()
    page.keyboard.type("Wang Wu")
    page.locator("#cards").click(position={"x": 5, "y": 5})
    page.keyboard.press("Enter")
    assert "1 of 10 decided" in page.locator("#counts").inner_text()


@pytest.fixture
def hostile(tmp_path: Path) -> Draft:
    """A draft of a text that would be markup, script or template, with letters beyond the first plane."""
    name = "Lakeside Railway"
    text = REPORT.replace(name, HOSTILE).replace("Progress", "\U0001f600 {{ 7*7 }} Progress")
    facts = FACTS.replace("[[Lakeside Railway]]", f"[[{HOSTILE}]]").replace(
        "[[The Lakeside Railway", f"[[The {HOSTILE}"
    )
    facts = facts.replace(f'"{name}"', f'"{HOSTILE}"')
    from corridor import PROPOSED

    proposed = tuple((thing, words.replace(name, HOSTILE), f"{rule}<b>") for thing, words, rule in PROPOSED)
    return write_draft(tmp_path / "hostile", text, facts=facts, proposed=proposed)


@pytest.mark.browser
def test_hostile_text_is_shown_as_text(visit: Callable[..., Page], hostile: Draft) -> None:
    """Markup in the text, in names and in rules is shown letter by letter, where it stands."""
    page = visit(hostile)
    assert page.locator("img, b, main script").count() == 0
    assert HOSTILE in page.locator("#reading").inner_text()
    assert "{{ 7*7 }}" in page.locator("#reading").inner_text()
    page.get_by_role("combobox", name="Rule").select_option("quantity.unit<b>")
    assert page.locator("[aria-current] .words").inner_text().strip("“”") == "42 km"
    assert page.locator("#reading .now").inner_text() == "42 km"


@pytest.mark.browser
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"color_scheme": "dark"},
        {"locale": "zh-CN"},
        {"width": 390, "height": 844},
        {"width": 390, "height": 844, "color_scheme": "dark", "locale": "zh-CN"},
    ],
)
def test_axe_finds_nothing(visit: Callable[..., Page], draft: Draft, options: dict[str, Any]) -> None:
    """In light and dark, in both languages, on a desk and a phone, with forms and help open; nothing is too wide."""
    page = visit(draft, **options)
    page.keyboard.press("Enter")
    page.keyboard.press("r")
    assert violations(page) == []
    page.keyboard.press("e")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= options.get("width", 1280)


@pytest.mark.browser
def test_the_page_speaks_chinese(visit: Callable[..., Page], draft: Draft) -> None:
    """In a Chinese browser everything that the page says is Chinese, and the button leads back."""
    page = visit(draft, locale="zh-CN")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    for place in ("header", ".progress", ".filters label > span", ".action", ".meta .kind"):
        for said in page.locator(place).all_inner_texts():
            words = said.replace("decisions.jsonl", "").replace("English", "").replace(REPORT.partition("\n")[0], "")
            assert not [word for word in words.split() if word.isascii() and word.isalpha() and len(word) > 5], said
    page.get_by_role("button", name="English").click()
    assert "0 of 10 decided" in page.locator("#counts").inner_text()


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on this machine")
def test_leaving_out_comments_leaves_a_program(draft: Draft) -> None:
    """What stands in the page is JavaScript."""
    script = build(draft, (), Graph()).rpartition("<script>")[2].partition("</script>")[0]
    done = subprocess.run(["node", "--check", "-"], input=script, capture_output=True, text=True, check=False)
    assert done.stderr == ""
