"""The workbench: a page to write SPARQL on, and what its program asks for."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from ydkg.errors import Listed, UnknownNameError, YdkgError, problem
from ydkg.export import RDF_FORMATS
from ydkg.graph import questions as catalogue
from ydkg.graph.graph import is_iri
from ydkg.graph.names import label
from ydkg.graph.questions import terms
from ydkg.graph.schema import is_record, shipped_schema, term_label
from ydkg.graph.sparql import unknown_terms
from ydkg.graph.values import exact
from ydkg.language.text import Language, translatable
from ydkg.server.beside import beside
from ydkg.server.negotiation import client_of, language, origin
from ydkg.server.page import Page
from ydkg.server.questions.cells import plain_table, said_value, thing
from ydkg.server.questions.onward import known_questions
from ydkg.server.questions.pages import query_of, theme_title
from ydkg.server.site import site_of
from ydkg.server.sparql.answer import JSON, ROW_FILES, SHORT
from ydkg.server.sparql.protocol import by_body
from ydkg.server.spreadsheets import is_for_people, sheet_file
from ydkg.server.template import address, render, texts
from ydkg.telling.spreadsheets import Spreadsheet
from ydkg.vocab import PREFIXES, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request

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
_CLASSES = "SELECT ?term (COUNT(DISTINCT ?s) AS ?count) WHERE { ?s a ?term } GROUP BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?count) WHERE { ?s ?term ?o } GROUP BY ?term"
_THINGS = "SELECT DISTINCT ?term WHERE { ?term rdfs:label ?label }"
_GRAPHS = "SELECT DISTINCT ?term WHERE { GRAPH ?term { } }"

PAGE = Page("SPARQL", 50)


@PAGE.at("/workbench")
async def _workbench(request: Request) -> Response:
    """Answer with the workbench: empty, or with a question or a query, which the page's program asks."""
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
    return await beside(
        request,
        render,
        request,
        "workbench.html.j2",
        query=query or f"# {said.gettext(_COMMENT)}\n{_START}",
        dataset=[(name, value) for name in _DATASET for value in given.getlist(name)],
        files=_FILES,
        themes=list(themes.items()),
        prefixes=PREFIXES,
        texts=texts(lang, "server/static/workbench*.js"),
        version=site.version,
    )


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
    return Response(await _completions(site), headers={"Cache-Control": kept}, media_type="application/json")


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
        return JSONResponse(_labels(site, given or [value for name, value in pairs if name == "iri"], lang))

    # Of many it takes a while, in which others are answered.
    return await beside(request, named)


def _arguments(request: Request, query: str) -> dict[str, Any]:
    """Put together what the task wants to know."""
    default, named = (request.query_params.getlist(name) for name in _DATASET)
    base = f"{origin(request)}/sparql"
    return {"text": query, "default_graphs": default, "named_graphs": named, "base": base}


async def _completions(site: Site) -> bytes:
    """Collect what an editor completes."""
    if "completions" not in site.kept:
        found = {
            "prefixes": PREFIXES,
            "classes": _counted(await _terms(site, _CLASSES)),
            "properties": _counted(await _terms(site, _PROPERTIES)),
            "things": await asyncio.to_thread(_things, site, await _terms(site, _THINGS)),
            "graphs": sorted(await _terms(site, _GRAPHS)),
        }
        site.kept["completions"] = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    return cast("bytes", site.kept["completions"])


def _labels(site: Site, iris: Iterable[str], lang: str) -> dict[str, dict[str, str]]:
    """Name some IRIs."""
    found = {}
    for iri in filter(is_iri, dict.fromkeys(iris)):
        named = thing(site, iri, lang).text
        found[iri] = {"name": compact(iri), "label": "" if named == compact(iri) else named, "href": address(iri)}
        if value := site.table.one(iri, YD.value):
            found[iri] |= {"value": value, "says": said_value(site, iri, lang)}
    return found


async def _terms(site: Site, text: str) -> dict[str, int]:
    """Ask for IRIs, with their counts where the query counts them; a query is sooner answered than a job."""
    done = await site.pool.run("query", {"text": text, "accept": JSON})
    rows = json.loads(done.body)["results"]["bindings"]
    found = [(row["term"], int(row["count"]["value"]) if "count" in row else 0) for row in rows]
    return {term["value"]: count for term, count in found if term["type"] == "uri"}


def _counted(counts: Mapping[str, int]) -> list[list[str | int]]:
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [[compact(iri), term_label(iri), term_label(iri, "zh"), count] for iri, count in ordered]


def _things(site: Site, iris: Iterable[str]) -> list[list[str]]:
    """Name things, the best known first: what fits a word as well is completed in this order."""
    rows = []
    for iri in iris:
        if not iri.startswith(PREFIXES["ydr"]) or is_record(site.table, iri):
            continue
        english = label(site.table, iri) or ""
        chinese = label(site.table, iri, "zh") or ""
        kind = shipped_schema().sharpest(site.table.types(iri))
        told = (term_label(kind), term_label(kind, "zh")) if kind else ("", "")
        links = len(site.table.incoming(iri))
        rows.append((-links, [compact(iri), english, "" if chinese == english else chinese, *told]))
    return [row for _, row in sorted(rows, key=lambda row: (row[0], row[1][1].casefold()))]
