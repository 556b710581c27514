"""Everything that is told of one thing, as lines for a program: what the graph states, and later words on it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ydkg.errors import UnknownNameError
from ydkg.graph.description import Line, describe
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve
from ydkg.graph.store import with_apart
from ydkg.telling.later import tell_judged, tell_promises, tell_words
from ydkg.telling.reading import reading_of
from ydkg.telling.within import lines_within, tell_within
from ydkg.vocab import PROV, ydr

if TYPE_CHECKING:
    from pyoxigraph import Store


def named_in(store: Store, name: str) -> str:
    """Find the thing that a name stands for: of the documents, or what only public pages speak of; IRI."""
    table, whole = Graph(store), with_apart(store)
    try:
        return resolve(table, name)
    except UnknownNameError as unknown:
        with suppress(UnknownNameError):
            if whole.graphs != table.graphs:
                return resolve(whole, name)
        raise unknown from None


def tell_lines(store: Store, iri: str, lang: str) -> list[Line]:
    """Tell everything of one thing."""
    table, rolled = with_apart(store), tell_within(reading_of(Graph(store)), iri)
    lines, answers = [*describe(store, iri, lang), *lines_within(rolled, lang)], tell_promises(table, iri)
    for milestone, told in answers.items():
        records = tuple(ydr(word.id) for word in told.words)
        for name, answer in (("evidence", told.evidence), ("schedule", told.schedule), ("official", told.official)):
            lines.append(Line("promises", name, answer.pick(lang), milestone, records))
    for word in tell_words(table, iri, answers):
        sources = table.iris(ydr(word.id), PROV.wasDerivedFrom)
        lines.append(Line("public pages", word.stands.pick(lang), word.sentence.pick(lang), ydr(word.id), sources))
    for judgement, said, why in tell_judged(table, iri):
        lines.append(Line("judgements", why.pick(lang), said.pick(lang), judgement, ()))
    return lines
