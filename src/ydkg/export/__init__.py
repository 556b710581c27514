"""Take the graph away: a module is a format, unless its name begins with an underscore."""

from __future__ import annotations

import pkgutil
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from ydkg.collection import graph_iri, graph_name
from ydkg.errors import Listed, OutputError, problem, quoted, write_error
from ydkg.export._format import Format
from ydkg.extras import EXTRAS
from ydkg.graph.sorting import sorted_in_memory, sorted_lines
from ydkg.output import packed, packed_pieces, pieces_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Triple

    from ydkg.graph.graph import Graph
    from ydkg.graph.source import Source

__all__ = [
    "FORMATS",
    "RDF_FORMATS",
    "Format",
    "in_pieces",
    "missing",
    "quads_of",
    "write",
    "write_files",
    "write_into",
]


#: Extra of the package -> the library that it brings.
_LIBRARIES = {extra: library for library, extra in EXTRAS.items()}


#: Key (the name of a module, as the command line takes it) -> the module.
_MODULES = {
    name: import_module(f"{__name__}.{name}")
    for _, name, _ in pkgutil.iter_modules(__path__)
    if not name.startswith("_")
}
#: Key -> format, RDF first.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        name: module.FORMAT._replace(rows=not hasattr(module, "pieces"))
        for name, module in sorted(_MODULES.items(), key=lambda item: (item[1].FORMAT.order, item[0]))
    }
)
#: The formats that carry every triple.
RDF_FORMATS: Mapping[str, Format] = MappingProxyType(
    {key: known for key, known in FORMATS.items() if known.carries == "rdf"}
)


def write(name: str, triples: Iterable[Triple] | Iterable[Quad] | None = None, sources: Sequence[Source] = ()) -> bytes:
    """Write a graph in one of the formats.

    Parameters
    ----------
    name : str
        A key of `FORMATS`.
    triples : iterable of pyoxigraph.Triple or pyoxigraph.Quad, optional
        The graph; by default the collection that is worked on. A format that carries a data set takes quads; a
        triple is in its default graph.
    sources : sequence of Source
        Texts of documents, for a format that quotes them.

    Returns
    -------
    bytes
        A whole file; text is UTF-8, several files are packed as ZIP. The same bytes for the same triples, in whatever
        order and under any hash seed.

    Raises
    ------
    OutputError
        If there is no such format, or the format cannot carry what the graph holds, or a library is missing.
    TurtleError
        If a data file is damaged.

    Examples
    --------
    >>> from pyoxigraph import Literal, Triple
    >>> from ydkg.vocab import RDFS, ydr
    >>> triple = Triple(NamedNode(ydr("utopia")), NamedNode(RDFS.label), Literal("Utopia", language="en"))
    >>> print(write("ntriples", [triple]).decode().split()[2])
    "Utopia"@en
    """
    files = write_files(name, triples, sources)
    return packed(files) if FORMATS[name].several else next(iter(files.values()))


def write_files(
    name: str, triples: Iterable[Triple] | Iterable[Quad] | None = None, sources: Sequence[Source] = ()
) -> dict[str, bytes]:
    """Write a graph as the files that a format consists of."""
    form = _ready(name)
    given: Iterable[Triple | Quad]
    if triples is None:
        from ydkg.collection import collection  # noqa: PLC0415 - only where no triples are given
        from ydkg.graph.reading import read_collection  # noqa: PLC0415 - likewise

        chosen = collection()
        read = read_collection(chosen)
        if form.carries == "dataset":
            given = quads_of({graph_name(path): triples for path, triples in read.items()})
        else:
            described = [chosen.dataset] if form.titled and chosen.dataset else []
            given = [triple for path in (*chosen.files, *described) for triple in read[path]]
    elif form.carries == "dataset":
        given = [each if isinstance(each, Quad) else Quad(*each) for each in triples]
    else:
        given = triples
    if not form.rows:
        return {form.file: b"".join(_MODULES[name].pieces(given, sorted_in_memory))}
    from ydkg.graph.graph import Graph  # noqa: PLC0415 - only these formats need it

    with TemporaryDirectory(prefix="ydkg-export-") as folder:
        paths = write_into(name, Graph.from_triples(given), Path(folder), sources)
        return {path.name: path.read_bytes() for path in paths}


def write_into(name: str, table: Graph, folder: Path, sources: Sequence[Source] = ()) -> list[Path]:
    """Write a graph as the files of a format that is made row by row, in memory that does not grow with them."""
    from ydkg.export._sheets import tables_of  # noqa: PLC0415 - only these formats need it

    numbers = count()

    def ordered(lines: Iterable[str]) -> Iterable[str]:
        return sorted_lines(lines, folder, f"sorted-{next(numbers)}-")

    form, module = _ready(name), _MODULES[name]
    try:
        tables = tables_of(table, ordered)
        if form.several:
            return [folder / each for each in module.files(tables, folder)]
        module.write(tables, folder / form.file, *((sources,) if form.quotes else ()))
        return [folder / form.file]
    except OutputError:  # says what is wrong
        raise
    except OSError as error:
        raise write_error(folder, error) from error


def _ready(name: str) -> Format:
    """Give a format by its key, if it can be written."""
    if name not in FORMATS:
        unknown = problem("no format is called {name}: take one of {names}", name=quoted(name), names=Listed(FORMATS))
        raise OutputError(unknown, name)
    form = FORMATS[name]
    if missing(form):
        brought = {"library": _LIBRARIES[form.extra], "extra": form.extra}
        raise OutputError(problem("{name}: needs {library}: pip install 'ydkg[{extra}]'", name=name, **brought), name)
    return form


def in_pieces(
    name: str,
    statements: Callable[[], Iterable[Triple | Quad]],
    table: Callable[[], Graph],
    sources: Callable[[Graph], Sequence[Source]] = lambda _: (),
) -> Iterator[bytes]:
    """Write a graph in the way that takes least memory: in pieces, or row by row; together what `write` gives."""
    form = FORMATS[name]
    with TemporaryDirectory(prefix="ydkg-export-") as folder:
        if form.rows:
            graph = table()
            paths = write_into(name, graph, Path(folder), sources(graph) if form.quotes else ())
            yield from packed_pieces(paths) if form.several else pieces_of(paths[0])
        else:
            ordered = partial(sorted_lines, folder=Path(folder), name="part")
            yield from _MODULES[name].pieces(statements(), ordered)


def missing(form: Format) -> bool:
    """Tell whether a format needs a library that is not installed."""
    return bool(form.extra) and find_spec(_LIBRARIES[form.extra]) is None


def quads_of(graphs: Mapping[str, Iterable[Triple]]) -> list[Quad]:
    """Put each triple into its graph; in the order given."""
    return [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph_iri(name)))
        for name, triples in graphs.items()
        for triple in triples
    ]
