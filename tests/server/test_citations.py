"""Pages of things, records, passages and documents say how to cite them in every style, and copy it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

import ydkg
from ydkg.telling.cite import STYLES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from conftest import Ask

CITED = (
    *("gu-jun", "observation-carbon-volume", "statement-00d9db05b0fe", "passage-release-20241204-10861-10891"),
    *("release-20241204", "register-geonames", "aa-20251110"),
)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("slug", CITED)
def test_a_page_cites_as_the_command_line_does(ask: Ask, slug: str, lang: str) -> None:
    """Every style stands on the page, to the letter, in the page's language."""
    page = html.unescape(ask(f"/id/{slug}.html?lang={lang}").body.decode())
    for style in STYLES:
        assert ydkg.cite(slug, style, lang=lang) in page, style


@pytest.mark.parametrize("slug", CITED)
def test_a_page_that_is_led_to_cannot_reach_back(ask: Ask, slug: str) -> None:
    """Each link to a page elsewhere, whatever it is of, opens it without a way to this one."""
    links = re.findall(r'<a [^>]*href="https?://[^>]*>', ask(f"/id/{slug}.html").body.decode())
    assert len(links) > 0
    assert [link for link in links if "noopener" not in link] == []


@pytest.mark.browser
def test_a_citation_is_copied(server: str, browser: Browser) -> None:
    """The button beside BibTeX puts it into the clipboard, and says so for a moment."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.install(time=0)
    page.goto(f"{server}/id/observation-carbon-volume")
    page.clock.pause_at(3_600_000)
    page.get_by_text("Other styles").click()
    entry = page.locator("div", has=page.get_by_text("BibTeX", exact=True)).last
    button = entry.get_by_role("button")
    assert button.inner_text() == "Copy"
    button.click()
    page.wait_for_function('async () => (await navigator.clipboard.readText()).startsWith("@misc{")')
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == ydkg.cite("observation-carbon-volume", "bibtex")
    assert re.match(r"@misc\{observation-carbon-volume,", copied)
    entry.get_by_role("button", name="Copied").wait_for()
    page.clock.run_for(1600)
    assert button.inner_text() == "Copy"
    context.close()
