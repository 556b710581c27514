"""``ydkg export``: write the graph or the network in another format."""

from __future__ import annotations

from hashlib import file_digest
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import click
from pyoxigraph import Quad

from ydkg.cli.graphs import asked, describing, graphs_of, opened_store, triples_of
from ydkg.cli.options import derived_option, inferred_option, notify, output_option, source_option, spoken
from ydkg.cli.rows import visible
from ydkg.collection import collection
from ydkg.errors import OutputError, problem
from ydkg.export import FORMATS, in_pieces, missing, quads_of, write_into
from ydkg.graph.graph import Graph
from ydkg.graph.reading import stream_collection
from ydkg.graph.source import open_sources
from ydkg.graph.store import described_table, graph_of
from ydkg.output import pieces_of, write_whole, written_together
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

    from ydkg.export import Format

#: What stands for every format.
ALL = "all"
HELP = "Write the graph or the network in another format.\n\n\b\n" + "\n".join(
    [
        *(f"  {key:<13}  {known.name}: {known.purpose}" for key, known in FORMATS.items()),
        f"  {ALL:<13}  every format, a file each, with checksums and an RO-Crate, into the folder -o",
    ]
)
EXAMPLES = """

A format of several files is packed as ZIP; where -o is a folder, they are written into it.

With --query it is what a question answers: the triples of a CONSTRUCT, or the things of a SELECT with all that joins
them.

\b
  ydkg export turtle -o graph.ttl
  ydkg export graphml -o network.graphml
  ydkg export geojson --query places/within_a_place -o places.geojson
  ydkg export all -o formats
"""


@click.command(name="export", help=HELP + EXAMPLES)
@click.argument("format_name", metavar="FORMAT", type=click.Choice([*FORMATS, ALL]))
@click.option("--query", metavar="NAME|FILE.rq", help="Write only what a named question or a query answers.")
@inferred_option
@derived_option
@source_option
@output_option
def command(
    *, format_name: str, query: str | None, inferred: bool, derived: bool, sources: tuple[str, ...], output: str
) -> None:
    """Write the graph in a format."""
    if format_name == ALL:
        _write_all(Path(output), query, sources, inferred=inferred, derived=derived)
        return
    written = FORMATS[format_name]
    any_found = _write(format_name, output, query, sources, inferred=inferred, derived=derived)
    if query and not any_found:
        _say_empty(query)
    if output != "-":
        language = spoken()
        said = f"{written.name}{language.comma}{language.gettext(written.purpose)}"
        notify(f"{output}{language.colon}{said}")


def _write(
    format_name: str, output: str, query: str | None, sources: tuple[str, ...], *, inferred: bool, derived: bool
) -> bool:
    """Write a format, and tell whether there was anything to write.

    Nothing is kept of what only the files say, where the format can do without.
    """
    form, computed, any_found = FORMATS[format_name], query or inferred or derived, True

    def statements() -> Iterable[Triple | Quad]:
        nonlocal any_found
        quads = form.carries == "dataset"
        if computed:
            part = _given(form, query, inferred=inferred, derived=derived)
            any_found = bool(part)
            return chain(part, describing() if form.titled else ())
        read = stream_collection(collection(), named=quads)
        found = (Quad(t.subject, t.predicate, t.object, graph_of(path)) if quads else t for path, t in read)
        return chain(found, describing() if form.titled else ())

    def table() -> Graph:
        if computed:
            return Graph.from_triples(cast("Iterable[Triple]", statements()))
        store = opened_store()
        return described_table(store) if form.titled else Graph(store)

    if form.rows and form.several and Path(output).is_dir():
        with TemporaryDirectory(prefix="ydkg-export-") as folder, written_together(output) as part:
            for path in write_into(format_name, table(), Path(folder)):
                write_whole(part / path.name, pieces_of(path))
    else:
        write_whole(output, in_pieces(format_name, statements, table, lambda found: open_sources(found, sources)))
    return any_found


def _say_empty(query: str) -> None:
    """Say of a query that what is written has nothing in it."""
    empty = spoken().gettext("it finds nothing that can be written")
    notify(f"{visible(query)}{spoken().colon}{empty}")


def _write_all(folder: Path, query: str | None, sources: tuple[str, ...], *, inferred: bool, derived: bool) -> None:
    """Write every format into a folder, all of them or none; formats whose library is missing are said and left out."""
    if str(folder) == "-" or (folder.exists() and not folder.is_dir()):
        wrong = problem("`all` wants a folder: -o FOLDER")
        raise OutputError(wrong, str(folder), where=str(folder))
    from ydkg.export._crate import described  # noqa: PLC0415 - only a folder is described

    made: dict[str, tuple[Format, int, str]] = {}
    any_found = False
    with written_together(folder) as part:
        for key, form in FORMATS.items():
            if missing(form):
                left_out = translatable("{format}: left out; pip install 'ydkg[{extra}]' brings what it needs")
                notify(left_out, format=key, extra=form.extra)
                continue
            path = part / f"ydkg-{key}.{form.extension}"
            any_found |= _write(key, str(path), query, sources, inferred=inferred, derived=derived)
            with path.open("rb") as file:
                made[path.name] = form, path.stat().st_size, file_digest(file, "sha256").hexdigest()
        for name, content in described(made, [*triples_of(), *describing()]).items():
            write_whole(part / name, content)
    if query and not any_found:
        _say_empty(query)
    written = translatable("{folder}: {n} formats, SHA256SUMS and ro-crate-metadata.json")
    notify(written, folder=str(folder), n=len(made))


def _given(format_: Format, query: str | None, *, inferred: bool, derived: bool) -> Sequence[Triple] | Sequence[Quad]:
    """Read what a format is to carry: the graph, or its part that a question answers; graph by graph where it can."""
    from ydkg.explorer.part import closed  # noqa: PLC0415 - only exports wait for the network

    if format_.carries != "dataset":
        triples = triples_of(inferred=inferred, derived=derived)
        return triples if query is None else closed(asked(triples, query))
    graphs = graphs_of(inferred=inferred, derived=derived)
    if query is None:
        return quads_of(graphs)
    wanted = frozenset(closed(asked([triple for triples in graphs.values() for triple in triples], query)))
    return quads_of({name: [triple for triple in triples if triple in wanted] for name, triples in graphs.items()})
