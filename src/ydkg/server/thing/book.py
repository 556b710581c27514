"""The served graph as pages read it: what is told of it, what is stated, what follows, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from ydkg.collection import COMPUTED, graph_iri, graph_name
from ydkg.graph.store import described_table, with_apart
from ydkg.graph.table import StoreTable
from ydkg.telling.naming import slug
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_record
from ydkg.vocab import PROV, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from pyoxigraph import Store

    from ydkg.collection import Collection
    from ydkg.graph.source import Source
    from ydkg.graph.table import Table
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
    apart : bool
        Whether to read public pages and judgements too, for what only they speak of.
    """

    def __init__(
        self,
        store: Store,
        collection: Collection,
        atlas: Atlas,
        sources: tuple[Source, ...] = (),
        *,
        apart: bool = False,
    ) -> None:
        self.atlas = atlas
        self.sources = sources
        self.apart = apart
        #: All that the served graph has, each triple once.
        self.table = with_apart(store) if apart else StoreTable(store)
        #: What documents and registers state, and what follows, by the name of the graph that has it.
        files = [NamedNode(graph_iri(graph_name(path))) for path in collection.files]
        self.stated = self.table if apart else StoreTable(store, files)
        self.following = {name: StoreTable(store, (NamedNode(graph_iri(name)),)) for name in COMPUTED}
        #: The served graph, as records are told of it that the atlas does not have.
        self.reading = reading_of(described_table(store, apart=apart), *sources)
        groups = (atlas.figures, atlas.comparisons, atlas.milestones, atlas.claims)
        #: The atlas's records by slug.
        self.records: dict[str, Record] = {name: record for group in groups for name, record in group.items()}
        self.records.update({relation.id: relation for relation in atlas.relations})

    def record(self, iri: str) -> Record | None:
        """Tell a record.

        Parameters
        ----------
        iri : str
            Of any subject.

        Returns
        -------
        Record or None
            None for what is none that is told in a sentence.
        """
        return self.records.get(slug(iri)) or (tell_record(self.reading, iri) if self.apart else None)

    def apart_by(self, iri: str) -> str:
        """Say on whose word a subject is told that no document or register states.

        Parameters
        ----------
        iri : str
            Its IRI.

        Returns
        -------
        str
            A text of the catalogue; empty of what is stated.
        """
        return whose_word(self.table, iri) if self.apart else ""

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


def whose_word(table: Table, iri: str) -> str:
    """Say on whose word a subject is told that no document or register states.

    Parameters
    ----------
    table : Table
        With public pages and judgements.
    iri : str
        The subject.

    Returns
    -------
    str
        A text of the catalogue.
    """
    if {YD.Judgement, PROV.Agent}.intersection(table.types(iri)):
        return translatable("By the editors’ judgement, not by a document.")
    return translatable("By a public page, not proven to the letter.")


async def book_of(site: Site, *, apart: bool = False) -> Book:
    """Give what is told of a site's graph, arranged once for each state of the graph.

    Parameters
    ----------
    site : Site
        The site.
    apart : bool
        Whether with what only public pages and judgements speak of.

    Returns
    -------
    Book
        Its book.
    """
    key = ("book", apart)
    if key not in site.kept:
        site.kept[key] = Book(site.store, site.settings.data, await site.atlas(), site.sources, apart=apart)
    return cast("Book", site.kept[key])
