"""The facts that are written in a document, in the order of its text, for the list beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.graph.passages import span
from ydkg.server.template import address
from ydkg.server.thing.facts import by_words, fact_of
from ydkg.vocab import PROV, YD

if TYPE_CHECKING:
    from ydkg.server.paging import Turn
    from ydkg.server.thing.facts import Fact
    from ydkg.server.thing.telling import Telling

#: Facts of a part of the list.
_PART = 100


def written_facts(telling: Telling, document: str, turn: Turn) -> list[dict[str, object]]:
    """List what a document says, each fact once, and the things that it names.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    document : str
        IRI of a document.
    turn : Turn
        Which part of the list is told.

    Returns
    -------
    list of dict
        By the longest run of each, ready for JSON: ``words`` is a list of texts with their languages, ``address`` that
        of its page, ``spans`` a list of starts and ends in code points, ``named`` whether it is only named there.
    """
    table = telling.book.table
    spans: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for passage, _ in table.to(document, YD.inDocument):
        if not (at := span(table, passage)):
            continue
        for predicate in (PROV.wasDerivedFrom, YD.mentionedIn):
            for subject, _ in table.to(passage, predicate):
                spans.setdefault((subject, predicate == YD.mentionedIn), []).append(at[1:])

    def place(fact: tuple[str, bool]) -> tuple[int, int, bool]:
        """Put a fact where its longest run is, the first of those, and names behind what is said."""
        start, end = max(spans[fact], key=lambda run: (run[1] - run[0], -run[0]))
        return start, end, fact[1]

    shown = turn.of(sorted(spans, key=lambda fact: (*place(fact), fact[0])), _PART)
    told = {subject: fact_of(telling, subject) for subject in dict.fromkeys(subject for subject, _ in shown)}
    ordered = sorted(shown, key=lambda fact: (*place(fact), by_words(told[fact[0]])))
    return [_ready(told[subject], subject, spans[subject, named], named) for subject, named in ordered]


def _ready(fact: Fact, iri: str, spans: list[tuple[int, int]], named: bool) -> dict[str, object]:  # noqa: FBT001 - private
    return {
        "words": [(part.text, part.lang) for part in fact.words],
        "address": address(iri),
        "spans": sorted(spans),
        "named": named,
    }
