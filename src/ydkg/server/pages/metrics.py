"""All metrics: figures that are compared, with what, by how much and how judged; and those that stand alone."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.search import fold
from ydkg.server.beside import beside
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import render
from ydkg.telling.figure import ROLES
from ydkg.telling.spreadsheet import Spreadsheet
from ydkg.vocab import UNIT
from ydkg.words.language import Language, translatable
from ydkg.words.quantity import bound
from ydkg.words.units import unit_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.chart import Chart
    from ydkg.telling.comparison import Comparison
    from ydkg.telling.figure import Figure
    from ydkg.telling.source import Evidence
    from ydkg.telling.spreadsheet import Cell

#: What a comparison can come to, in words: what a reader can ask for.
OUTCOMES = {
    "ahead": translatable("ahead of target"),
    "on": translatable("on target"),
    "behind": translatable("behind target"),
    "improved": translatable("better than baseline"),
    "unchanged": translatable("as the baseline"),
    "worsened": translatable("worse than baseline"),
    "open": translatable("left open by bounds"),
}
#: What a file says of each metric, beside each figure, and of a comparison.
_BEST = (translatable("metric"), translatable("of what"), translatable("which way is better"))
_BESIDE = (
    translatable("bound"),
    translatable("unit"),
    translatable("period"),
    translatable("value status"),
    translatable("as stated"),
)
_SAID = (
    translatable("stated change"),
    translatable("difference, computed"),
    translatable("compared with"),
    translatable("judgement"),
    translatable("source"),
    translatable("record"),
)
PAGE = Page(translatable("Metrics"), 20)


class Row(NamedTuple):
    """A metric of a thing: slugs of both, figures by role, comparison where there is one, chart, evidence."""

    metric: str
    about: str
    figures: Mapping[str, Figure]
    comparison: Comparison | None
    chart: Chart | None
    evidence: Evidence


def _rows(atlas: Atlas, lang: str) -> list[Row]:
    """Tell all figures, those that are compared in one row: comparisons first, then single ones; both by metric."""
    rows: list[Row] = []
    for comparison in atlas.comparisons.values():
        figures: dict[str, Figure] = {step.role: step.figure for step in comparison.steps}
        if figures:
            first = next(iter(figures.values()))
            rows.append(Row(first.metric, first.about, figures, comparison, comparison.chart, comparison.evidence))
    used = {figure.id for row in rows for figure in row.figures.values()}
    for figure in atlas.figures.values():
        if figure.id not in used:
            role = "target" if figure.state == "Target" else "current"
            rows.append(Row(figure.metric, figure.about, {role: figure}, None, figure.chart, figure.evidence))
    names = {slug: fold(thing.name.pick(lang)) for slug, thing in atlas.things.items()}
    return sorted(rows, key=lambda row: (row.comparison is None, names.get(row.metric, row.metric)))


@PAGE.at("/metrics")
async def _metrics(request: Request) -> Response:
    """Answer with the tables, or with the rows that came to one outcome."""
    return await beside(request, _page, request, await site_of(request).atlas())


def _page(request: Request, atlas: Atlas) -> Response:
    rows, verdicts, outcome = _asked(request, atlas)
    return render(
        request,
        "metrics.html.j2",
        compared=[row for row in rows if row.comparison],
        single=[row for row in rows if not row.comparison],
        outcome=outcome,
        outcomes={key: words for key, words in OUTCOMES.items() if key in verdicts},
        verdicts=verdicts,
        things=atlas.things,
    )


def _asked(request: Request, atlas: Atlas) -> tuple[list[Row], Counter[str], str]:
    """Give the rows that are asked for, how many there are of each outcome, and the outcome that is asked for."""
    rows = _rows(atlas, language(request))
    verdicts = Counter(row.comparison.verdict.key for row in rows if row.comparison)
    outcome = request.query_params.get("outcome", "")
    if not outcome or outcome not in verdicts:
        return rows, verdicts, ""
    return [row for row in rows if row.comparison and row.comparison.verdict.key == outcome], verdicts, outcome


@PAGE.at("/metrics.{extension}")
async def _file(request: Request) -> Response:
    """Answer with the rows as a file for a spreadsheet."""
    return await beside(request, _sheet, request, await site_of(request).atlas())


def _sheet(request: Request, atlas: Atlas) -> Response:
    extension = extension_of(request)
    lang = language(request)
    language_, (rows, _, _) = Language.of(lang), _asked(request, atlas)
    say = language_.gettext
    headings = [say(each) for each in _BEST]
    for role in ROLES.values():
        headings += [say(role), *(f"{say(role)}{language_.colon}{say(each)}" for each in _BESIDE)]
    headings += [say(each) for each in _SAID]
    cells = [_cells(row, atlas, language_) for row in rows]
    return sheet_file(request, Spreadsheet(say("Metrics"), headings, cells), "metrics", extension)


def _cells(row: Row, atlas: Atlas, language_: Language) -> list[Cell]:
    """Write a row for a spreadsheet: each figure with bound, unit, time and status beside it."""
    lang, things = language_.tag, atlas.things
    metric = things.get(row.metric)
    direction = {"Higher": "higher is better", "Lower": "lower is better"}.get(metric.direction if metric else "", "")
    names = [things[each].name.pick(lang) if each in things else each for each in (row.metric, row.about)]
    cells: list[Cell] = [*names, language_.gettext(direction) if direction else ""]
    for role in ROLES:
        figure = row.figures.get(role)
        if figure is None:
            cells += [None] * (1 + len(_BESIDE))
        else:
            number = None if figure.number is None else Decimal(repr(figure.number)).normalize()
            unit = unit_name(figure.unit, language_) if figure.unit and figure.unit != UNIT.UNITLESS else ""
            cells += [number, bound(figure.bound, language_), unit, figure.when.pick(lang), figure.status.pick(lang)]
            cells.append(figure.value.pick(lang))
    told = row.comparison
    if told:
        cells += [each.pick(lang) for each in (told.change, told.computed, told.against, told.judged)]
    else:
        cells += [""] * (len(_SAID) - 2)
    address = f"{atlas.base}{told.id if told else next(iter(row.figures.values())).id}"
    return [*cells, row.evidence.mark.pick(lang), address]
