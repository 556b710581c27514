"""Which parts of the documents carry facts: the page that ``ydkg coverage`` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import answer
from ydkg.words.language import Language

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

# It has its styles within, and no program.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
PAGE = Page(order=60, listed=True)


@PAGE.at("/coverage")
async def _coverage(request: Request) -> Response:
    """Answer with the page."""
    lang = language(request)
    body = await site_of(request).made("coverage", lang=lang)
    home = f'<p><a href="/?lang={lang}">← {Language.of(lang).gettext("Home")}</a></p>'
    body = body.replace(b"<main>", f"<main>\n{home}".encode(), 1)
    headers = {"Content-Security-Policy": _POLICY, "Vary": "Accept-Language"}
    return answer(request, body, "text/html; charset=utf-8", headers=headers)
