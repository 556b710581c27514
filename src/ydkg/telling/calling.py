"""What things, records and statements are called in a language other than English."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Triple

    from ydkg.graph.graph import Graph
    from ydkg.words.language import Language


def names_in(language: Language, graph: Graph | Iterable[Triple]) -> Callable[[str], str] | None:
    """Give what calls a thing, a record or a statement in a language."""
    if not language.chinese:
        return None
    from ydkg.graph.graph import Graph  # noqa: PLC0415 - English does without
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - likewise
    from ydkg.telling.record import tell_fact  # noqa: PLC0415 - likewise

    table = graph if isinstance(graph, Graph) else Graph.from_triples(graph)
    reading = reading_of(table)

    # What is called so is mostly called so again soon: where it is marked, and where it is told.
    @lru_cache(maxsize=1024)
    def name(iri: str) -> str:
        try:
            fact = tell_fact(reading, iri)
        except (LookupError, ValueError, TypeError, AttributeError):  # of a damaged record that cannot be told
            fact = None
        return fact.zh if fact else reading.naming.name(iri).zh

    return name
