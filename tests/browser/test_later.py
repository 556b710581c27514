"""The explorer tells later words of a thing, apart from what is proven, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.collection import DATA_DIR, DATA_FILES
from ydkg.explorer.page import build
from ydkg.graph.turtle import read_turtle

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_thing_tells_what_became_of_it_and_which_pages_say_so(browser: Browser, tmp_path: Path) -> None:
    """The answers stand under the milestone, the pages under a heading of their own, with links that open elsewhere."""
    triples = [triple for path in (*DATA_FILES, DATA_DIR / "dataset.ttl") for triple in read_turtle(path)]
    apart = [triple for name in ("later", "judgements") for triple in read_turtle(DATA_DIR / f"{name}.ttl")]
    page_file = tmp_path / "page.html"
    page_file.write_text(build(triples, apart=apart), encoding="utf-8")
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{page_file.as_uri()}#thing=airport-link-line")
    milestones = page.locator("ol.milestones li").first
    milestones.wait_for()
    assert "◐ in part, 59 of 68.6 km: in operation since 27 December 2024" in milestones.inner_text()
    assert "nothing later" not in milestones.inner_text()
    behind = (
        "Associated Press of Pakistan, 27 December 2024",
        "Confidence: medium",
        "as to section of the airport link",
    )
    assert all(words in milestones.inner_text() for words in behind)
    assert page.get_by_text("By public pages, not proven to the letter").count() == 1
    # What the document states comes first.
    headings = page.locator("#panel h3 > span:first-child").all_inner_texts()
    assert headings.index("Connections") < headings.index("By public pages, not proven to the letter")
    assert page.get_by_text("What opened is the section of 59 of 68.6 km").count() >= 1
    link = page.get_by_role("link", name="SHINE, 25 December 2024").first
    assert link.get_attribute("rel") == "noreferrer noopener"
    assert (link.get_attribute("href") or "").startswith("https://www.shine.cn/")
    assert complaints == []
    page.close()
