"""The graph loaded for asking: files in, a pyoxigraph store out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from ydkg.assets import APART, DATASET
from ydkg.collection import Collection, collection, graph_iri, graph_name
from ydkg.graph.canonical import read_content
from ydkg.graph.damage import check_literals, turtle_error
from ydkg.graph.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import QuerySolutions, Triple

    from ydkg.errors import Message
    from ydkg.graph.catalogue import Question
    from ydkg.graph.index import Index

#: Bytes of files from which on a collection is indexed without being asked to: to parse less takes no longer.
LARGE = 2 * 1024 * 1024


def open_store(
    data: Collection | Iterable[Path | str] | None = None, say: Callable[[Message], None] | None = None
) -> Store:
    """Load a collection: what documents and registers state into the default graph, what is apart into named ones."""
    chosen = collection() if data is None else data
    if isinstance(chosen, Collection) and (known := index_of(chosen, say=say)):
        return known.store
    store = Store()
    of_default = chosen.files if isinstance(chosen, Collection) else chosen
    for path in of_default:
        _load(store, path, DefaultGraph())
    if isinstance(chosen, Collection):
        load_apart(store, chosen)
    return store


def index_of(
    chosen: Collection,
    *,
    wanted: bool = False,
    served: bool = False,
    digests: Sequence[str] | None = None,
    say: Callable[[Message], None] | None = None,
) -> Index | None:
    """Open the index of a collection; build it where the collection is large and it is missing, or of other files."""
    try:
        small = not wanted and sum(path.stat().st_size for path in chosen.all_files) < LARGE
    except OSError:
        return None  # reading the file says what is wrong with it
    from ydkg.graph.index import IndexFolder, cache_folder  # noqa: PLC0415 - what is small and not indexed does without

    if small and not cache_folder():
        return None
    indexes = IndexFolder(chosen.paths, "served" if served else "asked")
    found = indexes.opened(chosen.all_files, digests)
    if found or small:
        return found
    layout: dict[Path, tuple[NamedNode | DefaultGraph, ...]] = {}
    for path in chosen.all_files:
        own = graph_of(path)
        apart = path in chosen.named
        layout[path] = (own,) if apart else (own, DefaultGraph()) if served else (DefaultGraph(),)
    built = indexes.built(layout, _quads, say)
    if built and not served:  # a server makes more of it
        from ydkg.graph.outline import kept_outlines  # noqa: PLC0415 - only once for each state of the files
        from ydkg.graph.search import kept_names  # noqa: PLC0415 - likewise

        for keep in (kept_outlines, kept_names):
            keep(Graph(built.store))
    return built if built is None or digests is None or built.digests == tuple(digests) else None


def load_apart(store: Store, chosen: Collection) -> None:
    """Load what is asked by the names of its graphs only."""
    for path in chosen.named:
        _load(store, path, graph_of(path))


def graph_of(path: Path | str) -> NamedNode:
    """Give the graph of a store that a file is."""
    return NamedNode(graph_iri(graph_name(Path(path))))


def graph_iris(store: Store) -> list[str]:
    """List the named graphs of a store; their IRIs, sorted."""
    return sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))


def property_counts(store: Store) -> Iterator[tuple[str, str, int]]:
    """Count the triples of each property in each named graph of a store."""
    counted = "SELECT ?graph ?p (COUNT(*) AS ?many) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ?p"
    for graph, predicate, many in cast("QuerySolutions", store.query(counted)):
        yield graph.value, predicate.value, int(many.value)


def overlap(store: Store, graphs: Sequence[str]) -> bool:
    """Tell whether a triple is in two of some graphs."""
    # Where one is, it is in another than the first; to ask of each two would take long where there are a thousand.
    asked = (
        "SELECT DISTINCT ?other {{ GRAPH <{0}> {{ ?s ?p ?o }} GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != <{0}>) }}"
    )
    solutions = (cast("QuerySolutions", store.query(asked.format(graph))) for graph in graphs[1:])
    return not set(graphs).isdisjoint(other.value for found in solutions for (other,) in found)


def merge(store: Store, default: Iterable[str], named: Iterable[NamedNode]) -> Store:
    """Build a store whose default graph is the merge of some graphs of another; in memory."""
    made = Store()
    made.extend(Quad(*triple) for triple in Graph(store, list(map(NamedNode, default))).triples())
    for graph in named:
        made.extend(store.quads_for_pattern(None, None, None, graph))
    return made


def with_apart(store: Store) -> Graph:
    """Read a store with what is asked by the names of its graphs only: what later pages say, and judgements."""
    return _table_with(store, APART)


def _load(store: Store, path: Path | str, graph: NamedNode | DefaultGraph) -> None:
    """Load what is in a file into a graph."""
    content = read_content(path)
    try:
        store.load(content, format=RdfFormat.TURTLE, to_graph=graph)
    except SyntaxError as error:
        raise turtle_error(path, error) from error
    check_literals(path, content)


def _quads(path: Path | str, content: bytes, graphs: Sequence[NamedNode | DefaultGraph]) -> Iterator[Quad]:
    """Read what is in a file into graphs."""
    try:
        for quad in parse(content, format=RdfFormat.TURTLE, rename_blank_nodes=True):
            for graph in graphs:
                yield Quad(quad.subject, quad.predicate, quad.object, graph)
    except SyntaxError as error:
        raise turtle_error(path, error) from error
    check_literals(path, content)


def table_for(store: Store, question: Question) -> Graph:
    """Look triples up where a question asks for them."""
    return with_apart(store) if question.of_graphs else Graph(store)


def described_table(store: Store, *, apart: bool = False) -> Graph:
    """Look triples up where a store has them, with what describes its collection."""
    return _table_with(store, (*APART, DATASET) if apart else (DATASET,))


def _table_with(store: Store, names: Iterable[str]) -> Graph:
    """Look triples up in the default graph and in those of some files, as far as a store has them."""
    held = set(store.named_graphs())
    return Graph(store, (DefaultGraph(), *(graph for graph in map(graph_of, names) if graph in held)))


def store_of(triples: Iterable[Triple]) -> Store:
    """Put triples into one default graph; in memory; literals in canonical form."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return store
