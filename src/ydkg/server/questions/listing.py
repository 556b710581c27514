"""The lists of all questions and of all checks: as pages, which words narrow, and as files for a spreadsheet."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph import catalogue
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.questions.pages import known_questions
from ydkg.server.questions.themes import theme_title
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import render
from ydkg.telling.spreadsheet import Spreadsheet
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.graph.catalogue import Question
    from ydkg.server.site import Site
    from ydkg.telling.spreadsheet import Cell

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
PAGE = Page(translatable("Questions"), 30)


class Theme(NamedTuple):
    """A theme: its name in addresses, its title, and its questions."""

    name: str
    title: str
    questions: tuple[Question, ...]


@PAGE.at("/questions")
def _index(request: Request) -> Response:
    """Answer with the list of all questions by theme, or of those that have some words; checks apart."""
    return _listing(request, checks=False)


@PAGE.at("/questions/checks")
def _checks(request: Request) -> Response:
    """Answer with the list of checks."""
    return _listing(request, checks=True)


@PAGE.at("/questions.{extension}")
def _index_file(request: Request) -> Response:
    """Answer with the listed questions as a file."""
    return _sheet(request, checks=False)


@PAGE.at("/questions/checks.{extension}")
def _checks_file(request: Request) -> Response:
    """Answer with the listed checks as a file."""
    return _sheet(request, checks=True)


def _chosen(request: Request, *, checks: bool) -> tuple[list[Question], list[Question], str]:
    """Give all questions or checks, those of them that have the words that were typed, and these words."""
    typed = request.query_params.get("q", "")[:_LONGEST]
    every = [each for each in known_questions(site_of(request)) if catalogue.is_check(each.name) == checks]
    return every, [each for each in every if each.speaks_of(typed)], typed


def _listing(request: Request, *, checks: bool) -> Response:
    every, found, typed = _chosen(request, checks=checks)
    grouped = groupby(found, key=lambda each: each.name.partition("/")[0])
    themes = [Theme(name, theme_title(name, language(request)), tuple(each)) for name, each in grouped]
    numbers = {"total": len(every), "shown": len(found)}
    return render(request, "questions.html.j2", themes=themes, typed=typed, checks=checks, **numbers)


def _sheet(request: Request, *, checks: bool) -> Response:
    lang, extension = language(request), extension_of(request)
    said = Language.of(lang)
    rows: list[list[Cell]] = [
        [
            theme_title(each.name.partition("/")[0], lang),
            said.choose(each.title, each.title_zh),
            said.choose(each.question, each.question_zh),
            said.listing.join(parameter.label(lang) for parameter in each.parameters),
            each.name,
        ]
        for each in _chosen(request, checks=checks)[1]
    ]
    name = "checks" if checks else "questions"
    title = said.gettext(translatable("Checks") if checks else translatable("Questions"))
    return sheet_file(request, Spreadsheet(title, [said.gettext(each) for each in _HEADINGS], rows), name, extension)


@PAGE.lists
async def _listed(_: Site) -> list[str]:
    return [f"/questions/{name}" for name in catalogue.names() if not catalogue.is_check(name)]
