"""Verbs that serve the graph: on the web, and to an assistant on standard input and output."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from ydkg.cli.verbs import derived_option, inferred_option, source_option
from ydkg.collection import collection
from ydkg.errors import QueryError

_MEGABYTE = 1024 * 1024
_shown = partial(click.option, show_default=True)


@click.command(name="serve")
@_shown("--host", default="127.0.0.1", metavar="HOST", help="The address to listen at; :: or 0.0.0.0 are all.")
@_shown("--port", default=8000, type=click.IntRange(0, 65535), help="The port; 0 takes a free one.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A host name by which others reach the server; may be repeated.",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="Address or network of a proxy whose X-Forwarded-For, -Proto and -Prefix are believed; may be repeated.",
)
@source_option
@click.option("--inferred", is_flag=True, help="Have a graph of what follows by the ontology.")
@click.option("--derived", is_flag=True, help="Have a graph of what follows by arithmetic.")
@click.option("--reload", is_flag=True, help="Load data files again when they change; SIGHUP does so at any time.")
@click.option("--mcp", is_flag=True, help="Let assistants ask at /mcp, by the Model Context Protocol.")
@_shown("--workers", default=2, type=click.IntRange(1, 64), help="Processes that answer queries.")
@_shown("--time-limit", default=10.0, type=click.FloatRange(0.1, 3600), metavar="SECONDS", help="For a query.")
@_shown(
    "--memory-limit",
    default=512,
    type=click.IntRange(32, 1024 * 1024),
    metavar="MB",
    help="For a query, beyond what the graph takes.",
)
@_shown(
    "--log",
    default="text",
    type=click.Choice(["text", "json", "none"]),
    help="How requests are written down on standard error.",
)
def serve_verb(
    *,
    sources: tuple[str, ...],
    memory_limit: int,
    **options: Any,  # noqa: ANN401 - click gives them as Settings wants them
) -> None:
    """Serve the graph: pages for people, SPARQL and linked data for programs.

    It listens at this machine only, unless --host says otherwise, and reads nothing from anywhere. Ctrl-C ends it.

    \b
      ydkg serve                                  then open http://127.0.0.1:8000/
      ydkg serve --source document.txt            pages show the sentences
      ydkg serve --inferred --derived             with the graphs of what follows
      ydkg serve --mcp                            assistants ask at /mcp
      ydkg serve --host 0.0.0.0 --name graph.example.org --proxy 10.0.0.0/8 --log json
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.server.serving import serve  # noqa: PLC0415 - an extra brings what it needs, and the help does without
    from ydkg.server.settings import Settings  # noqa: PLC0415 - likewise

    if options["mcp"]:
        import mcp  # noqa: F401, PLC0415 - where it is missing, that is said before anything is loaded
    settings = Settings(
        data=collection(), sources=tuple(map(Path, sources)), memory_limit=memory_limit * _MEGABYTE, **options
    )
    click.get_current_context().exit(serve(settings))


@click.command(name="mcp")
@source_option
@inferred_option
@derived_option
def mcp_verb(*, sources: tuple[str, ...], inferred: bool, derived: bool) -> None:
    """Let an assistant ask the graph, by the Model Context Protocol on standard input and output.

    An assistant's program starts this itself: give it these words as the command of a server. Its tools only read, and
    say of each fact where it is written.

    \b
      ydkg mcp
      ydkg mcp --source document.txt              passages come with their words
      ydkg serve --mcp                            the same over HTTP, at /mcp
    """  # noqa: D301 - a click mark: lines to be kept apart
    if sys.stdin is None:
        raise QueryError("standard input is closed; an assistant’s program asks there")
    from ydkg.server.assistant.protocol import serve_stdio  # noqa: PLC0415 - an extra brings what it needs
    from ydkg.server.settings import Settings  # noqa: PLC0415 - likewise

    serve_stdio(Settings(data=collection(), sources=tuple(map(Path, sources)), inferred=inferred, derived=derived))
