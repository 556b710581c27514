"""A page for every thing: ``/id/<slug>`` leads to what tells of it, as a page or as data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, RedirectResponse

from ydkg.graph.search import alike, names_of
from ydkg.server.beside import beside
from ydkg.server.negotiation import accepted, language
from ydkg.server.page import Page
from ydkg.server.questions.onward import onward
from ydkg.server.site import site_of
from ydkg.server.template import answer, render
from ydkg.server.thing.apart import things_apart
from ydkg.server.thing.book import book_of
from ydkg.server.thing.described import signposts
from ydkg.server.thing.facts import judgements_of
from ydkg.server.thing.page import entity, picture
from ydkg.server.thing.passage import passage, work
from ydkg.server.thing.rdf import MEDIA_TYPES, written
from ydkg.server.thing.record import record
from ydkg.server.thing.telling import Telling
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.questions.onward import Onward
    from ydkg.server.site import Site
    from ydkg.server.thing.book import Book

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,199}\Z")
_OFFERS: Mapping[str, str] = {"html": "text/html", **MEDIA_TYPES}
#: How much of an address that is none is read, and how many things it may mean at most.
_LONGEST, _MOST_NEAR = 80, 6
PAGE = Page()


@PAGE.at("/id/{name:path}")
async def _answered(request: Request) -> Response:
    """Answer what is asked of a thing: where it is told of, or the page, or the data."""
    slug, dot, extension = request.path_params["name"].partition(".")
    site = site_of(request)
    if not _SLUG.match(slug) or not site.whole.has(ydr(slug)) or (dot and extension not in _OFFERS):
        return await _missing(request, slug)
    if not dot:
        return _directed(request, slug)
    if extension == "html":
        # What only public pages and judgements speak of is told with them.
        book = await book_of(site, apart=not site.table.has(ydr(slug)))
        whole = await book_of(site, apart=True) if judgements_of(site.whole, ydr(slug)) else book
        asked = await onward(site, ydr(slug)) if slug in book.atlas.things else ()
        return await beside(request, _page, request, slug, book, whole, asked)
    headers = {"Vary": "Accept", "Link": _links(slug, extension)}
    media_type = _OFFERS[extension] + ("; charset=utf-8" if extension == "ttl" else "")
    # Of a document or register that is much of the graph.
    body = await beside(request, written, site.store, slug, extension)
    return await beside(request, answer, request, body, media_type, headers=headers)


def _directed(request: Request, slug: str) -> Response:
    """Lead from a thing, which no server can send, to what tells of it in the format that the client likes best."""
    chosen = accepted(request.headers.get("accept"), list(_OFFERS.values()))
    headers = {"Vary": "Accept", "Link": _links(slug)}
    if chosen is None:
        offered = ", ".join(_OFFERS.values())
        return PlainTextResponse(f"/id/{slug} is told of as {offered}: accept one of these\n", 406, headers)
    extension = next(each for each, media_type in _OFFERS.items() if media_type == chosen)
    kept = f"?lang={language(request)}" if extension == "html" and "lang" in request.query_params else ""
    return RedirectResponse(f"/id/{slug}.{extension}{kept}", 303, headers)


def _links(slug: str, extension: str = "") -> str:
    """Say how the document, or with no extension the thing, is related to the other documents of the thing."""
    others = [
        f'</id/{slug}.{each}>; rel="{"alternate" if extension else "describedby"}"; type="{media_type}"'
        for each, media_type in _OFFERS.items()
        if each != extension
    ]
    own = [f'<{ydr(slug)}>; rel="describes"', f'<{ydr(slug)}>; rel="canonical"'] if extension else []
    return ", ".join([*own, *others])


def _page(request: Request, slug: str, book: Book, whole: Book, asked: Sequence[Onward]) -> Response:
    """Write the page of a thing, with the questions that can be asked of it."""
    lang = language(request)
    template, context = _told(Telling(book, lang), slug, Telling(whole, lang))
    response = render(request, template, 200, **context, formats=_OFFERS, asked=asked)
    links = _links(slug, "html")
    if thing := book.atlas.things.get(slug):
        links = f"{signposts(book, thing)}, {links}"
    response.headers["Link"] = links
    return response


def _told(telling: Telling, slug: str, whole: Telling) -> tuple[str, dict[str, object]]:
    """Choose the page that suits a thing, and say what it says."""
    kinds = set(telling.book.table.types(ydr(slug)))
    if slug in telling.book.atlas.things:
        return "thing.html.j2", {**entity(telling, slug), "draw": lambda link: picture(telling, slug, link)}
    if YD.Passage in kinds and YD.Citation not in kinds:
        return "passage.html.j2", passage(telling, slug)
    if kinds & {YD.Document, YD.PressRelease, YD.Register}:
        return "document.html.j2", work(telling, slug)
    return "record.html.j2", record(telling, slug, whole)


async def _missing(request: Request, slug: str) -> Response:
    """Say that nothing has this name, and what is spelled like it."""
    if accepted(request.headers.get("accept"), list(_OFFERS.values())) != _OFFERS["html"]:
        return PlainTextResponse("nothing in the graph has this address\n", 404, {"Vary": "Accept"})
    return await beside(request, _missing_page, request, slug, await book_of(site_of(request)))


def _missing_page(request: Request, slug: str, book: Book) -> Response:
    telling, names = Telling(book, language(request)), names_of(book.table, {ydr(each) for each in book.atlas.things})
    near = [name.iri for name in alike(slug[:_LONGEST], names, _MOST_NEAR)]
    return render(request, "thing_missing.html.j2", 404, slug=slug[:200], near=near, telling=telling)


@PAGE.lists
async def _listed(site: Site) -> list[str]:
    return [f"/id/{slug}" for slug in (*(await site.atlas()).things, *things_apart(site))]
