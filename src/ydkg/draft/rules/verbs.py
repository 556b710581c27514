"""The words of stages: verbs, nouns and phrases that say what has become of a thing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.words.reading.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.draft.rules.sentence import Sentence

_PACKAGE = "ydkg.draft.rules"


class Verb(NamedTuple):
    """A word of a stage.

    Attributes
    ----------
    slug, label : str
        Of the stage.
    lasting : bool
        Whether the stage goes on, so that its -ing form says that it is under way.
    form : str
        ``base``, ``past``, ``participle``, ``going``, ``noun``, ``phrase`` or ``zh``.
    takes : bool
        Whether what stands behind a phrase is its thing.
    planned : bool
        Whether the word itself is one of a plan.
    """

    slug: str
    label: str
    lasting: bool
    form: str
    takes: bool = False
    planned: bool = False


class Found(NamedTuple):
    """How a verb stands in its sentence.

    Attributes
    ----------
    start : int
        Where the words that say so start, auxiliaries included.
    modality : str
        IRI.
    about : tuple of int or None
        Start and end of the words for the thing.
    rule : str
        Module and name of the rule.
    """

    start: int
    modality: str
    about: tuple[int, int] | None
    rule: str


def verbs_in(sentence: Sentence) -> Iterator[tuple[int, int, Verb]]:
    """Yield the words of stages in a sentence, phrases before verbs.

    Parameters
    ----------
    sentence : Sentence

    Yields
    ------
    int, int, Verb
        Start and end, and which it is.
    """
    for pattern, names in _patterns():
        for match in pattern.finditer(sentence.words):
            verb = names[match.lastgroup or ""]
            yield sentence.start + match.start(), sentence.start + match.end(), verb


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, Verb]], ...]:
    phrases: list[tuple[str, Verb]] = []
    verbs: dict[str, Verb] = {}
    for row in table(_PACKAGE, "stages")["stage"]:
        verb = Verb(
            row["slug"],
            row["label"],
            row.get("lasting", False),
            "phrase",
            row.get("takes", False),
            row.get("planned", False),
        )
        if "phrases" in row:
            phrases.append((row["phrases"], verb))
        for forms in filter(None, row.get("verb", "").split("|")):
            for name, form in zip(("base", "past", "participle", "going"), forms.split(), strict=False):
                verbs.setdefault(form, verb._replace(form="base" if name == "base" else name))
            base = forms.split()[0]
            verbs.setdefault(
                f"{base}s" if not base.endswith(("sh", "ch", "ss")) else f"{base}es", verb._replace(form="present")
            )
        for noun in filter(None, row.get("noun", "").split("|")):
            verbs.setdefault(f"{noun} of", verb._replace(form="noun"))
    verbs = {form: verb for form, verb in verbs.items() if verb.form != "present" and form not in {"kick", "roll"}}
    nouns = {form.removesuffix(" of"): verb for form, verb in verbs.items() if verb.form == "noun"}
    plain = {form: verb for form, verb in verbs.items() if verb.form != "noun"}
    return (
        _compiled([(f"(?:{said})", verb) for said, verb in phrases]),
        _compiled([(rf"{form}(?=(?: and \w+)? of\b)", verb) for form, verb in nouns.items()]),
        _compiled([(form, verb) for form, verb in sorted(plain.items(), key=lambda pair: -len(pair[0]))]),
    )


def _compiled(rows: list[tuple[str, Verb]]) -> tuple[re.Pattern[str], dict[str, Verb]]:
    names = {f"v{place}": verb for place, (_, verb) in enumerate(rows)}
    said = "|".join(f"(?P<v{place}>{pattern})" for place, (pattern, _) in enumerate(rows))
    return re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.IGNORECASE), names


@cache
def chinese_verbs() -> tuple[re.Pattern[str], dict[str, Verb]]:
    """Give the pattern of Chinese verbs of stages, and which each of its groups is.

    Returns
    -------
    re.Pattern[str], dict of str to Verb
    """
    words = [
        (word, Verb(row["slug"], row["label"], row.get("lasting", False), "zh"))
        for row in table(_PACKAGE, "stages")["stage"]
        for word in filter(None, row.get("zh", "").split("|"))
    ]
    words.sort(key=lambda pair: -len(pair[0]))
    names = {f"v{place}": verb for place, (_, verb) in enumerate(words)}
    return re.compile("|".join(f"(?P<v{place}>{word})" for place, (word, _) in enumerate(words))), names
