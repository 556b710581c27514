"""``ydkg query``: ask one of the named questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ydkg.cli.graphs import fitted_question
from ydkg.cli.options import (
    derived_option,
    endpoint_option,
    format_option,
    inferred_option,
    lang_option,
    output_option,
    purpose_option,
    source_option,
    spoken,
)
from ydkg.cli.suggestion import completed
from ydkg.errors import CatalogueError, problem, quoted
from ydkg.graph import catalogue
from ydkg.graph.parameters import check_names
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from ydkg.graph.catalogue import Question

HELP = """Ask one of the named questions.

NAME is a question, and each of its parameters is an option; `ydkg query NAME --help` lists them, `ydkg queries` all
questions. A thing is given by its label in any language, its IRI, its prefixed name or its slug.

\b
  ydkg query people/posts_of_a_person --person NAME
  ydkg query infrastructure/planned_to_open --format csv -o planned.csv
  ydkg query infrastructure/planned_to_open --for excel -o planned.xlsx
  ydkg query people/posts_of_a_person --person ydr:SLUG --source document.txt
"""
_OPTIONS = (
    format_option,
    purpose_option,
    output_option,
    source_option,
    inferred_option,
    derived_option,
    endpoint_option,
    lang_option,
)
_TAKEN = frozenset((
    "data", "derived", "endpoint", "for", "format", "help", "inferred", "lang", "layout", "output", "purpose", "source",
    "sources",
))  # fmt: skip
_FLAGS = frozenset(("-h", "--help", "--inferred", "--derived"))


class _QuestionGroup(click.Group):
    """Have each question as a command, read when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the questions."""
        return catalogue.names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Read a question."""
        return _question_command(catalogue.question(cmd_name), type(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the question's name first, so that options may stand before it; every option but a flag takes a value."""
        at = 0
        while at < len(args) and args[at].startswith("-") and args[at] != "-":
            takes_next = "=" not in args[at] if args[at].startswith("--") else len(args[at]) == len("-o")
            at += 2 if takes_next and args[at] not in _FLAGS else 1
        if at < len(args):
            args = [args[at], *args[:at], *args[at + 1 :]]
        elif not ctx.resilient_parsing and not {"-h", "--help"} & set(args):
            raise click.UsageError(problem("which question? `ydkg queries` lists them"), ctx)
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave the list of questions to ``ydkg queries``."""


class _QuestionCommand(click.Command):
    """Have a question's parameters as options, and say which there are where one is not."""

    def __init__(self, question: Question, **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        self.question = question

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Say of an option that there is not which parameters there are."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            check_names(self.question, {error.option_name.lstrip("-"): ""})
            raise

    def get_help(self, ctx: click.Context) -> str:
        """Describe the question, without defaults that the graph does not have."""
        fit = fitted_question(self.question)
        return super().get_help(ctx) if fit is self.question else _question_command(fit, type(ctx)).get_help(ctx)


def _question_command(question: Question, context: type[click.Context]) -> click.Command:
    """Make the command of a question, with an option for each parameter, in the language that was asked for."""
    language = spoken()
    options: list[click.Parameter] = []
    for parameter in question.parameters:
        if parameter.name in _TAKEN:
            taken = translatable("{question}.rq: {name} is no name for a parameter: an option has it")
            raise CatalogueError(problem(taken, question=question.name, name=quoted(parameter.name)))
        default = f"  [default: {parameter.default}]" if parameter.default else ""
        spelled = dict.fromkeys((f"--{parameter.name}", f"--{parameter.name.replace('_', '-')}"))
        text = language.choose(parameter.description, parameter.description_zh) + default
        complete = completed(parameter.families) if parameter.type == "iri" else None
        options.append(
            click.Option([*spelled, parameter.name], metavar=parameter.metavar, help=text, shell_complete=complete)
        )

    def asked(*, layout: str, purpose: str | None, **given: Any) -> None:  # noqa: ANN401 - click gives them as `ask` wants
        if purpose and layout not in {"table", "csv"}:
            wrong = translatable("--for {purpose} writes CSV or a workbook: leave out --format {layout}")
            raise click.UsageError(problem(wrong, purpose=purpose, layout=layout))
        from ydkg.cli.asking import ask  # noqa: PLC0415 - what only describes a question does without

        values = {parameter.name: given.pop(parameter.name) for parameter in question.parameters}
        ask(question, values, layout=layout, purpose=purpose, **given)

    for option in _OPTIONS:
        asked = option(asked)
    told = language.choose(f"{question.question}\n\n{question.question_zh}", question.question_zh)
    settings = {"question": question, "params": options, "help": told, "short_help": question.title}
    made = click.command(question.name, _QuestionCommand, **settings)(asked)
    made.context_class = context
    return made


command = _QuestionGroup(
    name="query",
    help=HELP,
    subcommand_metavar="NAME [--PARAMETER VALUE]…",
    options_metavar="",
    params=[],
    no_args_is_help=False,
)
