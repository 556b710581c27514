"""A page for every thing: ``/id/<slug>`` leads to what tells of it, as a page or as data."""

from __future__ import annotations

import asyncio
import re
from asyncio import to_thread
from typing import TYPE_CHECKING, cast

from starlette.responses import PlainTextResponse, RedirectResponse

from ydkg.graph.names import alike, names_of
from ydkg.server.negotiation import accepted, language
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import answer, render
from ydkg.server.thing.book import book_of
from ydkg.server.thing.page import entity, picture
from ydkg.server.thing.passage import passage, work
from ydkg.server.thing.rdf import MEDIA_TYPES, written
from ydkg.server.thing.record import record
from ydkg.server.thing.shelf import Shelf
from ydkg.server.thing.telling import Telling
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.site import Site

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,199}\Z")
_OFFERS: Mapping[str, str] = {"html": "text/html", **MEDIA_TYPES}
_UTF8 = "; charset=utf-8"
#: How much of an address that is none is read, and how many things it may mean at most.
_LONGEST, _MOST_NEAR = 80, 6
_KEPT_HEADERS = ("content-security-policy", "content-language", "vary")
PAGE = Page()


@PAGE.at("/id/{name:path}")
async def _answered(request: Request) -> Response:
    """Answer what is asked of a thing: where it is told of, or the page, or the data."""
    slug, dot, extension = request.path_params["name"].partition(".")
    site = site_of(request)
    if not _SLUG.match(slug) or not site.table.has(ydr(slug)) or (dot and extension not in _OFFERS):
        return await _missing(request, slug)
    if not dot:
        return _directed(request, slug)
    if extension == "html":
        return await _page(request, slug)
    shelf = shelf_of(site)
    body = shelf.get((slug, extension))
    if body is None:
        # Of a document or register that is much of the graph: other requests are answered meanwhile.
        body = shelf.put((slug, extension), await to_thread(written, site.store, slug, extension))
    headers = {"Vary": "Accept", "Link": _links(slug, extension)}
    return answer(request, body, _OFFERS[extension] + (_UTF8 if extension == "ttl" else ""), headers=headers)


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


async def _page(request: Request, slug: str) -> Response:
    """Answer with the page of a thing, made anew or as it was kept."""
    site, lang = site_of(request), language(request)
    key = (slug, "html", lang, "lang" in request.query_params)
    plain = set(request.query_params) <= {"lang"}
    shelf = shelf_of(site)
    if plain and (body := shelf.get(key)):
        headers = {**shelf.headers[lang], "Link": _links(slug, "html")}
        return answer(request, body, _OFFERS["html"] + _UTF8, headers=headers)
    book = await book_of(site)
    template, context = _told(Telling(book, lang), slug)
    response = render(request, template, 200, **context, formats=_OFFERS)
    response.headers["Link"] = _links(slug, "html")
    if plain and response.status_code == 200:  # noqa: PLR2004 - a page, and not the word that the client has it
        shelf.headers[lang] = {name: response.headers[name] for name in _KEPT_HEADERS}
        shelf.put(key, cast("bytes", response.body))
    return response


def _told(telling: Telling, slug: str) -> tuple[str, dict[str, object]]:
    """Choose the page that suits a thing, and say what it says."""
    kinds = set(telling.book.table.types(ydr(slug)))
    if slug in telling.book.atlas.things:
        return "thing.html.j2", {**entity(telling, slug), "draw": lambda link: picture(telling, slug, link)}
    if YD.Passage in kinds:
        return "passage.html.j2", passage(telling, slug)
    if kinds & {YD.Document, YD.PressRelease, YD.Register}:
        return "document.html.j2", work(telling, slug)
    return "record.html.j2", record(telling, slug)


async def _missing(request: Request, slug: str) -> Response:
    """Say that nothing has this name, and what is spelled like it."""
    if accepted(request.headers.get("accept"), list(_OFFERS.values())) != _OFFERS["html"]:
        return PlainTextResponse("nothing in the graph has this address\n", 404, {"Vary": "Accept"})
    book = await book_of(site_of(request))
    telling = Telling(book, language(request))
    names = await asyncio.to_thread(names_of, book.table, {ydr(each) for each in book.atlas.things})
    near = [name.iri for name in alike(slug[:_LONGEST], names, _MOST_NEAR)]
    return render(request, "thing_missing.html.j2", 404, slug=slug[:200], near=near, telling=telling)


def shelf_of(site: Site) -> Shelf:
    """Give the pages of a site that were made already.

    Parameters
    ----------
    site : Site

    Returns
    -------
    Shelf
    """
    return cast("Shelf", site.kept.setdefault("shelf", Shelf()))


@PAGE.lists
async def _listed(site: Site) -> list[str]:
    return [f"/id/{slug}" for slug in (await site.atlas()).things]
