"""The graph as a server has it: a default graph, and a named graph for each file."""

from __future__ import annotations

import gzip
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from ydkg.collection import COMPUTED, DATASET, collection, graph_iri, graph_name
from ydkg.graph.graph import Graph
from ydkg.graph.store import graph_of, open_on_disk, with_description
from ydkg.graph.turtle import read_turtle, turtle_error
from ydkg.language.text import translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from ydkg.server.settings import Settings

#: How much is done to make what is kept of a file small: the least, a seventh of it, takes 0.2 s for 50 MB.
_LEVEL = 1
#: Name of a graph -> what it holds, of those that are no document's.
_HOLDING = {
    "reference": translatable("what public registers state"),
    "names": translatable("what things are called in Chinese, and who calls them so"),
    "later": translatable("what later and earlier public pages state"),
    "judgements": translatable("what the editors judge of claims"),
    "dataset": translatable("what describes the collection"),
    "inferred": translatable("what follows from them by the ontology"),
    "derived": translatable("what follows from them by arithmetic"),
}


def graphs_of(settings: Settings) -> list[str]:
    """List the graphs that a server has; their names, each once; those of the files first, in their order."""
    computed = (name for name in COMPUTED if getattr(settings, name))
    return list(dict.fromkeys([*map(graph_name, settings.data.all_files), *computed]))


def holding(name: str) -> str:
    """Say what a graph holds; a text of the catalogue."""
    return _HOLDING.get(name, translatable("what a document states"))


def settled(settings: Settings) -> Settings:
    """Find and read the files once and for all: what happens to them later changes nothing of what is served."""
    known = dict(zip(settings.digests, settings.contents, strict=True))
    settings = settings._replace(data=collection(*settings.data.paths))
    contents, digests = [], []
    for path in settings.data.all_files:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise turtle_error(path, error) from error
        digests.append(sha256(content).hexdigest())
        contents.append(known.get(digests[-1]) or gzip.compress(content, _LEVEL, mtime=0))
    return settings._replace(contents=tuple(contents), digests=tuple(digests))


def read_files(settings: Settings, only: str = "") -> dict[str, list[Triple]]:
    """Read the files, their literals to the letter, which a store would rewrite."""
    files = settings.data.all_files
    contents = settings.contents or (b"",) * len(files)
    return {
        name: read_turtle(path, gzip.decompress(content) if content else None)
        for path, content in zip(files, contents, strict=True)
        if (name := graph_name(path)) == only or not only
    }


def stated(settings: Settings, found: Mapping[str, list[Triple]] | None = None) -> list[Triple]:
    """Give what documents and registers state, which is asked by default; in the order of the files."""
    read = read_files(settings) if found is None else found
    return [triple for path in settings.data.files for triple in read[graph_name(path)]]


def open_dataset(settings: Settings) -> Store:
    """Load the graph for a server."""
    plain = settings.digests and not settings.inferred and not settings.derived
    if plain and (store := open_on_disk(settings.data)):
        return store
    found = read_files(settings)
    if settings.inferred or settings.derived:
        from ydkg.proof.extension import computed  # noqa: PLC0415 - only where it is asked for

        found |= computed(stated(settings, found), inferred=settings.inferred, derived=settings.derived)
    apart = set(map(graph_name, settings.data.named))
    store = Store()
    for name, triples in found.items():
        graph = NamedNode(graph_iri(name))
        store.extend(Quad(each.subject, each.predicate, each.object, graph) for each in triples)
        if name not in apart:
            store.extend(Quad(each.subject, each.predicate, each.object) for each in triples)
    return store


def stated_table(store: Store, settings: Settings) -> Graph:
    """Look up what documents and registers state, and what describes the collection; without what only follows."""
    if not settings.inferred and not settings.derived:
        return with_description(store)
    return Graph(store, [*map(graph_of, settings.data.files), graph_of(DATASET)])


def version_of(settings: Settings) -> str:
    """Tell one state of the served graph from another; 16 hexadecimal digits."""
    digests = settings.digests or settled(settings).digests
    sources = [*map(str, settings.sources)]  # pages have their words
    told = f"{settings.inferred} {settings.derived} {sources or False} {' '.join(digests)}"
    return sha256(told.encode()).hexdigest()[:16]
