"""``ydkg view``: write the network, or a part of it, as one interactive page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ydkg.assets import APART, DATASET
from ydkg.cli.graphs import apart, asked, describing, opened_store, triples_of
from ydkg.cli.mirror import mirrored
from ydkg.cli.options import PLACE, endpoint_option, notify, source_option, spoken
from ydkg.cli.rows import visible
from ydkg.cli.suggestion import completed
from ydkg.errors import ParameterError, problem
from ydkg.graph.graph import Graph
from ydkg.graph.store import graph_of
from ydkg.output import write_whole

if TYPE_CHECKING:
    from ydkg.graph.outline import Outline

_STEPS = click.IntRange(0, 10)


@click.command(name="view")
@click.option(
    "-o", "--output", metavar="FILE", type=PLACE, required=True, help="Where to write the page; - is standard output."
)
@source_option
@click.option(
    "--focus",
    metavar="NAME",
    shell_complete=completed(),
    help="Show only what is near a thing, given by any of its names.",
)
@click.option("--steps", type=_STEPS, help="How many steps from the thing in focus; 1 unless given.")
@click.option("--query", metavar="NAME|FILE.rq", help="Show only what a named question or a query answers.")
@click.option(
    "--base",
    metavar="FILE.svg",
    type=PLACE,
    help="Lay an approved map under the diagram of places: its svg element gives data-approval, a number, and "
    "data-bounds, its western, southern, eastern and northern edge in degrees.",
)
@endpoint_option
@mirrored
def command(
    *,
    output: str,
    sources: tuple[str, ...],
    focus: str | None,
    steps: int | None,
    query: str | None,
    base: str | None,
    endpoint: str,
) -> None:
    """Write the network as one interactive page, which needs nothing but a browser.

    A query is a CONSTRUCT, whose triples are drawn, or a SELECT, whose things are drawn with all that joins them, and
    with their neighbours where nothing does.

    \b
      ydkg view -o network.html
      ydkg view -o network.html --source document.txt
      ydkg view -o part.html --focus NAME --steps 2
      ydkg view -o planned.html --query infrastructure/planned_to_open
      ydkg view -o network.html --base map.svg
    """  # noqa: D301 - a click mark: lines to be kept apart
    if focus is not None and query is not None:
        raise ParameterError(problem("give --focus or --query, not both"), query)
    if steps is not None and focus is None:
        raise ParameterError(problem("--steps needs --focus: steps from what?"), steps)
    from ydkg.explorer.page import build  # noqa: PLC0415 - slow to load, and only this verb needs it
    from ydkg.network.vicinity import Vicinity  # noqa: PLC0415 - likewise

    outlines: dict[str, Outline] = {}
    things = 0
    if focus is not None:
        from ydkg.explorer.part import around, documents_in  # noqa: PLC0415 - only where it is asked for
        from ydkg.graph.names import resolve  # noqa: PLC0415 - likewise
        from ydkg.telling.source import Library  # noqa: PLC0415 - likewise

        store = opened_store(endpoint=endpoint)
        table = Graph(store)
        triples = around(table, resolve(table, focus), 1 if steps is None else steps)
        library = Library(table)
        outlines = {each: library.outline(each) for each in documents_in(triples)}
        things = len(Vicinity(table))
    elif query is not None:
        from ydkg.network.projection import project  # noqa: PLC0415 - likewise

        stated = triples_of()
        triples, things = asked(stated, query, beside=True), len(Vicinity(Graph.from_triples(stated)))
        if not len(project(triples)):
            empty = spoken().gettext("it finds nothing that can be drawn, and the page says so")
            notify(f"{visible(query)}{spoken().colon}{empty}")
    else:
        triples = triples_of()
    if endpoint:  # which has them in graphs that are asked by name only
        about, later = (list(Graph(store, list(map(graph_of, names))).triples()) for names in ((DATASET,), APART))
    else:
        about, later = describing(), apart()
    part = things and things > len(Vicinity(Graph.from_triples(triples)))
    page = build(
        [*triples, *about], *map(Path, sources),
        apart=later, outlines=outlines, base=base,
        whole={"things": things, "around": "", "counts": {}} if part else None, language=spoken(),
    )  # fmt: skip
    write_whole(output, page)
    if output != "-":
        done = spoken().gettext("open it in a browser")
        notify(f"{output}{spoken().colon}{done}")
