"""Later words in lines of text: what became of promises, and what public pages say, as verbs write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.cli.rows import linked, visible
from ydkg.telling.later import computed_as_of, tell_judged, tell_promises, tell_words
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact
from ydkg.telling.text import joined
from ydkg.vocab import compact
from ydkg.words.language import Language

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph
    from ydkg.telling.later import PageStatement, PromiseAnswers


def told_of(table: Graph, iri: str, lang: str, output: str) -> str:
    """Write what became of a promise or of what was promised of a thing, and what pages and editors say, apart."""
    answers, language = tell_promises(table, iri), Language.of(lang)
    text: list[str] = []
    if answers:
        text += ["", language.gettext("What became of it")]
        reading = reading_of(table)
        for milestone, told in answers.items():
            said = tell_fact(reading, milestone)
            if milestone != iri:
                text.append(f"  {visible(said.pick(lang) if said else compact(milestone))}")
            indent = "  " if milestone == iri else "      "
            text += [f"{indent}{visible(told.line.pick(lang))}", *behind(told, lang, output)]
        text.append(f"  {computed_as_of(table).pick(lang)}")
    if words := tell_words(table, iri, answers):
        text += ["", language.gettext("By public pages, not proven to the letter")]
        for word in words:
            text += _written(word, "  ", lang, output)
    if judged := tell_judged(table, iri):
        text += ["", language.gettext("What the editors judged of it")]
        for _, said, why in judged:
            text += [f"{indent}{visible(each.pick(lang))}" for indent, each in (("  ", said), ("      ", why)) if each]
    return "\n".join([*text, ""]) if text else ""


def behind(told: PromiseAnswers, lang: str, output: str) -> list[str]:
    """Write the records that an answer rests on."""
    return [line for word in told.words for line in _written(word, "      ", lang, output)]


def _written(word: PageStatement, indent: str, lang: str, output: str) -> list[str]:
    cited = joined([word.page, word.confidence]).pick(lang)
    more = [each.pick(lang) for each in (word.stands, word.note) if each]
    return [
        f"{indent}{visible(word.sentence.pick(lang))}  [{linked(visible(cited), word.link, output)}]",
        *(f"{indent}    {visible(each)}" for each in more),
    ]
