"""Citations in the explorer: those of the command line, to the letter, for every fact and thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ydkg.graph.graph import Graph
from ydkg.language.text import Language
from ydkg.page import bundled
from ydkg.telling.cite import citation_of, write_citation
from ydkg.telling.naming import iri_of
from ydkg.telling.reading import reading_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser
    from pyoxigraph import Triple

pytestmark = pytest.mark.browser
# The citations of everything that the page can cite, by what is cited, in a language.
CITATIONS = """window.citations = (lang) => {
  spoken.lang = lang;
  const cited = [...things].map(([id, { name }]) => [id, citation(name, id)]);
  const put = (id, { sentence, evidence: where }) => {
    if (where !== undefined) cited.push([id, citation(sentence, id, where)]);
  };
  for (const { values = [] } of things.values()) {
    for (const value of values) if (value.id) put(value.id, value);
  }
  relations.forEach((relation) => put(relation.id, relation));
  for (const each of [...figures, ...comparisons, ...milestones, ...claims]) put(each.id, each);
  return cited;
};"""


@pytest.mark.parametrize("name", ["shipped", "lakes"])
def test_the_page_cites_as_the_command_line_does(
    browser: Browser, pages: dict[str, Path], graphs: dict[str, list[Triple]], name: str
) -> None:
    """Each fact and thing, in each language; of the shipped graph and of one of three documents."""
    # The page itself, whose program hands out what it cites with; its policy would not run a program that was changed.
    page = browser.new_context(bypass_csp=True).new_page()
    content = pages[name].read_text(encoding="utf-8")
    program = bundled("ydkg.explorer", "main.js")
    assert program in content
    page.set_content(content.replace(program, program + CITATIONS))
    page.wait_for_function("() => Boolean(window.citations)")
    reading = reading_of(Graph.from_triples(graphs[name]))
    known: dict[str, Any] = {}
    for lang in ("en", "zh"):
        found = page.evaluate("(lang) => citations(lang)", lang)
        for slug, citation in found:
            if slug not in known:
                known[slug] = citation_of(reading, iri_of(slug))
            assert citation == write_citation(known[slug], "plain", Language.of(lang)), (slug, lang)
        assert len(found) > 10
    page.context.close()


def test_a_fact_and_a_thing_are_copied(visit: Callable[..., Any]) -> None:
    """The citation of a fact has its works, that of a thing none."""
    page = visit("shipped", "#thing=gu-jun").page
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.click("#panel .relation .source summary >> nth=0")
    page.click("#panel .relation .source[open] .cite")
    page.wait_for_function("window.copied")
    assert " Source: Press Release for Media Briefing" in page.evaluate("window.copied")
    page.click("#panel > p .cite")
    page.wait_for_function("window.copied.startsWith('Gu Jun. ')")
    assert "Source:" not in page.evaluate("window.copied")


def test_that_a_citation_was_copied_is_said_for_a_moment(visit: Callable[..., Any]) -> None:
    """The button says so, however often it was pressed, and is called as before afterwards."""
    page = visit("shipped", "#thing=gu-jun").page
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.clock.install(time=0)
    page.clock.pause_at(3_600_000)
    button = page.locator("#panel > p .cite")
    assert button.inner_text() == "Copy citation"
    for _ in range(2):
        page.evaluate("delete window.copied")
        button.click()
        page.wait_for_function("window.copied")
        button.filter(has_text="Copied").wait_for()
    page.clock.run_for(3200)
    assert button.inner_text() == "Copy citation"
    page.context.close()  # its clock stands still for whoever would have this window next
