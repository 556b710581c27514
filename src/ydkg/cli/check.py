"""``ydkg check``: check the graph in every way there is."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ydkg.cli.options import PLACE, lang_option, output_option, source_option
from ydkg.cli.rows import visible
from ydkg.collection import collection
from ydkg.output import write_whole
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FORMATS = ("table", "json", "ttl", "html")
_PARTS = ("evidence", "rules", "shapes", "arithmetic", "logic", "coverage")
_WRONG = 2


@click.command(name="check")
@click.argument("files", nargs=-1, metavar="[FILES]…", type=PLACE)
@source_option
@click.option("--only", metavar="PART", multiple=True, type=click.Choice(_PARTS), help="Run this part; repeatable.")
@click.option(
    "--format",
    "layout",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help="A table, JSON, a sh:ValidationReport in Turtle, or a page to hand round.",
)
@output_option
@lang_option
def command(
    *, files: tuple[str, ...], sources: tuple[str, ...], only: tuple[str, ...], layout: str, output: str, lang: str
) -> int:
    """Check the graph: evidence, rules, shapes, arithmetic, logic, coverage.

    Says of each finding what is wrong, where in the document it was stated (with the document, in its words) and how to
    mend it. Exits with 1 on any error, with 0 on warnings only, with 2 where a part could not run.

    \b
      ydkg check
      ydkg check --source document.txt --format html -o check.html
      ydkg check --only shapes --only arithmetic
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.proof.check import check  # noqa: PLC0415 - likewise
    from ydkg.proof.check_report import FORMATS  # noqa: PLC0415 - likewise
    from ydkg.proof.finding import ERROR  # noqa: PLC0415 - likewise
    from ydkg.telling.calling import names_in  # noqa: PLC0415 - only this verb needs it

    paths, chosen = tuple(Path(file) for file in files), only or _PARTS
    apart: tuple[Path, ...] = ()
    beside: tuple[Path, ...] = ()
    if not files:
        data = collection()
        paths, apart, beside = data.files, data.apart, tuple(filter(None, [data.dataset]))
    with _progress(len(chosen)) as begun:
        report = check(paths, sources, chosen, begun=begun, apart=apart, beside=beside)
    language = Language.of(lang)
    found = any(part.findings for part in report.parts)
    written = FORMATS[layout](report, language, names_in(language, report.data.table) if found else None)
    if layout == "table" and output == "-":
        written = "".join(f"{visible(line)}\n" for line in written.split("\n")[:-1])
    write_whole(output, written)
    return _WRONG if report.failures else int(report.count(ERROR) > 0)


@contextmanager
def _progress(parts: int) -> Iterator[Callable[[str], None] | None]:
    """Show on a terminal how far the check has come; elsewhere show nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415 - likewise

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("check", total=parts)
        yield lambda name: bar.update(task, description=name, advance=1)
