"""Collections: which files are what, which graph each is, and how they are named on the command line and in Python."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

import ydkg
from ydkg.collection import (
    DATA_DIR,
    DATA_FILES,
    QUERIES_DIR,
    VARIABLE,
    Collection,
    collection,
    graph_iri,
    question_folders,
)
from ydkg.errors import CollectionError
from ydkg.graph.sparql import run
from ydkg.graph.store import open_store
from ydkg.server.dataset import graphs_of, open_dataset, settled, stated
from ydkg.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

PREFIX = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix ydr: <https://w3id.org/ydkg/id/> .\n"
EVERYWHERE = "SELECT ?name { ?s rdfs:label ?name } ORDER BY ?name"
APART = "SELECT ?name { GRAPH <https://w3id.org/ydkg/graph/later> { ?s rdfs:label ?name } }"
QUESTION = f"""#+ title: Names
#+ question: Which names are there?
#+ columns: name string
{EVERYWHERE.replace("rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>")}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with two documents, a register, names, later pages, judgements and a description."""
    for name in ("a", "b", "reference", "names.zh", "later", "judgements", "dataset", "proposals", ".hidden"):
        thing = name.replace(".", "-").strip("-")
        (tmp_path / f"{name}.ttl").write_text(f'{PREFIX}ydr:{thing} rdfs:label "{name}"@en .\n', encoding="utf-8")
    (tmp_path / "queries" / "mine").mkdir(parents=True)
    (tmp_path / "queries" / "mine" / "names.rq").write_text(QUESTION, encoding="utf-8")
    return tmp_path


def names(store: object, query: str) -> list[str]:
    """Give the one column that a query answers."""
    return [row[0].value for row in run(store, query).rows]  # type: ignore[arg-type,union-attr]


def test_files_are_found_and_are_what_their_names_say(folder: Path) -> None:
    """A file is a document, a register, apart or the description by its name; hidden and proposed ones are none."""
    found = collection(folder)
    assert [path.stem for path in found.documents] == ["a", "b"]
    assert [path.stem for path in found.files] == ["a", "b", "reference", "names.zh"]
    assert [path.stem for path in found.apart] == ["later", "judgements"]
    assert found.dataset == folder / "dataset.ttl"
    assert question_folders(folder) == (folder / "queries", QUERIES_DIR)


def test_folders_of_questions_are_named_without_looking_for_files(tmp_path: Path) -> None:
    """Pages ask for them again and again: a folder of a thousand documents is not listed each time."""
    assert question_folders(tmp_path) == (tmp_path / "queries", QUERIES_DIR)
    with pytest.raises(CollectionError, match="no such folder"):
        question_folders(tmp_path / "none")


def test_the_shipped_data_are_the_collection_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder, the data that ship with ydkg are worked on."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert collection().files == DATA_FILES
    assert collection() == collection(DATA_DIR)


def test_later_pages_and_judgements_are_asked_by_the_names_of_their_graphs_only(folder: Path) -> None:
    """The default graph of command line and server is the same, without what is apart."""
    everywhere = ["a", "b", "names.zh", "reference"]
    settings = settled(Settings(data=collection(folder)))
    for store in (open_store(collection(folder)), open_dataset(settings)):
        assert names(store, EVERYWHERE) == everywhere
        assert names(store, APART) == ["later"]
    assert graphs_of(settings) == ["a", "b", "reference", "names", "later", "judgements", "dataset"]
    assert {triple.object.value for triple in stated(settings)} == set(everywhere)  # type: ignore[union-attr]


def test_a_server_finds_the_files_anew(folder: Path) -> None:
    """A document that came into the folder after the start is served when it is loaded again."""
    settings = Settings(data=collection(folder))
    (folder / "new.ttl").write_text(f'{PREFIX}ydr:new rdfs:label "new"@en .\n', encoding="utf-8")
    assert "new" not in graphs_of(settings)
    assert "new" in graphs_of(settled(settings))


def test_python_takes_the_folder_of_a_collection(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ask`, `load` and `to_networkx` take a folder, and by default what the variable names."""
    assert [row.name for row in ydkg.ask("mine/names", folder)] == ["a", "b", "names.zh", "reference"]
    assert len(ydkg.load(folder)) == 4
    assert len(ydkg.to_networkx(folder)) == 0
    monkeypatch.setenv(VARIABLE, str(folder))
    assert [row.name for row in ydkg.ask("names", graph=None)] == ["a", "b", "names.zh", "reference"]
    assert len(ydkg.load()) == 4


@pytest.mark.parametrize("place", [["--data", "{}", "query"], ["query", "--data={}"]], ids=["before", "behind"])
def test_the_command_line_takes_it_before_and_behind_the_verb(
    place: list[str], folder: Path, ydkg_run: Callable[..., CompletedProcess[str]]
) -> None:
    """The option stands wherever it is typed, also before the name of a question that only this folder has."""
    done = ydkg_run(*(word.format(folder) for word in place), "mine/names", "--format", "json")
    found = [row["name"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]]
    assert found == ["a", "b", "names.zh", "reference"]


def test_a_question_of_the_collection_goes_before_the_shipped_one_of_its_name(folder: Path) -> None:
    """Of two questions of one name the collection's own wins."""
    own = folder / "queries" / "people" / "all_posts.rq"
    own.parent.mkdir()
    own.write_text(QUESTION, encoding="utf-8")
    assert len(ydkg.ask("people/all_posts", folder)) == 4


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ([], "{}: no such folder; `ydkg init {}` makes a collection"),
        (["there/text.txt"], "{}: no Turtle file is in it; `ydkg init` makes a collection"),
        (["there/a b.ttl", "there/a-b.ttl"], "{}/a-b.ttl: would be the graph a-b, as {}/a b.ttl would; rename it"),
        (
            ["there/names.ttl", "there/names.zh.ttl"],
            "{}/names.ttl: would be the graph names, as {}/names.zh.ttl would; rename it",
        ),
        (["there/Inferred.ttl"], "{}/Inferred.ttl: would be the graph inferred, which is computed; rename it"),
        (["there"], "{}: neither a folder nor a Turtle file (.ttl)"),
    ],
)
def test_a_folder_that_is_no_collection_is_refused(made: list[str], said: str, tmp_path: Path) -> None:
    """What is wrong with a folder, and what to do, is said in one line."""
    for name in made:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    place = tmp_path / "there"
    with pytest.raises(CollectionError) as caught:
        collection(place)
    assert str(caught.value) == said.format(place, place)


def test_a_folder_that_cannot_be_read_is_told(folder: Path) -> None:
    """It is not taken for an empty one."""
    folder.chmod(0)
    if os.access(folder, os.R_OK):
        pytest.skip("an administrator may read every folder")
    with pytest.raises(CollectionError, match="cannot be read: Permission denied"):
        collection(folder)
    folder.chmod(0o700)


def test_files_make_a_collection_too(folder: Path) -> None:
    """Turtle files may be given one by one, and are what their names say there too."""
    found = collection(folder / "later.ttl", folder / "b.ttl")
    assert isinstance(found, Collection)
    assert (found.files, found.apart) == ((folder / "b.ttl",), (folder / "later.ttl",))
    assert names(open_store(found), APART) == ["later"]
    assert graph_iri("later") in APART
