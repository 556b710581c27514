"""The board: what is planned, under way and done, by which day, and what later documents say became of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from ydkg.server.beside import beside
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.pages.things import MODALITIES
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import render
from ydkg.telling.spreadsheet import Spreadsheet
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.milestone import Milestone
    from ydkg.telling.spreadsheet import Cell

# Of the board as a file.
_HEADINGS = (
    translatable("of what"),
    translatable("status"),
    translatable("stage"),
    translatable("when"),
    translatable("last possible day"),
    translatable("what became of it"),
    translatable("against its date"),
    translatable("source"),
    translatable("record"),
)
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
    milestones, themes, theme, shown = _asked(request, atlas)
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


def _asked(request: Request, atlas: Atlas) -> tuple[list[Milestone], dict[str, int], str, list[Milestone]]:
    """Give all milestones, how many each theme has, the theme that is asked for, and its milestones."""
    milestones = [each for each in atlas.milestones.values() if each.about in atlas.things]
    themes = {
        theme: sum(each.about in things for each in milestones)
        for theme, things in atlas.facets["topic"].items()
        if theme in atlas.things
    }
    themes = {theme: count for theme, count in themes.items() if count}
    theme = request.query_params.get("theme", "")
    theme = theme if theme in themes else ""
    return milestones, themes, theme, [e for e in milestones if not theme or e.about in atlas.facets["topic"][theme]]


@PAGE.at("/milestones.{extension}")
async def _file(request: Request) -> Response:
    """Answer with the board as a file for a spreadsheet, in the order of its lanes."""
    return await beside(request, _sheet, request, await site_of(request).atlas())


def _sheet(request: Request, atlas: Atlas) -> Response:
    extension, lang = extension_of(request), language(request)
    say = Language.of(lang).gettext
    rows: list[list[Cell]] = []
    for lane in _lanes(_asked(request, atlas)[3], atlas, lang):
        for each in (*lane.dated, *lane.undated):
            told = atlas.later.answers.get(each.id)
            became = [told.evidence.pick(lang), told.schedule.pick(lang)] if told else ["", ""]
            last = dt.date.fromisoformat(each.last_day) if each.last_day else None
            said = [each.says.pick(lang), each.when.pick(lang), last]
            name, where = atlas.things[each.about].name.pick(lang), each.evidence.mark.pick(lang)
            rows.append([name, say(lane.words), *said, *became, where, f"{atlas.base}{each.id}"])
    sheet = Spreadsheet(say("Milestones"), [say(each) for each in _HEADINGS], rows)
    return sheet_file(request, sheet, "milestones", extension)
