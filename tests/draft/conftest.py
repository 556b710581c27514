"""Let the modules of this folder import each other, and share a draft."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ydkg.graph.turtle import canonical_turtle

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from test_serving import Served

    from ydkg.draft.folder import Draft


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """The draft of a short report on a corridor."""
    from corridor import write_draft

    return write_draft(tmp_path / "draft")


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A collection that has no document yet."""
    from corridor import turtle

    folder = tmp_path / "collection"
    folder.mkdir()
    known = 'ydr:roles a skos:ConceptScheme ; rdfs:label "Posts"@en ; skos:definition "Posts of people."@en .'
    (folder / "reference.ttl").write_text(canonical_turtle(turtle(known)), encoding="utf-8")
    return folder


@pytest.fixture
def visit(browser: Browser, collection: Path) -> Iterator[Callable[..., Page]]:
    """Open the review of a draft; whatever the browser complains of fails the test."""
    from test_serving import Served

    complaints: list[str] = []
    contexts, reviews = [], []

    def go(draft: Draft, *, width: int = 1280, height: int = 800, words: tuple[str, ...] = (), **options: Any) -> Page:  # noqa: ANN401
        reviews.append(Served(draft, "--port", "0", "--data", str(collection), *words))
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        # What the server refuses is said in the page.
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text)
                if said.type in {"error", "warning"} and "status of 400" not in said.text
                else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "dialog", lambda dialog: dialog.accept() if dialog.type == "beforeunload" else complaints.append("dialog")
        )
        page.goto(reviews[-1].address)
        page.wait_for_selector("html[data-ready]")
        return page

    yield go
    for context in contexts:
        context.close()
    for review in reviews:
        review.end()
    assert complaints == []


@pytest.fixture
def served(draft: Draft, collection: Path) -> Iterator[Served]:
    """The draft under `ydkg review`."""
    from test_serving import Served

    review = Served(draft, "--port", "0", "--data", str(collection))
    yield review
    if review.process.poll() is None:
        review.end(signal.SIGKILL)
