"""``ydkg queries``: list the named questions, or describe one."""

from __future__ import annotations

import shlex

import click
from pyoxigraph import Literal

from ydkg.cli.graphs import fitted_question
from ydkg.cli.options import format_option, lang_option, output_option
from ydkg.cli.rows import write_rows
from ydkg.errors import Listed, UnknownNameError, problem, quoted
from ydkg.graph import catalogue
from ydkg.graph.graph import Graph
from ydkg.graph.ranking import content_words, ranked, terms_of
from ydkg.graph.schema import families
from ydkg.graph.search import Spellings, names_of, search
from ydkg.graph.store import open_store
from ydkg.output import write_whole
from ydkg.vocab import compact
from ydkg.words.language import Language, translatable

#: How grave a violation is, as headers say it.
_SEVERITIES = {"error": translatable("error"), "warning": translatable("warning"), "info": translatable("info")}
#: How many things and how many questions are named at most, where words are those of no question.
_MOST, _MOST_NEAR = 3, 5
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
    """  # noqa: D301 - a click mark: lines to be kept apart
    chosen = sorted(catalogue.questions(), key=lambda question: catalogue.is_check(question.name))
    if name is not None:
        everything = chosen
        chosen = [question for question in everything if question.name.startswith(f"{name.rstrip('/')}/")]
        try:
            chosen = chosen or [catalogue.question(name)]
        except UnknownNameError as error:
            chosen = [question for question in everything if question.speaks_of(name)]
            if not chosen:
                raise (None if error.suggestions else _offering(name, everything)) or error from None
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


def _offering(words: str, known: list[catalogue.Question]) -> UnknownNameError | None:
    """Say of words that no question has what is called so, or else what shares some, and how to ask for it.

    None where nothing does.
    """
    table = Graph(open_store())
    keys = {each.iri: {family.key for family in families(table, each.iri)} for each in names_of(table)}
    spelled = names_of(table, {iri for iri in keys if keys[iri]})
    names, near = [match.name for match in search(words, spelled)][:_MOST], list[str]()
    offered = translatable("things are called so: {names}; try {calls}")
    if not names:
        about = content_words(words)
        names = Spellings(spelled).sharing(terms_of(about))
        askable = [(each.name, each.wording) for each in known if not catalogue.is_check(each.name)]
        near = [*ranked(about, askable)][:_MOST_NEAR]
        offered = translatable("these share words with it: {names}; try {calls}")
    calls = []
    if names:
        thing, of = shlex.quote(names[0].text), keys[names[0].iri]
        # A question that takes things of other families too may have no row on one of this.
        taking = [each for each in known if len(each.parameters) == 1 and of >= {*each.parameters[0].families} > set()]
        calls = [f"`ydkg show {thing}`"]
        calls += [f"`ydkg query {each.name} --{each.parameters[0].name} {thing}`" for each in taking[:1]]
    calls += [f"`ydkg queries {name}`" for name in near[:1]]
    if not calls:
        return None
    hint = problem(offered, names=Listed([*(each.text for each in names), *near]), calls=Listed(calls))
    said = problem("no question speaks of {words}", words=quoted(words))
    return UnknownNameError(said, words, hint=hint, suggestions=[*(compact(each.iri) for each in names), *near])


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
