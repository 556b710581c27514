"""Pages of the named questions: for each its form, its answer, its SPARQL and its files."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ydkg.errors import Listed, ParameterError, ResultLimitError, YdkgError, problem, quoted
from ydkg.graph import questions as catalogue
from ydkg.graph.guard import guard
from ydkg.graph.questions import check_names, terms
from ydkg.graph.sparql import bind
from ydkg.language.text import Language, translatable
from ydkg.server.beside import beside
from ydkg.server.negotiation import client_of, language
from ydkg.server.page import Page
from ydkg.server.paging import ANSWER_ROWS, turn_of
from ydkg.server.questions.cells import answer_table
from ydkg.server.questions.charts import charts
from ydkg.server.questions.controls import controls, fault_of, things
from ydkg.server.questions.onward import known_questions
from ydkg.server.site import site_of
from ydkg.server.sparql.answer import ROW_FILES
from ydkg.server.sparql.protocol import QUERY
from ydkg.server.spreadsheets import is_for_people, sheet_file
from ydkg.server.template import render
from ydkg.telling.answers import answer_sheet
from ydkg.telling.nearest import Call, near_calls
from ydkg.vocab import PREFIXES, compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Literal, NamedNode
    from starlette.requests import Request

    from ydkg.graph.questions import Question
    from ydkg.server.site import Site
    from ydkg.server.workers import Done

# How many bytes an answer has at most that is kept.
_KEPT = 256 * 1024
# What an address says besides the parameters of its question.
_APART = frozenset(("for", "lang", "page"))
#: Folder of some questions -> what their theme is called.
_THEMES = {
    "checks": translatable("Checks"),
    "events": translatable("Events"),
    "firsts": translatable("Firsts"),
    "infrastructure": translatable("Infrastructure"),
    "initiatives": translatable("Initiatives"),
    "instruments": translatable("Policy documents"),
    "lacking": translatable("What is not said"),
    "metrics": translatable("Metrics"),
    "names": translatable("Names"),
    "organizations": translatable("Organisations"),
    "people": translatable("People"),
    "places": translatable("Places"),
    "progress": translatable("Progress"),
    "promises": translatable("Promises"),
    "claims": translatable("Claims side by side"),
    "sources": translatable("Sources"),
    "topics": translatable("Focus areas"),
}
PAGE = Page()


@PAGE.at("/questions/{theme}/{name}")
async def _question(request: Request) -> Response:
    """Answer with a question's page, or with one of its files where the address has an extension."""
    site = site_of(request)
    name, _, extension = str(request.path_params["name"]).partition(".")
    called = f"{request.path_params['theme']}/{name}"
    asked = next((each for each in known_questions(site) if each.name == called), None)
    if asked is None:
        catalogue.question(called)  # says which are spelled alike
        raise HTTPException(404, problem("no question is called {name}", name=quoted(called)))
    given = {key: value for key, value in request.query_params.items() if key not in _APART and value.strip()}
    if extension == "rq":
        return _file(asked.text.encode(), f"{QUERY}; charset=utf-8", f"{name}.rq")
    if not extension:
        answered: Done | YdkgError
        try:
            answered = await _ask(request, site, asked, given, "json", page=turn_of(request).page)
        except (ParameterError, LookupError) as error:
            if not isinstance(error, YdkgError):
                raise
            answered = error
        # What each parameter can stand for, where that is so little that it fits a menu.
        taking = () if (await site.directory()).is_large else (each for each in asked.parameters if each.type == "iri")
        menus = {each.name: await things(site, asked, each) for each in taking}
        nearest = await _nearest(request, site, asked, given, answered)
        return await beside(request, partial(_written, nearest=nearest), request, asked, given, menus, answered)
    return await _rows_file(request, asked, given, extension)


async def _nearest(
    request: Request, site: Site, asked: Question, given: Mapping[str, str], answered: Done | YdkgError
) -> Call | None:
    """Find a call that has an answer where this one has none."""
    if isinstance(answered, YdkgError) or answered.header["rows"] or asked.severity:
        return None
    call = Call(asked, terms(site.store, asked, given))
    with suppress(YdkgError):  # the page can do without
        for near in near_calls(site.table, call, known_questions(site)):
            done = await _ask(request, site, near.question, near.parameters, "json")
            if done.header["rows"]:
                return near
    return None


async def _rows_file(request: Request, asked: Question, given: Mapping[str, str], extension: str) -> Response:
    """Answer with the rows as a file."""
    site, name = site_of(request), asked.name.rpartition("/")[2]
    for_people = is_for_people(request, extension)
    if extension not in ROW_FILES and not for_people:
        here = Listed(f".{each}" for each in (*ROW_FILES, "xlsx", "rq"))
        said = problem("{name} has no .{extension}; it has {here}", name=asked.name, extension=extension, here=here)
        raise HTTPException(404, said)
    try:
        turn = turn_of(request)
        page = turn.page if "page" in request.query_params else 0
        done = await _ask(request, site, asked, given, "json" if for_people else extension, page=page)
    except (ParameterError, LookupError) as error:
        raise HTTPException(400, problem("{error}", error=error)) from error
    except ResultLimitError as error:
        said = problem(
            "{error}; or page by page, as {address} has it",
            error=error,
            address=f"/questions/{asked.name}.{extension}?page=1",
        )
        raise HTTPException(413, said) from error
    if done.header["cut"]:
        turn.count(done.header["rows"], ANSWER_ROWS)
        turn.check()
    if for_people:
        return await beside(request, _sheet, request, asked, given, done, extension)
    return _file(done.body, ROW_FILES[extension].media_type, f"{name}.{extension}")


def _sheet(request: Request, asked: Question, given: Mapping[str, str], done: Done, extension: str) -> Response:
    """Give an answer as a spreadsheet has it."""
    site = site_of(request)
    bindings = json.loads(done.body)["results"]["bindings"]
    rows = [{key: term["value"] for key, term in binding.items()} for binding in bindings]
    iris = [term.value for term in terms(site.store, asked, given).values()]
    sheet = answer_sheet(site.whole, asked, rows, language(request), iris, outlines=site.outlines)
    return sheet_file(request, sheet, asked.name.rpartition("/")[2], extension)


def _written(
    request: Request,
    asked: Question,
    given: Mapping[str, str],
    menus: Mapping[str, Sequence[str]],
    answered: Done | YdkgError,
    *,
    nearest: Call | None,
) -> Response:
    """Write the page of a question: its form, and its answer or what is wrong with what was given."""
    site, lang, turn = site_of(request), language(request), turn_of(request)
    theme = asked.name.partition("/")[0]
    fault, answer = None, dict[str, Any]()
    if isinstance(answered, YdkgError):
        fault = fault_of(site, asked, answered, lang)
    else:
        values = terms(site.store, asked, given)
        rows = json.loads(answered.body)["results"]["bindings"]
        names = [column.name for column in asked.columns]
        named = {name: term.value for name, term in values.items() if term.value.startswith(PREFIXES["ydr"])}
        text, total, cut = query_of(asked, values, lang), answered.header["rows"], answered.header["cut"]
        if cut:
            turn.count(total, ANSWER_ROWS)
        shown = rows if cut else turn.of(rows, ANSWER_ROWS)
        turn.check()
        put = {name: compact(term.value) if name in named else term.value for name, term in values.items()}
        answer = {
            "table": answer_table(site, asked.columns, shown, lang, named),
            "total": total,
            "charts": () if cut else charts(site, names, rows, named, lang),
            "text": text,
            "values": put,
            "filed": {**put, "page": turn.page if cut else None},
            "seconds": answered.seconds,
        }
    return render(
        request,
        "question.html.j2",
        400 if fault and given else 200,
        asked=asked,
        given=given,
        controls=controls(site, asked, given, menus, lang=lang, fault=fault),
        fault=fault,
        theme=theme_title(theme, lang),
        siblings=[
            each for each in known_questions(site) if each.name.partition("/")[0] == theme and each.name != asked.name
        ],
        files=tuple(ROW_FILES),
        turn=turn,
        nearest=nearest,
        near_names=[*nearest.named(site.table, lang).values()] if nearest else [],
        lacks=asked.needs == "derived" and not site.settings.derived,
        **({"table": None, "charts": (), "text": "", "values": {}, "filed": {}} | answer),
    )


def query_of(asked: Question, values: Mapping[str, NamedNode | Literal], lang: str = "en") -> str:
    """Write a question as a query, without its header, names of things in a language."""
    text = asked.in_language(lang)
    text = bind(text, guard(text, PREFIXES), values) if values else text
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+"))


async def _ask(
    request: Request, site: Site, asked: Question, given: Mapping[str, str], layout: str, *, page: int = 0
) -> Done:
    """Have a question answered, or a page of what has very many rows; a short answer for its defaults is kept."""
    check_names(asked, given)
    lang = language(request)
    key = ("answer", asked.name, layout, lang)
    if not given and key in site.kept:
        return cast("Done", site.kept[key])
    arguments = {"name": asked.name, "parameters": dict(given), "lang": lang, "layout": layout, "page": page}
    done = await site.pool.run("question", arguments, client=client_of(request))
    if not given and len(done.body) <= _KEPT and not done.header["cut"]:
        site.kept[key] = done
    return done


def theme_title(name: str, lang: str = "en") -> str:
    """Say what the theme of a question is called; a word or two; the folder's own words where it is not known.

    >>> theme_title("lacking"), theme_title("my_theme/some_question")
    ('What is not said', 'My theme')
    """
    theme = name.partition("/")[0]
    known = _THEMES.get(theme)
    return Language.of(lang).gettext(known) if known else theme.replace("_", " ").capitalize()


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'inline; filename="{name}"'})
