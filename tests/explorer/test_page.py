"""The page as a file: whole, the same every time, loading nothing, and saying where facts are written; its program."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from atlases import data_of, library_of
from seeds import printed
from shipped import TRIPLES
from triples import triples_of
from ydkg.errors import SourceError
from ydkg.explorer.page import build, common
from ydkg.graph.turtle import read_turtle
from ydkg.language.text import CHINESE
from ydkg.page import bundled

if TYPE_CHECKING:
    import pyoxigraph

FIXTURE = Path(__file__).parents[1] / "network" / "delta.ttl"
LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest"}


class Parts(HTMLParser):
    """Collects the elements, inline scripts and styles of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element, and await its content."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep what stands in a script or style."""
        tag, attributes = self.elements[-1] if self.elements else ("", {})
        if tag in {"script", "style"} and data.strip():
            self.inline.append((tag, attributes, data))


@pytest.fixture(scope="module")
def page() -> str:
    """The fixture graph's page."""
    return build(read_turtle(FIXTURE))


def test_the_page_is_the_same_under_any_hash_seed() -> None:
    """Two processes with different hash seeds, and a reversed graph, build the same bytes."""
    program = (
        "import pyoxigraph, sys, hashlib; from ydkg.explorer.page import build;"
        "t = [q.triple for q in pyoxigraph.parse(path=sys.argv[1], format=pyoxigraph.RdfFormat.TURTLE)];"
        "t = t[::-1] if sys.argv[2] == '2' else t;"
        "print(hashlib.sha256(build(t).encode()).hexdigest())"
    )
    assert len(printed(program, str(FIXTURE))) == 1


def test_no_element_of_the_page_loads_anything(page: str) -> None:
    """No element has an address to load: no script, image, frame or style sheet from elsewhere, no source map."""
    for tag, attributes in Parts(page).elements:
        assert not LOADING & set(attributes), (tag, attributes)
        assert tag not in {"iframe", "object", "embed", "base", "img"}
        if tag == "link":
            assert attributes["href"] == "data:,"
    for text in (page, library_of(page)):
        assert "sourceMappingURL" not in text
        assert "@import" not in text
    assert "url(" not in page.split("</style>", maxsplit=1)[0]


def test_the_policy_allows_the_page_s_own_scripts_and_style_and_no_connection(page: str) -> None:
    """The Content-Security-Policy names the hash of every script and style, packed or not, and forbids connections."""
    parts = Parts(page)
    policy = next(a["content"] for t, a in parts.elements if t == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert "connect-src 'none'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    inline = [(tag, text) for tag, attributes, text in parts.inline if attributes.get("type") != "application/json"]
    assert [tag for tag, _ in inline] == ["style", "script"]
    for text in (library_of(page), *(text for _, text in inline)):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


def test_the_page_has_what_a_page_needs(page: str) -> None:
    """Doctype, language, title, viewport and encoding are there."""
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert '<meta charset="utf-8">' in page
    assert 'name="viewport" content="width=device-width, initial-scale=1"' in page
    assert re.search(r"<title>[^<]+</title>", page)


def test_the_page_says_whose_library_is_packed_in_it(page: str) -> None:
    """Name, version, copyright and licence of vis-network can be read in the page, where the library is packed."""
    (said,) = re.findall(r"<!--(.*?)-->\n<script type=\"application/json\" id=\"library\">", page, re.DOTALL)
    for line in ("vis-network", "@version 9", "@copyright (c) 2011-2017 Almende B.V", "The Apache 2.0 License"):
        assert line in said
        assert line in library_of(page)


def test_every_fact_leads_to_its_document_and_characters(page: str) -> None:
    """A post's source is a passage of the release, with its title, day, address and range of characters."""
    known = data_of(page)
    (post,) = [each for each in known["relations"] if each["id"] == "membership-gu-jun-3"]
    (source,) = (known["sources"][number] for number in known["evidence"][post["evidence"]]["sources"])
    assert (source["start"], source["end"]) == (180, 300)
    work = known["works"][source["work"]]
    assert work["title"].startswith("Press Release for Media Briefing")
    assert work["day"] == ["4 December 2024", "2024年12月4日"]
    assert work["link"].startswith("https://en.shio.gov.cn/")
    assert post["role"] == "director"
    assert post["date"] == "2024-12-04"


def test_figures_are_in_words_with_bound_unit_period_and_status(page: str) -> None:
    """A figure reads as people write it, and a comparison names its two figures and how the document judges them."""
    known = data_of(page)
    (figure,) = (each for each in known["observations"] if each["id"] == "observation-rd-2023")
    assert figure["value"] == ["more than 3.34%", "超过3.34%"]
    assert (figure["when"], figure["state"]) == ("2023", "Actual")
    (comparison,) = (each for each in known["comparisons"] if each["id"] == "comparison-rd-target")
    figures = {step["role"]: step["figure"] for step in comparison["steps"]}
    assert figures == {"current": "observation-rd-2023", "target": "observation-rd-2025"}
    assert (comparison["verdict"]["key"], comparison["judged"]) == ("ahead", ["ahead of target", "优于目标"])


def test_how_far_things_have_come_is_told_in_words_of_the_data(page: str) -> None:
    """A thing has what its milestones are, and what that comes to in all; the page's program has no words for it."""
    known = data_of(page)
    line = known["things"]["nanjing-shanghai-line"]
    assert (line["states"], line["status"]) == (["Done, Planned", "已完成，计划中"], "Underway")
    assert "status" not in known["things"]["shanghai"]
    assert known["words"]["Underway"] == ["Under way", "进行中"]
    assert known["words"]["ahead"] == ["ahead of target", "优于目标"]
    assert not {english for english, _ in known["words"].values()} & set(known["texts"])


def test_milestones_stand_by_day_and_then_what_is_planned_first() -> None:
    """One without a day stands last, one that is nothing of the three before those that are."""
    turtle = """
        ydr:line a yd:RailwayLine ; rdfs:label "Line"@en .
        ydr:a a yd:Milestone ; yd:about ydr:line ; yd:modality yd:Done .
        ydr:b a yd:Milestone ; yd:about ydr:line ; yd:modality yd:Planned .
        ydr:c a yd:Milestone ; yd:about ydr:line .
        ydr:d a yd:Milestone ; yd:about ydr:line ; yd:modality yd:Done ; yd:notAfter "2026-12-31"^^xsd:date .
        ydr:e a yd:Milestone ; yd:about ydr:line ; yd:modality yd:Done ; yd:on "2026-12-30"^^xsd:date .
    """
    assert [each["id"] for each in data_of(build(triples_of(turtle)))["milestones"]] == ["e", "d", "c", "b", "a"]


def test_an_empty_graph_gives_a_page_that_says_so() -> None:
    """Without entities there is nothing to draw, and the page says it without a script."""
    empty = build([])
    assert "The graph is empty" in empty
    assert "<script" not in empty


def test_a_page_made_in_chinese_opens_so() -> None:
    """Who asks for Chinese gets a page that opens in it anywhere; without things to draw it is Chinese throughout."""
    made = build(read_turtle(FIXTURE), language=CHINESE)
    assert '<html lang="en" data-opens="zh">' in made
    empty = build([], language=CHINESE)
    assert '<html lang="zh-Hans">' in empty
    assert "图谱为空" in empty
    assert "empty" not in empty.partition("<body>")[2]


def test_markup_in_names_cannot_leave_the_data() -> None:
    """A name that holds markup is data, and the page's elements are those of a harmless graph."""
    turtle = 'ydr:x a foaf:Person ; rdfs:label "{}"@en .'
    hostile = build(triples_of(turtle.format("</script><img src=x onerror=alert(1)><!-- {{ 7*7 }}")))
    harmless = build(triples_of(turtle.format("harmless")))
    assert [tag for tag, _ in Parts(hostile).elements] == [tag for tag, _ in Parts(harmless).elements]
    assert data_of(hostile)["things"]["x"]["name"] == "</script><img src=x onerror=alert(1)><!-- {{ 7*7 }}"


def document(digest: str) -> list[pyoxigraph.Triple]:
    """Make a graph of one person named in the second sentence of a document with a digest."""
    return triples_of(
        f"""
        ydr:d a yd:Document ; yd:textDigest "{digest}" .
        ydr:p a yd:Passage ; yd:inDocument ydr:d ; yd:start 16 ; yd:end 19 .
        ydr:ada a foaf:Person ; rdfs:label "Ada"@en ; yd:mentionedIn ydr:p .
        """
    )


@pytest.mark.parametrize("as_file", [False, True])
def test_with_its_source_the_page_has_the_sentence(tmp_path: Path, *, as_file: bool) -> None:
    """Built with the document, as text or as a file, the page holds its words and where its sentences are."""
    text = "It rose by 5.4%.Ada saw it. 𠮷 it was.\nThe end."
    source = tmp_path / "document.txt"
    source.write_text(text, encoding="utf-8")
    known = data_of(build(document(hashlib.sha256(text.encode()).hexdigest()), source if as_file else text))
    (held,) = known["documents"]
    assert held["text"] == text
    assert held["sentences"] == [[0, 16], [16, 27], [28, 37], [38, 46]]


def test_another_document_is_refused() -> None:
    """A source whose digest is not the document's is refused in one line that names both digests."""
    with pytest.raises(SourceError, match="SHA-256 " + "0" * 64):
        build(document("0" * 64), "something else")


def test_a_page_without_source_holds_no_sentence(page: str) -> None:
    """Nobody's words are in the page unless it was built with them."""
    assert [each for each in data_of(page)["documents"] if "text" in each] == []


ROOT = Path(__file__).parents[2]
COMPILER = ROOT / "tests" / "node_modules" / ".bin" / "tsc"
MOST_BYTES = 1_000_000
both = pytest.mark.parametrize("room", ["explorer", "server"])


@both
@pytest.mark.skipif(not COMPILER.exists(), reason="TypeScript is not installed: npm ci in tests/")
def test_the_modules_are_typed_by_their_comments(room: str) -> None:
    """``tsc --checkJs --strict`` has nothing to say of the modules."""
    command = [str(COMPILER), "-p", str(ROOT / "tests" / room / "tsconfig.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on this machine")
def test_leaving_out_comments_leaves_a_program() -> None:
    """What stands in the page is still JavaScript."""
    program = common()[0]["program"]
    done = subprocess.run(["node", "--check", "-"], input=program, capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize("room", ["explorer", "draft"])
def test_a_name_stands_for_one_thing_in_all_modules(room: str) -> None:
    """In the one scope of a page a second function of a name would take the place of the first, and say nothing."""
    named = Counter(re.findall(r"^(?:async )?function\*? (\w+)", bundled(f"ydkg.{room}", "main.js"), re.MULTILINE))
    assert len(named) > 50
    assert [name for name, times in named.items() if times > 1] == []


@both
def test_no_module_makes_markup_of_text(room: str) -> None:
    """Text reaches pages by ``textContent``: no module writes HTML, or runs text; the explorer's ask for nothing."""
    modules = list((ROOT / "src" / "ydkg" / room / "static").glob("*.js"))
    assert len(modules) > 5
    words = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
    words += ["fetch(", "XMLHttpRequest", "WebSocket", "import("] if room == "explorer" else []
    for module in modules:
        text = module.read_text(encoding="utf-8")
        assert [word for word in words if word in text] == [], module.name


def test_the_page_of_the_shipped_graph_is_small() -> None:
    """The whole graph's page stays within a megabyte."""
    assert len(build(TRIPLES).encode()) <= MOST_BYTES
