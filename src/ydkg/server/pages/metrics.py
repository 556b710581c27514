"""All metrics: figures that are compared, with what, by how much and how judged; and those that stand alone."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.names import reading_order
from ydkg.language.quantity import bound
from ydkg.language.text import Language, translatable
from ydkg.language.units import measure_word, unit_name
from ydkg.server.beside import beside
from ydkg.server.negotiation import language
from ydkg.server.page import Page, PageTable
from ydkg.server.paging import facts_of, turn_of
from ydkg.server.site import site_of
from ydkg.server.spreadsheets import rows_file
from ydkg.server.template import render
from ydkg.telling.chart import DIRECTIONS
from ydkg.telling.comparisons import OUTCOMES
from ydkg.telling.figures import ROLES, tell_figure
from ydkg.telling.naming import iri_of
from ydkg.vocab import UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.graph.graph import Graph
    from ydkg.server.directory import Directory, Measured
    from ydkg.server.lookup import Lookup
    from ydkg.telling.comparisons import Comparison
    from ydkg.telling.figures import Figure
    from ydkg.telling.sources import Evidence
    from ydkg.telling.spreadsheets import Cell

#: What a reader can ask for.
_OUTCOMES = OUTCOMES | {"open": translatable("left open by bounds")}
#: What a file says of each metric, beside each figure, and of a comparison.
_BEST = (translatable("metric"), translatable("of what"), translatable("which way is better"))
_BESIDE = (
    translatable("bound"),
    translatable("unit"),
    translatable("period"),
    translatable("value status"),
    translatable("as stated"),
)
_COMPARED = (
    translatable("stated change"),
    translatable("difference, computed"),
    translatable("compared with"),
    translatable("judgement"),
)
_WRITTEN = (translatable("source"), translatable("record"))
#: What a figure is called that nothing is compared with.
_SINGLE = translatable("value")
PAGE = Page(
    translatable("Metrics"),
    20,
    tables=[
        PageTable(translatable("Compared figures"), "/metrics", {"table": "compared"}),
        PageTable(translatable("Single figures"), "/metrics", {"table": "single"}),
    ],
)


class MetricRow(NamedTuple):
    """A metric of a thing: slugs of both, figures by role, comparison where there is one, and where that is written."""

    metric: str
    about: str
    figures: Mapping[str, Figure]
    comparison: Comparison | None
    evidence: Evidence


def _row(lookup: Lookup, measured: Measured) -> MetricRow:
    """Tell a comparison with its figures, or a single figure."""
    if told := measured.told:
        figures: dict[str, Figure] = {step.role: step.figure for step in told.steps}
        first = next(iter(figures.values()))
        return MetricRow(first.metric, first.about, figures, told, told.evidence)
    figure = tell_figure(lookup.reading, iri_of(measured.id))
    role = "target" if figure.state == "Target" else "current"
    return MetricRow(figure.metric, figure.about, {role: figure}, None, figure.evidence)


@PAGE.at("/metrics")
def _metrics(request: Request, directory: Directory, lookup: Lookup) -> Response:
    """Answer with the tables, or with the rows that came to one outcome, or are of one thing or metric."""
    compared, single, verdicts, asked = _asked(request, directory)
    turn = turn_of(request, facts_of(compared, single))
    rows = {"compared": turn.of(compared), "single": turn.of(single)}
    turn.check()
    return render(
        request,
        "metrics.html.j2",
        counts=(len(compared), len(single)),
        compared=[_row(lookup, each) for each in rows["compared"]],
        single=[_row(lookup, each) for each in rows["single"]],
        turn=turn,
        asked=asked,
        outcomes={key: words for key, words in _OUTCOMES.items() if key in verdicts},
        verdicts=verdicts,
        things=directory.things,
    )


def _asked(
    request: Request, directory: Directory
) -> tuple[list[Measured], list[Measured], Counter[str], dict[str, str]]:
    """Give comparisons and single figures, how many there are of each outcome, and what they are asked by."""
    lang = language(request)
    entries, tables = directory.entries, (directory.compared, directory.single)

    @cache
    def name(metric: str) -> bytes:
        """Say where the name of a metric stands among others."""
        return reading_order(entries[metric].thing.name.pick(lang) if metric in entries else metric)

    compared, single = site_of(request).keep(
        ("measured", lang), lambda: [sorted(table, key=lambda each: name(each.metric)) for table in tables]
    )
    verdicts = Counter(each.verdict for each in compared)
    asked: dict[str, str] = {}
    outcome = request.query_params.get("outcome", "")
    if outcome and outcome in verdicts:
        asked["outcome"] = outcome
        compared, single = [each for each in compared if each.verdict == outcome], []
    if (thing := request.query_params.get("thing", "")) in directory.entries:
        asked["thing"] = thing
        compared, single = ([each for each in group if thing in each.of] for group in (compared, single))
    return compared, single, verdicts, asked


@PAGE.at("/metrics.{extension}")
async def _file(request: Request) -> Response:
    """Answer with the rows as a file for a spreadsheet: of both tables, or of the one that is asked for."""
    site, table = site_of(request), request.query_params.get("table")
    directory, lookup = await site.directory(), await site.lookup()
    language_, (compared, alone, _, _) = (
        Language.of(language(request)),
        await beside(request, _asked, request, directory),
    )
    shown = {"compared": compared, "single": alone}.get(table or "", [*compared, *alone])
    say, single = language_.gettext, shown == alone
    headings = [say(each) for each in _BEST]
    for role in [_SINGLE] if single else ROLES.values():
        headings += [say(role), *(f"{say(role)}{language_.colon}{say(each)}" for each in _BESIDE)]
    headings += [say(each) for each in (_WRITTEN if single else (*_COMPARED, *_WRITTEN))]
    rows = (_cells(_row(lookup, each), directory, site.table, language_, single=single) for each in shown)
    return await rows_file(request, "metrics", say("Metrics"), headings, rows)


def _cells(row: MetricRow, directory: Directory, table: Graph, language_: Language, *, single: bool) -> list[Cell]:
    """Write a row for a spreadsheet: each figure with bound, unit, time and status beside it."""
    lang, things = language_.tag, directory.things
    metric, counter = things.get(row.metric), measure_word(table, iri_of(row.metric))
    direction = DIRECTIONS[metric.direction] if metric and metric.direction else ""
    names = [things[each].name.pick(lang) if each in things else each for each in (row.metric, row.about)]
    cells: list[Cell] = [*names, language_.gettext(direction) if direction else ""]
    for figure in row.figures.values() if single else (row.figures.get(role) for role in ROLES):
        if figure is None:
            cells += [None] * (1 + len(_BESIDE))
        else:
            number = None if figure.number is None else Decimal(repr(figure.number)).normalize()
            unit = unit_name(figure.unit, language_, counter) if figure.unit not in {"", UNIT.UNITLESS} else ""
            cells += [number, bound(figure.bound, language_), unit, figure.when.pick(lang), figure.status.pick(lang)]
            cells.append(figure.value.pick(lang))
    told = row.comparison
    if told:
        cells += [each.pick(lang) for each in (told.change, told.computed, told.against, told.judged)]
    elif not single:
        cells += [""] * len(_COMPARED)
    record = told or next(iter(row.figures.values()))
    return [*cells, row.evidence.mark.pick(lang), iri_of(record.id)]
