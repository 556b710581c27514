"""The documents behind a graph: their texts, their sentences, and the proof that they are those meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ydkg.collection import open_file
from ydkg.errors import Listed, Named, SourceError, problem, reason
from ydkg.vocab import DCTERMS, RDFS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.graph import Graph

#: No full stop ends a sentence behind these, nor behind one capital letter.
_ABBREVIATED = """
    Mr Mrs Ms Dr Smt St No Nos vs approx Inc Ltd Co Corp Gov Sen Rep Prof Jan Feb Aug Sept Oct Nov Dec Art Fig Rs Hon
    Gen Eng Engr Mal Alh Barr Surv Ir Amb Cllr
"""
_NOT_BEHIND = "".join(rf"(?<!\b{word})" for word in _ABBREVIATED.split())
#: A sentence ends at a full stop before a space, the end of a line or a capital letter, at a Chinese one, at a question
#: or exclamation mark, and with its line. Browsers read it too, in a line by itself.
SENTENCE = rf"[^\s][^\n]*?(?:(?<!\b[A-Z]){_NOT_BEHIND}\.(?=\s|[A-Z]|$)|[?!](?=\s|$)|[。！？]+[”’）》]*|(?=\n|$))"
_SENTENCE = SENTENCE.replace("$", r"\Z")


class Source(NamedTuple):
    """A document's text."""

    document: str  # the document's IRI
    text: str  # the whole text; positions are code points from 0
    sentences: tuple[tuple[int, int], ...]  # start and end (exclusive) of each sentence, in the order of the text

    @property
    def is_chinese(self) -> bool:
        """Tell whether more of its letters are Chinese than Latin."""
        return len(re.findall("[\u3400-\u9fff]", self.text)) > len(re.findall("[A-Za-z]", self.text))

    def words(self, start: int, end: int) -> str:
        """Return the words of a passage; the text between them."""
        return self.text[start:end]

    def sentence(self, start: int, end: int) -> tuple[int, int, str]:
        """Return the sentence around a passage."""
        at = max(bisect_right(self.sentences, start, key=lambda span: span[0]) - 1, 0)
        first, last = self.sentences[at] if self.sentences else (start, end)
        while last < end and at + 1 < len(self.sentences):
            at += 1
            last = self.sentences[at][1]
        first, last = min(first, start), max(last, end)
        return first, last, self.text[first:last]


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    r"""Cut a text into its sentences; start and end (exclusive) of each, in the order of the text; may be empty.

    >>> text = "A title\n2024.12.04\nIt grew by 5.4%. It went on.Then it stopped."
    >>> [text[start:end] for start, end in sentences(text)]
    ['A title', '2024.12.04', 'It grew by 5.4%.', 'It went on.', 'Then it stopped.']
    """
    return tuple(match.span() for match in re.finditer(_SENTENCE, text))


def documents_of(table: Graph) -> list[str]:
    """List the documents of a graph; IRIs, sorted."""
    return sorted({*table.subjects(YD.Document), *table.subjects(YD.PressRelease)})


def text_of(sources: Iterable[Source], document: str) -> Source | None:
    """Choose the text of a document; None where its text is not among them."""
    return next((source for source in sources if source.document == document), None)


def open_sources(table: Graph, files: Iterable[Path | str]) -> tuple[Source, ...]:
    """Read documents that the graph describes, each known by its digest."""
    return tuple(sorted({open_source(table, file) for file in files}))


def open_source(table: Graph, path: Path | str) -> Source:
    """Read a document that the graph describes, known by its digest."""
    try:
        with open_file(path) as file:
            raw = file.read()
    except OSError as error:
        raise SourceError(
            problem("{path}: the source cannot be read: {why}", path=path, why=reason(error)), str(path)
        ) from error
    return _proven(table, raw, str(path))


def taken(table: Graph, source: Path | str) -> Source:
    """Take a document that the graph describes from a file, or from its text."""
    return open_source(table, source) if isinstance(source, Path) else _proven(table, source.encode(), "the source")


def _proven(table: Graph, raw: bytes, name: str) -> Source:
    """Find the document by its digest."""
    digest = sha256(raw).hexdigest()
    documents = documents_of(table)
    known = {value: document for document in documents for value in table.values(document, YD.textDigest)}
    if digest not in known:
        listed = []
        for value, each in known.items():
            english, chinese = (table.text(each, RDFS.label, tag) for tag in ("en", "zh-hans"))
            title = Named(table.text(each, DCTERMS.title) or english or compact(each), chinese)
            listed.append(
                problem("{document} ({title}), SHA-256 {digest}", document=compact(each), title=title, digest=value)
            )
        message = problem(
            "{file}: no document of this graph: its SHA-256 is {digest}; there are {documents}; `ydkg source FILE` "
            "takes a document’s text out of a saved page or another copy",
            file=name,
            digest=digest,
            documents=Listed(listed, "; ") or problem("none"),
        )
        raise SourceError(message, digest)
    text = raw.decode("utf-8")
    return Source(known[digest], text, sentences(text))
