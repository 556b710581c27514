"""The Entity Reconciliation API 0.2 at ``/reconcile``: OpenRefine and scripts match names of their tables to things."""

from __future__ import annotations

import json
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from ydkg.collection import VERSION
from ydkg.errors import ProtocolError, problem, quoted
from ydkg.graph import reconciliation
from ydkg.graph.graph import whole
from ydkg.graph.names import fold, label
from ydkg.graph.schema import FAMILIES
from ydkg.language.text import Language, translatable
from ydkg.server.beside import beside
from ydkg.server.negotiation import language, origin
from ydkg.server.page import Page
from ydkg.server.pages.search import matches_of
from ydkg.server.site import site_of
from ydkg.server.sparql.protocol import FORM, parameters_of
from ydkg.server.template import answer
from ydkg.server.thing.apart import spellings
from ydkg.vocab import PREFIXES, SKOS, compact, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.graph.reconciliation import Candidate, Query
    from ydkg.server.directory import Directory

#: Queries of a batch, cells that are filled at a time, and suggestions.
_BATCH, _CELLS, _SUGGESTED = 50, 2_000, 20
_WIDTH, _HEIGHT = 400, 140
_POLICY = "default-src 'none'; frame-ancestors *"
_ADDRESS, _FORM = translatable("address"), translatable("form")
_JSON = "application/json"
PAGE = Page()


@PAGE.at("/reconcile", "GET", "POST")
async def _reconcile(request: Request) -> Response:
    """Answer with the manifest, with candidates for a batch of queries, or with values of things."""
    given = await _given(request)
    if batch := given.get("queries"):
        queries = _read(batch[0], dict)
        if len(queries) > _BATCH:
            raise ProtocolError(problem("a batch has at most {n} queries", n=_BATCH), len(queries), 413)
        asked = {key: reconciliation.read_query(query) for key, query in queries.items()}
        directory = await site_of(request).directory()
        if directory.is_large and not all(query.text.strip() for query in asked.values()):
            raise ProtocolError(
                problem("in a graph as large as this things are matched by name; give a query"), "", 413
            )
        # Each has a turn of its own, so that others are answered between them.
        told: object = {key: {"result": await beside(request, _match, request, directory, asked[key])} for key in asked}
    elif wanted := given.get("extend"):
        told = await beside(request, _extend, request, _read(wanted[0], dict))
    else:
        told = _manifest(request)
    return _answer(request, told)


async def _given(request: Request) -> Mapping[str, Sequence[str]]:
    """Read the parameters of an address or of a form."""
    if request.method != "POST":
        return parameters_of(request.scope["query_string"], _ADDRESS)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise ProtocolError(problem("queries come as {form}", form=FORM), status=415)
    return parameters_of(await request.body(), _FORM)


def _read(text: str, kind: type) -> Any:  # noqa: ANN401 - of that kind
    """Read a parameter in JSON."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, kind):
        raise ProtocolError(problem("{text} is no object in JSON", text=quoted(text)), text)
    return given


def _answer(request: Request, told: object) -> Response:
    headers = {"Vary": "Accept-Language", "Access-Control-Allow-Origin": "*"}
    return answer(request, json.dumps(told, ensure_ascii=False), _JSON, headers=headers)


def _manifest(request: Request) -> dict[str, object]:
    """Tell what the service does, and where."""
    lang, root = _tag(request), origin(request)
    here, names = f"{root}/reconcile", reconciliation.types(lang)

    def suggested(kind: str) -> dict[str, str]:
        flyout = {"flyout_service_url": here, "flyout_service_path": "/flyout?id=${id}"} if kind == "entity" else {}
        return {"service_url": here, "service_path": f"/suggest/{kind}", **flyout}

    return {
        "versions": ["0.2"],
        "name": site_of(request).about.title.pick(language(request)),
        "identifierSpace": PREFIXES["ydr"],
        "schemaSpace": PREFIXES["yd"],
        "serviceVersion": VERSION,
        "documentation": f"{root}/ontology",
        "defaultTypes": [{"id": each, "name": names[each]} for each in (compact(family.root) for family in FAMILIES)],
        "view": {"url": f"{root}/id/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": {kind: suggested(kind) for kind in ("entity", "property", "type")},
        "extend": {"propose_properties": {"service_url": here, "service_path": "/properties"}, "property_settings": []},
        "batchSize": _BATCH,
    }


def _tag(request: Request) -> str:
    return "zh-hans" if language(request) == "zh" else "en"


def _match(request: Request, directory: Directory, query: Query) -> list[dict[str, object]]:
    """Find the candidates of one query."""
    site = site_of(request)
    search = partial(matches_of, site, directory)
    found = reconciliation.candidates(site.whole, query, spellings(site, directory), search)
    return [_candidate(request, each) for each in found]


def _candidate(request: Request, found: Candidate) -> dict[str, object]:
    told, graph = _told(request, found.iri), site_of(request).whole
    return {
        **told,
        "type": reconciliation.types_of(graph, found.iri, _tag(request)),
        "score": found.score,
        "match": found.match,
        "features": [{"id": name, "value": value} for name, value in found.features.items()],
    }


def _told(request: Request, iri: str) -> dict[str, str]:
    """Tell a thing in brief: its slug, name, and what it is."""
    graph, lang = site_of(request).whole, _tag(request)
    slug = iri.removeprefix(PREFIXES["ydr"])
    kinds = reconciliation.types_of(graph, iri, lang)
    said = graph.text(iri, SKOS.definition, lang) or (kinds[0]["name"] if kinds else "")
    return {"id": slug, "name": label(graph, iri, lang) or slug, "description": said}


def _extend(request: Request, asked: Mapping[str, object]) -> dict[str, object]:
    """Give the values of some things."""
    ids, properties = asked.get("ids"), asked.get("properties")
    if not (reconciliation.are(ids, str) and reconciliation.are(properties, dict)):
        raise ProtocolError(problem("what is to be extended has ids, and properties with an id each"), asked)
    pids = [str(each.get("id", "")) for each in properties]
    if len(ids) * len(pids) > _CELLS:
        raise ProtocolError(problem("at most {n} cells are filled at a time", n=_CELLS), len(ids), 413)
    graph, lang = site_of(request).whole, _tag(request)
    return {
        "meta": [{"id": pid, "name": reconciliation.property_name(pid, lang)} for pid in pids],
        "rows": {slug: {pid: reconciliation.extended(graph, ydr(slug), pid, lang) for pid in pids} for slug in ids},
    }


@PAGE.at("/reconcile/properties")
def _properties(request: Request, directory: Directory) -> Response:
    """Propose the properties that things of a type have, the commonest first."""
    kind, limit = request.query_params.get("type", ""), request.query_params.get("limit", "")
    told = [{"id": pid, "name": name} for pid, name in _properties_of(request, directory, kind).items()]
    most = whole(limit) or len(told)
    return _answer(request, {"type": kind, "properties": told[:most]})


def _properties_of(request: Request, directory: Directory, kind: str = "") -> Mapping[str, str]:
    """Name the properties of things of a type, or of all; of a large graph those of the things that it shows first."""
    graph, wanted = site_of(request).whole, frozenset({expand(kind) or kind} if kind else ())
    things = [ydr(slug) for slug in directory.overview or directory.entries]
    having = (iri for iri in things if reconciliation.has_types(graph, iri, wanted))
    return reconciliation.properties(graph, having, _tag(request))


@PAGE.at("/reconcile/suggest/{kind}")
def _suggest(request: Request, directory: Directory) -> Response:
    """Complete what somebody types: things, properties or types, by ``prefix``, from ``cursor`` on."""
    typed, start = request.query_params.get("prefix", ""), whole(request.query_params.get("cursor", "")) or 0
    match request.path_params["kind"]:
        case "entity":
            site = site_of(request)
            found = [match.name.iri for match in matches_of(site, directory, typed)][start:][:_SUGGESTED]
            kinds = partial(reconciliation.types_of, site.whole, language=_tag(request))
            return _answer(request, {"result": [{**_told(request, iri), "notable": kinds(iri)} for iri in found]})
        case "property":
            named = _properties_of(request, directory)
        case "type":
            named = reconciliation.types(_tag(request))
        case _:
            raise HTTPException(404)
    fitting = [{"id": id_, "name": name} for id_, name in named.items() if fold(typed) in fold(f"{id_} {name}")]
    return _answer(request, {"result": fitting[start:][:_SUGGESTED]})


@PAGE.at("/reconcile/flyout")
def _flyout(request: Request) -> Response:
    """Give a few words of HTML on a thing, for a list of suggestions."""
    slug = request.query_params.get("id", "")
    return _answer(request, {"id": slug, "html": _preview_of(request, slug)})


@PAGE.at("/reconcile/preview")
def _preview(request: Request) -> Response:
    """Give a small page on a thing, which other pages may show in a frame."""
    body = _preview_of(request, request.query_params.get("id", ""))
    tag = Language.of(language(request)).script_tag
    page = f'<!doctype html><html lang="{tag}"><meta charset="utf-8"><title>ydkg</title><body>{body}</body></html>'
    return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY, "Vary": "Accept-Language"})


def _preview_of(request: Request, slug: str) -> str:
    if ydr(slug) not in site_of(request).whole:
        raise HTTPException(404)
    told = _told(request, ydr(slug))
    name, said = escape(told["name"]), escape(told["description"])
    return f'<p><a href="{origin(request)}/id/{quote(slug)}" target="_blank"><b>{name}</b></a></p><p>{said}</p>'
