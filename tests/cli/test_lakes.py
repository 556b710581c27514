"""A collection about another region, made from nothing: verbs, questions and exports work on it as on shipped data."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import rdflib
from rdflib.namespace import DCTERMS

import ydkg
from shipped import needs_java
from ydkg.cli import main, verbs
from ydkg.collection import VARIABLE, collection
from ydkg.errors import ParameterError
from ydkg.export import FORMATS
from ydkg.graph import questions as catalogue
from ydkg.graph.turtle import read_turtle

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lakes, Run

#: Words of the command line -> what it must say.
VERBS = {
    ("query", "people/posts_of_a_person", "--person", "Anna Keller"): "Anna Keller is director of the Lakes Office.",
    ("query", "documents/all_documents", "--format", "csv"): "Letter of the Lakes Office",
    ("queries", "documents"): "Which documents are there",
    ("queries", "people/posts_of_a_person"): "--person  iri  The person.\n",
    ("query", "people/posts_of_a_person", "--help"): "--person NAME",
    ("show", "Norvik"): "Norvik had 150 charging stations in 2025.",
    ("show", "环湖铁路", "--lang", "zh"): "环湖铁路：计划于2027年底前投入运行",
    ("show", "ydr:milestone-ring-railway-operational-planned"): "✓ ",
    ("path", "Norvik", "南维克"): "Ring Railway connects Norvik",
    ("cite", "Norvik"): "ydkg: the knowledge graph of Cooperation of the Three Lakes",
    ("cite", "ydr:observation-norvik-charging-stations-2025", "--style", "bibtex", "--lang", "zh"): "三湖合作",
    ("promises",): "1 promise of documents at hand: 1 reached",
    ("promises", "环湖铁路", "--lang", "zh"): "✓已投入运行，如期",
    ("diff", "report", "letter"): "report → letter: ",
    ("diff", "report", "letter", "--format", "patch"): "ring-railway",
    ("mcp",): "A knowledge graph of what documents state.",
    ("source", "{text}", "-o", "-"): "The Ring Railway opened in 2026.",
    ("sparql", "-"): "Ring Railway",
    ("view", "-o", "-"): "<title>Cooperation of the Three Lakes: who does what",
    ("verify",): "421 triples in 2 files: every fact leads to its source, and every passage stands in",
    (
        *("check", "--only", "evidence", "--only", "rules", "--only", "shapes", "--only", "coverage"),
    ): "no errors, no warnings",
    ("audit",): "up 20 % from 2023 to 2024",
    ("coverage",): "Letter of the Lakes Office, sentence 3 of 4 ",
    ("coverage", "--format", "html"): "<title>Coverage",
    ("format", "--check"): "",
    ("passage", "Ring Railway"): "ydr:passage-letter-20261201-42-54",
    ("tour",): "Which documents are there",
}
#: Verbs that are tried on it by tests of their own: another collection is made and drafted into, or a server is asked.
ELSEWHERE = frozenset(("accept", "draft", "export", "init", "later", "push", "reason", "report", "review", "serve"))
#: What an assistant says first.
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
#: Verbs that take texts.
TOLD = frozenset(("show", "view", "verify", "check", "coverage", "passage", "tour"))
SHIPPED = ("Yangtze", "长三角", "Shanghai", "Hefei", "Gu Jun", "release-20241204")


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_every_verb_works_on_a_collection_of_ones_own(words: tuple[str, ...], lakes: Lakes, ydkg_run: Run) -> None:
    """It says what the two documents state, with their sentences, and nothing of the shipped data."""
    texts = lakes.sources if words[0] in TOLD or "--person" in words else ()
    asked = json.dumps(HELLO) + "\n" if words[0] == "mcp" else "SELECT ?l { ?t a yd:RailwayLine ; rdfs:label ?l }"
    named = (word.format(text=lakes.texts[1]) for word in words[1:])
    done = ydkg_run(words[0], *lakes.data, *texts, *named, stdin=asked)
    assert done.returncode == 0, done.stderr
    assert VERBS[words] in done.stdout
    assert not [each for each in SHIPPED if each in done.stdout]


def test_no_verb_is_left_untried() -> None:
    """A verb that comes later is tried on a collection of one's own, too."""
    assert {words[0] for words in VERBS} | ELSEWHERE == set(verbs.VERBS)
    assert not {words[0] for words in VERBS} & ELSEWHERE


@needs_java
@pytest.mark.usefixtures("one_java")
def test_what_follows_from_it_is_drawn(lakes: Lakes, ydkg_run: Run) -> None:
    """The ontology alone says what follows: who holds a post, and whose it is."""
    done = ydkg_run("reason", *lakes.data)
    assert done.returncode == 0, done.stderr
    assert "org:hasMembership ydr:membership-anna-keller-lakes-office" in done.stdout


@pytest.mark.parametrize("key", FORMATS)
def test_every_export_carries_it(key: str, lakes: Lakes, tmp_path: Path, ydkg_run: Run) -> None:
    """Each format that is text names the collection or its things, and none of the shipped ones."""
    place = tmp_path / f"lakes.{FORMATS[key].extension}"
    done = ydkg_run(*lakes.data, "export", key, "-o", str(place))
    assert done.returncode == 0, done.stderr
    written = place.read_bytes().decode(errors="replace")
    packed = FORMATS[key].extension in {"zip", "xlsx"}
    assert packed or key in {"cube", "geojson"} or re.search("ring-railway|Ring Railway|Three Lakes", written)
    assert not [each for each in SHIPPED if each in written]


#: What a collection may say of itself: its address, creator and licence; a licence in words, and what is no address.
SAID = {
    "nothing": "",
    "all": """  dcterms:creator "Lakes Office" ;
  dcterms:identifier "https://lakes.example/data/" ;
  dcterms:license <https://lakes.example/licence> ;
""",
    "words": """  dcterms:creator "Lakes Office" ;
  dcterms:identifier "lakes 2025" ;
  dcterms:license "As the lakes are"@en, "与湖同"@zh-hans ;
""",
}
#: Formats that name their data set, or a part of it that is of no other.
NAMING = ("cube", "dcat", "owl", "schemaorg", "webannotation")


@pytest.mark.parametrize("described", SAID)
@pytest.mark.parametrize("key", FORMATS)
def test_no_export_says_that_it_is_of_the_shipped_data_set(
    key: str, described: str, lakes: Lakes, tmp_path: Path, ydkg_run: Run
) -> None:
    """Things, terms and graphs have the IRIs by which they are asked for; all else is under the collection's own."""
    folder = shutil.copytree(lakes.folder, tmp_path / "lakes")
    file = folder / "dataset.ttl"
    text = file.read_text(encoding="utf-8").replace("  dcterms:title", SAID[described] + "  dcterms:title", 1)
    file.write_text(text, encoding="utf-8")
    done = ydkg_run("export", key, "--data", str(folder), "-o", str(tmp_path / "written"))
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "written").read_bytes().decode(errors="replace")
    names = set(re.findall(r"https://w3id\.org/ydkg/[^\s\"<>\\]*", written))
    ours = ("id/", "ontology", "graph/letter", "graph/report", "graph/dataset")
    own = "https://lakes.example/data/" if described == "all" else "https://w3id.org/ydkg/id/collection-lakes"
    assert {name for name in names if not name.removeprefix("https://w3id.org/ydkg/").startswith(ours)} == set()
    assert "ydkg contributors" not in written
    assert key not in NAMING or own in written
    assert described != "words" or key not in {*NAMING} - {"webannotation"} or "As the lakes are" in written
    if key == "csv":
        with ZipFile(tmp_path / "written") as packed:
            assert json.loads(packed.read("datapackage.json"))["name"] == own.rstrip("/").rpartition("/")[2]
    if key == "owl":
        graph = rdflib.Graph().parse(data=written, format="xml")
        (file_iri,) = graph.subjects(rdflib.RDF.type, rdflib.OWL.Ontology)
        said = [(p, o) for p, o in graph.predicate_objects(file_iri) if p not in {rdflib.RDF.type, DCTERMS.title}]
        assert str(file_iri) == own.rstrip("/") + "/owl"
        assert (
            set(said)
            == {
                "nothing": set(),
                "all": {
                    (DCTERMS.creator, rdflib.Literal("Lakes Office", lang="en")),
                    (DCTERMS.license, rdflib.URIRef("https://lakes.example/licence")),
                },
                "words": {
                    (DCTERMS.creator, rdflib.Literal("Lakes Office", lang="en")),
                    (DCTERMS.rights, rdflib.Literal("As the lakes are", lang="en")),
                    (DCTERMS.rights, rdflib.Literal("与湖同", lang="zh-hans")),
                },
            }[described]
        )


@pytest.mark.parametrize("name", catalogue.names())
def test_every_shipped_question_is_answered_or_says_what_it_wants(name: str, lakes: Lakes) -> None:
    """A default that names a shipped thing is left out: then its parameter is wanted, and not nothing found."""
    asked = catalogue.question(name)
    things = {each.name for each in asked.parameters if each.type == "iri" and each.default}
    if things:
        with pytest.raises(ParameterError, match="is missing"):
            ydkg.ask(name, lakes.folder)
    elif all(each.default for each in asked.parameters):
        assert isinstance(ydkg.ask(name, lakes.folder), list)


def test_python_takes_the_collection(lakes: Lakes) -> None:
    """Questions of its own and shipped ones, the graph of rdflib and the network are of its two documents."""
    assert [row.documentLabel for row in ydkg.ask("documents/all_documents", lakes.folder)] == [
        "Report of the Lakes Office",
        "Letter of the Lakes Office",
    ]
    (post,) = ydkg.ask("people/posts_of_a_person", lakes.folder, person="Anna Keller")
    assert (post.roleLabel, post.organizationLabel) == ("director", "Lakes Office")
    assert len(ydkg.load(lakes.folder)) == sum(len(read_turtle(path)) for path in collection(lakes.folder).files)
    assert "https://w3id.org/ydkg/id/norvik" in ydkg.to_networkx(lakes.folder)


def test_the_variable_names_it_too(lakes: Lakes, ydkg_process: Run) -> None:
    """`YDKG_DATA` is what `--data` is, and `YDKG_SOURCE` lists several texts as a search path does."""
    texts = os.pathsep.join(map(str, lakes.texts))
    found = ydkg_process(
        "query", "all_figures", "--format", "json", **{VARIABLE: str(lakes.folder), "YDKG_SOURCE": texts}
    )
    rows = json.loads(found.stdout)["results"]["bindings"]
    assert {row["sentence"]["value"][:10] for row in rows} == {"Norvik had"}


def test_a_text_of_no_document_is_refused_with_the_documents_that_there_are(
    lakes: Lakes, tmp_path: Path, ydkg_run: Run
) -> None:
    """One line names the file, and each document by title and digest; the other text changes nothing."""
    other = tmp_path / "other.txt"
    other.write_text("Something else.", encoding="utf-8")
    done = ydkg_run("verify", *lakes.data, *lakes.sources, "--source", str(other))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "other.txt: no document of this graph" in done.stderr
    assert "(Report of the Lakes Office)" in done.stderr
    assert "(Letter of the Lakes Office)" in done.stderr


@pytest.mark.parametrize("made", ["a file", "a folder with a file", "a file in the way"])
def test_a_collection_is_made_in_a_new_or_empty_folder_only(made: str, tmp_path: Path, ydkg_run: Run) -> None:
    """What is there already is left as it is, in one clear line."""
    place = tmp_path / "mine"
    if made == "a folder with a file":
        place.mkdir()
    taken = place / "kept.txt" if made == "a folder with a file" else place
    taken.write_text("kept", encoding="utf-8")
    done = ydkg_run("init", str(place / "below" if made == "a file in the way" else place))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "mine" in done.stderr
    assert taken.read_text(encoding="utf-8") == "kept"
    assert {path.name for path in tmp_path.iterdir()} == {"mine"}


def test_the_folder_where_one_stands_can_be_made_a_collection(
    tmp_path: Path, ydkg_run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A point will do for its name, and it stays the folder that it was, whatever signs are in its name."""
    place = tmp_path / "my data: 1"
    place.mkdir()
    before = place.stat().st_ino
    monkeypatch.chdir(place)
    with pytest.raises(SystemExit) as ended:
        main(["init", "."])
    assert (ended.value.code, place.stat().st_ino) == (0, before)
    assert {path.name for path in place.iterdir()} == {"document.ttl", "dataset.ttl", "queries", ".gitignore"}
    assert [path.name for path in tmp_path.iterdir()] == ["my data: 1"]
    assert ydkg_run("--data", str(place), "query", "all_documents").stderr == "no rows\n"


def test_a_new_collection_is_sound_and_empty(tmp_path: Path, ydkg_run: Run) -> None:
    """Before its first document it passes every check that needs no Java, and its question finds nothing."""
    place = str(tmp_path / "my lakes")
    (tmp_path / "my lakes").mkdir()
    made = ydkg_run("init", place)
    assert made.returncode == 0
    assert "documents/all_documents" in ydkg_run(*shlex.split(made.stderr.split("`")[1])[1:]).stdout
    parts = ("evidence", "rules", "shapes", "arithmetic", "coverage")
    assert ydkg_run("--data", place, "check", *(f"--only={part}" for part in parts)).returncode == 0
    assert ydkg_run("--data", place, "verify").returncode == 0
    assert ydkg_run("--data", place, "format", "--check").returncode == 0
    assert ydkg_run("--data", place, "query", "all_documents").stderr == "no rows\n"


def test_names_are_completed_from_the_collection(lakes: Lakes, ydkg_process: Run) -> None:
    """The shell completes what this folder has, of the family that a parameter wants."""
    words = f"ydkg --data {lakes.folder} query posts_of_a_person --person A"
    done = ydkg_process(_YDKG_COMPLETE="fish_complete", COMP_WORDS=words, COMP_CWORD="A")
    assert done.stdout.splitlines() == ["plain,anna-keller\tAnna Keller"]
