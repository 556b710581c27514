"""Which parts of the documents carry facts: the page that ``ydkg coverage`` writes, and its tables."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from markupsafe import Markup

from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.paging import turn_of
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import answer
from ydkg.telling.spreadsheet import has_xlsx
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.paging import Turn
    from ydkg.server.site import Site

# It has its styles within, and no program.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
#: The tables that can be taken away.
_TABLES = {"sentences": translatable("Sentences"), "facts": translatable("Facts and mentions")}
PAGE = Page(order=60, listed=True)


@PAGE.at("/coverage")
async def _coverage(request: Request) -> Response:
    """Answer with the page of a document: of several each has its own, in the order of their IRIs."""
    site, lang = site_of(request), language(request)
    turn, document = await _turn(request)
    body = await _made(site, "coverage", turn, lang=lang, document=document)
    body = body.replace(b"<main>", f"<main>\n{_ways(turn, lang)}{_turning(turn, lang)}".encode(), 1)
    headers = {"Content-Security-Policy": _POLICY, "Vary": "Accept-Language"}
    return answer(request, body, "text/html; charset=utf-8", headers=headers)


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


def _ways(turn: Turn, lang: str) -> Markup:
    """Write the line above the page: home, and its tables as files."""
    words = Language.of(lang)
    parts = [Markup('<a href="/?lang={}">← {}</a>').format(lang, words.gettext("Home"))]
    files = {**({"xlsx": "Excel"} if has_xlsx() else {}), "csv": "CSV"}
    for table, title in _TABLES.items():
        address = f"table={table}&page={turn.page}&lang={lang}"
        links = [
            Markup('<a href="/coverage.{}?{}" download>{}</a>').format(extension, address, name)
            for extension, name in files.items()
        ]
        parts.append(Markup("{}{}{}").format(words.gettext(title), words.colon, Markup(" ").join(links)))
    return Markup("<p>{}</p>").format(Markup(" · ").join(parts))


def _turning(turn: Turn, lang: str) -> str:
    """Lead to the pages before and after; nothing where there is one."""
    if turn.pages == 1:
        return ""
    say = Language.of(lang).gettext

    def led(page: int, words: str, rel: str) -> str:
        known = 1 <= page <= turn.pages
        return f' <a rel="{rel}" href="/coverage?page={page}&amp;lang={lang}">{words}</a>' if known else ""

    back, on = (
        led(turn.page - 1, f"← {say('Previous page')}", "prev"),
        led(turn.page + 1, f"{say('Next page')} →", "next"),
    )
    here = say("page {n} of {m}", n=str(turn.page), m=str(turn.pages))
    return f'\n<nav aria-label="{say("Pages")}"><p>{here}{back}{on}</p></nav>'
