"""A page for every thing: ``/id/<slug>`` leads to what tells of it, as a page or as data."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse

from ydkg.errors import Listed, problem
from ydkg.export import RDF_FORMATS
from ydkg.graph.names import alike
from ydkg.language.text import Language, translatable
from ydkg.proof.claims.judgements import judgements_of
from ydkg.server.beside import beside
from ydkg.server.negotiation import accepted, language, with_charset
from ydkg.server.page import Page
from ydkg.server.paging import FACTS, FEWER, Turn, turn_of
from ydkg.server.questions.onward import onward
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import address, answer, render
from ydkg.server.thing.apart import pages_apart, spellings, things_apart
from ydkg.server.thing.described import signposts
from ydkg.server.thing.document import passage, work, written_facts
from ydkg.server.thing.page import entity
from ydkg.server.thing.rdf import MEDIA_TYPES, written
from ydkg.server.thing.record import record
from ydkg.server.thing.telling import Telling, served_graph
from ydkg.telling.cite import STYLES, citation_of, write_citation
from ydkg.telling.spreadsheets import WRITERS, Spreadsheet
from ydkg.telling.text import joined
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.questions.onward import Onward
    from ydkg.server.site import Site
    from ydkg.server.thing.page import Context
    from ydkg.server.thing.telling import Heading, PageFact, ServedGraph
    from ydkg.telling.figures import SeriesPoint
    from ydkg.telling.later import PageStatement
    from ydkg.telling.spreadsheets import Cell

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,199}\Z")
_OFFERS: Mapping[str, str] = {"html": "text/html", **MEDIA_TYPES}
#: Media type -> extension: whoever asks for JSON gets that of linked data.
_ACCEPTED = {media_type: extension for extension, media_type in _OFFERS.items()} | {"application/json": "jsonld"}
#: What the list beside a document is read from, in parts.
_WRITTEN = "written.json"
#: How much of an address that is none is read, and how many things it may mean at most.
_LONGEST, _MOST_NEAR = 80, 6
#: What a page has under headings, by the name of its part; and what public pages say.
_PARTS = (
    *("claims", "connections", "within", "values", "judged", "following"),
    *("parts", "facts", "sentences", "uses", "series", "told_by_pages"),
)
#: What facts that stand under no heading of their own stand under.
_LISTED = {
    "claims": translatable("First of its kind, as the document claims"),
    "judged": translatable("What the editors judged of it"),
    "inferred": translatable("Inferred by the ontology"),
    "derived": translatable("Derived by arithmetic"),
}
_HEADINGS = (
    translatable("heading"),
    translatable("fact"),
    translatable("editors’ note"),
    translatable("confidence"),
    translatable("source"),
    translatable("record"),
)
PAGE = Page()


@PAGE.at("/id/{name:path}")
async def _answered(request: Request) -> Response:
    """Answer what is asked of a thing: where it is told of, or the page, or the data."""
    slug, dot, extension = request.path_params["name"].partition(".")
    site = site_of(request)
    if (
        not _SLUG.match(slug)
        or ydr(slug) not in site.whole
        or (dot and extension not in {_WRITTEN, *_OFFERS, *WRITERS})
    ):
        return await _missing(request, slug)
    if not dot:
        return _directed(request, slug)
    if extension in {"html", _WRITTEN, *WRITERS}:
        # What only public pages and judgements speak of is told with them.
        graph = await served_graph(site, apart=ydr(slug) not in site.table)
        if extension == _WRITTEN:
            turn = turn_of(request)
            facts = await beside(request, written_facts, Telling(graph, language(request)), ydr(slug), turn)
            turn.check()
            told = json.dumps({"pages": turn.pages, "facts": facts}, ensure_ascii=False)
            return answer(request, told, "application/json", headers={"Vary": "Accept-Language"})
        whole = await served_graph(site, apart=True) if judgements_of(pages_apart(site), ydr(slug)) else graph
        if extension in WRITERS:
            return await beside(request, _sheet, request, slug, graph, whole)
        asked = await onward(site, ydr(slug)) if ydr(slug) in graph.lookup else ()
        return await beside(request, _page, request, slug, graph, whole, asked)
    headers = {"Vary": "Accept", "Link": _links(slug, extension)}
    media_type = with_charset(_OFFERS[extension])
    # Of a document or register that is much of the graph.
    body = await beside(request, written, site.store, slug, extension, site.about)
    return await beside(request, answer, request, body, media_type, headers=headers)


@PAGE.at("/coverage")
@PAGE.at("/coverage.{extension}")
async def _coverage(request: Request) -> Response:
    """Lead to the text of a document with what each sentence carries, or to its table; of several by ``page``."""
    documents = sorted((await site_of(request).directory()).outlines)
    turn, asked, extension = turn_of(request), dict(request.query_params), request.path_params.get("extension", "html")
    if not documents:
        raise HTTPException(404, problem("there is no document here whose sentences are known"))
    (document,) = turn.of(documents, 1) or documents[-1:]
    asked.pop("page", None)
    if extension != "html":
        asked["part"] = asked.pop("table", "sentences")
    query = f"?{urlencode(asked)}" if asked else ""
    return RedirectResponse(f"{address(document)}.{extension}{query}#sentences", 303)


def _directed(request: Request, slug: str) -> Response:
    """Lead from a thing, which no server can send, to what tells of it in the format that the client likes best.

    Raises an HTTPException where it likes none.
    """
    chosen = accepted(request.headers.get("accept"), tuple(_ACCEPTED))
    headers = {"Vary": "Accept", "Link": _links(slug)}
    if chosen is None:
        raise HTTPException(406, problem("this is here as {here}", here=Listed(_OFFERS.values())), headers)
    extension = _ACCEPTED[chosen]
    kept = f"?lang={language(request)}" if extension == "html" and "lang" in request.query_params else ""
    return RedirectResponse(f"/id/{slug}.{extension}{kept}", 303, headers)


def _links(slug: str, extension: str = "") -> str:
    """Say how the document, or with no extension the thing, is related to the other documents of the thing."""
    others = [
        f'</id/{slug}.{each}>; rel="{"alternate" if extension else "describedby"}"; type="{media_type}"'
        for each, media_type in _OFFERS.items()
        if each != extension
    ]
    own = [f'<{ydr(slug)}>; rel="describes"', f'<{ydr(slug)}>; rel="canonical"'] if extension else []
    return ", ".join([*own, *others])


def _page(request: Request, slug: str, graph: ServedGraph, whole: ServedGraph, asked: Sequence[Onward]) -> Response:
    """Write the page of a thing, with the questions that can be asked of it."""
    said, iri = Language.of(language(request)), ydr(slug)
    turn = turn_of(request, FEWER if graph.directory.is_large else FACTS)
    telling, what = Telling(graph, said.tag), citation_of(graph.reading, iri)
    template, context = _told(telling, slug, Telling(whole, said.tag), turn)
    turn.check()
    response = render(
        request,
        template,
        200,
        **context,
        slug=slug,
        iri=iri,
        telling=telling,
        kind=telling.kind(iri),
        citations={said.gettext(name): write_citation(what, style, said) for style, name in STYLES.items()},
        formats=RDF_FORMATS,
        asked=asked,
        turn=turn,
    )
    links = _links(slug, "html")
    if thing := graph.lookup.thing(slug):
        links = f"{signposts(graph, thing)}, {links}"
    response.headers["Link"] = links
    return response


def _sheet(request: Request, slug: str, graph: ServedGraph, whole: ServedGraph) -> Response:
    """Write the facts of a page, or of a part of it, as a file for a spreadsheet: a row a fact, in their order."""
    telling = Telling(graph, language(request))
    _, told = _told(telling, slug, Telling(whole, telling.lang), Turn(all_=True))
    part, heading = (request.query_params.get(name, "") for name in ("part", "heading"))
    rows: list[list[Cell]] = []
    for name in [part] if part in _PARTS else _PARTS:
        held = told.get(name) or ()
        facts: list[tuple[str, PageFact]] = []
        if name == "series":
            for metric, points in cast("Mapping[str, Sequence[SeriesPoint]]", held or {}).items():
                for point in points:
                    said = telling.pick(joined([point.value, point.when]))
                    rows.append([telling.name(ydr(metric)), said, "", "", telling.pick(point.name), ydr(point.id)])
        elif name == "told_by_pages":
            title = telling.say(translatable("By public pages, not proven to the letter"))
            for word in cast("Sequence[PageStatement]", held):
                texts = (word.sentence, word.note, word.confidence, word.page)
                rows.append([title, *(telling.pick(each) for each in texts), ydr(word.id)])
        elif name in (*_LISTED, "following"):
            listed = cast("Sequence[PageFact]", held)
            facts = [(telling.say(_LISTED.get(fact.kind) or _LISTED[name]), fact) for fact in listed]
        else:
            groups = cast("Sequence[Heading]", held() if callable(held) else held)
            facts = [(group.title, fact) for group in groups for fact in group.facts]
        # Of a fact its sentence, or its value, with what is said of it.
        for title, fact in facts:
            sentence = "".join(part.text for part in fact.words)
            source = " · ".join(filter(None, (telling.pick(fact.evidence.mark), fact.basis)))
            rows.append([title, sentence, fact.note, fact.confidence, source, fact.iri or fact.other])
    rows = [row for row in rows if heading in ("", row[0])]
    sheet = Spreadsheet(telling.name(ydr(slug)), [telling.say(each) for each in _HEADINGS], rows)
    return sheet_file(request, sheet, slug, extension_of(request))


def _told(telling: Telling, slug: str, whole: Telling, turn: Turn) -> tuple[str, Context]:
    """Choose the page that suits a thing, and say what it says."""
    kinds = set(telling.graph.table.types(ydr(slug)))
    if ydr(slug) in telling.graph.lookup:
        return "thing.html.j2", entity(telling, slug, turn)
    if telling.graph.reading.library.passage(ydr(slug)):  # with a document and a place in it
        return "passage.html.j2", passage(telling, ydr(slug), turn)
    if kinds & {YD.Document, YD.PressRelease, YD.Register}:
        return "document.html.j2", work(telling, ydr(slug), turn)
    return "record.html.j2", record(telling, slug, whole, turn)


async def _missing(request: Request, slug: str) -> Response:
    """Say that nothing has this name, and what is spelled like it."""
    if accepted(request.headers.get("accept"), tuple(_OFFERS.values())) != _OFFERS["html"]:
        return PlainTextResponse("nothing in the graph has this address\n", 404, {"Vary": "Accept"})
    site = site_of(request)
    graph = await served_graph(site)

    def page() -> Response:
        near = [name.iri for name in alike(slug[:_LONGEST], spellings(site, graph.directory), _MOST_NEAR)]
        told = Telling(graph, language(request))
        return render(request, "thing_missing.html.j2", 404, slug=slug[:200], near=near, telling=told)

    return await beside(request, page)


@PAGE.lists
async def _listed(site: Site) -> list[str]:
    return [f"/id/{slug}" for slug in (*(await site.directory()).entries, *things_apart(site))]
