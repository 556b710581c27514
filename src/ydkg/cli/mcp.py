"""``ydkg mcp``: the graph for an assistant, on standard input and output."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ydkg.cli.options import derived_option, inferred_option, source_option
from ydkg.collection import collection
from ydkg.errors import QueryError, problem


@click.command(name="mcp")
@source_option
@inferred_option
@derived_option
def command(*, sources: tuple[str, ...], inferred: bool, derived: bool) -> None:
    """Let an assistant ask the graph, by the Model Context Protocol on standard input and output.

    An assistant's program starts this itself: give it these words as the command of a server. Its tools only read, and
    say of each fact where it is written.

    \b
      ydkg mcp
      ydkg mcp --source document.txt              passages come with their words
      ydkg serve --mcp                            the same over HTTP, at /mcp
    """  # noqa: D301 - a click mark: lines to be kept apart
    if sys.stdin is None:
        raise QueryError(problem("standard input is closed; an assistant’s program asks there"))
    from ydkg.server.assistant import serve_stdio  # noqa: PLC0415 - only this verb needs it
    from ydkg.server.settings import Settings  # noqa: PLC0415 - likewise

    serve_stdio(Settings(data=collection(), sources=tuple(map(Path, sources)), inferred=inferred, derived=derived))
