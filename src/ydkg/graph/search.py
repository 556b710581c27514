"""Names that things are found by: folded for comparing, ranked by how well they fit, and alike in spelling."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import accumulate, chain, islice
from math import log
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from ydkg.graph.schema import is_record
from ydkg.vocab import FOAF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence

    from ydkg.graph.graph import Graph

#: What names a thing, by how much it counts: labels, other names, and forms that are no name on their own.
LEVELS = ((RDFS.label,), (SKOS.altLabel, FOAF.name), (SKOS.hiddenLabel,))
_SIGNS = re.compile("[-‐-―_]")
_QUOTES = str.maketrans("", "", "\"'“”‘’„‟‚‛«»")
_NUMBER = re.compile(r"\d+")
#: What stands before a number in a key: a word that ends there comes before one that goes on, and words before numbers.
_BEFORE, _FIRST = "\0", "\U0010ffff"
_SUGGESTIONS = 3
#: Names that are compared with a misspelled one, each by itself; and from which number on not all are.
_COMPARED, _MANY = 500, 5_000
#: Share of what the nearest name has in common with some words, below which a name is not near.
_SHARED = 0.8
#: How well a name fits what was typed: it is the same, starts so, has a word that does, has it within a word, or has
#: all its words anywhere.
SAME, START, WORD, WITHIN, WORDS = 5, 4, 3, 2, 1


class Name(NamedTuple):
    """One name of a thing."""

    iri: str  # the thing
    text: str  # the name, as written and as `fold` gives it
    folded: str
    level: int  # 0 of a label, 1 of another name, 2 of a form that is no name on its own


class Match(NamedTuple):
    """A name that fits what was typed, and how well: one of `SAME`, `START`, `WORD`, `WITHIN` and `WORDS`."""

    name: Name
    fit: int


def fold(text: str) -> str:
    """Fold a name for comparing: without case, accents and quotes, with spaces for dashes.

    >>> fold("North–South  ‘Café’")
    'north south cafe'
    """
    plain = unicodedata.normalize("NFKD", _SIGNS.sub(" ", text).translate(_QUOTES))
    if not plain.isascii() and any(map(unicodedata.combining, plain)):
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def reading_order(text: str) -> bytes:
    """Give the key by which a name stands where people look for it in a list.

    >>> sorted(["重庆", "上升", "安全", "“一村一品”", "zebra", "airport", "Xylophone"], key=reading_order)
    ['airport', 'Xylophone', 'zebra', '安全', '上升', '“一村一品”', '重庆']
    """
    return fold(text).encode("gb18030")


@lru_cache(maxsize=4096)
def number_order(text: str) -> str:
    """Give the key by which a text stands where people look for it in a list that tells of numbers.

    >>> sorted(["Line 12", "line 9", "9 lines", "Harbour"], key=number_order)
    ['Harbour', 'line 9', 'Line 12', '9 lines']
    """
    # Many passages differ in their two last numbers alone.
    head, _, end = text.rpartition("-")
    head, _, start = head.rpartition("-")
    if start.isdecimal() and end.isdecimal():
        return f"{_padded(head)}-{_BEFORE}{start.zfill(20)}-{_BEFORE}{end.zfill(20)}"
    return _padded(text)


@lru_cache(maxsize=4096)
def _padded(text: str) -> str:
    """Write every number with as many digits, so that letters alone give the order."""
    return _NUMBER.sub(lambda run: f"{_BEFORE if run.start() else _FIRST}{run[0]:0>20}", text.casefold())


def names_of(table: Graph, things: Container[str] | None = None, *, records: bool = False) -> list[Name]:
    """List the names that things can be found by; by level, then by IRI and name; each once."""
    known: dict[str, bool] = {}

    def is_wanted(iri: str) -> bool:
        if iri not in known:
            known[iri] = not iri.startswith("_:") and (
                iri in things if things is not None else records or not is_record(table, iri)
            )
        return known[iri]

    return [
        Name(iri, text, fold(text), level)
        for level, predicates in enumerate(LEVELS)
        for iri, text in sorted(
            {
                (iri, term.value)
                for predicate in predicates
                for iri, term in table.pairs(predicate)
                if isinstance(term, Literal) and is_wanted(iri)
            }
        )
    ]


class Names:
    """The names of all that a graph has, records too, listed when they are first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def all(self) -> list[Name]:
        """All of them, as `names_of` gives them."""
        return names_of(self._graph, records=True)

    def folded(self, folded: str) -> list[Name]:
        """Give the names that are folded to the same, in the order of all."""
        return [name for name in self.all if name.folded == folded]


def search(text: str, names: Iterable[Name], weight: Mapping[str, int] | None = None) -> list[Match]:
    """Find the things that a text may mean: the one ranking of matches.

    >>> names = [Name("b", "Utopia port", "utopia port", 0), Name("a", "Utopia", "utopia", 0)]
    >>> [(match.name.iri, match.fit) for match in search("Uto", names)]
    [('a', 4), ('b', 4)]
    """
    wanted, known = fold(text), weight or {}
    parts = wanted.split()
    best: dict[str, tuple[tuple[int, int, int, int, str], Match]] = {}
    for name in names if wanted else ():
        at = name.folded.find(wanted)
        if at < 0:
            fit = WORDS if all(part in name.folded for part in parts) else 0
        elif at == 0:
            fit = SAME if name.folded == wanted else START
        else:
            fit = WORD if f" {wanted}" in name.folded else WITHIN
        if fit:
            order = (-fit, name.level, -known.get(name.iri, 0), len(name.text), name.text)
            if name.iri not in best or order < best[name.iri][0]:
                best[name.iri] = order, Match(name, fit)
    return [match for _, match in sorted(best.values(), key=lambda pair: (pair[0], pair[1].name.iri))]


class Spellings:
    """Many names in one text, for whoever looks for some again and again."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.by_fold: dict[str, list[Name]] = {}
        for name in names:
            self.by_fold.setdefault(name.folded, []).append(name)
        self._folds = list(self.by_fold)
        self._text = "".join([f" {folded} \n" for folded in self._folds])
        self._starts = array("I", accumulate((len(folded) + 3 for folded in self._folds), initial=0))

    def having(self, folded: str) -> Iterator[Name]:
        """Choose the names that may fit a text; each that has its longest word within."""
        places = self._within(max(folded.split(), key=len, default="\0"))
        return (name for at in places for name in self.by_fold[self._folds[at]])

    def near(self, folded: str) -> Collection[str]:
        """Choose the names that a text may be compared with."""
        if len(self.by_fold) <= _MANY:
            return self.by_fold
        closed = f" {folded} "
        pairs = {closed[at : at + 2] for at in range(len(closed) - 1)}
        shared = Counter(chain.from_iterable(map(self._within, pairs)))
        least = max(shared.values(), default=0) // 2
        close = ((at, count, len(self._folds[at])) for at, count in shared.items() if count >= least)
        ranked = nsmallest(_COMPARED, ((abs(length - len(folded)) - 2 * count, at) for at, count, length in close))
        return [self._folds[at] for _, at in ranked]

    def sharing(self, terms: Iterable[str], most: int = _SUGGESTIONS) -> list[Name]:
        """Find the names that share most of some terms, of which rare ones count most."""
        weights: dict[int, float] = {}
        for term in sorted(terms):
            places = list(islice(self._within(f" {term}" if term.isascii() else term), _MANY))
            for at in places if len(places) < _MANY else ():  # what is in so many names tells none
                weights[at] = weights.get(at, 0.0) + log(1 + len(self._folds) / len(places))
        least = _SHARED * max(weights.values(), default=0.0)
        once: dict[str, Name] = {}
        for at in sorted(weights, key=lambda at: (-weights[at], len(self._folds[at]), at)):
            if len(once) == most or weights[at] < least:
                break
            for name in self.by_fold[self._folds[at]]:
                once.setdefault(name.iri, name)
        return list(once.values())[:most]

    def _within(self, letters: str) -> Iterator[int]:
        """Find the places of the folded names that have some letters within; a space stands for either end of them."""
        at = self._text.find(letters)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._text.find(letters, self._starts[number + 1])


def alike(
    text: str,
    names: Sequence[Name] | Spellings,
    most: int = _SUGGESTIONS,
    is_wanted: Callable[[str], bool] = lambda _: True,
) -> list[Name]:
    """Suggest names that are spelled like a text which is none."""
    from difflib import get_close_matches  # noqa: PLC0415 - start-up time is measured, and few are misspelled

    wanted = fold(text.rpartition(":")[2])
    spelled = names if isinstance(names, Spellings) else Spellings(names)
    compared = spelled.near(wanted) if spelled is names else spelled.by_fold

    def first(folded: str) -> Name | None:
        return next((name for name in spelled.by_fold[folded] if is_wanted(name.iri)), None)

    close = get_close_matches(wanted, compared, n=len(compared) or 1, cutoff=0.6)
    found: Iterator[Name] = islice(filter(None, map(first, close)), most)
    if len(wanted) > 2 or not wanted.isascii():  # noqa: PLR2004 - a letter or two is in everything
        named_so = (name for name in spelled.having(wanted) if first(name.folded) is name)
        found = chain(found, (match.name for match in search(wanted, named_so) if match.fit >= WITHIN))
    once: dict[str, Name] = {}
    for name in found:
        once.setdefault(name.iri, name)
        if len(once) == most:
            break
    return list(once.values())
