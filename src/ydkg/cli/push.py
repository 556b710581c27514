"""``ydkg push``: load a collection into a SPARQL server."""

from __future__ import annotations

import sys

import click

from ydkg.cli.graphs import graphs_of
from ydkg.cli.options import derived_option, inferred_option, notify
from ydkg.collection import STATED, collection, graph_name
from ydkg.words.language import translatable


@click.command(name="push")
@click.option(
    "--endpoint", required=True, metavar="URL", envvar="YDKG_ENDPOINT", help="Where the server takes queries."
)
@click.option("--update", default="", metavar="URL", help="Where it takes updates; guessed from --endpoint otherwise.")
@click.option(
    "--graph-store", "store", default="", metavar="URL", help="Add by the Graph Store Protocol at this address."
)
@click.option(
    "--batch",
    default=500,
    show_default=True,
    type=click.IntRange(1, 1_000_000),
    metavar="N",
    help="Triples of one request.",
)
@inferred_option
@derived_option
def command(*, endpoint: str, update: str, store: str, batch: int, inferred: bool, derived: bool) -> None:
    """Load a collection into a SPARQL 1.1 server, a graph a file, and prove that it is there.

    Only what is missing is sent, and what the files do not have any more is taken away: broken off, it goes on where it
    was. Afterwards `query`, `sparql`, `show`, `path`, `view` and `serve` take the same --endpoint. Credentials are read
    from YDKG_ENDPOINT_USER and YDKG_ENDPOINT_PASSWORD, YDKG_ENDPOINT_TOKEN, or netrc, and shown nowhere.

    \b
      ydkg push --endpoint http://127.0.0.1:7878/query
      ydkg --data DIR push --endpoint http://127.0.0.1:3030/ds/query --graph-store http://127.0.0.1:3030/ds/data
      ydkg query people/all_posts --endpoint http://127.0.0.1:7878/query
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.graph.endpoint import Endpoint  # noqa: PLC0415 - only this verb needs it, and the help does not
    from ydkg.graph.exchange import checked  # noqa: PLC0415 - likewise
    from ydkg.graph.pushing import left_over, push  # noqa: PLC0415 - likewise

    def progress(name: str, sent: int, of: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"{name}: {sent:,} of {of:,}\r")

    server = Endpoint(endpoint, update)
    graphs = graphs_of(inferred=inferred, derived=derived)
    graphs[STATED] = [triple for path in collection().files for triple in graphs[graph_name(path)]]
    for each in push(server, graphs, store=checked(store) if store else "", batch=batch, begun=progress):
        numbers = {"name": each.name, "n": each.triples, "sent": each.sent, "digest": each.digest}
        if each.removed:
            text = translatable("{name}: {n} triples, {sent} sent, {removed} taken away; sha256 {digest}")
            notify(text, **numbers, removed=each.removed)
        else:
            notify(translatable("{name}: {n} triples, {sent} sent; sha256 {digest}"), **numbers)
    for name in left_over(server, graphs):
        text = translatable("{name}: on the server, and in no file of this collection; it was left as it is")
        notify(text, name=name)
