"""``ydkg coverage``: which parts of the document carry facts, and which none."""

from __future__ import annotations

import click
from pyoxigraph import NamedNode

from ydkg.cli.options import lang_option, output_option, source_option
from ydkg.cli.rows import FORMATS, shown, write_rows, write_table
from ydkg.output import write_whole
from ydkg.words.language import Language


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
@lang_option
def command(sources: tuple[str, ...], layout: str, output: str, lang: str) -> None:
    """Show which parts of the document carry facts and which none, sentence by sentence.

    \b
      ydkg coverage
      ydkg coverage --source document.txt --format html -o coverage.html
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.cli.graphs import triples_of  # noqa: PLC0415 - only this verb needs it
    from ydkg.cli.places import place_of  # noqa: PLC0415 - likewise
    from ydkg.graph.graph import Graph  # noqa: PLC0415 - likewise
    from ydkg.graph.source import open_sources  # noqa: PLC0415 - likewise
    from ydkg.graph.store import store_of  # noqa: PLC0415 - likewise
    from ydkg.proof.coverage import coverage  # noqa: PLC0415 - likewise
    from ydkg.proof.coverage_report import COLUMNS, TITLES, as_html, as_json, as_rows  # noqa: PLC0415 - likewise
    from ydkg.telling.calling import names_in  # noqa: PLC0415 - likewise
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - likewise

    triples, language = triples_of(), Language.of(lang)
    table = Graph(store_of(triples))
    covered = coverage(triples, *open_sources(table, sources))
    if layout == "html":
        write_whole(output, as_html(covered, language, names_in(language, triples)))
    elif layout == "json":
        write_whole(output, as_json(covered))
    elif layout == "table":
        titles = [language.gettext(TITLES[column]) if language.chinese else column for column in COLUMNS]
        reading = reading_of(table)
        rows = [
            [place_of(reading, term.value, lang) if isinstance(term, NamedNode) else shown(term) for term in row]
            for row in as_rows(covered)
        ]
        write_table(titles, rows, output, language=language)
    else:
        write_rows(COLUMNS, as_rows(covered), layout, output)
