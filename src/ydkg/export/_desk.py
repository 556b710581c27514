"""What tables are made from: a graph as it is told, its letters, and the columns that many tables have."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ydkg.export._sheet import Cell, Column, Sheet
from ydkg.graph.schema import shipped_schema
from ydkg.graph.table import MemoryTable
from ydkg.telling.citation import graph_title
from ydkg.telling.collection import tell_collection
from ydkg.telling.graph import atlas_of
from ydkg.telling.naming import Naming
from ydkg.telling.source import Library
from ydkg.vocab import PROV, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.text import Text

SENTENCE = (
    Column("sentence", "text", translatable("in a sentence")),
    Column("sentence_zh", "text", translatable("in a sentence")),
)
SOURCES = Column("sources", "iris", translatable("passages and data sources that state it"))


class Desk:
    """A graph to make tables from.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The graph.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        held = list(dict.fromkeys(triples))
        self.table = MemoryTable(held)
        self.naming = Naming(self.table, shipped_schema())
        self.library = Library(self.table)
        self.title = graph_title(tell_collection(self.table).title)
        self.atlas: Atlas = atlas_of(held)[1]
        self.entities = frozenset(thing.iri for thing in self.atlas.things.values())

    def one(self, subject: str, predicate: str) -> str:
        """Give the IRI that a subject has for a property; empty for none.

        Parameters
        ----------
        subject, predicate : str
            IRIs.

        Returns
        -------
        str
        """
        return next(iter(self.table.iris(subject, predicate)), "")

    def link(self, iri: str) -> tuple[Cell, Cell, Cell]:
        """Give an IRI with its names in English and Chinese; nothing three times for none.

        Parameters
        ----------
        iri : str
            Full IRI.

        Returns
        -------
        tuple of Cell
        """
        return (iri, *self.naming.name(iri)) if iri else (None, None, None)

    def decimal(self, subject: str, predicate: str) -> Decimal | None:
        """Give the number that a subject has for a property, with all its digits.

        Parameters
        ----------
        subject, predicate : str
            IRIs.

        Returns
        -------
        Decimal or None
        """
        letters = self.table.text(subject, predicate)
        return Decimal(letters) if letters else None

    def whole(self, subject: str, predicate: str) -> int | None:
        """Give the whole number that a subject has for a property.

        Parameters
        ----------
        subject, predicate : str
            IRIs.

        Returns
        -------
        int or None
            None for none.
        """
        letters = self.table.text(subject, predicate)
        return int(letters) if letters else None

    def evidence(self, subject: str) -> tuple[str, ...]:
        """List what states a fact, or names a thing: IRIs, sorted.

        Parameters
        ----------
        subject : str
            IRI.

        Returns
        -------
        tuple of str
            May be empty.
        """
        found = (self.table.iris(subject, each) for each in (PROV.wasDerivedFrom, YD.mentionedIn))
        return tuple(sorted({iri for iris in found for iri in iris}))


def sheet_of(
    name: str, title: str, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]], leads: dict[str, str]
) -> Sheet:
    """Put a table together: rows sorted by their first cell, each once; the rest as `Sheet` has it.

    Parameters
    ----------
    name : str
        Of the table.
    title : str
        Of the table, for people.
    columns : tuple of Column
        In their order.
    rows : iterable of tuple of Cell
        As wide as the columns.
    leads : dict of str to str
        Column -> table that its IRIs lead to.

    Returns
    -------
    Sheet
    """
    found = {row[0]: row for row in rows}
    return Sheet(name, title, columns, [found[key] for key in sorted(found, key=str)], leads)


def named(name: str, title: str) -> tuple[Column, Column]:
    """Make the columns of words in English and in Chinese.

    Parameters
    ----------
    name : str
        Of the first column.
    title : str
        Over the first column.

    Returns
    -------
    tuple of Column
    """
    return Column(name, "text", title), Column(f"{name}_zh", "text", title)


def linked(name: str, title: str) -> tuple[Column, Column, Column]:
    """Make the columns of an IRI and of its names in English and in Chinese.

    Parameters
    ----------
    name : str
        Of the first column.
    title : str
        Over the first column.

    Returns
    -------
    tuple of Column
    """
    return Column(name, "iri", title), Column(f"{name}_name", "text", title), Column(f"{name}_name_zh", "text", title)


def words(text: Text) -> tuple[Cell, Cell]:
    """Give words in both languages; nothing twice for none.

    Parameters
    ----------
    text : Text
        In both languages.

    Returns
    -------
    tuple of Cell
    """
    return (text.en, text.zh) if text else (None, None)
