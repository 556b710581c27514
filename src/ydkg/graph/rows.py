"""Answers for Python: rows by the names of their columns, as tables for notebooks and data frames."""

from __future__ import annotations

from collections import namedtuple
from functools import cache, partial
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any, SupportsIndex, overload

from pyoxigraph import NamedNode

from ydkg.graph.values import Value, typed
from ydkg.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.questions import Question
    from ydkg.graph.sparql import Result


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
