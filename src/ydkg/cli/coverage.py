"""``ydkg coverage``: which parts of the document carry facts, and which none."""

from __future__ import annotations

import click

from ydkg.cli.options import output_option, source_option
from ydkg.cli.rows import FORMATS, write_rows
from ydkg.output import write_whole


@click.command(name="coverage")
@source_option
@click.option(
    "--format",
    "layout",
    type=click.Choice((*FORMATS, "html")),
    default="table",
    show_default=True,
    help="A row a sentence, JSON, or a page that shows the document as a band with every passage marked.",
)
@output_option
def command(sources: tuple[str, ...], layout: str, output: str) -> None:
    """Show which parts of the document carry facts and which none, sentence by sentence.

    \b
      ydkg coverage
      ydkg coverage --source document.txt --format html -o coverage.html

    \f

    Parameters
    ----------
    sources, layout, output
        As the arguments and options say.
    """  # noqa: D301 - click's marks: lines to be kept apart, and what its help leaves out
    from ydkg.cli.graphs import triples_of  # noqa: PLC0415 - only this verb needs it
    from ydkg.cli.places import texts_of  # noqa: PLC0415 - likewise
    from ydkg.graph.store import store_of  # noqa: PLC0415 - likewise
    from ydkg.proof.coverage import coverage  # noqa: PLC0415 - likewise
    from ydkg.proof.coverage_report import COLUMNS, as_html, as_json, as_rows  # noqa: PLC0415 - likewise

    triples = triples_of()
    covered = coverage(triples, *texts_of(store_of(triples), sources))
    if layout == "html":
        write_whole(output, as_html(covered))
    elif layout == "json":
        write_whole(output, as_json(covered))
    else:
        write_rows(COLUMNS, as_rows(covered), layout, output)
