"""What is made whole and kept: the atlas of all things, the explorer's page, the graph and its parts in each format.

Each is a task of `ydkg.server.tasks` and raises a `YdkgError` where a file is damaged; only the process that makes it
imports what it takes.
"""

from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from ydkg.collection import DATASET, graph_iri, graph_name
from ydkg.errors import write_error
from ydkg.graph.graph import Graph
from ydkg.graph.outline import outline_of
from ydkg.graph.store import graph_of, with_description
from ydkg.server.dataset import read_files, stated, stated_table
from ydkg.telling.naming import iri_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Quad, QuerySolutions, Store, Triple

    from ydkg.server.settings import Settings
    from ydkg.server.tasks import Context

#: Passages that name a thing of which a part of a large graph has so many: a hub is named in nearly all documents.
_MENTIONS = 20


def prepare() -> None:
    """Import and make what pages have in common, for processes that are forked from this one and make one each."""
    from ydkg.explorer.page import common  # noqa: PLC0415 - see above

    common()


def atlas(context: Context) -> tuple[dict[str, object], bytes]:
    """Tell everything that pages tell of things."""
    from ydkg.telling.atlas import atlas_of  # noqa: PLC0415 - see above

    told, apart = _read(context)
    atlas = atlas_of(Graph.from_triples(told), *context.settings.sources, apart=apart)
    return {}, pickle.dumps(atlas)


def directory(context: Context) -> tuple[dict[str, object], bytes]:
    """List all things in brief, and what long lists are ordered by."""
    from ydkg.server.directory import tell_directory  # noqa: PLC0415 - see above
    from ydkg.server.lookup import Lookup  # noqa: PLC0415 - likewise

    # It comes to each thing several times.
    table = stated_table(context.store, context.settings)
    return {}, pickle.dumps(tell_directory(Lookup(table)))


def later(context: Context) -> tuple[dict[str, object], bytes]:
    """Tell what became of promises, and what public pages say."""
    from ydkg.telling.later import tell_later  # noqa: PLC0415 - see above

    return {}, pickle.dumps(tell_later(*_read(context)))


def state(context: Context) -> tuple[dict[str, object], bytes]:
    """Say in what state the files are, so that they can be compared with those before."""
    from ydkg.graph.turtle import first_difference, read_turtle  # noqa: PLC0415 - see above
    from ydkg.proof.verify import verify  # noqa: PLC0415 - likewise

    data, canonical = context.settings.data, list[str]()

    def told() -> Iterator[Triple]:
        for path, content in zip(data.all_files, context.settings.contents, strict=True):
            for triple in read_turtle(path, gzip.decompress(content)):
                if path != data.dataset:  # what describes the collection needs no evidence
                    yield triple
            if first_difference(path, gzip.decompress(content)) is None:
                canonical.append(graph_name(path))

    findings = [f"{finding.entity}: {finding.message}" for finding in verify(Graph.from_triples(told()))]
    counts: dict[str, dict[str, int]] = {graph_name(path): {} for path in data.all_files}
    names = {graph_iri(name): name for name in counts}
    for iri, predicate, many in property_counts(context.store):
        if iri in names:
            counts[names[iri]][predicate] = many
    return {}, json.dumps({"triples": counts, "canonical": canonical, "findings": findings}).encode()


def property_counts(store: Store) -> Iterator[tuple[str, str, int]]:
    """Count the triples of each property in each named graph of a store."""
    counted = "SELECT ?graph ?p (COUNT(*) AS ?many) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ?p"
    for graph, predicate, many in cast("QuerySolutions", store.query(counted)):
        yield graph.value, predicate.value, int(many.value)


def explorer(
    context: Context,
    things: Sequence[str] = (),
    whole: Mapping[str, object] | None = None,
) -> tuple[dict[str, object], bytes]:
    """Build the explorer's page; nothing, and a whole HTML document."""
    from ydkg.explorer.page import build  # noqa: PLC0415 - see above
    from ydkg.explorer.part import documents_in  # noqa: PLC0415 - likewise
    from ydkg.telling.collection import tell_collection  # noqa: PLC0415 - likewise

    if things:
        part = part_of(context, things)
        # Of a large graph the sentences of a few documents are most of the page; others are not even read.
        table = stated_table(context.store, context.settings)
        known = {document: outline_of(table, document) for document in documents_in(part)}
        about = tell_collection(with_description(context.store))
        return {}, build(part, *context.settings.sources, outlines=known, whole=whole, about=about).encode()
    told, apart = _read(context)
    return {}, build(told, *context.settings.sources, apart=apart).encode()


def export(context: Context, format: str, to: str = "") -> tuple[dict[str, object], bytes]:  # noqa: A002 - what a client calls it
    """Write what documents and registers state."""
    from ydkg.export import quads_of  # noqa: PLC0415 - see above

    return _written(format, quads_of(read_files(context.settings)), to)


def named_graph(
    context: Context,
    name: str,
    format: str,  # noqa: A002 - likewise
    to: str = "",
) -> tuple[dict[str, object], bytes]:
    """Write one of the named graphs."""
    if files := read_files(context.settings, name):
        return _written(format, files[name], to)
    # It was computed at the start, and a worker could not run the reasoner.
    return _written(format, Graph(context.store, [NamedNode(graph_iri(name))]).triples(), to)


def _written(
    format: str,  # noqa: A002 - see above
    statements: Iterable[Triple | Quad],
    to: str,
) -> tuple[dict[str, object], bytes]:
    """Write some statements in a format; into a file where one is named."""
    from ydkg.export import write  # noqa: PLC0415 - see above

    content = write(format, statements)
    if not to:
        return {}, content
    try:
        Path(to).write_bytes(content)
    except OSError as error:
        raise write_error(to, error) from error
    return {}, b""


def part_of(context: Context, things: Sequence[str]) -> list[Triple]:
    """Read what is said of some things and of what joins them, and what describes the collection."""
    from ydkg.explorer.part import between  # noqa: PLC0415 - see above

    described = Graph(context.store, [graph_of(DATASET)]).triples()
    table = stated_table(context.store, context.settings)
    return [*between(table, set(map(iri_of, things)), _MENTIONS), *described]


def _read(context: Context) -> tuple[list[Triple], list[Triple]]:
    """Read what people are told; and apart from it what public pages say, and judgements."""
    found = read_files(context.settings)
    apart = [triple for path in context.settings.data.apart for triple in found.get(graph_name(path), ())]
    return _told(context.settings, found), apart


def _told(settings: Settings, found: Mapping[str, list[Triple]]) -> list[Triple]:
    """Give what people are told: what documents and registers state, and what describes the collection."""
    return [*stated(settings, found), *found.get(graph_name(Path(DATASET)), ())]
