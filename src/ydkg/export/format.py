"""A format as formats.toml or a query declares it, and what it is given to write."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Literal, cast

from pyoxigraph import BlankNode, NamedNode, Quad

from ydkg.collection import APART, DATASET, QUERIES_DIR, graph_iri, graph_name
from ydkg.errors import CatalogueError, problem
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.schema import shipped_schema
from ydkg.graph.turtle import statement_iri
from ydkg.network.projection import project
from ydkg.telling.collection import describe_collection
from ydkg.telling.later import tell_later
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact
from ydkg.telling.relations import tell_relation
from ydkg.telling.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from pyoxigraph import Triple

    from ydkg.graph.sources import Source
    from ydkg.network.projection import Network
    from ydkg.telling.collection import Description
    from ydkg.telling.later import Later
    from ydkg.telling.reading import Reading
    from ydkg.telling.relations import Relation

_DECLARED = Path(__file__).with_name("formats.toml")
_LINE = re.compile(r"#\+\s*([a-z-]+)\s*:\s*(.*?)\s*")
_REQUIRED = ("title", "purpose", "purpose-zh", "media-type", "extension")
#: The graphs that are not asked by default: later pages and judgements, and what describes the collection.
_APART = frozenset(NamedNode(graph_iri(graph_name(Path(name)))) for name in APART)
_DESCRIBING = NamedNode(graph_iri(graph_name(Path(DATASET))))


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format, as it is declared.

    Parameters
    ----------
    key : str
        What the command line calls it, such as "ntriples".
    name : str
        What people call it, such as "N-Triples".
    extension : str
        Of its files, without a dot; of a format of several files "zip".
    media_type : str
        As IANA or the format's specification has it.
    purpose : Text
        What it is for, in English and in Chinese; half a sentence.
    write : callable
        Takes `Contents` and gives the bytes of the file; of a format of several files the bytes by name.
    carries : {"rdf", "dataset", "network", "view"}
        Every triple; every triple with the graph that it is in, as a quad; the network of entities, with its details
        as JSON in attributes; or a view made for one kind of tool.
    binary : bool
        Whether it is no text.
    extra : str
        The extra of the package that it needs; empty for none.
    """

    key: str
    name: str
    extension: str
    media_type: str
    purpose: Text
    write: Callable[[Contents], bytes | dict[str, bytes]]
    carries: Literal["rdf", "dataset", "network", "view"] = "view"
    binary: bool = False
    extra: str = ""

    @property
    def several(self) -> bool:
        """Whether it is several files, which are packed where one is wanted."""
        return self.extension == "zip"


def read_formats() -> dict[str, Format]:
    """Read formats.toml, and the header of each query in ``queries/exports``; key to format, in this order."""
    formats = {}
    for key, entry in tomllib.loads(_DECLARED.read_text(encoding="utf-8")).items():
        try:
            writer, purpose = partial(_written, writer=entry.pop("writer")), Text(*entry.pop("purpose"))
            formats[key] = Format(key=key, write=writer, purpose=purpose, **entry)
        except (KeyError, TypeError) as error:
            what = problem("{where}, {key}: {why}", where=_DECLARED.name, key=f"[{key}]", why=error)
            raise CatalogueError(what, key) from error
    for path in sorted((QUERIES_DIR / "exports").glob("*.rq")):
        header = header_of(path.read_text(encoding="utf-8"))
        for key in _REQUIRED:
            if not header.get(key):
                line = f"`#+ {key}: …`"
                what = problem("{where}: the header has no line {line}", where=path.name, line=line)
                raise CatalogueError(what, key, line=1)
        formats[path.stem] = Format(
            key=path.stem,
            name=header["title"],
            extension=header["extension"],
            media_type=header["media-type"],
            purpose=Text(header["purpose"], header["purpose-zh"]),
            write=partial(_written, writer="ydkg.export.construct:constructed", path=path),
        )
    return formats


def header_of(query: str) -> dict[str, str]:
    """Read the header of a query."""
    lines = map(_LINE.fullmatch, query.splitlines())
    return {line[1]: line[2] for line in lines if line}


def _written(contents: Contents, *, writer: str, **more: Path) -> bytes | dict[str, bytes]:
    """Write by a function, which is imported when it is wanted."""
    return cast("bytes | dict[str, bytes]", resolve_name(writer)(contents, **more))


class Contents:
    """What is written: the triples of a graph, and whatever they are read as, made when it is asked for, and once.

    Parameters
    ----------
    statements : iterable of pyoxigraph.Triple or pyoxigraph.Quad
        The graph; of quads, those of later pages, judgements and the collection's description are kept apart.
    sources : sequence of Source
        Texts of documents, for a format that quotes them.
    """

    def __init__(self, statements: Iterable[Triple | Quad], sources: Sequence[Source] = ()) -> None:
        quads = set()
        for given in statements:
            quads.add(given if isinstance(given, Quad) else Quad(given.subject, given.predicate, given.object))
        #: Every quad, sorted by its letters.
        self.quads: list[Quad] = sorted(quads, key=str)
        self.sources = sources

    @cached_property
    def triples(self) -> list[Triple]:
        """What is asked by default, sorted by its letters, each triple once."""
        return self._without({*_APART, _DESCRIBING})

    @cached_property
    def described(self) -> list[Triple]:
        """What is asked by default, with what describes the collection; sorted."""
        return self._without(_APART)

    @cached_property
    def graph(self) -> Graph:
        """The same, to look things up in."""
        return Graph.from_triples(self.described)

    @cached_property
    def reading(self) -> Reading:
        """The graph as sentences are told from it."""
        return reading_of(self.graph)

    @cached_property
    def network(self) -> Network:
        """The entities as nodes, and what joins them as keyed edges."""
        return project(self.triples)

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """What joins things, by the IRI of the record, or of the statement that says so."""
        edges = self.network.edges(data=True)
        return {str(edge["id"]): tell_relation(self.reading, start, end, edge) for start, end, edge in edges}

    @cached_property
    def values(self) -> dict[str, Triple]:
        """The plain values of things, by the IRI of the statement that stands or would stand beside each."""
        joins, things = shipped_schema().joins, set(self.network)
        values = {}
        for triple in self.triples:
            thing, term = identifier(triple.subject), triple.object
            if thing in things and not isinstance(term, BlankNode) and not joins(triple.predicate.value, term, things):
                values[statement_iri(triple)] = triple
        return values

    @cached_property
    def later(self) -> Later:
        """What became of promises."""
        return tell_later(self.triples, [quad.triple for quad in self.quads if quad.graph_name in _APART])

    @cached_property
    def description(self) -> Description:
        """What is said of the collection as a whole."""
        return describe_collection(self.graph)

    def sentence(self, iri: str) -> Text:
        """Tell a record or a statement in a sentence in both languages; call a thing by its name."""
        return tell_fact(self.reading, iri) or self.reading.naming.name(iri)

    def _without(self, graphs: Container[object]) -> list[Triple]:
        """List the triples of all graphs but some, in order, each once."""
        return list(dict.fromkeys(quad.triple for quad in self.quads if quad.graph_name not in graphs))
