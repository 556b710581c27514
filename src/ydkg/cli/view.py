"""The verb that draws: the network, or a part of it, as one interactive page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ydkg.cli.graphs import completed, named, opened_store, read_query
from ydkg.cli.verbs import PLACE, endpoint_option, lang_option, notify, source_option
from ydkg.collection import APART, DATASET
from ydkg.errors import ParameterError
from ydkg.explorer.browser import picture
from ydkg.explorer.page import build
from ydkg.explorer.part import answered, documents_in, focused
from ydkg.files import write_whole
from ydkg.graph import questions as catalogue
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve
from ydkg.graph.questions import answer
from ydkg.graph.sparql import run
from ydkg.language.text import Language
from ydkg.network.projection import Projection
from ydkg.telling.sources import Library

if TYPE_CHECKING:
    from ydkg.graph.outline import Outline


@click.command(name="view")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=PLACE,
    required=True,
    help="Where to write the page (- is standard output), or a picture: FILE.png or FILE.svg.",
)
@source_option
@click.option(
    "--focus",
    metavar="NAME",
    shell_complete=completed(),
    help="Show only what is near a thing, given by any of its names.",
)
@click.option("--steps", type=click.IntRange(0, 10), help="How many steps from the thing in focus; 1 unless given.")
@click.option("--query", metavar="NAME|FILE.rq", help="Show only what a named question or a query answers.")
@click.option(
    "--base",
    metavar="FILE.svg",
    type=PLACE,
    help="Lay an approved map under the diagram of places: its svg element gives data-approval, a number, and "
    "data-bounds, its western, southern, eastern and northern edge in degrees.",
)
@click.option(
    "--at",
    metavar="ADDRESS",
    help="The view that is drawn as a picture, as the page's address says it after #; the first one unless given.",
)
@endpoint_option
@lang_option
def view_verb(
    *,
    output: str,
    sources: tuple[str, ...],
    focus: str | None,
    steps: int | None,
    query: str | None,
    base: str | None,
    at: str | None,
    endpoint: str,
    lang: str,
) -> None:
    """Write the network as one interactive page, which needs nothing but a browser, or as a picture.

    A picture is drawn by Chromium, Chrome, Edge or Brave, with its title, key and sources.

    A query is a CONSTRUCT, whose triples are drawn, or a SELECT, whose things are drawn with all that joins them, and
    with their neighbours where nothing does.

    \b
      ydkg view -o network.html
      ydkg view -o network.html --source document.txt
      ydkg view -o part.html --focus NAME --steps 2
      ydkg view -o planned.html --query infrastructure/planned_to_open
      ydkg view -o network.html --base map.svg
      ydkg view -o map.png --at view=places
    """  # noqa: D301 - a click mark: lines to be kept apart
    if focus is not None and query is not None:
        raise ParameterError("give --focus or --query, not both", query)
    if steps is not None and focus is None:
        raise ParameterError("--steps needs --focus: steps from what?", steps)
    kind = Path(output).suffix.lower().lstrip(".")
    drawing = kind in ("png", "svg")
    if at is not None and not drawing:
        raise ParameterError("--at needs a picture: -o FILE.png or -o FILE.svg", at)
    store = opened_store(endpoint=endpoint)
    table = Graph(store)
    outlines: dict[str, Outline] = {}
    if focus is not None:
        triples = focused(table, resolve(table, focus), 1 if steps is None else steps)
        library = Library(table)
        outlines = {document: library.outline(document) for document in documents_in(triples)}
    else:
        triples = list(table.triples())
    if query is not None:
        result = (
            run(store, read_query(query)) if query.endswith(".rq") else answer(store, catalogue.question(query), {})
        )
        triples = answered(triples, result, beside=True)
    things, drawn = len(Projection(table).things), len(Projection(Graph.from_triples(triples)).things)
    if not drawn:
        notify(f"{query}: it finds nothing that can be drawn, and the page says so")
    page = build(
        [*triples, *named(store, DATASET)],
        *map(Path, sources),
        apart=named(store, *APART),
        outlines=outlines,
        base=base,
        whole={"things": things, "around": "", "counts": {}} if things > drawn else None,
        language=Language.of(lang),
    )
    write_whole(output, picture(page, kind, at or "") if drawing else page)
    if output != "-":
        notify(f"{output}: the picture is drawn" if drawing else f"{output}: open it in a browser")
