"""``ydkg sparql``: ask in SPARQL."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

import click
from pyoxigraph import BlankNode, Triple

from ydkg.cli.graphs import opened_store, read_query
from ydkg.cli.options import FORMAT_HELP, PLACE, endpoint_option, notify, output_option, spoken
from ydkg.cli.rows import FORMATS, visible, write_rows
from ydkg.errors import QueryError, problem
from ydkg.graph.canonical import canonical_turtle
from ydkg.graph.engine import run
from ydkg.graph.unknown import unknown_terms
from ydkg.output import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRONG = 2


@click.command(name="sparql")
@click.argument("file", type=PLACE)
@click.option("--format", "layout", type=click.Choice(FORMATS), help=FORMAT_HELP + " Triples are Turtle otherwise.")
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    help="How long the answer may take.",
)
@output_option
@endpoint_option
def command(*, file: str, layout: str | None, time_limit: float, output: str, endpoint: str) -> None:
    """Ask the graph in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.

    FILE holds the query; - is standard input. The prefixes of the graph (yd, ydr, org, foaf, skos, dcterms, prov, qudt,
    unit, geo, schema, rdf, rdfs, xsd …) are declared already. Nothing is written, and nothing is fetched: SERVICE, FROM
    and updates are refused. Terms that neither the graph nor the ontology has are told on standard error.

    \b
      echo 'SELECT ?m ?l { ?m a yd:Metric ; rdfs:label ?l } ORDER BY ?l' | ydkg sparql -
      echo 'DESCRIBE ydr:SLUG' | ydkg sparql -
      ydkg sparql question.rq --format json -o answer.json
    """  # noqa: D301 - a click mark: lines to be kept apart
    text = read_query(file)
    with _stoppable(time_limit):
        store = opened_store(endpoint=endpoint, patience=time_limit)
        result = run(store, text)
    for each in unknown_terms(store, text):
        unknown = problem("{name} is in neither graph nor ontology", name=visible(each.name))
        hint = problem("did you mean {names}?", names=each.suggestion) if each.suggestion else ""
        told = QueryError(unknown, where="query", line=each.line, column=each.column, hint=hint)
        notify(spoken().complaint(told, place=True))
    if result.kind == "boolean":
        said = "true" if result.boolean else "false"
        write_whole(output, f'{{"head": {{}}, "boolean": {said}}}\n' if layout == "json" else f"{said}\n")
    elif result.kind == "rows" or layout is not None:
        write_rows(result.columns, result.rows, layout or "table", output, language=spoken())
    elif any(isinstance(term, BlankNode | Triple) for row in result.rows for term in row):
        # Canonical Turtle does not know blank nodes.
        write_whole(output, "".join(f"{subject} {predicate} {value} .\n" for subject, predicate, value in result.rows))
    else:
        write_whole(output, canonical_turtle(Triple(*row) for row in result.rows))  # type: ignore[arg-type]


@contextmanager
def _stoppable(limit: float) -> Iterator[None]:
    """End the process when the time is over, or by Ctrl-C: the engine cannot be told to stop."""
    said = problem("no answer within {n} s", n=f"{limit:g}")
    late = QueryError(said, where="query", hint=problem("ask for less, or give a longer --time-limit"))
    line = spoken().complaint(late, place=True)

    def stop() -> None:
        sys.stderr.write(f"ydkg: {line}\n")
        sys.stderr.flush()
        os._exit(_WRONG)

    timer = Timer(limit, stop)
    timer.daemon = True
    timer.start()
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)
