"""All metrics in one table: baseline, current figure and target, the stated change, a chart, and what is to be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.search import fold
from ydkg.server.beside import beside
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import render
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.chart import Chart
    from ydkg.telling.comparison import Comparison
    from ydkg.telling.figure import Figure
    from ydkg.telling.source import Evidence

#: The parts that a figure can have in a row.
ROLES = ("current", "baseline", "target")
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
    """Answer with the table, or with the rows that came to one outcome."""
    return await beside(request, _page, request, await site_of(request).atlas())


def _page(request: Request, atlas: Atlas) -> Response:
    lang = language(request)
    rows = _rows(atlas, lang)
    verdicts = {row.comparison.verdict.key for row in rows if row.comparison}
    outcome = request.query_params.get("outcome", "")
    outcome = outcome if outcome in verdicts else ""
    return render(
        request,
        "metrics.html.j2",
        rows=[row for row in rows if not outcome or (row.comparison and row.comparison.verdict.key == outcome)],
        total=len(rows),
        roles=ROLES,
        outcome=outcome,
        outcomes={key: words for key, words in OUTCOMES.items() if key in verdicts},
        things=atlas.things,
    )
