"""Terms as Python values."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal

from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.graph.engine import Term

#: A typed value: IRIs and texts are str, several IRIs a tuple, an unbound one is None.
Value: TypeAlias = str | tuple[str, ...] | Decimal | int | float | bool | date | datetime | None
_XSD = PREFIXES["xsd"]


def python_value(term: Term | None) -> Value:
    """Return a term as a Python value.

    Parameters
    ----------
    term : pyoxigraph term or None
        Of an answer.

    Returns
    -------
    str, Decimal, int, float, bool, date, datetime or None
        A literal whose letters its datatype does not know stays text.
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return str(getattr(term, "value", term))
    convert = _VALUES.get(term.datatype.value.removeprefix(_XSD))
    try:
        return convert(term.value) if convert else term.value
    except (ValueError, ArithmeticError):
        return term.value


def typed(term: Term | None, kind: str) -> Value:
    """Return a term as its column's type wants it.

    Parameters
    ----------
    term : pyoxigraph term or None
        Of an answer.
    kind : str
        The column's type, one of `ydkg.graph.catalogue.COLUMN_TYPES`.

    Returns
    -------
    str, tuple of str, Decimal, int, float, bool, date, datetime or None
        A tuple for ``"iris"``, which may be empty.
    """
    value = python_value(term)
    return tuple(str(value or "").split()) if kind == "iris" else value


def _truth(text: str) -> bool:
    return text in {"true", "1"}


_VALUES: dict[str, Callable[[str], Value]] = {
    "decimal": Decimal,
    "integer": int,
    "boolean": _truth,
    "date": date.fromisoformat,
    "double": float,
    "float": float,
    "dateTime": datetime.fromisoformat,
}
