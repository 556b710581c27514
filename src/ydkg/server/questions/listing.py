"""The lists of all questions and of all checks: as pages, which words narrow, and as files for a spreadsheet."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph import questions as catalogue
from ydkg.language.text import Language, translatable
from ydkg.server.negotiation import language
from ydkg.server.page import Page, PageTable
from ydkg.server.questions.onward import known_questions
from ydkg.server.questions.pages import theme_title
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import render
from ydkg.telling.spreadsheets import Spreadsheet

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.graph.questions import Question
    from ydkg.server.site import Site
    from ydkg.telling.spreadsheets import Cell

# How many letters of a filter are read.
_LONGEST = 200
#: What a file says of each question.
_HEADINGS = (
    translatable("heading"),
    translatable("title"),
    translatable("question"),
    translatable("parameters"),
    translatable("name"),
)
PAGE = Page(
    translatable("Questions"),
    30,
    tables=[
        PageTable(translatable("Questions"), "/questions"),
        PageTable(translatable("Checks"), "/questions/checks"),
    ],
)


class Theme(NamedTuple):
    """A theme: its name in addresses, its title, and its questions."""

    name: str
    title: str
    questions: tuple[Question, ...]


def _chosen(request: Request) -> tuple[list[Question], list[Question], str, bool]:
    """Give all questions or checks, those of them that have the words that were typed, these words, and which it is."""
    typed = request.query_params.get("q", "")[:_LONGEST]
    checks = request.url.path.rpartition("/")[2].startswith("checks")
    every = [each for each in known_questions(site_of(request)) if catalogue.is_check(each.name) == checks]
    return every, [each for each in every if each.speaks_of(typed)], typed, checks


@PAGE.at("/questions/checks")
@PAGE.at("/questions")
def _listing(request: Request) -> Response:
    """Answer with the list of all questions by theme, or of those that have some words; checks apart."""
    every, found, typed, checks = _chosen(request)
    grouped = groupby(found, key=lambda each: each.name.partition("/")[0])
    themes = [Theme(name, theme_title(name, language(request)), tuple(each)) for name, each in grouped]
    numbers = {"total": len(every), "shown": len(found)}
    return render(request, "questions.html.j2", themes=themes, typed=typed, checks=checks, **numbers)


@PAGE.at("/questions/checks.{extension}")
@PAGE.at("/questions.{extension}")
def _sheet(request: Request) -> Response:
    """Answer with the listed questions or checks as a file."""
    lang, extension = language(request), extension_of(request)
    said, (_, found, _, checks) = Language.of(lang), _chosen(request)
    rows: list[list[Cell]] = [
        [
            theme_title(each.name, lang),
            said.choose(each.title, each.title_zh),
            said.choose(each.question, each.question_zh),
            said.listing.join(parameter.label(lang) for parameter in each.parameters),
            each.name,
        ]
        for each in found
    ]
    name, title = ("checks", translatable("Checks")) if checks else ("questions", translatable("Questions"))
    headings = [said.gettext(each) for each in _HEADINGS]
    return sheet_file(request, Spreadsheet(said.gettext(title), headings, rows), name, extension)


@PAGE.lists
async def _listed(_: Site) -> list[str]:
    return [f"/questions/{name}" for name in catalogue.names() if not catalogue.is_check(name)]
