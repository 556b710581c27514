"""Text directives in a real browser: each marks words of its passage on a page made of the text, and no others."""

from __future__ import annotations

import base64
import html
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shipped import SOURCE, TABLE, needs_source
from ydkg.graph.directive import SIGN, Directives, directive_of
from ydkg.graph.sources import Source, open_source
from ydkg.telling.sources import Library
from ydkg.vocab import PROV, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, needs_source]

#: So many directives are tried at once; the browser gives up on the last of dozens.
TOGETHER = 12
# Letters are white, and magenta where a directive marks them: a screenshot shows which, by the boxes of the letters.
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><style>
html {{ scroll-padding: 9999px; }} body {{ margin: 2px; width: 900px; font: 6px/8px monospace; color: #fff; }}
h1, p {{ font: inherit; margin: 0; }} ::target-text {{ background: #f0f; color: #f0f; }}
</style></head><body>{body}</body></html>"""
# The middles of all letters of the page, line by line of the text.
MIDDLES = """() => [...document.querySelectorAll("h1, p")].map((line) => {
  const words = line.firstChild, range = document.createRange(), found = [];
  for (let at = 0; at < words.length; at += 1) {
    range.setStart(words, at);
    range.setEnd(words, at + 1);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    found.push([Math.floor((left + right) / 2), Math.floor((top + bottom) / 2)]);
  }
  return found;
})"""
# Which letters are magenta in a screenshot.
READ = """async ([image, middles]) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${image}`)).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data, width } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const lit = [];
  middles.forEach(([x, y], letter) => {
    const at = 4 * (y * width + x);
    if (data[at] > 200 && data[at + 1] < 60 && data[at + 2] > 200) lit.push(letter);
  });
  return lit;
}"""


class Marks:
    """A page of a text in a browser that says which letters a directive marks."""

    def __init__(self, browser: Browser, text: str, folder: Path) -> None:
        lines = text.split("\n")
        body = "".join(
            f"<{tag}>{html.escape(line)}</{tag}>" for tag, line in zip(["h1", *["p"] * len(lines)], lines, strict=False)
        )
        self._file = folder / "release.html"
        self._file.write_text(PAGE.format(body=body), encoding="utf-8")
        self._context = browser.new_context(viewport={"width": 920, "height": 800})
        self._page = self._context.new_page()
        self._page.goto(self._file.as_uri())
        self._letters, middles, start = [], [], 0
        for line, found in zip(lines, self._page.evaluate(MIDDLES), strict=True):
            assert len(line) == len(found)
            self._letters += range(start, start + len(line))
            middles += found
            start += len(line) + 1
        assert max(y for _, y in middles) < 800
        self._reader = self._context.new_page()
        self._reader.evaluate("middles => { window.middles = middles; }", middles)
        self._known: dict[str, list[int]] = {}

    def of(self, directive: str) -> list[int]:
        """Give the code points that a directive marks, in order."""
        if directive not in self._known:
            self._page.goto("about:blank")
            self._page.goto(f"{self._file.as_uri()}#{SIGN.removeprefix('#')}{directive}")
            image = base64.b64encode(self._page.screenshot()).decode()
            lit = self._reader.evaluate(f"(image) => ({READ})([image, window.middles])", image)
            self._known[directive] = [self._letters[letter] for letter in lit]
        return self._known[directive]

    def close(self) -> None:
        """Close its pages."""
        self._context.close()


@pytest.fixture(scope="module")
def source() -> Source:
    """The release."""
    return open_source(TABLE, SOURCE)


@pytest.fixture(scope="module")
def passages(source: Source) -> dict[tuple[int, int], str]:
    """Start and end of each passage of the release, and the directive by the fragment that the data have, if any."""
    found = {}
    for iri in TABLE.subjects(YD.Passage):
        start, end = TABLE.number(iri, YD.start), TABLE.number(iri, YD.end)
        if TABLE.one(iri, YD.inDocument) == source.document and start is not None and end is not None:
            found[start, end] = directive_of(TABLE.one(iri, YD.fragment) or "")
    return found


@pytest.fixture(scope="module")
def marks(browser: Browser, source: Source, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marks]:
    """A page of the release."""
    opened = Marks(browser, source.text, tmp_path_factory.mktemp("release"))
    yield opened
    opened.close()


def is_lit(lit: list[int], source: Source, start: int, end: int) -> bool:
    """Tell whether letters are words of a passage without a gap, or all of it and more of its sentence."""
    words = lit and [at for at in range(lit[0], lit[-1] + 1) if not source.text[at].isspace()]
    if not lit or [at for at in lit if not source.text[at].isspace()] != words:
        return False
    first, last, _ = source.sentence(start, end)
    return (start <= lit[0] and lit[-1] < end) or (first <= lit[0] <= start and end - 1 <= lit[-1] < last)


def batches(source: Source, spans: Iterable[tuple[int, int]]) -> Iterator[dict[tuple[int, int], tuple[int, int]]]:
    """Put passages into batches, no two of a batch in one sentence: the sentences, and the passage in each."""
    left = list(spans)
    while left:
        together: dict[tuple[int, int], tuple[int, int]] = {}
        for span in left:
            if len(together) < TOGETHER:
                together.setdefault(source.sentence(*span)[:2], span)
        left = [span for span in left if span not in together.values()]
        yield together


def wrong(marks: Marks, source: Source, directives: dict[tuple[int, int], str]) -> list[Any]:
    """List the directives that mark nothing, or words outside of their passage that are not all around it.

    Passages of different sentences are tried at once: a directive marks one place at most, so where each sentence has
    its words marked and nothing else is marked, each directive marked its own. What is not so is tried by itself.
    """
    found: list[Any] = []
    for together in batches(source, directives):
        tried = [directives[span] for span in together.values()]
        lit = marks.of("&".join(tried))
        parts = {sentence: [at for at in lit if sentence[0] <= at < sentence[1]] for sentence in together}
        if sum(map(len, parts.values())) == len(lit) and all(
            is_lit(parts[sentence], source, *span) for sentence, span in together.items()
        ):
            continue
        for span, directive in zip(together.values(), tried, strict=True):
            lit = marks.of(directive)
            if not is_lit(lit, source, *span):
                found.append((*span, directive, lit[:1] + lit[-1:]))
    return found


def test_the_data_lead_to_most_passages_without_the_text(
    marks: Marks, source: Source, passages: dict[tuple[int, int], str]
) -> None:
    """At least 60 % of the passages have a directive in the data, and each marks words of its passage, or all of it."""
    known = {span: directive for span, directive in passages.items() if directive}
    assert len(known) >= 0.6 * len(passages)
    assert wrong(marks, source, known) == []


def test_the_text_leads_to_all_but_few(marks: Marks, source: Source, passages: dict[tuple[int, int], str]) -> None:
    """With the document at least 97 % have one, and each marks words of its passage, or all of it."""
    directives = Directives(source)
    known = {span: directive for span in passages if (directive := directives.of_words(*span))}
    assert len(known) >= 0.97 * len(passages)
    assert wrong(marks, source, known) == []


def links(document: str) -> list[str]:
    """Give the directives of every link to several passages of a fact of a document."""
    library = Library(TABLE)
    facts = {subject for subject, _ in TABLE.pairs(PROV.wasDerivedFrom)}
    found = [library.evidence(TABLE.iris(fact, PROV.wasDerivedFrom)).places for fact in facts]
    places = [[each for each in held if each.work.iri == document] for held in found]
    # The site has a link for each sentence, the explorer one for all of them.
    lit = {each.lit for held in places for each in held}
    lit |= {held[0].work.lit(passage for each in held for passage in each.passages) for held in places if held}
    return sorted(link.partition(SIGN)[2] for link in lit if "&" in link)


def test_the_link_of_every_fact_marks_what_its_passages_do(
    marks: Marks, source: Source, passages: dict[tuple[int, int], str]
) -> None:
    """Each marks the words of every passage of its fact, and nothing besides; links are tried in batches, too."""
    alone: dict[str, set[int]] = {}
    for together in batches(source, [span for span, directive in passages.items() if directive]):
        lit = marks.of("&".join(passages[span] for span in together.values()))
        for (first, last), span in together.items():
            alone[passages[span]] = {at for at in lit if first <= at < last}
    left = links(source.document)
    assert len(left) > 100
    while left:
        tried: list[str] = []
        for link in left:
            if len({*"&".join([*tried, link]).split("&")}) <= max(TOGETHER, link.count("&") + 1):
                tried.append(link)
        left = [link for link in left if link not in tried]
        directives = dict.fromkeys("&".join(tried).split("&"))
        lit = marks.of("&".join(directives))
        if lit != sorted(set().union(*(alone[each] for each in directives))):
            for link in tried:
                assert marks.of(link) == sorted(set().union(*(alone[each] for each in link.split("&")))), link


def test_the_data_have_no_words_that_they_do_not_have_anyway(
    source: Source, passages: dict[tuple[int, int], str]
) -> None:
    """Fragments in the data are those that names, titles and figures of the graph give, as the script writes them."""
    place = Path(__file__).parents[2] / "scripts" / "write_fragments.py"
    spec = importlib.util.spec_from_file_location("write_fragments", place)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    directives, spans = Directives(source), script.known_words(TABLE, source)
    assert passages == {span: directive_of(script.fragment_of(directives, *span, spans)) for span in passages}
