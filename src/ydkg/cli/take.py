"""Verbs that take the graph away: in other formats, to a SPARQL server, and what differs between two of it."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pyoxigraph import Quad

from ydkg.cli.graphs import completed, named, opened_store, read_query
from ydkg.cli.rows import visible
from ydkg.cli.verbs import (
    PLACE,
    derived_option,
    inferred_option,
    lang_option,
    notify,
    output_option,
    refuse_terminal,
    source_option,
)
from ydkg.collection import APART, DATASET, STATED, collection, graph_name
from ydkg.difference.changes import tell_difference
from ydkg.difference.version import open_version, write_patch
from ydkg.errors import OutputError, ParameterError, problem, quoted
from ydkg.explorer.part import answered, closed
from ydkg.export import FORMATS, Contents, missing, quads_of, write, write_files
from ydkg.export.report import WRITERS
from ydkg.files import write_whole, written_together
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve
from ydkg.graph.questions import answer, question
from ydkg.graph.sources import open_sources
from ydkg.graph.sparql import run
from ydkg.graph.store import load_apart, read_collection
from ydkg.language.text import Language, translatable
from ydkg.proof.extension import computed
from ydkg.telling.atlas import atlas_of
from ydkg.telling.dossier import tell_dossier
from ydkg.telling.naming import slug
from ydkg.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from ydkg.difference.changes import FactChange
    from ydkg.export import Format

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
#: Where the site of the shipped data is.
_HOME = "https://w3id.org/ydkg/"
_KINDS = {"added": translatable("new"), "removed": translatable("gone")}
#: What stands for every format.
ALL = "all"
#: What stands for the pages that are served.
SITE = "site"
EXPORT_HELP = "Write the graph or the network in another format.\n\n\b\n" + "\n".join(
    [
        *(f"  {key:<13}  {known.name}: {known.purpose.en}" for key, known in FORMATS.items()),
        f"  {ALL:<13}  every format, a file each, with checksums, into the folder -o",
        f"  {SITE:<13}  all pages of the site as files for any web host, into the new folder -o",
    ]
)
_EXAMPLES = """

A format of several files is packed as ZIP; where -o is a folder, they are written into it.

With --query it is what a question answers: the triples of a CONSTRUCT, or the things of a SELECT with all that joins
them.

\b
  ydkg export turtle -o graph.ttl
  ydkg export graphml -o network.graphml
  ydkg export geojson --query places/within_a_place -o places.geojson
  ydkg export all -o formats
  ydkg export site -o site --address https://graph.example.org/
"""


def _graphs(*, inferred: bool, derived: bool) -> dict[str, list[Triple]]:
    """Read the collection that is worked on, graph by graph, and add what follows as graphs of their own."""
    chosen = collection()
    graphs = {graph_name(path): triples for path, triples in read_collection(chosen).items()}
    stated = [triple for path in chosen.files for triple in graphs[graph_name(path)]]
    return graphs | (computed(stated, inferred=inferred, derived=derived) if inferred or derived else {})


@click.command(name="export", help=EXPORT_HELP + _EXAMPLES)
@click.argument("format_name", metavar="FORMAT", type=click.Choice([*FORMATS, ALL, SITE]))
@click.option("--query", metavar="NAME|FILE.rq", help="Write only what a named question or a query answers.")
@inferred_option
@derived_option
@click.option("--address", metavar="URL", help="Of a site: where it will be; its permanent address unless given.")
@click.option("--endpoint", default="", metavar="URL", help="Of a site: the SPARQL endpoint to which queries lead.")
@source_option
@output_option
def export_verb(
    *,
    format_name: str,
    query: str | None,
    inferred: bool,
    derived: bool,
    address: str | None,
    endpoint: str,
    sources: tuple[str, ...],
    output: str,
) -> None:
    """Write the graph in a format."""
    if format_name == SITE:
        from ydkg.server.copy import write_site  # noqa: PLC0415 - an extra brings what it needs
        from ydkg.server.settings import Settings  # noqa: PLC0415 - likewise

        if query or output == "-":
            raise ParameterError("`site` is of the whole graph, and wants a folder: -o FOLDER", output)
        settings = Settings(
            data=collection(), sources=tuple(map(Path, sources)), inferred=inferred, derived=derived, log="none"
        )
        notify(f"{output}: {write_site(settings, Path(output), address or _HOME, endpoint):,} files; open index.html")
        return
    graphs = _graphs(inferred=inferred, derived=derived)
    if format_name == ALL:
        _write_all(Path(output), graphs, query, sources)
        return
    form = FORMATS[format_name]
    if form.binary or form.several:
        refuse_terminal(output, form.name)
    contents = _contents(graphs, query, sources, form)
    _say_empty(query, contents)
    if form.several and Path(output).is_dir():
        with written_together(output) as folder:
            for name, content in write_files(format_name, contents).items():
                write_whole(folder / name, content)
    else:
        write_whole(output, write(format_name, contents))
    if output != "-":
        notify(f"{output}: {form.name}, {form.purpose.en}")
        ending = Path(output).suffix.removeprefix(".")
        if ending != form.extension and ending in {known.extension for known in FORMATS.values()}:
            notify(f"{output}: is {form.media_type} all the same, which is called .{form.extension}")


def _contents(
    graphs: Mapping[str, list[Triple]], query: str | None, sources: tuple[str, ...], form: Format | None = None
) -> Contents:
    """Give what is to be written: all graphs, or the part of what is asked by default that a question answers.

    What later pages say and what describes the collection goes with a part, but not into a format that has its graphs.
    """
    quads = quads_of(graphs)
    texts = open_sources(Graph.from_triples(quads), sources)
    if query is None:
        return Contents(quads, texts)
    apart = {graph_name(path): graphs[graph_name(path)] for path in collection().named}
    asked = [triple for name, triples in graphs.items() if name not in apart for triple in triples]
    store = Graph.from_triples(asked).store
    load_apart(store, collection())  # which questions about promises ask by name
    named = not query.endswith(".rq")
    result = answer(store, question(query), {}) if named else run(store, read_query(query))
    part = frozenset(closed(answered(asked, result)))
    chosen = [quad for quad in quads if quad.triple in part]
    if form is None or form.carries != "dataset":
        chosen = [Quad(triple.subject, triple.predicate, triple.object) for triple in part]
        chosen += quads_of(apart)
    return Contents(chosen, texts)


def _say_empty(query: str | None, contents: Contents) -> None:
    """Say of a query that what is written has nothing in it."""
    if query and not contents.triples:
        notify(f"{query}: it finds nothing that can be written")


def _write_all(folder: Path, graphs: Mapping[str, list[Triple]], query: str | None, sources: tuple[str, ...]) -> None:
    """Write every format into a folder, all of them or none; formats whose library is missing are said and left out."""
    if str(folder) == "-" or (folder.exists() and not folder.is_dir()):
        raise OutputError("`all` wants a folder: -o FOLDER", str(folder), where=str(folder))
    contents = _contents(graphs, query, sources)
    _say_empty(query, contents)
    sums = []
    with written_together(folder) as part:
        for key, form in FORMATS.items():
            if missing(form):
                notify(f"{key}: left out; pip install 'ydkg[{form.extra}]' brings what it needs")
                continue
            own = query and form.carries == "dataset"
            content = write(key, _contents(graphs, query, sources, form) if own else contents)
            name = f"ydkg-{key}.{form.extension}"
            write_whole(part / name, content)
            sums.append(f"{sha256(content).hexdigest()}  {name}\n")
        write_whole(part / "SHA256SUMS", "".join(sums))
    notify(f"{folder}: {len(sums)} formats, and SHA256SUMS")


@click.command(name="report")
@click.argument("name", shell_complete=completed())
@click.option("-o", "--output", metavar="FILE", type=PLACE, required=True, help="FILE.docx, or FILE.html to print.")
@lang_option
def report_verb(*, name: str, output: str, lang: str) -> None:
    """Write a dossier of a thing, a place or a theme, with numbered sources.

    It has what was promised and what became of that, figures with their targets, and who answers for what; of a place
    with all that lies there, of a theme with all that is discussed under it.

    \b
      ydkg report NAME -o dossier.docx
      ydkg report "Ring Railway" -o railway.html --lang zh
    """  # noqa: D301 - a click mark: lines to be kept apart
    writer = WRITERS.get(Path(output).suffix.lower().lstrip("."))
    if writer is None:
        raise ParameterError("a dossier is written as -o FILE.docx or -o FILE.html", output)
    store = opened_store()
    graph = Graph(store)
    thing = slug(resolve(graph, name))
    atlas = atlas_of(Graph.from_triples([*graph.triples(), *named(store, DATASET)]), apart=named(store, *APART))
    if thing not in atlas.things:
        raise ParameterError(problem("{name} is a record; a dossier is of a thing", name=quoted(name)), name)
    write_whole(output, writer(tell_dossier(atlas, thing), lang))
    notify(f"{output}: the dossier is written")


@click.command(name="push")
@click.option(
    "--endpoint", required=True, metavar="URL", envvar="YDKG_ENDPOINT", help="Where the server takes queries."
)
@click.option(
    "--graph-store",
    "store",
    default="",
    metavar="URL",
    help="Where it takes graphs; guessed from --endpoint otherwise.",
)
@inferred_option
@derived_option
def push_verb(*, endpoint: str, store: str, inferred: bool, derived: bool) -> None:
    """Load a collection into a SPARQL 1.1 server, a graph a file, and see that it is there.

    Each graph is put in the place of what the server has of it, by the Graph Store Protocol. Afterwards `query`,
    `sparql`, `show`, `path`, `promises` and `view` take the same --endpoint. Credentials are read from
    YDKG_ENDPOINT_USER and YDKG_ENDPOINT_PASSWORD, YDKG_ENDPOINT_TOKEN, or netrc, and shown nowhere.

    \b
      ydkg push --endpoint http://127.0.0.1:7878/query
      ydkg --data DIR push --endpoint http://127.0.0.1:3030/ds/query --graph-store http://127.0.0.1:3030/ds/data
      ydkg query people/all_posts --endpoint http://127.0.0.1:7878/query
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.graph.remote import Server, graph_store_of  # noqa: PLC0415 - slow to load

    server = Server(endpoint)
    graphs = _graphs(inferred=inferred, derived=derived)
    graphs[STATED] = [triple for path in collection().files for triple in graphs[graph_name(path)]]
    for name, triples in graphs.items():
        notify(f"{name}: {server.put(store or graph_store_of(endpoint), name, triples):,} triples")


@click.command(name="diff")
@click.argument("before", metavar="A", type=PLACE)
@click.argument("after", metavar="B", type=PLACE)
@click.option(
    "--format",
    "layout",
    type=click.Choice(("text", "patch")),
    default="text",
    show_default=True,
    help="Sentences for people, or an RDF Patch that makes B from A.",
)
@click.option("--all", "everything", is_flag=True, help="Tell what only one of them says, too.")
@output_option
@lang_option
def diff_verb(*, before: str, after: str, layout: str, everything: bool, output: str, lang: str) -> None:
    """Say what two versions of the graph, or two documents, tell differently: figures, stages, posts, facts, names.

    A and B are each a Turtle file, a folder of them, a document of the data by its name, or a tag, branch or commit of
    the repository that the data are in. A line with ~ tells what changed; of two editions of one document > what moved,
    + what came and - what went, of others with --all + what only B says, - what only A says.

    \b
      ydkg diff v0.1.0 v0.2.0 --all
      ydkg diff triples later
      ydkg diff data/triples.ttl edited.ttl
      ydkg diff v0.1.0 data --format patch -o changes.rdfp
    """  # noqa: D301 - a click mark: lines to be kept apart
    files = collection().all_files
    with open_version(before, files) as old, open_version(after, files) as new:
        if layout == "patch":
            write_whole(output, write_patch(old, new))
            return
        difference = tell_difference(old, new)
    language = Language.of(lang)
    told: Counter[str] = Counter()
    blocks: list[tuple[str, list[FactChange]]] = []
    for thing in difference.things:
        # What differs in the words of the other language only is left out.
        changes = [each for each in thing.changes if each.before.pick(language.tag) != each.after.pick(language.tag)]
        told.update(change.kind for change in changes)
        # Of two editions of one document what came and went is what changed, too.
        whole = everything or difference.editions
        shown = [each for each in changes if everything or each.kind in {"changed", "moved"} or (whole and each.stated)]
        kind = f"  {language.gettext(_KINDS[thing.kind])}" if thing.kind in _KINDS else ""
        if shown:
            blocks.append((f"{visible(thing.name.pick(language.tag))}  {compact(thing.iri)}{kind}", shown))
    parts = [
        language.ngettext("{n} entity", "{n} entities", len(blocks)),
        language.gettext("{n} changed", n=told["changed"]),
        *([language.gettext("{n} moved", n=told["moved"])] if told["moved"] else []),
        language.gettext("{n} only in the second", n=told["added"]),
        language.gettext("{n} only in the first", n=told["removed"]),
    ]
    if difference.alike:
        parts.append(language.gettext("{n} in both in the same words", n=difference.alike))
    if any(difference.passages):
        come, gone = difference.passages
        parts.append(language.gettext("passages: {new} new, {gone} gone", new=come, gone=gone))
    elif not told:
        parts = [language.gettext("nothing that is told differs")]
    lines = [visible(f"{before} → {after}{language.colon}{language.comma.join(parts)}")]
    for head, changes in blocks:
        lines += ["", head]
        for change in changes:
            heading, was, becomes = (text.pick(language.tag) for text in (change.heading, change.before, change.after))
            said = " → ".join(filter(None, (was, becomes)))
            line = f"{heading}{language.colon}{said}" if heading else said
            lines.append(f"  {_SIGNS[change.kind]} {visible(line)}")
    write_whole(output, "\n".join([*lines, ""]))
    if not everything and told["added"] + told["removed"]:
        notify("--all tells what only one of them says, too")
