"""The home page: what the graph is, how much is in it, and where to go on, on one screen."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import YdkgError
from ydkg.graph import catalogue
from ydkg.server.page import Page
from ydkg.server.pages.things import MODALITIES, families_of
from ydkg.server.site import site_of
from ydkg.server.template import render
from ydkg.telling.view import views_of
from ydkg.vocab import YD

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.site import Site
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.figure import Figure
    from ydkg.telling.source import Passage

#: Questions to begin with.
QUESTIONS = (
    "people/posts_of_a_person",
    "infrastructure/planned_to_open",
    "metrics/changes_since_2018",
    "metrics/against_target",
    "firsts/first_in_china",
    "infrastructure/what_connects",
)
# The figure whose way to its words is shown, where the graph has it.
_EXAMPLE = "observation-vehicle-to-pile-ratio"
PAGE = Page(order=0, listed=True)


class Example(NamedTuple):
    """A figure, a passage that states it, and the digest of its words."""

    figure: Figure
    passage: Passage
    digest: str


@PAGE.at("/")
async def _home(request: Request) -> Response:
    """Answer with the home page."""
    site = site_of(request)
    atlas = await site.atlas()
    known = set(catalogue.names())
    try:
        network = json.loads(await site.made("figure"))
    except YdkgError:  # a page can do without
        network = {"nodes": [], "lines": [], "names": []}
    modality = Counter(milestone.modality for milestone in atlas.milestones.values())
    counts = {
        "things": len(atlas.things),
        "relations": len(atlas.relations),
        "figures": len(atlas.figures),
        "milestones": len(atlas.milestones),
        **{key: modality[key] for key in MODALITIES},
        "documents": sum(not work.register for work in atlas.works.values()),
        "passages": len(atlas.passages),
        # Those that only confirm names are none of the atlas's works.
        "registers": len(site.table.subjects(YD.Register)),
    }
    return render(
        request,
        "home.html.j2",
        counts=counts,
        modalities=MODALITIES,
        families=families_of(atlas),
        views=views_of(atlas.things),
        questions=[catalogue.question(name) for name in QUESTIONS if name in known],
        question_count=sum(not name.startswith("checks/") for name in known),
        figure=network,
        things=atlas.things,
        example=_example(site, atlas),
        origin=str(request.base_url).rstrip("/"),
    )


def _example(site: Site, atlas: Atlas) -> Example | None:
    """Follow one figure to its words, as far as the graph holds one that has words."""
    figures = [atlas.figures[name] for name in (_EXAMPLE, *atlas.figures) if name in atlas.figures]
    passages = (
        (figure, passage) for figure in figures for place in figure.evidence.places for passage in place.passages
    )
    for figure, passage in passages:
        if digest := site.table.one(passage.iri, YD.textDigest):
            return Example(figure, passage, digest)
    return None
