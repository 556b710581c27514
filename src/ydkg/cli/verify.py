"""``ydkg verify``: check that every fact leads to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode

from ydkg.cli.options import FORMAT_HELP, PLACE, lang_option, output_option, source_option
from ydkg.cli.rows import FORMATS, visible, write_rows
from ydkg.collection import collection
from ydkg.errors import Listed, TurtleError, problem
from ydkg.graph.canonical import read_turtle, stream_turtle
from ydkg.graph.graph import Graph
from ydkg.graph.source import open_sources
from ydkg.output import write_whole
from ydkg.vocab import compact
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple


@click.command(name="verify")
@click.argument("files", nargs=-1, metavar="[FILES]…", type=PLACE)
@source_option
@click.option("--format", "layout", type=click.Choice(FORMATS), help=FORMAT_HELP + " Lines of text otherwise.")
@output_option
@lang_option
def command(files: tuple[str, ...], sources: tuple[str, ...], layout: str | None, output: str, lang: str) -> int:
    """Check that every fact leads to its source.

    Without the document: identifiers recompute, positions are in range and in order, mentions are names, and every fact
    has its evidence. With it: the document and every passage have the digests that the graph gives, and no passage
    crosses a sentence's end. Prints each failure, and exits with 1 if there is one.

    \b
      ydkg verify
      ydkg verify --source document.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.proof.files import misplaced  # noqa: PLC0415 - only this verb needs it
    from ydkg.proof.verify import verify  # noqa: PLC0415 - likewise

    paths, counts = tuple(dict.fromkeys(files)), list[int]()
    if not paths:
        chosen = collection()
        if chosen.dataset:  # what describes the collection is read, and needs no evidence
            read_turtle(chosen.dataset)
        paths = tuple(str(path) for path in chosen.all_files if path != chosen.dataset)

    def read() -> Iterator[Triple]:
        for path in paths:
            counts.append(0)
            for counts[-1], triple in enumerate(stream_turtle(path), start=1):
                yield triple

    table = Graph.from_triples(read())
    if files and not sum(counts):
        nothing, listed = problem("no triples to verify; name files that hold data"), Listed(map(str, files))
        raise TurtleError(nothing, listed, where=listed)
    documents = open_sources(table, sources)
    findings = [*misplaced(paths, stream_turtle), *verify(table, *documents)]
    language = Language.of(lang)
    said = [language.told(f.message) if language.chinese else f.message for f in findings]
    if layout:
        offsets = [None if f.offset is None else Literal(f.offset) for f in findings]
        rows = [
            (NamedNode(f.entity), offset, Literal(f.rule), Literal(message))
            for f, offset, message in zip(findings, offsets, said, strict=True)
        ]
        write_rows(("entity", "offset", "rule", "message"), rows, layout, output)
    elif findings:
        places = ("" if f.offset is None else language.gettext(" at {start}", start=str(f.offset)) for f in findings)
        lines = [
            f"{compact(f.entity)}{at}{language.colon}{visible(message)}\n"
            for f, at, message in zip(findings, places, said, strict=True)
        ]
        write_whole(output, "".join(lines))
    else:
        proven = (
            language.gettext("and every passage stands in {files}", files=language.listing.join(sources))
            if sources
            else language.gettext("as far as can be told without a document")
        )
        told = language.ngettext(
            "{triples} triples in {n} file: every fact leads to its source, {proven}",
            "{triples} triples in {n} files: every fact leads to its source, {proven}",
            len(counts),
            triples=str(sum(counts)),
            proven=proven,
        )
        write_whole(output, f"{told}\n")
    return int(bool(findings))
