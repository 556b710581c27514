"""All metrics in one table: baseline, current figure and target, the stated change, a chart, and what is to be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.names import fold
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import render
from ydkg.server.thing.book import book_of
from ydkg.server.thing.figures import comparison, direction_of, drawn, steps, when
from ydkg.server.thing.sources import Sources, sources_of
from ydkg.server.thing.telling import Telling
from ydkg.vocab import ydr
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.thing.book import Book, Record
    from ydkg.server.thing.figures import Comparison

#: The parts that a figure can have in a row.
ROLES = ("current", "baseline", "target")
#: What a comparison can come to, in words: what a reader can ask for.
OUTCOMES = {
    "ahead": translatable("ahead of target"),
    "behind": translatable("behind target"),
    "improved": translatable("better than baseline"),
    "worsened": translatable("worse than baseline"),
}
# Figures of what is not yet so stand where targets stand.
_AIMED = frozenset({"target"})
PAGE = Page(translatable("Metrics"), 20)


class Cell(NamedTuple):
    """A figure in the table: value, time, status where it is not an actual one, and the slug of its record."""

    value: str
    when: str
    status: str
    slug: str


class Row(NamedTuple):
    """A metric of a thing: slugs of both, direction, figures by role, comparison where there is one, chart, sources."""

    metric: str
    about: str
    direction: str
    cells: dict[str, Cell]
    comparison: Comparison | None
    chart: Markup | None
    sources: Sources


def rows_of(telling: Telling) -> list[Row]:
    """Tell all figures, those that are compared with each other in one row.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.

    Returns
    -------
    list of Row
        Comparisons first, then single figures; both by the metric's name.
    """
    book = telling.book
    compared = [_compared(telling, slug, record) for slug, record in book.comparisons.items()]
    used = {record.get(role) for record in book.comparisons.values() for role in ROLES}
    single = [_single(telling, slug, record) for slug, record in book.observations.items() if slug not in used]
    found = [row for row in compared if row] + single
    return sorted(found, key=lambda row: (row.comparison is None, fold(telling.name(ydr(row.metric)))))


def _compared(telling: Telling, slug: str, record: Record) -> Row | None:
    held = steps(telling.book, record)
    if not held:
        return None
    told, figure = comparison(telling, slug), held[0][2]
    numbers = [*(number for _, _, each in held for number in each["sources"]), *record["sources"]]
    cells = {role: _cell(telling, name, each) for role, name, each in held}
    return Row(
        figure["metric"], figure["about"], told.direction, cells, told, told.chart, _sources(telling.book, numbers)
    )


def _single(telling: Telling, slug: str, figure: Record) -> Row:
    role = "target" if figure.get("status") in _AIMED else "current"
    return Row(
        figure["metric"],
        figure["about"],
        direction_of(telling.book, figure),
        {role: _cell(telling, slug, figure)},
        None,
        drawn(telling, [(role, figure)]),
        _sources(telling.book, figure["sources"]),
    )


def _cell(telling: Telling, slug: str, figure: Record) -> Cell:
    status = figure.get("status", "")
    said = "" if status in {"actual", *_AIMED} else telling.term(status)
    return Cell(telling.value(figure), when(telling, figure), said, slug)


def _sources(book: Book, numbers: Iterable[int]) -> Sources:
    return sources_of(book, (book.sources[number] for number in dict.fromkeys(numbers)))


@PAGE.at("/metrics")
async def _metrics(request: Request) -> Response:
    """Answer with the table, or with the rows that came to one outcome."""
    telling = Telling(await book_of(site_of(request)), language(request))
    rows = rows_of(telling)
    outcome = request.query_params.get("outcome", "")
    held = {row.comparison.verdict for row in rows if row.comparison}
    if outcome not in held:
        outcome = ""
    shown = [row for row in rows if not outcome or (row.comparison and row.comparison.verdict == outcome)]
    return render(
        request,
        "metrics.html.j2",
        rows=shown,
        total=len(rows),
        roles=ROLES,
        outcome=outcome,
        outcomes={key: words for key, words in OUTCOMES.items() if key in held},
        things=telling.book.things,
    )
