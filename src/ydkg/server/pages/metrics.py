"""All metrics in one table: baseline, current figure and target, the stated change, a chart, and what is to be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.names import fold
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import render
from ydkg.server.thing.book import book_of
from ydkg.server.thing.telling import Telling
from ydkg.words.language import translatable

if TYPE_CHECKING:
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
    "behind": translatable("behind target"),
    "improved": translatable("better than baseline"),
    "worsened": translatable("worse than baseline"),
}
PAGE = Page(translatable("Metrics"), 20)


class Row(NamedTuple):
    """A metric of a thing: slugs of both, direction, figures by role, comparison where there is one, chart, sources."""

    metric: str
    about: str
    direction: str
    figures: dict[str, Figure]
    comparison: Comparison | None
    chart: Chart | None
    evidence: Evidence


def rows_of(atlas: Atlas, lang: str) -> list[Row]:
    """Tell all figures, those that are compared with each other in one row.

    Parameters
    ----------
    atlas : Atlas
        What is told of a graph.
    lang : str
        ``"en"`` or ``"zh"``.

    Returns
    -------
    list of Row
        Comparisons first, then single figures; both by the metric's name.
    """
    compared = [_compared(comparison) for comparison in atlas.comparisons.values() if comparison.steps]
    used = {figure.id for row in compared for figure in row.figures.values()}
    single = [_single(atlas, figure) for name, figure in atlas.figures.items() if name not in used]

    def name_of(row: Row) -> str:
        return fold(atlas.things[row.metric].name.pick(lang) if row.metric in atlas.things else row.metric)

    return sorted([*compared, *single], key=lambda row: (row.comparison is None, name_of(row)))


def _compared(comparison: Comparison) -> Row:
    figures: dict[str, Figure] = {step.role: step.figure for step in comparison.steps}
    first = comparison.steps[0].figure
    return Row(
        first.metric,
        first.about,
        comparison.direction,
        figures,
        comparison,
        comparison.chart,
        comparison.evidence,
    )


def _single(atlas: Atlas, figure: Figure) -> Row:
    metric = atlas.things.get(figure.metric)
    role = "target" if figure.state == "Target" else "current"
    direction = metric.direction if metric else ""
    return Row(figure.metric, figure.about, direction, {role: figure}, None, figure.chart, figure.evidence)


@PAGE.at("/metrics")
async def _metrics(request: Request) -> Response:
    """Answer with the table, or with the rows that came to one outcome."""
    telling = Telling(await book_of(site_of(request)), language(request))
    rows = rows_of(telling.book.atlas, telling.lang)
    outcome = request.query_params.get("outcome", "")
    known = {row.comparison.verdict.key for row in rows if row.comparison}
    if outcome not in known:
        outcome = ""
    shown = [row for row in rows if not outcome or (row.comparison and row.comparison.verdict.key == outcome)]
    return render(
        request,
        "metrics.html.j2",
        rows=shown,
        total=len(rows),
        roles=ROLES,
        outcome=outcome,
        outcomes={key: words for key, words in OUTCOMES.items() if key in known},
        things=telling.book.atlas.things,
        telling=telling,
    )
