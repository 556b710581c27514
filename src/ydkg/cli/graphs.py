"""The graph that a verb works on, and the places and sentences of documents behind its facts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem
from pyoxigraph import Literal

from ydkg.cli.rows import linked, visible
from ydkg.cli.verbs import notify
from ydkg.collection import collection
from ydkg.errors import QueryError, YdkgError, reason
from ydkg.graph.graph import Graph
from ydkg.graph.names import START, WORD, label, names_of, search
from ydkg.graph.schema import families as families_of
from ydkg.graph.sources import sentences_behind
from ydkg.graph.store import asked_by_default, graph_of, load_apart, open_store
from ydkg.language.text import Language
from ydkg.telling.text import joined, same
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    import click
    from pyoxigraph import Store, Triple

    from ydkg.graph.sources import Quote, Source
    from ydkg.graph.sparql import Row
    from ydkg.telling.sources import Evidence, Library

#: How many names a shell is offered at most.
_MOST = 40


def opened_store(
    *, inferred: bool = False, derived: bool = False, endpoint: str = "", patience: float | None = None
) -> Store:
    """Load the collection that is worked on for asking, with what follows from it, or open the graph of a server."""
    if endpoint:
        from ydkg.graph.remote import remote_store  # noqa: PLC0415 - slow to load, and only where a server is named

        return remote_store(endpoint, inferred=inferred, derived=derived, patience=patience)
    if not inferred and not derived:
        return open_store(say=notify)
    store = Graph.from_triples(triples_of(inferred=inferred, derived=derived)).store
    load_apart(store, collection())
    return store


def triples_of(*, inferred: bool = False, derived: bool = False) -> list[Triple]:
    """Read the collection that is worked on, and add what follows from it."""
    triples = asked_by_default(collection())
    if not inferred and not derived:
        return triples
    from ydkg.proof.extension import extended  # noqa: PLC0415 - only where it is asked for

    return extended(triples, inferred=inferred, derived=derived)


def read_query(file: str) -> str:
    """Read a query."""
    if file == "-" and sys.stdin is None:
        raise QueryError("standard input is closed; give a file, or pass the query through a pipe")
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        hint = "a query itself comes through a pipe, to -" if "{" in file else ""
        raise QueryError(f"{file}: the query cannot be read: {reason(error)}", file, hint=hint) from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{file}: the query is not UTF-8, at byte {error.start}", file) from error


def completed(families: Collection[str] = ()) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Make what completes the name of a thing."""

    def complete(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        try:
            table = Graph(open_store())
        except YdkgError:
            return []

        def is_wanted(iri: str) -> bool:
            of = {family.key for family in families_of(table, iri)}
            return bool(of) and (not families or not of.isdisjoint(families))

        names = names_of(table, records=True)
        slugs = {name.iri: name.iri.removeprefix(PREFIXES["ydr"]) for name in names}
        candidates = sorted((iri, slug) for iri, slug in slugs.items() if slug.startswith(typed))
        matches = [] if "-" in typed else search(typed, names)
        # What has a word that begins so is offered only where nothing else begins so.
        least = START if candidates or (matches and matches[0].fit >= START) else WORD
        for match in matches:
            iri, name = match.name.iri, match.name.text
            if match.fit >= least:
                is_typed = name.startswith(typed) and not name.isascii() and " " not in name
                candidates.append((iri, name if is_typed else slugs[iri]))
        offered: dict[str, str] = {}
        for iri, value in candidates:
            if iri not in offered and len(offered) < _MOST and is_wanted(iri):
                offered[iri] = value
        return [CompletionItem(value, help=label(table, iri)) for iri, value in offered.items()]

    return complete


def bracketed(library: Library, evidence: Evidence, lang: str, output: str) -> str:
    """Say where evidence stands, behind what it is of; empty where it stands nowhere."""
    told = places(library, evidence, lang, output)
    return f"  [{Language.of(lang).semicolon.join(told)}]" if told else ""


def places(library: Library, evidence: Evidence, lang: str, output: str) -> list[str]:
    """Say where evidence stands, work by work, each a link on a terminal to the page that marks the words."""
    told = []
    for work, _, where in evidence.works:
        passages = [passage for place in evidence.places if place.work == work for passage in place.passages]
        words = joined([library.prefix(work), where]) if where else work.title
        told.append(linked(visible(words.pick(lang)), work.lit(passages), output))
    return told


def quotes(
    library: Library, graph: Graph, sources: Sequence[Source], passages: Iterable[str], quoted: set[Quote] | None = None
) -> list[str]:
    """Write the sentences behind passages; a line each, with its number before it, in the order of the text."""
    known: set[Quote] = set() if quoted is None else quoted
    lines = []
    for quote in sentences_behind(graph, sources, passages) if sources else ():
        if quote in known:
            continue
        known.add(quote)
        outline = library.outline(quote.document)
        number = str(outline.number(quote.start)).rjust(len(str(len(outline.sentences))))
        prefix = joined([library.prefix(library.work(quote.document)), same(number)], same(" ")).en
        lines.append(f"{visible(prefix)}  {visible(quote.words)}")
    return lines


def with_sentences(
    store: Store,
    sources: Sequence[Source],
    columns: Sequence[str],
    rows: Iterable[Row],
    evidence: Iterable[Iterable[str]],
) -> tuple[list[str], list[Row]]:
    """Add to rows a last column with the sentences behind each, where documents are given."""
    if not sources:
        return list(columns), list(rows)
    told: list[Row] = []
    graph = Graph(store)
    for row, passages in zip(rows, evidence, strict=True):
        words = " ".join(quote.words for quote in sentences_behind(graph, sources, passages))
        told.append((*row, Literal(words) if words else None))
    return [*columns, "sentence"], told


def named(store: Store, *files: str) -> list[Triple]:
    """List what a store has of files that are asked by the names of their graphs only."""
    return list(Graph(store, [graph_of(file) for file in files]).triples())
