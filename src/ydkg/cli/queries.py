"""``ydkg queries``: list the named questions, or describe one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal

from ydkg.cli.options import format_option, lang_option, output_option
from ydkg.cli.rows import write_rows
from ydkg.graph import catalogue
from ydkg.output import write_whole

if TYPE_CHECKING:
    from ydkg.graph.header import Parameter


@click.command(name="queries")
@click.argument("name", required=False)
@format_option
@output_option
@lang_option
def command(name: str | None, layout: str, output: str, lang: str) -> None:
    """List the named questions, or describe one.

    NAME is a question, a theme such as `people`, or a tag; without it all questions are listed.

    \b
      ydkg queries
      ydkg queries people
      ydkg queries people/posts_of_a_person
      ydkg queries --lang zh

    \f

    Parameters
    ----------
    name, layout, output, lang
        As the arguments and options say.
    """  # noqa: D301 - click's marks: lines to be kept apart, and what its help leaves out
    if name is None:
        _list(catalogue.questions(), layout, output, lang)
        return
    everything = catalogue.questions()
    some = [each for each in everything if each.name.startswith(f"{name.rstrip('/')}/") or name in each.tags]
    if some:
        _list(some, layout, output, lang)
        return
    found = catalogue.question(name)
    if layout == "table":
        write_whole(output, describe(found))
    else:
        _list([found], layout, output, lang)


def _list(questions: list[catalogue.Question], layout: str, output: str, lang: str) -> None:
    chinese = lang.lower().startswith("zh")
    rows = [
        (
            Literal(each.name),
            Literal((chinese and each.title_zh) or each.title),
            Literal(" ".join(_call(parameter) for parameter in each.parameters)),
        )
        for each in questions
    ]
    write_rows(("name", "title", "parameters"), rows, layout, output)


def _call(parameter: Parameter) -> str:
    option = f"--{parameter.name} {parameter.type.upper()}"
    return f"[{option}]" if parameter.default else option


def describe(question: catalogue.Question) -> str:
    """Describe a question in a few lines.

    Parameters
    ----------
    question : catalogue.Question

    Returns
    -------
    str
        Lines.
    """
    lines = [question.name, f"  {question.title}", f"  {question.question}"]
    lines += [f"  {text}" for text in (question.title_zh, question.question_zh) if text]
    lines += ["", "Parameters" if question.parameters else "No parameters"]
    for parameter in question.parameters:
        default = f" Default: {parameter.default}" if parameter.default else ""
        lines.append(f"  --{parameter.name}  {parameter.type}  {parameter.description}{default}")
    lines += [
        "",
        "Columns",
        *(f"  {column.name}  {column.type}  {column.title}".rstrip() for column in question.columns),
    ]
    if question.fix:
        lines += ["", f"A row is a violation ({question.severity}): {question.fix}"]
    values = " ".join(f'--{p.name} "{p.default or p.type.upper()}"' for p in question.parameters)
    lines += ["", "Ask it", f"  ydkg query {question.name} {values}".rstrip()]
    return "\n".join(lines) + "\n"
