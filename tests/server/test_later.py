"""The site tells later words on pages of things and on pages of their own, and answers the questions on them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ydkg.collection import DATA_DIR
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import RDF, SKOS, YD, ydr

if TYPE_CHECKING:
    from conftest import Ask, Run


QUESTIONS = (
    "promises/answers", "promises/later_words", "claims/figures_side_by_side", "claims/figures_told_differently",
    "claims/posts_side_by_side", "claims/said_of_a_thing", "claims/judgements", "claims/pages",
)  # fmt: skip


def page(ask: Ask, path: str) -> str:
    """Return a page's text, having followed where its address leads."""
    reply = ask(path, Accept="text/html")
    if reply.status == 303:
        reply = ask(reply.headers["Location"], Accept="text/html")
    assert reply.status == 200, path
    body: bytes = reply.body
    return body.decode()


def test_every_face_tells_the_same_promises(ask: Ask, ydkg_run: Run) -> None:
    """Verb, question, board and home tell one set, so many of each evidence: those of texts that are at hand."""
    told = list(csv.DictReader(io.StringIO(ydkg_run("promises", "--format", "csv").stdout)))
    asked = list(csv.DictReader(io.StringIO(ydkg_run("query", "promises/answers", "--format", "csv").stdout)))
    evidence = {row["promise"]: row["evidence"] for row in told}
    assert evidence == {row["promise"]: row["evidence"] for row in asked}
    cards = re.split(r'<li class="modality-', page(ask, "/milestones"))[1:]
    answered = {
        ydr(re.findall(r'href="/id/(milestone-[^"?]+)', card)[0]): re.findall("<strong>(.*?)</strong>", card)[0]
        for card in cards
        if "<strong>" in card
    }
    signs = {"✓": "reached", "◐": "reached in part", "◔": "under way", "○": "no later document says so"}
    assert {promise: signs[mark[0]] for promise, mark in answered.items()} == evidence
    counted = Counter(evidence.values())
    silent = counted.pop("no later document says so")
    said = ", ".join(f"{counted[each]} {each}" for each in ("reached", "reached in part", "under way"))
    line = f"{len(told)} promises of documents at hand: {said}, {silent} without a later word"
    for text in (page(ask, "/"), page(ask, "/milestones"), ydkg_run("promises").stdout):
        assert line in text


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_link_of_an_answer_leads_somewhere(ask: Ask, name: str) -> None:
    """Pages, citations and what only they speak of are linked, and every link is answered."""
    body = page(ask, f"/questions/{name}").partition("<main")[2]
    links = sorted(set(re.findall(r'href="(/id/[^"#?]+)', body)))
    assert [link for link in links if ask(link, Accept="text/html").status == 404] == []


def test_every_figure_is_put_beside_the_others(ask: Ask) -> None:
    """The question is answered of each thing and metric, be it of the release or only of a page, and by bare names."""
    triples = [triple for file in ("triples", "later") for triple in read_turtle(DATA_DIR / f"{file}.ttl")]
    of = {
        name: {t.subject.value: t.object.value.removeprefix(ydr("")) for t in triples if t.predicate.value == name}
        for name in (YD.about, YD.metric)
    }
    asked = sorted({(of[YD.about][figure], metric) for figure, metric in of[YD.metric].items()})
    assert len(asked) > 70
    for about, metric in asked:
        assert "<table" in page(ask, f"/questions/claims/figures_side_by_side?about={about}&metric={metric}"), about


@pytest.mark.parametrize("extension", ["ttl", "jsonld", "nt", "rdf"])
def test_programs_get_it_as_data(ask: Ask, extension: str) -> None:
    """Its triples, those of its records, and a note that it is by public pages; a thing of the release has no note."""
    formats = {
        "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML,
    }  # fmt: skip

    def notes(name: str) -> set[str]:
        reply = ask(f"/id/{name}.{extension}")
        assert reply.status == 200
        triples = {quad.triple for quad in parse(reply.body, format=formats[extension])}
        about = {triple.object.value for triple in triples if triple.subject == NamedNode(ydr(f"{name}.html"))
                 and triple.predicate.value == SKOS.note}  # fmt: skip
        assert any(triple.subject == NamedNode(ydr(name)) for triple in triples)
        return about

    assert "By a public page, not proven to the letter." in notes("aa-20251110")
    assert "By the editors’ judgement, not by a document." in notes("judgement-0e258c5f1eb4")
    assert notes("airport-link-line") == set()


@pytest.mark.parametrize(("extension", "form"), [("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)])
def test_the_data_of_a_record_have_the_judgements_on_it(ask: Ask, extension: str, form: RdfFormat) -> None:
    """Whole, with their reason and the label of the other record; a record without any has none."""

    def judged(name: str) -> dict[str, set[str]]:
        triples = {quad.triple for quad in parse(ask(f"/id/{name}.{extension}").body, format=form)}
        judgements = {
            triple.subject
            for triple in triples
            if triple.predicate.value == RDF.type and triple.object == NamedNode(YD.Judgement)
        }
        return {
            each.value: {triple.object.value for triple in triples if triple.subject == each} for each in judgements
        }

    found = judged("milestone-key-tasks-executed-planned")
    assert sorted(found) == [ydr("judgement-0e258c5f1eb4"), ydr("judgement-374d41181774")]
    assert "The first two phases of the plan only; the promise is of the third." in found[ydr("judgement-0e258c5f1eb4")]
    assert judged("observation-direct-projects") == {}


def test_an_address_leads_to_the_format_that_is_asked_for(ask: Ask) -> None:
    """A thing that only pages speak of is found as all others are; what nobody speaks of is not."""
    assert ask("/id/aa-20251110", Accept="text/turtle").headers["Location"] == "/id/aa-20251110.ttl"
    assert ask("/id/aa-20251110", Accept="text/html").headers["Location"] == "/id/aa-20251110.html"
    assert ask("/id/aa-20251111", Accept="text/html").status == 404


@pytest.mark.parametrize("name", ["later", "judgements"])
def test_everything_that_pages_and_judgements_speak_of_has_a_page(ask: Ask, name: str) -> None:
    """Every subject of the file is told of, and every link of ours on a page of it leads to a subject or a class."""
    files = ("triples", "reference", "names.zh", "later", "judgements")
    known = {each.subject.value for file in files for each in read_turtle(DATA_DIR / f"{file}.ttl")}
    subjects = sorted({triple.subject.value for triple in read_turtle(DATA_DIR / f"{name}.ttl")})
    assert len(subjects) > (50 if name == "judgements" else 500)
    for iri in subjects:
        text = page(ask, f"/id/{iri.removeprefix(ydr(''))}.html")
        links = {ydr(link) for link in re.findall(r'href="/id/([^"#?.]+)"', text)}
        assert links <= known, (iri, links - known)
