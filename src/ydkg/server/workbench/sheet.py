"""The answer to any query as a table for a spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ydkg.server.questions.cells import plain_table
from ydkg.telling.spreadsheet import Spreadsheet
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.server.questions.cells import Binding
    from ydkg.server.site import Site
    from ydkg.telling.spreadsheet import Cell


def plain_sheet(site: Site, columns: Sequence[str], rows: Sequence[Binding], lang: str) -> Spreadsheet:
    """Put the answer of any query into a table for a spreadsheet.

    Parameters
    ----------
    site : Site
    columns : sequence of str
    rows : sequence of mapping of str to term
        SPARQL's JSON; may be empty.
    lang : {"en", "zh"}

    Returns
    -------
    Spreadsheet
        Things by name; a number as such, and beside it as the page shows it, with bound and unit, where that says more.
    """
    language, table = Language.of(lang), plain_table(site, columns, rows, lang)
    texts = [["".join(item.text for item in cell.items) for cell in row] for row in table.rows]
    headings: list[str] = []
    fields: list[list[Cell]] = []
    for at, column in enumerate(table.columns):
        shown = [row[at] for row in texts]
        if column.kind == "number":
            values = [row[column.name]["value"] if column.name in row else "" for row in rows]
            headings.append(column.heading)
            fields.append([_number(value) for value in values])
            if [text.replace(",", "") for text in shown] == values:
                continue
            headings.append(language.gettext(translatable("{title}, as stated"), title=column.heading))
        else:
            headings.append(column.heading)
        fields.append(list(shown))
    written = [list(row) for row in zip(*fields, strict=True)]
    return Spreadsheet(language.gettext(translatable("Answer")), headings, written)


def _number(value: str) -> Cell:
    """Read a number; what is none, such as INF, stays text."""
    number = Decimal(value) if value else None
    return number if number is None or number.is_finite() else value
