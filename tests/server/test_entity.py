"""Every thing has an address that leads to a page and to data, over real HTTP."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
from pyoxigraph import Dataset, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import SDO
from requests.utils import parse_header_links

from shipped import SOURCE, TRIPLES, needs_source
from ydkg.collection import APART, DATA_DIR
from ydkg.graph.graph import Graph
from ydkg.graph.schema import is_entity
from ydkg.graph.store import open_store
from ydkg.graph.turtle import read_turtle, statement_iri
from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, YD, ydr

from .conftest import asking

if TYPE_CHECKING:
    from conftest import Ask, Launch, Reply

JUDGEMENTS = [triple for name in APART for triple in read_turtle(DATA_DIR / name)]
SUBJECTS = sorted({triple.subject.value.removeprefix(PREFIXES["ydr"]) for triple in TRIPLES})
STORE = open_store()
CLASSES = [triple for triple in TRIPLES if triple.predicate.value == RDF.type]
ENTITIES = [slug for slug in SUBJECTS if is_entity(Graph(STORE), ydr(slug))]
LABELS = {
    (triple.subject.value, triple.object.language): triple.object.value
    for triple in TRIPLES
    if triple.predicate.value == RDFS.label and isinstance(triple.object, Literal)
}
#: Of every class some: records, statements, passages, terms, documents.
SAMPLE = sorted(
    {
        triple.subject.value.removeprefix(PREFIXES["ydr"])
        for kind in {triple.object for triple in CLASSES}
        for triple in [each for each in CLASSES if each.object == kind][::9][:8]
    }
)
FORMATS = {
    "ttl": ("text/turtle; charset=utf-8", RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}


def unescaped(markup: str) -> str:
    """The text of some markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", markup)).split())


def page(ask: Ask, slug: str, lang: str = "en") -> Reply:
    """Go from a thing to its page, as a browser does."""
    led = ask(f"/id/{slug}?lang={lang}", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (led.status, led.headers["Location"]) == (303, f"/id/{slug}.html?lang={lang}")
    found = ask(led.headers["Location"])
    assert found.status == 200, slug
    return found


def heading(reply: Reply) -> str:
    """What stands over a page, of which there is one."""
    (markup,) = re.findall(r"<h1[^>]*>(.*?)</h1>", reply.body.decode(), re.DOTALL)
    return unescaped(markup)


def label(slug: str, *tags: str) -> str:
    """The graph's label of a thing in the first of some languages that it has."""
    return next((LABELS[ydr(slug), tag] for tag in tags if (ydr(slug), tag) in LABELS), "")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_entity_has_a_page_under_its_name(ask: Ask, lang: str) -> None:
    """All entities answer in both languages, with their name as the heading and nothing that a policy would stop."""
    assert len(ENTITIES) == 199
    for slug in ENTITIES:
        reply = page(ask, slug, lang)
        assert heading(reply) == (label(slug, "zh-hans", "en") if lang == "zh" else label(slug, "en"))
        assert not re.search(rb"<style|<[a-z][^>]* (style|on[a-z]+)=", reply.body)
        assert "unsafe" not in reply.headers["Content-Security-Policy"]
        assert reply.headers["Content-Language"] == {"en": "en", "zh": "zh-Hans"}[lang]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_everything_else_of_the_graph_has_a_page_too(ask: Ask, lang: str) -> None:
    """Records, statements, passages, terms and documents of every class answer, and none without a heading."""
    for slug in SAMPLE:
        reply = page(ask, slug, lang)
        assert heading(reply)
        assert slug in reply.text


@pytest.mark.slow
def test_every_address_of_the_graph_answers(ask: Ask) -> None:
    """No subject of the data is without its page, which the tests above have seen of some, and of any kind its data."""
    for slug in {*SUBJECTS}.difference(ENTITIES, SAMPLE):
        assert ask(f"/id/{slug}.html").status == 200, slug
    for slug in {*ENTITIES, *SAMPLE}:
        assert ask(f"/id/{slug}.ttl").status == 200, slug


def test_links_of_pages_lead_somewhere(ask: Ask) -> None:
    """What a page links to under /id/ is there."""
    seen: set[str] = set()
    named = ("shanghai", "gu-jun", "metric-vehicle-to-pile-ratio", "period-2018", "observation-pm25")
    for slug in (*named, *SAMPLE[::12]):
        seen |= set(re.findall(r'<a [^>]*href="(/id/[^"?]*)', page(ask, slug).body.decode()))
    assert len(seen) > 100
    for link in seen:
        assert ask(link).status in {200, 303}, link


class TestRdf:
    """The data of a thing."""

    @pytest.mark.parametrize("slug", sorted({*SAMPLE[::4], *ENTITIES[::7], "shanghai", "release-20241204"}))
    def test_it_is_part_of_the_graph(self, ask: Ask, slug: str) -> None:
        """Turtle holds nothing that the data do not have, but for the document itself, and all that is said of it."""
        triples = read(ask, slug, "ttl")
        own = {triple for triple in triples if triple.subject == NamedNode(ydr(f"{slug}.html"))}
        assert triples - own <= {*TRIPLES, *JUDGEMENTS}
        subject = NamedNode(ydr(slug))
        assert {each for each in TRIPLES if subject in {each.subject, each.object}} <= triples
        assert {each.predicate.value for each in own} >= {
            PREFIXES["foaf"] + "primaryTopic",
            "http://rdfs.org/ns/void#inDataset",
            "http://purl.org/dc/terms/license",
        }

    @pytest.mark.parametrize("slug", sorted({*ENTITIES[::40], *SAMPLE[::20]}))
    def test_all_formats_say_the_same(self, ask: Ask, slug: str) -> None:
        """The four documents are one graph, and the same bytes each time."""
        graphs = [Dataset(read_quads(ask, slug, extension)) for extension in FORMATS]
        assert len(graphs[0]) > 5
        assert all(graph == graphs[0] for graph in graphs)
        assert ask(f"/id/{slug}.ttl").body == ask(f"/id/{slug}.ttl").body

    def test_statements_come_with_their_evidence(self, ask: Ask) -> None:
        """That the railway connects Huzhou is there with its statement, the passages behind it, and Huzhou's name."""
        railway, huzhou = ydr("shanghai-suzhou-huzhou-high-speed-railway"), ydr("huzhou")
        fact = Triple(NamedNode(railway), NamedNode(YD.connects), NamedNode(huzhou))
        triples = read(ask, "shanghai-suzhou-huzhou-high-speed-railway", "ttl")
        statement = NamedNode(statement_iri(fact))
        behind = {
            each.object for each in triples if each.subject == statement and each.predicate.value == PROV.wasDerivedFrom
        }
        assert fact in triples
        assert behind
        assert behind <= {each.subject for each in triples if each.predicate.value == YD.start}
        assert Triple(NamedNode(huzhou), NamedNode(RDFS.label), Literal("Huzhou", language="en")) in triples

    def test_records_of_a_thing_come_whole(self, ask: Ask) -> None:
        """A person's posts are there with role and body; what leads to the person is, too."""
        triples = read(ask, "gu-jun", "ttl")
        posts = {each.subject for each in TRIPLES if each.object == NamedNode(ydr("gu-jun"))}
        whole = {each for each in TRIPLES if each.subject in posts}
        assert len(whole) > 20
        assert whole <= triples

    def test_prefixes_are_used(self, ask: Ask) -> None:
        """Turtle and RDF/XML are written with the graph's prefixes."""
        assert b"@prefix ydr: <https://w3id.org/ydkg/id/> ." in ask("/id/hefei.ttl").body
        assert b'xmlns:yd="https://w3id.org/ydkg/ontology#"' in ask("/id/hefei.rdf").body


def read(ask: Ask, slug: str, extension: str) -> set[Triple]:
    """The triples of a document."""
    return {quad.triple for quad in read_quads(ask, slug, extension)}


def read_quads(ask: Ask, slug: str, extension: str) -> list:  # type: ignore[type-arg]
    """Read a document, and see that its type is the one of its extension."""
    reply = ask(f"/id/{slug}.{extension}")
    media_type, syntax = FORMATS[extension]
    assert (reply.status, reply.headers["Content-Type"]) == (200, media_type)
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    return list(parse(reply.body, format=syntax))


@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        (None, "html"),
        ("", "html"),
        ("*/*", "html"),
        ("text/html", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("TEXT/TURTLE", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("text/turtle;q=0.4, application/n-triples;q=0.9", "nt"),
        ("text/html;q=0.1, text/turtle", "ttl"),
        ("text/*;q=0.3, application/ld+json;q=0.2", "html"),
        ("application/*", "nt"),
        ("text/html;q=0, */*", "ttl"),
    ],
)
def test_a_thing_leads_to_what_a_client_likes_best(ask: Ask, accept: str | None, extension: str) -> None:
    """303 by q-values, specificity and wildcards; caches are told what it depends on, and what else there is."""
    reply = ask("/id/shanghai", Accept=accept)
    assert (reply.status, reply.headers["Location"]) == (303, f"/id/shanghai.{extension}")
    assert "Accept" in reply.headers["Vary"]
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert ask("/id/shanghai", "HEAD", Accept=accept).status == 303
    assert '</id/shanghai.ttl>; rel="describedby"; type="text/turtle"' in reply.headers["Link"]


def test_the_facts_of_a_document_are_told_in_parts_in_the_order_of_its_text(ask: Ask) -> None:
    """Its page has none of them for the list beside the text: that is read in parts of a hundred, each fact once."""
    (document,) = (each for each in SUBJECTS if YD.PressRelease in Graph(STORE).types(ydr(each)))
    assert "Gu Jun is director of" not in ask(f"/id/{document}.html?lang=en").body.decode()
    parts, pages, page = list[list[dict[str, object]]](), 1, 1
    while page <= pages:
        told = json.loads(ask(f"/id/{document}.written.json?lang=en&page={page}").body)
        parts.append(told["facts"])
        pages, page = told["pages"], page + 1
    facts = [fact for part in parts for fact in part]
    assert {len(part) for part in parts[:-1]} == {100}
    keys = [(fact["address"], fact["named"]) for fact in facts]
    passages = {iri for iri, _ in Graph(STORE).incoming(ydr(document), YD.inDocument)}
    ends = ((PROV.wasDerivedFrom, False), (YD.mentionedIn, True))
    stated = {
        (triple.subject.value, named)
        for triple in TRIPLES
        for predicate, named in ends
        if triple.predicate.value == predicate and triple.object.value in passages
    }
    assert len(keys) == len(set(keys)) == len(stated)
    longest = [max(fact["spans"], key=lambda span: (span[1] - span[0], -span[0])) for fact in facts]  # type: ignore[call-overload]
    assert longest == sorted(longest)


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0, application/zip", "text/csv, application/pdf;q=0.9"])
def test_what_there_is_not_is_406(ask: Ask, accept: str) -> None:
    """A client that likes nothing of what there is, is told what there is."""
    reply = ask("/id/shanghai", Accept=accept)
    assert reply.status == 406
    assert reply.body.startswith(b"this is here as text/html, text/turtle")
    assert reply.headers["Link"]


def test_a_document_says_what_it_is_of(ask: Ask) -> None:
    """Every document names the thing and the other documents, and an extension goes before what is accepted."""
    for extension in ("html", *FORMATS):
        reply = ask(f"/id/hefei.{extension}", Accept="image/png")
        assert reply.status == 200
        links = reply.headers["Link"]
        assert '<https://w3id.org/ydkg/id/hefei>; rel="describes"' in links
        assert '<https://w3id.org/ydkg/id/hefei>; rel="canonical"' in links
        others = {f"/id/hefei.{each}" for each in ("html", *FORMATS) if each != extension}
        assert set(re.findall(r'<([^>]*)>; rel="alternate"', links)) == others


@pytest.mark.parametrize(
    ("slug", "kind"),
    [("hefei", "City"), ("gu-jun", "Person"), ("airport-link-line", "Thing"), ("huawei", "Corporation")],
)
def test_a_search_engine_and_a_signpost_reader_know_a_thing(ask: Ask, slug: str, kind: str) -> None:
    """The page says in schema.org's words what the thing is, and its header how to cite it, and under which licence."""
    reply = ask(f"/id/{slug}.html")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', reply.body.decode(), re.DOTALL)
    said = json.loads(text)
    assert (said["@type"], said["@id"]) == (kind, ydr(slug))
    assert {each["@language"] for each in said["name"]} == {"en", "zh-Hans"}
    assert said["subjectOf"][0]["@id"] == "https://w3id.org/ydkg/"
    links = {link["rel"]: link["url"] for link in parse_header_links(reply.headers["Link"])}
    assert links["cite-as"] == ydr(slug)
    assert links["type"] == f"https://schema.org/{kind}"
    assert SDO[kind]
    assert links["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert links["collection"] == "https://w3id.org/ydkg/"
    if slug == "airport-link-line":
        claim = next(each for each in said["subjectOf"] if each["@id"].endswith("-operational-planned"))
        assert claim["text"][0]["@value"].startswith("Airport link line: planned to open by 31 December 2024")
        assert claim["citation"][0]["@id"] == ydr("release-20241204")
    if slug == "hefei":
        assert said["geo"]["latitude"].startswith("31.")
        assert any("wikidata.org" in each for each in said["sameAs"])


def test_a_search_engine_finds_the_page_in_both_languages(ask: Ask) -> None:
    """The head of a page names its addresses in English and in Chinese, and what else was asked is kept."""
    head = ask("/things?kind=place&lang=zh").body.decode()
    named = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', head))
    assert set(named) == {"en", "zh-Hans"}
    assert named["en"].endswith("/things?kind=place&amp;lang=en")
    assert named["en"].startswith("http://")


@pytest.mark.parametrize(
    "name",
    [
        "nothing-of-the-kind",
        "Shanghai",
        "shanghai.txt",
        "shanghai.html.ttl",
        "shanghai/",
        "",
        "../healthz",
        "..%2f..%2fetc%2fpasswd",
        "shanghai%00",
        "%ff%fe",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "shanghai> ?p ?o } #",
        "上海市",
        "a" * 3000,
        "-",
        "ydr:shanghai",
        "%0d%0aSet-Cookie:%20a=b",
        "{{7*7}}",
    ],
)
def test_what_is_not_there_is_404(ask: Ask, name: str) -> None:
    """An unknown or hostile name is not found, on a page for browsers and in a line for others, and changes nothing."""
    path = f"/id/{quote(unquote(name), safe='./') if '%' not in name else name}"
    reply = ask(path, Accept="text/html")
    if name != "../healthz":
        assert reply.status in {400, 404}
    assert b"<script>alert" not in reply.body
    assert b"<img src=x" not in reply.body
    without_port = re.sub(rb"127\.0\.0\.1:\d+", b"", reply.body)
    assert b"49" not in without_port or "7*7" not in name
    assert reply.headers["Set-Cookie"] is None
    plain = ask(path, Accept="text/turtle")
    assert plain.headers["Content-Type"].startswith("text/plain")
    assert len(plain.body) < 500


class TestFacts:
    """What pages say, set against what was worked out by hand from the data files."""

    def test_a_wheel_shows_as_many_as_it_can(self, ask: Ask) -> None:
        """35 neighbours are too many for the picture, which shows 24, and all are linked."""
        reply = page(ask, "yangtze-river-delta")
        assert reply.body.count(b'<a href="/id/') > 24
        wheel = re.search(rb'<svg class="wheel".*?</svg>', reply.body, re.DOTALL)
        assert wheel
        assert wheel[0].count(b"<a ") == 24

    def test_facts_stand_in_an_order_that_can_be_followed(self, ask: Ask) -> None:
        """A register's facts are by what they are of, not by the digests of their statements."""
        body = page(ask, "register-geonames").body.decode()
        sentences = re.findall(r'<p class="sentence">(.*?)</p>', body, re.DOTALL)
        things = [unescaped(each).strip().split(":")[0] for each in sentences]
        assert len(things) > 30
        assert things == sorted(things)

    def test_every_fact_says_where_it_is_written(self, ask: Ask) -> None:
        """Each fact with evidence in the data has a fold with a link to its document, its characters and its record."""
        relations = {YD.connects, YD.jurisdiction, YD.implementedIn, YD.namedAfter}
        for slug in ("shanghai", "anhui", "yangtze-river-delta", "three-provinces-and-one-municipality"):
            body = page(ask, slug).body.decode()
            facts = [
                each
                for each in TRIPLES
                if NamedNode(ydr(slug)) in {each.subject, each.object} and each.predicate.value in relations
            ]
            assert facts
            for fact in facts:
                statement = statement_iri(fact)
                assert f'href="/id/{statement.rpartition("/")[2]}?lang=en"' in body
                for passage in (each.object for each in TRIPLES if each.subject == NamedNode(statement)):
                    if isinstance(passage, NamedNode) and "/passage-" in passage.value:
                        assert f'href="/id/{passage.value.rpartition("/")[2]}?lang=en"' in body

    def test_a_statement_is_one_sentence(self, ask: Ask) -> None:
        """It says what it says."""
        fact = Triple(NamedNode(ydr("huzhou")), NamedNode(RDFS.label), Literal("湖州市", language="zh-hans"))
        statement = page(ask, statement_iri(fact).rpartition("/")[2])
        assert "Huzhou, label: 湖州市" in statement.text


def test_pages_answer_while_all_workers_are_busy(launch: Launch) -> None:
    """While queries keep every worker, pages and data of things that nobody asked for yet come: they wait for none."""
    runaway = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with launch("--workers", "1", "--time-limit", "300") as running:
        ask = asking(running.address)
        ask("/id/hefei.html")  # what all pages need is made once
        with running.connect() as busy:
            busy.sendall(f"GET /sparql?query={quote(runaway)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            running.eventually(lambda: pool(ask)["long"] == 1, "a worker that is busy")
            for path in (
                "/id/guangde.html",
                "/id/jiaxing.html",
                "/id/nanjing.ttl",
                "/id/stages.html",
                "/id/gu-jun.rdf",
            ):
                assert ask(path).status == 200
            assert pool(ask)["long"] == 1


def pool(ask: Ask) -> dict[str, int]:
    """How the workers are."""
    return dict(json.loads(ask("/healthz").body)["pool"])


@needs_source
def test_with_the_document_pages_show_the_sentence(launch: Launch) -> None:
    """The words of a passage are marked within their sentence on its own page and on those of what it carries."""
    with launch("--source", str(SOURCE)) as running:
        ask = asking(running.address)
        words = Path(str(SOURCE)).read_bytes().decode()[7058:7136]
        for slug in ("passage-release-20241204-7058-7136", "comparison-vehicle-to-pile-ratio", "yangtze-river-delta"):
            marked = re.findall(r"<mark>(.*?)</mark>", page(ask, slug).body.decode(), re.DOTALL)
            assert any(unescaped(each) == " ".join(words.split()) for each in marked), slug
        assert words not in ask("/id/comparison-vehicle-to-pile-ratio.ttl").body.decode()


@pytest.mark.slow
def test_what_follows_is_marked_as_such(launch: Launch) -> None:
    """With the derived graph a page tells computed figures apart, under a heading of their own, and they have pages."""
    with launch("--derived") as running:
        ask = asking(running.address)
        stated, _, follows = page(ask, "yangtze-river-delta").text.partition("What follows, and is not stated")
        assert "Derived by arithmetic" in follows
        assert "−12 µg/m³" in follows
        _, *rows = ask("/id/yangtze-river-delta.csv?for=excel&part=following").body.decode("utf-8-sig").splitlines()
        assert rows
        assert all(row.startswith("Derived by arithmetic,") for row in rows)
        assert stated.count("−12 µg/m³") == stated.count("−12 µg/m³ (by the figures)") == 1
        slug = re.search(
            r"/id/(observation-[a-z0-9-]*pm25[a-z0-9-]*change)", page(ask, "yangtze-river-delta").body.decode()
        )
        assert slug
        assert "Not stated: derived by arithmetic." in page(ask, slug[1]).text
        chinese = ask(f"/id/{slug[1]}.html?lang=zh")
        assert "PM2.5平均浓度增减量：−12微克/立方米" in heading(chinese)


@pytest.mark.slow
def test_what_is_stated_is_not_said_to_follow(launch: Launch) -> None:
    """That Suzhou contains Wujiang is stated as Wujiang being within it; that it is in China only follows."""
    with launch("--inferred") as running:
        ask = asking(running.address)
        stated, _, follows = page(ask, "suzhou").text.partition("What follows, and is not stated")
        assert "Wujiang is within Suzhou" in stated
        assert "Suzhou is within China" in follows
        assert "Wujiang" not in follows


def test_a_place_says_who_answers_for_it(ask: Ask) -> None:
    """Person, post, body, what that is responsible for, day and source, the smallest area first; and a picture."""
    page = ask("/id/hefei.html").body.decode()
    section = page.partition('id="posts"')[2].partition("</section>")[0]
    rows = [re.sub(r"<[^>]+>|\s+", " ", row) for row in re.findall(r"<tr>.*?</tr>", section, re.DOTALL)][1:]
    assert len(rows) == 6
    assert re.search("Zhong Lan +deputy director +Anhui Provincial .* Anhui +4 December 2024 .*sentence 4", rows[0])
    assert all("Cooperation Office" in row for row in rows[1:])
    assert "/explorer#arrange=people&amp;thing=hefei" in section
    own = ask("/id/anhui-provincial-development-and-reform-commission.html").body.decode()
    assert own.partition('id="posts"')[2].partition("</section>")[0].count("<tr>") == 2
    assert 'id="posts"' not in ask("/id/gu-jun.html").body.decode()
