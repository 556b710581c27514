"""Asking: a named question or a query in SPARQL, answered as a table in which each row says where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.assistant.finding import parameter_text
from ydkg.assistant.sheet import LIMIT, Answer, Line, following, link, sheet, table
from ydkg.errors import UnknownNameError, problem
from ydkg.graph import questions as catalogue
from ydkg.graph.graph import Graph
from ydkg.graph.names import label, resolve
from ydkg.graph.questions import check_names
from ydkg.graph.sources import passages_in
from ydkg.graph.store import with_apart
from ydkg.graph.values import written
from ydkg.language.text import Language, translatable
from ydkg.telling.answers import row_sources, tell_answer
from ydkg.telling.naming import slug
from ydkg.telling.sources import Library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.assistant.access import GraphAccess
    from ydkg.graph.questions import Question
    from ydkg.graph.sparql import Result

#: Bytes of a query that are repeated in what to ask next.
_REPEATED = 60
#: Rows that have room in an answer at most: others of a long result need not be told.
_MOST_ROWS = LIMIT // len("|  |")


async def ask(
    access: GraphAccess, *, name: str, parameters: Mapping[str, object] | None = None, first: int = 1, lang: str = "en"
) -> Answer:
    """Ask a named question."""
    known = {each.name: each for each in access.questions}
    try:
        question = known.get(name) or known.get(catalogue.question(name).name)
    except UnknownNameError as error:
        # Where none is spelled alike it names the command line, which an assistant does not have.
        hint = error.hint if error.suggestions else problem("`questions` lists them")
        raise UnknownNameError(error.message, name, hint=hint, suggestions=error.suggestions) from None
    if question is None:  # since added to the folder
        raise UnknownNameError(problem("there is no question {name}", name=name), name)
    given = {key: str(value) for key, value in (parameters or {}).items()}
    check_names(question, given)
    result = await access.ask(question, given, lang)
    return await access.aside(_answered, access, question, given, result, first=first, lang=lang)


def _answered(
    access: GraphAccess, question: Question, given: Mapping[str, str], result: Result, *, first: int, lang: str
) -> Answer:
    told = tell_answer(access.store, question, result, lang, given, outlines=access.outlines)
    language = Language.of(lang)
    title = language.gettext("where")
    above, lines = table(
        [*told.columns, title],
        [
            (row, link(place.words or title if place.addresses else place.words, *place.addresses))
            for row, place in zip(told.rows, told.places, strict=True)
        ],
    )
    nothing = language.gettext("The graph has nothing of the kind.")
    if question.needs == "derived":  # then this is no fact of the graph
        said = translatable("Nothing: computed values are there only if the server was started with {option}.")
        nothing = language.gettext(said, option="`--derived`")
    known, stands_for = Graph(access.store), []
    for each in question.parameters:
        value = given.get(each.name, each.default)
        if value and each.type == "iri":
            value = label(known, resolve(known, value), lang) or value
        if value:
            stands_for.append(f"{each.name}: {value}")
    head = [
        f"# {language.choose(question.question, question.question_zh)}",
        *(["; ".join(stands_for)] if stands_for else []),
        f"{question.name}{language.colon}{language.ngettext('{n} row', '{n} rows', len(lines))}",
        *(["", *above] if lines else [nothing]),
    ]

    def after(left: int) -> str:
        if left:
            handed = f", parameters={dict(given)}" if given else ""
            return following(language, f'ask(name="{question.name}"{handed}, first={left})')
        others = [parameter_text(each, lang) for each in question.parameters if each.name not in given]
        if others:
            return following(language, f'ask(name="{question.name}", parameters={{…}}) – {"; ".join(others)}')
        stated = next((each for row in result.rows for each in passages_in(row)), "")
        return following(language, f'passage(passage="{slug(stated)}")' if stated else "coverage()")

    return sheet(head, lines, after, first)


async def sparql(access: GraphAccess, *, query: str, first: int = 1, lang: str = "en") -> Answer:
    """Ask in SPARQL."""
    result = await access.query(query)
    return await access.aside(_rows, access, query, result, first=first, lang=lang)


def _rows(access: GraphAccess, query: str, result: Result, *, first: int, lang: str) -> Answer:
    language = Language.of(lang)
    if result.boolean is not None:
        return Answer(language.gettext("yes") if result.boolean else language.gettext("no"))
    library = Library(with_apart(access.store))
    library.learn(access.outlines)
    before = min(first - 1, len(result.rows))
    rows = result.rows[before : before + _MOST_ROWS]
    places = [row_sources(library, row, lang) for row in rows]
    cells = [[written(term) for term in row] for row in rows]
    title = [language.gettext("where")] if any(place.words for place in places) else []
    above, lines = table(
        [*result.columns, *title],
        [(row, link(place.words, *place.addresses)) for row, place in zip(cells, places, strict=True)],
    )
    if not title:
        lines = [line._replace(cited="") for line in lines]
    untold = Line("")
    lines = [*[untold] * before, *lines, *[untold] * (len(result.rows) - before - len(lines))]

    def after(left: int) -> str:
        short = f"{query[:_REPEATED]}…" if len(query) > _REPEATED else query
        return following(language, f'sparql(query="{short}", first={left})') if left else ""

    head = [language.ngettext("{n} row", "{n} rows", len(lines)), *(["", *above] if lines else [])]
    return sheet(head, lines, after, first)
