"""``ydkg format``: rewrite data files in canonical form."""

from __future__ import annotations

import click

from ydkg.cli.options import PLACE, notify, spoken
from ydkg.collection import collection
from ydkg.graph.canonical import first_difference, format_file


@click.command(name="format")
@click.argument("files", nargs=-1, metavar="[FILES]…", type=PLACE)
@click.option("--check", is_flag=True, help="Change nothing; print the first line that differs, and exit with 1.")
def command(files: tuple[str, ...], check: bool) -> int:  # noqa: FBT001 - click calls it
    """Rewrite Turtle files in canonical form: sorted, one fact a line.

    Without FILES all files of the collection. A file that is canonical already is not touched; one that is
    damaged, or holds a blank node or an ill-typed literal, is left as it is.

    \b
      ydkg format
      ydkg format --check data/triples.ttl
    """  # noqa: D301 - a click mark: lines to be kept apart
    language = spoken()
    paths = files or tuple(str(path) for path in collection().all_files)
    if check:
        differing = [(path, first_difference(path)) for path in paths]
        for path, line in differing:
            if line is not None:
                wrong = language.gettext("not as `ydkg format` writes it")
                click.echo(f"{path}:{line}{language.colon}{wrong}")
        return int(any(line is not None for _, line in differing))
    for path in paths:
        done = language.gettext("rewritten") if format_file(path) else language.gettext("is canonical already")
        notify(f"{path}{language.colon}{done}")
    return 0
