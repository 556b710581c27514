"""The verb that shows around: a first look at a collection."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import click

from ydkg.cli.ask import readable
from ydkg.cli.graphs import named, triples_of
from ydkg.cli.rows import table_text, visible, width
from ydkg.cli.see import path_text, promises_text
from ydkg.cli.verbs import PLACE, lang_option, source_option
from ydkg.collection import APART, DATASET
from ydkg.explorer.page import build
from ydkg.files import write_whole, written_together
from ydkg.graph import questions as catalogue
from ydkg.graph.graph import Graph
from ydkg.graph.names import label
from ydkg.graph.questions import answer
from ydkg.graph.sources import open_sources
from ydkg.graph.store import open_store, with_apart
from ydkg.graph.turtle import canonical_turtle
from ydkg.language.text import Language, translatable
from ydkg.network.paths import paths
from ydkg.proof.claims.promises import IN_TIME, REACHED, promises
from ydkg.telling.collection import tell_collection
from ydkg.telling.reading import reading_of
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from ydkg.graph.questions import Question
    from ydkg.telling.collection import About

_PAGE, _GRAPH = "network.html", "graph.ttl"
#: Columns that the name of a thing takes in what a tour ends with.
_NAME_WIDTH = 36
NEXT = translatable("""What to type next

  ydkg serve                                     the same as pages, at http://127.0.0.1:8000/
  ydkg queries                                   what else can be asked
  ydkg show {thing} all about one thing
  ydkg query {name} --help
  ydkg export graphml -o network.graphml         the network for Gephi, yEd, Cytoscape
  echo 'SELECT * {{ ?s a yd:Metric }}' | ydkg sparql -

In front of `ydkg` put scripts/start where that is how you started this: scripts/start queries
""")


@click.command(name="tour")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=PLACE,
    default="ydkg-tour",
    show_default=True,
    help="Where to write the files.",
)
@source_option
@lang_option
def tour_verb(output: str, sources: tuple[str, ...], lang: str) -> None:
    """Show a promise that was kept, an answer and a path, write a network and a graph, and say what to type next.

    What is shown is what the collection offers to begin with, as far as it has any.
    """
    folder, language = Path(output), Language.of(lang)
    with written_together(folder) as part:
        store = open_store()
        graph, whole = Graph(store), with_apart(store)
        triples, apart, described = triples_of(), named(store, *APART), named(store, DATASET)
        documents, begun = open_sources(graph, sources), tell_collection(Graph.from_triples(described))
        said = translatable("The graph holds {n} triples. Every fact leads to the words that state it.")
        click.echo(language.gettext(said, n=str(len(triples))))
        if apart:
            more = translatable("Graphs of what public pages state and editors judge, asked by name, hold {m} more.")
            click.echo(language.gettext(more, m=str(len(apart))))
        in_time = (each for each in promises(whole) if (each.evidence, each.schedule) == (REACHED, IN_TIME))
        for promise in islice(in_time, 1):
            told = promises_text(reading_of(whole), [promise], 0, lang, output)
            _show(f'promises "{label(graph, promise.about, lang)}"', told)
        asked, values = _first_question(begun)
        result = answer(store, asked, values)
        table = table_text(*readable(store, asked, result, documents, lang=lang, given=values))
        options = "".join(f' --{name} "{value}"' for name, value in values.items())
        _show(
            f"query {asked.name}{options}", f"{visible(language.choose(asked.question, asked.question_zh))}\n\n{table}"
        )
        ends = [dict(parse_qsl(view.address)) for view in begun.views if view.address.startswith("view=paths&")]
        for pair in ends[:1]:
            one, other = ydr(pair["from"]), ydr(pair["to"])
            ways = paths(graph, one, other, 1)
            told = path_text(reading_of(graph), (1, ways[0]), documents, lang=lang, output="")
            _show(f'path "{label(graph, one, lang)}" "{label(graph, other, lang)}" --limit 1', told)
        write_whole(part / _GRAPH, canonical_turtle(triples))
        page = build([*triples, *described], *map(Path, sources), apart=apart, language=language)
        write_whole(part / _PAGE, page)
    written = translatable("Written: {page}, to open in a browser, and {graph}, the whole graph.")
    click.echo("\n" + language.gettext(written, page=str(folder / _PAGE), graph=str(folder / _GRAPH)) + "\n")
    # What documents mention most, as it is typed.
    mentions = Counter(subject for subject, _ in graph.pairs(YD.mentionedIn))
    most = min(mentions, key=lambda iri: (-mentions[iri], iri), default="")
    thing = f'"{label(graph, most, language.tag)}"' if most else "NAME"
    padded = thing + " " * max(_NAME_WIDTH - width(thing), 0)
    click.echo(language.gettext(NEXT, name=asked.name, thing=padded), nl=False)


def _show(call: str, told: str) -> None:
    """Write a call and what it tells."""
    click.echo(f"\n  $ ydkg {call}\n\n{told}", nl=False)


def _first_question(begun: About) -> tuple[Question, dict[str, str]]:
    """Choose the question that the collection offers first with its values, else its own, else any that wants none."""
    known = catalogue.names()
    for offered in begun.questions:
        if offered.name in known:
            return catalogue.question(offered.name), offered.parameters
    free = (asked for asked in map(catalogue.question, catalogue.own_first()) if not asked.parameters)
    return next(free), {}
