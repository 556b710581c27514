"""``ydkg queries``: list the named questions, or describe one."""

from __future__ import annotations

import click
from pyoxigraph import Literal

from ydkg.cli.graphs import fitted_question
from ydkg.cli.options import format_option, lang_option, output_option
from ydkg.cli.rows import write_rows
from ydkg.errors import UnknownNameError
from ydkg.graph import catalogue
from ydkg.graph.search import fold
from ydkg.output import write_whole
from ydkg.words.language import Language, translatable

#: How grave a violation is, as headers say it.
_SEVERITIES = {"error": translatable("error"), "warning": translatable("warning"), "info": translatable("info")}
_COLUMNS = (translatable("name"), translatable("title"), translatable("parameters"))


@click.command(name="queries")
@click.argument("name", required=False)
@format_option
@output_option
@lang_option
def command(name: str | None, layout: str, output: str, lang: str) -> None:
    """List the named questions, or describe one.

    NAME is a question, a theme such as `people`, or words of titles, questions and tags in either language; without
    it all questions are listed, internal checks last.

    \b
      ydkg queries
      ydkg queries people
      ydkg queries "travel time"
      ydkg queries people/posts_of_a_person
      ydkg queries --lang zh

    \f

    Parameters
    ----------
    name, layout, output, lang
        As the arguments and options say.
    """  # noqa: D301 - click's marks: lines to be kept apart, and what its help leaves out
    chosen = sorted(catalogue.questions(), key=lambda question: question.name.startswith("checks/"))
    if name is not None:
        everything = chosen
        chosen = [question for question in everything if question.name.startswith(f"{name.rstrip('/')}/")]
        try:
            chosen = chosen or [catalogue.question(name)]
        except UnknownNameError:
            chosen = [question for question in everything if _speaks_of(question, name)]
            if not chosen:
                raise
        if len(chosen) == 1 and layout == "table":
            write_whole(output, _described(fitted_question(chosen[0]), Language.of(lang)))
            return
    language, rows = Language.of(lang), []
    for question in map(fitted_question, chosen):
        options = ((p.default, f"--{p.name} {p.metavar}") for p in question.parameters)
        parameters = " ".join(f"[{option}]" if default else option for default, option in options)
        title = (language.chinese and question.title_zh) or question.title
        rows.append(tuple(map(Literal, (question.name, title, parameters))))
    # Programs read the columns by their English names, people by those of their language.
    columns = [language.gettext(each) if layout == "table" else each for each in _COLUMNS]
    write_rows(columns, rows, layout, output)


def _speaks_of(question: catalogue.Question, words: str) -> bool:
    """Tell whether all these words stand in a question's name, titles, questions or tags, whatever their case."""
    texts = (question.name, question.title, question.question, question.title_zh, question.question_zh, *question.tags)
    text = fold(" ".join(texts))
    return all(word in text for word in fold(words).split())


def _described(question: catalogue.Question, language: Language) -> str:
    """Describe a question in a few lines."""
    _ = language.gettext
    lines = [question.name, f"  {language.choose(question.title, question.title_zh)}"]
    lines += [f"  {language.choose(question.question, question.question_zh)}"]
    lines += ["", _("Parameters") if question.parameters else _("No parameters")]
    for parameter in question.parameters:
        said = language.choose(parameter.description, parameter.description_zh)
        default = _(" Default: {value}", value=parameter.default) if parameter.default else ""
        lines.append(f"  --{parameter.name}  {parameter.type}  {said}{default}")
    lines += ["", _("Columns")]
    lines += [
        f"  {column.name}  {column.type}  {language.choose(column.title, column.title_zh)}".rstrip()
        for column in question.columns
    ]
    if question.fix:
        severity, fix = _(_SEVERITIES[question.severity]), language.choose(question.fix, question.fix_zh)
        lines += ["", _("A row is a violation ({severity}): {fix}", severity=severity, fix=fix)]
    values = " ".join(f'--{p.name} "{p.default or p.metavar}"' for p in question.parameters)
    lines += ["", _("Ask it"), f"  ydkg query {question.name} {values}".rstrip()]
    return "\n".join(lines) + "\n"
