"""Terms as Python values and as text; answers as rows by the names of their columns, for notebooks and data frames."""

from __future__ import annotations

import re
from collections import namedtuple
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from html import escape
from importlib import import_module
from math import isfinite
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeAlias, overload

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.vocab import PREFIXES, XSD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ydkg.graph.graph import Term
    from ydkg.graph.questions import Question
    from ydkg.graph.sparql import Result

#: A typed value: IRIs and texts are str, several IRIs a tuple, an unbound one is None.
Value: TypeAlias = str | tuple[str, ...] | Decimal | int | float | bool | date | datetime | None
_XSD = PREFIXES["xsd"]
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
#: IRIs of this graph in a text that lists several of them.
_OWN = re.compile(rf"(?<!\S){re.escape(PREFIXES['ydr'])}(?=[\w-]+(?:\s|$))")


def exact(text: str) -> Decimal | None:
    """Read a number with all its digits.

    >>> exact("7600"), exact("+.5"), exact("1e400"), exact("many")
    (Decimal('7600'), Decimal('0.5'), None, None)
    """
    number = Decimal(text) if _NUMBER.fullmatch(text) else None
    return number if number is not None and isfinite(float(number)) else None


def typed(term: Term | None, kind: str) -> Value:
    """Return a term as its column's type wants it."""
    if term is None:
        return () if kind == "iris" else None
    text = str(term) if isinstance(term, Triple) else term.value
    if kind == "iris":
        return tuple(text.split())
    if text[:1] not in _BEGINNINGS or not isinstance(term, Literal):
        return text
    convert = _VALUES.get(term.datatype)
    try:
        return convert(text) if convert else text
    except (ValueError, ArithmeticError, KeyError):
        return text


#: What letters begin with that are not only text: of numbers, days and truth values.
_BEGINNINGS = frozenset("0123456789+-.tfIN \t\n\r")
_VALUES: dict[NamedNode, Callable[[str], Value]] = {
    NamedNode(f"{_XSD}decimal"): Decimal,
    NamedNode(f"{_XSD}integer"): int,
    NamedNode(f"{_XSD}boolean"): {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    NamedNode(f"{_XSD}date"): date.fromisoformat,
    NamedNode(f"{_XSD}double"): float,
    NamedNode(f"{_XSD}float"): float,
    NamedNode(f"{_XSD}dateTime"): datetime.fromisoformat,
}


def in_language(terms: Iterable[Term], lang: str) -> list[Term]:
    """Choose of a property's values those in a language; what has no language stays; in the order given.

    >>> words = [Literal("safety", language="en"), Literal("安全", language="zh-hans"), Literal("7")]
    >>> [term.value for term in in_language(words, "zh")], [term.value for term in in_language(words[:1], "zh")]
    (['安全', '7'], ['safety'])
    """
    given = list(terms)
    tags = {tag for term in given if isinstance(term, Literal) and (tag := term.language)}
    for wanted in (lang.lower(), "en"):
        known = {tag for tag in tags if tag == wanted or tag.startswith(f"{wanted}-")}
        if known:
            return [term for term in given if not (isinstance(term, Literal) and term.language in tags - known)]
    return given


def written(term: Term | None) -> str:
    """Write a term as it is."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return _OWN.sub("ydr:", term.value if isinstance(term, Literal) else str(term))


def term_as_json(term: Term) -> dict[str, object]:
    """Write a term as SPARQL's JSON has it; ``type``, ``value``, and what more there is to say."""
    if isinstance(term, Literal):
        made: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            return {**made, "xml:lang": term.language}
        return made if term.datatype.value == XSD.string else {**made, "datatype": term.datatype.value}
    if isinstance(term, NamedNode | BlankNode):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: term_as_json(part) for name, part in parts.items()}}


# -------- Rows --------


class Rows(list[Any]):
    """The rows of an answer: a list of named tuples, which a notebook shows as a table.

    Parameters
    ----------
    rows : iterable of tuple
        Rows × columns.
    columns : tuple of str
        The names of the columns, in order.
    caption : str
        What stands over the table; may be empty.
    question : Question, optional
        What was asked, if a question was.

    Attributes
    ----------
    columns, caption, question
        As given.
    """

    def __init__(
        self, rows: Iterable[Any], columns: tuple[str, ...], caption: str = "", question: Question | None = None
    ) -> None:
        super().__init__(rows)
        self.columns, self.caption, self.question = columns, caption, question

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Any: ...  # noqa: ANN401 - a row's fields are known now only

    @overload
    def __getitem__(self, index: slice, /) -> Rows: ...

    def __getitem__(self, index: SupportsIndex | slice, /) -> Any:
        """Give a row, or the first ones, say, as a table of their own."""
        found = super().__getitem__(index)
        return Rows(found, self.columns, self.caption, self.question) if isinstance(index, slice) else found

    def __reduce__(self) -> tuple[object, ...]:
        return Rows, (list(self), self.columns, self.caption, self.question)

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is no dependency
        """Make a data frame of pandas, which has to be installed.

        Returns
        -------
        pandas.DataFrame
            Rows × columns, in the order of the answer.
        """
        return import_module("pandas").DataFrame.from_records(list(self), columns=list(self.columns))

    def to_polars(self) -> Any:  # noqa: ANN401 - polars is no dependency
        """Make a data frame of polars, which has to be installed.

        Returns
        -------
        polars.DataFrame
            Rows × columns, in the order of the answer; types are read from all rows.
        """
        columns = list(self.columns)
        return import_module("polars").DataFrame(list(self), schema=columns, orient="row", infer_schema_length=None)

    def _repr_html_(self) -> str:
        """Write a table for a notebook: things by their prefixed names, each a link."""
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row)}</tr>" for row in self)
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def rows_of(result: Result, question: Question) -> Rows:
    """Turn the terms of an answer into Python values."""
    values: list[list[Value]] = []
    for column, terms in zip(question.columns, zip(*result.rows, strict=True), strict=False):
        # An IRI takes less time than a call would.
        kind, one = column.type, column.type != "iris"
        values.append([term.value if one and type(term) is NamedNode else typed(term, kind) for term in terms])
    return named_rows(result.columns, zip(*values, strict=True), question.question, question)


def named_rows(
    columns: tuple[str, ...], values: Iterable[Iterable[object]], caption: str, question: Question | None = None
) -> Rows:
    """Make rows whose values have the names of their columns.

    >>> named_rows(("a", "b"), [(1, 2)], "")[0].b
    2
    """
    return Rows(map(partial(tuple.__new__, _row_type(columns)), values), columns, caption, question)


@cache
def _row_type(columns: tuple[str, ...]) -> Any:  # noqa: ANN401 - its fields are known now only
    """Make the type of a row, once for the same columns."""
    made = namedtuple("Row", columns, rename=True)  # type: ignore[misc]  # noqa: PYI024 - likewise
    made.__reduce__ = lambda row: (_row, (columns, tuple(row)))  # type: ignore[method-assign,assignment,arg-type]
    return made


def _row(columns: tuple[str, ...], values: tuple[object, ...]) -> object:
    """Make a row again where one was pickled."""
    return _row_type(columns)(*values)


def _cell(value: object) -> str:
    """Write a value: several of them one after another, an IRI as a link, nothing for None."""
    if isinstance(value, tuple):
        return " ".join(map(_cell, value))
    text = "" if value is None else str(value)
    if not text.startswith(("http://", "https://")) or not isinstance(value, str):
        return escape(text)
    return f'<a href="{escape(text)}">{escape(compact(text))}</a>'
