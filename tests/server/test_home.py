"""The pages that lead into the graph: home, index, metrics, explorer, and what crawlers ask for."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from requests.utils import parse_header_links

from shipped import TRIPLES
from triples import HEAD
from ydkg.collection import DATA_DIR
from ydkg.explorer.page import build
from ydkg.export import write
from ydkg.graph.turtle import read_turtle
from ydkg.network.projection import project
from ydkg.page import shared

if TYPE_CHECKING:
    from conftest import Ask, Launch, Reply

SRC = Path(__file__).resolve().parents[2] / "src" / "ydkg"


@pytest.fixture(scope="module")
def triples() -> list[object]:
    """What the server's data files hold."""
    return TRIPLES


def names(page: Reply) -> list[str]:
    """List the things of a page's table, in its order."""
    return re.findall(r'<th scope="row"[^>]*><a class="thing".*?<bdi[^>]*>(.*?)</bdi>', page.body.decode())


def test_home_counts_what_the_graph_holds(ask: Ask, triples: list[object]) -> None:
    """The numbers on the home page are those of the network that the data files make."""
    network = project(triples)
    said = ask("/").text
    milestones = [each for _, attributes in network.nodes(data=True) for each in attributes.get("milestones", ())]
    figures = {each["iri"] for _, at in network.nodes(data=True) for each in at.get("observations", ())}
    for number, name in (
        (len(network), "entities"),
        (network.number_of_edges(), "relations"),
        (len(figures), "figures"),
        (len({each["iri"] for each in milestones}), "milestones"),
    ):
        assert f"{number}" in said, name
    planned = len({each["iri"] for each in milestones if each["status"].endswith("Planned")})
    assert f"{planned} planned" in said


def test_home_leads_to_what_there_is(ask: Ask) -> None:
    """Every link of the home page to this server is answered, in both languages."""
    for lang in ("en", "zh"):
        page = ask("/", Accept_Language=lang).body.decode()
        found = {html.unescape(each).partition("#")[0] for each in re.findall(r'href="(/[^"]*)"', page)}
        assert len(found) > 25
        wrong = {path: status for path in sorted(found) if (status := ask(path).status) not in {200, 303}}
        assert wrong == {}


def test_a_figure_leads_to_its_digest(ask: Ask) -> None:
    """The home page follows one figure to the digest of the passage that states it, and each step has a page."""
    page = ask("/").body.decode()
    passage = re.search(r'/id/(passage-[\w-]+)"', page)
    digest = re.search(r"<code>([0-9a-f]{16})…</code>", page)
    assert passage
    assert digest
    assert digest[1] in ask(f"/id/{passage[1]}.ttl").body.decode()


@pytest.mark.parametrize(
    ("path", "header", "expected"),
    [
        ("/", "", "en"),
        ("/", "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("/", "de, zh;q=0.1", "zh-Hans"),
        ("/?lang=en", "zh", "en"),
        ("/?lang=zh", "en", "zh-Hans"),
    ],
)
def test_the_language_is_the_one_asked_for(ask: Ask, path: str, header: str, expected: str) -> None:
    """The address decides, then the browser; the page says its language, and links keep one that was chosen."""
    page = ask(path, Accept_Language=header)
    assert f'<html lang="{expected}">' in page.body.decode()
    assert page.headers["Content-Language"] == expected
    assert "Accept-Language" in page.headers["Vary"]
    kept = f"?lang={expected[:2]}" if "lang" in path else ""
    assert f'href="/things{kept}"' in page.body.decode()


@pytest.mark.parametrize("path", ["/?lang=fr", "/metrics?lang=french", "/questions/people/all_posts?lang=de"])
def test_a_language_that_there_is_not_is_told(ask: Ask, path: str) -> None:
    """One line names those that there are, in the language that the browser likes; nothing is read in another."""
    tag = path.partition("=")[2]
    told = ask(path)
    assert (told.status, told.body.decode()) == (400, f"there is no language '{tag}' here; there are en, zh\n")
    page = ask(path, Accept="text/html", Accept_Language="zh")
    assert page.status == 400
    assert f"没有名为“{tag}”的语言；可用的有：en、zh" in page.body.decode()


def test_the_index_lists_everything_once(ask: Ask, triples: list[object]) -> None:
    """Without a filter every thing of the network is in the index, sorted by name whatever its case."""
    found = names(ask("/things"))
    labels = sorted(label for _, label in project(triples).nodes(data="label"))
    assert sorted(html.unescape(each) for each in found) == labels
    initials = [each[0].lower() for each in found if each[0].isalpha()]
    assert initials == sorted(initials)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=person&sort=name", ["Gu Jun", "Ling Ming"]),
        ("kind=person&sort=-name", ["Zhong Lan", "Zhang Zhongwei"]),
        ("kind=railway+line&q=HUZHOU", ["Shanghai-Suzhou-Huzhou high-speed railway"]),
        ("kind=province&q=", ["Anhui", "Jiangsu", "Zhejiang"]),
        ("q=%E4%B8%8A%E6%B5%B7%E5%B8%82&kind=municipality", ["Shanghai"]),
        ("sort=relations", ["three provinces and one municipality", "Yangtze River Delta"]),
        ("q=nothing+of+the+kind", []),
        ("kind=no+such&sort=no+such", ["15th Five-Year Plan"]),
    ],
)
def test_the_index_is_filtered_and_sorted_without_a_script(ask: Ask, query: str, expected: list[str]) -> None:
    """Kind, letters in either language, and order are a form's fields."""
    found = names(ask(f"/things?{query}"))
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_the_index_says_how_it_is_sorted(ask: Ask) -> None:
    """The sorted column says so, and its heading leads to the other way round."""
    page = ask("/things?sort=-relations").body.decode()
    assert re.findall(r'aria-sort="(\w+)"', page) == ["ascending"]
    assert re.findall(r'aria-sort="(\w+)"', ask("/things?sort=relations").body.decode()) == ["descending"]
    assert "sort=-relations" in ask("/things?sort=relations").body.decode()


def test_the_index_escapes_what_was_typed(ask: Ask) -> None:
    """What a person typed comes back as text."""
    page = ask("/things?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").body.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_explorer_is_served_with_its_own_policy(ask: Ask, triples: list[object]) -> None:
    """The page is the one that `ydkg view` writes, under its own policy, and pages of others may embed it."""
    page = ask("/explorer")
    apart = [triple for name in ("later", "judgements") for triple in read_turtle(DATA_DIR / f"{name}.ttl")]
    assert page.body.decode() == build([*triples, *read_turtle(DATA_DIR / "dataset.ttl")], apart=apart)
    own = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]+)"', page.body)
    assert own
    policy = html.unescape(own[1].decode())
    assert page.headers["Content-Security-Policy"] == f"{policy}; frame-ancestors *"
    assert "sha256-" in policy
    assert "unsafe" not in policy
    assert ask("/explorer", If_None_Match=page.headers["ETag"]).status == 304


def test_the_site_has_the_explorers_colours(ask: Ask) -> None:
    """There is one style of colours, fonts and parts, one way to make elements and texts."""
    styles = ask("/static/tokens.css")
    assert styles.body == b"".join((SRC / "static" / name).read_bytes() for name in ("tokens.css", "parts.css"))
    assert styles.headers["Content-Type"] == "text/css; charset=utf-8"
    program = ask("/static/elements.js")
    assert program.body.decode() == shared("elements.js")
    assert program.headers["Content-Type"] == "text/javascript; charset=utf-8"
    icon = ask("/static/icon.svg")
    assert icon.headers["Content-Type"].startswith("image/svg+xml")
    again = ask("/static/icon.svg", If_None_Match=icon.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    for reply in (styles, program, icon, again):
        assert reply.headers["Cache-Control"] == "no-cache"
    assert ask("/favicon.ico").headers["Location"] == "/static/icon.svg"


def test_crawlers_find_every_thing(ask: Ask, triples: list[object]) -> None:
    """The map of the site lists pages and things at the address that it was asked at, and each has an answer."""
    assert "Sitemap: http://" in ask("/robots.txt").body.decode()
    listed = re.findall(r"<loc>http://127\.0\.0\.1:\d+(/[^<]*)</loc>", ask("/sitemap.xml").body.decode())
    assert len(listed) == len(set(listed))
    things = [each for each in listed if each.startswith("/id/")]
    assert len(things) >= len(project(triples))  # Those that only public pages speak of are listed too.
    wrong = [path for path in (*listed[:80:5], *things[::25]) if ask(path).status not in {200, 303}]
    assert wrong == []
    assert b"/search?q={searchTerms}" in ask("/opensearch.xml").body


def test_the_figure_of_the_network_holds_its_names() -> None:
    """No name of the home page's figure lies over another or outside the frame."""
    from ydkg.server.pages.figure import HEIGHT, WIDTH, network
    from ydkg.server.settings import Settings
    from ydkg.server.tasks import Context

    _, body = network(Context(None, Settings()))  # type: ignore[arg-type] # it reads files
    figure = json.loads(body)
    assert 8 <= len(figure["names"]) <= 16
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for _, x, y, _ in figure["nodes"])
    lines = [(y, x) for _, x, y, _ in figure["names"]]
    assert len(set(lines)) == len(lines)


OPEN = """
ydr:delta a yd:Place ; rdfs:label "Delta"@en .
ydr:share a yd:Metric ; rdfs:label "share"@en ; yd:direction yd:HigherIsBetter ; yd:measureKind yd:Share .
ydr:now a yd:Observation ; rdfs:label "now"@en ; yd:metric ydr:share ; yd:about ydr:delta ; yd:value 40 ;
  qudt:hasUnit unit:PERCENT ; yd:bound yd:MoreThan ; yd:valueStatus yd:Actual .
ydr:aim a yd:Observation ; rdfs:label "aim"@en ; yd:metric ydr:share ; yd:about ydr:delta ; yd:value 42 ;
  qudt:hasUnit unit:PERCENT ; yd:bound yd:Exactly ; yd:valueStatus yd:Target .
ydr:compared a yd:Comparison ; rdfs:label "compared"@en ; yd:current ydr:now ; yd:target ydr:aim .
"""


def test_what_bounds_leave_open_is_not_judged(launch: Launch, tmp_path: Path) -> None:
    """More than 40 against a target of 42 may be ahead, on or behind; the reader can ask for what is left open."""
    data = tmp_path / "open.ttl"
    data.write_text(HEAD + OPEN, encoding="utf-8")
    with launch("--data", str(data)) as server:
        for path in ("/metrics", "/metrics?outcome=open"):
            page = server.ask(path)[2].decode()
            assert "ahead of, on or behind target: the figure is a lower bound" in page
            assert "left open by bounds" in page
        assert "优于、达到或未达目标" in server.ask("/metrics?lang=zh")[2].decode()


def test_a_search_engine_finds_the_data_set(ask: Ask) -> None:
    """The page bears the description of the data set as schema.org has it, its files, and this server's downloads."""
    page = ask("/").body.decode()
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    exported = json.loads(write("schemaorg"))
    for key in ("@id", "@type", "url", "identifier", "license", "version", "datePublished", "dateModified"):
        assert described[key] == exported[key], key
    for key in ("name", "description"):
        assert sorted(each["@value"] for each in described[key]) == sorted(each["@value"] for each in exported[key])
    offered, files = described["distribution"], {each["sha256"] for each in exported["distribution"]}
    assert {each["sha256"] for each in offered[: len(files)]} == files
    offered = offered[len(files) :]
    assert {each["encodingFormat"] for each in offered} >= {"text/turtle", "application/n-quads"}
    assert ask("/" + offered[0]["contentUrl"].split("/", 3)[3]).status == 200


def test_signposts_lead_from_home_to_licence_and_descriptions(ask: Ask) -> None:
    """By the header alone a program finds how the data set is cited, its licence, and two descriptions of it."""
    links = parse_header_links(ask("/").headers["Link"])
    found = {link["rel"]: link["url"] for link in links}
    assert found["cite-as"] == "https://w3id.org/ydkg/"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["type"] == "https://schema.org/Dataset"
    described = {link["url"]: link["type"] for link in links if link["rel"] == "describedby"}
    assert len(described) == 2
    for address, media_type in described.items():
        assert ask(address).headers["Content-Type"].partition(";")[0] == media_type
