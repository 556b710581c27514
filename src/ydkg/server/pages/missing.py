"""What somebody may have meant by an address at which there is nothing: a page, an entity, a question."""

from __future__ import annotations

import re
from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ydkg.errors import YdkgError
from ydkg.graph.names import alike, fold, label
from ydkg.language.text import Language
from ydkg.server.beside import beside
from ydkg.server.failure import Nearby, failed
from ydkg.server.negotiation import language
from ydkg.server.pages.search import said_of
from ydkg.server.site import site_of
from ydkg.server.template import address
from ydkg.server.thing.apart import spellings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.directory import Directory

_LONGEST, _MOST = 80, 6
#: Words by which pages are looked for that are called otherwise.
_ALSO = {
    "api": "/workbench",
    "board": "/milestones",
    "data": "/download",
    "entities": "/things",
    "graph": "/explorer",
    "map": "/explorer",
    "network": "/explorer",
    "query": "/workbench",
    "timeline": "/milestones",
}


async def missing(request: Request, error: Exception) -> Response:
    """Answer that there is nothing at an address: with a search box, and with what may have been meant."""
    last, near = request.url.path.rstrip("/").rpartition("/")[2], list[Nearby]()
    typed = re.sub(r"[-_+]+", " ", last.partition(".")[0])[:_LONGEST].strip()
    if typed and "text/html" in request.headers.get("accept", ""):
        with suppress(YdkgError):  # a page can do without
            near = await beside(request, _nearby, request, await site_of(request).directory(), typed)
    return await failed(request, error, typed, near)


def _nearby(request: Request, directory: Directory, typed: str) -> list[Nearby]:
    """List what an address may mean: pages, then entities by spelling, then questions that have the words."""
    site, lang = site_of(request), language(request)
    said = Language.of(lang)
    pages = {page.path: said.gettext(page.name) for page in request.app.state.pages if page.name}
    called = {**{path.strip("/"): path for path in pages}, **_ALSO}
    meant = dict.fromkeys(called[word] for word in get_close_matches(typed.casefold(), called, _MOST, 0.7))
    found = [Nearby(path, pages[path]) for path in meant if path in pages]
    near = alike(typed, spellings(site, directory), _MOST)
    found += [Nearby(address(name.iri), label(site.whole, name.iri, lang) or name.text) for name in near]
    words = fold(typed).split()
    found += [
        Nearby(f"/questions/{asked.name}", said.choose(asked.title, asked.title_zh))
        for asked, _ in said_of(site)
        if all(word in fold(f"{asked.title} {asked.name}") for word in words)
    ]
    return found[:_MOST]
