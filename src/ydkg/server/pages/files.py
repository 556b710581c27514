"""Small files that browsers and crawlers ask for: what is shared with the explorer, the map of the site, search."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from starlette.responses import RedirectResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from ydkg.page import shared
from ydkg.server.negotiation import origin
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import answer

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send
# The longest short name that OpenSearch 1.1 allows.
_SHORT = 16
PAGE = Page()


class Static(StaticFiles):
    """Files that a browser asks about each time, so that a page never gets those of another version."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file, or with the word that the client has it."""
        response = await self.get_response(self.get_path(scope), scope)
        response.headers["Cache-Control"] = "no-cache"
        await response(scope, receive, send)


@PAGE.at("/static/tokens.css")
async def _tokens(request: Request) -> Response:
    """Answer with colours, fonts and what the explorer has too, which all pages share."""
    return answer(request, shared("tokens.css") + shared("parts.css"), "text/css; charset=utf-8")


@PAGE.at("/favicon.ico")
async def _icon(_: Request) -> Response:
    """Lead browsers that ask for the icon by its old name to it."""
    return RedirectResponse("/static/icon.svg", 308)


@PAGE.at("/robots.txt")
async def _robots(request: Request) -> Response:
    """Tell crawlers that all pages are theirs, but not the endpoint and answers without end."""
    lines = ("User-agent: *", "Disallow: /sparql", "Disallow: /workbench?", "Disallow: /search", "Allow: /")
    return answer(request, "\n".join((*lines, "", f"Sitemap: {origin(request)}/sitemap.xml", "")), "text/plain")


@PAGE.at("/sitemap.xml")
async def _sitemap(request: Request) -> Response:
    """List the addresses of all pages for crawlers."""
    paths = [path for page in request.app.state.pages for path in await page.addresses(site_of(request))]
    base = origin(request)
    listed = "\n".join(f"  <url><loc>{escape(base + path)}</loc></url>" for path in paths)
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}\n</urlset>\n'
    return answer(request, body, "application/xml")


@PAGE.at("/opensearch.xml")
async def _opensearch(request: Request) -> Response:
    """Tell browsers how to search here."""
    about = site_of(request).about
    body = f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{escape(about.short.en[:_SHORT])}</ShortName>
  <Description>Names of things in the graph of {escape(about.title.en)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template="{escape(origin(request))}/search?q={{searchTerms}}"/>
</OpenSearchDescription>
"""
    return answer(request, body, "application/opensearchdescription+xml")


_STATIC = Static(directory=str(files("ydkg.server") / "static"))
# Modules that all pages share, and the one of the explorer that proves a copy of a document.
_STATIC.all_directories += [str(files("ydkg") / "static"), str(files("ydkg.explorer") / "static")]
PAGE.routes.append(Mount("/static", _STATIC, name="static"))
