"""The served graph as pages read it: what is told of it, what is stated, what follows, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from ydkg.collection import COMPUTED, graph_iri, graph_name
from ydkg.graph.store import described_table
from ydkg.graph.table import StoreTable
from ydkg.telling.naming import slug
from ydkg.telling.reading import reading_of

if TYPE_CHECKING:
    from pyoxigraph import Store

    from ydkg.collection import Collection
    from ydkg.graph.source import Source
    from ydkg.server.site import Site
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.record import Record


class Book:
    """Everything that pages tell of a graph.

    Parameters
    ----------
    store : pyoxigraph.Store
        The served graph.
    collection : Collection
        The files that it was loaded from.
    atlas : Atlas
        What is told of its things and records.
    sources : tuple of Source
        The texts of documents that are at hand.
    """

    def __init__(self, store: Store, collection: Collection, atlas: Atlas, sources: tuple[Source, ...] = ()) -> None:
        self.atlas = atlas
        self.sources = sources
        #: All that the served graph has, each triple once.
        self.table = StoreTable(store)
        #: What documents and registers state, and what follows, by the name of the graph that has it.
        self.stated = StoreTable(store, [NamedNode(graph_iri(graph_name(path))) for path in collection.files])
        self.following = {name: StoreTable(store, (NamedNode(graph_iri(name)),)) for name in COMPUTED}
        #: The served graph, as records are told of it that the atlas does not have.
        self.reading = reading_of(described_table(store), *sources)
        groups = (atlas.figures, atlas.comparisons, atlas.milestones, atlas.claims)
        #: The atlas's records by slug.
        self.records: dict[str, Record] = {name: record for group in groups for name, record in group.items()}
        self.records.update({relation.id: relation for relation in atlas.relations})

    def is_thing(self, iri: str) -> bool:
        """Tell whether an IRI is that of an entity.

        Parameters
        ----------
        iri : str

        Returns
        -------
        bool
        """
        return slug(iri) in self.atlas.things

    def only_in(self, subject: str) -> str:
        """Say which graph of what follows has a subject that is not stated.

        Parameters
        ----------
        subject : str
            Its IRI.

        Returns
        -------
        str
            ``inferred``, ``derived``, or empty.
        """
        if self.stated.has(subject):
            return ""
        return next((name for name, table in self.following.items() if table.has(subject)), "")


async def book_of(site: Site) -> Book:
    """Give what is told of a site's graph, arranged once for each state of the graph.

    Parameters
    ----------
    site : Site
        The site.

    Returns
    -------
    Book
        Its book.
    """
    if "book" not in site.kept:
        site.kept["book"] = Book(site.store, site.settings.data, await site.atlas(), site.sources)
    return cast("Book", site.kept["book"])
