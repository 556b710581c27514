"""Finding by words: things and facts, and the questions that can be asked."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ydkg.assistant.sheet import Answer, Line, following, sheet
from ydkg.assistant.telling import facts_of, line_of
from ydkg.errors import UnknownNameError, problem, quoted
from ydkg.graph.graph import Graph
from ydkg.graph.names import alike, fold, names_of, ranked, search
from ydkg.graph.questions import is_check
from ydkg.language.text import Language
from ydkg.telling.naming import slug
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.assistant.access import GraphAccess
    from ydkg.graph.names import Name
    from ydkg.graph.questions import Parameter, Question
    from ydkg.telling.atlas import Atlas

#: Things and questions that are listed at most before facts are, which say more.
_MOST_THINGS, _MOST_QUESTIONS = 8, 3
_SIGNS = re.compile("[?!,.;:()，。？！、；：（）]")


def find(access: GraphAccess, atlas: Atlas, *, words: str, first: int = 1, lang: str = "en") -> Answer:
    """Find things by name, facts by what they say, and questions that may answer."""
    language, facts = Language.of(lang), facts_of(access, atlas)
    names: Sequence[Name] = access.keep(
        "assistant names", lambda: names_of(Graph(access.store), {ydr(each) for each in atlas.things})
    )
    degree = {ydr(each): len(found) for each, found in atlas.relations_at.items()}
    things = [slug(match.name.iri) for match in search(words, names, degree)][:_MOST_THINGS]
    if not things:
        # Those whose names stand in the words, the longest first.
        text = f" {' '.join(_SIGNS.sub(' ', fold(words)).split())} "
        lengths = {
            name.iri: len(name.folded)
            for name in names
            if len(name.folded) > 1 and (f" {name.folded} " if name.folded.isascii() else name.folded) in text
        }
        things = [slug(iri) for iri in sorted(lengths, key=lambda iri: -lengths[iri])][:_MOST_THINGS]
    stated = ranked(words, [(fact, " ".join(fact.sentence)) for fact in facts.all])
    asked = ranked(words, [(each, _said(each)) for each in _askable(access)])[:_MOST_QUESTIONS]
    lines = []
    for thing in (atlas.things[each] for each in things):
        called = " / ".join(dict.fromkeys((thing.name.pick(lang), *thing.name)))
        lines.append(Line(f"- about: {thing.id} – {called}, {thing.kind.pick(lang)}", thing.iri))
    lines += {fact.sentence: line_of(fact, atlas, lang) for fact in stated}.values()
    lines += [_question_line(each, language) for each in asked]

    def after(left: int) -> str:
        told = f'about(thing="{things[0]}")' if things else "questions()"
        return following(language, told, f'find(words="{words[:80]}", first={left})' if left else "")

    if not lines:
        near = [f"{each.text} ({slug(each.iri)})" for each in alike(words, names)]
        nothing = language.gettext("Nothing in the graph is called so or says so.")
        meant = language.gettext("did you mean {names}?", names=language.listing.join(near)) if near else ""
        return Answer("\n".join(filter(None, [nothing, meant, following(language, "coverage()")])))
    return sheet([language.ngettext("{n} line", "{n} lines", len(lines))], lines, after, first)


def questions(access: GraphAccess, *, words: str = "", theme: str = "", first: int = 1, lang: str = "en") -> Answer:
    """List the questions that can be asked."""
    language, known = Language.of(lang), _askable(access)
    themes = [name for name, _ in groupby(each.name.partition("/")[0] for each in known)]
    if theme and theme not in themes:
        hint = problem("there are {names}", names=", ".join(themes))
        raise UnknownNameError(problem("no theme is called {name}", name=quoted(theme)), theme, hint=hint)
    chosen = [each for each in known if each.name.partition("/")[0] == (theme or each.name.partition("/")[0])]
    if words:
        chosen = list(ranked(words, [(each, _said(each)) for each in chosen]))
    lines = [_question_line(each, language) for each in chosen]

    def after(left: int) -> str:
        told = f'ask(name="{chosen[0].name}")' if chosen else f'find(words="{words[:80]}")'
        given = "".join(f', {key}="{value}"' for key, value in (("words", words), ("theme", theme)) if value)
        return following(language, told, f"questions(first={left}{given})" if left else "")

    head = [language.ngettext("{n} question", "{n} questions", len(lines))]
    if not (words or theme):
        head.append(", ".join(themes))
    return sheet(head, lines, after, first)


def parameter_text(parameter: Parameter, lang: str) -> str:
    """Describe a parameter of a question; its name, what it is, and its default."""
    default = f" = {parameter.default}" if parameter.default else ""
    language = Language.of(lang)
    described = language.choose(parameter.description, parameter.description_zh).rstrip("。")
    return language.gettext("{name} ({n})", name=f"{parameter.name}{default}", n=described)


def _askable(access: GraphAccess) -> list[Question]:
    return [each for each in access.questions if not is_check(each.name)]


def _said(question: Question) -> str:
    return f"{question.name} {question.wording}"


def _question_line(question: Question, language: Language) -> Line:
    said = language.choose(question.question, question.question_zh)
    parameters = "; ".join(parameter_text(each, language.tag) for each in question.parameters)
    return Line(f"- ask: {question.name} – {said}{f' [{parameters}]' if parameters else ''}")
