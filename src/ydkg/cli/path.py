"""``ydkg path``: say how two things are connected, hop by hop, and where it is written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode

from ydkg.cli.graphs import opened_store
from ydkg.cli.options import endpoint_option, format_option, lang_option, output_option, source_option, spoken
from ydkg.cli.places import bracketed, quotes, words_behind
from ydkg.cli.rows import visible, write_rows
from ydkg.cli.suggestion import completed
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve_two
from ydkg.graph.source import open_sources
from ydkg.output import write_whole
from ydkg.telling.hop import tell_hop
from ydkg.telling.reading import reading_of
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.graph.engine import Row
    from ydkg.graph.passages import Quote
    from ydkg.graph.source import Source
    from ydkg.network.paths import Path
    from ydkg.network.projection import Network
    from ydkg.telling.reading import Reading

_COLUMNS = ("path", "weight", "hop", "subject", "predicate", "object", "fact", "record", "sources", "basis")


@click.command(name="path")
@click.argument("origin", shell_complete=completed())
@click.argument("destination", shell_complete=completed())
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="How many to find at most.")
@format_option
@output_option
@source_option
@endpoint_option
@lang_option
def command(
    *,
    origin: str,
    destination: str,
    limit: int,
    layout: str,
    output: str,
    sources: tuple[str, ...],
    endpoint: str,
    lang: str,
) -> None:
    """Say how two things are connected: the shortest ways, each hop in words with where it is written.

    A way through a hub, which is joined to much, counts as longer. The names are as for `ydkg show`.

    \b
      ydkg path NAME NAME
      ydkg path ydr:SLUG ydr:SLUG --limit 1
      ydkg path NAME NAME --source document.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.network.paths import paths  # noqa: PLC0415 - only this verb needs it, and the help does not

    table = Graph(opened_store(endpoint=endpoint))
    ends = resolve_two(table, origin, destination)
    documents = open_sources(table, sources)
    reading = reading_of(table, *documents)
    network, found = paths(table, *ends, limit)
    if not found:
        one, other = (visible(reading.naming.short(end).pick(spoken().tag)) for end in ends)
        said = spoken().gettext("no facts connect {one} and {other}", one=one, other=other)
        sys.stderr.write(f"{said}\n")
    if layout == "table":
        told = [_text(reading, network, each, documents, lang=lang, output=output) for each in enumerate(found, 1)]
        write_whole(output, "\n".join(told))
    else:
        columns = (*_COLUMNS, "sentence") if documents else _COLUMNS
        rows: list[Row] = []  # one a fact
        for number, path in enumerate(found, 1):
            for place, hop in enumerate(path.hops, 1):
                for fact in tell_hop(reading, network, hop, lang):
                    row: Row = (
                        *(Literal(value) for value in (number, path.weight, place)),
                        *(NamedNode(iri) for iri in (fact.subject, fact.predicate, fact.object)),
                        Literal(fact.text),
                        NamedNode(fact.record),
                        Literal(" ".join(fact.evidence)) if fact.evidence else None,
                        Literal(fact.basis) if fact.basis else None,
                    )
                    words = (words_behind(table, documents, fact.evidence),) if documents else ()
                    rows.append((*row, *words))
        write_rows(columns, rows, layout, output)


def _text(
    reading: Reading, network: Network, found: tuple[int, Path], documents: Sequence[Source], *, lang: str, output: str
) -> str:
    """Write a path for a person: its things in a line, then a line a fact, and the sentences behind it, each once."""
    number, path = found
    told: set[Quote] = set()
    lines = [f"{number}. {visible(' – '.join(reading.naming.short(node).pick(lang) for node in path.nodes))}"]
    for hop in path.hops:
        for fact in tell_hop(reading, network, hop, lang):
            words = Language.of(lang).comma.join(part for part in (fact.text, fact.basis) if part)
            lines.append(f"   {visible(words)}{bracketed(reading, fact.evidence, lang, output)}")
            lines += [
                f"       {each}" for each in quotes(reading.library, reading.table, documents, fact.evidence, told)
            ]
    return "".join(f"{line}\n" for line in lines)
