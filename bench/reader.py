"""Measure the document in the explorer, in a real browser: proof of a dropped text, words that light, passages linked.

Usage: ``.venv/bin/python bench/reader.py --source release.txt [--runs N]``. Prints a table with the figure that each
number is to reach; exits with 0.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph
from playwright.sync_api import sync_playwright
from visits import FLAGS, NAMES

from ydkg.assets import DATA_FILES
from ydkg.explorer.page import build
from ydkg.graph.canonical import read_turtle
from ydkg.graph.directive import Directives
from ydkg.graph.source import open_source, sentences
from ydkg.graph.table import MemoryTable
from ydkg.vocab import PREFIXES, YD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

_SIGNS, _FACTS, _THINGS = 200_000, 5_000, 600
_SYLLABLES = ("ka", "lo", "mi", "ne", "ru", "sta", "vor", "qui", "be", "dam")
# From the drop of a file to the seal with the text in place, in milliseconds.
_DROP = """(text) => new Promise((done) => {
  const seal = document.getElementById("seal");
  seal.className = "seal";
  new MutationObserver((_, observer) => {
    if (!/whole|part|trouble/.test(seal.className)) return;
    observer.disconnect();
    done([performance.now() - begun, seal.className]);
  }).observe(seal, { attributes: true });
  const data = new DataTransfer();
  data.items.add(new File([text], "text.txt"));
  const begun = performance.now();
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
})"""
# From pointing at words to the frame's style, for words all over the text, in milliseconds.
_HOVER = """() => {
  const marks = [...document.querySelectorAll("#reader-text .mark")];
  const step = Math.max(1, Math.floor(marks.length / 300));
  return marks.filter((_, place) => place % step === 0).map((mark) => {
    const begun = performance.now();
    mark.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    getComputedStyle(mark).backgroundColor;
    return performance.now() - begun;
  });
}"""


class Reached(NamedTuple):
    """A number, its unit, and what it is to be: at most, or at least, so much."""

    name: str
    value: float
    unit: str
    sign: str
    bound: float


def long_document() -> tuple[list[pyoxigraph.Triple], str]:
    """Make a document of 200,000 characters with 5,000 facts in it, and its text."""
    chance = random.Random(7)  # noqa: S311 - for the same text in every run
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(4000)]
    lines: list[str] = []
    length = 0
    while length < _SIGNS:
        line = " ".join(" ".join(chance.choices(words, k=chance.randint(12, 30))).capitalize() + "." for _ in range(5))
        lines.append(line)
        length += len(line) + 1
    text = "\n".join(lines)
    spans = sentences(text)
    found = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    found.append(f'ydr:d a yd:Document ; dcterms:title "Long"@en ; yd:textDigest "{_digest(text)}" .')
    found += [_passage(text, start, end, ", yd:Sentence") for start, end in spans]
    found += [f'ydr:t{number} a yd:Project ; rdfs:label "Project {number}"@en .' for number in range(_THINGS)]
    passages = {
        (start + place, min(end, start + place + chance.randint(10, 60)))
        for start, end in chance.choices(spans, k=_FACTS)
        for place in [chance.randint(0, max(0, end - start - 12))]
    } - set(spans)
    found += [_passage(text, start, end) for start, end in passages]
    for number, (start, end) in enumerate(sorted(passages)):
        one, other = number % _THINGS, (7 * number + number // _THINGS + 1) % _THINGS
        found.append(
            f"ydr:t{one} dcterms:isPartOf ydr:t{other} . ydr:s{number} a rdf:Statement ; rdf:subject ydr:t{one} ;"
        )
        found.append(f"  rdf:predicate dcterms:isPartOf ; rdf:object ydr:t{other} ;")
        found.append(f"  prov:wasDerivedFrom ydr:passage-d-{start}-{end} .")
    quads = pyoxigraph.parse("\n".join(found), format=pyoxigraph.RdfFormat.TURTLE)
    return [quad.triple for quad in quads], text


def _passage(text: str, start: int, end: int, kind: str = "") -> str:
    return (
        f"ydr:passage-d-{start}-{end} a yd:Passage{kind} ; yd:inDocument ydr:d ; yd:start {start} ; yd:end {end} ; "
        f'yd:textDigest "{_digest(text[start:end])}" .'
    )


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def measure(page: Page, file: Path, text: str, runs: int) -> tuple[float, float]:
    """Give the median of proofs in fresh pages, and the 95th percentile of lighting words, in milliseconds."""
    proofs, lights = [], []
    for _ in range(runs):
        page.goto("about:blank")
        page.goto(f"{file.as_uri()}#text=1")
        page.wait_for_selector("html[data-ready]")
        took, kind = page.evaluate(_DROP, text)
        if "whole" not in kind:
            raise SystemExit(f"{file}: the text is not the document's: {kind}")
        proofs.append(took)
        lights += page.evaluate(_HOVER)
    return statistics.median(proofs), statistics.quantiles(lights, n=20)[18]


def linked(triples: Sequence[pyoxigraph.Triple], source: Path) -> Iterator[Reached]:
    """Count the passages with a fragment in the data, and with a text directive made of the text."""
    table = MemoryTable(triples)
    document = open_source(table, source)
    spans = {}
    for iri in table.subjects(YD.Passage):
        start, end = table.number(iri, YD.start), table.number(iri, YD.end)
        if table.one(iri, YD.inDocument) == document.document and start is not None and end is not None:
            spans[start, end] = table.one(iri, YD.fragment)
    directives = Directives(document)
    known, made = sum(map(bool, spans.values())), sum(bool(directives.of_words(*span)) for span in spans)
    yield Reached("passages linked without the text", 100 * known / len(spans), "%", "≥", 60)
    yield Reached("passages linked with the text", 100 * made / len(spans), "%", "≥", 97)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    release = [triple for path in DATA_FILES for triple in read_turtle(path)]
    long, text = long_document()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as runner:
        files = {"release": Path(folder) / "release.html", "long": Path(folder) / "long.html"}
        for name, triples in (("release", release), ("long", long)):
            files[name].write_text(build(triples), encoding="utf-8")
        program = os.environ.get("YDKG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
        browser = runner.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        proof, light = measure(page, files["release"], given.source.read_bytes().decode(), given.runs)
        long_proof, long_light = measure(page, files["long"], text, given.runs)
        browser.close()
        rows = [
            Reached("proof of the release, dropped to sealed and shown (median)", proof, "ms", "≤", 100),
            Reached("pointing at words to their light, release (p95)", light, "ms", "≤", 16),
            Reached(f"the same, {len(text):,} characters and 5,000 facts (p95)", long_light, "ms", "≤", 50),
            *linked(release, given.source),
            Reached("page of the shipped graph", files["release"].stat().st_size / 1000, "kB", "≤", 1000),
        ]
    for row in rows:
        met = row.value <= row.bound if row.sign == "≤" else row.value >= row.bound
        print(f"{row.name:66} {row.value:9.1f} {row.unit:3} {row.sign} {row.bound:g}{'' if met else '  not reached'}")
    print(f"proof of the long document, dropped to sealed and shown (median)   {long_proof:9.1f} ms")


if __name__ == "__main__":
    main()
