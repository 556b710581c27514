"""A fact in words, and the sources that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.errors import Named, problem
from ydkg.graph.canonical import statement_iri
from ydkg.graph.names import label as label_of
from ydkg.graph.passages import passages_of, span
from ydkg.graph.schema import RECORDS
from ydkg.graph.source import text_of
from ydkg.proof.logic.view import text
from ydkg.vocab import DCTERMS, PROV, RDF, YD, compact
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.errors import Message
    from ydkg.graph.source import Source
    from ydkg.graph.table import Table


def phrase(table: Table, triple: Triple) -> Message:
    """Say a fact in words.

    Parameters
    ----------
    table : Table
        Data and vocabulary, which have the labels.
    triple : pyoxigraph.Triple
        The fact.

    Returns
    -------
    Message
        One line; an IRI stands for what has no label.

    Examples
    --------
    >>> from ydkg.graph.table import MemoryTable, Table
    >>> from ydkg.vocab import FOAF, RDFS, ydr
    >>> person, ada = NamedNode(FOAF.Person), NamedNode(ydr("ada"))
    >>> labels = [Triple(ada, NamedNode(RDFS.label), Literal("Ada", language="en"))]
    >>> phrase(MemoryTable(labels), Triple(ada, NamedNode(RDF.type), person))
    'Ada is a foaf:Person'
    """
    subject = label(table, text(triple.subject))
    value = label(table, text(triple.object)) if isinstance(triple.object, NamedNode) else f"“{text(triple.object)}”"
    if triple.predicate.value == RDF.type:
        pattern = translatable("{thing} is an {kind}") if value[0] in "aeiou" else translatable("{thing} is a {kind}")
        return problem(pattern, thing=subject, kind=value)
    relation = label(table, triple.predicate.value)
    return problem("{thing} – {relation}: {value}", thing=subject, relation=relation, value=value)


def label(table: Table, iri: str) -> Named:
    """Call a thing.

    Parameters
    ----------
    table : Table
        Data and vocabulary, which have the labels.
    iri : str
        The thing.

    Returns
    -------
    Named
        Its English label, else another one, else its title, else its prefixed name; with its Chinese label beside it.
    """
    english = label_of(table, iri) or next(iter(table.values(iri, DCTERMS.title)), None) or compact(iri)
    return Named(english, label_of(table, iri, "zh-hans"))


def sources(table: Table, triple: Triple) -> tuple[str, ...]:
    """Find where a fact comes from.

    Parameters
    ----------
    table : Table
        The data.
    triple : pyoxigraph.Triple
        The fact.

    Returns
    -------
    tuple of str
        IRIs of passages and registers in the order of the document: those of the fact's statement; else, of a fact of
        a record, the record's; else, of a thing's class, those that name or describe the thing; may be empty.
    """
    plain = isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal)
    found = table.values(statement_iri(triple), PROV.wasDerivedFrom) if plain else []
    subject = text(triple.subject)
    if not found and (triple.predicate.value == RDF.type or not RECORDS.isdisjoint(table.types(subject))):
        found = passages_of(table, subject)
    return tuple(sorted(set(found), key=lambda iri: (table.number(iri, YD.start) or 0, iri)))


def cited(table: Table, iri: str, sources: Iterable[Source] = ()) -> Named:
    """Name a source, and say its words where the document is at hand.

    Parameters
    ----------
    table : Table
        The data.
    iri : str
        A passage or a register.
    sources : iterable of Source
        The texts that are at hand.

    Returns
    -------
    Named
        A register's title; a passage's prefixed name, with its words after it where its document is at hand.
    """
    if YD.Register in table.types(iri):
        return label(table, iri)
    at = span(table, iri)
    source = text_of(sources, at[0]) if at else None
    words = f"{compact(iri)} “{source.words(*at[1:])}”" if at and source else compact(iri)
    return Named(words, words)
