"""The workbench: a page to write SPARQL on, and what its program asks for."""

from __future__ import annotations

import asyncio
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast
from urllib.parse import parse_qsl

from pyoxigraph import RdfFormat, Triple, parse
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from ydkg.errors import Listed, UnknownNameError, YdkgError, problem
from ydkg.export import RDF_FORMATS
from ydkg.graph import questions as catalogue
from ydkg.graph.answer import terms
from ydkg.graph.sparql import unknown_terms
from ydkg.graph.values import exact, term_as_json
from ydkg.language.text import Language, translatable
from ydkg.server.beside import beside
from ydkg.server.failure import note, status_of
from ydkg.server.negotiation import client_of, language, origin
from ydkg.server.page import Page
from ydkg.server.questions.cells import plain_table
from ydkg.server.questions.pages import known_questions, query_of, theme_title
from ydkg.server.site import site_of
from ydkg.server.sparql.glance import ROWS, rows_shown
from ydkg.server.sparql.protocol import by_body
from ydkg.server.sparql.results import N_TRIPLES, ROW_FILES, SHORT
from ydkg.server.spreadsheets import is_for_people, sheet_file
from ydkg.server.template import render, texts
from ydkg.server.workbench.completions import completions, labels
from ydkg.telling.spreadsheets import Spreadsheet
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from ydkg.server.pool.pool import Done
    from ydkg.server.questions.cells import AnswerTable, Binding
    from ydkg.server.site import Site
    from ydkg.telling.spreadsheets import Cell

#: What stands in the editor at first.
_COMMENT = translatable("Who holds which post? The prefixes of this graph are declared already.")
_START = """\
SELECT ?person ?role ?organization
WHERE {
  ?membership org:member ?person ;
    org:role ?role ;
    org:organization ?organization .
}
ORDER BY ?person
"""
#: Extension of a file -> what ``format=`` calls it.
_OF_ROWS = {extension: extension for extension in ROW_FILES}
_OF_TRIPLES = {
    form.extension: short
    for short, (rows, triples) in SHORT.items()
    for form in RDF_FORMATS.values()
    if rows is None and triples == form.media_type
}
#: What they are files of, their extension and what they are called.
_FILES = (
    *(("rows boolean", each, each.upper()) for each in _OF_ROWS),
    *(("triples", each.extension, each.name) for each in RDF_FORMATS.values() if each.extension in _OF_TRIPLES),
)
_DATASET = ("default-graph-uri", "named-graph-uri")
#: IRIs that are named in one go, and bytes that they may take.
_MOST_LABELS, _MOST_BYTES = 5_000, 1_000_000
_FOREVER = "public, max-age=31536000, immutable"
PAGE = Page("SPARQL", 50)


class _Outcome(NamedTuple):
    """An answer (its page's status is 200), or why there is none.

    It has the first rows or triples of all, or the truth, and how long it took; of a small one, what is carried to the
    page's program: JSON with its type and text. Of a fault it says what is wrong, and where, counted from 1, if
    anywhere. Doubts are what `_doubts` tells of the query.
    """

    status: int
    kind: Literal["rows", "boolean", "triples", "fault"]
    total: int = 0
    table: AnswerTable | None = None
    truth: bool = False
    seconds: float = 0.0
    carried: str = ""
    message: str = ""
    line: int = 0
    column: int = 0
    doubts: tuple[Mapping[str, Any], ...] = ()


@PAGE.at("/workbench")
async def _workbench(request: Request) -> Response:
    """Answer with the workbench: empty, with a question, or with a query and its answer."""
    site, lang, given = site_of(request), language(request), request.query_params
    said = Language.of(lang)
    query = given.get("query", "").replace("\r\n", "\n")
    if not query.strip() and given.get("question"):
        try:
            asked = catalogue.question(given["question"])
        except UnknownNameError as error:
            raise HTTPException(404, problem("{error}", error=error)) from error
        query = f"# {said.choose(asked.question, asked.question_zh)}\n{query_of(asked, terms(site.store, asked, {}))}"
    themes: dict[str, list[tuple[str, str]]] = {}
    for asked in sorted(known_questions(site), key=lambda each: catalogue.is_check(each.name)):
        words = said.choose(asked.question, asked.question_zh)
        themes.setdefault(theme_title(asked.name, lang), []).append((asked.name, words))
    answer: _Outcome | None = None
    if query.strip():
        try:
            done = await site.pool.run("glance", _arguments(request, query), client=client_of(request))
        except YdkgError as error:
            status = status_of(error)[0]
            note(request, status, error)
            message = said.complaint(error)
            answer = _Outcome(status, "fault", message=message, line=error.line, column=error.column)
        else:
            # A large answer is read beside the loop, so that other pages do not wait for it.
            answer = await asyncio.to_thread(_read, site, done, lang)
            answer = answer._replace(doubts=tuple(await asyncio.to_thread(_doubts, site, query, said)))
    page = await beside(
        request,
        render,
        request,
        "workbench.html.j2",
        answer.status if answer else 200,
        query=query or f"# {said.gettext(_COMMENT)}\n{_START}",
        answer=answer,
        shown=len(answer.table.rows) if answer and answer.table else 0,
        dataset=[(name, value) for name in _DATASET for value in given.getlist(name)],
        files=_FILES,
        themes=list(themes.items()),
        prefixes=PREFIXES,
        texts=texts(lang, "server/static/workbench*.js"),
        version=site.version,
    )
    if answer:
        # It says how long it took; and what is asked may have another answer next time.
        page.headers["Cache-Control"] = "no-store"
    return page


def _read(site: Site, done: Done, lang: str) -> _Outcome:
    text, carried = done.body.decode(), ""
    if done.header["whole"]:
        # A small answer goes into a script element of the page, so that its program need not ask again; no letter of it
        # can end the element.
        carried = json.dumps({"type": str(done.header["type"]), "text": text}, ensure_ascii=False)
        carried = carried.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    total: int = done.header["total"]
    if str(done.header["type"]).startswith(N_TRIPLES):
        columns: Sequence[str] = ("subject", "predicate", "object")
        # Not splitlines(), which takes signs for the ends of lines that may be in the midst of one.
        lines = islice(filter(None, text.split("\n")), min(ROWS, total))
        triples = (next(iter(parse(line, RdfFormat.N_TRIPLES))).triple for line in lines)
        # Terms as SPARQL's JSON has them; a triple within a triple is shown as it is written.
        rows = [
            {
                name: {"type": "literal", "value": str(term)} if isinstance(term, Triple) else term_as_json(term)
                for name, term in zip(columns, triple, strict=True)
            }
            for triple in triples
        ]
        table = plain_table(site, columns, cast("list[Binding]", rows), lang)
        return _Outcome(200, "triples", total, table, seconds=done.seconds, carried=carried)
    found = json.loads(text)
    if "boolean" in found:
        return _Outcome(200, "boolean", 1, truth=found["boolean"], seconds=done.seconds, carried=carried)
    every = found["results"]["bindings"]
    columns = found["head"]["vars"]
    table = plain_table(site, columns, every[: rows_shown(len(columns))], lang)
    return _Outcome(200, "rows", total, table, seconds=done.seconds, carried=carried)


@PAGE.at("/workbench/answer.{extension}")
async def _file(request: Request) -> Response:
    """Answer with the answer to a query as a file: CSV, TSV, JSON or XML of rows, Turtle and its like of triples."""
    extension = request.path_params["extension"]
    for_people = is_for_people(request, extension)
    layout = "json" if for_people else (_OF_ROWS | _OF_TRIPLES).get(extension)
    if layout is None:
        here = Listed(f".{each}" for each in (*_OF_ROWS, *_OF_TRIPLES))
        raise HTTPException(404, problem("there is no .{extension}; there is {here}", extension=extension, here=here))
    asked = {**_arguments(request, request.query_params.get("query", "")), "short": layout}
    done = await site_of(request).pool.run("query", asked, client=client_of(request))
    if for_people:
        return await beside(request, _sheet, request, done.body, extension)
    headers = {"Content-Disposition": f'attachment; filename="answer.{extension}"', "Cache-Control": "no-store"}
    return Response(done.body, headers={**headers, "Content-Type": str(done.header["type"])})


def _sheet(request: Request, body: bytes, extension: str) -> Response:
    """Give rows as a spreadsheet has them: things by name, numbers as such, and as stated where that says more."""
    found, said = json.loads(body), Language.of(language(request))
    if "results" not in found:
        raise HTTPException(404, problem("only rows are here for a spreadsheet"))
    rows = found["results"]["bindings"]
    table = plain_table(site_of(request), found["head"]["vars"], rows, said.tag)
    headings: list[str] = []
    fields: list[list[Cell]] = []
    for at, column in enumerate(table.columns):
        shown = ["".join(item.text for item in row[at].items) for row in table.rows]
        headings.append(column.heading)
        if column.kind == "number":
            values = [row[column.name]["value"] if column.name in row else "" for row in rows]
            # What is none, such as INF, stays text.
            read = ((exact(value), value) for value in values)
            fields.append([number if number is not None else value or None for number, value in read])
            if [text.replace(",", "") for text in shown] == values:
                continue
            headings.append(said.gettext(translatable("{title}, as stated"), title=column.heading))
        fields.append([*shown])
    written = [list(row) for row in zip(*fields, strict=True)]
    sheet = Spreadsheet(said.gettext(translatable("Answer")), headings, written)
    reply = sheet_file(request, sheet, "answer", extension)
    reply.headers["Cache-Control"] = "no-store"
    return reply


@PAGE.at("/workbench/unknown.json", "POST")
async def _unknown(request: Request) -> Response:
    """Answer with the terms of a query that neither graph nor ontology has; none of a query that cannot be read."""
    asked = by_body(request.headers.get("content-type"), await request.body(), b"")
    site, said = site_of(request), Language.of(language(request))

    def found() -> Response:
        try:
            told = _doubts(site, asked.text, said)
        except YdkgError:
            told = []
        return JSONResponse(told)

    return await beside(request, found)


def _doubts(site: Site, query: str, said: Language) -> list[Mapping[str, Any]]:
    """Tell the terms of a query that neither graph nor ontology has: the line of each, and what is to be said of it."""
    found: list[Mapping[str, Any]] = []
    for name, line, column, meant in unknown_terms(site.store, query):
        place = said.gettext(translatable("Line {line}, column {column}: "), line=line, column=column)
        unknown = translatable("{name} is in neither graph nor ontology")
        doubtful = translatable("{name} is in neither graph nor ontology; did you mean {meant}?")
        told = said.gettext(doubtful if meant else unknown, name=name, meant=meant)
        found.append({"line": line, "says": place + told})
    return found


@PAGE.at("/workbench/terms.json")
async def _vocabulary(request: Request) -> Response:
    """Answer with the words that the editor completes."""
    site = site_of(request)
    kept = _FOREVER if request.query_params.get("v") == site.version else "no-cache"
    return Response(await completions(site), headers={"Cache-Control": kept}, media_type="application/json")


@PAGE.at("/labels", "GET", "POST")
async def _names(request: Request) -> Response:
    """Answer with the labels of IRIs, given in the address or, where they are many, in a form."""
    given, body = request.query_params.getlist("iri"), b""
    if request.method == "POST":
        body = await request.body()
        if len(body) > _MOST_BYTES:
            said = problem("request: {n} bytes; at most {most} are read", n=len(body), most=_MOST_BYTES)
            raise HTTPException(413, said)
        if body.count(b"&") >= _MOST_LABELS:
            raise HTTPException(413, problem("at most {most} IRIs are named in one go", most=_MOST_LABELS))
    site, lang = site_of(request), language(request)

    def named() -> Response:
        pairs = parse_qsl(body.decode("utf-8", "replace"))
        return JSONResponse(labels(site, given or [value for name, value in pairs if name == "iri"], lang))

    # Of many it takes a while, in which others are answered.
    return await beside(request, named)


def _arguments(request: Request, query: str) -> dict[str, Any]:
    """Put together what the task wants to know."""
    default, named = (request.query_params.getlist(name) for name in _DATASET)
    base = f"{origin(request)}/sparql"
    return {"text": query, "default_graphs": default, "named_graphs": named, "base": base}
