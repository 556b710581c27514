"""Search by name: both languages, accents and case, order, and the forms that the answer takes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from conftest import Ask


def test_search_answers_json_to_those_who_want_it(ask: Ask) -> None:
    """`/search.json` always does, `/search` does by `Accept`; both tell the same, and say what they depend on."""
    by_path = ask("/search.json?q=hefei")
    by_header = ask("/search?q=hefei", Accept="application/json")
    assert by_path.body == by_header.body
    assert by_path.headers["Content-Type"] == "application/json"
    assert by_header.headers["Vary"].startswith("Accept")
    told = json.loads(by_path.body)
    assert told["query"] == "hefei"
    assert told["total"] == len(told["hits"])
    assert told["hits"][0] == {
        "iri": "https://w3id.org/ydkg/id/hefei",
        "page": "/id/hefei",
        "label": "Hefei",
        "labelZh": told["hits"][0]["labelZh"],
        "found": "Hefei",
        "kind": "city",
        "kindZh": "城市",
        "family": "place",
    }
    assert told["hits"][0]["labelZh"].startswith("合肥")


def test_json_tells_no_more_than_a_list_can_show(ask: Ask) -> None:
    """Where many things fit, twelve are told, and how many there are."""
    told = json.loads(ask("/search.json?q=a").body)
    assert len(told["hits"]) == 12
    assert told["total"] > 12


@pytest.mark.parametrize("typed", ["Watertown Living Room", "watertown  LIVING room", "水鄉客廳", "海盐" * 150, ""])
def test_one_name_leads_to_its_page(ask: Ask, typed: str) -> None:
    """A name that only one thing fits leads to it; anything else gets a page."""
    reply = ask(f"/search?q={quote(typed)}")
    if "atertown" in typed or typed == "水鄉客廳":
        assert (reply.status, reply.headers["Location"]) == (303, "/id/watertown-living-room")
        kept = ask(f"/search?q={quote(typed)}&lang=zh")
        assert kept.headers["Location"] == "/id/watertown-living-room?lang=zh"
    else:
        assert reply.status == 200


def test_the_page_lists_things_and_questions(ask: Ask) -> None:
    """A word leads to the things that have it in a name, and to the questions that ask about it."""
    page = ask("/search?q=shanghai").body.decode()
    assert page.index(">Shanghai</bdi>") < page.index(">Shanghai Municipal Government</bdi>")
    assert "/questions/metrics/rankings" in ask("/search?q=edition").body.decode()
    assert "搜索" in ask(f"/search?q={quote('上海')}&lang=zh").body.decode()


def test_nothing_found_is_said(ask: Ask) -> None:
    """Nothing is no error: the page says so and leads to the index, JSON has no hits."""
    page = ask("/search?q=nothing+of+the+kind")
    assert page.status == 200
    assert "Nothing here is called “nothing of the kind”" in page.body.decode()
    assert json.loads(ask("/search.json?q=nothing+of+the+kind").body)["hits"] == []


def test_what_a_question_answers_is_not_called_unmentioned(ask: Ask) -> None:
    """No thing has that name, but a question gathers what the document says of it."""
    body = ask("/search?q=first+in+China", Accept="text/html").body.decode()
    assert 'href="/questions/firsts/first_in_china"' in body
    assert "mentions nothing" not in body


@pytest.mark.parametrize(
    ("typed", "fact"),
    [
        ("7,600", "over 7,600 km"),
        ("7600", "over 7,600 km"),
        ("46441", "46,441"),
        ("under construction", "Watertown Living Room: under construction"),
    ],
)
def test_figures_and_stages_are_found(ask: Ask, typed: str, fact: str) -> None:
    """What a sentence says is found by its words and numbers, with and without commas (user trial)."""
    page = ask(f"/search?q={quote(typed)}").body.decode()
    assert "Nothing here is called" not in page
    assert fact in page[page.index('id="facts"') :]


def test_a_short_word_is_looked_for_whole(ask: Ask) -> None:
    """Two letters within the words of other names are no match (user trial)."""
    assert 'href="/id/huawei"' not in ask("/search?q=AW").body.decode()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "\"'><img src=x>", "{{ 7*7 }}", "\u202eabc"])
def test_what_was_typed_comes_back_as_text(ask: Ask, typed: str) -> None:
    """No text becomes markup, a template, or an error."""
    page = ask(f"/search?q={quote(typed)}")
    assert page.status == 200
    assert b"<script>alert" not in page.body
    assert b"<img" not in page.body
    assert b">49<" not in page.body


def test_things_of_the_document_come_before_those_of_public_pages(ask: Ask) -> None:
    """A newspaper whose name begins with the word stands behind all railways; its whole name still comes first."""
    rows = re.findall("<tr>.*?</tr>", ask("/search?q=railway").body.decode(), re.DOTALL)
    apart = ["By a public page" in row for row in rows]
    assert any(apart)
    assert apart == sorted(apart)
    assert json.loads(ask("/search.json?q=china+railway").body)["hits"][0]["label"] == "China Railway"


def test_what_only_public_pages_speak_of_is_found(ask: Ask) -> None:
    """As one types, on the page, where it is marked, by a name that fits and by one that is misspelled."""
    told = json.loads(ask("/search.json?q=wenzh").body)
    assert [(hit["page"], hit["label"], hit["labelZh"], hit["kind"]) for hit in told["hits"]] == [
        ("/id/wenzhou", "Wenzhou", "温州市", "city")
    ]
    assert ask(f"/search?q={quote('温州市')}").headers["Location"] == "/id/wenzhou"
    body = ask("/search?q=wenzh").body.decode()
    assert body.count("By a public page, not proven to the letter.") == 1
    assert "据公开网页，未逐字核验。" in ask("/search?q=wenzh&lang=zh").body.decode()
    assert 'href="/id/wenzhou"' in ask("/search?q=wenzhuo").body.decode()


@pytest.mark.parametrize(
    ("typed", "thing", "question"),
    [
        ("what did Anhui do", "anhui", ""),
        ("R&D intensity target", "metric-rd-intensity", "metrics/not_actual"),
        ("who is responsible for the demonstration zone", "demonstration-zone", "organizations/who_is_responsible"),
        ("which promises were kept", "", "promises/answers"),
        ("安徽做了什么", "anhui", ""),
        ("哪些铁路开通了", "shanghai-suzhou-huzhou-high-speed-railway", "infrastructure/status_of_lines"),
    ],
)
def test_a_question_in_own_words_leads_on(ask: Ask, typed: str, thing: str, question: str) -> None:
    """Where nothing is called so, things and questions that share its words are offered (user trial)."""
    page = ask(f"/search?q={quote(typed)}").body.decode()
    assert "Nothing here is called" in page
    assert not thing or f'href="/id/{thing}"' in page
    assert not question or f'href="/questions/{question}"' in page
