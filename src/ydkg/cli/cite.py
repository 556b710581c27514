"""``ydkg cite``: cite a fact or a thing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ydkg.cli.graphs import opened_store
from ydkg.cli.options import derived_option, inferred_option, lang_option, output_option
from ydkg.cli.rows import visible
from ydkg.cli.suggestion import completed
from ydkg.output import write_whole
from ydkg.telling.bibliography import cite
from ydkg.telling.style import STYLES

if TYPE_CHECKING:
    from datetime import datetime


@click.command(name="cite")
@click.argument("name", metavar="FACT|THING", shell_complete=completed())
@click.option(
    "--style", type=click.Choice(list(STYLES)), default="plain", show_default=True, help="How the citation is written."
)
@click.option(
    "--accessed",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="When you visited its pages, such as 2025-01-31; where the style has room for it.",
)
@inferred_option
@derived_option
@output_option
@lang_option
def command(
    *, name: str, style: str, accessed: datetime | None, inferred: bool, derived: bool, output: str, lang: str
) -> None:
    """Cite a fact or a thing: what is said, its permanent address, and where it is written.

    FACT|THING is a name, an IRI, a prefixed name or a slug, as for `ydkg show`; a record, a statement, a passage or a
    document as well. All styles but the plain one list the works that state a fact as references of their own.

    \b
      ydkg cite ydr:SLUG
      ydkg cite NAME --style bibtex
      ydkg cite NAME --style gbt7714 --accessed 2025-01-31 --lang zh
    """  # noqa: D301 - a click mark: lines to be kept apart
    store = opened_store(inferred=inferred, derived=derived)
    written = cite(name, style, store, lang, accessed.date() if accessed else None)
    terminal = output == "-" and sys.stdout.isatty()
    lines = [visible(line) if terminal else line for line in written.split("\n")]
    write_whole(output, "\n".join([*lines, ""]))
