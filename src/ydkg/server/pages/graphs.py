"""The named graphs as files: what the document states, what registers state, names, what follows, what is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.server.dataset import GRAPHS, read_files
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from ydkg.server.tasks import Context

#: Name -> what it holds.
DESCRIPTIONS = dict.fromkeys(GRAPHS, translatable("what another document states")) | {
    "release": translatable("what the press release states"),
    "reference": translatable("what public registers state"),
    "names": translatable("what things are called in Chinese, and who calls them so"),
    "inferred": translatable("what follows from them by the ontology"),
    "derived": translatable("what follows from them by arithmetic"),
}


def named_graph(context: Context, name: str, format: str) -> tuple[dict[str, object], bytes]:  # noqa: A002 - what a client calls it
    """Write one of the named graphs.

    Parameters
    ----------
    context : Context
        The settings say which files.
    name : str
        A key of `ydkg.server.dataset.GRAPHS` that this server has.
    format : str
        A key of `ydkg.export.RDF_FORMATS`.

    Returns
    -------
    dict, bytes
        Nothing, and the file.

    Raises
    ------
    YdkgError
        If a file is damaged, or the format cannot carry the graph.
    """
    from ydkg.export import write  # noqa: PLC0415 - only the process that makes it has a use for it

    stated = read_files(context.settings)
    if name in stated:
        return {}, write(format, stated[name])
    # It was computed at the start, and a worker could not run the reasoner.
    quads = context.store.quads_for_pattern(None, None, None, NamedNode(GRAPHS[name]))
    return {}, write(format, [quad.triple for quad in quads])
