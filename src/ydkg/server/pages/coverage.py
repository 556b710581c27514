"""Which parts of the documents carry facts: the report that ``ydkg coverage`` writes, and its tables."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from markupsafe import Markup

from ydkg.proof.page import style_of
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.paging import turn_of
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import answer, render
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.paging import Turn
    from ydkg.server.site import Site

#: The tables that can be taken away.
_TABLES = {"sentences": translatable("Sentences"), "facts": translatable("Facts and mentions")}
PAGE = Page(order=60, listed=True)


@PAGE.at("/coverage")
async def _coverage(request: Request) -> Response:
    """Answer with the page of a document: of several each has its own, in the order of their IRIs."""
    turn, document = await _turn(request)
    body = (await _made(site_of(request), "coverage", turn, lang=language(request), document=document)).decode()
    # Its template has escaped it.
    covered = Markup(body)  # noqa: S704 - see above
    return render(request, "coverage.html.j2", covered=covered, tables=_TABLES, turn=turn)


@PAGE.at("/static/coverage.css")
def _style(request: Request) -> Response:
    """Answer with the styles of what the report has in common with this page."""
    return answer(request, style_of("coverage"), "text/css; charset=utf-8")


@PAGE.at("/coverage.{extension}")
async def _file(request: Request) -> Response:
    """Answer with one of the tables of a page as a file for a spreadsheet: the sentences where none is named."""
    extension, lang = extension_of(request), language(request)
    rows = "facts" if request.query_params.get("table") == "facts" else "sentences"
    turn, document = await _turn(request)
    made = await _made(site_of(request), "coverage_table", turn, lang=lang, document=document, rows=rows)
    # A worker of our own has written it.
    return sheet_file(request, pickle.loads(made), f"coverage-{rows}", extension)  # noqa: S301 - see above


async def _turn(request: Request) -> tuple[Turn, str]:
    """Tell which page is asked for, and the document that it is of; empty where there is none."""
    documents, turn = sorted((await site_of(request).directory()).outlines), turn_of(request)
    turn.page = min(turn.page, max(len(documents), 1))
    return turn, next(iter(turn.of(documents, 1)), "")


async def _made(site: Site, task: str, turn: Turn, **asked: str) -> bytes:
    """Have it made; only that of the first document is kept: there are as many as documents."""
    body = await site.made(task, lasting=turn.page == 1, waited=True, **asked)
    if turn.page > 1:
        site.forget(task, **asked)
    return body
