"""What a client would rather have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from ydkg.errors import NotAcceptableError
from ydkg.server.negotiation import MAX_RANGES, accepted, language
from ydkg.server.sparql.answer import ROWS, TRIPLES, chosen

if TYPE_CHECKING:
    from conftest import Ask

OFFERS = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("  ", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("text/html;charset=utf-8", "text/html"),
        ("text/html ; level=1 ; q=0.4, application/ld+json;q=0.5", "application/ld+json"),
        ("text/*;q=0.4, application/*;q=0.3", "text/turtle"),
        ("text/*, text/turtle;q=0.1", "text/html"),
        ("*/*, text/turtle;q=0", "application/ld+json"),
        ("*/*;q=0.1, text/html;q=0.1", "text/turtle"),
        ("text/turtle;q=0.999, text/html;q=1.000", "text/html"),
        ("text/turtle;Q=0.2,text/html;Q=0.3", "text/html"),
        ("image/png, */*;q=0.01", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("*/*;q=0", None),
        ("*/*;q=0.000, text/html;q=0.001", "text/html"),
        (",,,", None),
        ("nonsense", None),
    ],
)
def test_the_best_liked_offer_is_chosen(header: str | None, chosen: str | None) -> None:
    """Qualities decide, then how specific a range is, then the server's own order."""
    assert accepted(header, OFFERS) == chosen


def test_a_long_header_is_read_in_part() -> None:
    """Nobody can make the server read ranges without end."""
    assert accepted("a/b," * MAX_RANGES + "text/html", OFFERS) is None
    assert accepted("a/b," * (MAX_RANGES - 1) + "text/html", OFFERS) == "text/html"


@given(st.text())
def test_any_header_is_read(header: str) -> None:
    """Whatever stands in it, a header gives one of the offers or none."""
    assert accepted(header, OFFERS) in {*OFFERS, None}


@pytest.mark.parametrize(
    ("query", "header", "chosen"),
    [
        ("", "", "en"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("", "fr, de;q=0.5", "en"),
        ("", "zh;q=0", "en"),
        ("lang=zh", "en", "zh"),
        ("lang=EN", "zh", "en"),
        ("lang=zh-hans", "en", "zh"),
        ("lang=fr", "zh", "zh"),
    ],
)
def test_the_language_is_the_address_s_or_the_browser_s(query: str, header: str, chosen: str) -> None:
    """A choice in the address goes before what the browser says."""
    scope = {
        "type": "http",
        "query_string": query.encode(),
        "headers": [(b"accept-language", header.encode())] if header else [],
    }
    assert language(Request(scope)) == chosen


def test_every_format_can_be_had() -> None:
    """Each media type of the tables is chosen by its own name."""
    assert [chosen(name, triples=False) for name in ROWS] == list(ROWS)
    assert [chosen(name, triples=True) for name in TRIPLES] == list(TRIPLES)


def test_a_format_of_the_other_kind_is_refused() -> None:
    """There are no rows in Turtle, and format= counts before Accept."""
    with pytest.raises(NotAcceptableError, match="text/turtle, application/n-triples"):
        chosen("text/csv", triples=True)
    with pytest.raises(NotAcceptableError, match="format=csv"):
        chosen("text/turtle", "csv", triples=True)
    assert chosen("text/turtle", "xml", triples=True) == "application/rdf+xml"
    assert chosen("text/turtle", "else", triples=True) == "text/turtle"


@pytest.mark.parametrize(
    "path",
    [
        "/id/hefei.html",
        "/id/release-20241204.written.json",
        "/things",
        "/metrics",
        "/milestones",
        "/questions/people/all_posts",
    ],
)
def test_a_page_past_the_last_is_none(ask: Ask, path: str) -> None:
    """Where a list has ended nothing is told, and not told that there is nothing."""
    assert ask(f"{path}?page=1").status == 200
    past = ask(f"{path}?page=9999")
    assert past.status == 404
    assert past.line.startswith("there is no page 9999 here; the last is ")


@pytest.mark.parametrize(
    ("path", "leads"),
    [("/id/hefei", "/id/hefei.jsonld"), ("/ontology", "/ontology.jsonld"), ("/graph/names", "/graph/names.jsonld")],
)
def test_who_asks_for_json_gets_linked_data(ask: Ask, path: str, leads: str) -> None:
    """JSON-LD is JSON; what is liked better goes before it."""
    found = ask(path, Accept="application/json")
    assert (found.headers["Location"] or found.headers["Content-Location"]) == leads
    better = ask(path, Accept="application/json;q=0.5, text/turtle")
    assert (better.headers["Location"] or better.headers["Content-Location"]) == leads.replace("jsonld", "ttl")


@pytest.mark.parametrize(
    ("coding", "packing"),
    [("*;q=0, gzip", "gzip"), ("*, gzip;q=0", None), ("*;q=0.5", "gzip"), ("br;q=1, *;q=0", None)],
)
def test_a_coding_by_name_goes_before_the_star(ask: Ask, coding: str, packing: str | None) -> None:
    """What a client says of gzip counts, and what it says of every coding only where it says nothing of gzip."""
    found = ask("/static/site.css", Accept_Encoding=coding)
    assert found.headers["Content-Encoding"] == packing


def test_the_page_of_downloads_may_be_kept(ask: Ask) -> None:
    """It says the size of a file once that was asked for, and is no other answer each time."""
    before = [ask("/download", Accept="text/html") for _ in range(3)][-1]
    assert "no-store" not in before.headers["Cache-Control"]
    size = len(ask("/download/ntriples.nt").body)
    after = ask("/download", Accept="text/html")
    assert f"{size / 1_000_000:.1f} MB" in after.text or f"{size // 1000:,} kB" in after.text, size
