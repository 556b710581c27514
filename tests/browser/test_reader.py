"""The document beside the picture: dropped, proven in the page, read with its facts, and never sent or kept unasked."""

from __future__ import annotations

import hashlib
import html
from typing import TYPE_CHECKING

import pytest

from triples import named_by_their_facts, triples_of
from ydkg.cli import graphs as shipped
from ydkg.explorer.page import build
from ydkg.graph.sources import sentences
from ydkg.proof.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page
    from pyoxigraph import Triple

    from windows import Visit

pytestmark = pytest.mark.browser
TEXT = (
    "A report\n2024.12.04\n"
    "Ada Low heads the 𠮷 club, and Ada Low met Bob <b>Hay</b>. Nothing here.It grew by 5.4% in 2023."
)
HOSTILE = '<script>document.title = "ran"</script><img src="x" onerror="document.title = \'ran\'">'
PAGE = (
    f"<!doctype html><head><title>No</title></head><body>{HOSTILE}<nav>Home</nav><h1> A\n report</h1><p>2024.12.04"
    f"<div>{html.escape(TEXT.split(chr(10))[2]).replace(' met', '&nbsp;met').replace('. ', '.&nbsp;')}</div>"
    f"{HOSTILE}<p>Imprint."
)
LIT = "[...document.querySelectorAll('.lit-main, .lit-context, .lit-date')].map((each) => each.textContent)"


def digest(words: str) -> str:
    """Give the SHA-256 of words."""
    return hashlib.sha256(words.encode()).hexdigest()


def at(words: str) -> str:
    """Name the passage of words."""
    return f"ydr:passage-d-{TEXT.index(words)}-{TEXT.index(words) + len(words)}"


def document(name: str, title: str, text: str, *words: str) -> str:
    """Describe a document: its sentences, and the passages of words."""
    spans = dict.fromkeys(sentences(text), ", yd:Sentence")
    for each in words:
        spans.setdefault((text.index(each), text.index(each) + len(each)), "")
    lines = [f'ydr:{name} a yd:Document ; dcterms:title "{title}"@en ; yd:textDigest "{digest(text)}" .']
    lines += [
        f"ydr:passage-{name}-{start}-{end} a yd:Passage{kind} ; yd:inDocument ydr:{name} ; yd:start {start} ; "
        f'yd:end {end} ; yd:textDigest "{digest(text[start:end])}" .'
        for (start, end), kind in spans.items()
    ]
    return "\n".join(lines)


def graph(*more: str) -> list[Triple]:
    """Make a graph of two people, a club and a day, each fact with its passages in the text."""
    words = ("Ada Low", "Ada Low heads the 𠮷 club", "𠮷 club", "Ada Low met Bob", "Bob")
    facts = f"""
        ydr:d dcterms:issued "2024-12-04"^^xsd:date ; dcterms:source <https://example.org/report> .
        ydr:ada a foaf:Person ; rdfs:label "Ada Low"@en ; yd:mentionedIn {at("Ada Low")} .
        ydr:bob a foaf:Person ; rdfs:label "Bob"@en ; yd:mentionedIn {at("Bob")} .
        ydr:club a org:Organization ; rdfs:label "𠮷 club"@en ; yd:mentionedIn {at("𠮷 club")} .
        ydr:ada org:memberOf ydr:club . ydr:ada yd:namedAfter ydr:bob .
        ydr:statement-1 a rdf:Statement ; rdf:subject ydr:ada ; rdf:predicate org:memberOf ; rdf:object ydr:club ;
          prov:wasDerivedFrom {at("Ada Low heads the 𠮷 club")}, {at("2024.12.04")} .
        ydr:statement-2 a rdf:Statement ; rdf:subject ydr:ada ; rdf:predicate yd:namedAfter ; rdf:object ydr:bob ;
          prov:wasDerivedFrom {at("Ada Low met Bob")} .
    """
    return named_by_their_facts(triples_of(document("d", "A report", TEXT, *words), facts, *more))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the graph, without the text."""
    file = tmp_path_factory.mktemp("reader") / "report.html"
    page = build(graph())
    assert "It grew by" not in page
    file.write_text(page, encoding="utf-8")
    return file


@pytest.fixture
def reading(visit: Callable[..., Visit], report: Path) -> Callable[..., Visit]:
    """Open the page with its text shown."""
    return lambda address="#text=1": visit(report, address, width=1440, height=900)


def give(page: Page, content: str | bytes, name: str = "report.txt") -> str:
    """Drop a file onto the page, and return what the seal says in the end, whatever it said of one before."""
    page.evaluate("document.getElementById('seal').className = 'seal'")
    raw = content if isinstance(content, bytes) else content.encode()
    dropped = page.evaluate_handle(
        """([bytes, name]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(bytes)], name));
          return data;
        }""",
        [list(raw), name],
    )
    page.dispatch_event("body", "drop", {"dataTransfer": dropped})
    page.wait_for_selector("#seal.whole, #seal.part, #seal.trouble")
    return page.inner_text("#seal")


SEALED = f"10 of 10 passages are these words\n\nThe whole text, SHA-256 {digest(TEXT)[:12]}…"


@pytest.mark.parametrize(
    "content",
    [TEXT, TEXT.replace("\n", "\r\n") + "\r\n", "\ufeff" + TEXT, TEXT.encode("utf-16"), PAGE],
    ids=["text", "line ends", "mark", "utf-16", "page"],
)
def test_a_text_is_proven_in_the_page(reading: Callable[..., Visit], content: str | bytes) -> None:
    """A text or a saved page with a script in it is taken, nothing in it runs, and nothing is asked of anybody."""
    visit = reading()
    assert give(visit.page, content) == SEALED
    assert visit.page.inner_text("[data-sentence='3'] .words") == TEXT.split("\n")[2].partition(" Nothing")[0]
    assert visit.page.title() != "ran"
    assert visit.page.locator("#reader b, #reader img, #reader script").count() == 0
    assert [url for url in visit.requests if not url.startswith("data:")] == [visit.page.url.partition("#")[0]]
    assert visit.page.evaluate("localStorage.length") == 0
    assert "connect-src 'none'" in visit.page.get_attribute("meta[http-equiv]", "content")


def test_without_the_text_the_reader_shows_the_order_of_the_document(reading: Callable[..., Visit]) -> None:
    """Sentences are bars with the facts in their places; those without a fact are pale and say so (user trial)."""
    page = reading().page
    assert page.locator(".sentence-row").count() == 5
    assert page.locator(".sentence-row .bar").count() == 5
    assert page.text_content("[data-sentence-facts='4'] .visually-hidden") == "sentence 4, no fact"
    assert page.text_content("[data-sentence-facts='3'] .visually-hidden") == "sentence 3, 2 facts"
    assert page.locator("[data-sentence='3'] .bar .mark").count() >= 3
    assert "bare" in page.get_attribute("[data-sentence='4']", "class")


def test_another_edition_says_what_holds(reading: Callable[..., Visit]) -> None:
    """A changed sentence is none of the document's; the others are proven; the seal is of the file dropped last.

    A binary file, another encoding, another text, one without its title lines and an empty one are told in a line.
    """
    page = reading().page
    said = give(page, TEXT.replace("5.4", "5.5"))
    assert said == "9 of 10 passages are these words\n\nAnother edition of the text."
    assert page.locator(".words").count() == 4
    assert page.locator(".wrong .bar").count() == 1
    assert give(page, TEXT) == SEALED
    assert give(page, TEXT.replace("5.4", "5.5")) == said
    other = "This file is none of the documents here: it has none of their sentences."
    for content, told in {
        b"\x89PNG\r\n\x1a\n\x00\x00": "This is a binary file, not a text or a saved web page.",
        "Größe".encode("latin-1"): "The letters of this file cannot be read as utf-8; save it as UTF-8.",
        "From: <Saved>\nContent-Type: multipart/related\n\n": "This is a web archive; save the page as HTML only.",
        "Something else.": other,
        "\n".join(TEXT.split("\n")[2:]): "8 of 10 passages are these words",
        "": other,
    }.items():
        assert give(page, content).split("\n")[0] == told


def test_a_file_of_a_hundred_megabytes_is_not_read(reading: Callable[..., Visit], tmp_path: Path) -> None:
    """Its size is enough to refuse it, and the page answers at once."""
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    page = reading().page
    page.set_input_files("#choose-file", large)
    page.wait_for_selector("#seal.trouble")
    assert page.inner_text("#seal-line") == "This file is too large for a document: 100,000,000 bytes."


def test_a_long_file_of_something_else_holds_nothing_up(reading: Callable[..., Visit]) -> None:
    """Nine million letters in a million sentences are read in steps, and the page does other things between them."""
    page = reading().page
    between = page.evaluate(
        """async () => {
          const data = new DataTransfer();
          data.items.add(new File(["Ada went. It is. ".repeat(540_000)], "long.txt"));
          let [there, between] = [false, 0];
          const bytes = Blob.prototype.arrayBuffer;
          Blob.prototype.arrayBuffer = async function () {
            const found = await bytes.call(this);
            there = true;
            return found;
          };
          const seen = setInterval(() => { if (there) between += 1; }, 1);
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
          const sealed = () => document.getElementById("seal").className !== "seal";
          while (!sealed()) await new Promise((go) => { setTimeout(go, 20); });
          clearInterval(seen);
          return between;
        }"""
    )
    assert page.inner_text("#seal-line") == "This file is none of the documents here: it has none of their sentences."
    assert between > 5


def test_words_and_facts_light_each_other(reading: Callable[..., Visit]) -> None:
    """A selected thing's words are lit, so are those of facts that are pointed at; overlapping facts offer a choice.

    Once the text is there the panel quotes the sentence with its passages marked (user trial), and ``n`` and ``p`` walk
    in the order of the text, with the fact said under it.
    """
    opened = reading("#thing=ada&text=1")
    page = opened.page
    assert page.locator("#panel blockquote").count() == 0
    give(page, TEXT)
    page.click("#panel .relation .source summary >> nth=0")
    quoted = page.inner_text("#panel .source[open] blockquote mark >> nth=-1")
    assert quoted in {"Ada Low heads the 𠮷 club", "Ada Low met Bob"}
    assert page.get_attribute("#panel .source[open] .work a", "rel") == "noreferrer noopener"
    opened.follow("#thing=club&text=1")
    assert page.evaluate(LIT) == ["2024.12.04", "Ada Low", " heads the ", "𠮷 club"]
    page.hover("[data-sentence='3'] .mark >> text=Bob")
    assert page.evaluate(LIT)[-1] == "Bob"
    assert "Ada Low is named after Bob" in page.inner_text("#reader-facts-list")
    page.click("[data-sentence='3'] .mark >> text=𠮷 club")
    choice = page.locator("#reader-facts-list button")
    assert choice.count() == 2
    page.hover("[data-sentence='3'] .mark >> text=Bob")
    assert choice.count() == 2
    page.click("#reader-facts-list button:not(.named)")
    assert page.inner_text("#panel-title") == "Ada Low is a member of 𠮷 club"
    assert page.locator(".lit-date").inner_text() == "2024.12.04"
    page = reading().page
    give(page, TEXT)
    page.focus("#reader")
    seen = []
    for key in ("n", "n", "p"):
        page.keyboard.press(key)
        seen.append(page.inner_text("#reader-facts-list .fact:not(.named) >> nth=0"))
    assert seen == ["Ada Low is a member of 𠮷 club", "Ada Low is named after Bob", "Ada Low is a member of 𠮷 club"]


def test_sources_beside_the_text_stay_in_their_column(visit: Callable[..., Visit]) -> None:
    """What is beside the text is narrow: figures and their sources wrap, and reach beyond no edge."""
    page = visit("shipped", "#thing=yangtze-river-delta&text=1").page
    for _ in range(2):
        assert page.eval_on_selector("#panel", "panel => panel.scrollWidth - panel.clientWidth") == 0
        page.evaluate("document.querySelectorAll('#panel .source').forEach((each) => { each.open = true; })")
    assert page.locator("#panel .figure .source[open]").count() > 0


def test_a_sentence_has_the_facts_that_it_has_elsewhere(visit: Callable[..., Visit]) -> None:
    """What is said of a thing in its description is a fact, as `ydkg coverage` and the site count it."""
    parts = next(iter(coverage(shipped.triples_of()))).sentences
    page = visit("shipped", "#text=1").page
    for number in (7, 9, 19):
        said = page.text_content(f"[data-sentence-facts='{number}'] .visually-hidden")
        assert said == f"sentence {number}, {parts[number - 1].facts} facts"


def test_a_page_built_with_its_text_is_sealed_from_the_start(visit: Callable[..., Visit], tmp_path: Path) -> None:
    """``--source`` gives the same as dropping the text (user trial)."""
    file = tmp_path / "with.html"
    file.write_text(build(graph(), TEXT), encoding="utf-8")
    page = visit(file, "#text=1").page
    page.wait_for_selector("#seal.whole")
    assert page.inner_text("#seal") == SEALED


def test_of_several_documents_the_one_in_the_file_is_opened(visit: Callable[..., Visit], tmp_path: Path) -> None:
    """Each text is matched to its document by its digests, and both stay proven."""
    other = "Another report. It says nothing of Ada."
    eve = 'ydr:eve a foaf:Person ; rdfs:label "Another"@en ; yd:mentionedIn ydr:passage-e-0-7 .'
    file = tmp_path / "two.html"
    file.write_text(build(graph(document("e", "Another", other, "Another"), eve)), encoding="utf-8")
    page = visit(file, "#text=1").page
    assert give(page, other).startswith("3 of 3 passages are these words")
    assert page.inner_text("#reader-title") == "Another"
    assert give(page, TEXT) == SEALED
    assert page.inner_text("#reader-title") == "A report"
    page.select_option("#reader-documents", label="Another")
    assert page.inner_text("#seal-line") == "3 of 3 passages are these words"
