"""The sources of a page's facts: documents, registers, passages, and the sentences around them where given."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from ydkg.vocab import DCTERMS, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from pathlib import Path

    from ydkg.graph.table import Table
from ydkg.graph.source import taken


class Work(TypedDict):
    """A document or register: title, date of issue or version, public address, licence; each may be empty."""

    title: str
    date: str
    link: str
    licence: str
    kind: str
    id: str


class Source(TypedDict, total=False):
    """One source: the number of its work; of a passage also start, end, number of its sentence, and an odd name."""

    work: int
    start: int
    end: int
    sentence: int
    id: str


class Sources:
    """Number the sources that facts ask for, in the order of asking.

    Parameters
    ----------
    table : Table
        The graph.
    source : str or pathlib.Path, optional
        The document's text, or the file that holds it: then passages come with their sentences.

    Raises
    ------
    SourceError
        If the text is not the document that the graph describes.
    """

    def __init__(self, table: Table, source: str | Path | None = None) -> None:
        self._table = table
        self._numbers: dict[str, int] = {}
        self._works: dict[str, int] = {}
        self.sources: list[Source] = []
        self.works: list[Work] = []
        self.sentences: list[tuple[int, str]] = []
        self._source = taken(table, source) if source is not None else None
        self._sentence_numbers: dict[tuple[int, int], int] = {}

    def numbers(self, iris_of_sources: tuple[str, ...]) -> list[int]:
        """Give the numbers of some passages and registers, numbering those that are new."""
        found = []
        for iri in iris_of_sources:
            if iri not in self._numbers:
                self._numbers[iri] = len(self.sources)
                self.sources.append(self._describe(iri))
            found.append(self._numbers[iri])
        return found

    def _describe(self, iri: str) -> Source:
        """Describe a passage by its place in its document, and any other source by itself."""
        start, end = self._table.text(iri, YD.start), self._table.text(iri, YD.end)
        documents = self._table.iris(iri, YD.inDocument)
        if start is None or end is None or not documents:
            return {"work": self._work(iri)}
        described: Source = {"work": self._work(documents[0]), "start": int(start), "end": int(end)}
        name = compact(iri).removeprefix("ydr:")
        if name != f"passage-{self.works[described['work']]['id']}-{start}-{end}":
            described["id"] = name
        if self._source is not None:
            described["sentence"] = self._sentence(int(start), int(end))
        return described

    def _work(self, iri: str) -> int:
        """Give the number of a document or register."""
        if iri not in self._works:
            self._works[iri] = len(self.works)
            link = next((each for each in self._table.iris(iri, DCTERMS.source)), "")
            licence = next((each for each in self._table.iris(iri, DCTERMS.license)), "")
            self.works.append(
                {
                    "title": self._name(iri),
                    "date": self._table.text(iri, DCTERMS.issued) or self._table.text(iri, SCHEMA.version) or "",
                    "link": link if link.startswith(("https://", "http://")) else "",
                    "licence": licence,
                    "kind": "register" if YD.Register in self._table.types(iri) else "document",
                    "id": compact(iri).removeprefix("ydr:"),
                }
            )
        return self._works[iri]

    def _name(self, iri: str) -> str:
        """Give a work's title, else its label, else its prefixed name."""
        return self._table.text(iri, DCTERMS.title) or self._table.text(iri, RDFS.label) or compact(iri)

    def _sentence(self, start: int, end: int) -> int:
        """Give the number of the sentence around a passage, which is kept with its first character's position."""
        first, last, words = self._source.sentence(start, end) if self._source else (start, end, "")
        span = first, last
        if span not in self._sentence_numbers:
            self._sentence_numbers[span] = len(self.sentences)
            self.sentences.append((first, words))
        return self._sentence_numbers[span]
