"""Take the graph away in other formats: formats.toml has those that Python writes, ``queries/exports`` the others."""

from __future__ import annotations

from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from ydkg.collection import collection, graph_iri, graph_name
from ydkg.errors import EXTRAS, Listed, OutputError, problem, quoted
from ydkg.export.format import Contents, Format, read_formats
from ydkg.files import packed
from ydkg.graph.store import read_collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Triple

    from ydkg.graph.sources import Source

__all__ = ["FORMATS", "RDF_FORMATS", "Contents", "Format", "missing", "quads_of", "write", "write_files"]

#: Extra of the package -> the library that it brings.
_LIBRARIES = {extra: library for library, extra in EXTRAS.items()}
#: What the command line calls it -> the format, in the order of lists.
FORMATS: Mapping[str, Format] = MappingProxyType(read_formats())
#: The formats that carry every triple.
RDF_FORMATS: Mapping[str, Format] = MappingProxyType(
    {key: known for key, known in FORMATS.items() if known.carries == "rdf"}
)


def write(
    name: str, statements: Contents | Iterable[Triple | Quad] | None = None, sources: Sequence[Source] = ()
) -> bytes:
    """Write a graph in one of the formats.

    Parameters
    ----------
    name : str
        A key of `FORMATS`.
    statements : Contents, or iterable of pyoxigraph.Triple or pyoxigraph.Quad, optional
        The graph; by default the collection that is worked on. Of quads, those of later pages and judgements are told
        apart from what is asked by default; a triple is in the default graph.
    sources : sequence of Source
        Texts of documents, for a format that quotes them.

    Returns
    -------
    bytes
        A whole file; text is UTF-8, several files are packed as ZIP. The same bytes for the same statements, in
        whatever order and under any hash seed.

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
    files = write_files(name, statements, sources)
    return packed(files) if FORMATS[name].several else next(iter(files.values()))


def write_files(
    name: str, statements: Contents | Iterable[Triple | Quad] | None = None, sources: Sequence[Source] = ()
) -> dict[str, bytes]:
    """Write a graph as the files that a format consists of: name of each to its bytes."""
    if name not in FORMATS:
        unknown = problem("no format is called {name}: take one of {names}", name=quoted(name), names=Listed(FORMATS))
        raise OutputError(unknown, name)
    form = FORMATS[name]
    if missing(form):
        brought = {"library": _LIBRARIES[form.extra], "extra": form.extra}
        raise OutputError(problem("{name}: needs {library}: pip install 'ydkg[{extra}]'", name=name, **brought), name)
    if statements is None:
        read = read_collection(collection())
        statements = quads_of({graph_name(path): triples for path, triples in read.items()})
    contents = statements if isinstance(statements, Contents) else Contents(statements, sources)
    made = form.write(contents)
    return made if isinstance(made, dict) else {f"ydkg.{form.extension}": made}


def missing(form: Format) -> bool:
    """Tell whether a format needs a library that is not installed."""
    return bool(form.extra) and find_spec(_LIBRARIES[form.extra]) is None


def quads_of(graphs: Mapping[str, Iterable[Triple]]) -> list[Quad]:
    """Put each triple into its graph, by name; in the order given."""
    return [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph_iri(name)))
        for name, triples in graphs.items()
        for triple in triples
    ]
