"""``ydkg tour``: a first look that needs no input and no network."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from ydkg.cli.asking import readable
from ydkg.cli.graphs import apart, describing, triples_of
from ydkg.cli.options import PLACE, source_option, spoken
from ydkg.cli.rows import table, visible, width
from ydkg.graph import catalogue
from ydkg.graph.answer import answer
from ydkg.graph.canonical import canonical_turtle
from ydkg.graph.catalogue import question
from ydkg.graph.graph import Graph
from ydkg.graph.names import label
from ydkg.graph.source import open_sources
from ydkg.graph.store import open_store
from ydkg.output import write_whole, written_together
from ydkg.telling.collection import tell_collection
from ydkg.vocab import YD
from ydkg.words.language import translatable

FOLDER = "ydkg-tour"
_PAGE, _GRAPH = "network.html", "graph.ttl"
#: How many questions are asked.
_QUESTIONS = 3
NEXT = translatable("""What to type next

  ydkg queries                                   what else can be asked
  ydkg show {thing} all about one thing
  ydkg query {name} --help
  ydkg export graphml -o network.graphml         the network for Gephi, yEd, Cytoscape
  echo 'SELECT * {{ ?s a yd:Metric }}' | ydkg sparql -

In front of `ydkg` put scripts/start where that is how you started this: scripts/start queries
""")


@click.command(name="tour")
@click.option(
    "-o", "--output", metavar="FOLDER", type=PLACE, default=FOLDER, show_default=True, help="Where to write the files."
)
@source_option
def command(output: str, sources: tuple[str, ...]) -> None:
    """Ask three of the named questions, write a network and a graph, and say what to type next.

    The questions are those that the collection offers to begin with, or else its own.
    """
    folder, language = Path(output), spoken()
    with written_together(folder) as part:
        store = open_store()
        documents = open_sources(Graph(store), sources)
        triples = triples_of()
        begun = translatable("The graph holds {n} triples. Every fact leads to the words that state it.")
        click.echo(language.gettext(begun, n=str(len(triples))))
        if beside := apart():
            more = translatable("Graphs of what public pages state and editors judge, asked by name, hold {m} more.")
            click.echo(language.gettext(more, m=str(len(beside))))
        click.echo()
        described = describing()
        about = tell_collection(Graph.from_triples(described))
        # Those that the collection offers, else its own, else any that want nothing.
        offered = [(question(each.name), each.parameters) for each in about.questions if each.name in catalogue.names()]
        free = (question(name) for name in catalogue.own_first()) if not offered else ()
        chosen = (offered or [(asked, dict[str, str]()) for asked in free if not asked.parameters])[:_QUESTIONS]
        for asked, values in chosen:
            result = answer(store, asked, values)
            given = " ".join(f'--{key} "{value}"' for key, value in values.items())
            lines = [
                visible(language.choose(asked.question, asked.question_zh)),
                f"  $ ydkg query {asked.name} {given}".rstrip(),
                "",
            ]
            answered = readable(store, asked, result, documents, lang=language.tag, given=values)
            click.echo("\n".join([*lines, table(*answered)]))
        from ydkg.explorer.page import build  # noqa: PLC0415 - slow to load, after the answers are on the screen

        write_whole(part / _GRAPH, canonical_turtle(triples))
        page = build([*triples, *described], *map(Path, sources), apart=beside, language=language)
        write_whole(part / _PAGE, page)
    graph = Graph.from_triples(triples)
    written = translatable("Written: {page}, to open in a browser, and {graph}, the whole graph.")
    click.echo(language.gettext(written, page=str(folder / _PAGE), graph=str(folder / _GRAPH)) + "\n")
    # What documents mention most, as it is typed.
    mentions = Counter(subject for subject, _ in graph.pairs(YD.mentionedIn))
    most = min(mentions, key=lambda iri: (-mentions[iri], iri), default="")
    thing = f'"{label(graph, most, language.tag)}"' if most else "NAME"
    shown = f"{thing:<36}" if thing.isascii() else f"{thing}{' ' * max(36 - width(thing), 0)}"
    click.echo(language.gettext(NEXT, name=chosen[0][0].name, thing=shown), nl=False)
