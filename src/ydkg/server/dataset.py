"""The graph as a server has it: one default graph with everything, and a named graph for each kind of source."""

from __future__ import annotations

from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from ydkg.assets import DATA_FILES, DOCUMENT_FILES, NAMES_FILE
from ydkg.graph.canonical import read_turtle
from ydkg.graph.store import turtle_error
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

    from ydkg.server.settings import Settings

#: Of the data.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_BASE = "https://w3id.org/ydkg/graph/"
#: The graphs of what is shipped, a file each: documents, the first of which is the release, then registers and names.
_SHIPPED = ("release", *(path.stem for path in DOCUMENT_FILES[1:]), "reference", "names")
#: Name -> IRI.
GRAPHS: Mapping[str, str] = MappingProxyType({name: f"{_BASE}{name}" for name in (*_SHIPPED, "inferred", "derived")})
#: Name -> what it holds.
DESCRIPTIONS = dict.fromkeys(GRAPHS, translatable("what another document states")) | {
    "release": translatable("what the press release states"),
    "reference": translatable("what public registers state"),
    "names": translatable("what things are called in Chinese, and who calls them so"),
    "inferred": translatable("what follows from them by the ontology"),
    "derived": translatable("what follows from them by arithmetic"),
}


def graphs_of(settings: Settings) -> list[str]:
    """List the graphs that a server has.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    list of str
        Keys of `GRAPHS`, each once; those of the files first, in their order.
    """
    computed = (name for name in ("inferred", "derived") if getattr(settings, name))
    return list(dict.fromkeys([*_graph_of_each(settings.files), *computed]))


def _graph_of_each(files: Sequence[Path]) -> Sequence[str]:
    """Name the graph of each file; of files that are not shipped the first is the release, the others registers."""
    if files == DATA_FILES:
        return _SHIPPED
    return ["release", *("names" if path.name == NAMES_FILE.name else "reference" for path in files[1:])]


def settled(settings: Settings) -> Settings:
    """Read the files once and for all: what happens to them later changes nothing of what is served.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Settings
        The same with the files' contents.

    Raises
    ------
    TurtleError
        If a file cannot be read.
    """
    contents = []
    for path in settings.files:
        try:
            contents.append(path.read_bytes())
        except OSError as error:
            raise turtle_error(path, error) from error
    return settings._replace(contents=tuple(contents))


def read_files(settings: Settings) -> dict[str, list[Triple]]:
    """Read what documents and registers state, its literals to the letter, which a store would rewrite.

    Parameters
    ----------
    settings : Settings
        Which files, and their contents where they were read already.

    Returns
    -------
    dict of list
        Name of a graph of `GRAPHS` -> triples in the order of the files.

    Raises
    ------
    TurtleError
        If a file cannot be read or is damaged.
    """
    contents = settings.contents or (None,) * len(settings.files)
    found: dict[str, list[Triple]] = {}
    for name, path, content in zip(_graph_of_each(settings.files), settings.files, contents, strict=True):
        found.setdefault(name, []).extend(read_turtle(path, content))
    return found


def open_dataset(settings: Settings) -> Store:
    """Load the graph for a server.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    pyoxigraph.Store
        In memory. The default graph holds every triple once, so that no answer counts a triple of two graphs twice.

    Raises
    ------
    YdkgError
        If a file is damaged, or the reasoner cannot run.
    """
    found = read_files(settings)
    if settings.inferred or settings.derived:
        from ydkg.proof.extension import extended  # noqa: PLC0415 - only where it is asked for

        stated = [triple for triples in found.values() for triple in triples]
        for name, wanted in (("inferred", settings.inferred), ("derived", settings.derived)):
            if wanted:
                more = extended(stated, inferred=name == "inferred", derived=name == "derived")
                found[name] = more[len(stated) :]
    store = Store()
    for name, triples in found.items():
        graph = NamedNode(GRAPHS[name])
        store.extend(Quad(each.subject, each.predicate, each.object, graph) for each in triples)
        store.extend(Quad(each.subject, each.predicate, each.object, DefaultGraph()) for each in triples)
    return store


def version_of(settings: Settings) -> str:
    """Tell one state of the served graph from another.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    digest = sha256(f"{settings.inferred} {settings.derived} {settings.source is not None}".encode())
    for content in settings.contents or settled(settings).contents:
        digest.update(content)
    return digest.hexdigest()[:16]
