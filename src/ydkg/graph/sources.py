"""Documents behind a graph: their texts, sentences and passages, and whether a text is one of them to the letter."""

from __future__ import annotations

import re
from bisect import bisect_right
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import open_file
from ydkg.errors import Listed, Named, SourceError, problem, reason
from ydkg.graph.turtle import about
from ydkg.vocab import DCTERMS, PREFIXES, PROV, RDF, RDFS, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ydkg.graph.graph import Graph, Term

#: The digest of words: SHA-256 in hexadecimal digits.
DIGEST = re.compile("[0-9a-f]{64}")
_PASSAGE = re.compile(re.escape(PREFIXES["ydr"]) + r"(?:passage|citation)-[a-z0-9-]+")
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
#: A paragraph that is wrapped has so many lines, the longest of so many characters.
_FEWEST_LINES, _WRAPPED = 3, range(50, 141)
#: What a line that goes on may begin with, a point of a list, and what ends a line that nothing goes on behind.
_GOES_ON = re.compile(r" *[A-Za-z\d(“\"'$€£¥]")
_OPENS_ITEM = re.compile(r" *(?:[-•*–]|\d+[.)]|[a-z][.)]) ")
_ENDS = re.compile(r"[.!?:;。！？：；] *\Z")


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
        """Return the sentence around a passage, or all of several; start, end (exclusive) and words."""
        at = max(bisect_right(self.sentences, start, key=lambda span: span[0]) - 1, 0)
        first, last = self.sentences[at] if self.sentences else (start, end)
        while last < end and at + 1 < len(self.sentences):
            at += 1
            last = self.sentences[at][1]
        first, last = min(first, start), max(last, end)
        return first, last, self.text[first:last]


class Quote(NamedTuple):
    """A sentence of a document: IRI, code points from 0 (end exclusive), and words."""

    document: str
    start: int
    end: int
    words: str


class Edition(NamedTuple):
    """A text beside a document of the graph."""

    document: str  # the document's IRI
    text: str  # the document's text, put together from the sentences, where it is whole to the letter; else empty
    held: int  # how many sentences of the document are in the text, and how many it has
    sentences: int
    proven: int  # how many passages of the document have their words there, and how many it has
    passages: int
    missing: tuple[int, ...]  # numbers of the sentences that are not there, from 1, in their order


class _Sentence(NamedTuple):
    """A sentence of a text: its line, where in the line it begins, and its words."""

    line: int
    at: int
    words: str


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    r"""Cut a text into its sentences; start and end (exclusive) of each, in the order of the text; may be empty.

    >>> text = "A title\n2024.12.04\nIt grew by 5.4%. It went on.Then it stopped."
    >>> [text[start:end] for start, end in sentences(text)]
    ['A title', '2024.12.04', 'It grew by 5.4%.', 'It went on.', 'Then it stopped.']
    """
    return tuple(match.span() for match in re.finditer(_SENTENCE, unwrapped(text)))


def unwrapped(text: str) -> str:
    r"""Join the lines of wrapped paragraphs: one space for one line feed, so that positions stay.

    A line goes on where the next one begins in a small letter, or where its first word had no room on a line of a
    paragraph of several lines.

    >>> unwrapped("A title\nThe line is\nlong.\n")
    'A title\nThe line is long.\n'
    """
    lines = text.split("\n")
    widths = [0] * len(lines)
    first = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or not lines[place].strip():
            block = lines[first:place]
            width = max(map(len, block), default=0) if len(block) >= _FEWEST_LINES else 0
            widths[first:place] = [width if width in _WRAPPED else 0] * len(block)
            first = place + 1
    joined = lines[0]
    for before, after, width in zip(lines, lines[1:], widths, strict=False):
        goes_on = before.strip() and _GOES_ON.match(after) and not _ENDS.search(before)
        full = width and len(before) + 1 + len(after.partition(" ")[0]) > width and not _OPENS_ITEM.match(after)
        small = goes_on and after.lstrip()[0].islower()
        joined += (" " if small or (full and goes_on) else "\n") + after
    return joined


def documents_of(graph: Graph) -> list[str]:
    """List the documents of a graph; IRIs, sorted."""
    return sorted({*graph.subjects(YD.Document), *graph.subjects(YD.PressRelease)})


def text_of(sources: Iterable[Source], document: str) -> Source | None:
    """Choose the text of a document; None where its text is not among them."""
    return next((source for source in sources if source.document == document), None)


def open_sources(graph: Graph, files: Iterable[Path | str]) -> tuple[Source, ...]:
    """Read documents that the graph describes, each known by its digest."""
    return tuple(sorted({open_source(graph, file) for file in files}))


def open_source(graph: Graph, path: Path | str) -> Source:
    """Read a document that the graph describes, known by its digest."""
    try:
        with open_file(path) as file:
            raw = file.read()
    except OSError as error:
        said = problem("{path}: the source cannot be read: {why}", path=path, why=reason(error))
        raise SourceError(said, str(path)) from error
    return prove(graph, raw, str(path))


def prove(graph: Graph, raw: bytes, name: str = "the source") -> Source:
    """Find the document that a text is, by its digest."""
    digest = digest_of(raw)
    known = {value: document for document in documents_of(graph) for value in graph.values(document, YD.textDigest)}
    if digest in known:
        text = raw.decode("utf-8")
        return Source(known[digest], text, sentences(text))
    listed = []
    for value, document in known.items():
        english, chinese = (graph.text(document, RDFS.label, tag) for tag in ("en", "zh-hans"))
        title = Named(graph.text(document, DCTERMS.title) or english or compact(document), chinese)
        parts = {"document": compact(document), "title": title, "digest": value}
        listed.append(problem("{document} ({title}), SHA-256 {digest}", **parts))
    message = problem(
        "{file}: no document of this graph: its SHA-256 is {digest}; there are {documents}; `ydkg source FILE` "
        "takes a document’s text out of a saved page or another copy",
        file=name,
        digest=digest,
        documents=Listed(listed, "; ") or problem("none"),
    )
    raise SourceError(message, digest)


def digest_of(words: bytes | str) -> str:
    """Give the digest of words in UTF-8: SHA-256, in hexadecimal digits."""
    return sha256(words.encode() if isinstance(words, str) else words).hexdigest()


def citation_iri(document: str, fragment: str = "") -> str:
    """Give the IRI that a citation of a page has, at the words that find the place.

    >>> citation_iri("https://w3id.org/ydkg/id/page-20250102")
    'https://w3id.org/ydkg/id/citation-page-20250102'
    """
    digest = f"-{sha256(fragment.encode()).hexdigest()[:12]}" if fragment else ""
    return ydr(f"citation-{document.removeprefix(PREFIXES['ydr'])}{digest}")


def passage_iri(document: str, start: int, end: int) -> str:
    """Give the IRI that a passage has.

    >>> passage_iri("https://w3id.org/ydkg/id/notice-20250102", 0, 87)
    'https://w3id.org/ydkg/id/passage-notice-20250102-0-87'
    """
    return ydr(f"passage-{document.removeprefix(PREFIXES['ydr'])}-{start}-{end}")


def is_passage(iri: str) -> bool:
    """Tell whether an IRI is one of a passage, whatever the graph has."""
    return _PASSAGE.fullmatch(iri) is not None


def passages_in(row: Iterable[Term | None]) -> list[str]:
    """List the passages that a row names, in a column of their own or in a text that lists several; each once."""
    values = [term.value for term in row if isinstance(term, NamedNode | Literal)]
    return list(dict.fromkeys(iri for value in values for iri in _PASSAGE.findall(value)))


def span(graph: Graph, passage: str) -> tuple[str, int, int] | None:
    """Give a passage's document, start and end."""
    document, place = graph.one(passage, YD.inDocument), place_of(graph, passage)
    return None if document is None or place is None else (document, *place)


def place_of(graph: Graph, passage: str) -> tuple[int, int] | None:
    """Read where a passage starts and ends; code points from 0, the end exclusive."""
    start, end = graph.number(passage, YD.start), graph.number(passage, YD.end)
    return None if start is None or end is None else (start, end)


def stated_in(graph: Graph, subject: str, start: int) -> str | None:
    """Give the document in which a subject comes from a position."""
    for passage in (subject, *graph.values(subject, PROV.wasDerivedFrom), *graph.values(subject, YD.mentionedIn)):
        place = span(graph, passage)
        if place and place[1] == start:
            return place[0]
    documents = documents_of(graph)
    return next((each for each in documents if subject.startswith(passage_iri(each, start, 0)[:-1])), None)


def passages_of(graph: Graph, subject: str) -> list[str]:
    """List what states a subject, or else what names it; IRIs of passages, and of registers; may be empty."""
    return graph.values(subject, PROV.wasDerivedFrom) or graph.values(subject, YD.mentionedIn)


def documents_behind(graph: Graph, subject: str) -> set[str]:
    """Give the documents that a thing, a record or a statement is in."""
    passages = [*graph.values(subject, YD.mentionedIn), *graph.values(subject, PROV.wasDerivedFrom)]
    return {document for passage in passages for document in graph.values(passage, YD.inDocument)}


def offset(graph: Graph, subject: str) -> int | None:
    """Give the first position of the passages that a subject comes from."""
    starts = [graph.number(passage, YD.start) for passage in passages_of(graph, subject)]
    return min((start for start in starts if start is not None), default=None)


def sentences_behind(graph: Graph, sources: Iterable[Source], passages: Iterable[str]) -> list[Quote]:
    """Return the sentences around some passages, in the order of the documents; each once."""
    texts = {source.document: source for source in sources}
    quotes = set()
    for passage in passages:
        place = span(graph, passage)
        if place and place[0] in texts:
            quotes.add(Quote(place[0], *texts[place[0]].sentence(*place[1:])))
    return sorted(quotes)


def passage_triples(source: Source, start: int, end: int) -> list[Triple]:
    """Describe a run of characters of a document as a passage."""
    first, last, _ = source.sentence(start, end)
    described = about(
        passage_iri(source.document, start, end),
        (RDF.type, YD.Passage),
        (YD.inDocument, source.document),
        (YD.inSentence, passage_iri(source.document, first, last)),
        (YD.start, Literal(start)),
        (YD.end, Literal(end)),
        (YD.textDigest, Literal(digest_of(source.words(start, end)))),
    )
    return list(described)


def editions(graph: Graph, lines: Sequence[str]) -> list[Edition]:
    """Compare a text with the documents of a graph, sentence by sentence, by their digests; the nearest first."""
    # The sentences of the text by their digests; a space that does not break stands for a plain one too.
    there: dict[str, _Sentence] = {}
    for number, line in enumerate(lines):
        for written in dict.fromkeys((line, line.replace("\xa0", " "))):
            for start, end in sentences(written):
                words = written[start:end]
                there.setdefault(digest_of(words), _Sentence(number, start, words))
    documents = {document for iri in graph.subjects(YD.Sentence) for document in graph.iris(iri, YD.inDocument)}
    compared = [_compare(graph, document, there, lines) for document in documents]
    return sorted(compared, key=lambda edition: (-edition.held / edition.sentences, edition.document))


def _compare(graph: Graph, document: str, there: Mapping[str, _Sentence], lines: Sequence[str]) -> Edition:
    passages, numbered = list[tuple[int, int, str]](), list[tuple[int, int, str]]()
    for iri, _ in graph.incoming(document, YD.inDocument):
        if place := place_of(graph, iri):
            passages.append((*place, graph.one(iri, YD.textDigest) or ""))
            if graph.is_a(iri, YD.Sentence):
                numbered.append(passages[-1])
    numbered.sort()
    matched = [there.get(digest) for _, _, digest in numbered]
    starts = [start for start, _, _ in numbered]
    proven = 0
    for start, end, digest in passages:
        at = bisect_right(starts, start) - 1
        sentence = matched[at] if at >= 0 else None
        proven += bool(sentence and digest_of(sentence.words[start - starts[at] : end - starts[at]]) == digest)
    held = [sentence for sentence in matched if sentence]
    text = _joined(starts, held, lines) if len(held) == len(matched) else ""
    return Edition(
        document=document,
        text=text if digest_of(text) in graph.values(document, YD.textDigest) else "",
        held=len(held),
        sentences=len(matched),
        proven=proven,
        passages=len(passages),
        missing=tuple(number for number, sentence in enumerate(matched, 1) if sentence is None),
    )


def _joined(starts: Sequence[int], held: Sequence[_Sentence], lines: Sequence[str]) -> str:
    """Put a document together: what is between two sentences of a line as it is there, between lines a line break."""
    text, before = "", held[0]
    for start, sentence in zip(starts, held, strict=True):
        gap = start - len(text)
        if text and gap > 0:
            between = lines[sentence.line][before.at + len(before.words) : sentence.at]
            text += between.replace("\xa0", " ") if before.line == sentence.line else "\n" * gap
        text += sentence.words
        before = sentence
    return text
