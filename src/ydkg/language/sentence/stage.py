"""A stage of a thing: which there are, the verbs, nouns and phrases that say it, and when it is reached."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.reading.tables import table
from ydkg.language.sentence.modality import clause
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ydkg.language.reading.spans import Span
    from ydkg.language.reading.times import Time
    from ydkg.language.sentence.sentence import Sentence

_STAGES = table("ydkg.language.sentence", "stages")["stage"]


class Stage(NamedTuple):
    """A stage of a thing."""

    start: int  # the words that say so, from the verb's auxiliaries to its end
    end: int
    slug: str  # of the stage
    modality: str  # IRI
    about: Span  # start and end of the words for the thing
    time: Time | None
    rule: str  # kind and name of the rule
    verb: int = 0  # where the verb itself starts


class Verb(NamedTuple):
    """A word of a stage."""

    slug: str  # of the stage
    lasting: bool  # whether the stage goes on, so that its -ing form says that it is under way
    form: str  # ``base``, ``past``, ``participle``, ``going``, ``noun``, ``phrase`` or ``zh``
    takes: bool = False  # whether what stands behind a phrase is its thing
    planned: bool = False  # whether the word itself is one of a plan


class FoundStage(NamedTuple):
    """How a verb stands in its sentence."""

    start: int  # where the words that say so start, auxiliaries included
    modality: str  # IRI
    about: Span | None  # start and end of the words for the thing
    rule: str  # kind and name of the rule


@cache
def known_stages() -> dict[str, tuple[str, str]]:
    """Give the stages that the rules know."""
    chinese = {row["slug"]: row["chinese"] for row in _STAGES if "chinese" in row}
    return {row["slug"]: (row["label"], chinese.get(row["slug"], "")) for row in _STAGES}


def verbs_in(sentence: Sentence) -> Iterator[tuple[int, int, Verb]]:
    """Yield the words of stages in a sentence, but for those in names; of an English one phrases before verbs."""
    for pattern, names in _patterns(chinese=sentence.chinese):
        for match in pattern.finditer(sentence.words):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if not any(each.start < end and start < each.end for each in sentence.mentions):
                yield start, end, names[match.lastgroup or ""]


@cache
def _patterns(*, chinese: bool) -> tuple[tuple[re.Pattern[str], dict[str, Verb]], ...]:
    if chinese:
        words = [
            (word, Verb(row["slug"], row.get("lasting", False), "zh"))
            for row in _STAGES
            for word in filter(None, row.get("zh", "").split("|"))
        ]
        said, names = _joined(sorted(words, key=lambda pair: -len(pair[0])))
        return ((re.compile(said), names),)
    phrases: list[tuple[str, Verb]] = []
    verbs: dict[str, Verb] = {}
    for row in _STAGES:
        phrase = Verb(row["slug"], row.get("lasting", False), "phrase")
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


def settled(modality: str, time: Time | None, issued: date) -> str:
    """See that what is said to be reached by a day to come is a plan; IRI."""
    if modality != YD.Done or time is None or time.last is None or time.last <= issued:
        return modality
    ahead = time.last.year > issued.year or (time.first is not None and time.first > issued)
    return YD.Planned if ahead else modality


def is_time(sentence: Sentence, about: Span) -> bool:
    """Tell whether the words for a thing are only a time or an amount."""
    times = any(each.start <= about[0] and about[1] <= each.end + 1 for each in sentence.times)
    amounts = any(
        each.unit and each.start <= about[1] and about[0] < each.end and about[1] <= each.end + 1
        for each in sentence.quantities
    )
    return times or amounts


def time_of(sentence: Sentence, start: int, end: int) -> Time | None:
    """Give the time of a stage: in its clause, or at the head of the sentence."""
    times = [each for each in sentence.times if each.last and not each.same]
    first, last = clause(sentence, start)
    times = [
        each
        for each in times
        if not (
            each.is_day
            and not each.stated
            and re.match(r"[Tt]oday|[Yy]esterday|今|昨", sentence.text[each.start : each.end])
            and not -12 < each.start - end < 12
        )
    ]
    behind = [
        each
        for each in times
        if end <= each.start < last
        and len(sentence.text[end : each.start].split()) <= 14
        and not re.search(
            r", \w+ing\b|\bfrom\b|(?<!scheduled )(?<!planned )(?<!slated )(?<!due )(?<!set )\bfor (?:the )?\Z",
            sentence.text[end : each.start],
        )
    ]
    if behind:
        return behind[0]
    ahead = [
        each
        for each in times
        if first <= each.start
        and each.end <= start
        and not re.search(r"\b(?:in|of|from|since) \Z", sentence.before(each.start, 6))
    ]
    head = [
        each
        for each in times
        if each.end <= start
        and sentence.text[sentence.start : each.start].strip(" ,").lower()
        in {"", "in", "on", "during", "at", "earlier", "later"}
    ]
    return next(iter((*ahead[-1:], *head)), None)
