"""The site tells later words on a thing's page, apart from what is proven, and answers the questions on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


QUESTIONS = (
    "promises/answers", "promises/later_words", "claims/figures_side_by_side", "claims/figures_told_differently",
    "claims/posts_side_by_side", "claims/said_of_a_thing", "claims/judgements", "claims/pages",
)  # fmt: skip


def page(ask: Callable[..., Any], path: str) -> str:
    """Return a page's text, having followed where its address leads."""
    reply = ask(path, Accept="text/html")
    if reply.status == 303:
        reply = ask(reply.headers["Location"], Accept="text/html")
    assert reply.status == 200, path
    body: bytes = reply.body
    return body.decode()


def test_a_thing_s_page_tells_what_became_of_it(ask: Callable[..., Any]) -> None:
    """The three answers stand under the milestone, with the pages behind them, and a section has what pages say."""
    text = page(ask, "/id/airport-link-line")
    assert "evidence: reached in part; schedule: date passed" in text
    assert "Computed, as of the latest document (1 February 2026)" in text
    assert "By public pages, not proven to the letter" in text
    assert 'rel="nofollow noreferrer noopener">SHINE, 25 December 2024</a>' in text


def test_it_is_told_in_chinese_too(ask: Callable[..., Any]) -> None:
    """Answers, records and pages are Chinese on a Chinese page."""
    text = page(ask, "/id/airport-link-line?lang=zh")
    assert "兑现情况：部分兑现；时限情况：期限已过" in text
    assert "据公开网页（未逐字核验）" in text
    assert "今日闵行，2024年11月" in text


def test_a_question_names_the_pages_that_it_cites(ask: Callable[..., Any]) -> None:
    """Citations are called after their page and lead to it."""
    text = page(ask, "/questions/promises/answers")
    assert "reached in part" in text
    assert "Associated Press of Pakistan, 27 December 2024" in text
    assert "部分兑现" in page(ask, "/questions/promises/answers?lang=zh")


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_link_of_an_answer_leads_somewhere(ask: Callable[..., Any], name: str) -> None:
    """What only pages speak of has no page here, so that nothing links to one; all other links are answered."""
    body = page(ask, f"/questions/{name}").partition("<main")[2]
    links = sorted(set(re.findall(r'href="(/id/[^"#?]+)', body)))
    assert [link for link in links if ask(link, Accept="text/html").status == 404] == []
