"""A site below a path of another: behind a proxy that keeps the path, and behind one that takes it off and says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from conftest import Ask, Launch, Running

PAGES = (
    *("/", "/things", "/metrics", "/milestones", "/questions", "/workbench", "/download", "/ontology"),
    "/id/gu-jun.html",
)
_LINKS = re.compile(r'\s(?:href|src|action)="([^"#]+)')


@pytest.fixture(scope="module")
def below(launch: Launch) -> Iterator[Running]:
    """A server that believes its proxy, which asks from this machine's second address too."""
    with launch("--proxy", "127.0.0.1") as server:
        yield server


def test_every_link_leads_below_the_prefix(below: Running) -> None:
    """What pages link stays below the prefix that a proxy names, which takes it off requests."""
    prefix, headers = "/other", {"X_Forwarded_Prefix": "/other", "Accept": "text/html"}
    seen: set[str] = set()
    for page in PAGES:
        status, _, body = below.ask(page, **headers)
        assert status == 200, page
        seen |= {urljoin(prefix + page, link.replace("&amp;", "&")) for link in _LINKS.findall(body.decode())}
    own = sorted(link for link in seen if not urlsplit(link).netloc)
    assert len(own) > 100
    assert [link for link in own if not link.startswith(f"{prefix}/")] == []
    followed = [link for link in own if "/download/" not in link]  # exports take long to make, and are tested elsewhere
    for link in followed[:: len(followed) // 30]:
        status, *_ = below.ask(link.removeprefix(prefix), **headers)
        assert status in {200, 303, 308}, link


def test_redirects_and_absolute_addresses_have_the_prefix(below: Running) -> None:
    """Where a redirect leads, what a header links, and what the site map lists is below the prefix."""
    named = {"X_Forwarded_Prefix": "/graphs/delta/"}
    _, headers, _ = below.ask("/favicon.ico", **named)
    assert headers["location"] == "/graphs/delta/static/icon.svg"
    _, headers, _ = below.ask("/id/shanghai", Accept="text/turtle", **named)
    assert "</graphs/delta/id/shanghai" in headers["link"]
    _, _, body = below.ask("/sitemap.xml", **named)
    assert set(re.findall(rb"<loc>http://localhost(/graphs/delta)?/", body)) == {b"/graphs/delta"}


@pytest.mark.parametrize("wrong", ["//elsewhere.example", "/a/../b", '/"><script>', "elsewhere"])
def test_a_prefix_that_is_no_path_is_not_taken(below: Running, wrong: str) -> None:
    """What a proxy says is taken only where it is a plain path."""
    _, _, body = below.ask("/", X_Forwarded_Prefix=wrong)
    assert b'href="/things"' in body
    assert wrong.encode() not in body


@pytest.mark.parametrize("page", ["/things", "/id/gu-jun.html", "/ontology"])
def test_a_page_of_another_prefix_is_another(below: Running, page: str) -> None:
    """Who has a page from before its proxy named the prefix, or named this one, is sent the one whose links lead on."""
    _, headers, _ = below.ask(page, X_Forwarded_Prefix="/other", Accept="text/html")
    assert below.ask(page, X_Forwarded_Prefix="/another", Accept="text/html", If_None_Match=headers["etag"])[0] == 200


def test_a_large_page_leaves_in_pieces(below: Running) -> None:
    """Below a prefix, too, others are answered between two pieces of a page that is packed as it goes."""
    status, headers, _ = below.ask(
        "/explorer", X_Forwarded_Prefix="/graphs/delta", Accept="text/html", Accept_Encoding="gzip"
    )
    assert (status, headers["content-encoding"], headers["transfer-encoding"]) == (200, "gzip", "chunked")


def test_a_stranger_names_no_prefix(ask: Ask) -> None:
    """Who is no proxy of ours cannot say where the site lies."""
    assert b'href="/things"' in ask("/", X_Forwarded_Prefix="/other").body


def test_the_workbench_works_below_a_prefix(below: Running, browser: Browser) -> None:
    """Search, completion, the query and its names find their way."""
    page = browser.new_page(extra_http_headers={"X-Forwarded-Prefix": "/graphs/delta"})
    # What a proxy does: it takes the prefix off.
    page.route("**/graphs/delta/**", lambda route: route.continue_(url=route.request.url.replace("/graphs/delta", "")))
    page.goto(f"{below.address}/graphs/delta/workbench?query=SELECT+*+%7B+ydr:shanghai+?p+?o+%7D+LIMIT+3")
    expect(page.locator("table tbody tr")).to_have_count(3)
    page.get_by_role("combobox").first.fill("Gu Jun")
    page.get_by_role("option", name=re.compile("Gu Jun")).first.click()
    expect(page).to_have_url(re.compile("/graphs/delta/id/gu-jun"))
    page.close()
