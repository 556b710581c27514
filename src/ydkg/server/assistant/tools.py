"""The tools: what each is for, which an assistant reads in its docstring, what it takes, and its answer."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypeAlias, TypeVar

from mcp.server.mcpserver.tools import Tool
from pydantic import Field

from ydkg.errors import UnknownNameError, problem, quoted
from ydkg.graph import questions as catalogue
from ydkg.graph.graph import Graph
from ydkg.graph.names import alike, fold, ranked, search
from ydkg.graph.questions import check_names, is_check, terms
from ydkg.graph.sources import passages_in
from ydkg.graph.store import with_apart
from ydkg.graph.values import written
from ydkg.language.text import Language, translatable
from ydkg.server.assistant.access import Access  # noqa: TC001 - the library reads annotations
from ydkg.server.assistant.sheet import LIMIT, Line, Sheet, Source, cited, following, plain, sheet, table
from ydkg.server.beside import beside
from ydkg.telling.answers import row_sources, tell_answer
from ydkg.telling.naming import slug
from ydkg.telling.nearest import Call
from ydkg.telling.sources import Library
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ydkg.graph.header import Parameter
    from ydkg.graph.questions import Question
    from ydkg.graph.sparql import Result
    from ydkg.telling.facts import Fact

Function = TypeVar("Function", bound="Callable[..., Any]")
#: Characters that an argument may have; how long a query may be is for the engine to say.
_LONGEST = 2000
Language_: TypeAlias = Annotated[
    Literal["en", "zh"], Field(description="Language of the answer: English, or simplified Chinese. Default en.")
]
First: TypeAlias = Annotated[
    int,
    Field(ge=1, description="Number of the line or row to begin with, where an answer said that there are more."),
]
_Value: TypeAlias = Annotated[str, Field(max_length=_LONGEST)] | int | float | bool


def text(description: str) -> Any:  # noqa: ANN401 - as pydantic has it
    """Describe an argument that is a text."""
    return Field(max_length=_LONGEST, description=description)


#: Things and questions that are listed at most before facts are, which say more.
_MOST_THINGS, _MOST_QUESTIONS = 8, 3
_SIGNS = re.compile("[?!,.;:()，。？！、；：（）]")
#: Bytes of a query that are repeated in what to ask next.
_REPEATED = 60
#: Rows that have room in an answer at most: others of a long result need not be told.
_MOST_ROWS = LIMIT // len("|  |")


class Offered(NamedTuple):
    """A tool as the library has it, its function, and what to call where it was called wrongly."""

    function: Callable[..., Any]
    tool: Tool
    help: str


TOOLS: dict[str, Offered] = {}


def offered(title: str, help_: str) -> Callable[[Function], Function]:
    """Offer a function as a tool."""

    def offer(function: Function) -> Function:
        described = " ".join((function.__doc__ or "").split())
        tool = Tool.from_function(function, None, title, described, "graph", structured_output=False)

        class Arguments(tool.fn_metadata.arg_model, extra="forbid"):  # type: ignore[name-defined,misc,call-arg] # what is unknown is a slip
            pass

        tool.fn_metadata.arg_model, tool.parameters = Arguments, Arguments.model_json_schema()
        TOOLS[function.__name__] = Offered(function, tool, help_)
        return function

    return offer


@offered("Find things and facts", 'find(words="…")')
def find(
    graph: Access,
    words: Annotated[str, text("A name, some words, or a whole question.")],
    first: First = 1,
    lang: Language_ = "en",
) -> Sheet:
    """Search by words, in English or Chinese: things by name, facts by what they say, and questions that may answer.

    Begin here when you do not know what something is called.
    """
    language, facts = Language.of(lang), graph.facts
    names = graph.names()
    degree = {ydr(each): len(found) for each, found in graph.atlas.relations_at.items()}
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
    asked = ranked(words, [(each, _said(each)) for each in _askable(graph)])[:_MOST_QUESTIONS]
    lines = []
    for thing in (graph.atlas.things[each] for each in things):
        called = " / ".join(dict.fromkeys((thing.name.pick(lang), *thing.name)))
        lines.append(Line(f"- about: {thing.id} – {called}, {thing.kind.pick(lang)}", end=thing.iri))
    lines += {fact.sentence: line_of(fact, graph, lang) for fact in stated}.values()
    lines += [_question_line(each, language) for each in asked]

    def after(left: int) -> str:
        told = f'about(thing="{things[0]}")' if things else "questions()"
        return following(language, told, f'find(words="{words[:80]}", first={left})' if left else "")

    if not lines:
        near = [f"{each.text} ({slug(each.iri)})" for each in alike(words, names)]
        nothing = language.gettext("Nothing in the graph is called so or says so.")
        meant = language.gettext("did you mean {names}?", names=language.listing.join(near)) if near else ""
        return plain("\n".join(filter(None, [nothing, meant, following(language, "coverage()")])))
    return sheet([language.ngettext("{n} line", "{n} lines", len(lines))], lines, after, first)


@offered("List questions", "questions()")
def questions(
    graph: Access,
    words: Annotated[str, text("What the question should be about.")] = "",
    theme: Annotated[str, text("The part of a name before the slash, such as metrics.")] = "",
    first: First = 1,
    lang: Language_ = "en",
) -> Sheet:
    """The named questions that `ask` answers, with their parameters; by words or by theme, the best first."""  # noqa: D401 - as an assistant reads it
    language, known = Language.of(lang), _askable(graph)
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


@offered("Ask a named question", 'questions(words="…")')
async def ask(
    graph: Access,
    name: Annotated[str, text("A name that `questions` lists, such as people/all_posts.")],
    parameters: Annotated[
        dict[str, _Value],
        Field(description="The question's parameters by name; things by name. Those left out have defaults."),
    ] = {},  # noqa: B006 - it is copied
    first: First = 1,
    lang: Language_ = "en",
) -> Sheet:
    """The whole answer of a named question as a table; each row says where it is written.

    Questions are proven by tests: prefer them to SPARQL.
    """  # noqa: D401 - as an assistant reads it
    known = {each.name: each for each in graph.questions}
    try:
        question = known.get(name) or known.get(catalogue.question(name).name)
    except UnknownNameError as error:
        # Where none is spelled alike it names the command line, which an assistant does not have.
        hint = error.hint if error.suggestions else problem("`questions` lists them")
        raise UnknownNameError(error.message, name, hint=hint, suggestions=error.suggestions) from None
    if question is None:  # since added to the folder
        raise UnknownNameError(problem("there is no question {name}", name=name), name)
    given = {key: str(value) for key, value in parameters.items()}
    check_names(question, given)
    result = await graph.ask(question, given, lang)
    return await beside(graph.client, _answered, graph, question, given, result, first=first, lang=lang)


def _answered(
    graph: Access, question: Question, given: Mapping[str, str], result: Result, *, first: int, lang: str
) -> Sheet:
    told = tell_answer(graph.store, question, result, lang, given, outlines=graph.outlines)
    language = Language.of(lang)
    title = language.gettext("where")
    above, lines = table(
        [*told.columns, title],
        [
            (row, Source(place.words or title if place.addresses else place.words, tuple(place.addresses)))
            for row, place in zip(told.rows, told.places, strict=True)
        ],
    )
    nothing = language.gettext("The graph has nothing of the kind.")
    if question.needs == "derived":  # then this is no fact of the graph
        said = translatable("Nothing: computed values are there only if the server was started with {option}.")
        nothing = language.gettext(said, option="`--derived`")
    called = Call(question, terms(graph.store, question, given)).named(Graph(graph.store), lang)
    stands_for = [f"{parameter}: {value}" for parameter, value in called.items()]
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
        others = [_parameter(each, lang) for each in question.parameters if each.name not in given]
        if others:
            return following(language, f'ask(name="{question.name}", parameters={{…}}) – {"; ".join(others)}')
        stated = next((each for row in result.rows for each in passages_in(row)), "")
        return following(language, f'passage(passage="{slug(stated)}")' if stated else "coverage()")

    return sheet(head, lines, after, first, told.columns)


@offered("Ask in SPARQL", 'sparql(query="SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class")')
async def sparql(
    graph: Access,
    query: Annotated[str, Field(description="SELECT, ASK, CONSTRUCT or DESCRIBE.")],
    first: First = 1,
    lang: Language_ = "en",
) -> Sheet:
    """A read-only SPARQL 1.1 query, for what no named question answers.

    Declared: ydr: things and records, yd: the ontology, rdfs:, skos:, org:, prov:, dcterms:, qudt:, unit:, geo:. A
    figure is a yd:Observation with yd:about, yd:metric, yd:value, qudt:hasUnit, yd:bound, yd:valueStatus, yd:period; a
    post is an org:Membership with org:member, org:role, org:organization; a milestone is a yd:Milestone with yd:about,
    yd:stage, yd:modality, yd:notAfter. Each has prov:wasDerivedFrom its passages: select it, and rows say where they
    are written. Labels: rdfs:label, @en and @zh-hans.
    """  # noqa: D401 - as an assistant reads it
    result = await graph.query(query)
    return await beside(graph.client, _rows, graph, query, result, first=first, lang=lang)


def _rows(graph: Access, query: str, result: Result, *, first: int, lang: str) -> Sheet:
    language = Language.of(lang)
    if result.boolean is not None:
        return plain(language.gettext("yes") if result.boolean else language.gettext("no"))
    library = Library(with_apart(graph.store))
    library.learn(graph.outlines)
    before = min(first - 1, len(result.rows))
    rows = result.rows[before : before + _MOST_ROWS]
    places = [row_sources(library, row, lang) for row in rows]
    cells = [[written(term) for term in row] for row in rows]
    title = [language.gettext("where")] if any(place.words for place in places) else []
    above, lines = table(
        [*result.columns, *title],
        [(row, Source(place.words, tuple(place.addresses))) for row, place in zip(cells, places, strict=True)],
    )
    if not title:
        lines = [line._replace(sources=(), end="") for line in lines]
    untold = Line("")
    lines = [*[untold] * before, *lines, *[untold] * (len(result.rows) - before - len(lines))]

    def after(left: int) -> str:
        short = f"{query[:_REPEATED]}…" if len(query) > _REPEATED else query
        return following(language, f'sparql(query="{short}", first={left})') if left else ""

    head = [language.ngettext("{n} row", "{n} rows", len(lines)), *(["", *above] if lines else [])]
    return sheet(head, lines, after, first, result.columns)


def line_of(fact: Fact, graph: Access, lang: str) -> Line:
    """Write a fact: its sentence, what is to be known of it, and where it is written."""
    language = Language.of(lang)
    sentence, more = fact.sentence.pick(lang), fact.more.pick(lang).rstrip(".。")
    said = language.gettext("{name} ({n})", name=sentence, n=more) if more else sentence
    page = fact.page.pick(lang) or language.gettext("editors’ definition")
    where = cited(fact.evidence, lang, several=len(graph.atlas.documents) > 1) or (Source(page, (fact.link,)),)
    return Line(f"- {said}", where)


def _parameter(parameter: Parameter, lang: str) -> str:
    """Describe a parameter of a question; its name, what it is, and its default."""
    default = f" = {parameter.default}" if parameter.default else ""
    language = Language.of(lang)
    described = language.choose(parameter.description, parameter.description_zh).rstrip("。")
    return language.gettext("{name} ({n})", name=f"{parameter.name}{default}", n=described)


def _askable(graph: Access) -> list[Question]:
    return [each for each in graph.questions if not is_check(each.name)]


def _said(question: Question) -> str:
    return f"{question.name} {question.wording}"


def _question_line(question: Question, language: Language) -> Line:
    said = language.choose(question.question, question.question_zh)
    parameters = "; ".join(_parameter(each, language.tag) for each in question.parameters)
    return Line(f"- ask: {question.name} – {said}{f' [{parameters}]' if parameters else ''}")
