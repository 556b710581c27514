"""A format as it is declared, and what it is given to write."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pyoxigraph import BlankNode, NamedNode, Quad

from ydkg.collection import APART, DATASET, graph_iri, graph_name
from ydkg.graph.graph import Graph
from ydkg.graph.schema import shipped_schema
from ydkg.graph.turtle import statement_iri
from ydkg.network.projection import project
from ydkg.telling.description import describe_collection
from ydkg.telling.later import tell_later
from ydkg.telling.reading import reading_of
from ydkg.telling.relations import tell_relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyoxigraph import Triple

    from ydkg.graph.sources import Source
    from ydkg.network.projection import Network
    from ydkg.telling.description import Description
    from ydkg.telling.later import Later
    from ydkg.telling.reading import Reading
    from ydkg.telling.relations import Relation
    from ydkg.telling.text import Text

#: The graphs that are not asked by default: later pages and judgements, and what describes the collection.
_APART = frozenset(graph_iri(graph_name(Path(name))) for name in APART)
_DESCRIBING = graph_iri(graph_name(Path(DATASET)))


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format, as its module declares it.

    Parameters
    ----------
    key : str
        What the command line calls it, such as "ntriples".
    name : str
        What people call it, such as "N-Triples".
    extension : str
        Of its files, without a dot.
    media_type : str
        As IANA or the format's specification has it.
    purpose : Text
        What it is for, in English and in Chinese; half a sentence.
    write : callable
        Takes `Contents` and gives the bytes of the file; of a format of several files the bytes by name.
    carries : {"rdf", "dataset", "network", "view"}
        Every triple; every triple with the graph that it is in, as a quad; the network of entities, with its details
        as JSON in attributes; or a view made for one kind of tool.
    order : int
        Its place in lists; formats of one place stand by their keys.
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
    order: int = 99
    binary: bool = False
    extra: str = ""

    @property
    def several(self) -> bool:
        """Whether it is several files, which are packed where one is wanted."""
        return self.extension == "zip"

    @property
    def file(self) -> str:
        """The name of its file, where it is one."""
        return f"ydkg.{self.extension}"


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
        given = {
            each if isinstance(each, Quad) else Quad(each.subject, each.predicate, each.object) for each in statements
        }
        #: Every quad, sorted by its letters.
        self.quads: list[Quad] = sorted(given, key=str)
        self.sources = sources

    @cached_property
    def triples(self) -> list[Triple]:
        """What is asked by default, sorted by its letters, each triple once."""
        return self._of(lambda graph: graph not in _APART and graph != _DESCRIBING)

    @cached_property
    def apart(self) -> list[Triple]:
        """What later pages and judgements say; sorted."""
        return self._of(lambda graph: graph in _APART)

    @cached_property
    def described(self) -> list[Triple]:
        """What is asked by default, with what describes the collection; sorted."""
        return self._of(lambda graph: graph not in _APART)

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
        joins = shipped_schema().joins
        values = {}
        for triple in self.triples:
            if triple.subject not in self._things or isinstance(triple.object, BlankNode):
                continue
            if not joins(triple.predicate.value, triple.object, self.network):
                values[statement_iri(triple)] = triple
        return values

    @cached_property
    def _things(self) -> set[NamedNode]:
        return {NamedNode(iri) for iri in self.network}

    @cached_property
    def later(self) -> Later:
        """What became of promises."""
        return tell_later(self.triples, self.apart)

    @cached_property
    def description(self) -> Description:
        """What is said of the collection as a whole."""
        return describe_collection(self.graph)

    def _of(self, chosen: Callable[[str], bool]) -> list[Triple]:
        """List the triples of some graphs, in order, each once."""
        triples = (quad.triple for quad in self.quads if chosen(getattr(quad.graph_name, "value", "")))
        return list(dict.fromkeys(triples))
