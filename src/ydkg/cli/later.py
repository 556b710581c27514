"""Later words in lines of text: what became of promises, and what public pages say, as verbs write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.cli.rows import visible
from ydkg.graph.description import Line
from ydkg.telling.later import as_of, tell_answers, tell_words
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact
from ydkg.telling.text import joined
from ydkg.vocab import PROV, YD, compact, ydr
from ydkg.words.language import Language

if TYPE_CHECKING:
    from ydkg.graph.table import Table
    from ydkg.telling.later import Answers


def told_of(table: Table, iri: str, lang: str) -> str:
    """Write what became of what was promised of a thing, and what public pages say of it, apart from what is proven.

    Parameters
    ----------
    table : Table
        All documents, and the judgements.
    iri : str
        The thing.
    lang : str

    Returns
    -------
    str
        Lines; empty where there is nothing to tell.
    """
    answers, words, language = tell_answers(table, iri), tell_words(table, iri), Language.of(lang)
    text: list[str] = []
    promised = [
        (ydr(milestone), told) for milestone, told in answers.items() if not table.values(ydr(milestone), YD.confidence)
    ]
    if promised:
        text += ["", language.gettext("What became of it")]
        reading = reading_of(table)
        for milestone, told in promised:
            said = tell_fact(reading, milestone)
            text += [
                f"  {visible(said.pick(lang) if said else compact(milestone))}",
                f"      {visible(told.line.pick(lang))}",
                *behind(told, lang),
            ]
        text.append(f"  {as_of(table).pick(lang)}")
    if words:
        text += ["", language.gettext("By public pages, not proven to the letter")]
    for word in words:
        cited = joined([word.page, word.confidence], ", ", "，").pick(lang)
        text.append(f"  {visible(word.sentence.pick(lang))}  [{visible(cited)}]")
        text += [f"      {visible(each.pick(lang))}" for each in (word.stands, word.note) if each]
    return "\n".join([*text, ""]) if text else ""


def lines_of(table: Table, iri: str, lang: str) -> list[Line]:
    """Give the same as lines for a program: each answer with the records behind it, and each record of a page.

    Parameters
    ----------
    table : Table
        All documents, and the judgements.
    iri : str
        The thing.
    lang : str

    Returns
    -------
    list of Line
        Of the sections ``promises`` and ``public pages``; may be empty.
    """
    lines = []
    for milestone, told in tell_answers(table, iri).items():
        if not table.values(ydr(milestone), YD.confidence):
            behind = tuple(ydr(word.id) for word in told.words)
            for name, answer in (("evidence", told.evidence), ("schedule", told.schedule), ("official", told.official)):
                lines.append(Line("promises", name, answer.pick(lang), ydr(milestone), behind))
    for word in tell_words(table, iri):
        sources = table.iris(ydr(word.id), PROV.wasDerivedFrom)
        lines.append(Line("public pages", word.stands.pick(lang), word.sentence.pick(lang), ydr(word.id), sources))
    return lines


def behind(told: Answers, lang: str) -> list[str]:
    """Write the records that an answer rests on.

    Parameters
    ----------
    told : Answers
    lang : str

    Returns
    -------
    list of str
        A line each, with its page.
    """
    lines = []
    for word in told.words:
        said = joined([word.sentence, word.stands], "; ", "；").pick(lang)
        lines.append(f"      {visible(said)}  [{visible(word.page.pick(lang))}]")
    return lines
