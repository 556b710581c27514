"""Candidates: the known things that a new one may be, ranked by names and identifiers, for a person to choose from."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.graph.names import Name, fold, names_of, terms_of
from ydkg.graph.schema import families, families_of, is_entity, shipped_schema
from ydkg.vocab import RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.graph import Graph

#: What identifies a thing in a register.
_IDENTIFIERS = (YD.iata, YD.icao, YD.iso3166, YD.gbt2260, YD.ror)
_MOST = 3
#: A candidate shares so much of its name, or is spelled so alike.
_LEAST = 0.5


class Candidates:
    """The things of a collection by the words of their names."""

    def __init__(self, known: Graph) -> None:
        self._known = known
        identified = [(iri, term) for predicate in _IDENTIFIERS for iri, term in known.pairs(predicate)]
        names = names_of(known)
        names += [Name(iri, term.value, fold(term.value), 0) for iri, term in identified if isinstance(term, Literal)]
        self._by_term: defaultdict[str, list[tuple[Name, set[str]]]] = defaultdict(list)
        for name in names:
            terms = terms_of(name.text)
            for term in terms if is_entity(known, name.iri) else ():
                self._by_term[term].append((name, terms))

    def of(self, draft: Graph, thing: str) -> list[str]:
        """Rank the known things that a new one of a draft may be; IRIs, the likeliest first."""
        own = families_of(shipped_schema().closure(draft.types(thing)), ())
        scores: dict[str, float] = {}
        for written in {text for texts in draft.texts(thing, RDFS.label).values() for text in texts}:
            for iri, score in self._scored(written):
                scores[iri] = max(score, scores.get(iri, 0.0))
        fitting = [iri for iri in scores if not own or not {*own}.isdisjoint(families(self._known, iri))]
        return sorted(fitting, key=lambda iri: (-scores[iri], iri))[:_MOST]

    def _scored(self, written: str) -> Iterable[tuple[str, float]]:
        """Score the names that share a word, or two Chinese characters, with one."""
        folded, terms = fold(written), terms_of(written)
        near = dict(pair for term in sorted(terms) for pair in self._by_term.get(term, ()))
        for name, theirs in near.items():
            shared = len(terms & theirs) / len(terms | theirs)
            spelled = SequenceMatcher(None, folded, name.folded).ratio()
            if (score := max(shared, spelled)) >= _LEAST:
                yield name.iri, score
