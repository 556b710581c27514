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
    """Where many things fit, twelve are told, and how many there are; nothing found is no error."""
    told = json.loads(ask("/search.json?q=a").body)
    assert len(told["hits"]) == 12
    assert told["total"] > 12
    assert json.loads(ask("/search.json?q=nothing+of+the+kind").body)["hits"] == []


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
    """As one types, and by a name that fits."""
    told = json.loads(ask("/search.json?q=wenzh").body)
    assert [(hit["page"], hit["label"], hit["labelZh"], hit["kind"]) for hit in told["hits"]] == [
        ("/id/wenzhou", "Wenzhou", "温州市", "city")
    ]
    assert ask(f"/search?q={quote('温州市')}").headers["Location"] == "/id/wenzhou"
