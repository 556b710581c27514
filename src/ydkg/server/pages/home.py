"""The home page: what the graph is, how much is in it, and where to go on, on one screen."""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ydkg.errors import YdkgError
from ydkg.export import FORMATS, missing
from ydkg.export.construct import as_search_engines_read
from ydkg.graph import questions as catalogue
from ydkg.server.beside import beside
from ydkg.server.negotiation import origin
from ydkg.server.page import Page
from ydkg.server.pages.things import families_of
from ydkg.server.site import site_of
from ydkg.server.template import render
from ydkg.telling.figures import Figure
from ydkg.telling.milestones import MODALITIES
from ydkg.telling.naming import iri_of
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.directory import Directory
    from ydkg.server.lookup import Lookup
    from ydkg.server.site import Site
    from ydkg.telling.comparisons import Comparison
    from ydkg.telling.sources import Passage, Place

# How many questions there are to begin with where the collection offers none.
_QUESTIONS = 6
PAGE = Page(order=0, listed=True)


class Example(NamedTuple):
    """A figure, a passage that states it with its place, and the digest of its words."""

    figure: Figure
    place: Place
    passage: Passage
    digest: str


@PAGE.at("/")
async def _home(request: Request) -> Response:
    """Answer with the home page."""
    site = site_of(request)
    lookup, directory = await site.lookup(), await site.directory()
    try:
        network = json.loads(await site.made("figure", things=directory.overview))
    except YdkgError:  # a page can do without
        network = {}
    return await beside(request, _page, request, site, lookup, directory, network)


def _page(request: Request, site: Site, lookup: Lookup, directory: Directory, network: dict[str, Any]) -> Response:
    known, root = catalogue.names(), origin(request)
    downloads = {
        f"{root}/download/{key}.{form.extension}": form.media_type for key, form in FORMATS.items() if not missing(form)
    }
    # The questions to begin with, each with its address: those that the collection offers, else its own.
    offered = [(each.address, each.name) for each in lookup.about.questions if each.name in known]
    own = [(name, name) for name in catalogue.own_first()]
    modality = site.keep("modality", lambda: Counter(milestone.modality for milestone in directory.due))
    counts = {
        "things": len(directory.entries),
        "relations": directory.relations,
        "figures": directory.figures,
        "milestones": len(directory.due),
        **{key: modality[key] for key in MODALITIES},
        "documents": directory.documents,
        "passages": directory.passages,
        "registers": len(site.table.subjects(YD.Register)),
    }
    described = site.description()
    page = render(
        request,
        "home.html.j2",
        counts=counts,
        later=lookup.later,
        covered=bool(directory.outlines),
        findings=site.keep("findings", lambda: _findings(directory)),
        families=families_of(site, directory),
        views=lookup.about.views_of(directory.entries),
        questions=[(address, catalogue.question(name)) for address, name in offered or own[:_QUESTIONS]],
        question_count=sum(not catalogue.is_check(name) for name in known),
        figure=network or {"fields": [], "nodes": [], "lines": [], "names": []},
        things=directory.things,
        example=site.keep("example", lambda: _example(site, lookup, directory)),
        origin=root,
        dataset=_with_downloads(site.keep("dataset", lambda: as_search_engines_read(described)), downloads),
    )
    # To programs that follow Signposting: what the page is of, its licence, and where it is described.
    links = (
        *([f'<{described.address}>; rel="cite-as"'] if described.address else []),
        '<https://schema.org/Dataset>; rel="type"',
        *([f'<{described.licence}>; rel="license"'] if described.licence else []),
        *(
            f'</download/{key}.{FORMATS[key].extension}>; rel="describedby"; type="{FORMATS[key].media_type}"'
            for key in ("dcat", "schemaorg")
        ),
    )
    page.headers["Link"] = ", ".join(links)
    if not network:
        page.headers["Cache-Control"] = "no-store"
    return page


def _findings(directory: Directory) -> list[Comparison]:
    """Choose what the figures tell first: a target that is met early, and a change that its figures contradict."""
    told = [each.told for each in directory.compared if each.told and each.told.chart]
    ahead = [each for each in told if each.verdict.key == "ahead"]
    torn = [each for each in told if each.change and each.computed and each.note]
    return [*ahead[:1], *torn[:1]]


def _with_downloads(dataset: Mapping[str, Any], downloads: Mapping[str, str]) -> dict[str, Any]:
    """Add to a description in schema.org's words what is offered here, by address and media type."""
    files = dataset.get("distribution", [])
    offered = [
        {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media_type}
        for address, media_type in downloads.items()
    ]
    return {**dataset, "distribution": [*(files if isinstance(files, list) else [files]), *offered]}


def _example(site: Site, lookup: Lookup, directory: Directory) -> Example | None:
    """Follow one figure to its words, as far as the graph holds one that has words."""
    names = chain([lookup.about.fact], (each.id for each in directory.single))
    records = chain(map(iri_of, names), lookup.table.subjects(YD.Observation))
    figures = (figure for figure in map(lookup.record, records) if isinstance(figure, Figure))
    passages = (
        (figure, place, passage) for figure in figures for place in figure.evidence.places for passage in place.passages
    )
    for figure, place, passage in passages:
        if digest := site.table.one(passage.iri, YD.textDigest):
            return Example(figure, place, passage, digest)
    return None
