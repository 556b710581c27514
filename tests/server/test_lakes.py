"""The site on a collection about another region: every page in both languages, and the texts of two documents."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import NamedNode
from rdflib.namespace import OWL, VOID

from ydkg.collection import collection
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import PREFIXES, YD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Lakes, Launch, Running

SHIPPED = ("Yangtze", "长三角", "Shanghai", "Hefei", "Gu Jun", "release-20241204")


@pytest.fixture(scope="module")
def site(lakes: Lakes, launch: Launch) -> Iterator[Running]:
    """Serve the collection with both texts, and what follows from it by arithmetic."""
    with launch(*lakes.data, *lakes.sources, "--derived") as server:
        yield server


def page(site: Running, path: str) -> str:
    """Ask for a page that there is."""
    status, _, body = site.ask(path)
    assert status == 200, (path, body[:200])
    return body.decode()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_of_the_site_is_about_the_collection(lang: str, site: Running, lakes: Lakes) -> None:
    """What the site map lists, and what every IRI of the data leads to, is there, under the collection's title."""
    listed = re.findall(r"<loc>http://[^/]+(/[^<]*)</loc>", page(site, "/sitemap.xml"))
    ours = PREFIXES["ydr"]
    files = [path for path in collection(lakes.folder).all_files if path.name != "dataset.ttl"]
    subjects = {triple.subject.value for path in files for triple in read_turtle(path)}  # type: ignore[union-attr]
    things = [f"/id/{iri.removeprefix(ours)}.html" for iri in sorted(subjects) if iri.startswith(ours)]
    assert len(listed) > 30
    assert len(things) > 40
    for path in (*(path for path in listed if not path.startswith("/id/")), *things):
        body = page(site, f"{path}{'&' if '?' in path else '?'}lang={lang}")
        assert not [each for each in SHIPPED if each in body], path
        if path.endswith((".xml", ".ttl", ".txt", "/explorer")):
            continue
        assert ("三湖合作" if lang == "zh" else "Cooperation of the Three Lakes") in body, path


def test_what_is_told_of_a_thing_is_of_the_collection(site: Running, lakes: Lakes) -> None:
    """Its page, its header and its data name the data set that the description of the server names."""
    (own,) = (
        t.subject.value for t in read_turtle(lakes.folder / "dataset.ttl") if t.object == NamedNode(YD.Collection)
    )
    headers, body = site.ask("/id/norvik.html")[1:]
    assert '</>; rel="collection"' in headers["link"]
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body.decode(), re.DOTALL)
    assert json.loads(told)["subjectOf"][0] == {"@type": "Dataset", "@id": own}
    data, void = (rdflib.Graph().parse(data=page(site, path)) for path in ("/id/norvik.ttl", "/.well-known/void"))
    (of,) = data.objects(None, VOID.inDataset)
    (same,) = void.objects(None, OWL.sameAs)
    assert str(of) == str(same) == own


def test_a_licence_in_words_is_shown_in_words(lakes: Lakes, launch: Launch, tmp_path: Path) -> None:
    """Pages and data say it in both languages, and lead nowhere."""
    folder = shutil.copytree(lakes.folder, tmp_path / "lakes")
    with (folder / "dataset.ttl").open("a", encoding="utf-8") as file:
        file.write('ydr:collection-lakes dcterms:license "As the lakes are"@en, "与湖同"@zh-hans .\n')
    with launch("--data", str(folder)) as site:
        assert "The data is under As the lakes are; the program" in page(site, "/download?lang=en")
        assert "与湖同" in page(site, "/download?lang=zh")
        for path in ("/", "/id/norvik.html", "/id/norvik.ttl", "/.well-known/void", "/download/dcat.ttl"):
            assert '"As the lakes are"' in page(site, path), path
        assert 'rel="license"' not in site.ask("/id/norvik.html")[1]["link"] + site.ask("/")[1]["link"]


def test_what_is_wrong_in_the_data_breaks_no_page(lakes: Lakes, launch: Launch, tmp_path: Path) -> None:
    """A text where a figure or the place of a passage should be: the pages go on without it."""
    folder = shutil.copytree(lakes.folder, tmp_path / "lakes")
    content = (folder / "report.ttl").read_text(encoding="utf-8")
    content = re.sub(r"yd:current \S+", 'yd:current "120"', content)
    passage, start = re.findall(r"^ydr:(passage-report-\S+-(\d+)-\d+)$", content, re.MULTILINE)[-1]
    before, _, after = content.rpartition(f"\nydr:{passage}\n")
    after = after.replace(f"yd:start {start}", 'yd:start "begin"', 1)
    (folder / "report.ttl").write_text(f"{before}\nydr:{passage}\n{after}", encoding="utf-8")
    with launch("--data", str(folder)) as site:
        assert "comparison-norvik-charging-stations" in page(site, "/metrics")
        assert "begin" in page(site, f"/id/{passage}.html")
        page(site, "/id/comparison-norvik-charging-stations.html")


def test_no_licence_is_claimed_that_the_collection_does_not_state(site: Running) -> None:
    """Neither pages nor headers nor linked data say one, and the page of downloads says that there is none."""
    for path in ("/", "/download", "/id/norvik.html", "/id/norvik.ttl"):
        status, headers, body = site.ask(path)
        assert status == 200, path
        assert not re.search(r"CC BY|creativecommons", f"{headers}{body.decode()}"), path


#: Address -> what its page says, and behind a sign ¬ what it does not: each passage has the words of its own document,
#: a question whose default is not here asks for it, and nothing is said of a description that there is not.
SAYS = {
    "/": (
        *("From 2 documents; every fact leads to the words that state it.", "in 2 documents"),
        *("/questions/documents/all_documents", "¬Begin with a view"),
    ),
    "/download": ("The collection does not say under which licence its data is",),
    "/explorer": ("<title>Cooperation of the Three Lakes: who does what",),
    "/id/passage-report-20250310-27-37.html": ("2025.03.10", "¬2026.12.01"),
    "/id/passage-letter-20261201-27-37.html": ("2026.12.01", "¬2025.03.10"),
    "/id/observation-norvik-charging-stations-2025.html": ("Norvik had 150 charging stations in 2025",),
    "/questions/people/posts_of_a_person": ("person", "¬director"),
    "/questions/people/posts_of_a_person?person=Anna+Keller": ("director",),
}


@pytest.mark.parametrize("path", SAYS)
def test_a_page_says(site: Running, path: str) -> None:
    """What is of this collection, and nothing of another's."""
    told = page(site, path)
    assert [said for said in SAYS[path] if (said.removeprefix("¬") in told) == said.startswith("¬")] == []


def test_programs_get_each_document_as_a_graph(site: Running) -> None:
    """There is a graph a document, by its file's name; the default graph has both."""
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    rows = json.loads(page(site, "/sparql?query=" + query.replace(" ", "%20").replace("?", "%3F")))["results"][
        "bindings"
    ]
    assert [row["g"]["value"].rpartition("/")[2] for row in rows] == ["dataset", "derived", "letter", "report"]
    assert "ydr:letter-20261201" in page(site, "/graph/letter.ttl")
    assert "Cooperation of the Three Lakes" in page(site, "/.well-known/void")
