"""The board: what is planned, under way and done, by which day, and what later documents say became of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.text import Language, translatable
from ydkg.server.beside import beside
from ydkg.server.negotiation import language
from ydkg.server.page import Page, PageTable
from ydkg.server.paging import facts_of, turn_of
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import rows_file
from ydkg.server.template import render
from ydkg.telling.milestones import MODALITIES
from ydkg.telling.naming import iri_of
from ydkg.telling.text import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.directory import Directory, Due
    from ydkg.server.lookup import Lookup
    from ydkg.telling.later import PromiseAnswers
    from ydkg.telling.text import Text

# Of the board as a file.
_HEADINGS = (
    translatable("of what"),
    translatable("status"),
    translatable("stage"),
    translatable("when"),
    translatable("last possible day"),
    translatable("today, by later pages"),
    translatable("what became of it"),
    translatable("against its date"),
    translatable("source"),
    translatable("record"),
)
PAGE = Page(translatable("Milestones"), 22, tables=[PageTable(translatable("Milestones"), "/milestones")])
#: Themes that the board offers, where nobody asks for all.
_THEMES = 40


class Lane(NamedTuple):
    """The milestones of one modality: those with a last possible day, in the order of these days, and those without."""

    modality: str
    words: str
    total: int
    dated: Sequence[Due]
    undated: Sequence[Due]


@PAGE.at("/milestones")
def _milestones(request: Request, directory: Directory, lookup: Lookup) -> Response:
    """Answer with the board, or with the part of one theme or thing."""
    turn = turn_of(request)
    themes, asked, shown = _asked(request, directory)
    offered = themes
    if len(themes) > _THEMES and request.query_params.get("themes") != "all":
        first = sorted(themes, key=lambda theme: (theme != asked.get("theme"), -themes[theme]))
        offered = {theme: themes[theme] for theme in first[:_THEMES]}
    # What is still to come is the first lane.
    inside = {modality: [each for each in shown if each.modality == modality] for modality in reversed(MODALITIES)}
    size, lanes = facts_of(*inside.values()), []
    for modality, milestones in inside.items():
        part = turn.of(milestones, size)
        dated, undated = [each for each in part if each.last_day], [each for each in part if not each.last_day]
        lanes.append(Lane(modality, MODALITIES[modality], len(milestones), dated, undated))
    turn.check()
    return render(
        request,
        "milestones.html.j2",
        lanes=lanes,
        turn=turn,
        total=len(directory.due),
        asked=asked,
        themes=offered,
        more_themes=len(themes) - len(offered),
        things=directory.things,
        later=lookup.later,
    )


def _asked(request: Request, directory: Directory) -> tuple[dict[str, int], dict[str, str], Sequence[Due]]:
    """Say how many milestones each theme has, and what is asked for, and give the milestones that are."""
    site, lang = site_of(request), language(request)

    def counted() -> dict[str, int]:
        of_things = Counter(each.about for each in directory.due)
        known = ((theme, things) for theme, things in directory.themes.items() if theme in directory.entries)
        return {theme: sum(of_things[thing] for thing in things) for theme, things in known}

    def order(each: Due) -> tuple[bool, str, int, str]:
        """Put a milestone by its last possible day, one without behind all others."""
        return not each.last_day, each.last_day, directory.order[lang][each.about], each.id

    themes, asked = site.keep("themes", counted), dict[str, str]()
    shown: Sequence[Due] = site.keep(("due", lang), lambda: sorted(directory.due, key=order))
    if (theme := request.query_params.get("theme", "")) in themes:
        asked["theme"] = theme
        shown = [each for each in shown if each.about in directory.themes[theme]]
    if (thing := request.query_params.get("thing", "")) in directory.entries:
        asked["thing"] = thing
        shown = [each for each in shown if each.about == thing]
    return themes, asked, shown


def _answered(told: PromiseAnswers | None) -> tuple[Text, ...]:
    """Give what became of a milestone, cell by cell; of what was no promise nothing."""
    return (told.mark, told.evidence, told.schedule) if told else (NOTHING,) * 3


@PAGE.at("/milestones.{extension}")
async def _file(request: Request) -> Response:
    """Answer with the board as a file for a spreadsheet, in the order of its lanes."""
    site, lang = site_of(request), language(request)
    directory, lookup = await site.directory(), await site.lookup()
    _, _, shown = await beside(request, _asked, request, directory)
    say = Language.of(lang).gettext
    answers = lookup.later.answers
    rows = (
        [
            directory.things[each.about].name.pick(lang),
            say(words),
            each.says.pick(lang),
            each.when.pick(lang),
            dt.date.fromisoformat(each.last_day) if each.last_day else None,
            *(text.pick(lang) for text in _answered(answers.get(each.id))),
            each.evidence.mark.pick(lang),
            iri_of(each.id),
        ]
        for modality, words in reversed(MODALITIES.items())
        for each in shown
        if each.modality == modality
    )
    return await rows_file(request, "milestones", say("Milestones"), [say(each) for each in _HEADINGS], rows)
