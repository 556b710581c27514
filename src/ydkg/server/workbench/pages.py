"""The workbench: a page to write SPARQL on, and what its program asks for."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from ydkg.errors import Listed, UnknownNameError, YdkgError, problem
from ydkg.graph import catalogue
from ydkg.graph.parameters import terms
from ydkg.graph.unknown import unknown_terms
from ydkg.server.beside import beside
from ydkg.server.negotiation import client_of, language, origin
from ydkg.server.page import Page
from ydkg.server.questions.pages import known_questions, query_of
from ydkg.server.questions.themes import theme_title
from ydkg.server.site import site_of
from ydkg.server.sparql.protocol import by_body
from ydkg.server.spreadsheets import is_for_people, sheet_file
from ydkg.server.template import render
from ydkg.server.workbench.completions import completions, labels
from ydkg.server.workbench.outcome import Outcome, outcome
from ydkg.server.workbench.sheet import plain_sheet
from ydkg.vocab import PREFIXES
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from starlette.requests import Request

    from ydkg.graph.catalogue import Question

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
_ROWS = {"csv": "csv", "tsv": "tsv", "json": "json", "xml": "xml"}
_TRIPLES = {"ttl": "turtle", "nt": "nt", "jsonld": "jsonld", "rdf": "rdf"}
_DATASET = ("default-graph-uri", "named-graph-uri")
#: IRIs that are named in one go, and bytes that they may take.
_MOST_LABELS, _MOST_BYTES = 5_000, 1_000_000
_FOREVER = "public, max-age=31536000, immutable"
PAGE = Page("SPARQL", 50)


@PAGE.at("/workbench")
async def _workbench(request: Request) -> Response:
    """Answer with the workbench: empty, with a question, or with a query and its answer."""
    site, lang, given = site_of(request), language(request), request.query_params
    query = given.get("query", "").replace("\r\n", "\n")
    if not query.strip() and given.get("question"):
        try:
            asked = catalogue.question(given["question"])
        except UnknownNameError as error:
            raise HTTPException(404, problem("{error}", error=error)) from error
        query = f"# {_words(asked, lang)}\n{query_of(asked, terms(site.store, asked, {}))}"
    themes: dict[str, list[tuple[str, str]]] = {}
    for asked in sorted(known_questions(site), key=lambda each: catalogue.is_check(each.name)):
        themes.setdefault(theme_title(asked.name.partition("/")[0], lang), []).append((asked.name, _words(asked, lang)))
    answer: Outcome | None = None
    if query.strip():
        answer = await outcome(request, _arguments(request, query))
    page = await beside(
        request,
        render,
        request,
        "workbench.html.j2",
        answer.status if answer else 200,
        query=query or f"# {Language.of(lang).gettext(_COMMENT)}\n{_START}",
        answer=answer,
        shown=len(answer.table.rows) if answer and answer.table else 0,
        dataset=[(name, value) for name in _DATASET for value in given.getlist(name)],
        files=tuple(_TRIPLES if answer and answer.kind == "triples" else _ROWS),
        themes=list(themes.items()),
        prefixes=PREFIXES,
        texts=_texts(lang),
        version=site.version,
    )
    if answer:
        # It says how long it took; and what is asked may have another answer next time.
        page.headers["Cache-Control"] = "no-store"
    return page


@PAGE.at("/workbench/answer.{extension}")
async def _file(request: Request) -> Response:
    """Answer with the answer to a query as a file: CSV, TSV, JSON or XML of rows, Turtle and its like of triples."""
    extension = request.path_params["extension"]
    for_people = is_for_people(request, extension)
    layout = "json" if for_people else (_ROWS | _TRIPLES).get(extension)
    if layout is None:
        raise HTTPException(
            404,
            problem(
                "there is no .{extension}; there is {here}",
                extension=extension,
                here=Listed(f".{each}" for each in (*_ROWS, *_TRIPLES)),
            ),
        )
    query = request.query_params.get("query", "")
    done = await site_of(request).pool.run(
        "query", {**_arguments(request, query), "short": layout}, client=client_of(request)
    )
    if for_people:
        return await beside(request, _sheet, request, done.body, extension)
    headers = {"Content-Disposition": f'attachment; filename="answer.{extension}"', "Cache-Control": "no-store"}
    return Response(done.body, headers={**headers, "Content-Type": str(done.header["type"])})


def _sheet(request: Request, body: bytes, extension: str) -> Response:
    """Give rows as a spreadsheet has them."""
    found = json.loads(body)
    if "results" not in found:
        raise HTTPException(404, problem("only rows are here for a spreadsheet"))
    sheet = plain_sheet(site_of(request), found["head"]["vars"], found["results"]["bindings"], language(request))
    reply = sheet_file(request, sheet, "answer", extension)
    reply.headers["Cache-Control"] = "no-store"
    return reply


@PAGE.at("/workbench/unknown.json", "POST")
async def _unknown(request: Request) -> Response:
    """Answer with the terms of a query that neither graph nor ontology has; none of a query that cannot be read."""
    asked = by_body(request.headers.get("content-type"), await request.body(), b"")
    site = site_of(request)

    def found() -> Response:
        try:
            told = unknown_terms(site.store, asked.text)
        except YdkgError:
            told = []
        return JSONResponse([each._asdict() for each in told])

    return await beside(request, found)


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


@cache
def _texts(lang: str) -> dict[str, str]:
    """Collect what the page's program says."""
    modules = sorted(files("ydkg.server").joinpath("static").iterdir(), key=lambda each: each.name)
    program = "".join(each.read_text(encoding="utf-8") for each in modules if each.name.startswith("workbench"))
    return Language.of(lang).texts(program)


def _words(asked: Question, lang: str) -> str:
    return asked.question_zh if lang == "zh" and asked.question_zh else asked.question
