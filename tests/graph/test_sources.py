"""Documents: their text, sentences and order, editions of them, directives to passages, pages saved from the web."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, RdfFormat, Store, parse

from shipped import TABLE
from triples import HEAD
from ydkg.errors import SourceError
from ydkg.graph.directive import Directives
from ydkg.graph.graph import Graph
from ydkg.graph.outline import Outline, outline_of, outlined, outlines_of
from ydkg.graph.sources import Edition, Source, editions, open_source, passages_in, sentences, sentences_behind
from ydkg.graph.webpage import MOST_BYTES, lines_of, read_lines
from ydkg.telling.sources import tell_document
from ydkg.vocab import ydr

TEXT = "A title\n2024.12.04\nThe “rate” rose by 5.4%. PM2.5 fell.Then it snowed.\nThe end"


@pytest.fixture
def store() -> Store:
    """Describe a made-up document with one passage."""
    turtle = f"""
    @prefix y: <https://w3id.org/ydkg/ontology#> . @prefix r: <https://w3id.org/ydkg/id/> .
    r:doc a y:Document ; y:textLength {len(TEXT)} ; y:textDigest "{sha256(TEXT.encode()).hexdigest()}" .
    r:passage-doc-23-29 y:inDocument r:doc ; y:start 23 ; y:end 29 ; y:textDigest "x" .
    """
    store = Store()
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Write the document."""
    path = tmp_path / "document.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_the_document_is_cut_into_sentences(store: Store, document: Path) -> None:
    """A full stop ends a sentence before a space, a line's end or a capital letter, and every line ends one."""
    source = open_source(Graph(store), document)
    assert source.document == "https://w3id.org/ydkg/id/doc"
    assert [source.text[start:end] for start, end in source.sentences] == [
        "A title",
        "2024.12.04",
        "The “rate” rose by 5.4%.",
        "PM2.5 fell.",
        "Then it snowed.",
        "The end",
    ]


def test_a_passage_leads_to_its_words_and_sentence(store: Store, document: Path) -> None:
    """Positions are code points, and the sentence around them is found."""
    source = open_source(Graph(store), document)
    assert source.words(23, 29) == "“rate”"
    assert source.sentence(23, 29) == (19, 43, "The “rate” rose by 5.4%.")
    assert source.sentence(23, 50) == (19, 55, "The “rate” rose by 5.4%. PM2.5 fell.")
    assert source.sentence(0, 7)[2] == "A title"


def test_a_row_leads_to_the_sentences_behind_it(store: Store, document: Path) -> None:
    """Passages are found in cells and in texts that list several; unknown ones are passed over."""
    row = (None, Literal("https://w3id.org/ydkg/id/passage-doc-23-29 https://w3id.org/ydkg/id/passage-doc-1-2"))
    found = sentences_behind(Graph(store), [open_source(Graph(store), document)], passages_in(row))
    assert found == [(ydr("doc"), 19, 43, "The “rate” rose by 5.4%.")]


@pytest.mark.parametrize("content", [b"", b"another", TEXT.encode() + b"\n", TEXT.encode("utf-16"), b"\xff"])
def test_another_document_is_refused(store: Store, document: Path, content: bytes) -> None:
    """One changed byte is enough, and the message names both digests."""
    document.write_bytes(content)
    with pytest.raises(SourceError) as refusal:
        open_source(Graph(store), document)
    assert sha256(content).hexdigest() in str(refusal.value)
    assert sha256(TEXT.encode()).hexdigest() in str(refusal.value)


def test_a_missing_document_is_named(store: Store, tmp_path: Path) -> None:
    """The message says which file there is not."""
    with pytest.raises(SourceError, match=r"gone\.txt: the source cannot be read: no such file"):
        open_source(Graph(store), tmp_path / "gone.txt")
    with pytest.raises(SourceError, match="the source cannot be read: Is a directory"):
        open_source(Graph(store), tmp_path)


TOPIC = "ydr:{0} a skos:Concept ; yd:orderInDocument {1} .\n"
ABOUT = (
    "ydr:s{0}{1} a rdf:Statement ; rdf:subject ydr:x ; rdf:predicate dcterms:subject ; rdf:object ydr:{0} ; "
    "prov:wasDerivedFrom ydr:p{1} .\n"
)


@pytest.fixture(scope="module")
def release() -> Outline:
    """The order of the release."""
    table = TABLE
    assert outlined(table) == [ydr("release-20241204")]
    return outline_of(table, ydr("release-20241204"))


def five_sentences(*facts: str) -> Graph:
    """Give a document of five sentences of ten characters, and further facts."""
    five = [
        f"ydr:p{number} a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start {10 * number - 10} ; "
        f"yd:end {10 * number - 1} .\n"
        for number in range(1, 6)
    ]
    text = HEAD + "".join([*five, *facts])
    return Graph.from_triples(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


def outline(*facts: str) -> Outline:
    """Read the order of that document."""
    return outline_of(five_sentences(*facts), ydr("d"))


def test_sentences_are_numbered_and_sections_follow_one_another(release: Outline) -> None:
    """The release has 85 sentences and 19 sections, which begin after its introduction and end before its outlook."""
    assert len(release.sentences) == 85
    assert release.number(0) == 1
    assert release.number(6782) == release.number(6830) == 37
    assert release.topic(37) == ydr("energy-infrastructure")
    assert release.topic(36) == ydr("infrastructure-connectivity")
    assert len(release.sections) == 19
    ends = [(first, last) for _, first, last in release.sections]
    assert all(first <= last for first, last in ends)
    assert all(after[0] == before[1] + 1 for before, after in pairwise(ends))
    assert [release.topic(number) for number in (1, 16, 76, 85)] == ["", "", "", ""]


@pytest.mark.parametrize("start", ['"x"', "ydr:x", "1.5"])
def test_a_place_that_is_no_number_is_left_out(start: str) -> None:
    """Checks find it, as a digest that is none; what reads a graph goes on with the others, one by one or at once."""
    sixth = "ydr:p6 a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start 51 ; yd:end 60 ; yd:textDigest 'd' .\n"
    whole = sixth.replace("p6", "p7").replace("'d'", f"'{'0' * 64}'")
    table = five_sentences(sixth, whole, whole.replace("p7", "p8").replace("51", start))
    found = outline_of(table, ydr("d"))
    assert found.sentences[-2:] == ((51, 60), (51, 60))
    assert len(found.sentences) == 7
    assert outlines_of(table) == {ydr("d"): found}
    assert [each.start for each in tell_document(table, ydr("d"), ()).passages] == [51]


def test_a_section_ends_before_the_next_and_the_last_with_its_last_fact() -> None:
    """Between two topics a sentence without a fact belongs to the one before; after the last to none."""
    found = outline(TOPIC.format("a", 1), TOPIC.format("b", 2), ABOUT.format("a", 2), ABOUT.format("b", 4))
    assert found.sections == ((ydr("a"), 2, 3), (ydr("b"), 4, 4))


def test_topics_out_of_order_are_no_sections() -> None:
    """A document that speaks of its topics in turns has sentences and no sections."""
    turns = (ABOUT.format("a", 1), ABOUT.format("b", 2), ABOUT.format("a", 3))
    found = outline(TOPIC.format("a", 1), TOPIC.format("b", 2), *turns)
    assert (len(found.sentences), found.sections) == (5, ())


def test_a_document_without_sentences_numbers_nothing() -> None:
    """What the graph does not know has no number and no section."""
    empty = outline_of(Graph.from_triples(()), ydr("d"))
    assert (empty.number(5), empty.topic(0), empty.sentences) == (0, "", ())


PRINTED = "A title\n2024.12.04\nIt grew by 5.4%. It went on.Then it stopped."


def passage(start: int, end: int, kind: str = "") -> str:
    """Describe a passage of the text."""
    digest = sha256(PRINTED[start:end].encode()).hexdigest()
    return (
        f"ydr:p{start}-{end} a yd:Passage{kind} ; yd:inDocument ydr:d ; yd:start {start} ; yd:end {end} ; "
        f'yd:textDigest "{digest}" .\n'
    )


@pytest.fixture(scope="module")
def table() -> Graph:
    """A document of five sentences and two passages more."""
    facts = [f'ydr:d a yd:Document ; yd:textDigest "{sha256(PRINTED.encode()).hexdigest()}" .\n']
    facts += [passage(start, end, ", yd:Sentence") for start, end in sentences(PRINTED)]
    facts += [passage(30, 34), passage(53, 61)]
    return Graph.from_triples(quad.triple for quad in parse(HEAD + "".join(facts), format=RdfFormat.TURTLE))


@pytest.mark.parametrize(
    "lines",
    [
        PRINTED.split("\n"),
        ["Home", "A title", "2024.12.04", "It grew by 5.4%. It went on.", "Then it stopped.", "Copyright."],
        ["A title", "2024.12.04", "It grew by\xa05.4%. It went on.", "Then it stopped."],
    ],
    ids=["text", "page", "spaces that do not break"],
)
def test_the_text_is_put_together_from_its_sentences(table: Graph, lines: list[str]) -> None:
    """Whatever stands around it and however its lines are cut, the text has the document's digest in the end."""
    assert editions(table, lines) == [Edition(ydr("d"), PRINTED, 5, 5, 7, 7, ())]


def test_another_edition_says_what_holds_and_where_it_first_differs(table: Graph) -> None:
    """A changed figure takes its own sentence and the passages in it, and no others; nothing goes by likeness."""
    assert editions(table, PRINTED.replace("5.4", "5.5").split("\n")) == [Edition(ydr("d"), "", 4, 5, 5, 7, (3,))]
    assert editions(table, PRINTED.split("\n")[2:]) == [Edition(ydr("d"), "", 3, 5, 5, 7, (1, 2))]
    assert editions(table, ["Something else."]) == [Edition(ydr("d"), "", 0, 5, 0, 7, (1, 2, 3, 4, 5))]


def test_a_line_break_within_the_text_is_another_edition(table: Graph) -> None:
    """All sentences may be there, and the whole still not to the letter."""
    (found,) = editions(table, ["A title", "2024.12.04", "It grew by 5.4%.", "It went on.", "Then it stopped."])
    assert (found.text, found.held, found.missing) == ("", 5, ())


MARKED = (
    "A title\nAda met Bob, and Cyd met Bob. The so-called year-end list has 12 parts (A, B & C) in PM2.5.Then it was "
    "kept in the house of the people who wrote it down for all. Ada’s list."
)
SOURCE = Source("d", MARKED, sentences(MARKED))
DIRECTIVES = Directives(SOURCE)


def of(words: str, before: str = "") -> str:
    """Give the directive of words where they first stand after some others."""
    start = MARKED.index(words, MARKED.index(before))
    return DIRECTIVES.of_words(start, start + len(words))


def test_words_that_are_once_in_the_text_stand_alone() -> None:
    """Hyphens, commas and ampersands in them are written so that they mean themselves."""
    assert of("so-called year-end") == "text=so%2Dcalled%20year%2Dend"
    assert of("(A, B & C)") == "text=A%2C%20B%20%26%20C"


def test_words_that_are_there_twice_have_their_neighbours_beside_them() -> None:
    """As few words before or after them as make them the only ones."""
    assert of("Bob") == "text=Ada%20met-,Bob"
    assert of("Bob", before="Cyd") == "text=Cyd%20met-,Bob"


def test_a_long_passage_is_named_by_its_ends() -> None:
    """The first words that are once in the text, and the last ones."""
    assert of("it was kept in the house of the people who wrote it down") == "text=it%20was%20kept,down"


def test_parts_of_words_are_not_named() -> None:
    """A number within a word is widened to the word, and a word that a full stop joins to another is left out."""
    assert of("2.5") == "text=PM2.5,-.Then"
    assert of("Then it was") == "text=it%20was"


@cache
def script() -> Any:  # noqa: ANN401 - a program that is no module
    """Load the program that writes fragments into the data."""
    spec = spec_from_file_location("write_fragments", Path(__file__).parents[2] / "scripts" / "write_fragments.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_names_only_mark_what_they_can() -> None:
    """Of names within the passage the longest way from one to another; else what is around it; else nothing."""
    spans = [(at, at + len(name)) for name in ("Ada", "Bob", "Cyd", "PM2.5") for at in [MARKED.index(name)]]
    start = MARKED.index("Ada met")
    assert script().fragment_of(DIRECTIVES, start, start + 28, spans) == "Cyd"
    assert script().fragment_of(DIRECTIVES, start, start + 12, spans) == ""
    both = [*spans, (start + 21, start + 28)]
    assert script().fragment_of(DIRECTIVES, start + 17, start + 28, both) == "Cyd met Bob"
    assert script().fragment_of(DIRECTIVES, start + 19, start + 22, both) == "Cyd met Bob"
    listed = MARKED.index("year-end list has 12 parts")
    ends = [(listed, listed + 8), (listed + 21, listed + 26)]
    assert script().fragment_of(DIRECTIVES, listed, listed + 26, ends) == "year-end … parts"
    long = [(MARKED.index("Cyd"), MARKED.index("Cyd") + 3), (MARKED.index("The so"), MARKED.index(" in PM"))]
    assert script().fragment_of(DIRECTIVES, long[1][0], long[1][1], long) == ""


SAVED = ["A title", "2024.12.04", "It grew by 5.4%. “So” they say."]
PAGE = """<!DOCTYPE html><html><head><meta charset="{0}"><title>Other words</title><style>p {{}}</style></head>
<body hidden-not><script>document.write("<p>never</p>")</script><nav><a href="#">Home</a></nav>
<h1> A
 title</h1><div>2024.12.04</div><!-- nothing --><p>It <b>grew</b> by&#32;5.4%. “So” they say.
<div hidden><p>unseen <div>twice</div></div><template><p>unseen</template></body></html>"""


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_is_its_lines(ending: str, encoding: str) -> None:
    """Line breaks of any system, empty lines and marks of the encoding are no part of the text."""
    raw = (ending.join([SAVED[0], "", *SAVED[1:], ""])).encode(encoding)
    assert lines_of(raw, "text.txt") == SAVED


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "windows-1252"])
def test_a_page_is_what_a_browser_shows_of_it(encoding: str) -> None:
    """Scripts, styles, titles, templates and hidden elements say nothing; blocks are lines, in any known encoding."""
    assert lines_of(PAGE.format(encoding).encode(encoding), "page.html") == ["Home", *SAVED]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not text but a binary file"),
        ("Größe".encode("latin-1"), "not in utf-8 from byte 2 on; save it as UTF-8"),
        (b'<html><meta charset="klingon"><p>text', "in klingon, which is not known"),
        (b"From: <Saved>\r\nContent-Type: multipart/related;\r\n\r\n<meta charset=3Dutf-8>", "a web archive; save the"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(raw: bytes, said: str) -> None:
    """The message names the file, what is wrong with it and what to do."""
    with pytest.raises(SourceError, match=said) as refused:
        lines_of(raw, "file")
    assert str(refused.value).startswith("file: ")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Its size is enough to refuse it, and what has no end is read no further than that."""
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(10 * MOST_BYTES)
    with pytest.raises(SourceError, match="100,000,000 bytes are too many"):
        read_lines(large)
    with pytest.raises(SourceError, match="10,000,001 bytes are too many"):
        read_lines("/dev/zero")
