"""The one description of a data set, from which catalogues, search engines and archives are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.graph.schema import shipped_schema
from ydkg.graph.source import documents_of
from ydkg.telling.citation import graph_title
from ydkg.telling.collection import tell_collection
from ydkg.telling.naming import Naming
from ydkg.telling.source import Library
from ydkg.telling.text import Text, say
from ydkg.version import VERSION
from ydkg.vocab import DCTERMS, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from ydkg.graph.table import Table
    from ydkg.telling.work import Work

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a data set.

    Attributes
    ----------
    address : str
        Its permanent address; empty where it has none.
    title, abstract, creator : Text
        In both languages.
    keywords : tuple of (str, str)
        Language and word, sorted.
    issued : str
        ISO day of its version; empty where it is not said.
    version, licence : str
        Of the package that it came with; IRI.
    documents, registers : tuple of Work
        What it is made from.
    metrics : tuple of Text
        What its figures measure, by name.
    """

    address: str
    title: Text
    abstract: Text
    creator: Text
    keywords: tuple[tuple[str, str], ...]
    issued: str
    version: str
    licence: str
    documents: tuple[Work, ...]
    registers: tuple[Work, ...]
    metrics: tuple[Text, ...]


def describe_collection(table: Table) -> Description:
    """Describe a data set.

    Parameters
    ----------
    table : Table
        The graph, with what describes its collection.

    Returns
    -------
    Description
        Where the collection does not say who made it or under which licence, as ydkg's data are.
    """
    about, library, naming = tell_collection(table), Library(table), Naming(table, shipped_schema())
    iri = next(iter(table.subjects(YD.Collection)), "")
    words = table.texts(iri, DCTERMS.subject) if iri else {}
    creators = table.texts(iri, DCTERMS.creator) if iri else {}
    creator = say(translatable("The ydkg contributors"))
    if creators:
        english = (creators.get("en") or next(iter(creators.values())))[0]
        creator = Text(english, creators.get("zh-hans", (english,))[0])
    metrics = [naming.name(each) for each in table.subjects(YD.Metric)]
    return Description(
        (table.text(iri, DCTERMS.identifier) if iri else None) or "",
        graph_title(about.title),
        about.description or graph_title(about.title),
        creator,
        tuple(sorted((tag, word) for tag, found in words.items() for word in found)),
        (table.text(iri, DCTERMS.issued) if iri else None) or "",
        VERSION,
        (table.one(iri, DCTERMS.license) if iri else None) or LICENCE,
        tuple(library.work(each) for each in documents_of(table)),
        tuple(library.work(each) for each in table.subjects(YD.Register)),
        tuple(sorted(metrics)),
    )
