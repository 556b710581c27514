"""Write queries/README.md, the index of the questions, from the questions' own headers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ydkg.collection import QUERIES_DIR
from ydkg.graph.questions import Question, questions

if TYPE_CHECKING:
    from ydkg.graph.header import Parameter

INTRODUCTION = """\
# Questions

One file is one question: the header says what it asks, what it wants to know and what it answers with; the rest is
plain SPARQL 1.1, which any engine answers. `ydkg query NAME` asks one, `ydkg queries` lists them all.

This page is made from the headers by `python scripts/write_query_index.py`, and a test holds it to them.
"""
CHECKS = """\
## checks

A check answers with what is wrong, one row a finding: `entity`, `property`, `value`. No row is a pass.

| check | finds | severity | what to do |
|---|---|---|---|
"""


def index(catalogue: list[Question]) -> str:
    """Render the index.

    Parameters
    ----------
    catalogue : list of Question
        All questions, sorted by name.

    Returns
    -------
    str
        Markdown: a table a theme, then the checks.
    """
    sections = [INTRODUCTION]
    for theme, members in groupby(catalogue, key=_theme):
        rows = list(members)
        if theme != "checks":
            head = f"## {theme}\n\n| question | asks | parameters | answers with |\n|---|---|---|---|\n"
            sections.append(head + "".join(map(_question_row, rows)))
    checks = [question for question in catalogue if _theme(question) == "checks"]
    return "\n".join([*sections, CHECKS + "".join(map(_check_row, checks))])


def _theme(question: Question) -> str:
    return question.name.partition("/")[0]


def _link(question: Question) -> str:
    return f"[`{question.name}`]({question.name}.rq)"


def _question_row(question: Question) -> str:
    parameters = "<br>".join(map(_parameter, question.parameters))
    columns = ", ".join(f"`{column.name}`" for column in question.columns)
    return f"| {_link(question)} | {question.question}<br>{question.question_zh} | {parameters} | {columns} |\n"


def _parameter(parameter: Parameter) -> str:
    default = f" = `{parameter.default}`" if parameter.default else ""
    return f"`{parameter.name}` {parameter.type}{default}"


def _check_row(question: Question) -> str:
    asks = f"{question.question}<br>{question.question_zh}"
    return f"| {_link(question)} | {asks} | {question.severity} | {question.fix} |\n"


if __name__ == "__main__":
    (QUERIES_DIR / "README.md").write_text(index(questions()), encoding="utf-8")
