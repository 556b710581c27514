"""What somebody may have meant by an address at which there is nothing: a page, an entity, a question."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph import catalogue
from ydkg.graph.search import alike, fold, names_of
from ydkg.server.negotiation import language
from ydkg.server.site import site_of
from ydkg.server.template import address
from ydkg.vocab import ydr
from ydkg.words.language import Language

if TYPE_CHECKING:
    from starlette.requests import Request

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


class Nearby(NamedTuple):
    """A page that may have been meant: its address, what it is called, and in which language where not the page's."""

    address: str
    name: str


def typed_in(request: Request) -> str:
    """Read the words at the end of an address.

    Parameters
    ----------
    request : Request

    Returns
    -------
    str
        With spaces between them; may be empty.
    """
    last = request.url.path.rstrip("/").rpartition("/")[2]
    return re.sub(r"[-_+]+", " ", last.partition(".")[0])[:_LONGEST].strip()


async def nearby(request: Request) -> list[Nearby]:
    """List what an address may mean.

    Parameters
    ----------
    request : Request

    Returns
    -------
    list of Nearby
        Pages first, then entities by spelling, then questions that have the words; may be empty.
    """
    typed, site, lang = typed_in(request), site_of(request), language(request)
    if not typed:
        return []
    atlas = await site.atlas()
    pages = {page.path: Language.of(lang).gettext(page.name) for page in request.app.state.pages if page.name}
    called = {**{path.strip("/"): path for path in pages}, **_ALSO}
    meant = dict.fromkeys(called[word] for word in get_close_matches(typed.casefold(), called, _MOST, 0.7))
    found = [Nearby(path, pages[path]) for path in meant if path in pages]
    names = site.keep("names", lambda: names_of(site.table, {ydr(slug) for slug in atlas.things}))
    found += [Nearby(address(name.iri), name.text) for name in alike(typed, names, _MOST)]
    words = fold(typed).split()
    found += [
        Nearby(f"/questions/{asked.name}", asked.title_zh if lang == "zh" and asked.title_zh else asked.title)
        for asked in catalogue.questions()
        if not asked.name.startswith("checks/") and all(word in fold(f"{asked.title} {asked.name}") for word in words)
    ]
    return found[:_MOST]
