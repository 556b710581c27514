"""What a client would rather have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from ydkg.errors import NotAcceptableError
from ydkg.server.negotiation import MAX_RANGES, accepted, language
from ydkg.server.sparql.results import ROWS, TRIPLES, chosen

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
