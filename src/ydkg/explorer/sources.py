"""The sources of a page's facts: documents, registers, passages, and the sentences around them where given."""

from __future__ import annotations

import bisect
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from ydkg.errors import SourceError
from ydkg.vocab import DCTERMS, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from ydkg.graph.table import Table

# A sentence ends at a full stop before a space, the end of a line or a capital letter, and with every line.
_SENTENCE = re.compile(r"[^\n]+?(?:\.(?=[\sA-Z]|$)|$)", re.MULTILINE)


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
        self._text = _read(table, source) if source is not None else None
        self._spans = [match.span() for match in _SENTENCE.finditer(self._text)] if self._text else []
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
        if self._text is not None:
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
        at = max(0, bisect.bisect_right(self._spans, (start, len(self._text or ""))) - 1)
        first, last = self._spans[at] if self._spans else (start, end)
        span = (min(first, start), max(last, end))
        if span not in self._sentence_numbers:
            self._sentence_numbers[span] = len(self.sentences)
            self.sentences.append((span[0], (self._text or "")[span[0] : span[1]]))
        return self._sentence_numbers[span]


def _read(table: Table, source: str | Path) -> str:
    """Take the text, or read the file, and compare it with the digest that the graph has for its document."""
    if isinstance(source, Path):
        try:
            found = source.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{source} cannot be read as UTF-8 text: {error}", str(source)) from error
    else:
        found = source
    kept = {
        digest
        for each in {*table.subjects(YD.Document), *table.subjects(YD.PressRelease)}
        if (digest := table.text(each, YD.textDigest))
    }
    digest = hashlib.sha256(found.encode()).hexdigest()
    if kept and digest not in kept:
        expected = ", ".join(sorted(kept))
        raise SourceError(f"the source is not the document of the graph: SHA-256 {digest}, expected {expected}", digest)
    return found
