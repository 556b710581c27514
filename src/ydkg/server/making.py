"""What is made whole and kept: the atlas of all things, the explorer's page, the graph in each format."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from ydkg.server.dataset import read_files

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from ydkg.server.tasks import Context


def atlas(context: Context) -> tuple[dict[str, object], bytes]:
    """Tell everything that pages tell of things.

    Parameters
    ----------
    context : Context
        The settings say which files, and whether there is a source.

    Returns
    -------
    dict, bytes
        Nothing, and an `ydkg.telling.atlas.Atlas`, pickled: it goes from one process of this server to another.

    Raises
    ------
    YdkgError
        If a file is damaged, or the source is not the document of the graph.
    """
    from ydkg.telling.graph import atlas_of  # noqa: PLC0415 - only the process that makes it has a use for networks

    _, atlas = atlas_of(_stated(context), context.settings.source)
    return {}, pickle.dumps(atlas)


def explorer(context: Context) -> tuple[dict[str, object], bytes]:
    """Build the explorer's page.

    Parameters
    ----------
    context : Context
        The settings say which files, and whether there is a source.

    Returns
    -------
    dict, bytes
        Nothing, and a whole HTML document.

    Raises
    ------
    YdkgError
        If a file is damaged, or the source is not the document of the graph.
    """
    from ydkg.explorer.page import build  # noqa: PLC0415 - only the process that makes it has a use for networks

    return {}, build(_stated(context), context.settings.source).encode()


def export(context: Context, format: str) -> tuple[dict[str, object], bytes]:  # noqa: A002 - what a client calls it
    """Write the graph in a format.

    Parameters
    ----------
    context : Context
        The settings say which files.
    format : str
        A key of `ydkg.export.FORMATS`.

    Returns
    -------
    dict, bytes
        Extension and media type, and the file.

    Raises
    ------
    OutputError
        If there is no such format, or it cannot carry the graph.
    """
    from ydkg.export import FORMATS, write  # noqa: PLC0415 - likewise

    content = write(format, _stated(context))
    return {"extension": FORMATS[format].extension, "media_type": FORMATS[format].media_type}, content


def _stated(context: Context) -> list[Triple]:
    """Read what documents and registers state."""
    return [triple for triples in read_files(context.settings).values() for triple in triples]
