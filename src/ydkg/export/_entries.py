"""Tables of what there is: things, places, relations, values, sources, passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.export._desk import SENTENCE, SOURCES, WORKS, linked, named, sheet_of, words
from ydkg.export._sheet import Column
from ydkg.telling.naming import iri_of
from ydkg.vocab import DCTERMS, GEO, SKOS, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.export._desk import Desk
    from ydkg.export._sheet import Cell, Sheet
    from ydkg.network.vicinity import Joint


def things(desk: Desk) -> Sheet:
    """Make the table of all things: what they are called, their kind, where they are named.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a thing.
    """
    columns = (
        Column("thing", "iri", translatable("address")), *named("name", translatable("name")),
        Column("short_name_zh", "text", translatable("short name, in Chinese")),
        Column("other_names", "text", translatable("other names")), *named("kind", translatable("kind")),
        Column("family", "text", translatable("family")), *named("definition", translatable("definition")),
        *named("note", translatable("editors’ note")), SOURCES,
    )  # fmt: skip

    def row(iri: str) -> tuple[Cell, ...]:
        thing = desk.thing(iri)
        return (
            *desk.link(iri), thing.short.zh or None, "; ".join(thing.aliases) or None, *thing.kind, thing.family,
            *words(desk.reading.text(iri, SKOS.definition)), *words(desk.reading.text(iri, SKOS.editorialNote)),
            desk.evidence(iri),
        )  # fmt: skip

    return sheet_of("things", translatable("Entities"), columns, lambda: map(row, desk.things()), {})


def places(desk: Desk) -> Sheet:
    """Make the table of places: where they are, what they lie in, their codes.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a place.
    """
    columns = (
        Column("place", "iri", translatable("address")), *named("name", translatable("name")),
        *named("kind", translatable("kind")), Column("latitude", "decimal", translatable("latitude")),
        Column("longitude", "decimal", translatable("longitude")),
        Column("within", "iris", translatable("lies in")), Column("gbt2260", "text", "GB/T 2260"),
        Column("iso3166", "text", "ISO 3166-2"), Column("iata", "text", "IATA"), Column("icao", "text", "ICAO"),
        Column("elsewhere", "iris", translatable("the same elsewhere")), SOURCES,
    )  # fmt: skip

    def row(iri: str) -> tuple[Cell, ...]:
        thing = desk.thing(iri)
        return (
            *desk.link(iri), *thing.kind, desk.decimal(iri, YD.latitude), desk.decimal(iri, YD.longitude),
            desk.table.iris(iri, GEO.sfWithin),
            *(desk.table.text(iri, code) for code in (YD.gbt2260, YD.iso3166, YD.iata, YD.icao)),
            desk.table.iris(iri, SKOS.exactMatch), desk.evidence(iri),
        )  # fmt: skip

    return sheet_of(
        "places",
        translatable("Places"),
        columns,
        lambda: (row(iri) for iri in desk.things() if desk.is_placed(iri)),
        {"place": "things"},
    )


def relations(desk: Desk) -> Sheet:
    """Make the table of relations: every edge of the network in a sentence, with its evidence.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a relation.
    """
    columns = (
        Column("relation", "iri", translatable("address")), *linked("subject", translatable("subject")),
        Column("predicate", "text", translatable("relation")), *linked("object", translatable("object")),
        *named("role", translatable("role")), Column("as_of", "day", translatable("as of")),
        *named("confidence", translatable("confidence")), *named("note", translatable("editors’ note")),
        *SENTENCE, SOURCES,
    )  # fmt: skip

    def row(joint: Joint) -> tuple[Cell, ...]:
        each = desk.relation(joint)
        return (
            iri_of(each.id), *desk.link(joint.source), each.predicate, *desk.link(joint.target), *words(each.role),
            each.date or None, *words(each.confidence), *words(each.note), *each.sentence,
            desk.evidence(iri_of(each.id)),
        )  # fmt: skip

    leads = {"subject": "things", "object": "things"}
    return sheet_of("relations", translatable("Relations"), columns, lambda: map(row, desk.joints()), leads)


def values(desk: Desk) -> Sheet:
    """Make the table of the plain values of things: property, letters, language, evidence.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a value.
    """
    columns = (
        Column("statement", "iri", translatable("address")), *linked("thing", translatable("thing")),
        *linked("property", translatable("property")), Column("value", "text", translatable("as written")),
        Column("language", "text", translatable("language")), Column("datatype", "iri", translatable("datatype")),
        *linked("confidence", translatable("confidence")), SOURCES,
    )  # fmt: skip

    def rows() -> Iterator[tuple[Cell, ...]]:
        for iri, thing, predicate, value in desk.values():
            yield (
                iri, *desk.link(thing), *desk.link(predicate), value.value, getattr(value, "language", None),
                value.datatype.value if isinstance(value, Literal) else None,
                *desk.link(desk.one(iri, YD.confidence)), desk.evidence(iri),
            )  # fmt: skip

    return sheet_of("values", translatable("Values of entities"), columns, rows, {"thing": "things"})


def sources(desk: Desk) -> Sheet:
    """Make the table of documents and data sources.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a document or data source.
    """
    columns = (
        Column("source", "iri", translatable("address")), *named("title", translatable("title")),
        Column("issued", "text", translatable("day of issue or version")),
        *linked("publisher", translatable("publisher")), Column("page", "iri", translatable("public address")),
        Column("licence", "iri", translatable("licence")),
        Column("digest", "text", translatable("SHA-256 of the text")),
        Column("length", "integer", translatable("characters of the text")),
    )  # fmt: skip

    def row(iri: str) -> tuple[Cell, ...]:
        work = desk.reading.library.work(iri)
        return (
            iri, *work.title, work.date or None, *desk.link(desk.one(iri, DCTERMS.publisher)),
            work.link or None, work.licence or None, desk.table.text(iri, YD.textDigest),
            desk.whole(iri, YD.textLength),
        )  # fmt: skip

    return sheet_of("sources", translatable("Sources"), columns, lambda: map(row, desk.subjects(*WORKS)), {})


def passages(desk: Desk) -> Sheet:
    """Make the table of passages: which characters of which document.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a passage.
    """
    columns = (
        Column("passage", "iri", translatable("address")), Column("document", "iri", translatable("document")),
        Column("start", "integer", translatable("first character, from 0")),
        Column("end", "integer", translatable("character after the last")),
        Column("sentence", "iri", translatable("sentence")),
        Column("digest", "text", translatable("SHA-256 of the text")),
    )  # fmt: skip

    def row(iri: str) -> tuple[Cell, ...]:
        return (
            iri, desk.one(iri, YD.inDocument), desk.table.number(iri, YD.start), desk.table.number(iri, YD.end),
            desk.one(iri, YD.inSentence) or None, desk.table.text(iri, YD.textDigest),
        )  # fmt: skip

    leads = {"document": "sources", "sentence": "passages"}
    return sheet_of("passages", translatable("Passages"), columns, lambda: map(row, desk.subjects(YD.Passage)), leads)
