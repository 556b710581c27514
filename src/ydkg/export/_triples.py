"""What the RDF writers share: triples in one order, and the prefixes that they use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple


def sorted_triples(triples: Iterable[Triple]) -> list[Triple]:
    """Sort triples by their N-Triples form, each once.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    list of pyoxigraph.Triple
        Sorted by subject, predicate, object; may be empty.
    """
    lines = {f"{triple.subject} {triple.predicate} {triple.object}": triple for triple in triples}
    return [lines[line] for line in sorted(lines)]


def used_prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """List the prefixes that the predicates of some triples can be written with.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    dict of str to str
        Prefix to namespace, sorted by prefix.
    """
    predicates = {triple.predicate.value for triple in triples}
    return {
        prefix: namespace
        for prefix, namespace in sorted(PREFIXES.items())
        if any(predicate.startswith(namespace) for predicate in predicates)
    }
