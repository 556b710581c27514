"""Verbs that ask: named questions, and SPARQL."""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
from contextlib import contextmanager
from datetime import date
from threading import Timer
from typing import TYPE_CHECKING, Any

import click
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.cli.graphs import completed, opened_store, quotes, read_query, with_sentences
from ydkg.cli.rows import FORMATS, Linked, visible, write_rows, write_table
from ydkg.cli.verbs import (
    FORMAT_HELP,
    PLACE,
    WRONG,
    derived_option,
    endpoint_option,
    format_option,
    inferred_option,
    lang_option,
    notify,
    output_option,
    purpose_option,
    source_option,
)
from ydkg.collection import DATA_DIR, collection
from ydkg.errors import CatalogueError, QueryError, UnknownNameError, quoted
from ydkg.files import write_whole
from ydkg.graph import questions as catalogue
from ydkg.graph.graph import Graph
from ydkg.graph.names import content_words, names_of, ranked, search, sharing, terms_of
from ydkg.graph.questions import UNTIL, answer, check_names, fitted, graph_for, terms
from ydkg.graph.schema import is_entity
from ydkg.graph.sources import open_sources, passages_in
from ydkg.graph.sparql import run, unknown_terms
from ydkg.graph.store import open_store
from ydkg.graph.turtle import canonical_turtle
from ydkg.language.text import Language, translatable
from ydkg.telling.answers import answer_sheet, tell_answer
from ydkg.telling.nearest import Call, near_calls
from ydkg.telling.sources import Library
from ydkg.telling.spreadsheets import WRITERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store

    from ydkg.graph.header import Parameter
    from ydkg.graph.questions import Question
    from ydkg.graph.sources import Source
    from ydkg.graph.sparql import Result

QUERY_HELP = """Ask one of the named questions.

NAME is a question, and each of its parameters is an option; `ydkg query NAME --help` lists them, `ydkg queries` all
questions. A thing is given by its label in any language, its IRI, its prefixed name or its slug; a day as 2024-12-31,
2024 or "end of 2024".

\b
  ydkg query people/posts_of_a_person --person NAME
  ydkg query infrastructure/planned_to_open --format csv -o planned.csv
  ydkg query infrastructure/planned_to_open --for excel -o planned.xlsx
  ydkg query people/posts_of_a_person --person ydr:SLUG --source document.txt
"""
_OPTIONS = (
    format_option, purpose_option, output_option, source_option, inferred_option, derived_option, endpoint_option,
    lang_option
)  # fmt: skip
_FLAGS = frozenset(("-h", "--help", "--inferred", "--derived"))
#: How grave a violation is, as headers say it.
_SEVERITIES = {"error": translatable("error"), "warning": translatable("warning"), "info": translatable("info")}
#: How many things and questions are offered at most.
_MOST = 3
_COLUMNS = (translatable("name"), translatable("title"), translatable("parameters"))


class _QuestionGroup(click.Group):
    """Have each question as a command, read when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the questions."""
        return catalogue.names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        """Read a question."""
        return _question_command(catalogue.question(cmd_name))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the question's name first, so that options may stand before it; every option but a flag takes a value."""
        at = 0
        while at < len(args) and args[at].startswith("-") and args[at] != "-":
            takes_next = "=" not in args[at] if args[at].startswith("--") else len(args[at]) == len("-o")
            at += 2 if takes_next and args[at] not in _FLAGS else 1
        if at < len(args):
            args = [args[at], *args[:at], *args[at + 1 :]]
        elif not ctx.resilient_parsing and not {"-h", "--help"} & set(args):
            raise click.UsageError("which question? `ydkg queries` lists them", ctx)
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave the list of questions to ``ydkg queries``."""


class _QuestionCommand(click.Command):
    """Have a question's parameters as options, and say which there are where one is not."""

    question: Question

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Say of an option that there is not which parameters there are."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            check_names(self.question, {error.option_name.lstrip("-"): ""})
            raise

    def get_help(self, ctx: click.Context) -> str:
        """Describe the question, without defaults that the graph does not have."""
        fit = _fitted(self.question)
        return super().get_help(ctx) if fit is self.question else _question_command(fit).get_help(ctx)


def _fitted(question: Question) -> Question:
    """Leave out the defaults of a question that the collection does not have which is worked on."""
    if collection().paths == (DATA_DIR,) or not any(parameter.default for parameter in question.parameters):
        return question
    return fitted(Graph(open_store()), question)


def _question_command(question: Question) -> click.Command:
    """Make the command of a question, with an option for each parameter."""

    def asked(*, layout: str, purpose: str | None, **given: Any) -> None:  # noqa: ANN401 - click gives them as `ask` wants
        if purpose and layout not in {"table", "csv"}:
            raise click.UsageError(f"--for {purpose} writes CSV or a workbook: leave out --format {layout}")
        values = {parameter.name: given.pop(parameter.name) for parameter in question.parameters}
        ask(question, values, layout=layout, purpose=purpose, **given)

    for option in _OPTIONS:
        asked = option(asked)
    told = f"{question.question}\n\n{question.question_zh}"
    command = click.command(question.name, _QuestionCommand, help=told, short_help=question.title)(asked)
    command.question = question
    taken = {name.lstrip("-") for option in command.params for name in (option.name, *option.opts)} | {"data", "help"}
    options: list[click.Parameter] = []
    for parameter in question.parameters:
        if parameter.name in taken:
            wrong = f"{question.name}.rq: {quoted(parameter.name)} is no name for a parameter: an option has it"
            raise CatalogueError(wrong)
        default = f"  [default: {parameter.default}]" if parameter.default else ""
        names = dict.fromkeys((f"--{parameter.name}", f"--{parameter.name.replace('_', '-')}"))
        complete = completed(parameter.families) if parameter.type == "iri" else None
        described = parameter.description + default
        options.append(
            click.Option([*names, parameter.name], metavar=parameter.metavar, help=described, shell_complete=complete)
        )
    command.params[:0] = options
    return command


query_verb = _QuestionGroup(
    name="query",
    help=QUERY_HELP,
    subcommand_metavar="NAME [--PARAMETER VALUE]…",
    options_metavar="",
    params=[],
    no_args_is_help=False,
)


def ask(
    question: Question,
    values: Mapping[str, str | None],
    *,
    layout: str,
    output: str,
    sources: Sequence[str],
    lang: str,
    inferred: bool = False,
    derived: bool = False,
    endpoint: str = "",
    purpose: str | None = None,
) -> None:
    """Answer a question and write the rows, with the sentences behind them where documents are given."""
    derived = derived or question.needs == "derived"
    store = opened_store(inferred=inferred, derived=derived, endpoint=endpoint)
    graph = Graph(store)
    documents = open_sources(graph, sources)
    given = {
        parameter.name: _as_day(parameter, text)
        for parameter in question.parameters
        if (text := values.get(parameter.name)) is not None
    }
    result = answer(store, question, given, lang)
    call = Call(question, terms(store, question, given))
    names = call.named(graph)
    for name, called in names.items():
        if name not in given:
            notify(f"{name}: {called}, the default")
    if purpose:
        write_sheet(store, question, given, result, documents, lang=lang, output=output)
    elif layout == "table":
        columns, cells, notes = readable(store, question, result, documents, lang=lang, given=given)
        write_table(columns, cells, output, notes)
    else:
        evidence = map(passages_in, result.rows)
        write_rows(*with_sentences(store, documents, result.columns, result.rows, evidence), layout, output)
    if names and not result.rows:
        looked = ", ".join(f"{name} {called}" for name, called in names.items())
        nearest = "" if endpoint else _nearest(store, call)
        notify(f"looked for: {looked}" + (f"; try {nearest}" if nearest else ""))


def _as_day(parameter: Parameter, text: str) -> str:
    """Read a day that a person writes in words, such as "end of 2024"; what is none is left."""
    if parameter.type != "date" or re.fullmatch(r"\s*[\d-]+\s*", text):
        return text
    from ydkg.language.reading.times import times  # noqa: PLC0415 - few write days in words

    days = [time for time in times(text, date.min) if time.stated]
    if len(days) != 1:
        return text
    first, last = days[0].first, days[0].last
    day = (last or first) if parameter.name in UNTIL else (first or last)
    return day.isoformat() if day else text


def _nearest(store: Store, call: Call) -> str:
    """Find a call that has an answer where this one has none; else all about the first thing that it asks of."""
    graph = Graph(store)
    for near in near_calls(graph, call, catalogue.questions()):
        if answer(store, near.question, near.parameters).rows:
            options = [f"--{name} {shlex.quote(text)}" for name, text in near.named(graph).items()]
            return f"`ydkg query {near.question.name} {' '.join(options)}`"
    things = (text for name, text in call.named(graph).items() if isinstance(call.values[name], NamedNode))
    return next((f"`ydkg show {shlex.quote(text)}`" for text in things), "")


def write_sheet(
    store: Store,
    question: Question,
    given: Mapping[str, str],
    result: Result,
    documents: Sequence[Source] = (),
    *,
    lang: str,
    output: str,
) -> None:
    """Write an answer for a spreadsheet, with the sentences where documents are given."""
    rows = []
    for row in result.rows:
        bound = zip(result.columns, row, strict=True)
        rows.append({name: getattr(term, "value", str(term)) for name, term in bound if term is not None})
    language = Language.of(lang)
    asked = [term.value for term in terms(store, question, given).values()]
    sheet = answer_sheet(graph_for(store, question), question, rows, language.tag, asked)
    if documents:
        evidence = map(passages_in, result.rows)
        _, sentences = with_sentences(store, documents, (), [() for _ in rows], evidence)
        headings = [*sheet.headings[:-1], language.gettext("sentence"), sheet.headings[-1]]
        cells = zip(sheet.rows, sentences, strict=True)
        told = [[*row[:-1], getattr(sentence, "value", ""), row[-1]] for row, (sentence,) in cells]
        sheet = sheet._replace(headings=headings, rows=told)
    write_whole(output, WRITERS["xlsx" if output.lower().endswith(".xlsx") else "csv"](sheet))


def readable(
    store: Store, question: Question, result: Result, sources: Sequence[Source], *, lang: str, given: Mapping[str, str]
) -> tuple[list[str], list[list[str]], list[list[str]]]:
    """Put an answer into columns and cells that a person reads, with the sentences behind each row."""
    told, library = tell_answer(store, question, result, lang, given), Library(Graph(store))
    notes = [quotes(library, Graph(store), sources, passages_in(row)) for row in result.rows] if sources else []
    columns, cells = list(told.columns), [[*map(visible, row)] for row in told.rows]
    if not any(place.words for place in told.places):
        return columns, cells, notes
    where = (Linked(visible(place.words), next(iter(place.addresses), "")) for place in told.places)
    cells = [[*row, place] for row, place in zip(cells, where, strict=True)]
    return [*columns, Language.of(lang).gettext("source")], cells, notes


@click.command(name="queries")
@click.argument("name", required=False)
@format_option
@output_option
@lang_option
def queries_verb(name: str | None, layout: str, output: str, lang: str) -> None:
    """List the named questions, or describe one.

    NAME is a question, a theme such as `people`, or words of titles, questions and tags in either language; without
    it all questions are listed, internal checks last.

    \b
      ydkg queries
      ydkg queries people
      ydkg queries "travel time"
      ydkg queries people/posts_of_a_person
      ydkg queries --lang zh
    """  # noqa: D301 - a click mark: lines to be kept apart
    chosen = known = sorted(catalogue.questions(), key=lambda question: catalogue.is_check(question.name))
    if name is not None:
        chosen = [question for question in known if question.name.startswith(f"{name.rstrip('/')}/")]
        try:
            chosen = chosen or [catalogue.question(name)]
        except UnknownNameError as error:
            chosen = [question for question in known if question.speaks_of(name)]
            if not chosen:
                raise error if error.suggestions else _offering(name, known) from None
        if len(chosen) == 1 and layout == "table":
            write_whole(output, _described(_fitted(chosen[0]), Language.of(lang)))
            return
    language, rows = Language.of(lang), []
    for question in map(_fitted, chosen):
        options = ((p.default, f"--{p.name} {p.metavar}") for p in question.parameters)
        parameters = " ".join(f"[{option}]" if default else option for default, option in options)
        rows.append(
            tuple(map(Literal, (question.name, language.choose(question.title, question.title_zh), parameters)))
        )
    # Programs read the columns by their English names, people by those of their language.
    columns = [language.gettext(column) if layout == "table" else column for column in _COLUMNS]
    write_rows(columns, rows, layout, output)


def _offering(words: str, known: Sequence[Question]) -> UnknownNameError:
    """Say of words that no question has what is called so or shares some of them, and how to ask for it."""
    graph, about = Graph(open_store()), content_words(words)
    names = [name for name in names_of(graph) if is_entity(graph, name.iri)]
    things = [match.name for match in search(words, names)] or sharing(terms_of(about), names)
    near = ranked(about, [(known_one.name, known_one.wording) for known_one in known])
    calls = [f"`ydkg show {shlex.quote(thing.text)}`" for thing in things[:_MOST]]
    calls += [f"`ydkg queries {name}`" for name in near[:_MOST] if not catalogue.is_check(name)]
    hint = f"try {', '.join(calls)}" if calls else "`ydkg queries` lists them"
    return UnknownNameError(f"no question speaks of {quoted(words)}", words, hint=hint)


def _described(question: Question, language: Language) -> str:
    """Describe a question in a few lines."""
    _ = language.gettext
    lines = [question.name, f"  {language.choose(question.title, question.title_zh)}"]
    lines += [f"  {language.choose(question.question, question.question_zh)}"]
    lines += ["", _("Parameters") if question.parameters else _("No parameters")]
    for parameter in question.parameters:
        described = language.choose(parameter.description, parameter.description_zh)
        default = _(" Default: {value}", value=parameter.default) if parameter.default else ""
        lines.append(f"  --{parameter.name}  {parameter.type}  {described}{default}")
    lines += ["", _("Columns")]
    for column in question.columns:
        lines.append(f"  {column.name}  {column.type}  {language.choose(column.title, column.title_zh)}".rstrip())
    if question.fix:
        severity, fix = _(_SEVERITIES[question.severity]), language.choose(question.fix, question.fix_zh)
        lines += ["", _("A row is a violation ({severity}): {fix}", severity=severity, fix=fix)]
    values = " ".join(f'--{p.name} "{p.default or p.metavar}"' for p in question.parameters)
    lines += ["", _("Ask it"), f"  ydkg query {question.name} {values}".rstrip()]
    return "\n".join(lines) + "\n"


@click.command(name="sparql")
@click.argument("file", type=PLACE)
@click.option("--format", "layout", type=click.Choice(FORMATS), help=FORMAT_HELP + " Triples are Turtle otherwise.")
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    help="How long the answer may take.",
)
@output_option
@endpoint_option
def sparql_verb(*, file: str, layout: str | None, time_limit: float, output: str, endpoint: str) -> None:
    """Ask the graph in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.

    FILE holds the query; - is standard input. The prefixes of the graph (yd, ydr, org, foaf, skos, dcterms, prov, qudt,
    unit, geo, schema, rdf, rdfs, xsd …) are declared already. Nothing is written, and nothing is fetched: SERVICE and
    updates are refused. FROM and GRAPH ask the graphs of the collection, a file each. Terms that neither the graph nor
    the ontology has are told on standard error.

    \b
      echo 'SELECT ?m ?l { ?m a yd:Metric ; rdfs:label ?l } ORDER BY ?l' | ydkg sparql -
      echo 'DESCRIBE ydr:SLUG' | ydkg sparql -
      ydkg sparql question.rq --format json -o answer.json
    """  # noqa: D301 - a click mark: lines to be kept apart
    text = read_query(file)
    with _stoppable(time_limit):
        store = (
            opened_store(endpoint=endpoint, patience=time_limit) if endpoint else open_store(say=notify, by_file=True)
        )
        result = run(store, text)
    for term in unknown_terms(store, text):
        hint = f"did you mean {term.suggestion}?" if term.suggestion else ""
        unknown = f"{term.name} is in neither graph nor ontology"
        notify(str(QueryError(unknown, where="query", line=term.line, column=term.column, hint=hint)))
    if result.kind == "boolean":
        truth = "true" if result.boolean else "false"
        write_whole(output, f'{{"head": {{}}, "boolean": {truth}}}\n' if layout == "json" else f"{truth}\n")
    elif result.kind == "rows" or layout is not None:
        write_rows(result.columns, result.rows, layout or "table", output)
    elif any(isinstance(term, BlankNode | Triple) for row in result.rows for term in row):
        # Canonical Turtle does not know blank nodes.
        write_whole(output, "".join(f"{subject} {predicate} {value} .\n" for subject, predicate, value in result.rows))
    else:
        write_whole(output, canonical_turtle(Triple(*row) for row in result.rows))  # type: ignore[arg-type]


@contextmanager
def _stoppable(limit: float) -> Iterator[None]:
    """End the process when the time is over, or by Ctrl-C: the engine cannot be told to stop."""

    def stop() -> None:
        sys.stderr.write(f"ydkg: query: no answer within {limit:g} s; ask for less, or give a longer --time-limit\n")
        sys.stderr.flush()
        os._exit(WRONG)

    timer = Timer(limit, stop)
    timer.daemon = True
    timer.start()
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)
