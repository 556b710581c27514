"""A stage of a thing: what it is, which there are, and when it is reached."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.rules.modality import clause
from ydkg.vocab import YD
from ydkg.words.reading.tables import table

if TYPE_CHECKING:
    from datetime import date

    from ydkg.draft.rules.sentence import Sentence
    from ydkg.words.reading.times import Time


class Stage(NamedTuple):
    """A stage of a thing.

    Attributes
    ----------
    start, end : int
        The words that say so, from the verb's auxiliaries to its end.
    slug, label : str
        Of the stage.
    modality : str
        IRI.
    about : tuple of int
        Start and end of the words for the thing.
    time : Time or None
    rule : str
        Module and name of the rule.
    verb : int
        Where the verb itself starts.
    """

    start: int
    end: int
    slug: str
    label: str
    modality: str
    about: tuple[int, int]
    time: Time | None
    rule: str
    verb: int = 0


@cache
def known_stages() -> dict[str, tuple[str, str]]:
    """Give the stages that the rules know.

    Returns
    -------
    dict of str to (str, str)
        Slug -> label, and what it is called in Chinese: empty where the table does not say.
    """
    rows = table("ydkg.draft.rules", "stages")["stage"]
    chinese = {row["slug"]: row["chinese"] for row in rows if "chinese" in row}
    return {row["slug"]: (row["label"], chinese.get(row["slug"], "")) for row in rows}


def settled(modality: str, time: Time | None, issued: date) -> str:
    """See that what is said to be reached by a day to come is a plan.

    Parameters
    ----------
    modality : str
        IRI.
    time : Time or None
    issued : date

    Returns
    -------
    str
        IRI.
    """
    if modality != YD.Done or time is None or time.last is None or time.last <= issued:
        return modality
    ahead = time.last.year > issued.year or (time.first is not None and time.first > issued)
    return YD.Planned if ahead else modality


def is_time(sentence: Sentence, about: tuple[int, int]) -> bool:
    """Tell whether the words for a thing are only a time or an amount.

    Parameters
    ----------
    sentence : Sentence
    about : tuple of int
        Start and end of the words.

    Returns
    -------
    bool
    """
    times = any(each.start <= about[0] and about[1] <= each.end + 1 for each in sentence.times)
    amounts = any(
        each.unit and each.start <= about[1] and about[0] < each.end and about[1] <= each.end + 1
        for each in sentence.quantities
    )
    return times or amounts


def time_of(sentence: Sentence, start: int, end: int) -> Time | None:
    """Give the time of a stage: in its clause, or at the head of the sentence.

    Parameters
    ----------
    sentence : Sentence
    start, end : int
        Of the verb.

    Returns
    -------
    Time or None
    """
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
        and len(sentence.between(end, each.start).split()) <= 14
        and not re.search(
            r", \w+ing\b|\bfrom\b|(?<!scheduled )(?<!planned )(?<!slated )(?<!due )(?<!set )\bfor (?:the )?\Z",
            sentence.between(end, each.start),
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
        and sentence.between(sentence.start, each.start).strip(" ,").lower()
        in {"", "in", "on", "during", "at", "earlier", "later"}
    ]
    return next(iter((*ahead[-1:], *head)), None)
