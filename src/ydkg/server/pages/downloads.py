"""Downloads: the graph in every format, each named graph as RDF, the questions; licence and citation."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.exceptions import HTTPException

from ydkg.collection import graph_iri
from ydkg.errors import Listed, OverloadError, problem, quoted
from ydkg.export import FORMATS, RDF_FORMATS, missing
from ydkg.files import packed
from ydkg.graph import questions as catalogue
from ydkg.graph.sources import documents_of
from ydkg.language.text import translatable
from ydkg.server.beside import beside
from ydkg.server.dataset import graphs_of, holding
from ydkg.server.negotiation import accepted, language, origin, with_charset
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import answer, answer_file, render
from ydkg.telling.naming import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

# What tools and browsers send for want of anything better leads to the page or to Turtle.
_GRAPH_OFFERS = tuple(each.media_type for each in RDF_FORMATS.values())
PAGE = Page(translatable("Download"), 70)


class File(NamedTuple):
    """A file to download: path, format's name and purpose, media type, and size in bytes if known."""

    path: str
    name: str
    purpose: str
    media_type: str
    size: int | None


@cache
def _questions_packed() -> bytes:
    """Pack all named questions into a ZIP file: the same bytes for the same questions."""
    return packed({f"queries/{name}.rq": path.read_bytes() for name, path in sorted(catalogue.paths().items())})


@PAGE.at("/download")
def _page(request: Request) -> Response:
    """Answer with the page of all downloads."""
    site, names = site_of(request), catalogue.names()
    sizes = site.kept.get("sizes", {})  # known once a file was asked for
    return render(
        request,
        "download.html.j2",
        files=[
            File(
                f"/download/{key}.{known.extension}",
                known.name,
                known.purpose.pick(language(request)),
                known.media_type,
                sizes.get(key),
            )
            for key, known in FORMATS.items()
            if not missing(known)
        ],
        document=slug(next(iter(documents_of(site.table)), "")),
        graphs=[(name, graph_iri(name), holding(name)) for name in graphs_of(site.settings)],
        formats=RDF_FORMATS,
        lists=[table for each in request.app.state.pages for table in each.tables],
        questions=sum(not catalogue.is_check(name) for name in names),
        checks=sum(map(catalogue.is_check, names)),
        questions_size=len(_questions_packed()),
        described=site.description(),
        state=site.version,
        origin=origin(request),
    )


@PAGE.at("/download/{name}.{extension}")
async def _file(request: Request) -> Response:
    """Answer with the graph in a format."""
    name, extension = request.path_params["name"], request.path_params["extension"]
    if (name, extension) == ("questions", "zip"):
        return answer(request, _questions_packed(), "application/zip", headers=_attached("ydkg-questions.zip"))
    if name not in FORMATS or FORMATS[name].extension != extension or missing(FORMATS[name]):
        known = Listed(f"{key}.{each.extension}" for key, each in FORMATS.items() if not missing(each))
        file = f"{name}.{extension}"
        raise HTTPException(404, problem("there is no download {file}; take one of {known}", file=file, known=known))
    headers = _attached(f"ydkg-{name}.{extension}" if FORMATS[name].carries == "view" else f"ydkg.{extension}")
    made = await _made(request, "export", {"format": name}, headers)
    site = site_of(request)
    sizes = site.kept.setdefault("sizes", {})
    if "Content-Length" in made.headers and name not in sizes:
        sizes[name] = int(made.headers["Content-Length"])
        # The page of all downloads says it from now on.
        site.answers.clear()
    return made


@PAGE.at("/graph/{name}")
async def _graph(request: Request) -> Response:
    """Answer with one named graph as RDF, by extension or ``Accept``."""
    name, _, extension = request.path_params["name"].partition(".")
    site = site_of(request)
    if name not in (known := graphs_of(site.settings)):
        said = problem("this server has no graph {name}; it has {known}", name=quoted(name), known=Listed(known))
        raise HTTPException(404, said)
    headers = {"Access-Control-Allow-Origin": "*", "Link": f'<{graph_iri(name)}>; rel="canonical"'}
    if extension:
        chosen = next((key for key, each in RDF_FORMATS.items() if each.extension == extension), None)
        if chosen is None:
            here = Listed(each.extension for each in RDF_FORMATS.values())
            raise HTTPException(404, problem("a graph is here as {here}", here=here))
    else:
        # A browser, which likes neither of them, gets Turtle as everybody does who does not say.
        liked = accepted(request.headers.get("accept"), (*_GRAPH_OFFERS, "text/html", "text/plain", "application/json"))
        if liked is None:
            raise HTTPException(406, problem("a graph is here as {here}", here=Listed(_GRAPH_OFFERS)))
        chosen = next((key for key, each in RDF_FORMATS.items() if each.media_type == liked), "turtle")
        if liked == "application/json":
            chosen = "jsonld"
        headers |= {"Vary": "Accept", "Content-Location": f"/graph/{name}.{RDF_FORMATS[chosen].extension}"}
    headers["Content-Disposition"] = f'inline; filename="ydkg-{name}.{RDF_FORMATS[chosen].extension}"'
    return await _made(request, "graph", {"name": name, "format": chosen}, headers)


async def _made(request: Request, task: str, arguments: dict[str, Any], headers: Mapping[str, str]) -> Response:
    """Answer with what a worker writes: in a file where the graph lies on disk, else in memory."""
    site, media_type = site_of(request), with_charset(FORMATS[arguments["format"]].media_type)
    if site.is_on_disk:
        try:
            make = partial(site.file, task, arguments)
            return await answer_file(request, site.tag(task, arguments), make, media_type, headers)
        except OverloadError:
            if site is request.app.state.site:
                raise
            # Other data were loaded before it was begun.
            request.scope["ydkg.site"] = request.app.state.site
            return await _made(request, task, arguments, headers)
    content = await site.made(task, **arguments)
    return await beside(request, answer, request, content, media_type, headers=headers)


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Access-Control-Allow-Origin": "*"}
