"""What is made whole and kept: the atlas of all things, the explorer's page, the graph and its parts in each format.

Each is a task of `ydkg.server.tasks` and raises a `YdkgError` where a file is damaged; only the process that makes it
imports what it takes.
"""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.collection import graph_iri, graph_name
from ydkg.server.dataset import read_files, stated

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from ydkg.server.tasks import Context


def atlas(context: Context) -> tuple[dict[str, object], bytes]:
    """Tell everything that pages tell of things.

    Parameters
    ----------
    context : Context

    Returns
    -------
    dict, bytes
        Nothing, and an `ydkg.telling.atlas.Atlas`, pickled: it goes from one process of this server to another.
    """
    from ydkg.telling.graph import atlas_of  # noqa: PLC0415 - see above

    _, atlas = atlas_of(_told(context), *context.settings.sources, apart=_apart(context))
    return {}, pickle.dumps(atlas)


def state(context: Context) -> tuple[dict[str, object], bytes]:
    """Say in what state the files are, so that they can be compared with those before.

    Parameters
    ----------
    context : Context

    Returns
    -------
    dict, bytes
        Nothing, and JSON: ``triples``, their number; ``canonical``, the names of the graphs whose files are; and
        ``findings``, what does not lead to its source as it should, a line each.
    """
    from ydkg.graph.canonical import canonical_turtle  # noqa: PLC0415 - see above
    from ydkg.proof.verify import verify  # noqa: PLC0415 - likewise

    found, contents = read_files(context.settings), context.settings.contents
    canonical = [
        name
        for (name, triples), content in zip(found.items(), contents, strict=True)
        if canonical_turtle(triples).encode() == content
    ]
    told = stated(context.settings, found)
    findings = [f"{finding.entity}: {finding.message}" for finding in verify(told)]
    return {}, json.dumps({"triples": len(set(told)), "canonical": canonical, "findings": findings}).encode()


def explorer(context: Context) -> tuple[dict[str, object], bytes]:
    """Build the explorer's page.

    Parameters
    ----------
    context : Context

    Returns
    -------
    dict, bytes
        Nothing, and a whole HTML document.
    """
    from ydkg.explorer.page import build  # noqa: PLC0415 - see above

    return {}, build(_told(context), *context.settings.sources, apart=_apart(context)).encode()


def coverage(context: Context, lang: str) -> tuple[dict[str, object], bytes]:
    """Show which parts of the documents carry facts.

    Parameters
    ----------
    context : Context
    lang : {"en", "zh"}

    Returns
    -------
    dict, bytes
        Nothing, and a whole HTML document.
    """
    from ydkg.graph.source import taken  # noqa: PLC0415 - likewise
    from ydkg.graph.table import MemoryTable  # noqa: PLC0415 - likewise
    from ydkg.proof.coverage import coverage as covered  # noqa: PLC0415 - see above
    from ydkg.proof.coverage_report import as_html  # noqa: PLC0415 - likewise
    from ydkg.telling.calling import names_in  # noqa: PLC0415 - likewise
    from ydkg.words.language import Language  # noqa: PLC0415 - likewise

    triples, language = _told(context), Language.of(lang)
    texts = [taken(MemoryTable(triples), path) for path in context.settings.sources]
    return {}, as_html(covered(triples, *texts), language, names_in(language, triples)).encode()


def export(context: Context, format: str) -> tuple[dict[str, object], bytes]:  # noqa: A002 - what a client calls it
    """Write what documents and registers state.

    Parameters
    ----------
    context : Context
    format : str
        A key of `ydkg.export.FORMATS`.

    Returns
    -------
    dict, bytes
        Nothing, and the file.
    """
    from ydkg.export import FORMATS, quads_of, write  # noqa: PLC0415 - see above

    found = read_files(context.settings)
    if FORMATS[format].carries == "dataset":
        return {}, write(format, quads_of(found))
    return {}, write(format, _told(context) if FORMATS[format].titled else stated(context.settings, found))


def named_graph(context: Context, name: str, format: str) -> tuple[dict[str, object], bytes]:  # noqa: A002 - likewise
    """Write one of the named graphs.

    Parameters
    ----------
    context : Context
    name : str
        A graph that this server has, as `ydkg.server.dataset.graphs_of` calls it.
    format : str
        A key of `ydkg.export.RDF_FORMATS`.

    Returns
    -------
    dict, bytes
        Nothing, and the file.
    """
    from ydkg.export import write  # noqa: PLC0415 - see above

    files = read_files(context.settings)
    if name in files:
        return {}, write(format, files[name])
    # It was computed at the start, and a worker could not run the reasoner.
    quads = context.store.quads_for_pattern(None, None, None, NamedNode(graph_iri(name)))
    return {}, write(format, [quad.triple for quad in quads])


def _told(context: Context) -> list[Triple]:
    """Read what people are told: what documents and registers state, and what describes the collection."""
    found = read_files(context.settings)
    return [*stated(context.settings, found), *found.get("dataset", ())]


def _apart(context: Context) -> list[Triple]:
    """Read what public pages say, and judgements."""
    found = read_files(context.settings)
    return [triple for path in context.settings.data.apart for triple in found.get(graph_name(path), ())]
