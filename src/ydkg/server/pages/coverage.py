"""Which parts of the documents carry facts: the report that ``ydkg coverage`` writes, and its tables."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.exceptions import HTTPException

from ydkg.errors import Listed, problem, quoted
from ydkg.language.text import translatable
from ydkg.proof.page import style_of
from ydkg.server.negotiation import language
from ydkg.server.page import Page, PageTable
from ydkg.server.paging import turn_of
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import answer, render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.paging import Turn

#: The tables that can be taken away.
_TABLES = {"sentences": translatable("Sentences"), "facts": translatable("Facts and mentions")}
#: What can be asked of it.
_PARAMETERS = ("for", "lang", "page", "table")
PAGE = Page(
    order=60,
    listed=True,
    tables=[PageTable(title, "/coverage", {"table": rows}) for rows, title in _TABLES.items()],
)


@PAGE.at("/coverage")
async def _coverage(request: Request) -> Response:
    """Answer with the page of a document: of several each has its own, in the order of their IRIs."""
    turn, body = await _made(request, "coverage")
    # Its template has escaped it.
    covered = Markup(body.decode())  # noqa: S704 - see above
    return render(request, "coverage.html.j2", covered=covered, tables=_TABLES, turn=turn)


@PAGE.at("/static/coverage.css")
def _style(request: Request) -> Response:
    """Answer with the styles of what the report has in common with this page."""
    return answer(request, style_of("coverage"), "text/css; charset=utf-8")


@PAGE.at("/coverage.{extension}")
async def _file(request: Request) -> Response:
    """Answer with one of the tables of a page as a file for a spreadsheet: the sentences where none is named."""
    extension, rows = extension_of(request), request.query_params.get("table", "sentences")
    if rows not in _TABLES:
        raise HTTPException(404, problem("there is no {name} here: {here}", name=quoted(rows), here=Listed(_TABLES)))
    _, made = await _made(request, "coverage_table", rows=rows)
    # A worker of our own has written it.
    return sheet_file(request, pickle.loads(made), f"coverage-{rows}", extension)  # noqa: S301 - see above


async def _made(request: Request, task: str, **asked: str) -> tuple[Turn, bytes]:
    """Have it made of the document of the page that is asked for; only that of the first is kept: there are many."""
    if unknown := sorted(request.query_params.keys() - set(_PARAMETERS)):
        name, here = quoted(unknown[0]), Listed(_PARAMETERS)
        raise HTTPException(400, problem("there is no parameter {name} here: {here}", name=name, here=here))
    site, turn = site_of(request), turn_of(request)
    documents = sorted((await site.directory()).outlines)
    turn.page = min(turn.page, max(len(documents), 1))
    document, first = next(iter(turn.of(documents, 1)), ""), turn.page == 1
    told: dict[str, Any] = {"lang": language(request), "document": document, **asked}
    return turn, await site.made(task, kept=first, **told)
