"""Answers of named questions: what a person gives, checked, as terms; the rows, in the language that is wanted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Store

from ydkg.errors import CatalogueError, Listed, Named, ParameterError, QueryError, YdkgError, problem, quoted
from ydkg.graph.names import form, is_of, is_unicode, label, number_order, resolve
from ydkg.graph.schema import FAMILIES
from ydkg.graph.sparql import Result, Row, run
from ydkg.graph.store import graph_for
from ydkg.graph.turtle import canonical_lexical
from ydkg.vocab import RDF, XSD, expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.errors import Message
    from ydkg.graph.graph import Graph, Term
    from ydkg.graph.questions import Parameter, Question

_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?\Z")
#: Names of parameters that ask until when.
_UNTIL = frozenset({"by", "until", "lastDay", "notAfter"})
_DATATYPES = {"date": XSD.date, "decimal": XSD.decimal, "integer": XSD.integer}


def fitted(table: Graph, question: Question) -> Question:
    """Leave out defaults that a graph does not have: what they stand for has to be given then."""
    lacking = {each for each in question.parameters if (iri := _stands_for(each)) and not table.mentions(iri)}
    if not lacking:
        return question
    parameters = (each._replace(default=None) if each in lacking else each for each in question.parameters)
    return question._replace(parameters=tuple(parameters))


def _stands_for(parameter: Parameter) -> str | None:
    """Give the IRI that is the default of a parameter."""
    return expand(parameter.default) if parameter.type == "iri" and parameter.default else None


@lru_cache(maxsize=1024)
def _allowed_by(parameter: Parameter) -> tuple[Quad, ...]:
    """List facts of which any one says that a thing is known and of a family wanted: the default can be taken then."""
    iri, keys = _stands_for(parameter), parameter.families
    roots = [each.root for each in FAMILIES if not keys or (each.key in keys and not each.scheme)]
    return tuple([Quad(NamedNode(iri), NamedNode(RDF.type), NamedNode(root)) for root in roots]) if iri else ()


def terms(store: Store, question: Question, values: Mapping[str, object]) -> dict[str, NamedNode | Literal]:
    """Make the terms that a question's parameters stand for; one for each declared parameter, in their order."""
    check_names(question, values)
    found: dict[str, NamedNode | Literal] = {}
    for parameter in question.parameters:
        value = values.get(parameter.name)
        allowed = _allowed_by(parameter) if value is None else ()
        if any(map(store.__contains__, allowed)):
            found[parameter.name] = allowed[0].subject  # type: ignore[assignment] # an IRI
            continue
        table = graph_for(store, question)
        if value is None:
            value, iri = parameter.default, _stands_for(parameter)
            if iri and not table.mentions(iri):
                value = None
            elif iri and is_of(table, iri, parameter.families):
                found[parameter.name] = NamedNode(iri)
                continue
        if value is None:
            what = Named(parameter.description, parameter.description_zh)
            said = problem("parameter {name} is missing: {what}", name=quoted(parameter.name), what=what)
            raise ParameterError(said, parameter.name, where=f"{question.name}.rq", parameter=parameter.name)
        found[parameter.name] = _term(table, question, parameter, value)
    return found


def check_names(question: Question, given: Mapping[str, object]) -> None:
    """Refuse parameters that a question does not declare."""
    for name in given:
        declared = [parameter.name for parameter in question.parameters]
        if name not in declared:
            said = problem("parameter {name} is not declared", name=quoted(name))
            hint = problem("declared: {names}", names=Listed(declared) or problem("none"))
            raise ParameterError(said, name, where=f"{question.name}.rq", parameter=name, hint=hint)


def _term(table: Graph, question: Question, parameter: Parameter, value: object) -> NamedNode | Literal:
    """Make one term, naming the question and the parameter where it cannot be made."""

    def where() -> Message:
        return problem("{file}: parameter {name}", file=f"{question.name}.rq", name=quoted(parameter.name))

    text = _text(value)
    if parameter.type == "iri":
        try:
            return NamedNode(resolve(table, text, parameter.families))
        except YdkgError as error:
            raise error.at(where(), parameter.name) from error
    if not is_unicode(text):
        said = problem("{text} is no valid Unicode", text=quoted(text))
        raise ParameterError(said, value, where=where(), parameter=parameter.name)
    if parameter.type == "string":
        return Literal(text)
    datatype, lexical = _DATATYPES[parameter.type], text.strip()
    if datatype == XSD.date and (match := _YEAR_OR_MONTH.match(lexical)):
        # A year or a month is its first day, or its last where the parameter asks until when.
        from calendar import monthrange  # noqa: PLC0415 - start-up time is measured, and few give a year alone

        last = parameter.name in _UNTIL
        year, month = match[1], match[2] or ("12" if last else "01")
        if 1 <= int(month) <= 12 and int(year) > 0:  # noqa: PLR2004 - months
            lexical = f"{year}-{month}-{monthrange(int(year), int(month))[1] if last else 1:02}"
    try:
        return Literal(canonical_lexical(lexical, datatype), datatype=NamedNode(datatype))
    except ValueError as error:
        raise ParameterError(error.args[0], value, where=where(), parameter=parameter.name) from error


def _text(value: object) -> str:
    """Write a Python value as the text that a person would have typed."""
    if isinstance(value, str):
        return value
    from datetime import date  # noqa: PLC0415 - start-up time is measured, and the command line gives texts
    from decimal import Decimal, InvalidOperation  # noqa: PLC0415 - likewise

    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float | Decimal):
        try:
            return f"{Decimal(str(value)):f}"
        except InvalidOperation:
            return str(value)
    return str(value)


def answer(store: Store, question: Question, params: Mapping[str, object], lang: str = "en") -> Result:
    """Answer a named question in terms; rows × the question's columns."""
    found = terms(store, question, params)
    found.setdefault("lang", Literal(lang))
    try:
        result = run(store, question.text, found)
    except QueryError as error:
        said = problem("{what}: {why}", what=f"{question.name}.rq", why=error)
        raise CatalogueError(said, question.name) from error
    declared = tuple([column.name for column in question.columns])
    if result.kind != "rows" or result.columns != declared:
        said = problem(
            "{where}: the header declares the columns {declared}, the query has {found}",
            where=f"{question.name}.rq",
            declared=Listed(declared),
            found=Listed(result.columns),
        )
        raise CatalogueError(said, question.name)
    if not lang.lower().startswith("en"):
        result = _translated(graph_for(store, question), result, lang)
    for at, column in enumerate(question.columns):
        if column.type == "iris":
            rows = list(result.rows)
            for number, row in enumerate(rows):
                if isinstance(term := row[at], Literal) and " " in (listed := term.value):
                    rows[number] = (*row[:at], _in_order(listed), *row[at + 1 :])
            result = Result("rows", declared, tuple(rows))
    return result


def _translated(table: Graph, result: Result, lang: str) -> Result:
    """Put labels in another language: those in a column that is named after a column of things."""
    named = {
        at: result.columns.index(column.removesuffix("Label"))
        for at, column in enumerate(result.columns)
        if column.endswith("Label") and column.removesuffix("Label") in result.columns
    }

    def words(row: Row, at: int) -> Term | None:
        thing = row[named[at]] if at in named else None
        if not isinstance(thing, NamedNode):
            return row[at]
        told = row[at].value if isinstance(row[at], Literal) else ""  # type: ignore[union-attr]
        beside = [each.value for each in row if isinstance(each, NamedNode)]
        found = form(table, thing.value, told, lang, beside) or label(table, thing.value, lang)
        return Literal(found) if found else row[at]

    return result._replace(rows=tuple(tuple(words(row, at) for at in range(len(row))) for row in result.rows))


@lru_cache(maxsize=4096)
def _in_order(iris: str) -> Literal:
    """Put IRIs in order, each once, passages by position: GROUP_CONCAT has them in the order of the engine's memory.

    Many rows have the same.
    """
    return Literal(" ".join(sorted(set(iris.split()), key=number_order)))
