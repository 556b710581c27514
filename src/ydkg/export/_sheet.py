"""A table as spreadsheets, packages of tables and column files have it: typed columns, rows, keys."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ydkg.telling.text import say
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ydkg.telling.text import Text

#: Of a column's values: words, an IRI, several IRIs, a number, a whole number, a day in ISO form.
Kind: TypeAlias = Literal["text", "iri", "iris", "decimal", "integer", "day"]
_ENDINGS = {
    "_name_zh": translatable("{title}, name in Chinese"),
    "_name": translatable("{title}, name"),
    "_zh": translatable("{title}, in Chinese"),
}
Cell: TypeAlias = str | int | Decimal | tuple[str, ...] | None


class Column(NamedTuple):
    """A column."""

    name: str  # in lower case, with underscores
    kind: Kind  # of its values
    title: str  # what people call it: a text of the catalogue


@dataclass(frozen=True)
class Sheet:
    """A table."""

    name: str  # its name for programs, and what it holds, as a text of the catalogue
    title: str
    columns: tuple[Column, ...]  # the first one tells rows from each other
    make: Callable[[], Iterator[tuple[Cell, ...]]]  # gives its rows
    leads: dict[str, str]  # column -> sheet whose first column has what stands there

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Make the rows, anew each time: of a graph that is large only one is there at once."""
        return self.make()


def heading(column: Column) -> Text:
    """Say what people call a column, and whether it has names, or words in Chinese.

    >>> heading(Column("metric_name_zh", "text", "metric")).en
    'metric, name in Chinese'
    """
    title = say(column.title)
    for ending, text in _ENDINGS.items():
        if column.name.endswith(ending):
            return say(text, title=title)
    return title


def written(cell: Cell) -> str:
    """Write a cell as text: numbers in their letters, several IRIs with spaces between them, nothing for none.

    >>> written(("a:b", "a:c")), written(None), written(Decimal("170000000"))
    ('a:b a:c', '', '170000000')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, tuple):
        return " ".join(cell)
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell)
