"""The site in Chinese: no page of any kind has English words but names, codes and terms of the trade."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from reading import text_of

from spoken import english
from ydkg.graph import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reply

PAGES = (
    *("/", "/things", "/metrics", "/milestones", "/coverage", "/questions", "/questions/checks", "/download"),
    *("/search?q=" + quote("长三角"), "/search?q=zzzz", "/zzzz", "/id/zzzz.html", "/metrics?lang=fr"),
    "/questions/people/posts_of_a_person?person=zzzz",
)


@pytest.fixture
def told(ask: Callable[..., Reply]) -> Callable[[str], list[tuple[str, set[str]]]]:
    """Open a page in Chinese, and list the lines that have English words."""

    def look(path: str) -> list[tuple[str, set[str]]]:
        body = ask(path, Accept="text/html", Accept_Language="zh-CN").body.decode()
        assert '<html lang="zh-Hans">' in body
        return list(english(text_of(body)))

    return look


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_english(told: Callable[[str], list[tuple[str, set[str]]]], path: str) -> None:
    """Lists, tables, and what is said where nothing is found."""
    assert told(path) == []


@pytest.mark.parametrize("name", catalogue.names())
def test_no_answer_has_english(told: Callable[[str], list[tuple[str, set[str]]]], name: str) -> None:
    """The page of every question, with its answer by default, to the last row."""
    assert told(f"/questions/{name}") == []


def test_chinese_names_are_in_the_order_of_their_reading(ask: Callable[..., Reply]) -> None:
    """The index goes from Anhui to Zhejiang, as a reader of Chinese looks for them."""
    body = ask("/things?lang=zh").body.decode()
    places = [body.index(f">{name}<") for name in ("安徽省", "杭州市", "江苏省", "南京市", "上海市", "浙江省")]
    assert places == sorted(places)
