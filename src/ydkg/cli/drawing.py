"""Tables drawn on a terminal: columns side by side, or one record a block where they do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


def draw(columns: Sequence[str], cells: Sequence[Sequence[str]], notes: Sequence[Sequence[str]] = ()) -> None:
    """Draw a table on standard output."""
    console = Console()
    drawn = Table(box=SIMPLE_HEAD)
    for column in columns:
        drawn.add_column(Text(column), overflow="fold")
    for row in cells:
        drawn.add_row(*map(_cell, row))
    if not notes and Measurement.get(console, console.options.update(max_width=10**6), drawn).maximum <= console.width:
        console.print(drawn)
        return
    for number, row in enumerate(cells):
        block = Table.grid(padding=(0, 2, 0, 0))  # cells one below the other; empty ones are left out
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                block.add_row(Text(column), _cell(cell))
        console.print(block)
        for line in notes[number] if notes else ():
            console.print(Padding(Text(line), (0, 0, 0, 4)))
        console.print()


def _cell(cell: str) -> Text:
    """Set a cell, as a link where it is one (`ydkg.cli.rows.Linked`)."""
    address = getattr(cell, "address", "")
    return Text(cell, Style(link=address) if address else "")
