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


def test_a_thing_s_page_tells_what_became_of_it(ask: Ask) -> None:
    """The three answers stand under the milestone, with the pages behind them, and a section has what pages say."""
    text = page(ask, "/id/airport-link-line")
    assert "<strong>◐ in part, 59 of 68.6 km: in operation since 27 December 2024</strong>" in text
    assert "As later pages say, the last of 1 February 2026." in text
    assert "By public pages, not proven to the letter" in text
    assert 'rel="nofollow noreferrer noopener">SHINE, 25 December 2024</a>' in text


@pytest.mark.parametrize("path", ["/", "/milestones"])
def test_it_is_counted_what_became_of_the_release_s_promises(ask: Ask, path: str) -> None:
    """One line on the board, and on the home page one that leads there."""
    text = page(ask, path)
    assert "32 promises of documents at hand: 1 reached, 3 reached in part, 16 under way, 12 without" in text
    assert path != "/" or '<a href="/milestones">What became of it</a>' in text
    assert "有原文可查的来源文件共有32项承诺，其中" in page(ask, f"{path}?lang=zh")


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


def test_it_is_told_in_chinese_too(ask: Ask) -> None:
    """Answers, records and pages are Chinese on a Chinese page."""
    text = page(ask, "/id/airport-link-line?lang=zh")
    assert "<strong>◐部分兑现（68.6公里中的59公里）：已于2024年12月27日开通运营</strong>" in text
    assert "据公开网页（未逐字核验）" in text
    assert "今日闵行，2024年11月" in text


def test_a_question_names_the_pages_that_it_cites(ask: Ask) -> None:
    """Citations are called after their page and lead to it."""
    text = page(ask, "/questions/promises/answers")
    assert "reached in part" in text
    assert "Associated Press of Pakistan, 27 December 2024" in text
    assert "部分兑现" in page(ask, "/questions/promises/answers?lang=zh")


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


def test_figures_of_several_documents_stand_in_a_series(ask: Ask) -> None:
    """Each has its document's mark, and nothing calls them a contradiction."""
    text = page(ask, "/id/high-speed-railway-network").partition('id="series"')[2].partition("</section>")[0]
    assert "A series is never a contradiction" in text
    assert "metric-network-length" in text
    assert 'href="/id/release-20241204"' in text
    assert text.count("By a public page, not proven to the letter.") >= 1
    assert "各来源文件的历次数据" in page(ask, "/id/high-speed-railway-network.html?lang=zh")
    of_metric = page(ask, "/id/metric-network-length").partition('id="series"')[2].partition("</section>")[0]
    assert 'href="/id/high-speed-railway-network"' in of_metric
    of_pages = page(ask, "/id/metric-pm25-concentration").partition('id="series"')[2].partition("</section>")[0]
    assert "31 cities of the Yangtze River Delta in the ministry’s bulletin" in of_pages
    of_journey = page(ask, "/id/journey-hongqiao-airport-pudong-airport").partition('id="series"')[2]
    assert "40 minutes</a>, expected</span>" in of_journey.partition("</section>")[0]  # what is hoped for is no fact


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_cited_page_has_a_page(ask: Ask, lang: str) -> None:
    """Title, publisher, address and what it says, each with a link, and that none of it is proven to the letter."""
    text = page(ask, f"/id/aa-20251110.html?lang={lang}")
    assert ("据公开网页，未逐字核验。" if lang == "zh" else "By a public page, not proven to the letter.") in text
    assert (
        "阿纳多卢通讯社，2025年11月10日" if lang == "zh" else "Chinese import expo sees over $83.49B in deals"
    ) in text
    assert "https://www.aa.com.tr/en/economy/chinese-import-expo-sees-over-8349b-in-deals/3740073" in text
    assert "Chinese import expo sees over $83.49B in deals</" in text  # its own title in Chinese too
    assert f"<dd><span>{'英文' if lang == 'zh' else 'English'}</span></dd>" in text
    assert not re.search(r"</a>(，|, ) · ", text)  # no comma before no day
    for linked in ("anadolu", "8th-china-international-import-expo"):
        assert f'href="/id/{linked}' in text, linked


@pytest.mark.parametrize(("lang", "day"), [("en", "April 2025 or later"), ("zh", "2025年4月或之后")])
def test_a_page_that_shows_no_day_says_in_words_when_it_appeared(ask: Ask, lang: str, day: str) -> None:
    """Not in the notation of the data, whose name a reader need not know."""
    details = page(ask, f"/id/aegis-2025.html?lang={lang}").partition("<dl")[2].partition("</dl>")[0]
    assert f"<dd>{day}</dd>" in details
    assert "EDTF" not in details


def test_a_record_of_a_page_has_a_page(ask: Ask) -> None:
    """The sentence, the page behind it, how well it is supported, and what the editors judged of it."""
    name = "observation-share-of-tasks-completed-three-year-action-plan-hangzhou-20240802"
    text = page(ask, f"/id/{name}")
    assert "By a public page, not proven to the letter." in text
    assert 'href="/id/hangzhou-20240802"' in text
    assert 'href="/id/judgement-0e258c5f1eb4"' in text
    assert "What the editors judged of it" in text


@pytest.mark.parametrize(
    ("name", "foot"),
    [
        ("aa-20251110", "By a public page, not proven to the letter."),
        ("judgement-0e258c5f1eb4", "By the editors’ judgement, not by a document."),
        ("release-20241204", "every fact leads to the words that state it."),
    ],
)
def test_the_foot_of_a_page_promises_what_the_page_keeps(ask: Ask, name: str, foot: str) -> None:
    """No words are kept of a public page, and none state what the editors judge (the look at all views)."""
    assert foot in page(ask, f"/id/{name}").partition("<footer")[2]


def test_a_record_of_the_release_has_what_became_of_it(ask: Ask) -> None:
    """A milestone its answers, what was judged of it and why, a figure what pages say beside it, in both languages."""
    promise = page(ask, "/id/milestone-airport-link-line-operational-planned")
    assert "<strong>◐ in part, 59 of 68.6 km: in operation since 27 December 2024</strong>" in promise
    assert "As later pages say, the last of 1 February 2026." in promise
    trap = page(ask, "/id/milestone-key-tasks-executed-planned")
    assert 'href="/id/judgement-0e258c5f1eb4"' in trap.partition('id="judged"')[2]
    assert "The first two phases of the plan only; the promise is of the third." in trap
    assert "By a public page, not proven to the letter." not in trap
    figure = page(ask, "/id/observation-railway-network").partition('id="told-by-pages"')[2].partition("</section>")[0]
    assert " · is of another time" in figure
    chinese = page(ask, "/id/milestone-key-tasks-executed-planned.html?lang=zh")
    for said in ("只涉及前两轮计划；所承诺的是第三轮。", "编者的判断", "○尚无后续说法", "据公开网页（未逐字核验）"):
        assert said in chinese, said


def test_a_judgement_has_a_page(ask: Ask) -> None:
    """Who judged, when, why, and between what."""
    text = page(ask, "/id/judgement-0e258c5f1eb4")
    assert "By the editors’ judgement, not by a document." in text
    for said in (
        "editors of ydkg",
        "26 November 2026",
        "The first two phases of the plan only; the promise is of the third.",
    ):
        assert said in text, said
    for end in (
        "milestone-key-tasks-executed-planned",
        "observation-share-of-tasks-completed-three-year-action-plan-hangzhou-20240802",
    ):
        assert f'href="/id/{end}"' in text
    # What realises a part of what was promised is not told as if it realised the whole.
    assert "”, as to section of the airport link line" in page(ask, "/id/judgement-f1c2d86cec4d")
    chinese = page(ask, "/id/judgement-0e258c5f1eb4.html?lang=zh")
    assert "只涉及前两轮计划；所承诺的是第三轮。" in chinese
    assert "任务完成率：90%（2018—2023年）”与“重点任务：将落实（截至2024年12月4日）”的关系：不可比" in chinese


def test_a_citation_has_a_page(ask: Ask) -> None:
    """The words that find the place, the page, and what rests on it."""
    text = page(ask, "/id/citation-aa-20251110-4177719c438e")
    assert "$83.49 billion one-year intended deals" in text
    assert 'href="/id/aa-20251110"' in text
    assert 'href="/id/8th-china-international-import-expo"' in text


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


def test_the_site_map_has_things_that_only_pages_speak_of(ask: Ask) -> None:
    """Each of them has a page of its own, which crawlers find."""
    listed = ask("/sitemap.xml").body.decode()
    assert "/id/8th-china-international-import-expo</loc>" in listed
    assert "8th China International Import Expo" in page(ask, "/id/8th-china-international-import-expo")
