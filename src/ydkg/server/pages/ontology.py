"""The ontology: one document by ``Accept`` or extension, a page with an anchor for each term; alignments and shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from ydkg.collection import ONTOLOGY_DIR, ONTOLOGY_FILE, RELEASE_FILE
from ydkg.errors import Listed, problem
from ydkg.export import RDF_FORMATS, write
from ydkg.graph.schema import shipped_schema
from ydkg.graph.turtle import read_turtle
from ydkg.language.text import Language, translatable
from ydkg.proof.shapes import shape_files
from ydkg.server.beside import beside
from ydkg.server.negotiation import accepted, language, with_charset
from ydkg.server.page import Page
from ydkg.server.pages.glossary import SECTIONS, terms
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import sheet_file
from ydkg.server.template import answer, render
from ydkg.telling.spreadsheets import WRITERS, Spreadsheet
from ydkg.vocab import OWL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.pages.glossary import Use
    from ydkg.telling.spreadsheets import Cell

#: Where the namespace's document is.
IRI = "https://w3id.org/ydkg/ontology"
_OFFERS = ("text/html", *(each.media_type for each in RDF_FORMATS.values()))
#: What a file says of each term.
_HEADINGS = (
    translatable("kind"),
    translatable("term"),
    translatable("name in English"),
    translatable("name in Chinese"),
    translatable("definition"),
    translatable("definition in Chinese"),
    translatable("number of uses"),
    translatable("address"),
)
#: What a file says of each file of shapes.
_SHAPE_HEADINGS = (translatable("shapes"), translatable("classes"), translatable("address"))
PAGE = Page(translatable("Ontology"), 60)


def _version() -> str:
    """Give the ontology's version; empty where it says none."""
    return shipped_schema().terms.one(IRI, OWL.versionInfo) or ""


@PAGE.at("/ontology/{version}")
@PAGE.at("/ontology")
async def _ontology(request: Request) -> Response:
    """Answer with the ontology as a page or as RDF."""
    asked = request.path_params.get("version", _version())
    if asked != _version():
        said = problem("version {asked} is not here; this one is {version}", asked=asked, version=_version())
        raise HTTPException(404, said)
    chosen = accepted(request.headers.get("accept"), (*_OFFERS, "application/json"))
    if chosen is None:
        raise HTTPException(406, problem("the ontology is here as {here}", here=Listed(_OFFERS)))
    if chosen == "application/json":
        chosen = RDF_FORMATS["jsonld"].media_type
    extension = next((each.extension for each in RDF_FORMATS.values() if each.media_type == chosen), "html")
    return await _written(request, extension, {"Vary": "Accept", "Content-Location": f"/ontology.{extension}"})


@PAGE.at("/ontology.{extension}")
async def _ontology_file(request: Request) -> Response:
    """Answer with the ontology in the format that an extension asks for."""
    extension, known = request.path_params["extension"], [each.extension for each in RDF_FORMATS.values()]
    if extension not in {"html", *WRITERS, *known}:
        raise HTTPException(404, problem("the ontology is here as {here}", here=Listed([*known, *WRITERS])))
    return await _written(request, extension, {})


async def _written(request: Request, extension: str, headers: Mapping[str, str]) -> Response:
    """Write the page, a table of the terms, or RDF with some headers."""
    if extension != "html" and extension not in WRITERS:
        return await beside(request, _rdf, request, extension, headers)
    uses = cast("Mapping[str, Use]", await site_of(request).told("uses"))
    if extension == "html":
        return await beside(request, _page, request, uses)
    return await beside(request, _sheet, request, extension, uses)


@PAGE.at("/shapes")
async def _shapes(request: Request) -> Response:
    """Lead to the list of shapes, which is a part of the ontology's page."""
    return RedirectResponse(f"/ontology{'?' if request.url.query else ''}{request.url.query}#shapes", 303)


@PAGE.at("/shapes/{name}")
async def _shape(request: Request) -> Response:
    """Answer with a file of shapes."""
    return _turtle(request, {path.stem: path for path in shape_files()})


@PAGE.at("/ontology/align/{name}")
async def _alignment(request: Request) -> Response:
    """Answer with a file that aligns the ontology with another vocabulary."""
    return _turtle(request, {path.stem: path for path in (ONTOLOGY_DIR / "align").glob("*.ttl")})


def _page(request: Request, uses: Mapping[str, Use]) -> Response:
    described = terms()
    return render(
        request,
        "ontology.html.j2",
        iri=IRI,
        version=_version(),
        sections=[(*section, [term for term in described if term.section == section[0]]) for section in SECTIONS],
        uses=uses,
        # The ontology's own examples name things of the data that ship with it.
        shipped=RELEASE_FILE in site_of(request).settings.data.documents,
        formats=RDF_FORMATS,
        shapes=[path.stem for path in shape_files()],
        alignments=sorted(path.stem for path in (ONTOLOGY_DIR / "align").glob("*.ttl")),
    )


def _sheet(request: Request, extension: str, uses: Mapping[str, Use]) -> Response:
    """Answer with the terms, those of one section, or the shapes, as a file for a spreadsheet."""
    asked, say = request.query_params.get("section", ""), Language.of(language(request)).gettext
    shapes, sections = asked == "shapes", {key: say(words) for key, words in SECTIONS}
    rows: list[list[Cell]]
    if shapes:
        names, space = [path.stem for path in shape_files()], IRI.removesuffix("ontology")
        members = (" ".join(term.name for term in terms() if name in term.shapes) for name in names)
        rows = [[name, held, f"{space}shapes/{name}"] for name, held in zip(names, members, strict=True)]
    else:
        rows = [
            [
                *(sections[each.section], each.name, each.label, each.zh, each.definition, each.definition_zh),
                *(uses[each.iri].number if each.iri in uses else 0, each.iri),
            ]
            for each in terms()
            if asked in ("", each.section)
        ]
    headings = [say(each) for each in (_SHAPE_HEADINGS if shapes else _HEADINGS)]
    sheet = Spreadsheet(say("Shapes") if shapes else say("Ontology"), headings, rows)
    return sheet_file(request, sheet, "shapes" if shapes else "terms", extension)


def _rdf(request: Request, extension: str, headers: Mapping[str, str]) -> Response:
    name, form = next((name, each) for name, each in RDF_FORMATS.items() if each.extension == extension)
    shared = {"Access-Control-Allow-Origin": "*", "Link": f'<{IRI}>; rel="canonical"'}
    # Turtle is the file itself.
    content = site_of(request).keep(
        ("ontology", name),
        lambda: ONTOLOGY_FILE.read_bytes() if name == "turtle" else write(name, read_turtle(ONTOLOGY_FILE)),
    )
    return answer(request, content, with_charset(form.media_type), headers={**shared, **headers})


def _turtle(request: Request, held: dict[str, Path]) -> Response:
    name = request.path_params["name"].removesuffix(".ttl")
    if name not in held:
        raise HTTPException(404, problem("there is no {name} here: {here}", name=name, here=Listed(sorted(held))))
    headers = {"Access-Control-Allow-Origin": "*"}
    media_type = with_charset(RDF_FORMATS["turtle"].media_type)
    return answer(request, held[name].read_bytes(), media_type, headers=headers)
