"""Texts ranked by the words that they share with what was asked: rare words count most."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, TypeVar

from ydkg.graph.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Ranked = TypeVar("Ranked")
_RUNS = re.compile("[\u3400-\u9fff]+|[^\\W\u3400-\u9fff]+")
_STEM = 5  # letters of a word that count, so that its forms are one
#: Share of what the rarest words would give, from which on a text is about the same.
_NEAR = 0.5


def terms_of(text: str) -> set[str]:
    """Take a text apart: beginnings of words, and Chinese by pairs of characters.

    Parameters
    ----------
    text : str

    Returns
    -------
    set of str

    Examples
    --------
    >>> sorted(terms_of("Opening of lines")), sorted(terms_of("青河谷"))
    (['lines', 'of', 'openi'], ['河谷', '青河'])
    """
    found: set[str] = set()
    for run in _RUNS.findall(fold(text)):
        if "\u3400" <= run[0] <= "\u9fff":
            found.update(map("".join, pairwise(run))) if len(run) > 1 else found.add(run)
        elif len(run) > 1 or run.isdecimal():
            found.add(run if run.isdecimal() else run[:_STEM])
    return found


def ranked(asked: str, texts: Iterable[tuple[Ranked, str]]) -> Sequence[Ranked]:
    """Rank texts by the words that they share with what was asked.

    Parameters
    ----------
    asked : str
        Words, or a question.
    texts : iterable of (object, str)
        What each text stands for, and the text.

    Returns
    -------
    sequence of object
        The best first, equal ones in their order; those that share little are left out.

    Examples
    --------
    >>> ranked("lines that open", [("a", "Lines of a network"), ("b", "When lines open")])
    ['b']
    """
    known = [(each, terms_of(text)) for each, text in texts]
    counts = Counter(term for _, terms in known for term in terms)
    weights = {term: log(1 + len(known) / counts[term]) for term in terms_of(asked) if term in counts}
    # Of two that share the same words, the one that says less besides is nearer.
    scored = [
        (sum(weights[term] for term in shared) * (1 + len(shared) / len(terms)), each)
        for each, terms in known
        if (shared := terms & weights.keys())
    ]
    best = max((score for score, _ in scored), default=0.0)
    return [each for score, each in sorted(scored, key=lambda pair: -pair[0]) if score >= _NEAR * best]
