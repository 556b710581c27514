"""What the documents do not say: of a thing, or of all that they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.assistant.sheet import Answer, Line, following, link, sheet
from ydkg.assistant.telling import facts_of, thing_of
from ydkg.errors import UnknownNameError
from ydkg.language.text import Language
from ydkg.telling.answers import tell_answer
from ydkg.telling.facts import SECTIONS
from ydkg.telling.text import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.assistant.access import GraphAccess
    from ydkg.graph.questions import Question
    from ydkg.graph.sparql import Result
    from ydkg.telling.atlas import Atlas

#: Themes of questions that are about what is missing, and single ones.
_LACKING = "lacking/"
_MORE = ("promises/without_a_later_word", "sources/sentences_without_facts")


async def coverage(access: GraphAccess, *, thing: str = "", first: int = 1, lang: str = "en") -> Answer:
    """Tell what the documents do not say."""
    asked = [each for each in access.questions if each.name.startswith(_LACKING) or each.name in _MORE]
    found = [(each, await access.ask(each, {}, lang)) for each in asked]
    return await access.aside(_told, access, await access.atlas(), found, thing=thing, first=first, lang=lang)


def _told(
    access: GraphAccess, atlas: Atlas, found: Sequence[tuple[Question, Result]], *, thing: str, first: int, lang: str
) -> Answer:
    language = Language.of(lang)
    try:
        about = thing_of(access, atlas, thing) if thing else None
    except UnknownNameError as error:
        # That there is nothing is an answer here, and no mistake.
        said = language.complaint(error)
        next_call = following(language, f'find(words="{thing[:80]}")')
        return Answer(f"{said}\n{_bounds(atlas, language)}\n{next_call}")
    facts = facts_of(access, atlas)
    if about:  # sections without a fact, and rows of what is missing that name it
        groups, lines = facts.of_things.get(about.id, {}), list[Line]()
        if silent := [language.gettext(title) for key, title in SECTIONS.items() if key not in groups]:
            nothing = language.gettext("Nothing is stated of: {sections}", sections=language.listing.join(silent))
            lines.append(Line(f"- {nothing}"))
        for question, result in found:
            told = tell_answer(access.store, question, result, language.tag, outlines=access.outlines)
            for row, cells, place in zip(result.rows, told.rows, told.places, strict=True):
                if any(getattr(term, "value", "") == about.iri for term in row):
                    title = language.choose(question.title, question.title_zh)
                    words = f"- {title}{language.colon}{language.comma.join(filter(None, cells))}"
                    lines.append(Line(words, link(place.words, *place.addresses)))
        known = language.comma.join(f"{language.gettext(SECTIONS[key])} {len(each)}" for key, each in groups.items())
        stated = [language.gettext("Stated: {sections}", sections=known)] if known else []
        head = [f"# {about.name.pick(language.tag)}", *stated]
    else:  # what is missing in all: each question that is about that, with the number of its rows
        counts = [(title, sum(each.section == key for each in facts.all)) for key, title in SECTIONS.items()]
        totals = language.comma.join(f"{language.gettext(title)} {count}" for title, count in counts if count)
        tally = atlas.later.tally
        head = [f"# {atlas.about.title.pick(language.tag)}", totals, *([tally.pick(language.tag)] if tally else [])]
        lines = [
            Line(
                f"- {language.choose(question.title, question.title_zh)}{language.colon}"
                f"{language.ngettext('{n} row', '{n} rows', len(result.rows))} – ask: {question.name}"
            )
            for question, result in found
        ]

    def after(left: int) -> str:
        if about:
            calls = [f'coverage(thing="{about.id}", first={left})' if left else f'about(thing="{about.id}")']
        else:
            calls = [f"coverage(first={left})" if left else "", "coverage(thing=…)"]
        return f"{_bounds(atlas, language)}\n{following(language, *calls)}"

    return sheet(head, lines, after, first)


def _bounds(atlas: Atlas, language: Language) -> str:
    """Say which documents the graph knows, and that it knows nothing else."""
    works = [atlas.works[key] for key in atlas.documents if key in atlas.works]
    told = [link(joined([work.title, work.day]).pick(language.tag), work.link) for work in works]
    said = language.gettext("The graph knows what these documents state, and nothing else; silence is no denial.")
    return f"{said} {language.listing.join(told)}"
