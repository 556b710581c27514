"""The words of stages: verbs, nouns and phrases that say what has become of a thing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.words.reading.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.draft.rules.sentence import Sentence

_STAGES = table("ydkg.draft.rules", "stages")["stage"]


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
            yield sentence.start + match.start(), sentence.start + match.end(), names[match.lastgroup or ""]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, Verb]], ...]:
    phrases: list[tuple[str, Verb]] = []
    verbs: dict[str, Verb] = {}
    for row in _STAGES:
        phrase = Verb(row["slug"], row["label"], row.get("lasting", False), "phrase")
        phrase = phrase._replace(takes=row.get("takes", False), planned=row.get("planned", False))
        if "phrases" in row:
            phrases.append((f"(?:{row['phrases']})", phrase))
        for forms in filter(None, row.get("verb", "").split("|")):
            for form, said in zip(("base", "past", "participle", "going"), forms.split(), strict=False):
                verbs.setdefault(said, phrase._replace(form=form))
            base = forms.split()[0]
            third = f"{base}es" if base.endswith(("sh", "ch", "ss")) else f"{base}s"
            verbs.setdefault(third, phrase._replace(form="present"))
        for noun in filter(None, row.get("noun", "").split("|")):
            verbs.setdefault(f"{noun} of", phrase._replace(form="noun"))
    left_out = {"kick", "roll", *(said for said, verb in verbs.items() if verb.form == "present")}
    nouns = [
        (rf"{said.removesuffix(' of')}(?=(?: and \w+)? of\b)", verb)
        for said, verb in verbs.items()
        if verb.form == "noun"
    ]
    plain = [(said, verb) for said, verb in verbs.items() if verb.form != "noun" and said not in left_out]
    plain.sort(key=lambda pair: -len(pair[0]))
    joined = map(_joined, (phrases, nouns, plain))
    return tuple((re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.IGNORECASE), names) for said, names in joined)


def _joined(rows: list[tuple[str, Verb]]) -> tuple[str, dict[str, Verb]]:
    """Join patterns to one, and say which verb each of its groups is."""
    said = "|".join(f"(?P<v{place}>{pattern})" for place, (pattern, _) in enumerate(rows))
    return said, {f"v{place}": verb for place, (_, verb) in enumerate(rows)}


@cache
def chinese_verbs() -> tuple[re.Pattern[str], dict[str, Verb]]:
    """Give the pattern of Chinese verbs of stages, and which each of its groups is.

    Returns
    -------
    re.Pattern[str], dict of str to Verb
    """
    words = [
        (word, Verb(row["slug"], row["label"], row.get("lasting", False), "zh"))
        for row in _STAGES
        for word in filter(None, row.get("zh", "").split("|"))
    ]
    said, names = _joined(sorted(words, key=lambda pair: -len(pair[0])))
    return re.compile(said), names
