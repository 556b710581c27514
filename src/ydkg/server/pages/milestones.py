"""The board: what is planned, under way and done, by which day, and what later documents say became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.server.beside import beside
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.pages.things import MODALITIES
from ydkg.server.site import site_of
from ydkg.server.template import render
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.milestone import Milestone

PAGE = Page(translatable("Milestones"), 22)


class Lane(NamedTuple):
    """The milestones of one modality: those with a last possible day, in the order of these days, and those without."""

    modality: str
    words: str
    dated: Sequence[Milestone]
    undated: Sequence[Milestone]


def _lanes(milestones: Iterable[Milestone], atlas: Atlas, lang: str) -> list[Lane]:
    """Put milestones into lanes, what is still to come first."""
    ordered = sorted(milestones, key=lambda each: (each.last_day, atlas.things[each.about].name.pick(lang), each.id))
    lanes = []
    for modality, words in reversed(MODALITIES.items()):
        inside = [each for each in ordered if each.modality == modality]
        dated, undated = [each for each in inside if each.last_day], [each for each in inside if not each.last_day]
        lanes.append(Lane(modality, words, dated, undated))
    return lanes


@PAGE.at("/milestones")
async def _milestones(request: Request) -> Response:
    """Answer with the board, or with the part of one theme."""
    return await beside(request, _page, request, await site_of(request).atlas())


def _page(request: Request, atlas: Atlas) -> Response:
    lang = language(request)
    milestones = [each for each in atlas.milestones.values() if each.about in atlas.things]
    themes = {
        theme: sum(each.about in things for each in milestones)
        for theme, things in atlas.facets["topic"].items()
        if theme in atlas.things
    }
    themes = {theme: count for theme, count in themes.items() if count}
    theme = request.query_params.get("theme", "")
    theme = theme if theme in themes else ""
    shown = [each for each in milestones if not theme or each.about in atlas.facets["topic"][theme]]
    return render(
        request,
        "milestones.html.j2",
        lanes=_lanes(shown, atlas, lang),
        total=len(milestones),
        theme=theme,
        themes=themes,
        things=atlas.things,
        later=atlas.later,
    )
