"""What a citation refers to: a fact or a thing as an entry of the graph, and the works that state it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from ydkg.graph.schema import is_record
from ydkg.telling.citation import graph_title
from ydkg.telling.naming import slug
from ydkg.telling.record import tell_fact
from ydkg.telling.source import NOWHERE, Evidence
from ydkg.telling.text import NOTHING, Text
from ydkg.telling.work import WORKS, in_characters
from ydkg.version import VERSION
from ydkg.vocab import DCTERMS, RDF, YD

if TYPE_CHECKING:
    from ydkg.telling.reading import Reading
    from ydkg.telling.work import Work


class Reference(NamedTuple):
    """One work, or one entry of the graph, as a list of references has it."""

    key: str  # what programs call it: a slug
    kind: Literal["entry", "document", "register"]  # an entry of the graph, a document or web page, or a data source
    title: Text  # the author may be empty
    author: Text = NOTHING
    issued: str = ""  # day of issue, or version of a data source; may be empty
    container: Text = NOTHING  # of an entry the title of the graph; else empty
    version: str = ""  # of the graph; else empty
    link: str = ""  # permanent or public address; may be empty
    where: Text = NOTHING  # the characters that are meant; may be empty


class Cited(NamedTuple):
    """What is cited."""

    iri: str  # its permanent address
    said: Text  # a fact in a sentence, a thing by name, a work by title
    evidence: Evidence  # where the fact is written; empty of a thing
    references: tuple[Reference, ...]
    collection: Text  # what the collection is called that it is in


def citation_of(reading: Reading, iri: str) -> Cited:
    """Find what a citation refers to."""
    table, library, collection = reading.table, reading.library, reading.about.title
    said, classes = entry_title(reading, iri), set(table.types(iri))
    if classes & WORKS:
        work = library.work(iri)
        return Cited(iri, said, library.evidence([iri]), (reference_of(reading, work, NOTHING),), collection)
    evidence = NOWHERE
    if YD.Passage in classes:
        evidence = library.evidence([iri])
    elif RDF.Statement in classes or is_record(table, iri):
        evidence = reading.evidence(iri)
    works = tuple(reference_of(reading, work, ranges) for work, ranges, _ in evidence.works)
    if YD.Passage in classes:
        place = (works[0].where or works[0].title) if works else said
        return Cited(iri, place, evidence, works, collection)
    return Cited(iri, said, evidence, (entry_of(reading, iri, said), *works), collection)


def entry_title(reading: Reading, iri: str) -> Text:
    """Say what an entry of the graph is; a fact in a sentence, a work by title, anything else by name."""
    if not WORKS.isdisjoint(reading.table.types(iri)):
        return reading.library.work(iri).title
    return tell_fact(reading, iri) or reading.naming.name(iri)


def entry_of(reading: Reading, iri: str, said: Text) -> Reference:
    """Refer to an entry of the graph."""
    table = reading.table
    title = said.as_title()
    issued = next((day for each in table.subjects(YD.Collection) if (day := table.text(each, DCTERMS.issued))), "")
    author, container = reading.about.creator, graph_title(reading.about.title)
    return Reference(slug(iri), "entry", title, author, issued, container, VERSION, iri)


def reference_of(reading: Reading, work: Work, ranges: Text) -> Reference:
    """Refer to a document or a data source."""
    publisher = reading.table.iri(work.iri, DCTERMS.publisher)
    author, where = reading.naming.name(publisher), in_characters(ranges)
    read = not work.register or YD.WebPage in reading.table.types(work.iri)
    kind: Literal["document", "register"] = "document" if read else "register"
    return Reference(work.id, kind, work.title, author, work.date, link=work.link or work.iri, where=where)
