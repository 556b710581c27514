"""The site in Chinese: pages of every kind have no English words but names, codes and terms, and no misprints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from reading import text_of

from spoken import english, misprints
from ydkg.collection import APART, DATA_DIR, DATA_FILES
from ydkg.graph import questions as catalogue
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ask

PAGES = (
    *("/", "/things", "/metrics", "/milestones", "/questions", "/questions/checks", "/download"),
    *("/search?q=" + quote("长三角"), "/search?q=zzzz", "/zzzz", "/id/zzzz.html", "/metrics?lang=fr"),
    "/questions/people/posts_of_a_person?person=zzzz",
)


@pytest.fixture
def told(ask: Ask) -> Callable[[str], list[tuple[str, object]]]:
    """Open a page in Chinese, and list the lines that have English words or misprints."""

    def look(path: str) -> list[tuple[str, object]]:
        body = ask(path, Accept="text/html", Accept_Language="zh-CN").body.decode()
        assert '<html lang="zh-Hans">' in body
        # Citations are set in the styles of others.
        text = text_of(re.sub("<pre.*?</pre>", "", body, flags=re.DOTALL))
        return [*english(text), *misprints(text)]

    return look


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_english(told: Callable[[str], list[tuple[str, object]]], path: str) -> None:
    """Lists, tables, and what is said where nothing is found."""
    assert told(path) == []


@pytest.mark.parametrize("name", catalogue.names())
def test_no_answer_has_english(told: Callable[[str], list[tuple[str, object]]], name: str) -> None:
    """The page of every question, with its answer by default, to the last row."""
    assert told(f"/questions/{name}") == []


def test_chinese_names_are_in_the_order_of_their_reading(ask: Ask) -> None:
    """The index goes from Anhui to Zhejiang, as a reader of Chinese looks for them."""
    body = ask("/things?lang=zh").body.decode()
    places = [body.index(f">{name}<") for name in ("安徽省", "杭州市", "江苏省", "南京市", "上海市", "浙江省")]
    assert places == sorted(places)


def test_no_record_has_english(told: Callable[[str], list[tuple[str, object]]]) -> None:
    """The page of one subject of each class that the data have, and of one statement of each property."""
    kinds = {}
    for path in (*DATA_FILES, *(DATA_DIR / name for name in APART)):
        for triple in read_turtle(path):
            if triple.predicate.value in {RDF.type, RDF.predicate} and triple.subject.value.startswith(PREFIXES["ydr"]):
                kinds.setdefault(triple.object.value, triple.subject.value.removeprefix(PREFIXES["ydr"]))
    found = {kind: told(f"/id/{slug}.html") for kind, slug in sorted(kinds.items())}
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}
