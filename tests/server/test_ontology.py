"""The ontology on the web: one document in many forms, an anchor for every term, what the data makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from ydkg.collection import DATA_FILES, ONTOLOGY_DIR, ONTOLOGY_FILE
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import RDF, YD, terms

if TYPE_CHECKING:
    from conftest import Ask

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORMS = {
    "text/turtle": ("ttl", pyoxigraph.RdfFormat.TURTLE),
    "application/n-triples": ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
    "application/ld+json": ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
    "application/rdf+xml": ("rdf", pyoxigraph.RdfFormat.RDF_XML),
}


def graph(content: bytes, form: pyoxigraph.RdfFormat) -> set[str]:
    """Read a file into triples whose blank nodes have names that depend on what is said of them."""
    held = pyoxigraph.Dataset(pyoxigraph.parse(content, format=form))
    held.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in held}


@pytest.mark.parametrize("media_type", FORMS)
def test_the_document_is_the_same_graph_in_each_form(ask: Ask, media_type: str) -> None:
    """By `Accept` and by extension the same bytes come, and they hold the ontology's triples."""
    extension, form = FORMS[media_type]
    by_header, by_path = ask("/ontology", Accept=media_type), ask(f"/ontology.{extension}")
    assert by_header.body == by_path.body
    assert by_header.headers["Content-Type"].partition(";")[0] == media_type
    assert "Accept" in by_header.headers["Vary"]
    assert graph(by_path.body, form) == graph(ONTOLOGY_FILE.read_bytes(), pyoxigraph.RdfFormat.TURTLE)
    assert ask(f"/ontology.{extension}", If_None_Match=by_path.headers["ETag"]).status == 304


def test_turtle_is_the_file_to_the_letter(ask: Ask) -> None:
    """Who asks for Turtle gets the file that people edit, comments and all."""
    assert ask("/ontology.ttl").body == ONTOLOGY_FILE.read_bytes()


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        (BROWSER, 200, "text/html"),
        ("", 200, "text/html"),
        ("*/*", 200, "text/html"),
        ("text/turtle, */*;q=0.1", 200, "text/turtle"),
        ("application/rdf+xml, text/xml; q=0.6, */*; q=0.09", 200, "application/rdf+xml"),
        ("text/html;q=0.2, application/ld+json", 200, "application/ld+json"),
        ("image/png", 406, "text/plain"),
    ],
)
def test_clients_get_what_they_like_best(ask: Ask, accept: str, status: int, kind: str) -> None:
    """Browsers get the page, tools their format, and who likes nothing of it is told so."""
    reply = ask("/ontology", Accept=accept)
    assert (reply.status, reply.headers["Content-Type"].partition(";")[0]) == (status, kind)


def test_every_term_has_an_anchor(ask: Ask) -> None:
    """The address of each of our terms leads to a place in the page, and no place has another's name."""
    page = ask("/ontology").body.decode()
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    missing = [iri for iri in sorted(terms("yd")) if iri.rpartition("#")[2] not in anchors]
    assert missing == []
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


def block(page: str, name: str) -> str:
    """Cut out what the page says of a term."""
    found = re.search(rf'<details class="term" id="{name}">.*?</details>', page, re.DOTALL)
    assert found
    return found[0]


def test_a_term_is_described(ask: Ask) -> None:
    """A term comes with both labels, definition, neighbours, matches, shapes, an example and how often it is used."""
    page = ask("/ontology").body.decode()
    used = sum(
        triple.predicate.value == RDF.type and triple.object.value == YD.Airport
        for path in DATA_FILES
        for triple in read_turtle(path)
    )
    airport = block(page, "Airport")
    for part in (
        "机场",
        "An airport.",
        "#Infrastructure",
        "schema:Airport",
        "/shapes/infrastructure",
        f"used {used} times",
    ):
        assert part in airport
    assert re.search(r'href="/id/[\w-]+-airport"', airport)
    # That of many classes, each on a line of its own.
    assert "/shapes/entity" in block(page, "Infrastructure")
    assert "/shapes/entity" not in airport
    direction = block(page, "direction")
    for part in ('href="#Metric"', 'href="#Direction"', "at most one"):
        assert part in direction
    assert 'href="#LowerIsBetter"' in block(page, "Direction")
    assert "org:Membership" in page
    # What only public pages and the description of the collection use is used, too.
    assert "used 271 times" in block(page, "Citation")
    assert "used once" in block(page, "Collection")
    chinese = ask("/ontology?lang=zh").body.decode()
    assert "指标方向" in block(chinese, "direction")


def test_shapes_and_alignments_are_files_of_their_own(ask: Ask) -> None:
    """The namespace of each file of shapes leads to the file, as does each alignment."""
    for name in ("metric", "metric.ttl"):
        assert ask(f"/shapes/{name}").body == (ONTOLOGY_DIR / "shapes" / "metric.ttl").read_bytes()
    assert ask("/ontology/align/nif.ttl").body == (ONTOLOGY_DIR / "align" / "nif.ttl").read_bytes()
    assert ask("/shapes").headers["Location"] == "/ontology#shapes"


def test_a_version_is_this_one_or_none(ask: Ask) -> None:
    """The version's own address is answered where it is the version that is here."""
    assert ask("/ontology/0.1.0", Accept="text/turtle").body == ONTOLOGY_FILE.read_bytes()
    assert ask("/ontology/9.9.9").status == 404


@pytest.mark.parametrize("path", ["/ontology.txt", "/ontology.", "/shapes/nothing", "/ontology/align/nothing.ttl"])
def test_what_is_not_there_is_not_found(ask: Ask, path: str) -> None:
    """Other extensions and names lead nowhere, and above all not out of the folder."""
    assert ask(path).status == 404
    assert ask("/shapes/..%2Fydkg").status == 400


def test_examples_are_in_the_language_of_the_page(ask: Ask) -> None:
    """A value that the editors have translated stands in Chinese on the Chinese page."""
    pages = [ask("/ontology", Accept="text/html", Accept_Language=each).body.decode() for each in ("en", "zh")]
    english, chinese = (re.search(r"<code>yd:aim</code> <q([^>]*)>([^<]*)</q>", page) for page in pages)
    assert english
    assert chinese
    assert english[1] == ' lang=""'
    assert re.fullmatch("[\u3400-\u9fff，、]+", chinese[2])
    assert chinese[1] == ""


def test_an_example_has_the_term_as_the_data_do(ask: Ask) -> None:
    """A class by a member alone, a property in a triple of its own, and a plain value to the letter."""
    page = ask("/ontology?lang=zh").body.decode()
    assert "<code>org:Membership</code> <a" not in page
    assert re.search("ydr:milestone-[^<]*</code></a> <code>yd:realises</code> <a", block(page, "realises"))
    assert '<code>yd:edtf</code> <q lang="">2018</q>' in block(page, "edtf")
