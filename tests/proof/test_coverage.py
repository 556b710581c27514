"""Coverage counts the characters that facts rest on, finds the sentences without one, and shows both."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from seeds import printed
from shipped import SOURCE, needs_source
from triples import triples_of
from ydkg.graph.graph import Graph
from ydkg.graph.sources import Source, open_source, sentences
from ydkg.graph.store import open_store
from ydkg.language.text import CHINESE
from ydkg.proof.coverage import KINDS, Coverage, coverage
from ydkg.proof.coverage_report import CODES, COLUMNS, as_html, as_json, as_rows
from ydkg.vocab import RDFS, ydr

#: Four sentences: two of 7 and 22 characters that carry facts, one that only names a thing, and one bare.
TEXT = "A title\nAnn Lee runs an office. Ann Lee spoke. Nothing is said here."
GRAPH = """
ydr:text a yd:Document ; dcterms:title "A text" ; yd:textLength 68 .
ydr:ann-lee a foaf:Person ; rdfs:label "Ann Lee"@en ; yd:mentionedIn ydr:passage-text-8-15 , ydr:passage-text-32-39 .
ydr:post a org:Membership ; rdfs:label "Ann Lee runs an office"@en ; prov:wasDerivedFrom ydr:passage-text-8-20 .
ydr:office a org:Organization ; rdfs:label "an office"@en ; prov:wasDerivedFrom ydr:passage-text-16-30 .
ydr:s a rdf:Statement ; rdf:subject ydr:office ; rdf:predicate yd:aim ; rdf:object "order"@en ;
    prov:wasDerivedFrom ydr:passage-text-0-7 , ydr:passage-text-16-30 .
ydr:r a rdf:Statement ; prov:wasDerivedFrom ydr:a-register .
"""
SPANS = ((0, 7), (8, 31), (32, 46), (47, 68))


def graph(text: str = GRAPH) -> list[Triple]:
    """Read Turtle with our prefixes, and add passages and sentences."""
    passages = {(8, 15), (32, 39), (8, 20), (16, 30), *SPANS}
    for start, end in sorted(passages):
        kind = "yd:Passage , yd:Sentence" if (start, end) in SPANS else "yd:Passage"
        text += (
            f"ydr:passage-text-{start}-{end} a {kind} ; yd:inDocument ydr:text ; yd:start {start} ; yd:end {end} .\n"
        )
    return triples_of(text)


def source() -> Source:
    """Give the text as the document."""
    return Source(ydr("text"), TEXT, sentences(TEXT))


class Page(HTMLParser):
    """Collect what the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element and its attributes."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.words += data

    def values(self, attribute: str) -> list[str]:
        """Return all values of an attribute."""
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


@pytest.mark.parametrize("documents", [[], [source()]], ids=["without the document", "with the document"])
def test_characters_and_facts_are_counted_by_sentence(documents: list[Source]) -> None:
    """Overlapping passages count once, mentions by themselves, and a register is no part of the document."""
    (covered,) = coverage(graph(), *documents)
    assert covered.title == "A text"
    found = [(s.start, s.end, s.covered, s.mentioned, s.facts, s.mentions) for s in covered.sentences]
    assert found == [(0, 7, 7, 0, 1, 0), (8, 31, 22, 7, 3, 1), (32, 46, 0, 7, 0, 1), (47, 68, 0, 0, 0, 0)]
    assert [s.share for s in covered.sentences] == [Decimal(1), Decimal("0.9565"), Decimal(0), Decimal(0)]
    total = covered.total
    assert (total.characters, total.covered, total.mentioned, total.facts, total.mentions) == (68, 29, 14, 3, 1)
    assert [(s.start, s.end) for s in covered.bare] == [(32, 46), (47, 68)]
    assert {kind: count for kind, count in covered.kinds.items() if count} == {
        "post": 1,
        "relation": 1,
        "description": 1,
        "mention": 1,
    }


def test_facts_are_told_in_words() -> None:
    """A record is told by its label, a statement by its triple, and a thing described by its name."""
    (covered,) = coverage(graph())
    mark = next(mark for mark in covered.marks if (mark.start, mark.end) == (16, 30))
    assert [(each.kind, each.words) for each in mark.stated] == [
        ("description", "an office"),
        ("relation", "an office – aim: “order”"),
    ]


def test_a_passage_across_two_sentences_counts_for_both() -> None:
    """Each sentence gets the part of the passage that lies in it."""
    facts = graph(GRAPH + "ydr:long a yd:Milestone ; prov:wasDerivedFrom ydr:passage-text-40-50 .\n")
    facts += graph("ydr:passage-text-40-50 a yd:Passage ; yd:inDocument ydr:text ; yd:start 40 ; yd:end 50 .\n")
    (covered,) = coverage(facts)
    assert [s.covered for s in covered.sentences] == [7, 22, 6, 3]
    assert not covered.bare


def test_a_graph_without_passages_has_no_coverage() -> None:
    """An empty graph gives no document, no rows, and a page that says so."""
    assert coverage([]) == []
    assert as_rows([]) == []
    assert json.loads(as_json([])) == []
    assert "no document" in as_html([])


def test_the_shipped_graph_covers_most_of_the_release(shipped: list[Triple]) -> None:
    """Of the sentences that the graph knows every one carries a fact, and most of the characters do."""
    (covered,) = coverage(shipped)
    assert covered.document == ydr("release-20241204")
    assert len(covered.sentences) == 85
    assert covered.bare == ()
    assert Decimal("0.8") < covered.total.share < 1
    assert covered.kinds["post"] == 12
    assert sum(part.characters for part in covered.sentences) <= covered.total.characters


@needs_source
def test_every_sentence_of_the_release_carries_a_fact(shipped: list[Triple]) -> None:
    """By the document's own sentences too none is left out, and the counts are those that need no document."""
    (alone,), (covered,) = coverage(shipped), coverage(shipped, open_source(Graph(open_store()), SOURCE))
    assert covered.bare == ()
    assert [(s.start, s.end, s.covered, s.facts) for s in covered.sentences] == [
        (s.start, s.end, s.covered, s.facts) for s in alone.sentences
    ]
    assert all(sentence.text for sentence in covered.sentences)
    shown = Page(as_html([covered])).words
    assert all(f"{sentence.start}–{sentence.end}" in shown for sentence in covered.sentences)


def test_rows_give_each_sentence_and_the_total() -> None:
    """A row has what its columns say, in numbers that a program can read."""
    rows = as_rows(coverage(graph(), source()))
    assert all(len(row) == len(COLUMNS) for row in rows)
    second = dict(zip(COLUMNS, rows[1], strict=True))
    assert second["sentence"] == NamedNode(ydr("passage-text-8-31"))
    assert second["text"] == Literal(TEXT[8:31])
    assert [second[name].value for name in ("start", "end", "characters", "covered", "share", "facts")] == [
        "8",
        "31",
        "23",
        "22",
        "0.9565",
        "3",
    ]
    assert rows[-1][0] == NamedNode(ydr("text"))
    assert {row[-1] for row in as_rows(coverage(graph()))} == {None}


def test_json_gives_totals_sentences_and_passages() -> None:
    """A program finds the shares, the sentences without facts, and what each passage carries."""
    (found,) = json.loads(as_json(coverage(graph())))
    assert found["total"]["share"] == 0.4265
    assert found["withoutFacts"] == [[32, 46], [47, 68]]
    assert found["passages"][0]["stated"][0]["kind"] == "relation"
    assert "text" not in found["sentences"][0]
    (found,) = json.loads(as_json(coverage(graph(), source())))
    assert [sentence["text"] for sentence in found["sentences"]] == [TEXT[start:end] for start, end in SPANS]


def test_every_mark_on_the_page_leads_to_the_facts_below(shipped: list[Triple]) -> None:
    """Each link has one target, each passage with its facts is listed once, and each kind has a lane and a letter."""
    (covered,) = coverage(shipped)
    page = Page(as_html([covered]))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.values("href")} <= set(ids)
    assert sum(name.startswith("passage-") for name in ids) == len(covered.marks)
    for kind, letter in CODES.items():
        assert f"{letter} {kind} {covered.kinds[kind]}" in " ".join(page.words.split())
    assert len(set(CODES.values())) == len(KINDS)


def test_the_page_shows_the_document_s_words_marked() -> None:
    """With the document its text stands there whole, in which each passage leads to its facts."""
    text = as_html(coverage(graph(), source()))
    shown = re.findall(r'<p class="text">(.*?)</p>', text, re.DOTALL)
    plain = [re.sub(r"<[^>]+>", "", re.sub(r'<span class="codes">\w+</span>', "", each)) for each in shown]
    assert plain == [TEXT[start:end] for start, end in SPANS]
    assert '<a href="#passage-1-8-15" class="post"><span class="codes">PN</span>Ann Lee</a>' in shown[1]
    assert "<a" not in shown[3]
    bare = as_html(coverage(graph()))
    assert '<p class="text"' not in bare
    assert re.findall(r'title="(\d+–\d+)">(\d)</a>', bare) == [("32–46", "3"), ("47–68", "4")]


def test_a_page_in_chinese_marks_what_is_english() -> None:
    """The document's sentences and quotes, its title, and names that have no Chinese; what is Chinese is not marked."""
    covered = coverage(graph(), source())
    english = Page(as_html(covered)).tags
    assert [attrs["lang"] for _, attrs in english if attrs.get("lang")] == ["en"]
    names = {ydr("text"): "A text", ydr("ann-lee"): "Ann Lee", ydr("office"): "办公室"}
    text = as_html(covered, CHINESE, lambda iri: names.get(iri, "关系"))
    assert '<h1 id="document-1" lang="en">A text</h1>' in text
    assert text.count('<p class="text" lang="en">') == len(SPANS)
    assert f'<q class="quote" lang="en">{TEXT[16:30]}</q>' in text
    assert '<span lang="en">Ann Lee</span>' in text
    assert "<span>办公室</span>" in text


def test_the_page_runs_nothing_and_asks_for_nothing(shipped: list[Triple]) -> None:
    """There is no script, no address of another file, and a policy that allows the page's own style alone."""
    text = as_html(coverage(shipped))
    page = Page(text)
    assert not {"script", "img", "link", "iframe", "object", "form"} & {tag for tag, _ in page.tags}
    assert not {"src", "style", "onclick", "onload"} & {name for _, attrs in page.tags for name in attrs}
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(attrs["content"] for _, attrs in page.tags if "http-equiv" in attrs)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def test_words_are_never_taken_for_markup() -> None:
    """A label or a document with markup in it is shown as it is written."""
    hostile = "</style><script>alert(1)</script>{{ 7*7 }}"
    facts = [*graph(), Triple(NamedNode(ydr("office")), NamedNode(RDFS.label), Literal(hostile, language="en"))]
    text = as_html(coverage([t for t in facts if t.object != Literal("an office", language="en")]))
    assert "<script" not in text
    assert hostile in Page(text).words
    odd = Source(ydr("text"), "<b>&amp;" + TEXT[8:], ((0, 7), *SPANS[1:]))
    assert "&lt;b&gt;&amp;amp</a>" in as_html(coverage(graph(), odd))


def test_the_same_graph_gives_the_same_bytes_under_any_hash_seed(shipped: list[Triple]) -> None:
    """Neither the order of the triples nor Python's hashing shows in the page or in the JSON."""
    program = (
        "import sys, hashlib; from ydkg.collection import DATA_FILES; from ydkg.graph.turtle import read_turtle;"
        "from ydkg.proof.coverage import coverage; from ydkg.proof.coverage_report import as_html, as_json;"
        "c = coverage([t for p in DATA_FILES for t in read_turtle(p)]);"
        "print(hashlib.sha256((as_html(c) + as_json(c)).encode()).hexdigest())"
    )
    covered: list[Coverage] = coverage(reversed(shipped))
    here = hashlib.sha256((as_html(covered) + as_json(covered)).encode()).hexdigest()
    assert printed(program) == {f"{here}\n".encode()}
