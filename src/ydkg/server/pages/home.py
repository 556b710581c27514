"""The home page: what the graph is, how much is in it, and where to go on, on one screen."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode

from ydkg.errors import YdkgError
from ydkg.graph import catalogue
from ydkg.server.page import Page
from ydkg.server.pages.things import families_of
from ydkg.server.site import site_of
from ydkg.server.template import render
from ydkg.vocab import RDF, YD, ydr
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.site import Site

#: Guided views: name, the explorer's address, and the things without which there is no such view.
VIEWS = (
    (
        translatable("Who sat on the podium"),
        "thing=media-briefing-20241204&focus=media-briefing-20241204+1&hide=initiative.topic.metric",
        ("media-briefing-20241204",),
    ),
    (
        translatable("What opens by the end of 2024"),
        "view=milestones&only=Planned&by=2024-12-31&sort=by",
        ("airport-link-line",),
    ),
    (translatable("Metrics ahead of target"), "view=metrics&only=ahead", ("metric-vehicle-to-pile-ratio",)),
    (
        translatable("The demonstration zone"),
        "thing=demonstration-zone&focus=demonstration-zone+1",
        ("demonstration-zone",),
    ),
    (translatable("Five paths from Gu Jun to Hefei"), "view=paths&from=gu-jun&to=hefei", ("gu-jun", "hefei")),
)
#: Questions to begin with.
QUESTIONS = (
    "people/posts_of_a_person",
    "infrastructure/planned_to_open",
    "metrics/changes_since_2018",
    "metrics/against_target",
    "firsts/first_in_china",
    "infrastructure/what_connects",
)
#: What may have happened to a thing, in the order in which it is told, with words.
MODALITIES = (
    ("Done", translatable("done")),
    ("Underway", translatable("under way")),
    ("Planned", translatable("planned")),
)
# The figure whose way to its words is shown, where the graph has it.
_EXAMPLE = "observation-vehicle-to-pile-ratio"
PAGE = Page(order=0, listed=True)


class Example(NamedTuple):
    """A figure and the passage that states it: record, words in both languages, place and digest."""

    record: str
    label: str
    text: str
    text_zh: str
    metric: str
    passage: str
    start: int
    end: int
    digest: str


def counts_of(atlas: Mapping[str, Any]) -> dict[str, int]:
    """Count what the graph holds.

    Parameters
    ----------
    atlas : mapping
        See `ydkg.explorer.atlas`.

    Returns
    -------
    dict of int
        ``things``, ``relations``, ``figures``, ``milestones``, these also by modality, ``documents`` and ``passages``.
    """
    modality = Counter(each["modality"] for each in atlas["milestones"].values())
    works = Counter(work["kind"] for work in atlas["works"])
    return {
        "things": len(atlas["things"]),
        "relations": len(atlas["relations"]),
        "figures": len(atlas["observations"]),
        "milestones": len(atlas["milestones"]),
        **{key: modality[key] for key, _ in MODALITIES},
        "documents": works["document"],
        "passages": sum("start" in source for source in atlas["sources"]),
    }


@PAGE.at("/")
async def _home(request: Request) -> Response:
    """Answer with the home page."""
    site = site_of(request)
    atlas = await site.atlas()
    known = set(catalogue.names())
    return render(
        request,
        "home.html.j2",
        counts={**counts_of(atlas), "registers": _registers(site)},
        modalities=MODALITIES,
        families=families_of(atlas),
        views=[view for view in VIEWS if all(each in atlas["things"] for each in view[2])],
        questions=[catalogue.question(name) for name in QUESTIONS if name in known],
        question_count=sum(not name.startswith("checks/") for name in known),
        figure=await _figure(site),
        things=atlas["things"],
        example=_example(site, atlas),
        origin=str(request.base_url).rstrip("/"),
    )


async def _figure(site: Site) -> dict[str, Any]:
    """Give the places of the network's figure; none where it cannot be made, for a page can do without."""
    try:
        return cast("dict[str, Any]", json.loads(await site.made("figure")))
    except YdkgError:
        return {"nodes": [], "lines": [], "names": []}


def _example(site: Site, atlas: Mapping[str, Any]) -> Example | None:
    """Follow one figure to its words, as far as the graph holds one that has words."""
    figures = atlas["observations"]
    for record in (_EXAMPLE, *figures):
        figure = figures.get(record)
        if figure is None:
            continue
        for source in (atlas["sources"][number] for number in figure["sources"]):
            if "start" not in source:
                continue
            passage = f"passage-{atlas['works'][source['work']]['id']}-{source['start']}-{source['end']}"
            name = source.get("id", passage)
            digest = _text(site, ydr(name), YD.textDigest)
            if digest:
                words = figure["text"], figure.get("zh", figure["text"])
                return Example(
                    record, figure["label"], *words, figure["metric"], name, source["start"], source["end"], digest
                )
    return None


def _registers(site: Site) -> int:
    """Count the registers: those that only confirm names are none of the atlas's works."""
    found = site.store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(YD.Register), DefaultGraph())
    return sum(1 for _ in found)


def _text(site: Site, subject: str, predicate: str) -> str:
    """Read one literal of the graph; empty where there is none."""
    found = site.store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)
    return next((quad.object.value for quad in found if isinstance(quad.object, Literal)), "")
