"""The served graph as pages read it: what is told of it, what is stated, what follows, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from ydkg.collection import COMPUTED, graph_iri
from ydkg.graph.graph import Graph
from ydkg.graph.store import with_description
from ydkg.language.text import translatable
from ydkg.server.directory import SHOWN
from ydkg.telling.naming import iri_of
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_record
from ydkg.vocab import PROV, YD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.network.projection import Edge
    from ydkg.server.directory import Directory
    from ydkg.server.lookup import Lookup
    from ydkg.server.site import Site
    from ydkg.telling.record import Record


class ServedGraph:
    """Everything that pages tell of a graph."""

    def __init__(self, site: Site, lookup: Lookup, directory: Directory, *, apart: bool = False) -> None:
        self.lookup = lookup
        self.directory = directory
        self.sources = site.sources
        self.apart = apart
        #: All that the served graph has, each triple once.
        self.table = site.whole if apart else site.table
        #: What documents and registers state, and what follows, by the name of the graph that has it.
        self.stated = self.table if apart else lookup.table
        self.following = {name: Graph(site.store, (NamedNode(graph_iri(name)),)) for name in COMPUTED}
        only_stated = not (apart or site.settings.inferred or site.settings.derived)
        #: The served graph, as it is read.
        self.reading = (
            lookup.reading if only_stated else reading_of(with_description(site.store, apart=apart), *site.sources)
        )
        self.reading.library.learn(directory.outlines)

    def record(self, iri: str) -> Record | None:
        """Tell a record; None for what is none that is told in a sentence."""
        if told := self.lookup.record(iri):
            return told
        return tell_record(self.reading, iri) if self.apart or self.only_in(iri) == "derived" else None

    def foremost(self, name: str, most: int = SHOWN) -> list[str]:
        """Give the most connected neighbours of a thing; slugs, the most connected first."""
        more = self.directory.excess.get(name)
        return self.directory.foremost((more and more.neighbours) or self.lookup.neighbours(name), most)

    def figures(self, name: str) -> list[str]:
        """List the figures of a thing, or of a metric those in it; IRIs, sorted."""
        if (more := self.directory.excess.get(name)) and more.figures:
            return list(map(iri_of, more.figures))
        return self.lookup.figures_of(name)

    def joints(self, name: str) -> Sequence[Edge]:
        """List what joins a thing to others; in the order of the network's edges."""
        more = self.directory.excess.get(name)
        return (more and more.joints) or self.lookup.edges_at(name)

    def apart_by(self, iri: str) -> str:
        """Say on whose word a subject is told that no document or register states."""
        return whose_word(self.table, iri) if self.apart else ""

    def only_in(self, subject: str) -> str:
        """Say which graph of what follows has a subject that is not stated; ``inferred``, ``derived``, or empty."""
        if subject in self.stated:
            return ""
        return next((name for name, table in self.following.items() if subject in table), "")


def whose_word(table: Graph, iri: str) -> str:
    """Say on whose word a subject is told that no document or register states; a text of the catalogue."""
    if {YD.Judgement, PROV.Agent}.intersection(table.types(iri)):
        return translatable("By the editors’ judgement, not by a document.")
    return translatable("By a public page, not proven to the letter.")


async def served_graph(site: Site, *, apart: bool = False) -> ServedGraph:
    """Give what is told of a site's graph, arranged once for each state of the graph; what its pages read."""
    key, lookup, directory = ("served graph", apart), await site.lookup(), await site.directory()
    known = cast("ServedGraph | None", site.kept.get(key))
    if known is None or known.lookup is not lookup:
        known = site.kept[key] = ServedGraph(site, lookup, directory, apart=apart)
    return known
