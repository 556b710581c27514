"""Suggestions of a model, kept only where the sentence's own words bear them out by the same rules; else refused."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from ydkg.language.sentence.levels import level
from ydkg.language.sentence.modality import clause, modality_of
from ydkg.language.sentence.posts_chinese import HEADS_ZH
from ydkg.language.sentence.roles import ROLE_ONLY, Post
from ydkg.language.sentence.stages import Stage, known_stages, settled, time_of
from ydkg.vocab import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ydkg.language.reading.spans import Span
    from ydkg.language.sentence.figure import Measurement
    from ydkg.language.sentence.sentence import Sentence

#: Why a suggestion is refused.
FORM, QUOTE, NUMBER, THING, WORDS = "form", "quote", "number", "thing", "words"


class KeptAnswer(NamedTuple):
    """What is kept of an answer."""

    figures: list[tuple[Measurement, Span]]  # each with where what it is of is named
    stages: list[Stage]
    posts: list[Post]
    refused: Counter[str]  # how many were refused, by reason


class _RefusedError(Exception):
    """A suggestion that the sentence does not bear out."""


def check_suggestions(sentence: Sentence, printed: str, facts: Iterable[Any] | None, issued: date) -> KeptAnswer:
    """Check what a model lists of a sentence."""
    sentence = sentence._replace(text=sentence.text[: sentence.start] + printed + sentence.text[sentence.end :])
    kept = KeptAnswer([], [], [], Counter() if facts is not None else Counter({FORM: 1}))
    for fact in facts or ():
        try:
            if not isinstance(fact, dict) or not all(isinstance(each, str) for each in fact.values()):
                raise _RefusedError(FORM)  # noqa: TRY301 - one way to refuse
            quote = _once(sentence, fact.get("quote"), QUOTE)
            if fact.get("kind") == "figure":
                kept.figures.append(_figure(sentence, fact, quote, issued))
            elif fact.get("kind") == "stage":
                kept.stages.append(_stage(sentence, fact, quote, issued))
            elif fact.get("kind") == "post":
                kept.posts.append(_post(sentence, fact, quote))
            else:
                raise _RefusedError(FORM)  # noqa: TRY301 - likewise
        except _RefusedError as refused:
            kept.refused[str(refused)] += 1
    return kept


def _once(sentence: Sentence, words: str | None, reason: str) -> Span:
    """Find words that stand exactly once in a sentence, overlaps counted; never by likeness."""
    text = sentence.words
    at = text.find(words) if words and words.strip() == words else -1
    if at < 0 or not words or text.find(words, at + 1) >= 0:
        raise _RefusedError(reason)
    return sentence.start + at, sentence.start + at + len(words)


def _figure(sentence: Sentence, fact: dict[str, str], quote: Span, issued: date) -> tuple[Measurement, Span]:
    """Check a figure: its number, unit and bound are those that the rules read in its quote."""
    inside = [
        each for each in sentence.quantities if quote[0] <= each.start and each.end <= quote[1] and not each.unknown
    ]
    try:
        value = Decimal(fact.get("value", ""))
        matching = [each for each in inside if each.numeral.kind in {"number", "fraction"} and each.value == value]
    except InvalidOperation:  # it is no number, or one that nothing compares with
        raise _RefusedError(NUMBER) from None
    if len(inside) != 1 or [local_name(each.bound) for each in matching] != [fact.get("bound")]:
        raise _RefusedError(NUMBER)
    read = level(sentence, matching[0], [each for each in sentence.quantities if not each.unknown], issued)
    if local_name(read.unit) != fact.get("unit"):
        raise _RefusedError(NUMBER)
    metric, about = (_once(sentence, fact.get(part), THING) for part in ("metric", "about"))
    if any(sign.isdigit() for part in (metric, about) for sign in sentence.text[slice(*part)]):
        raise _RefusedError(THING)
    return read._replace(start=quote[0], end=quote[1], metric=metric, rule="model.figure"), about


def _stage(sentence: Sentence, fact: dict[str, str], quote: Span, issued: date) -> Stage:
    """Check a stage: it is known, and of the modality that its clause words; no cue, no stage."""
    first, last = clause(sentence, quote[0])
    said = modality_of(sentence.text[min(first, quote[0]) : max(last, quote[1])])
    if fact.get("stage", "") not in known_stages():
        raise _RefusedError(FORM)
    time = time_of(sentence, *quote)
    modality = settled(said, time, issued) if said else ""
    if not said or local_name(modality) != fact.get("modality"):
        raise _RefusedError(WORDS)
    about = _once(sentence, fact.get("about"), THING)
    return Stage(*quote, fact["stage"], modality, about, time, "model.stage", quote[0])


def _post(sentence: Sentence, fact: dict[str, str], quote: Span) -> Post:
    """Check a post: person, organisation and a word for a post are in the sentence, the last two in the quote."""
    person = _once(sentence, fact.get("person"), THING)
    organization = _once(sentence, fact.get("organization"), THING)
    role = fact.get("role", "")
    words = sentence.text[slice(*quote)]
    in_quote = quote[0] <= organization[0] and organization[1] <= quote[1] and role and role in words
    if not in_quote or person == organization:
        raise _RefusedError(THING)
    if not (ROLE_ONLY.fullmatch(role) or re.fullmatch(HEADS_ZH, role)):
        raise _RefusedError(WORDS)
    return Post(quote[0], quote[1], person, organization, role.lower(), "model.post")
