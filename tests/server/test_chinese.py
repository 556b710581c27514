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


@pytest.mark.parametrize(
    ("metric", "way"),
    [("travel-time", "越短越好"), ("innovation-rank", "名次越靠前越好"), ("pm25-concentration", "越低越好")],
)
def test_which_way_is_better_is_said_in_one_way(ask: Ask, metric: str, way: str) -> None:
    """Above the figures of a metric and among its details."""
    text = text_of(ask(f"/id/metric-{metric}.html", Accept="text/html", Accept_Language="zh").body.decode())
    assert f"指标方向\n{way}" in text
    assert "数值越" not in text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/id/8th-china-international-import-expo.html", "所属系列\n中国国际进口博览会"),
        ("/id/practical-integration-initiatives-of-2025.html", "名称所指\n统称（含多项）"),
        ("/id/metric-passengers-carried.html", "单位\n人次\n指标方向"),
        ("/questions/progress/milestones_of_a_thing", "已启用"),
        ("/questions/sources/looked_up_facts", "位于 | 中国 | 高"),
        ("/questions/people/all_posts", "毫秒"),
    ],
)
def test_a_page_says_it_as_a_reader_of_chinese_would(ask: Ask, path: str, said: str) -> None:
    """By the class of a thing, where only public pages speak of it or it is asked for, and by names and words."""
    assert said in text_of(ask(path, Accept="text/html", Accept_Language="zh").body.decode())


def test_no_record_has_english(told: Callable[[str], list[tuple[str, object]]]) -> None:
    """The page of one subject of each class that the data have, and of one statement of each property."""
    kinds = {}
    for path in (*DATA_FILES, *(DATA_DIR / name for name in APART)):
        for triple in read_turtle(path):
            if triple.predicate.value in {RDF.type, RDF.predicate} and triple.subject.value.startswith(PREFIXES["ydr"]):
                kinds.setdefault(triple.object.value, triple.subject.value.removeprefix(PREFIXES["ydr"]))
    found = {kind: told(f"/id/{slug}.html") for kind, slug in sorted(kinds.items())}
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}
