"""Pages of the named questions: for each its form, its answer, its SPARQL and its files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ydkg.errors import Listed, ParameterError, ResultLimitError, YdkgError, problem, quoted
from ydkg.graph import catalogue
from ydkg.graph.binding import bound
from ydkg.graph.guard import guard
from ydkg.graph.parameters import check_names, fitted, terms
from ydkg.server.beside import beside
from ydkg.server.negotiation import client_of, language
from ydkg.server.page import Page
from ydkg.server.paging import SIZE, turn_of
from ydkg.server.questions.bars import charts
from ydkg.server.questions.cells import answer_table
from ydkg.server.questions.choices import things
from ydkg.server.questions.controls import controls, fault_of
from ydkg.server.questions.highlight import highlighted
from ydkg.server.questions.links import network
from ydkg.server.questions.themes import theme_title
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import is_for_people, sheet_file
from ydkg.server.template import render
from ydkg.telling.answersheet import answer_sheet
from ydkg.vocab import PREFIXES, compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Literal, NamedNode
    from starlette.requests import Request

    from ydkg.graph.catalogue import Question
    from ydkg.server.paging import Turn
    from ydkg.server.pool.pool import Done
    from ydkg.server.site import Site

#: Extension -> media type.
FILES = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
# How many bytes an answer has at most that is kept.
_KEPT = 256 * 1024
# What an address says besides the parameters of its question.
_APART = frozenset(("for", "lang", "page"))
PAGE = Page()


@PAGE.at("/questions/{theme}/{name}")
async def _question(request: Request) -> Response:
    """Answer with a question's page, or with one of its files where the address has an extension."""
    site = site_of(request)
    name, _, extension = str(request.path_params["name"]).partition(".")
    asked = _find(site, f"{request.path_params['theme']}/{name}")
    given = {key: value for key, value in request.query_params.items() if key not in _APART and value.strip()}
    if extension == "rq":
        return _file(asked.text.encode(), "application/sparql-query; charset=utf-8", f"{name}.rq")
    if not extension:
        return await _page(request, site, asked, given)
    for_people = is_for_people(request, extension)
    if extension not in FILES and not for_people:
        here = Listed(f".{each}" for each in (*FILES, "xlsx", "rq"))
        said = problem("{name} has no .{extension}; it has {here}", name=asked.name, extension=extension, here=here)
        raise HTTPException(404, said)
    try:
        page = turn_of(request).page if "page" in request.query_params else 0
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
    if for_people:
        return await beside(request, _sheet, request, asked, given, done, extension)
    return _file(done.body, FILES[extension], f"{name}.{extension}")


def _sheet(request: Request, asked: Question, given: Mapping[str, str], done: Done, extension: str) -> Response:
    """Give an answer as a spreadsheet has it."""
    site = site_of(request)
    bindings = json.loads(done.body)["results"]["bindings"]
    rows = [{key: term["value"] for key, term in binding.items()} for binding in bindings]
    iris = [term.value for term in terms(site.store, asked, given).values()]
    sheet = answer_sheet(site.whole, asked, rows, language(request), iris)
    return sheet_file(request, sheet, asked.name.rpartition("/")[2], extension)


async def _page(request: Request, site: Site, asked: Question, given: Mapping[str, str]) -> Response:
    answered: Done | YdkgError
    try:
        answered = await _ask(request, site, asked, given, "json", page=turn_of(request).page)
    except (ParameterError, LookupError) as error:
        if not isinstance(error, YdkgError):
            raise
        answered = error
    menus = await _menus(site, asked)
    return await beside(request, _written, request, asked, given, menus, answered)


async def _menus(site: Site, asked: Question) -> dict[str, Sequence[str]]:
    """List what each parameter can stand for, where that is so little that it fits a menu."""
    if (await site.directory()).is_large:
        return {}
    return {each.name: await things(site, asked, each) for each in asked.parameters if each.type == "iri"}


def _written(
    request: Request,
    asked: Question,
    given: Mapping[str, str],
    menus: Mapping[str, Sequence[str]],
    answered: Done | YdkgError,
) -> Response:
    """Write the page of a question: its form, and its answer or what is wrong with what was given."""
    site, lang, theme = site_of(request), language(request), asked.name.partition("/")[0]
    turn = turn_of(request)
    fault, answer = None, dict[str, Any]()
    if isinstance(answered, YdkgError):
        fault = fault_of(site, asked, answered, lang)
    else:
        answer = _shown(request, asked, answered, given, turn)
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
        files=tuple(FILES),
        turn=turn,
        lacks=asked.needs == "derived" and not site.settings.derived,
        **({"table": None, "charts": (), "network": None, "runs": (), "text": "", "values": {}, "filed": {}} | answer),
    )


def _shown(request: Request, asked: Question, done: Done, given: Mapping[str, str], turn: Turn) -> dict[str, Any]:
    """Make of an answer what its page shows."""
    site, lang = site_of(request), language(request)
    values = terms(site.store, asked, given)
    rows = json.loads(done.body)["results"]["bindings"]
    names = [column.name for column in asked.columns]
    named = {name: term.value for name, term in values.items() if term.value.startswith(PREFIXES["ydr"])}
    text, total, cut = query_of(asked, values), done.header["rows"], done.header["cut"]
    if cut:
        turn.count(total, SIZE)
    put = {name: compact(term.value) if name in named else term.value for name, term in values.items()}
    return {
        "table": answer_table(site, asked.columns, rows if cut else turn.of(rows, SIZE), lang, named),
        "total": total,
        "charts": () if cut else charts(site, names, rows, named, lang),
        "network": None if cut else network(site, names, rows, lang),
        "text": text,
        "runs": highlighted(text),
        "values": put,
        "filed": {**put, "page": turn.page if cut else None},
        "seconds": done.seconds,
        "named": {column.name: column.label(lang) for column in asked.columns},
    }


def query_of(asked: Question, values: Mapping[str, NamedNode | Literal]) -> str:
    """Write a question as a query, without its header.

    Parameters
    ----------
    asked : Question
    values : mapping of str to term
        Its parameters, which are put in.

    Returns
    -------
    str
    """
    text = bound(asked.text, guard(asked.text, PREFIXES), values) if values else asked.text
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
    if not given and (layout, page) == ("json", 1):
        known = await site.answered(asked.name, lang if "?lang" in asked.text else "en")
        if known:
            return known
    arguments = {"name": asked.name, "parameters": dict(given), "lang": lang, "layout": layout, "page": page}
    done = await site.pool.run("question", arguments, client=client_of(request))
    if not given and len(done.body) <= _KEPT and not done.header["cut"]:
        site.kept[key] = done
    return done


def known_questions(site: Site) -> list[Question]:
    """List all named questions, without defaults that the graph does not have.

    Parameters
    ----------
    site : Site

    Returns
    -------
    list of Question
        By name.
    """
    return site.keep("questions", lambda: [fitted(site.table, each) for each in catalogue.questions()])


def _find(site: Site, name: str) -> Question:
    found = next((each for each in known_questions(site) if each.name == name), None)
    if found is None:
        catalogue.question(name)  # says which are spelled alike
        raise HTTPException(404, problem("no question is called {name}", name=quoted(name)))
    return found


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'inline; filename="{name}"'})
