"""Terms of a query that are in neither graph nor ontology: misspelled, most likely, and never found."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode

from ydkg import vocab
from ydkg.graph.clauses import prologue
from ydkg.graph.graph import Graph, is_iri
from ydkg.graph.schema import shipped_schema
from ydkg.graph.tokens import decoded, place, tokens
from ydkg.vocab import PREFIXES, compact

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

#: So many are told at most: to look for what is spelled alike takes a while.
MOST = 8
#: Words before an IRI that is no term.
_NO_TERM = frozenset(("PREFIX", "BASE", "FROM", "NAMED", "GRAPH"))


class Unknown(NamedTuple):
    """A term that nothing has."""

    name: str  # as a prefixed name where one fits
    line: int  # where it first stands in the query, from 1
    column: int
    suggestion: str  # the prefixed name of a term that is spelled alike; empty where there is none


def unknown_terms(store: Store, text: str) -> list[Unknown]:
    """Find the terms of a query in our namespaces that neither the store nor the ontology has.

    >>> from pyoxigraph import Store
    >>> unknown_terms(Store(), "SELECT * { ?s a yd:Metrik }")
    [Unknown(name='yd:Metrik', line=1, column=17, suggestion='yd:Metric')]
    """
    vocabulary, used = shipped_schema().terms, dict[str, int]()
    read = tokens(text)
    declared = prologue(read, PREFIXES).prefixes
    for at, token in enumerate(read):
        before = read[at - 1].text.upper() if at else ""
        declares = at > 1 and read[at - 2].text.upper() == "PREFIX"
        if before in _NO_TERM or declares or token.kind not in {"iri", "name"}:
            continue
        prefix, _, local = token.text.partition(":")
        iri = decoded(token.text[1:-1]) if token.kind == "iri" else declared.get(prefix, "") + local
        # Datatypes and namespaces themselves are no terms.
        ours = any(iri.startswith(namespace) and iri != namespace for namespace in PREFIXES.values())
        if ours and not iri.startswith(PREFIXES["xsd"]):
            used.setdefault(iri, token.at)
    found: list[tuple[str, int]] = []
    for iri, at in used.items():
        # Any graph may have it: all are asked at once, as a server has one for each file.
        node = NamedNode(iri) if is_iri(iri) else None
        patterns = ((node, None, None), (None, node, None), (None, None, node)) if node else ()
        if iri not in vocabulary and all(next(store.quads_for_pattern(*each), None) is None for each in patterns):
            found.append((iri, at))
        if len(found) == MOST:
            break

    @cache
    def subjects() -> list[str]:
        """List what anything is said of in any graph."""
        named = [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]
        return Graph(store, [DefaultGraph(), *named]).subjects()

    return [Unknown(compact(iri), *place(text, at), _alike(iri, subjects)) for iri, at in found]


def _alike(iri: str, subjects: Callable[[], list[str]]) -> str:
    """Suggest a term of the same namespace: of its vocabulary, or else of the graph, of which more is read."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is misspelled

    prefix = next(prefix for prefix, namespace in PREFIXES.items() if iri.startswith(namespace))
    namespace = PREFIXES[prefix]
    closed = getattr(vocab, prefix.upper(), None)
    for known in (lambda: closed if isinstance(closed, vocab.ClosedNamespace) else (), subjects):
        names = [each.removeprefix(namespace) for each in known() if each.startswith(namespace)]
        if close := get_close_matches(iri.removeprefix(namespace), names, n=1, cutoff=0.6):
            return compact(namespace + close[0])
    return ""
