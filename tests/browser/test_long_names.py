"""A name without spaces, however long, is drawn like any other: it is broken where it must be, in bounded time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ydkg.explorer.page import build
from ydkg.vocab import RDFS, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
#: Things that are drawn everywhere: a focus area, provinces and a city on the map, a line in the timeline, a person.
NAMED = ("shanghai", "anhui", "hefei", "shanghai-suzhou-huzhou-high-speed-railway", "gu-jun")
ENGLISH, CHINESE = "W" * 20_000, "长" * 20_000


@pytest.fixture(scope="module")
def page(browser: Browser, graphs: dict[str, list[Triple]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open the shipped graph with such names."""
    long = {NamedNode(ydr(name)) for name in NAMED}
    topics = {triple.subject for triple in graphs["shipped"] if triple.predicate.value.endswith("orderInDocument")}
    longer = {"en": Literal(ENGLISH, language="en"), "zh-hans": Literal(CHINESE, language="zh-hans")}
    triples = []
    for subject, predicate, term in graphs["shipped"]:
        named = predicate.value == RDFS.label and subject in long | topics and isinstance(term, Literal)
        triples.append(Triple(subject, predicate, longer[term.language] if named else term))
    path: Path = tmp_path_factory.mktemp("long") / "page.html"
    path.write_text(build(triples), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("view", "drawn"),
    [
        ("", "#canvas canvas"),
        ("thing=hefei&show=all", "#panel"),
        ("view=places", "svg"),
        ("view=timeline", "#stage-table"),
    ],
)
def test_every_view_is_drawn(page: Page, view: str, drawn: str, lang: str) -> None:
    """The page answers after each view, and its pictures can be taken away."""
    page.evaluate("(view) => { location.hash = view; }", f"{view}&lang={lang}")
    page.wait_for_selector(drawn, state="attached")
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    if view in {"", "view=places"}:
        with page.expect_download() as saved:
            page.evaluate("document.getElementById('take-svg').click()")
        assert saved.value.path().stat().st_size > 1_000
