"""``ydkg tour``: a first look that needs no input and no network."""

from __future__ import annotations

from pathlib import Path

import click

from ydkg.cli.asking import notes, readable
from ydkg.cli.options import source_option
from ydkg.cli.places import texts_of
from ydkg.cli.rows import table, visible
from ydkg.collection import collection
from ydkg.errors import OutputError
from ydkg.graph.answer import answer
from ydkg.graph.canonical import canonical_turtle, read_turtle
from ydkg.graph.catalogue import question
from ydkg.graph.store import open_store
from ydkg.output import write_whole

FOLDER = "ydkg-tour"
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("people/posts_of_a_person", {"person": "Gu Jun"}),
    ("infrastructure/planned_to_open", {}),
    ("metrics/against_target", {}),
)
NEXT = """What to type next

  ydkg queries                                   what else can be asked
  ydkg show "Yangtze River Delta"                all about one thing
  ydkg query {name} --help
  ydkg export graphml -o network.graphml         the network for Gephi, yEd, Cytoscape
  echo 'SELECT * {{ ?s a yd:Metric }}' | ydkg sparql -

In front of `ydkg` put scripts/start where that is how you started this: scripts/start queries
"""


@click.command(name="tour")
@click.option("-o", "--output", metavar="FOLDER", default=FOLDER, show_default=True, help="Where to write the files.")
@source_option
def command(output: str, sources: tuple[str, ...]) -> None:
    """Ask three of the named questions, write a network and a graph, and say what to type next.

    \f

    Parameters
    ----------
    output, sources
        As the arguments and options say.
    """  # noqa: D301 - a form feed is click's mark for what its help leaves out
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror}", str(folder)) from error
    store = open_store()
    documents = texts_of(store, sources)
    click.echo(f"The graph holds {len(store)} triples. Every fact leads to the words that state it.\n")
    for name, values in QUESTIONS:
        asked = question(name)
        result = answer(store, asked, values)
        given = " ".join(f'--{key} "{value}"' for key, value in values.items())
        lines = [visible(asked.question), f"  $ ydkg query {asked.name} {given}".rstrip(), ""]
        answered = table(*readable(store, asked, result), notes(store, documents, result))
        click.echo("\n".join([*lines, answered]))
    from ydkg.explorer.page import build  # noqa: PLC0415 - slow to load, after the answers are on the screen

    triples = [triple for path in collection().files for triple in read_turtle(path)]
    page, graph = folder / "network.html", folder / "graph.ttl"
    write_whole(graph, canonical_turtle(triples))
    write_whole(page, build(triples, *map(Path, sources)))
    click.echo(f"Written: {page}, to open in a browser, and {graph}, the whole graph.\n")
    click.echo(NEXT.format(name=QUESTIONS[0][0]), nl=False)
