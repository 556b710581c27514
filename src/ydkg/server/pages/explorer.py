"""The explorer's page as the server gives it: made once by a worker, with its own policy as a header too."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from ydkg.errors import OutputError, problem
from ydkg.language.text import translatable
from ydkg.server.beside import beside
from ydkg.server.directory import AROUND
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.site import Site

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
PAGE = Page(translatable("Network"), 40)


@PAGE.at("/explorer")
async def _explorer(request: Request) -> Response:
    """Answer with the page; while it is being made, the request waits.

    Of a large graph it shows the most connected things, or a thing with the most connected around it (``focus``).
    """
    site, focus = site_of(request), request.query_params.get("focus", "")
    directory = await site.directory()
    if directory.is_large and focus in directory.entries:
        page = await site.explorer(await _things(site, request, focus), focus)
    else:
        page = await site.explorer(directory.overview)
    # Its policy stands before the data and the program; only a header can say that pages of others may embed it.
    start = page[:8192].decode(errors="ignore")
    found = _POLICY.search(start)
    if not found:
        raise OutputError(problem("the explorer's page says no policy; it cannot be served"), start[:80])
    headers = {"Content-Security-Policy": f"{html.unescape(found[1])}; frame-ancestors *"}
    return await beside(request, answer, request, page, "text/html; charset=utf-8", headers=headers)


async def _things(site: Site, asker: Request, focus: str) -> Sequence[str]:
    """Choose a thing and the most connected around it."""
    lookup, directory = await site.lookup(), await site.directory()
    near = directory.foremost(await beside(asker, lookup.neighbours, focus), AROUND)
    return directory.pictured([focus, *near], AROUND)
