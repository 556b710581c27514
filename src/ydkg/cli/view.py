"""``ydkg view``: write the network as one interactive page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ydkg import assets
from ydkg.graph.canonical import read_turtle
from ydkg.output import write_whole


@click.command(name="view")
@click.option("-o", "--output", metavar="FILE", required=True, help="Where to write the page; - is standard output.")
@click.option("--source", metavar="FILE", envvar="YDKG_SOURCE", help="The document, to show the sentences in the page.")
def command(output: str, source: str | None) -> None:
    """Write the network as one interactive page, which needs nothing but a browser.

    \b
      ydkg view -o network.html
      ydkg view -o network.html --source release.txt
    """  # noqa: D301 - a backspace is click's mark for lines to be kept apart
    from ydkg.explorer.page import build  # noqa: PLC0415 - slow to load, and only this verb needs it

    triples = [triple for path in assets.DATA_FILES for triple in read_turtle(path)]
    write_whole(output, build(triples, Path(source) if source else None))
    if output != "-":
        sys.stderr.write(f"{output}: open it in a browser\n")
