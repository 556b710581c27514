"""Texts ranked by the words that they share with what was asked; `ydkg.graph.search` finds names by their letters."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import fsum, log
from typing import TYPE_CHECKING, TypeVar

from ydkg.graph.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_Ranked = TypeVar("_Ranked")
_RUNS = re.compile("[\u3400-\u9fff]+|[^\\W\u3400-\u9fff]+")
_STEM = 5  # letters of a word that count, so that its forms are one
#: Share of what the rarest words would give, from which on a text is about the same.
_NEAR = 0.5
#: What questions are asked with, and what joins words: it says nothing of what is asked about, to the explorer too.
STOP_WORDS = re.compile(
    r"\b(?:a|all|an|and|any|are|as|at|be|become|been|became|by|can|did|do|does|for|from|had|has|have|how|in|is|it|its"
    r"|many|me|much|no|not|of|on|or|show|tell|than|that|the|their|there|these|they|this|to|was|were|what|when|where"
    r"|which|who|whom|whose|why|will|with)\b"
    "|有哪些|哪[些个项]|什么|多少|如何|怎么样?|为何|是否|[谁吗呢了的在有是]"
)


def content_words(asked: str) -> str:
    """Leave out of what was asked the words that say nothing of what it is about; folded.

    >>> content_words("Who is responsible for the Harbour?"), content_words("哪些铁路开通了")
    ('responsible harbour?', '铁路开通')
    """
    return " ".join(STOP_WORDS.sub(" ", fold(asked)).split())


def ranked(asked: str, texts: Iterable[tuple[_Ranked, str]]) -> Sequence[_Ranked]:
    """Rank texts by the words that they share with what was asked, of which rare ones count most.

    >>> ranked("lines that open", [("a", "Lines of a network"), ("b", "When lines open")])
    ['b']
    """
    known = [(each, terms_of(text)) for each, text in texts]
    counts = Counter(term for _, terms in known for term in terms)
    weights = {term: log(1 + len(known) / counts[term]) for term in terms_of(asked) if term in counts}
    # Of two that share the same words, the one that says less besides is nearer.
    scored = [
        (fsum(weights[term] for term in shared) * (1 + len(shared) / len(terms)), each)
        for each, terms in known
        if (shared := terms & weights.keys())
    ]
    best = max((score for score, _ in scored), default=0.0)
    return [each for score, each in sorted(scored, key=lambda pair: -pair[0]) if score >= _NEAR * best]


def terms_of(text: str) -> set[str]:
    """Take a text apart: beginnings of words, and Chinese by pairs of characters.

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
