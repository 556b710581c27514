"""The explorer's page on a collection about another region, with two documents and their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser


def test_the_page_is_called_as_its_collection_in_both_languages(visit: Callable[..., Any]) -> None:
    """Title and heading are the collection's own, and change with the language; nothing is asked for."""
    opened = visit("lakes")
    page = opened.page
    assert page.inner_text("h1") == "Cooperation of the Three Lakes"
    assert page.title().startswith("Cooperation of the Three Lakes: who does what")
    page.click("#language")
    assert page.inner_text("h1") == "三湖合作"
    assert page.title().startswith("三湖合作：")
    assert "长三角" not in page.inner_text("body")
    assert opened.complaints == []
    assert all(url.startswith(("file:", "data:")) for url in opened.requests)


def test_each_fact_shows_the_sentence_of_its_own_document(visit: Callable[..., Any]) -> None:
    """Two milestones of a line, one planned in the report and one done in the letter, have each its own sentence."""
    page = visit("lakes", "#thing=ring-railway").page
    for each in page.locator("#panel .source summary").all():
        each.click()
    panel = page.inner_text("#panel")
    assert "The Ring Railway is planned to open by 2027." in panel
    assert "The Ring Railway opened in 2026." in panel
    assert "Report of the Lakes Office" in panel
    assert "Letter of the Lakes Office" in panel


def test_the_other_views_have_what_both_documents_state(visit: Callable[..., Any]) -> None:
    """Milestones and metrics of both stand in the tables, in both languages."""
    milestones = visit("lakes", "#view=milestones").page.inner_text("body")
    assert milestones.count("Ring Railway") >= 2
    metrics = visit("lakes", "#view=metrics&lang=zh").page.inner_text("body")
    assert "充电站数量" in metrics
